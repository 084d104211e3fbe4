"""Which words make a time expression, as patterns, each with the function that says what it means.

The first form that fits where an expression may begin wins, so longer forms stand before shorter ones.
"""

import re
from functools import lru_cache

from fogline.claims.english import calendars, clocks, moments, resolving, spells
from fogline.claims.english.resolving import Resolver
from fogline.vocabulary.content import TimeWords, content

Form = tuple[str, Resolver, bool]
"""Pattern, function, whether case is ignored."""

_OPEN = (
    r"(?P<open>(?i:since|from|by|until|till|before|after|through|as\ of|as\ early\ as|starting|"
    r"no\ (?:later|sooner|earlier)\ than)\s+)?"
)
_NO_OPEN = r"(?P<open>)"
_DAYPART = r"morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|daybreak"
_PART = rf"(?:\s+(?P<part>{_DAYPART}))?"
_ABOUT = r"(?:(?:about|around|nearly|almost|more\ than|at\ least|some|over)\s+)?"
_UNIT = r"minutes?|hours?|days?|weeks?|months?|years?|fortnights?|decades?|weekends?"
_NUMBER = (
    r"\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|(?:a\ )?few|several|"
    r"(?:a\ )?couple\ of|(?:a|one)\ single|half\ a|many"
)
_NTH = r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_NIGHT = r"(?P<night>(?i:the\s+)?(?i:night|morning|evening|afternoon|early\s+hours)\s+(?i:of|to)\s+(?i:the\s+)?)?"
_SUN = r"noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset"
_SPOKEN = "|".join(clocks.HOURS)
_STARTS = (
    "since", "from", "by", "until", "till", "before", "after", "between", "for", "over", "within",
    "during", "the", "last", "past", "this", "next", "earlier", "early", "late", "mid", "shortly",
    "just", "as of", "as early", "in", "a", "starting", "throughout", "hours", "days", "at", "around",
    "about", "nearly", "more", "no later", "no sooner", "no earlier", "several", "some", "through",
    "recent", "coming", "previous", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "one", "half", "quarter", "twenty", "weeks", "months", "towards", "toward", "night", "that",
)  # fmt: skip


@lru_cache(maxsize=4)
def starts(language: str) -> re.Pattern[str]:
    """Return one quick pattern for where a time expression may begin."""
    words = content(language).times
    names = [
        *words.weekdays, *words.months, *words.days, *words.parts, *words.seasons, *words.fuzzy,
        "now", *_STARTS,
    ]  # fmt: skip
    names.sort(key=len, reverse=True)
    joined = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<![\w-])(?P<any>(?:{joined})(?![\w])|\d)", re.IGNORECASE)


@lru_cache(maxsize=4)
def forms(language: str) -> tuple[tuple[re.Pattern[str], Resolver], ...]:
    """Return the forms of a language, the first that fits first."""
    words = content(language).times
    raw = [*_dates(words), *_weekdays(words), *_months(words), *_relative(), *_spells(),
           *_seasons(words), *_clocks(), *_years(), *_fuzzy(words)]  # fmt: skip
    return tuple(
        (re.compile(pattern.replace(r"\ ", r"\s+"), re.IGNORECASE if fold else 0), resolver)
        for pattern, resolver, fold in raw
    )


def _month(words: TimeWords) -> str:
    return "|".join(sorted((m.title() for m in words.months), key=len, reverse=True))


def _dates(words: TimeWords) -> list[Form]:
    month = _month(words)
    joint = r"(?:and|to|–|-|until)"
    return [
        ((rf"(?i:between|from)\s+(?P<d1>\d{{1,2}})\s+(?P<m1>{month})\s+(?i:and|to|until)\s+"
         rf"(?P<d2>\d{{1,2}})\s+(?P<m2>{month})(?:,?\s+(?P<y>[12]\d{{3}}))?\b"), moments.day_range, False),
        ((rf"(?i:between|from)\s+(?P<m1>{month})\s+(?P<d1>\d{{1,2}})\s+(?i:and|to|until)\s+"
         rf"(?P<m2>{month})\s+(?P<d2>\d{{1,2}})(?:,?\s+(?P<y>[12]\d{{3}}))?\b"), moments.day_range, False),
        (r"(?:from\s+now\s+on|(?<!until\s)(?<!till\s)(?<!by\s)now)\b", moments.now, True),
        (_OPEN + r"(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)", resolving.iso_day, True),
        (_OPEN + r"(?P<d>\d{1,2})(?P<sep>[./])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)",
         resolving.numeric_day, True),
        ((rf"(?P<open>(?i:between|from)\s+)(?P<night>)(?P<d>\d{{1,2}})\s*(?i:{joint})\s*"
         rf"(?P<d2>\d{{1,2}})\s+(?P<month>{month})\.?(?:,?\s+(?P<y>[12]\d{{3}}))?\b"),
         resolving.calendar_day, False),
        (_OPEN + _NIGHT + rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s*(?:{joint}\s*(?P<d2>\d{{1,2}})"
         rf"(?:st|nd|rd|th)?\s+)?\s*(?P<month>{month})\.?(?:,?\s+(?P<y>[12]\d{{3}}))?\b",
         resolving.calendar_day, False),
        (_OPEN + _NIGHT + rf"(?P<month>{month})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
         rf"(?:\s*{joint}\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<y>[12]\d{{3}}))?"
         r"(?![\d:%,]\d|\d)", resolving.calendar_day, False),
        (rf"{_NO_OPEN}{_NIGHT[:-1]}(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b", resolving.day_of_month, False),
        ((r"(?:(?P<open>since|by|until|till|before|after|from)\s+|(?<=\b[Oo]n\s))the\s+(?P<night>)"
          rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)(?=$|[.,;:)!?—–]|\s+(?:{_FOLLOWS})\b)"),
         resolving.day_of_month, False),
        (r"(?:over|during|for)\s+the\s+day\b", resolving.same_day, True),
    ]  # fmt: skip


_FOLLOWS = (
    "and|but|in|at|near|there|when|as|after|before|while|with|to|from|that|which|they|it|he|we"
)


def _weekdays(words: TimeWords) -> list[Form]:
    weekday = "|".join(d.title() for d in words.weekdays)
    return [
        ((rf"(?i:at\s+)?(?P<part>{_SUN})\s+(?i:on)\s+{_NO_OPEN}(?P<which>)(?P<early>)"
         rf"(?P<weekday>{weekday})\b"), resolving.weekday, False),
        (rf"(?i:between|from)\s+(?P<a>{weekday})\s+(?i:and|to|until|through)\s+(?P<b>{weekday})\b",
         resolving.weekdays, False),
        (rf"(?P<a>{weekday})\s+(?i:and|or|to|through)\s+(?i:on\s+)?(?P<b>{weekday})\b",
         resolving.weekdays, False),
        (_OPEN + r"(?i:the\s+)?(?P<early>(?i:(?:early|late)\s+(?:on\s+)?|(?:early\s+hours|night|morning|"
         r"evening|afternoon)\s+(?:of|to)\s+))?"
         rf"(?P<which>(?i:last\s+|this\s+|next\s+|the\s+(?:following|coming|next)\s+))?"
         rf"(?P<weekday>{weekday})\b" + _PART, resolving.weekday, False),
    ]  # fmt: skip


def _months(words: TimeWords) -> list[Form]:
    month = _month(words)
    return [
        ((rf"(?i:since|between|from)\s+(?P<a>{month})\s+(?i:and|to|until|through)\s+(?P<b>{month})"
         rf"(?:,?\s+(?P<y>[12]\d{{3}}))?\b"), calendars.months, False),
        ((rf"(?i:(?:in|during|over)\s+)?(?i:the\s+)(?P<which>(?i:first|last|{_NTH}))\s+"
         r"(?:(?P<n>(?i:two|three|four|five|six|ten)|\d{1,2})\s+)?(?P<unit>(?i:half|weeks?|days?))\s+(?i:of)\s+"
         rf"(?:(?P<month>{month})(?:,?\s+(?P<y>[12]\d{{3}}))?|(?i:the\s+month))\b"),
         calendars.part_of_month, False),
        (_OPEN + r"(?:(?P<in>(?i:in|during|of|throughout|last|this|early|mid|late|mid-|(?:at\s+)?the\s+"
         r"(?:start|beginning|end|middle)\s+of))[\s-]+)*"
         rf"(?P<month>{month})(?:,?\s+(?P<y>[12]\d{{3}})|(?P<ago>\s+last\s+year))?\b", calendars.month, False),
    ]  # fmt: skip


def _relative() -> list[Form]:
    return [
        (_OPEN + r"(?P<rel>the\s+day\s+before\s+yesterday|yesterday|today|tomorrow|tonight|overnight)"
         + _PART, clocks.relative, True),
        (r"(?:on\s+)?the\s+(?:previous|preceding)\s+day\b", clocks.previous_day, True),
        (_OPEN + r"(?:early\s+|late\s+)?(?:this|the\s+same|that)\s+"
         r"(?P<part>morning|afternoon|evening|night)\b", clocks.this_part, True),
        (_NO_OPEN + r"(?:during|in|throughout)\s+the\s+(?P<part>morning|afternoon|evening)\b",
         clocks.this_part, True),
        (r"(?:(?:during|in|over|throughout)\s+the\s+night|last\s+night)\b", clocks.night, True),
        ((r"(?P<open>by|towards|toward|until|since)\s+(?:the\s+)?(?:early\s+|late\s+)?"
         r"(?P<part>evening|morning|afternoon|nightfall|night)\b"), clocks.part_only, True),
    ]  # fmt: skip


def _spells() -> list[Form]:
    war = r"(?:war|(?:full-scale\ |full\ scale\ )?invasion|special\ military\ operation|hostilities|conflict)"
    return [
        (rf"(?:since|from)\s+the\s+(?:start|beginning|outbreak|launch)\s+of\s+the\s+{war}\b(?P<n>)",
         calendars.war, True),
        (rf"in\s+the\s+first\s+(?P<n>week|month|year)\s+of\s+the\s+{war}\b", calendars.war, True),
        ((rf"for\s+(?:a|the)\s+(?P<n>{_NTH})\s+(?:straight\s+|consecutive\s+|successive\s+)?"
         r"(?P<unit>day|night|week|month|year)\b"), spells.nth, True),
        ((rf"(?:about\ |around\ |nearly\ |some\ |over\ |more\ than\ )?(?P<n>{_NUMBER})\s+(?P<unit>{_UNIT})\s+"
         r"(?P<dir>ago|earlier|later|before)\b"), spells.ago, True),
        ((r"(?:(?:over|in|during|within|for|throughout)\s+)?(?:the\s+)?"
         rf"(?P<past>past|last|previous|preceding)\s+{_ABOUT}(?:(?P<n>{_NUMBER})\s+)?(?P<unit>{_UNIT})\b"),
         spells.past, True),
        ((r"(?:(?:over|in|during|within)\s+)?(?:the\s+)?(?:coming|next)\s+"
         rf"(?:(?P<n>{_NUMBER})\s+)?(?P<unit>{_UNIT})\b"), spells.coming, True),
        (r"(?:earlier|earlier\s+on)\s+(?:(?:this|in\s+the)\s+)?(?P<unit>week|month|year|day|today)\b",
         calendars.earlier, True),
        (r"(?:over|during|in)\s+the\s+week\b(?!\s+of)", calendars.past_week, True),
        ((r"(?:(?:by|before|until)\s+)(?:the\s+end\s+of\s+(?:the|this)\s+year|year's\s+end|"
         r"year(?:\s+|-)end|(?:the\s+)?new\s+year)\b"), calendars.year_end, True),
        (_OPEN + r"(?:(?:over|during|at|on|in)\s+)?(?:the\s+(?:start|beginning)\s+of\s+)?"
         r"(?P<which>this|the)\s+(?P<unit>week|month|year|weekend)\b", calendars.this_unit, True),
        ((r"(?:for|over|within|in)\s+(?:the\s+)?(?:space\s+of\s+)?"
         rf"{_ABOUT}(?P<n>(?:{_NUMBER})\s+)?"
         r"(?P<unit>minutes?|hours?|days|day|weeks?|months?|years?|weekend)\b"), spells.lasting, True),
        (rf"(?:in|within|over|during)\s+(?:the\s+)?recent\s+(?P<unit>{_UNIT})\b", spells.recent, True),
    ]  # fmt: skip


def _seasons(words: TimeWords) -> list[Form]:
    season = "|".join(words.seasons)
    return [
        (rf"(?:this|the\s+coming)\s+(?P<season>spring|summer|autumn|winter)\b(?P<y>){_NO_OPEN}",
         calendars.season, True),
        (_OPEN + r"(?:in\s+)?(?:the\s+)?(?:early\s+|late\s+|most\s+of\s+the\s+)?"
         rf"(?P<season>{season})\b(?:\s+(?:of\s+)?(?P<y>[12]\d{{3}}))?", calendars.season, True),
    ]  # fmt: skip


def _clocks() -> list[Form]:
    near = r"(?:(?:at|around|about|shortly|just|soon|long|before|after)\s+)*"
    half = (
        r"(?:\s+(?P<half>(?:(?:this|that|in\s+the)\s+)?(?:morning|afternoon|evening)|at\s+night))?"
    )
    return [
        (rf"from\s+{_NO_OPEN}(?P<part>{_SUN})\s+(?:to|until|till)\s+(?:{_SUN})\b",
         clocks.part_only, True),
        (_OPEN + r"(?:(?:shortly|just|soon|long)\s+)?(?:(?P<rel>before|after|by|at|around)\s+)?"
         rf"(?P<part>{_SUN})\b", clocks.part_only, True),
        ((r"(?:between|from)\s+(?P<h>\d{1,2}):(?P<min>\d\d)\s+(?:and|to|until|till)\s+"
         r"(?P<h2>\d{1,2}):(?P<min2>\d\d)\b"), clocks.clocks, True),
        (_OPEN + near + r"(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))?\s*(?P<ap>a\.?m\.?|p\.?m\.?)(?![a-z])",
         clocks.clock, True),
        (_OPEN + r"(?:at|around|as\s+of|about)\s+(?:about\s+|around\s+)?(?P<h>\d{1,2}):(?P<min>\d\d)\b(?P<ap>)",
         clocks.clock, True),
        (r"(?P<open>by|until|till|since|from|after|before|as\s+of)\s+(?P<h>\d{1,2}):(?P<min>\d\d)\b(?P<ap>)",
         clocks.clock, True),
        (_OPEN + near + rf"(?P<past>five|ten|quarter|twenty|twenty-five|half)\s+(?P<way>past|to)\s+(?P<h>{_SPOKEN})\b"
         + half, clocks.o_clock, True),
        (_OPEN + near + rf"(?P<past>)(?P<way>)(?P<h>{_SPOKEN}|\d{{1,2}})\s+o['’]clock\b" + half,
         clocks.o_clock, True),
    ]  # fmt: skip


def _years() -> list[Form]:
    return [
        (r"(?P<open>since|until|before|by|through)\s+(?P<y>(?:19|20)\d\d)\b", calendars.year, True),
        (r"in\s+(?P<open>)(?P<y>(?:19|20)\d\d)\b", calendars.year, True),
    ]


def _fuzzy(words: TimeWords) -> list[Form]:
    fuzzy = "|".join(re.escape(f) for f in sorted(words.fuzzy, key=len, reverse=True))
    return [(rf"(?:{fuzzy})\b", spells.fuzzy, True)]
