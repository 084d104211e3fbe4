"""The questions of a morning, each with the page that answers it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A sentence and where its answer stands; `{place}` is the place asked about."""

    key: str
    path: str
    query: tuple[tuple[str, str], ...] = ()


ALL = (
    Question(key="changed", path="/changes"),
    Question(key="holds", path="/places/{place}"),
    Question(key="thin", path="/events", query=(("action", "capture"), ("recent", "1"), ("origins", "1"))),
    Question(key="disputed", path="/disputes", query=(("place", "{place}"),)),
    Question(key="headlines", path="/reports"),
    Question(key="clip", path="/imagery"),
    Question(key="believed", path="/belief"),
    Question(key="routes", path="/ways", query=(("place", "{place}"),)),
    Question(key="people", path="/people", query=(("place", "{place}"),)),
    Question(key="silent", path="/coverage"),
    Question(key="due", path="/forecasts"),
)  # fmt: skip
"""The twelfth, "which sentence is behind this mark?", is answered by every mark."""
