"""The engine's days with NumPy, all runs at once: slow, plain, and the measure of `engine`.

Same order of steps, same luck, same arithmetic. Where the two disagree, one of them is wrong.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from fogline.outlook import columns as c
from fogline.outlook import luck
from fogline.outlook.coefficients import Floats, effects
from fogline.outlook.courses import (
    COUNTERATTACK,
    DAY,
    ENVELOP,
    EXCHANGE,
    HELD_SHARE,
    OWN_STRENGTH,
    REINFORCE,
    ROAD_SHARE,
    WITHDRAW,
    Plan,
)
from fogline.outlook.ground import Ground
from fogline.outlook.state import State

_MOST_HAZARD = 5.0


@dataclass(slots=True)
class _Day:
    """What a day's steps hand to each other; arrays over runs, or runs and sectors."""

    number: int
    share: Floats
    roads: Floats
    exchange: Floats
    now: Floats
    left: Any
    act: Any
    lost: Floats


def simulate(  # noqa: PLR0913, PLR0917 - what a run consists of
    ground: Ground,
    parameters: Floats,
    plans: tuple[Plan, Plan],
    state: State,
    keys: Any,
    days: int,
    *,
    day0: int = 0,
) -> tuple[Floats, Floats]:
    """Do what `engine.simulate` does; see there for arguments and what is returned."""
    runs, places = state.taken.shape
    if day0 == 0:
        state.action[:] = [plans[0].action, plans[1].action]
    seen = np.empty((runs, days, len(c.SEEN)), np.float32)
    cells = np.empty((runs, days, places), np.uint8)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        for step in range(days):
            day = _begin(ground, parameters, plans, state, day0 + step)
            _tempo(parameters, state, keys, day)
            _arrivals(plans, state, day)
            _withdraw(ground, parameters, plans, state, day)
            _fight(ground, parameters, plans, state, keys, day)
            _end(ground, state, day, seen[:, step])
            cells[:, step] = state.taken
    return seen, cells


def _begin(ground: Ground, p: Floats, plans: tuple[Plan, Plan], state: State, number: int) -> _Day:
    share = state.taken / ground.cells
    roads = _roads(ground, share)
    now = state.strength.sum(1)
    told = state.recent[:, 0] / np.where(state.recent[:, 1] > 0, state.recent[:, 1], 1.0)
    exchange = np.where(state.recent[:, 1] > 1.0, told, np.exp(p[:, c.EXCHANGE_RATE]))
    if number > 0:
        for side in range(2):
            values = np.empty((len(share), 5))
            values[:, ROAD_SHARE], values[:, EXCHANGE] = roads, exchange
            values[:, HELD_SHARE] = 1 - share @ ground.focus
            values[:, OWN_STRENGTH] = now[:, side] / np.maximum(state.first[:, side], 1.0)
            values[:, DAY] = number
            _decide(plans[side], side, number, values, state)
    left = np.zeros(len(share), np.int64)
    lost = np.zeros((len(share), 2))
    return _Day(number, share, roads, exchange, now, left, state.action.copy(), lost)


def _roads(ground: Ground, share: Floats) -> Floats:
    if not len(ground.road_weight):
        return np.ones(len(share))
    total = np.zeros(len(share))
    for road, weight in enumerate(ground.road_weight):
        through = ground.road_sector[ground.road_first[road] : ground.road_first[road + 1]]
        cut = (share[:, through] >= 0.5).any(1)
        fire = (share[:, through] > 0).any(1)
        for s in through:
            others = ground.other[ground.first[s] : ground.first[s + 1]]
            fire |= (share[:, others] >= 0.5).any(1)
        total += np.where(cut, 0.0, np.where(fire, c.UNDER_FIRE, 1.0)) * weight
    return total


def _decide(plan: Plan, side: int, day: int, values: Floats, state: State) -> None:
    for t, measure in enumerate(plan.measure):
        bit = np.int64(1) << np.int64(t)
        fires = plan.sign[t] * (plan.bound[t] - values[:, measure]) > 0
        fires &= (state.fired[:, side] & bit) == 0
        state.fired[fires, side] |= bit
        state.pending[fires, side, 0] = plan.then[t]
        state.pending[fires, side, 1] = day + plan.wait[t]
    due = (state.pending[:, side, 0] >= 0) & (day >= state.pending[:, side, 1])
    new = due & (state.action[:, side] != state.pending[:, side, 0])
    state.action[new, side] = state.pending[new, side, 0]
    state.since[new, side] = day
    state.pending[due, side, 0] = -1


def _tempo(p: Floats, state: State, keys: Any, day: _Day) -> None:
    if day.number % c.WEEK == 0:
        jolt = np.exp(p[:, c.SHOCK]) * luck.normal_array(
            luck.unit_array(keys, day.number, 0, luck.TEMPO)
        )
        state.drift[:] = p[:, c.PERSISTENCE] * state.drift + jolt


def _arrivals(plans: tuple[Plan, Plan], state: State, day: _Day) -> None:
    for side, plan in enumerate(plans):
        comes = (day.act[:, side] == REINFORCE) & (day.number - state.since[:, side] >= plan.delay)
        moved = np.where(comes, c.ARRIVES * state.reserves[:, side], 0.0)
        state.reserves[:, side] -= moved
        each = (state.arrivals[:, side] + moved) / state.taken.shape[1]
        state.strength[:, :, side] += each[:, None]


def _withdraw(ground: Ground, p: Floats, plans: tuple[Plan, Plan], state: State, day: _Day) -> None:
    goes = day.act[:, 1] == WITHDRAW
    gone = day.number - state.since[:, 1]
    phase = gone // plans[1].phase_days + 1
    last = ground.line.max()
    day.left[:] = np.where(goes, np.minimum(phase, last - 1), 0)
    pays = goes & (gone % plans[1].phase_days == 0) & (phase < last)
    price = np.minimum(np.exp(p[:, c.REARGUARD]) * np.where(day.roads < 0.5, 2.0, 1.0), 0.5)
    here = pays[:, None] & (ground.line == phase[:, None])
    dead = np.where(here, price[:, None] * state.strength[:, :, 1], 0.0)
    state.strength[:, :, 1] -= dead
    day.lost[:, 1] += np.floor(dead.sum(1))


def _around(
    ground: Ground, p: Floats, share: Floats, gain: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return surroundings, recent gains there, and the easiest way in (-99 = none)."""
    near, recent = share * ground.own, gain * ground.own
    ease = np.full(share.shape, -99.0)
    for s in range(share.shape[1]):
        for e in range(ground.first[s], ground.first[s + 1]):
            o = ground.other[e]
            near[:, s] += ground.weight[e] * share[:, o]
            recent[:, s] += ground.weight[e] * gain[:, o]
            way = p[:, c.RIVER] * ground.water[e] + p[:, c.HEIGHT] * ground.climb[e]
            ease[:, s] = np.where(share[:, o] > 0.5, np.maximum(ease[:, s], way), ease[:, s])
    ease = np.where(share > 0, np.maximum(ease, 0.0), ease)
    return near, recent, ease


def _redeploy(weight: Floats, side: int, state: State) -> None:
    here = state.strength[:, :, side]
    wanted = weight.sum(1, keepdims=True)
    target = here.sum(1, keepdims=True) * weight / np.where(wanted > 0, wanted, 1.0)
    here += np.where(wanted > 0, c.MOVES * (target - here), 0.0)


def _binomial(n: Any, hazard: Floats, u: Floats) -> Any:
    hazard = np.minimum(hazard, _MOST_HAZARD)
    term = np.exp(-hazard * n)
    odds = np.expm1(hazard)
    total, k = term.copy(), np.zeros(n.shape, np.int64)
    going = (u > total) & (k < n)
    while going.any():
        term = np.where(going, term * (odds * (n - k) / (k + 1)), term)
        k = np.where(going, k + 1, k)
        total = np.where(going, total + term, total)
        going = (u > total) & (k < n)
    return k


def _count(mean: Floats, over: Floats, z: Floats, u: Floats) -> Floats:
    ninth = (over + 1.0 / mean) / 9.0
    root = np.maximum(1.0 - ninth + np.sqrt(ninth) * z, 0.0)
    drawn = np.floor(mean * root**3 + u)
    count: Floats = np.where(mean > 0, drawn, 0.0)
    return count


def _fight(  # noqa: PLR0913, PLR0917 - the step's inputs
    ground: Ground, p: Floats, plans: tuple[Plan, Plan], state: State, keys: Any, day: _Day
) -> None:
    near, recent, ease = _around(ground, p, day.share, state.gain)
    around = np.minimum(near, 1.0)
    front = (near > 0) & (ease > -99) & (near < 1 - 1e-9)
    gone = ground.line <= day.left[:, None]
    size = np.where(front, np.sqrt(ground.cells), 0.0)
    envelops = (day.act[:, 0] == ENVELOP)[:, None]
    flank = np.where(envelops & (ground.city == 0), 1.5, 1.0)
    _redeploy(size * flank, 0, state)
    _redeploy(np.where(gone, 0.0, size), 1, state)
    won, back = _ground(ground, p, plans, state, keys, day, around, recent, ease, gone)
    dead = _losses(p, plans, state, keys, day, gone)
    after = np.clip(state.taken + np.where(front, won - back, 0), 0, ground.cells)
    for side in range(2):
        lost = np.where(front, dead[side], 0.0)
        state.strength[:, :, side] -= lost
        day.lost[:, side] += lost.sum(1)
    gained = np.where(front, after / ground.cells - day.share, 0.0)
    state.gain[:] = state.gain * (1.0 - 1.0 / c.GAIN_DAYS) + gained
    state.taken[:] = after


def _units(keys: Any, day: _Day, sectors: int, purpose: int) -> Floats:
    places = np.arange(sectors, dtype=np.uint64)
    units: Floats = luck.unit_array(keys[:, None], day.number, places[None, :], purpose)
    return units


def _ratio(state: State) -> tuple[Floats, Floats]:
    return np.log(state.strength[:, :, 0] + 1.0), np.log(state.strength[:, :, 1] + 1.0)


def _ground(  # noqa: PLR0913, PLR0917 - the step's inputs
    ground: Ground, p: Floats, plans: tuple[Plan, Plan], state: State, keys: Any, day: _Day,
    around: Floats, recent: Floats, ease: Floats, gone: Any,
) -> tuple[Any, Any]:  # fmt: skip
    x, y = _ratio(state)
    kept, shock = p[:, c.PERSISTENCE], np.exp(p[:, c.SHOCK])
    fatigue = p[:, c.FATIGUE] * (state.fatigue[:, 1] - state.fatigue[:, 0])
    base = p[:, c.TEMPO] - 0.5 * shock * shock / (1 - kept * kept) + state.drift + fatigue
    base = base + p[:, c.SUPPLY] * (1 - day.roads)
    city = ground.city > 0
    speed = base[:, None] + p[:, c.FORCE_RATIO, None] * np.clip(x - y, -1.5, 1.5)
    speed = speed + np.where(city, p[:, c.CITY, None], 0.0)
    table = effects()
    a, d = table[0][day.act[:, 0]], table[1][day.act[:, 1]]
    tempo = np.where(city, (a[:, 0] * d[:, 0])[:, None], (a[:, 1] * d[:, 1])[:, None])
    envelops = (day.act[:, 0] == ENVELOP)[:, None] & ~city
    tempo = np.where(envelops, tempo * np.exp(p[:, c.ENVELOPMENT, None]), tempo)
    gains = np.sqrt(np.minimum(np.maximum(recent, 0.0), c.MOST_GAIN))
    hazard = plans[0].intensity * tempo * np.exp(
        speed + p[:, c.SURROUNDINGS, None] * np.minimum(around, c.SATURATED)
        + p[:, c.RECENT_GAIN, None] * gains + p[:, c.LINE, None] * ground.prepared + ease
    )  # fmt: skip
    follows = np.where(a[:, 1] >= 0.5, c.FOLLOWS, c.FOLLOWS * a[:, 1])[:, None]
    hazard = np.where(gone, follows, hazard)
    free = ground.cells - state.taken
    won = _binomial(free, hazard, _units(keys, day, free.shape[1], luck.GROUND))
    strikes = day.act[:, 1] == COUNTERATTACK
    strike = np.where(strikes, np.exp(p[:, c.COUNTER]), np.exp(p[:, c.REGAIN_RATE]))
    hazard = (strike * a[:, 4] * d[:, 4])[:, None] * np.exp(
        speed + p[:, c.SURROUNDINGS, None] * np.minimum(1 - around, c.SATURATED)
    )
    back = _binomial(state.taken, hazard, _units(keys, day, free.shape[1], luck.REGAIN))
    return won, np.where(gone, 0, back)


def _losses(  # noqa: PLR0913, PLR0917 - the step's inputs
    p: Floats, plans: tuple[Plan, Plan], state: State, keys: Any, day: _Day, gone: Any,
) -> list[Floats]:  # fmt: skip
    x, y = _ratio(state)
    own, enemy = p[:, c.OWN_EXPONENT, None], p[:, c.ENEMY_EXPONENT, None]
    first = np.log(np.maximum(state.first, 1.0))
    log_a, log_d = first[:, 0, None], first[:, 1, None]
    level = p[:, c.LOSS_LEVEL, None] + own * log_a + enemy * log_d
    table = effects()
    a, d = table[0][day.act[:, 0]], table[1][day.act[:, 1]]
    mean_a = np.exp(level + own * (x - log_a) + enemy * (y - log_d))
    mean_d = np.exp(level - p[:, c.EXCHANGE_RATE, None] + own * (y - log_d) + enemy * (x - log_a))
    mean_a *= (a[:, 2] * d[:, 3] * np.exp(p[:, c.EFFECT_D]))[:, None] * plans[0].intensity
    mean_d *= (a[:, 3] * d[:, 2] * np.exp(p[:, c.EFFECT_A]))[:, None] * plans[0].intensity
    mean_d *= (1 + p[:, c.CUT_OFF_LOSSES] * (1 - day.roads))[:, None]
    over = np.exp(-p[:, c.DISPERSION])[:, None]
    dead = []
    for side, mean in enumerate((mean_a, mean_d)):
        draw = luck.normal_array(_units(keys, day, x.shape[1], (luck.LOSS_A, luck.LOSS_D)[side]))
        u = _units(keys, day, x.shape[1], (luck.ROUND_A, luck.ROUND_D)[side])
        lost = _count(np.where(gone, mean * c.VACATED_LOSSES, mean), over, draw, u)
        dead.append(np.minimum(lost, np.floor(c.MOST_LOST * state.strength[:, :, side])))
    return dead


def _end(ground: Ground, state: State, day: _Day, out: Floats) -> None:
    share = state.taken / ground.cells
    state.losses[:] += day.lost
    state.recent[:] = state.recent * (1 - 1 / c.EXCHANGE_DAYS) + day.lost
    state.fatigue[:] = state.fatigue * (1 - 1 / c.FATIGUE_DAYS) + day.lost / np.maximum(
        day.now, 1.0
    )
    out[:, c.FOCUS_TAKEN] = share @ ground.focus
    out[:, c.HELD] = (share < 0.5).mean(1)
    out[:, c.ROADS] = day.roads
    out[:, [c.LOSSES_A, c.LOSSES_D]] = state.losses
    out[:, [c.FORCE_A, c.FORCE_D]] = day.now - day.lost + state.reserves
    out[:, c.RECENT_EXCHANGE] = day.exchange
