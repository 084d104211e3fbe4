"""One run after another, day by day, compiled. `reference` does the same with NumPy.

Reads: Ground, coefficients by run, two Plans, a State. Writes: the State and a record of each day.
Never: a random number that depends on anything but run, day, sector and purpose.
"""

import math
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit

from fogline.outlook import columns as c
from fogline.outlook.coefficients import effects
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
from fogline.outlook.luck import (
    GROUND,
    LOSS_A,
    LOSS_D,
    REGAIN,
    ROUND_A,
    ROUND_D,
    TEMPO,
    normal,
    unit,
)
from fogline.outlook.state import State

_MOST_HAZARD = 5.0
"""A day; 99.3 % of the cells. Above it the inversion would lose its first term to rounding."""
_jit = njit(cache=True, nogil=True, error_model="numpy")


@_jit
def _binomial(n: int, hazard: float, u: float) -> int:
    """Invert the binomial of n cells, each lost with probability 1 - exp(-hazard)."""
    hazard = min(hazard, _MOST_HAZARD)
    term = math.exp(-hazard * n)
    if u <= term:
        return 0
    odds = math.expm1(hazard)
    total, k = term, 0
    while u > total and k < n:
        term *= odds * (n - k) / (k + 1)
        k += 1
        total += term
    return k


@_jit
def _count(mean: float, over: float, z: float, u: float) -> float:
    """Return a count with the negative binomial's mean and variance, mean + over * mean**2.

    A gamma of that mean and variance by Wilson and Hilferty's cube of a normal, rounded at random.
    """
    if mean <= 0.0:
        return 0.0
    ninth = (over + 1.0 / mean) / 9.0
    root = max(1.0 - ninth + math.sqrt(ninth) * z, 0.0)
    return math.floor(mean * root * root * root + u)


@_jit
def _beside_enemy(ground: Ground, share: Any, s: int) -> bool:
    for e in range(ground.first[s], ground.first[s + 1]):  # noqa: SIM110 - numba knows no any()
        if share[ground.other[e]] >= 0.5:
            return True
    return False


@_jit
def _road_share(ground: Ground, share: Any) -> float:
    """Return the weighted share of the roads that are open; under fire counts half."""
    if len(ground.road_weight) == 0:
        return 1.0
    total = 0.0
    for road in range(len(ground.road_weight)):
        is_open = 1.0
        for at in range(ground.road_first[road], ground.road_first[road + 1]):
            s = ground.road_sector[at]
            if share[s] >= 0.5:
                is_open = 0.0
                break
            if share[s] > 0.0 or (is_open == 1.0 and _beside_enemy(ground, share, s)):
                is_open = c.UNDER_FIRE
        total += is_open * ground.road_weight[road]
    return total


@_jit
def _decide(plan: Plan, side: int, day: int, seen: Any, state: State, r: int) -> None:  # noqa: PLR0913, PLR0917 - arrays of the kernel
    """Let triggers fire, and let an action on its way begin."""
    for t in range(len(plan.measure)):
        bit = np.int64(1) << np.int64(t)
        if state.fired[r, side] & bit:
            continue
        if plan.sign[t] * (plan.bound[t] - seen[plan.measure[t]]) > 0.0:
            state.fired[r, side] |= bit
            state.pending[r, side, 0] = plan.then[t]
            state.pending[r, side, 1] = day + plan.wait[t]
    if state.pending[r, side, 0] >= 0 and day >= state.pending[r, side, 1]:
        if state.action[r, side] != state.pending[r, side, 0]:
            state.action[r, side] = state.pending[r, side, 0]
            state.since[r, side] = day
        state.pending[r, side, 0] = -1


@_jit
def _coming(plan: Plan, side: int, day: int, state: State, r: int) -> float:
    """Return today's replacements, and reserves if the side reinforces and the delay is over."""
    coming: float = state.arrivals[r, side]
    if state.action[r, side] == REINFORCE and day - state.since[r, side] >= plan.delay:
        moved = c.ARRIVES * state.reserves[r, side]
        state.reserves[r, side] -= moved
        coming += moved
    return coming


@_jit
def _redeploy(weight: Any, side: int, strength: Any) -> None:
    """Move soldiers a part of the way to where they are needed."""
    total, wanted = 0.0, 0.0
    for s in range(len(weight)):
        total += strength[s, side]
        wanted += weight[s]
    if wanted > 0.0:
        ratio = c.MOVES * total / wanted
        for s in range(len(weight)):
            strength[s, side] = (1.0 - c.MOVES) * strength[s, side] + ratio * weight[s]


@_jit
def _rearguard(ground: Ground, plan: Plan, day: int, price: float, state: State, r: int) -> float:  # noqa: PLR0913, PLR0917 - arrays of the kernel
    """Return what giving up a line costs today; the last line is never given up."""
    gone = day - state.since[r, 1]
    if gone % plan.phase_days != 0:
        return 0.0
    phase = gone // plan.phase_days + 1
    lost = 0.0
    if phase < ground.line.max():
        for s in range(len(ground.line)):
            if ground.line[s] == phase:
                dead = min(price, 0.5) * state.strength[r, s, 1]
                state.strength[r, s, 1] -= dead
                lost += dead
    return math.floor(lost)


@_jit
def _run(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - split it takes 3.0 s, not 1.7
    r: int,
    key: Any,
    day0: int,
    days: int,
    ground: Ground,
    table: Any,
    p: Any,
    ours: Plan,
    theirs: Plan,
    state: State,
    seen_out: Any,
    cells_out: Any,
) -> None:
    """Run the days of one run; `ours` is the attacker's plan, `theirs` the defender's."""
    places = len(ground.cells)
    taken, gain, strength = state.taken[r], state.gain[r], state.strength[r]
    share, around, ease = np.empty(places), np.empty(places), np.empty(places)
    local = np.empty(places)
    weight_a, weight_d = np.empty(places), np.empty(places)
    values = np.empty(5)
    exchange_rate = math.exp(p[c.EXCHANGE_RATE])
    over = math.exp(-p[c.DISPERSION])
    effect_a, effect_d = math.exp(p[c.EFFECT_A]), math.exp(p[c.EFFECT_D])
    own, enemy = p[c.OWN_EXPONENT], p[c.ENEMY_EXPONENT]
    first_a, first_d = max(state.first[r, 0], 1.0), max(state.first[r, 1], 1.0)
    log_a, log_d = math.log(first_a), math.log(first_d)
    level_a = p[c.LOSS_LEVEL] + own * log_a + enemy * log_d
    level_d = level_a - p[c.EXCHANGE_RATE]
    regain_rate, counter = math.exp(p[c.REGAIN_RATE]), math.exp(p[c.COUNTER])
    envelop = math.exp(p[c.ENVELOPMENT])
    shock = math.exp(p[c.SHOCK])
    kept = p[c.PERSISTENCE]
    # A lognormal shock is to leave the mean hazard where the fit has it.
    centre = -0.5 * shock * shock / (1.0 - kept * kept)
    for s in range(places):
        share[s] = taken[s] / ground.cells[s]
    for step in range(days):
        day = day0 + step
        taken_focus, held = 0.0, 0.0
        for s in range(places):
            taken_focus += share[s] * ground.focus[s]
        roads = _road_share(ground, share)
        now_a, now_d = 0.0, 0.0
        for s in range(places):
            now_a += strength[s, 0]
            now_d += strength[s, 1]
        if state.recent[r, 1] > 1.0:
            exchange = state.recent[r, 0] / state.recent[r, 1]
        else:
            exchange = exchange_rate
        values[ROAD_SHARE], values[EXCHANGE], values[HELD_SHARE] = roads, exchange, 1 - taken_focus
        values[DAY] = day
        if step > 0 or day0 > 0:
            values[OWN_STRENGTH] = now_a / first_a
            _decide(ours, 0, day, values, state, r)
            values[OWN_STRENGTH] = now_d / first_d
            _decide(theirs, 1, day, values, state, r)
        act_a, act_d = state.action[r, 0], state.action[r, 1]
        mult_a, mult_d = table[0, act_a], table[1, act_d]
        if day % c.WEEK == 0:
            jolt = shock * normal(unit(key, day, 0, TEMPO))
            state.drift[r] = kept * state.drift[r] + jolt
        new_a = _coming(ours, 0, day, state, r) / places
        new_d = _coming(theirs, 1, day, state, r) / places
        for s in range(places):
            strength[s, 0] += new_a
            strength[s, 1] += new_d
        lost_a, lost_d = 0.0, 0.0
        left = 0
        if act_d == WITHDRAW:
            price = math.exp(p[c.REARGUARD]) * (2.0 if roads < 0.5 else 1.0)
            lost_d += _rearguard(ground, theirs, day, price, state, r)
            left = min((day - state.since[r, 1]) // theirs.phase_days + 1, ground.line.max() - 1)
        fatigue = p[c.FATIGUE] * (state.fatigue[r, 1] - state.fatigue[r, 0])
        base = p[c.TEMPO] + centre + state.drift[r] + fatigue + p[c.SUPPLY] * (1.0 - roads)
        for s in range(places):
            nearby, recent = ground.own[s] * share[s], ground.own[s] * gain[s]
            best = -99.0
            for e in range(ground.first[s], ground.first[s + 1]):
                o = ground.other[e]
                nearby += ground.weight[e] * share[o]
                recent += ground.weight[e] * gain[o]
                if share[o] > 0.5:
                    way = p[c.RIVER] * ground.water[e] + p[c.HEIGHT] * ground.climb[e]
                    best = max(best, way)
            around[s], local[s] = min(nearby, 1.0), recent
            if share[s] > 0.0:
                best = max(best, 0.0)
            ease[s] = best
            front = nearby > 0.0 and best > -99.0 and nearby < 1.0 - 1e-9
            size = math.sqrt(ground.cells[s]) if front else 0.0
            gone = ground.line[s] <= left
            flank = 1.5 if act_a == ENVELOP and ground.city[s] == 0.0 else 1.0
            weight_a[s] = size * flank
            weight_d[s] = 0.0 if gone else size
        _redeploy(weight_a, 0, strength)
        _redeploy(weight_d, 1, strength)
        for s in range(places):
            n = ground.cells[s]
            if weight_a[s] <= 0.0:
                gain[s] *= 1.0 - 1.0 / c.GAIN_DAYS
                continue
            gone = ground.line[s] <= left
            x = math.log(strength[s, 0] + 1.0)
            y = math.log(strength[s, 1] + 1.0)
            ratio = min(max(x - y, -1.5), 1.5)
            speed = base + p[c.FORCE_RATIO] * ratio
            if ground.city[s] > 0.0:
                speed += p[c.CITY]
                tempo = mult_a[0] * mult_d[0]
            else:
                tempo = mult_a[1] * mult_d[1]
                if act_a == ENVELOP:
                    tempo *= envelop
            here = taken[s]
            won, back = 0, 0
            if here < n:
                if gone:
                    hazard = c.FOLLOWS if mult_a[1] >= 0.5 else c.FOLLOWS * mult_a[1]
                else:
                    hazard = ours.intensity * tempo * math.exp(
                        speed
                        + p[c.SURROUNDINGS] * min(around[s], c.SATURATED)
                        + p[c.RECENT_GAIN] * math.sqrt(min(max(local[s], 0.0), c.MOST_GAIN))
                        + p[c.LINE] * ground.prepared[s]
                        + ease[s]
                    )  # fmt: skip
                won = _binomial(n - here, hazard, unit(key, day, s, GROUND))
            if here > 0 and not gone:
                strike = counter if act_d == COUNTERATTACK else regain_rate
                hazard = (
                    strike
                    * mult_a[4]
                    * mult_d[4]
                    * math.exp(speed + p[c.SURROUNDINGS] * min(1.0 - around[s], c.SATURATED))
                )
                back = _binomial(here, hazard, unit(key, day, s, REGAIN))
            mean_a = math.exp(level_a + own * (x - log_a) + enemy * (y - log_d))
            mean_d = math.exp(level_d + own * (y - log_d) + enemy * (x - log_a))
            mean_a *= mult_a[2] * mult_d[3] * effect_d * ours.intensity
            mean_d *= mult_a[3] * mult_d[2] * effect_a * ours.intensity
            mean_d *= 1.0 + p[c.CUT_OFF_LOSSES] * (1.0 - roads)
            if gone:
                mean_a, mean_d = mean_a * c.VACATED_LOSSES, mean_d * c.VACATED_LOSSES
            z_a, z_d = normal(unit(key, day, s, LOSS_A)), normal(unit(key, day, s, LOSS_D))
            dead_a = _count(mean_a, over, z_a, unit(key, day, s, ROUND_A))
            dead_d = _count(mean_d, over, z_d, unit(key, day, s, ROUND_D))
            dead_a = min(dead_a, math.floor(c.MOST_LOST * strength[s, 0]))
            dead_d = min(dead_d, math.floor(c.MOST_LOST * strength[s, 1]))
            strength[s, 0] -= dead_a
            strength[s, 1] -= dead_d
            lost_a += dead_a
            lost_d += dead_d
            taken[s] = min(max(here + won - back, 0), n)
            after = taken[s] / n
            gain[s] = gain[s] * (1.0 - 1.0 / c.GAIN_DAYS) + after - share[s]
        taken_focus, held = 0.0, 0.0
        for s in range(places):
            share[s] = taken[s] / ground.cells[s]
            taken_focus += share[s] * ground.focus[s]
            held += 1.0 if share[s] < 0.5 else 0.0
            cells_out[r, step, s] = taken[s]
        state.losses[r, 0] += lost_a
        state.losses[r, 1] += lost_d
        for side in range(2):
            lost = lost_a if side == 0 else lost_d
            total = now_a if side == 0 else now_d
            state.recent[r, side] = state.recent[r, side] * (1.0 - 1.0 / c.EXCHANGE_DAYS) + lost
            state.fatigue[r, side] = state.fatigue[r, side] * (
                1.0 - 1.0 / c.FATIGUE_DAYS
            ) + lost / max(total, 1.0)
        seen_out[r, step, c.FOCUS_TAKEN] = taken_focus
        seen_out[r, step, c.HELD] = held / places
        seen_out[r, step, c.ROADS] = roads
        seen_out[r, step, c.LOSSES_A] = state.losses[r, 0]
        seen_out[r, step, c.LOSSES_D] = state.losses[r, 1]
        seen_out[r, step, c.FORCE_A] = now_a - lost_a + state.reserves[r, 0]
        seen_out[r, step, c.FORCE_D] = now_d - lost_d + state.reserves[r, 1]
        seen_out[r, step, c.RECENT_EXCHANGE] = exchange


@_jit
def _runs(  # noqa: PLR0913, PLR0917 - as `_run`
    low: int,
    high: int,
    keys: Any,
    day0: int,
    days: int,
    ground: Ground,
    table: Any,
    parameters: Any,
    ours: Plan,
    theirs: Plan,
    state: State,
    seen_out: Any,
    cells_out: Any,
) -> None:
    for r in range(low, high):
        _run(
            r, keys[r], day0, days, ground, table, parameters[r], ours, theirs, state,
            seen_out, cells_out,
        )  # fmt: skip


def compiled() -> bool:
    """Tell whether a run needs no compiling first: done in this process, or kept by another."""
    line = _runs.py_func.__code__.co_firstlineno
    kept = Path(_runs.stats.cache_path or ".").glob(f"engine._runs-{line}.py*.nbi")
    return bool(_runs.signatures) or any(kept)


def simulate(  # noqa: PLR0913, PLR0917 - what a run consists of
    ground: Ground,
    parameters: Any,
    plans: tuple[Plan, Plan],
    state: State,
    keys: Any,
    days: int,
    *,
    day0: int = 0,
    threads: int = 1,
) -> tuple[Any, Any]:
    """Run all runs for some days; the state is moved on in place.

    Args:
        ground: of the graph.
        parameters: float64 (runs, coefficients).
        plans: attacker's and defender's.
        state: of each run; on day 0 the plans' actions begin.
        keys: uint64 (runs,), see `luck.keys`.
        days: how many.
        day0: the first day's number.
        threads: change the time it takes and nothing else.

    Returns:
        float32 (runs, days, len(SEEN)) and uint8 (runs, days, sectors) of cells taken, each day's
        end.
    """
    runs, places = state.taken.shape
    if day0 == 0:
        state.action[:] = [plans[0].action, plans[1].action]
    seen = np.empty((runs, days, len(c.SEEN)), np.float32)
    cells = np.empty((runs, days, places), np.uint8)
    bounds = np.linspace(0, runs, max(threads, 1) + 1).astype(int)
    table = effects()

    def part(i: int) -> None:
        _runs(
            bounds[i], bounds[i + 1], keys, day0, days, ground, table, parameters, *plans, state,
            seen, cells,
        )  # fmt: skip

    if threads <= 1:
        part(0)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(part, range(threads)))
    return seen, cells
