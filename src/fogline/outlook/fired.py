"""What became of triggers: one that no run ever met makes no course of its own, and is named."""

from collections.abc import Iterator

import numpy as np

from fogline.model.scenario import Course, Measure, Trigger
from fogline.outlook import columns as c
from fogline.outlook.coefficients import Floats
from fogline.outlook.ensemble import Ensemble, Ran

_ALWAYS = 0.99
"""Of the runs: from here on a condition that holds after a day is no condition."""
_MEASURES: dict[Measure, str] = {
    "road_share": "the share of the supply roads that is open",
    "exchange": "the exchange of losses",
    "held_share": "the share of the ground that the defender holds",
    "own_strength": "the side's own strength against its start",
    "day": "the day",
}


def remarks(ensemble: Ensemble) -> tuple[str, ...]:
    """Return a sentence for each trigger that never fired, or fired at once in nearly all runs."""
    return tuple(_remarks(ensemble))


def _remarks(ensemble: Ensemble) -> Iterator[str]:
    for side, role in enumerate(("attacker", "defender")):
        by_name: dict[str, list[Ran]] = {}
        for ran in ensemble.pairs:
            by_name.setdefault(getattr(ran, role).name, []).append(ran)
        for pairs in by_name.values():
            course: Course = getattr(pairs[0], role)
            fired = np.concatenate([ran.fired[:, side] for ran in pairs])
            for number, trigger in enumerate(course.triggers):
                hits = (fired >> number) & 1
                where = f"{course.name!r}, trigger {number + 1} ({_words(trigger)})"
                if not hits.any():
                    yield _never(where, course, trigger, pairs, ensemble)
                elif (at_once := _at_once(trigger, pairs)) > _ALWAYS:
                    yield (
                        f"{where}: the condition holds from the first day in {at_once:.0%} of the "
                        f"runs, so the course is {trigger.action!r} almost from the start; write "
                        "that as its action, or move the bound."
                    ).replace("%", " %")


def _never(
    where: str, course: Course, trigger: Trigger, pairs: list[Ran], ensemble: Ensemble
) -> str:
    runs = ensemble.runs * len(pairs)
    others = len(course.triggers) > 1
    so = "it changes nothing" if others else f"the course was {course.action!r} throughout"
    return (
        f"{where}: the condition came true in none of {runs:,} runs within {ensemble.days} days, "
        f"so {so}; its figures say nothing about {trigger.action!r}.{_reached(trigger, pairs)} "
        "Move the bound to what is reached, or look further ahead."
    )


def _words(trigger: Trigger) -> str:
    way, bound = ("under", trigger.below) if trigger.below is not None else ("above", trigger.above)
    return f"{_MEASURES[trigger.when]} {way} {bound:g}, then {trigger.action!r}"


def _seen(trigger: Trigger, ran: Ran) -> Floats | None:
    """Return what the trigger watches, (runs, days); None where it is not recorded by day."""
    column = {"road_share": c.ROADS, "exchange": c.RECENT_EXCHANGE, "held_share": c.FOCUS_TAKEN}
    if trigger.when not in column:
        return None
    seen: Floats = ran.seen[:, :, column[trigger.when]]
    return 1 - seen if trigger.when == "held_share" else seen


def _reached(trigger: Trigger, pairs: list[Ran]) -> str:
    values = [v for v in (_seen(trigger, ran) for ran in pairs) if v is not None]
    if not values:
        return ""
    if trigger.below is not None:
        return f" The lowest that was reached is {min(float(v.min()) for v in values):.2f}."
    return f" The highest that was reached is {max(float(v.max()) for v in values):.2f}."


def _at_once(trigger: Trigger, pairs: list[Ran]) -> float:
    """Return the share of runs whose first day meets the condition; nought where not recorded."""
    values = [v[:, 0] for v in (_seen(trigger, ran) for ran in pairs) if v is not None]
    if not values:
        return 0.0
    first = np.concatenate(values)
    if trigger.below is not None:
        return float((first < trigger.below).mean())
    return float((first > trigger.above).mean())
