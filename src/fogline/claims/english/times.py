"""Words for times, resolved against the voice's own day in the theatre's zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fogline.claims.english.resolving import Day
from fogline.claims.english.timeforms import forms, starts
from fogline.model.time import TimeSpan
from fogline.vocabulary.content import TimeWords, content


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A time expression at code points; `ahead` is its reading for what is still to come."""

    start: int
    end: int
    span: TimeSpan
    ahead: TimeSpan | None = None


def find(  # noqa: PLR0913 - one value each
    text: str,
    day: date | None,
    zone: str,
    *,
    hour: int | None = None,
    began: date | None = None,
    language: str = "en",
) -> list[TimeWord]:
    """Return the time expressions of a text, left to right, the longest where several begin.

    Args:
        text: the words.
        day: the voice's own day in the theatre's zone, None if it is not known.
        zone: IANA zone of clock times.
        hour: that of the voice: a bulletin of the morning means yesterday by "the past day".
        began: the day on which the war began, for "since the start of the war".
        language: whose words.
    """
    words = content(language).times
    where = Day(day, zone, hour, began)
    found: list[TimeWord] = []
    at = 0
    for match in starts(language).finditer(text):
        if match.start() < at or match.lastgroup is None:
            continue
        word = _resolve(match, where, words, language)
        if word is None:
            continue
        last = found[-1] if found else None
        both = _joined(text, last, word, where) if last is not None else None
        if both is not None:
            found[-1] = both
        else:
            found.append(word)
        at = word.end
    return found


def _resolve(
    match: re.Match[str],
    where: Day,
    words: TimeWords,
    language: str,
) -> TimeWord | None:
    for regex, resolver in forms(language):
        inner = regex.match(match.string, match.start())
        if inner is None:
            continue
        result = resolver(inner, where, words)
        if result is None:
            continue
        after = match.string[inner.end() : inner.end() + 2]
        if after in ("'s", "’s") and (inner.groupdict().get("open") or "").strip():
            # "the toll from Saturday's strike": the day is the strike's.
            return None
        said = " ".join(inner.group().split())
        span, ahead = result
        return TimeWord(
            inner.start(),
            inner.end(),
            span.but(text=said),
            ahead.but(text=said) if ahead else None,
        )
    return None


_JOINT = re.compile(r"(?:,?\s+(?:on\s+(?:the\s+)?|of\s+|at\s+)?|\s*\()$")
_FINE = frozenset({"minute", "hour", "part_of_day"})


def _joined(text: str, first: TimeWord, second: TimeWord, where: Day) -> TimeWord | None:
    """Return one expression for an hour and its day: "at 4:30 a.m. on Tuesday", "Monday at noon".

    "Wednesday, 17 May" and "Wednesday (May 17)" are one day said twice.
    """
    between = text[first.end : second.start]
    if len(between) > 12 or not _JOINT.match(between):
        return None
    said = " ".join(text[first.start : second.end].split())
    a, b = first.span, second.span
    if a.end is None and b.start is None and between.isspace() and _before(a.start, b.end):
        # "From midnight until 6 a.m."
        return TimeWord(first.start, second.end, a.but(end=b.end, text=said))
    if a.precision == b.precision == "day" and a.but(text=None) == b.but(text=None):
        return TimeWord(first.start, second.end, a.but(text=said), first.ahead)
    for fine, coarse in ((first, second), (second, first)):
        whole = coarse.span.start is not None and coarse.span.start == coarse.span.end
        if not whole or coarse.span.precision != "day" or where.day is None:
            continue
        if fine.span.precision in _FINE and _on(fine.span, where.day.isoformat()):
            ahead = coarse.ahead and _moved(fine.span, coarse.ahead, where.zone)
            moved = _moved(fine.span, coarse.span, where.zone)
            return TimeWord(
                first.start, second.end, moved.but(text=said), ahead and ahead.but(text=said)
            )
    return None


def _before(first: str | None, last: str | None) -> bool:
    return first is not None and last is not None and first[:10] <= last[:10]


def _on(span: TimeSpan, day: str) -> bool:
    """Say whether a span lies in one day, or is open on one side of an hour of it."""
    ends = [end for end in (span.start, span.end) if end is not None]
    return bool(ends) and all(end[:10] == day for end in ends)


def _moved(span: TimeSpan, to: TimeSpan, zone: str) -> TimeSpan:
    """Put the hours of one day on another, whose offset may be another."""
    other = to.start or to.end or ""

    def on_day(end: str | None) -> str | None:
        if end is None or len(end) == len(other):
            return end and other
        hour = datetime.fromisoformat(end).replace(tzinfo=None).time()
        return datetime.combine(date.fromisoformat(other), hour, ZoneInfo(zone)).isoformat()

    return span.but(start=on_day(span.start), end=on_day(span.end))


def spans(words: list[TimeWord]) -> Iterator[tuple[int, int]]:
    """Yield the code point ranges of the expressions."""
    for word in words:
        yield word.start, word.end
