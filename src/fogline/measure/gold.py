"""Annotated texts and their claims, from a folder in the form of the contract.

`texts/` holds `.md` with a YAML header or `.txt` as scraped; `claims*.jsonl` a claim a line, whose
`report_id` is the file's stem or Fogline's own id of the report. What a text does not say of
itself (outlet, instant, address) is taken from its claims.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from fogline.errors import DataError
from fogline.model.report import report_id
from fogline.reports import plain

Gold: TypeAlias = dict[str, Any]
FROM_CLAIMS = ("outlet", "url", "published", "retold")
"""Fields of claims that a text without a header is read with."""


@dataclass(frozen=True, slots=True)
class GoldText:
    """An annotated text: file stem, header, and the words that offsets count in."""

    name: str
    header: dict[str, Any]
    text: str
    parent: "GoldText | None" = None
    """For an embedded post that is annotated as a report of its own, the article around it."""
    apart: frozenset[str] = field(default=frozenset())
    """Words of the posts in it that are annotated as reports of their own."""


def load(folder: Path) -> tuple[dict[str, list[Gold]], list[GoldText]]:
    """Return the annotated claims of a part by text, and its texts.

    Raises:
        DataError: a line is no claim, or belongs to no text; the message names file and line.
    """
    groups = load_gold(folder)
    found = [_told(text, groups) for text in texts(folder, groups)]
    by_name = {name: text for text in found for name in (text.name, f"{text.name}.txt")}
    claims: dict[str, list[Gold]] = {}
    posts: list[GoldText] = []
    for key, lines in groups.items():
        text = by_name.get(key) or _of_id(key, lines[0], found) or _post(key, lines[0], found)
        if text is None:
            raise DataError(
                f"{folder}: report_id {key!r} is neither the name of a file in texts/ nor the id "
                "that Fogline gives one of them with the outlet and url of its claims"
            )
        claims.setdefault(text.name, []).extend(lines)
        if text.parent is not None:
            posts.append(text)
    apart: dict[str, frozenset[str]] = {}
    for post in posts:
        assert post.parent is not None  # noqa: S101 - only posts are here
        apart[post.parent.name] = apart.get(post.parent.name, frozenset()) | {post.text}
    whole = [
        GoldText(t.name, t.header, t.text, apart=apart.get(t.name, frozenset())) for t in found
    ]
    return claims, [*whole, *posts]


def load_gold(folder: Path) -> dict[str, list[Gold]]:
    """Return the annotated claims of a part by their report id.

    Raises:
        DataError: a line is no claim; the message names file and line.
    """
    result: dict[str, list[Gold]] = {}
    for path in sorted(folder.glob("claims*.jsonl")):
        # Not splitlines: words may hold U+2028, which JSON allows in a line.
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
            if not line.strip():
                continue
            try:
                claim = json.loads(line)
                result.setdefault(str(claim["report_id"]), []).append(claim)
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(f"{path}:{number}: {error!r}") from error
    return result


def texts(folder: Path, groups: dict[str, list[Gold]] | None = None) -> list[GoldText]:
    """Return the texts of a part: .md with a YAML header, or .txt without one.

    Raises:
        DataError: one is not UTF-8.
    """
    found = sorted([*folder.glob("texts/*.md"), *folder.glob("texts/*.txt")])
    return [_text(path, (groups or {}).get(path.stem, [])) for path in found]


def _text(path: Path, lines: list[Gold]) -> GoldText:
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 at byte {error.start}") from None
    header: dict[str, Any] = {}
    if match := plain.HEADER.match(content):
        header = yaml.safe_load(match.group(1)) or {}
        content = content[match.end() :].removeprefix("\r").removeprefix("\n")
    # Offsets may have been counted with line ends as stored, or as most languages read them.
    read = max((content, content.replace("\r\n", "\n")), key=lambda t: _held(t, lines))
    return GoldText(path.stem, header, read)


def _held(text: str, lines: list[Gold]) -> int:
    return sum(text[c.get("start", 0) : c.get("end", 0)] == c.get("quote") for c in lines)


def misplaced(text: GoldText, lines: list[Gold]) -> int:
    """Return how many claims' quotes do not stand where their offsets say."""
    return sum("quote" in c for c in lines) - _held(text.text, [c for c in lines if "quote" in c])


def _told(text: GoldText, groups: dict[str, list[Gold]]) -> GoldText:
    lines = groups.get(text.name) or groups.get(f"{text.name}.txt") or []
    return GoldText(text.name, {**_said(lines), **text.header}, text.text)


def _said(lines: list[Gold]) -> dict[str, Any]:
    """Return what claims say of their report, where any of them does."""
    return {
        name: next(c[name] for c in lines if c.get(name) is not None)
        for name in FROM_CLAIMS
        if any(c.get(name) is not None for c in lines)
    }


def _of_id(key: str, line: Gold, found: list[GoldText]) -> GoldText | None:
    """Return the text to which Fogline gives an id; it learns outlet and instant from the claim."""
    for text in found:
        for words in (text.text, text.text.strip()):
            outlet, url = (line.get(n) or text.header.get(n) for n in ("outlet", "url"))
            if outlet and report_id(str(outlet), url, words) == key:
                for name, value in _said([line]).items():
                    text.header.setdefault(name, value)
                return text
    return None


def _post(key: str, line: Gold, found: list[GoldText]) -> GoldText | None:
    for text in found:
        for words, author in _posts(text):
            if report_id(str(line.get("outlet") or author), line.get("url"), words) == key:
                header = {"outlet": author, **_said([line])}
                return GoldText(key, header, words, parent=text)
    return None


def _posts(text: GoldText) -> Iterator[tuple[str, str | None]]:
    for post in plain.drafts(text.name, text.text).posts:
        yield post.text, post.outlet
