"""`measure attribution polnear DIR`: sources, cues and contents against brat stand-off files.

DIR holds `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`; of several annotators the first
by name counts. An attribution event (E) binds Source, Cue and Content spans (T); attributions
without a source count, discussions and discarded ones do not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fogline.claims.attribution import Voices
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices import read
from fogline.errors import InputRefused
from fogline.model.report import Report
from fogline.text.parse import Parser
from fogline.theatres.lexicon import Lexicon

ROLES = ("source", "cue", "content")
Spans = frozenset[int]
"""Token indices."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution as sets of token indices."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(slots=True)
class Counts:
    """Agreements and what either side has."""

    both: int = 0
    gold: int = 0
    found: int = 0

    def add(self, gold: set[Any], found: set[Any]) -> None:
        """Count one text."""
        self.both += len(gold & found)
        self.gold += len(gold)
        self.found += len(found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing agrees."""
        return 2 * self.both / (self.gold + self.found) if self.both else 0.0


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its annotated attributions as code point spans per role."""

    name: str
    text: str
    attributions: tuple[dict[str, tuple[tuple[int, int], ...]], ...]


def measure(folder: Path, parser: Parser) -> dict[str, Any]:
    """Return the figures of the corpus in `folder` with its name and size."""
    roles = {role: Counts() for role in ROLES}
    exact = Counts()
    texts = tokens = 0
    golds = list(load(folder))
    for gold, doc in zip(golds, parser.docs(g.text for g in golds), strict=True):
        table = TokenTable.of(doc)
        found = predicted(table, read(table, _report(gold), Lexicon.empty()))
        compare(on_tokens(table, gold), found, roles, exact)
        texts, tokens = texts + 1, tokens + table.n
    total = Counts(
        sum(c.both for c in roles.values()),
        sum(c.gold for c in roles.values()),
        sum(c.found for c in roles.values()),
    )
    return {
        "corpus": folder.name,
        "texts": texts,
        "tokens": tokens,
        "attributions": exact.gold,
        "token_f1": round(total.f1, 4),
        **{f"{role}_f1": round(roles[role].f1, 4) for role in ROLES},
        "exact_f1": round(exact.f1, 4),
        "token_precision": round(total.both / total.found, 4) if total.found else 0.0,
        "token_recall": round(total.both / total.gold, 4) if total.gold else 0.0,
    }


def compare(
    gold: Iterable[Attributed],
    found: Iterable[Attributed],
    roles: dict[str, Counts],
    exact: Counts,
) -> None:
    """Count one text: tokens per role over all attributions, and attributions that agree whole."""
    gold, found = list(gold), list(found)
    for role in ROLES:
        roles[role].add(
            {i for a in gold for i in getattr(a, role)},
            {i for a in found for i in getattr(a, role)},
        )
    exact.add(set(gold), set(found))


def predicted(table: TokenTable, voices: Voices) -> list[Attributed]:
    """Return what the rules found, without white space and punctuation at edges."""
    result = []
    for a in voices.attributions:
        content = [i for s, e in a.content for i in range(s, e)]
        source = range(*a.source) if a.source is not None else ()
        if content:
            result.append(
                Attributed(
                    _solid(table, source),
                    _solid(table, a.cue),
                    _solid(table, content),
                )
            )
    return result


def on_tokens(table: TokenTable, gold: GoldText) -> list[Attributed]:
    """Return the gold attributions as token indices; a token counts if it overlaps a span."""
    result = []
    for attribution in gold.attributions:
        parts = {
            role: _solid(table, _overlapping(table, attribution.get(role, ()))) for role in ROLES
        }
        result.append(Attributed(parts["source"], parts["cue"], parts["content"]))
    return result


def _overlapping(table: TokenTable, spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    from bisect import bisect_left, bisect_right

    for start, end in spans:
        yield from range(bisect_right(table.end, start), bisect_left(table.idx, end))


def _solid(table: TokenTable, tokens: Iterable[int]) -> Spans:
    """Drop punctuation and space: whether a comma belongs to a source is nobody's question."""
    return frozenset(
        i for i in tokens if table.pos[i] not in {"PUNCT", "SPACE"} or (table.text[i] == ":")
    )


def load(folder: Path) -> Iterator[GoldText]:
    """Yield the texts with the annotations of each one's first annotator by name.

    Raises:
        InputRefused: the folder has not the two sub-folders.
    """
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rpartition("_")[0], path)
    if not files:
        raise InputRefused(str(folder), "expected text/NAME.txt and attributions/NAME_WHO.ann")
    for name, path in files.items():
        text = folder / "text" / f"{name}.txt"
        if text.is_file():
            yield GoldText(name, text.read_bytes().decode("utf-8"), _brat(path))


def _brat(path: Path) -> tuple[dict[str, tuple[tuple[int, int], ...]], ...]:
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    events: list[list[str]] = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        key, _, rest = line.partition("\t")
        # The words of a span may hold line breaks, so that a line may begin with any word.
        if not key[1:].isdigit():
            continue
        if key.startswith("T"):
            _, _, where = rest.partition("\t")[0].partition(" ")
            spans[key] = tuple(_pair(part) for part in where.split(";"))
        elif key.startswith("E"):
            events.append(rest.split())
    result = []
    for event in events:
        parts: dict[str, tuple[tuple[int, int], ...]] = {}
        for item in event:
            role, _, target = item.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in ROLES:
                parts[role] = parts.get(role, ()) + spans.get(target, ())
        if "cue" in parts or "content" in parts:
            result.append(parts)
    return tuple(result)


def _pair(part: str) -> tuple[int, int]:
    start, _, end = part.partition(" ")
    return int(start), int(end)


def _report(gold: GoldText) -> Report:
    return Report(
        id=gold.name,
        outlet="",
        url=None,
        title=None,
        authors=(),
        language="en",
        published=None,
        published_precision=None,
        fetched="1970-01-01T00:00:00Z",
        text=gold.text,
    )
