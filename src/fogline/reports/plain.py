"""Plain text: a dispatch with a YAML header, or a page as scraped."""

import re
from collections.abc import Collection
from typing import Any

import yaml

from fogline.errors import InputRefused
from fogline.reports.dates import Found, parse_stamp, stamps
from fogline.reports.draft import Draft
from fogline.reports.masthead import Masthead, masthead
from fogline.reports.posts import embedded_posts

HEADER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?\n", re.DOTALL)
_HEADER_FIELDS = {
    "outlet",
    "url",
    "title",
    "authors",
    "language",
    "published",
    "credited",
    "retold",
    "basis",
    "supersedes",
    "retracted",
    "theatre",
    "part_of",
    "photo_credit",
}
_FLAGS = {
    **dict.fromkeys(("true", "1", "1.0", "yes"), True),
    **dict.fromkeys(("false", "0", "0.0", "no", "none", "nan", ""), False),
}
_SHARING = re.compile(
    r"\b(?:Tweet|Share|Facebook|WhatsApp|Viber|Telegram|Print|Email|Send|Komentari|Comments?)\b"
    r"(?:\s+(?:Tweet|Share|Facebook|WhatsApp|Viber|Telegram|Print|Email|Send|Comments?|\d+)\b)*",
)
_SOURCE = re.compile(r"\b(?:Source|Izvor|Via)\s*:\s*")
_PHOTO = re.compile(
    r"(?:\b(?:Photo|Foto|Image|Picture|Getty)\s*:\s*[^\n.]{2,80}"
    r"|\b[A-Z][\w.]*(?:/[A-Z][\w. ]*?)*/?(?:AP Photo|EPA|AFP|Reuters|Getty Images|Photo)[^\n]{0,60})",
)
_MEDIA = re.compile(r"\s(?:VIDEO|PHOTO|FOTO|PHOTOS|LIVE|MAP|UPDATED?|GALLERY)(?:\s*/\s*[A-Z]+)*\b")
_SECTION = re.compile(
    r"\s*(?:World|Region|Politics|News|Business|Europe|Ukraine|Russia|Conflict|War|International|"
    r"Africa|Asia|Middle East|Opinion|Analysis|Society|Home)\b\s*",
)
_CREDIT_END = re.compile(r"\s*(?:\||\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\n|$)")
_NAVIGATION = re.compile(
    r"^\s*(?:read (?:also|more|next)\b.*|see also\b.*|related\b.{0,80}|advertisement|subscribe\b.*|"
    r"already a subscriber\b.*|(?:get )?unlimited access\b.*|sign (?:in|up)\b.*|cookies?\b.*|skip to .*|share this.*|follow us.*|more on this.*|"
    r"(?:photo|image|foto|video)\s*:.*|all rights reserved.*|copyright .*|©.*|tags?\s*:.*|"
    r"home\s*[>/|»].*|menu|search|log ?in|newsletter.*|loading.*|click here.*|continue reading.*)$",
    re.IGNORECASE,
)
_LONGEST_HEADER = 20_000
_LONGEST_RUN_ON = 5_000
"""Characters of a first line in which titles, dates and credits are looked for."""


def drafts(name: str, text: str, known: Collection[str] = ()) -> Draft:
    """Return the draft of a plain text, with or without a header.

    Args:
        name: the input, for messages.
        text: as given.
        known: names of publishers, casefolded; see `fogline.reports.masthead`.
    """
    match = HEADER.match(text)
    return _dispatch(name, text, match) if match else _scraped(name, text, known)


def _dispatch(name: str, text: str, match: re.Match[str]) -> Draft:
    if len(match.group(1)) > _LONGEST_HEADER:
        raise InputRefused(name, f"a header of more than {_LONGEST_HEADER:,} characters")
    try:
        header = yaml.safe_load(match.group(1))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise InputRefused(f"{name}{where}", f"the header is no YAML: {problem}") from None
    except (ValueError, RecursionError) as error:
        # A date such as 2023-13-45, or brackets nested thousands deep.
        problem = "too deeply nested" if isinstance(error, RecursionError) else str(error)
        raise InputRefused(name, f"the header cannot be read: {problem}") from None
    if not isinstance(header, dict):
        raise InputRefused(name, "the header between the --- lines holds no fields")
    unknown = sorted(set(map(str, header)) - _HEADER_FIELDS)
    if unknown:
        raise InputRefused(
            name,
            f"unknown header field {', '.join(unknown)}; known: {', '.join(sorted(_HEADER_FIELDS))}",
        )
    body = text[match.end() :].strip()
    draft = Draft(name=name, text=body, furniture=_furniture_lines(body))
    fill(draft, header)
    return with_posts(draft)


def fill(draft: Draft, record: dict[str, Any]) -> None:
    """Set a draft's fields from a header or an archive's row.

    Raises:
        InputRefused: a date is none.
    """
    try:
        _fill(draft, record)
    except ValueError as error:
        raise InputRefused(draft.name, f"{error}; correct it and read again") from None


def _fill(draft: Draft, record: dict[str, Any]) -> None:
    for field in ("published", "retracted"):
        try:
            setattr(draft, field, parse_stamp(record.get(field)))
        except ValueError as error:
            raise ValueError(f"{field}: {error}") from None
    for field in (
        "outlet",
        "url",
        "title",
        "language",
        "basis",
        "supersedes",
        "part_of",
        "photo_credit",
    ):
        if (value := _text(field, record.get(field))) is not None:
            setattr(draft, field, value)
    draft.authors = _texts("authors", record.get("authors"))
    draft.credited = _texts("credited", record.get("credited"))
    draft.retold = _flag("retold", record.get("retold"))


def _text(field: str, value: object) -> str | None:
    if isinstance(value, dict):  # {"id": "bbc", "name": "BBC"} is how some archives write outlets
        value = value.get("name")
    if isinstance(value, list | tuple | dict):
        # Nested aliases of YAML would fill the memory when written out.
        raise ValueError(f"{field}: a {type(value).__name__} where one value belongs")  # noqa: TRY004
    # NaN is how tables say "nothing"; it is the only value that differs from itself.
    if value is None or value != value:  # noqa: PLR0124
        return None
    return str(value).strip() or None


def _texts(field: str, value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(t for v in value if (t := _text(field, v)))
    single = _text(field, value)
    return () if single is None else tuple(p.strip() for p in single.split(";") if p.strip())


def _flag(field: str, value: object) -> bool:
    words = str(value).strip().lower() if not isinstance(value, list | tuple | dict) else "?"
    if words not in _FLAGS:
        raise ValueError(f"{field}: {words[:60]!r} is neither true nor false")
    return _FLAGS[words]


def _scraped(name: str, text: str, known: Collection[str]) -> Draft:
    # The text stays as it is: offsets that others made into the file must hold.
    draft = Draft(name=name, text=text, furniture=_furniture_lines(text))
    first = text[: len(text) - len(text.lstrip())] + text.lstrip().partition("\n")[0]
    if len(first) <= _LONGEST_RUN_ON and _is_run_on_header(first):
        _read_run_on_header(draft, first)
    else:
        _read_masthead(draft, masthead(text[:_LONGEST_HEADER], known))
    return with_posts(draft)


def _read_masthead(draft: Draft, found: Masthead) -> None:
    draft.title, draft.outlet, draft.url = found.title, found.outlet, found.url
    draft.authors, draft.published = found.authors, found.published
    draft.credited = found.credited
    draft.furniture = merge((*draft.furniture, *found.spans))


def with_posts(draft: Draft) -> Draft:
    """Split off embedded posts: they become drafts of their own, their words nobody's here."""
    posts, spans = embedded_posts(draft.name, draft.text)
    draft.posts.extend(posts)
    draft.furniture = merge((*draft.furniture, *spans))
    return draft


def _is_run_on_header(first: str) -> bool:
    """Tell whether a first line is a page's header: two kinds of furniture in one line."""
    cues = (
        stamps(first[:600]),
        _SOURCE.search(first),
        _SHARING.search(first),
        _PHOTO.search(first),
    )
    return sum(map(bool, cues)) >= 2


def _read_run_on_header(draft: Draft, line: str) -> None:
    """Read title, standfirst, time and credits out of a header that ran into one line.

    The standfirst is the outlet's words and stays; everything else is furniture.
    """
    dates = stamps(line)
    title_start = _after_leading_date(line, dates)
    tail = _tail_start(line, dates, title_start)
    media = _MEDIA.search(line, title_start, tail)
    title_end = media.start() if media else _first_sentence_end(line, title_start, tail)
    draft.title = line[title_start:title_end].strip() or None
    lead_start = media.end() if media else title_end
    draft.furniture = merge((*draft.furniture, (0, lead_start), (tail, len(line))))
    if dates:
        draft.published = max(dates, key=lambda d: d.stamp.precision != "day").stamp
    draft.credited = _credits(line, dates)
    if photo := _PHOTO.search(line, tail):
        draft.photo_credit = photo.group().strip()


def _after_leading_date(line: str, dates: list[Found]) -> int:
    start = 0
    if dates and len(line[: dates[0].start].split()) <= 2:
        start = dates[0].end
    section = _SECTION.match(line, start)
    return section.end() if section else start


def _tail_start(line: str, dates: list[Found], after: int) -> int:
    """Return where the credits at the end of the header begin."""
    starts = [m.start() for m in (_SOURCE.search(line, after), _SHARING.search(line, after)) if m]
    starts += [d.start for d in dates if d.start > after][:1]
    photo = _PHOTO.search(line, after)
    if photo and photo.end() > len(line) - 5:
        starts.append(photo.start())
    start = min(starts, default=len(line))
    # "Tuesday, March 7": the weekday belongs to the date.
    weekday = re.search(r"\b\w+day,?\s*$", line[:start])
    return weekday.start() if weekday else start


def _first_sentence_end(line: str, start: int, end: int) -> int:
    match = re.search(r"[.!?](?=\s+[A-Z\"“])", line[start:end])
    return start + match.end() if match else end


def _credits(line: str, dates: list[Found]) -> tuple[str, ...]:
    match = _SOURCE.search(line)
    if match is None:
        return ()
    ends = [d.start for d in dates if d.start >= match.end()]
    end = _CREDIT_END.search(line, match.end())
    stop = min([*ends, end.start() if end else len(line)])
    words = line[match.end() : stop].strip(" ,;|")
    return (
        tuple(w.strip() for w in re.split(r",|;|\band\b|/", words) if w.strip())
        if len(words) < 80
        else ()
    )


def _furniture_lines(text: str) -> tuple[tuple[int, int], ...]:
    spans = []
    position = 0
    for line in text.split("\n"):
        if len(line) < 300 and _NAVIGATION.match(line):
            spans.append((position, position + len(line)))
        position += len(line) + 1
    return tuple(spans)


def merge(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return the union of spans, in order, without empty ones."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
