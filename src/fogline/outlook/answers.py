"""From runs to figures: intervals whose spread is kept in two parts, by day, pair and option."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from fogline.model.outlook import Interval, Option, OptionDay, Pair, PairDay
from fogline.model.scenario import Course
from fogline.outlook import columns as c
from fogline.outlook.coefficients import Floats
from fogline.outlook.ensemble import Ensemble, Ran

LOW, HIGH = 0.1, 0.9
"""An interval holds 80 % of the runs."""


def interval(values: Floats, draws: int) -> Interval:
    """Return the interval of runs of which r and r + draws share their unknowns.

    The spread is split by a one-way analysis of variance: within a set of unknowns it is luck,
    between sets it is what nobody knows. Values without spread give noughts.
    """
    values = np.asarray(values, np.float64).ravel()
    low, high = np.quantile(values, [LOW, HIGH])
    repeats = len(values) // draws
    noise, parameters = 0.0, float(values.var())
    if repeats > 1:
        table = values[: repeats * draws].reshape(repeats, draws)
        noise = float(table.var(0, ddof=1).mean())
        between = float(table.mean(0).var(ddof=1)) if draws > 1 else 0.0
        parameters = max(0.0, between - noise / repeats)
    return Interval(
        low=_short(low),
        mean=_short(values.mean()),
        high=_short(high),
        sd_noise=_short(np.sqrt(noise)),
        sd_parameters=_short(np.sqrt(parameters)),
    )


def _short(value: float) -> float:
    """Keep four digits after the point below a thousand, none above: no figure is surer."""
    return round(float(value), 4 if abs(value) < 1000 else 0)


def pair(ran: Ran, ensemble: Ensemble) -> Pair:
    """Return the figures of one pair of courses, day by day."""
    graph = ensemble.graph
    held = (ran.cells * 2 < ensemble.ground.cells).mean(0)
    names = [s.name for s in graph.sectors]
    fired = (ran.fired != 0).mean(0)
    return Pair(
        courses={graph.attacker: ran.attacker.name, graph.defender: ran.defender.name},
        days=tuple(
            _pair_day(ran, ensemble, n, dict(zip(names, held[n].round(4).tolist(), strict=True)))
            for n in range(ensemble.days)
        ),
        fired={
            course.name: round(float(fired[i]), 4)
            for i, course in enumerate((ran.attacker, ran.defender))
            if course.triggers
        },
    )


def _pair_day(ran: Ran, ensemble: Ensemble, n: int, sectors: dict[str, float]) -> PairDay:
    graph, draws = ensemble.graph, ensemble.draws
    seen = ran.seen[:, n].astype(np.float64)
    lost_a, lost_d = seen[:, c.LOSSES_A], seen[:, c.LOSSES_D]
    return PairDay(
        day=_day(ensemble, n),
        sectors=sectors,
        held=interval(seen[:, c.HELD], draws),
        losses={
            graph.attacker: interval(lost_a, draws),
            graph.defender: interval(lost_d, draws),
        },
        exchange=interval(exchange(lost_a, lost_d), draws),
        force_left={
            graph.attacker: interval(seen[:, c.FORCE_A], draws),
            graph.defender: interval(seen[:, c.FORCE_D], draws),
        },
        focus_taken=interval(seen[:, c.FOCUS_TAKEN], draws),
        road_share=interval(seen[:, c.ROADS], draws),
    )


def exchange(lost_a: Floats, lost_d: Floats) -> Floats:
    """Return the attacker's losses for one of the defender's; a half is added to both counts."""
    ratio: Floats = (lost_a + 0.5) / (lost_d + 0.5)
    return ratio


def _day(ensemble: Ensemble, n: int) -> date:
    return ensemble.past.on + timedelta(days=n + 1)


def options(ensemble: Ensemble) -> tuple[Option, ...]:
    """Return each course of each side, whatever the other side does, each as likely."""
    graph = ensemble.graph
    found = []
    for role, side in (("defender", graph.defender), ("attacker", graph.attacker)):
        for name in dict.fromkeys(_course(r, role).name for r in ensemble.pairs):
            chosen = [r for r in ensemble.pairs if _course(r, role).name == name]
            found.append(_option(chosen, side, role, ensemble))
    return tuple(found)


def _course(ran: Ran, role: str) -> Course:
    return ran.attacker if role == "attacker" else ran.defender


def _option(chosen: Sequence[Ran], side: str, role: str, ensemble: Ensemble) -> Option:
    graph = ensemble.graph
    course = _course(chosen[0], role)
    against = [_course(r, "attacker" if role == "defender" else "defender").name for r in chosen]
    # Pairs side by side: a set of unknowns stays one column of `interval`.
    seen = _in_turn(chosen, ensemble.draws)
    return Option(
        side=side,
        name=course.name,
        action=course.action,
        reason=course.reason or f"{course.action}, over {', '.join(against)} with equal weight",
        days=tuple(
            OptionDay(
                day=_day(ensemble, n),
                held=interval(seen[:, n, c.HELD], ensemble.draws),
                focus_held=interval(1.0 - seen[:, n, c.FOCUS_TAKEN], ensemble.draws),
                losses={
                    graph.attacker: interval(seen[:, n, c.LOSSES_A], ensemble.draws),
                    graph.defender: interval(seen[:, n, c.LOSSES_D], ensemble.draws),
                },
            )
            for n in range(ensemble.days)
        ),
    )


def _in_turn(chosen: Sequence[Ran], draws: int) -> Floats:
    """Join pairs so that runs r and r + draws still share their unknowns."""
    whole = len(chosen[0].seen) // draws * draws
    joined: Floats = np.concatenate([r.seen[:whole] for r in chosen])
    return joined
