"""An outlook: what may come of each pair of courses of action, with its spread."""

from datetime import date
from typing import Literal, TypeAlias

from fogline.model.base import Record

Criterion: TypeAlias = Literal["held", "exchange", "force_left", "own_losses", "balance"]


class Interval(Record, frozen=True, kw_only=True):
    """80 % of the runs lie between low and high.

    The spread is kept in two parts: `sd_noise` would remain if all unknowns were known, and
    `sd_parameters` would go away.
    """

    low: float
    mean: float
    high: float
    sd_noise: float
    sd_parameters: float


class OptionDay(Record, frozen=True, kw_only=True):
    """One day of an option: share held by the defender, losses so far by side."""

    day: date
    held: Interval
    """Of the sectors, those held at the start and those lost before."""
    focus_held: Interval
    """Of the focus area, the ground that is asked about."""
    losses: dict[str, Interval]


class Option(Record, frozen=True, kw_only=True):
    """One side's course, whatever the other side does."""

    side: str
    name: str
    days: tuple[OptionDay, ...]
    reason: str
    action: str


class PairDay(Record, frozen=True, kw_only=True):
    """One day of a pair of courses."""

    day: date
    sectors: dict[str, float]
    """Probability by sector name that the defender holds most of it."""
    held: Interval
    losses: dict[str, Interval]
    """By side id, soldiers since the start."""
    exchange: Interval
    """Attacker's losses for one of the defender's, since the start."""
    force_left: dict[str, Interval]
    """By side id, soldiers in line and reserve."""
    focus_taken: Interval
    """The attacker's share of the focus area."""
    road_share: Interval


class Pair(Record, frozen=True, kw_only=True):
    """What came of one course against another."""

    courses: dict[str, str]
    """Course name by side id."""
    days: tuple[PairDay, ...]
    fired: dict[str, float]
    """By course name, the share of runs in which one of its triggers fired."""


class Comparison(Record, frozen=True, kw_only=True):
    """Two courses of one side under the same luck and the same unknowns."""

    a: str
    b: str
    criterion: Criterion
    p_better: float
    """Share of runs in which a did better than b; equal runs count half to each."""
    low: float
    high: float
    """80 % of what that probability would be if the unknowns were known."""
    side: str
    difference: Interval
    """a minus b, in the criterion's unit."""
    sentence: str


class AsLongAs(Record, frozen=True, kw_only=True):
    """Where one course stays the better one: a condition on what is seen on the way."""

    a: str
    b: str
    criterion: Criterion
    measure: str
    threshold: float
    """The condition: the measure never falls under it."""
    p_condition: float
    """How probable it is that the condition holds to the end."""
    p_better_if: float
    low_if: float
    high_if: float
    p_better_else: float
    low_else: float
    high_else: float
    sentence: str


class Driver(Record, frozen=True, kw_only=True):
    """What the answer depends on."""

    name: str
    label: str
    answer: str
    """Which figure it drives."""
    share: float
    """Of the spread between runs that goes with this unknown (squared rank correlation)."""
    direction: Literal["more", "less"]
    """Whether more of it means more of the answer."""
    sentence: str


class Outlook(Record, frozen=True, kw_only=True):
    """What may come, from a day on, of each course of both sides. Never a prediction of one."""

    theatre: str
    area: str
    on: date
    known: str
    """ISO instant with offset."""
    days: int
    seed: int
    runs: int
    attacker: str
    defender: str
    question: str
    answer: tuple[str, ...]
    """The bottom line in sentences."""
    options: tuple[Option, ...]
    pairs: tuple[Pair, ...]
    comparisons: tuple[Comparison, ...]
    as_long_as: tuple[AsLongAs, ...]
    drivers: tuple[Driver, ...]
    unidentified: tuple[str, ...]
    """What no data up to the cut-off tells, in sentences."""
    remarks: tuple[str, ...] = ()
    """What must be known of the courses, in sentences: a trigger that never came true."""
    start: dict[str, float]
    """By sector name, the expected share of the attacker on the first day."""
    history: tuple[tuple[str, float], ...]
    """Day and attacker's share of the focus before the start, as fitted to."""
    basis: str
    parameters: str
    """Version of the coefficients."""
    scored: str = (
        "Only the course that was taken can be scored; what the others would have brought nobody "
        "will know."
    )
    not_for_movement: Literal[True] = True
