"""The dateline of a wire report: "KYIV, Feb 19, 2024 (Agency) - " before its first words."""

import re
from dataclasses import dataclass

from fogline.reports.dates import Stamp, parse_stamp

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|Mar|April|Apr|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})"
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,40}(?:/[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,40})?"
_REGION = r"(?:,\s*[A-Z][A-Za-z.' ]{2,30}?)?"
_AGENCY = r"\(\s*(?P<agency>[A-Z][\w.&'/ -]{1,40}?)\s*\)"
_DASH = r"(?:--|[-–—])\s+"
_FORMS = tuple(
    re.compile(rf"\s*(?:{form})\s*{_DASH}")
    for form in (
        rf"{_PLACE}{_REGION},?\s+(?P<day>{_DAY})(?:,?\s+(?P<year>\d{{4}}))?(?:\s*{_AGENCY})?",
        rf"{_PLACE}{_REGION}(?:\s*{_AGENCY})?",
        _AGENCY,
    )
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where it stands, and the day that it names if it names the year too."""

    start: int
    end: int
    day: Stamp | None
    agency: str | None = None
    """The agency in brackets, as it stands there."""


def dateline(text: str, start: int = 0) -> Dateline | None:
    """Return the dateline that begins at an offset, None where none does.

    A place in capitals, an agency in brackets or both, and then a dash.
    """
    for form in _FORMS:
        found = form.match(text, start)
        if found is not None:
            return Dateline(start, found.end(), _day(found), found.groupdict().get("agency"))
    return None


def _day(found: re.Match[str]) -> Stamp | None:
    parts = found.groupdict()
    if not parts.get("day") or not parts.get("year"):
        return None
    try:
        return parse_stamp(f"{parts['day'].replace('.', '')} {parts['year']}")
    except ValueError:
        return None  # "Feb 31"
