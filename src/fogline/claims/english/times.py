"""Words for times, resolved against the voice's own day in the theatre's zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from fogline.claims.english import moments, resolving
from fogline.claims.english.resolving import Day, Resolver
from fogline.model.time import TimeSpan
from fogline.vocabulary.content import TimeWords, content


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A time expression at code points; `ahead` is its reading for what is still to come."""

    start: int
    end: int
    span: TimeSpan
    ahead: TimeSpan | None = None


_OPEN = r"(?P<open>(?i:since|from|by|until|till|before|after|as\ of|starting|no\ later\ than)\s+)?"
_PART = r"(?:\s+(?P<part>morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|daybreak))?"


def find(
    text: str,
    day: date | None,
    zone: str,
    *,
    hour: int | None = None,
    language: str = "en",
) -> list[TimeWord]:
    """Return the time expressions of a text, left to right, the longest where several begin.

    `hour` is that of the voice: a bulletin of the morning means yesterday by "the past day".
    """
    words = content(language).times
    where = Day(day, zone, hour)
    found: list[TimeWord] = []
    at = 0
    for match in _pattern(language).finditer(text):
        if match.start() < at or match.lastgroup is None:
            continue
        word = _resolve(match, where, words, language)
        if word is not None:
            found.append(word)
            at = word.end
    return found


def _resolve(
    match: re.Match[str],
    where: Day,
    words: TimeWords,
    language: str,
) -> TimeWord | None:
    for regex, resolver in _rules(language):
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


@lru_cache(maxsize=4)
def _pattern(language: str) -> re.Pattern[str]:
    """One quick pattern for where a time expression may begin."""
    words = content(language).times
    openers = [
        "since",
        "from",
        "by",
        "until",
        "till",
        "before",
        "after",
        "between",
        "for",
        "over",
        "within",
        "during",
        "the",
        "last",
        "past",
        "this",
        "next",
        "earlier",
        "early",
        "late",
        "mid",
        "shortly",
        "just",
        "as of",
        "in",
        "a",
        "starting",
        "throughout",
        "hours",
        "days",
        "at",
        "around",
        "about",
        "nearly",
        "more",
        "no later",
        "several",
        "some",
        "through",
        "recent",
        "coming",
        "previous",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "weeks",
        "months",
        "towards",
        "toward",
        "during",
    ]
    names = [
        *words.weekdays,
        *words.months,
        *words.days,
        *words.parts,
        *words.seasons,
        *words.fuzzy,
        "now",
        *openers,
    ]
    names.sort(key=len, reverse=True)
    joined = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<![\w-])(?P<any>(?:{joined})(?![\w])|\d)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _rules(language: str) -> tuple[tuple[re.Pattern[str], Resolver], ...]:
    words = content(language).times
    month = "|".join(sorted((m.title() for m in words.months), key=len, reverse=True))
    weekday = "|".join(d.title() for d in words.weekdays)
    unit = r"minutes?|hours?|days?|weeks?|months?|years?|fortnights?|decades?|weekends?"
    number = (
        r"\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a\ few|"
        r"several|a\ couple\ of|(?:a|one)\ single|many"
    )
    fuzzy = "|".join(re.escape(f) for f in sorted(words.fuzzy, key=len, reverse=True))
    season = "|".join(words.seasons)
    about = r"(?:(?:about|around|nearly|almost|more\ than|at\ least|some|over)\s+)?"
    raw: list[tuple[str, Resolver, bool]] = [
        (
            (
                rf"(?i:between|from)\s+(?P<d1>\d{{1,2}})\s+(?P<m1>{month})\s+(?i:and|to|until)\s+"
                rf"(?P<d2>\d{{1,2}})\s+(?P<m2>{month})(?:,?\s+(?P<y>\d{{4}}))?\b"
            ),
            moments.day_range,
            False,
        ),
        (
            (
                rf"(?i:between|from)\s+(?P<m1>{month})\s+(?P<d1>\d{{1,2}})\s+(?i:and|to|until)\s+"
                rf"(?P<m2>{month})\s+(?P<d2>\d{{1,2}})(?:,?\s+(?P<y>\d{{4}}))?\b"
            ),
            moments.day_range,
            False,
        ),
        (r"(?:from\s+now\s+on|(?<!until\s)(?<!till\s)(?<!by\s)now)\b", moments.now, True),
        (
            r"(?P<open>)(?:during|in)\s+the\s+(?P<part>morning|afternoon|evening)\b",
            resolving.this_part,
            True,
        ),
        (_OPEN + r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", resolving.iso_day, True),
        (
            _OPEN
            + rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s*(?:(?:and|to|–|-|until)\s*(?P<d2>\d{{1,2}})"
            rf"(?:st|nd|rd|th)?\s+)?\s*(?P<month>{month})\.?(?:,?\s+(?P<y>\d{{4}}))?\b",
            resolving.calendar_day,
            False,
        ),
        (
            _OPEN
            + rf"(?P<month>{month})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:and|to|–|-)\s*"
            r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<y>\d{4}))?(?![\d:%,]\d|\d)",
            resolving.calendar_day,
            False,
        ),
        (
            (
                r"(?P<part>noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset)\s+(?i:on)\s+(?P<open>)"
                rf"(?P<which>)(?P<weekday>{weekday})\b"
            ),
            resolving.weekday,
            False,
        ),
        (
            (
                rf"(?i:at\s+)(?P<part>noon|midday|midnight|dawn|dusk|sunset)\s+(?i:on)\s+(?P<open>)(?P<which>)"
                rf"(?P<weekday>{weekday})\b"
            ),
            resolving.weekday,
            False,
        ),
        (r"(?:over|during)\s+the\s+day\b", resolving.same_day, True),
        (
            rf"(?i:between|from)\s+(?P<a>{weekday})\s+(?i:and|to|until)\s+(?P<b>{weekday})\b",
            resolving.weekdays,
            False,
        ),
        (
            _OPEN + r"(?i:the\s+)?(?i:(?:early|late)\s+(?:on\s+)?)?(?i:the\s+night\s+(?:of|to)\s+)?"
            rf"(?P<which>(?i:last\s+|this\s+|next\s+|the\s+following\s+))?(?P<weekday>{weekday})\b"
            + _PART,
            resolving.weekday,
            False,
        ),
        (
            rf"(?P<open>since|between|from)\s+(?P<a>{month})\s+(?:and|to)\s+(?P<b>{month})\b",
            resolving.months,
            False,
        ),
        (
            _OPEN
            + r"(?:(?P<in>(?i:in|during|of|throughout|last|this|early|mid|late|mid-|the\s+(?:start|beginning|end|"
            rf"middle)\s+of))[\s-]+)*(?P<month>{month})(?:,?\s+(?P<y>\d{{4}}))?\b",
            resolving.month,
            False,
        ),
        (
            _OPEN
            + r"(?P<rel>the\s+day\s+before\s+yesterday|yesterday|today|tomorrow|tonight|overnight)"
            + _PART,
            resolving.relative,
            True,
        ),
        (
            _OPEN
            + r"(?:early\s+|late\s+)?(?:this|the\s+same|that)\s+(?P<part>morning|afternoon|evening|night)\b",
            resolving.this_part,
            True,
        ),
        (r"(?:(?:during|in|over)\s+the\s+night|last\s+night)\b", resolving.night, True),
        (
            r"(?P<open>by|towards|toward|until|since)\s+(?P<part>evening|morning|nightfall|night)\b",
            resolving.part_only,
            True,
        ),
        (
            (
                r"for\s+(?:a|the)\s+(?P<n>second|third|fourth|fifth|sixth|seventh|tenth)\s+"
                r"(?:straight\s+|consecutive\s+)?(?P<unit>day|week|month|year)\b"
            ),
            resolving.nth,
            True,
        ),
        (
            r"(?:this|the\s+coming)\s+(?P<season>spring|summer|autumn|winter)\b(?P<y>)(?P<open>)",
            resolving.season,
            True,
        ),
        (
            rf"(?P<n>{number})\s+(?P<unit>{unit})\s+(?P<dir>ago|earlier|later|before)\b",
            resolving.ago,
            True,
        ),
        (
            (
                r"(?:(?:over|in|during|within|for|throughout)\s+)?(?:the\s+)?(?P<past>past|last|previous|preceding)\s+"
                rf"{about}(?:(?P<n>{number})\s+)?(?P<unit>{unit})\b"
            ),
            resolving.past,
            True,
        ),
        (
            (
                r"(?:(?:over|in|during|within)\s+)?(?:the\s+)?(?:coming|next)\s+"
                rf"(?:(?P<n>{number})\s+)?(?P<unit>{unit})\b"
            ),
            resolving.coming,
            True,
        ),
        (
            _OPEN
            + r"(?:(?:over|during)\s+)?(?:the\s+start\s+of\s+)?(?P<which>this|the)\s+(?P<unit>week|month|year|weekend)\b",
            resolving.this_unit,
            True,
        ),
        (
            (
                r"(?:for|over|within|in)\s+(?:the\s+)?(?:space\s+of\s+)?"
                rf"{about}(?P<n>(?:{number})\s+)?(?P<unit>minutes?|hours?|days|day|weeks?|months?|years?|weekend)\b"
            ),
            resolving.lasting,
            True,
        ),
        (
            rf"(?:in|within|over|during)\s+(?:the\s+)?recent\s+(?P<unit>{unit})\b",
            resolving.recent,
            True,
        ),
        (
            _OPEN
            + rf"(?:in\s+)?(?:the\s+)?(?:early\s+|late\s+|most\s+of\s+the\s+)?(?P<season>{season})\b"
            r"(?:\s+(?:of\s+)?(?P<y>\d{4}))?",
            resolving.season,
            True,
        ),
        (
            _OPEN + r"(?:(?:shortly|just|soon|long)\s+)?(?:(?P<rel>before|after|by|at|around)\s+)?"
            r"(?P<part>noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset)\b",
            resolving.part_only,
            True,
        ),
        (
            _OPEN
            + r"(?:(?:at|around|about|shortly|just|soon|before|after)\s+)*(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))?\s*"
            r"(?P<ap>a\.?m\.?|p\.?m\.?)(?![a-z])",
            resolving.clock,
            True,
        ),
        (
            _OPEN
            + r"(?:at|around|as\s+of)\s+(?:about\s+|around\s+)?(?P<h>\d{1,2}):(?P<min>\d\d)\b(?P<ap>)",
            resolving.clock,
            True,
        ),
        (r"(?P<open>since|until|before|by)\s+(?P<y>(?:19|20)\d\d)\b", resolving.year, True),
        (r"in\s+(?P<open>)(?P<y>(?:19|20)\d\d)\b", resolving.year, True),
        (rf"(?:{fuzzy})\b", resolving.fuzzy, True),
    ]
    return tuple(
        (re.compile(pattern.replace(r"\ ", r"\s+"), re.IGNORECASE if fold else 0), resolver)
        for pattern, resolver, fold in raw
    )


def spans(words: list[TimeWord]) -> Iterator[tuple[int, int]]:
    """Yield the code point ranges of the expressions."""
    for word in words:
        yield word.start, word.end
