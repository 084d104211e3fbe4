"""The outlook in sentences that an analyst reads: a number, its interval, and what it rests on."""

from typing import TYPE_CHECKING, Protocol

from fogline.model.outlook import Criterion, Interval
from fogline.model.scenario import Course

if TYPE_CHECKING:
    from fogline.model.outlook import AsLongAs, Comparison, Option

_BY: dict[Criterion, str] = {
    "held": "by the ground held at the end",
    "exchange": "by the exchange of losses",
    "force_left": "by the force that remains",
    "own_losses": "by one's own losses",
    "balance": "by what each side has left of its force",
}
_MEASURES = {
    "road_share": "at least {at:.0%} of its supply roads stay open",
    "exchange": "the attacker goes on losing at least {at:.1f} for each of the defender's",
}
_EVEN = 0.05
"""Nearer to a half than this, neither course is called better."""


class Probability(Protocol):
    """A probability and its interval."""

    @property
    def mean(self) -> float:
        """What it is."""

    @property
    def low(self) -> float:
        """Its tenth percentile over the unknowns."""

    @property
    def high(self) -> float:
        """Its ninetieth percentile over the unknowns."""


def percent(p: float) -> str:
    """Return a probability in words' figures: never 0 % or 100 %, which no model can know."""
    return "under 1 %" if p < 0.01 else "over 99 %" if p > 0.99 else f"{p:.0%}".replace("%", " %")


def chance(p: Probability) -> str:
    """Return a probability with its interval."""
    if percent(p.low) == percent(p.high):
        return percent(p.mean)
    return f"{percent(p.mean)} ({percent(p.low)} to {percent(p.high)})"


def soldiers(value: Interval) -> str:
    """Return a number of soldiers with its interval, to two figures."""
    return f"{_round(value.mean)} ({_round(value.low)} to {_round(value.high)})"


def _round(number: float) -> str:
    if number < 100:
        return f"{number:.0f}"
    places = len(str(int(number))) - 2
    return f"{int(round(number / 10**places) * 10**places):,}"


def comparison(a: Course, b: Course, what: Criterion, p: Probability, days: int) -> str:
    """Say which of two courses does better."""
    if abs(p.mean - 0.5) < _EVEN:
        return (
            f"{_BY[what].capitalize()}, {a.name!r} and {b.name!r} cannot be told apart after "
            f"{days} days: {a.name!r} does better in {chance(p)} of the runs."
        )
    first, second, shown = (a, b, p) if p.mean > 0.5 else (b, a, _Turned(p))
    return (
        f"{_BY[what].capitalize()}, {first.name!r} does better than {second.name!r} after {days} "
        f"days with probability {chance(shown)}."
    )


class _Turned:
    """The probability of the opposite."""

    def __init__(self, p: Probability) -> None:
        self.mean, self.low, self.high = 1 - p.mean, 1 - p.high, 1 - p.low


def as_long_as(  # noqa: PLR0913, PLR0917 - a sentence has these parts
    a: Course,
    b: Course,
    what: Criterion,
    measure: str,
    at: float,
    share: float,
    inside: Probability,
    outside: Probability,
) -> str:
    """Say under which condition a course is the better one."""
    held = condition(measure, at)
    verdict = (
        f"{a.name!r} still makes more sense than {b.name!r} as long as {held}"
        if inside.mean > 0.5 > outside.mean
        else f"{a.name!r} makes more sense than {b.name!r} whether or not {held}"
        if min(inside.mean, outside.mean) > 0.5
        else f"{b.name!r} makes more sense than {a.name!r} even if {held}"
        if max(inside.mean, outside.mean) < 0.5
        else f"{a.name!r} makes more sense than {b.name!r} only once no longer {held}"
    )
    return (
        f"{_BY[what].capitalize()}, {verdict}: {a.name!r} does better with probability "
        f"{chance(inside)} then and {chance(outside)} otherwise. The condition holds to the end "
        f"with probability {percent(share)}."
    )


def condition(measure: str, at: float) -> str:
    """Return what is never fallen under, in words."""
    return _MEASURES[measure].format(at=at).replace("%", " %")


def driver(label: str, share: float, answer: str, *, more: bool) -> str:
    """Say how much of the spread goes with an unknown."""
    way = "more" if more else "less"
    return f"{share:.0%}".replace("%", " %") + (
        f" of the spread in {answer} goes with {label}: the higher it is, the {way}."
    )


def course_outcome(option: "Option", names: dict[str, str], area: str, days: int) -> str:
    """Say what a course may cost and keep."""
    last = option.days[-1]
    costs = " and ".join(f"{names[s]} {soldiers(v)}" for s, v in last.losses.items())
    return (
        f"{option.name!r}: after {days} days {names[option.side]} holds "
        f"{_share(last.focus_held)} of {area}; losses {costs} soldiers."
    )


def _share(value: Interval) -> str:
    return f"{value.mean:.0%} ({value.low:.0%} to {value.high:.0%})".replace("%", " %")


def bottom_line(  # noqa: PLR0913, PLR0917 - the answer has these parts
    found: "tuple[Comparison, ...]",
    conditions: "tuple[AsLongAs, ...]",
    options: "tuple[Option, ...]",
    names: dict[str, str],
    area: str,
    days: int,
) -> tuple[str, ...]:
    """Return the answer: which course, as long as what, and at what price."""
    lines = [k.sentence for k in conditions]
    lines += [k.sentence for k in found[:1] if not conditions]
    lines += [course_outcome(o, names, area, days) for o in options]
    return tuple(lines)
