"""Courses of action as arrays, and the checks that a course can mean something."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, get_args

import numpy as np

from fogline.errors import UsageError
from fogline.model.scenario import Action, Course, Measure, Role, SectorGraph, Trigger

ACTIONS: tuple[Action, ...] = get_args(Action)
MEASURES: tuple[Measure, ...] = get_args(Measure)
ATTACK, ENVELOP, HOLD, WITHDRAW, REINFORCE, COUNTERATTACK = range(len(ACTIONS))
ROAD_SHARE, EXCHANGE, HELD_SHARE, OWN_STRENGTH, DAY = range(len(MEASURES))
_SHARES = {"road_share", "held_share"}
_MOST_TRIGGERS = 60
"""Which have fired is kept in the bits of one number."""


class Plan(NamedTuple):
    """A course in the engine's arrays; T triggers."""

    action: int
    intensity: float
    phase_days: int
    delay: int
    measure: Any
    """int64 (T,)."""
    sign: Any
    """float64 (T,): 1 = fires below the bound, -1 = above."""
    bound: Any
    """float64 (T,)."""
    then: Any
    """int64 (T,): action."""
    wait: Any
    """int64 (T,): days."""


def plan(course: Course) -> Plan:
    """Return a course as arrays."""
    triggers = course.triggers
    below = [t.below is not None for t in triggers]
    return Plan(
        action=ACTIONS.index(course.action),
        intensity=course.intensity,
        phase_days=course.phase_days,
        delay=course.delay_days,
        measure=np.array([MEASURES.index(t.when) for t in triggers], np.int64),
        sign=np.where(below, 1.0, -1.0).astype(np.float64),
        bound=np.array([_bound(t) for t in triggers], np.float64),
        then=np.array([ACTIONS.index(t.action) for t in triggers], np.int64),
        wait=np.array([t.delay_days for t in triggers], np.int64),
    )


def _bound(trigger: Trigger) -> float:
    bound = trigger.below if trigger.below is not None else trigger.above
    assert bound is not None  # noqa: S101 - `check` refused a trigger without a bound
    return bound


def of_role(courses: Sequence[Course], graph: SectorGraph, role: Role) -> tuple[Course, ...]:
    """Return the courses of the attacker or the defender."""
    side = graph.attacker if role == "attacker" else graph.defender
    return tuple(c for c in courses if c.side == side)


def checked(courses: Sequence[Course], graph: SectorGraph, days: int) -> tuple[Course, ...]:
    """Return courses that hold together.

    Raises:
        UsageError: one does not; every fault is named.
    """
    faults = list(check(courses, graph, days))
    if faults:
        raise UsageError("courses of action:\n  " + "\n  ".join(faults))
    return tuple(courses)


def check(courses: Sequence[Course], graph: SectorGraph, days: int) -> Iterable[str]:
    """Yield a sentence for each course that could not be followed."""
    names = [c.name for c in courses]
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield f"course {name!r} is defined twice"
    for side in (graph.attacker, graph.defender):
        if not any(c.side == side for c in courses):
            yield f"side {side!r} has no course; give each side at least one"
    for course in courses:
        yield from _check_course(course, graph, days)


def _check_course(course: Course, graph: SectorGraph, days: int) -> Iterator[str]:
    where = f"course {course.name!r}"
    if course.side not in {graph.attacker, graph.defender}:
        yield f"{where}: side {course.side!r} is neither {graph.attacker!r} nor {graph.defender!r}"
    if not 0 < course.intensity <= 5:
        yield f"{where}: intensity is {course.intensity:g}; it lies above 0 and up to 5, 1 = as before"
    if course.phase_days < 1 or course.delay_days < 0:
        yield f"{where}: phase_days counts from 1 and delay_days from 0"
    if len(course.triggers) > _MOST_TRIGGERS:
        yield f"{where}: has {len(course.triggers)} triggers; at most {_MOST_TRIGGERS}"
    leads = {t.action for t in course.triggers}
    for number, trigger in enumerate(course.triggers, 1):
        found = [f"{where}, trigger {number}: {f}" for f in _check_trigger(trigger, graph, days)]
        yield from found
        # One that leads back is meant for after another has fired.
        if not found and leads == {course.action}:
            yield f"{where}, trigger {number}: leads to {trigger.action!r}, which the side does anyway; remove it"


def _check_trigger(trigger: Trigger, graph: SectorGraph, days: int) -> Iterator[str]:
    if (trigger.below is None) == (trigger.above is None):
        yield "give it one bound, `below` or `above`"
        return
    if trigger.delay_days < 0:
        yield f"delay_days is {trigger.delay_days}; an effect does not come before its cause"
    bound = _bound(trigger)
    if not np.isfinite(bound):
        yield f"its bound is {bound}; write a number"
        return
    yield from _never(trigger, bound, days)
    earliest = trigger.delay_days + (max(bound, 0) if trigger.when == "day" else 0)
    if trigger.delay_days and earliest >= days:
        yield f"takes effect on day {earliest:g} of {days} at the earliest; it never does anything"
    if trigger.when == "road_share" and not graph.roads:
        yield "waits for roads to be cut, but the graph has no supply road, so it never triggers"


def _never(trigger: Trigger, bound: float, days: int) -> Iterator[str]:
    """Say why a bound can never be passed."""
    below = trigger.below is not None
    why = "; it never triggers"
    if trigger.when == "day":
        if below or bound >= days:
            yield (
                f"waits for day {bound:g} of {days}{why}"
                if not below
                else ("fires before the first day; change the course's action instead")
            )
    elif below and bound <= 0:
        yield f"waits for {trigger.when} under {bound:g}, which is never negative{why}"
    elif trigger.when in _SHARES and not below and bound >= 1:
        yield f"waits for {trigger.when} above {bound:g}, which is at most 1{why}"
