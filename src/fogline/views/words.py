"""Words for readers: texts, probability words, ages and dates, all in one place.

The sentences stand in `texts/<language>.yaml`, so that a translation is a file.
"""

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from fogline.errors import DataError
from fogline.model.time import TimeSpan, parse_instant
from fogline.text.normalise import without_controls

FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder of ICD 203: from `low` up to the next one's."""

    low: float
    key: str


LADDER = (
    Rung(0.95, "almost_certain"),
    Rung(0.80, "very_likely"),
    Rung(0.55, "likely"),
    Rung(0.45, "even"),
    Rung(0.20, "unlikely"),
    Rung(0.05, "very_unlikely"),
    Rung(0.0, "almost_no_chance"),
)


class _Counted(string.Formatter):
    """Reads `{n:report|reports}`: the number and the form of the noun that it asks for."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return f"{value} {one if str(value) == '1' else many}"


_COUNTED = _Counted()


class Texts:
    """The sentences of one language, asked for by key, filled by name."""

    def __init__(self, sentences: dict[str, str]) -> None:
        self._sentences = sentences

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence of a key with its values filled in.

        Raises:
            DataError: there is no such sentence.
        """
        if key not in self._sentences:
            raise DataError(f"texts: no sentence {key!r}")
        return _COUNTED.vformat(self._sentences[key], (), values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the sentence of a key in singular or plural (`key_one`, `key_many`)."""
        form = "one" if number == 1 else "many"
        return self(f"{key}_{form}", n=thousands(number), **values)

    def get(self, key: str, default: str) -> str:
        """Return the sentence of a key, or the default: for words that data may bring."""
        return self._sentences.get(key, default)


@lru_cache(maxsize=4)
def texts(language: str = "en") -> Texts:
    """Return the texts of a language: its files side by side, one a kind of page."""
    files = sorted(FOLDER.glob(f"{language}*.yaml"))
    parts = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return Texts({key: text for part in parts for key, text in part.items()})


def rung(probability: float) -> Rung:
    """Return the step of the ladder on which a probability stands."""
    return next(r for r in LADDER if probability >= r.low - 1e-9)


def probability_word(probability: float) -> str:
    """Return the ICD 203 word.

    >>> probability_word(0.7)
    'likely'
    """
    return texts()(f"icd_{rung(probability).key}")


def predicate(probability: float) -> tuple[str, str]:
    """Return the ICD 203 word as a sentence ends with it, and the verb before it.

    >>> predicate(0.5)
    ('has', 'a roughly even chance')
    """
    say, key = texts(), rung(probability).key
    return say.get(f"icd_verb_{key}", say("icd_verb")), say(f"icd_is_{key}")


def percent(probability: float) -> str:
    """Return a probability in percent, never 0 or 100, never rounded across a probability word.

    >>> percent(0.998), percent(0.42)
    ('over 99 %', '42 %')
    """
    if probability > 0.99:
        return texts()("over_99")
    if probability < 0.01:
        return texts()("under_1")
    whole = round(probability * 100)
    if rung(whole / 100) is not rung(probability):
        whole += 1 if whole / 100 < probability else -1
    return f"{whole} %"


def thousands(number: int) -> str:
    """Return a count with thin spaces between thousands."""
    return f"{number:,}".replace(",", "\u202f")


def age(hours: float | None) -> str:
    """Return how old evidence is.

    >>> age(14.2), age(73)
    ('14 h ago', '3 days ago')
    """
    say = texts()
    if hours is None:
        return say("age_never")
    if hours < 1:
        return say("age_minutes")
    if hours < 48:
        return say("age_hours", n=round(hours))
    if hours < 24 * 60:
        return say("age_days", n=round(hours / 24))
    return say("age_months", n=round(hours / 24 / 30.4))


def day(value: date | str) -> str:
    """Return a day as read aloud: 7 March 2023."""
    when = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{when.day} {texts()(f'month_{when.month}')} {when.year}"


def short_day(value: date | str) -> str:
    """Return a day for narrow places: 7 Mar."""
    when = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{when.day} {texts()(f'month_{when.month}')[:3]}"


def instant(value: datetime | str, zone: str) -> str:
    """Return an instant in the theatre's zone; midnight counts as 24:00 of the day it ends."""
    when = parse_instant(value) if isinstance(value, str) else value
    local = when.astimezone(ZoneInfo(zone))
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return f"{day(local.date() - timedelta(days=1))}, 24:00"
    return f"{day(local.date())}, {local:%H:%M}"


def zone_words(value: datetime, zone: str) -> str:
    """Return the zone in which an instant is shown, and the same instant in UTC."""
    offset = value.astimezone(ZoneInfo(zone)).strftime("%z")
    utc = f"{value.astimezone(UTC):%H:%M} UTC"
    return f"{zone.replace('_', ' ')}, UTC{offset[:3]}:{offset[3:]} ({utc})"


def span(time: TimeSpan | None, zone: str) -> str:
    """Return a time span as finely as it is known, never finer."""
    say = texts()
    if time is None or (time.start is None and time.end is None):
        return say("time_unsaid")
    start, end = time.start, time.end
    if start is None:
        return say("time_until", day=_moment(str(end), zone))
    if end is None:
        return say("time_since", day=_moment(start, zone))
    if start == end or start[:10] == end[:10]:
        return _moment(start, zone) if start == end else day(start)
    return _months(time) or say("time_from_to", start=day(start), end=day(end))


def _moment(text: str, zone: str) -> str:
    return day(text) if len(text) == len("2023-03-07") else instant(text, zone)


def _months(time: TimeSpan) -> str | None:
    if time.precision == "month" and time.start:
        when = date.fromisoformat(time.start[:10])
        return f"{texts()(f'month_{when.month}')} {when.year}"
    return time.start[:4] if time.precision == "year" and time.start else None


def listed(items: Iterable[str], most: int | None = None) -> str:
    """Join words as a sentence lists them: "a, b and c", or "a, b and 4 more"."""
    words: Sequence[str] = list(items)
    say = texts()
    if most is not None and len(words) > most:
        words = [*words[:most], say("and_more", n=len(words) - most)]
    if len(words) < 2:
        return "".join(words)
    return say("list_last", before=", ".join(words[:-1]), last=words[-1])


def shown(text: str | None) -> str:
    """Return text from a report as it may be shown: no control or direction characters."""
    return without_controls(text or "").encode("utf-8", "replace").decode("utf-8")
