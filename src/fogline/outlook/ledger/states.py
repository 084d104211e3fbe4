"""Whether a rule's event is so on a day: from control as known later, or from a truth file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeAlias

from fogline.model.forecast import ForecastRule
from fogline.text.normalise import fold

Control: TypeAlias = Mapping[str, float]
"""Probability by side id and `contested`."""
Series: TypeAlias = Mapping[str, Mapping[str, Control]]
"""Place id -> ISO day -> control."""
States: TypeAlias = Callable[[date], bool | None]
"""Whether the event is so on a day; None where nobody can tell."""

CONTROLLED = frozenset({"held", "lost"})
"""Events that who holds what can tell; of others a picture and a truth file say nothing."""
SURE = 0.9
"""From this probability on an event is taken to be so, under one minus it not to be so."""


def event_probability(rule: ForecastRule, control: Control) -> float:
    """Return the probability that the rule's event is so.

    Held means wholly held. Lost means that others hold it: contested ground is not lost yet.
    """
    own = control.get(rule.side, 0.0)
    return own if rule.event == "held" else 1.0 - own - control.get("contested", 0.0)


def from_series(rule: ForecastRule, series: Series) -> States:
    """Return the states of a rule's event by the situation."""
    if rule.event not in CONTROLLED:
        return lambda _day: None
    days = series.get(rule.place_id or "", {})

    def state(day: date) -> bool | None:
        control = days.get(day.isoformat())
        if control is None:
            return None
        p = event_probability(rule, control)
        return True if p >= SURE else False if p <= 1 - SURE else None

    return state


class Held(NamedTuple):
    """A side that held a place for some time, both days counted."""

    side: str
    first: date
    last: date


Truth: TypeAlias = Mapping[str, Sequence[Held]]
"""Folded name of a place -> who held it when; between two spans nobody can tell."""


def truth_of(data: Any) -> dict[str, list[Held]]:
    """Return who held what when, by folded name, from a truth file's content.

    The form is that of `fogline measure control`: `{places: [{name, from_side, to_side, changed:
    {earliest, latest}}], unchanged: [{name, side, since, until}]}`.

    Raises:
        ValueError: it is not in that form.
    """
    found: dict[str, list[Held]] = {}
    try:
        rows = sorted(data["places"], key=lambda row: str(row["changed"]["earliest"]))
        for row in rows:
            _change(found.setdefault(fold(row["name"]), []), row)
        for row in data.get("unchanged", ()):
            span = (date.fromisoformat(row[edge]) for edge in ("since", "until"))
            found.setdefault(fold(row["name"]), []).append(Held(row["side"], *span))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no places with from_side, to_side and changed days: {error}") from None
    return found


def _change(spans: list[Held], row: Mapping[str, Any]) -> None:
    earliest, latest = (date.fromisoformat(row["changed"][e]) for e in ("earliest", "latest"))
    if spans:
        spans[-1] = spans[-1]._replace(last=earliest - timedelta(days=1))
    else:
        spans.append(Held(row["from_side"], date.min, earliest - timedelta(days=1)))
    spans.append(Held(row["to_side"], latest, date.max))


def from_truth(rule: ForecastRule, truth: Truth, parts: Sequence[str] = ()) -> States:
    """Return the states of a rule's event by a truth file.

    Args:
        rule: with the place's name.
        truth: who held what.
        parts: names of a city's sectors, where the truth knows those only: a city is held by who
            holds all of them, and lost by who holds none.
    """
    if rule.event not in CONTROLLED:
        return lambda _day: None
    names = [rule.place] if fold(rule.place) in truth else list(parts)
    spans = [truth[fold(name)] for name in names if fold(name) in truth]

    def state(day: date) -> bool | None:
        sides = [next((h.side for h in own if h.first <= day <= h.last), None) for own in spans]
        if not sides:
            return None
        wanted = [None if side is None else side == rule.side for side in sides]
        if rule.event == "lost":
            wanted = [None if own is None else not own for own in wanted]
        return False if False in wanted else None if None in wanted else True

    return state
