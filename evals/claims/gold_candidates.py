"""Annotated text as samples for the learned reading: each candidate with what annotators made of it.

The open gold set (`open/`) has whole texts; `training/*.txt` has a sentence or short passage a line,
claims marked as `[action/sub_action: words]`, what stands outside brackets states no claim.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from fogline.claims.english import attaching, quoting
from fogline.claims.english.learned import candidates, judging
from fogline.claims.english.learned.candidates import Candidate
from fogline.claims.english.learned.features import Features, Sample
from fogline.claims.english.learned.words import words
from fogline.claims.english.matching import Match, Matcher
from fogline.claims.english.telling import Tellings
from fogline.claims.english.text import Text
from fogline.measure.claims import MIN_OVERLAP
from fogline.measure.gold import GoldText, load
from fogline.measure.reading import GoldReader

MARK = re.compile(r"\[([a-z_]+)(?:/([a-z_]+))?:\s*")
HEADER = {"outlet": "Wire", "published": "2024-03-07T12:00:00+00:00"}
BLOCK = 40
"""Lines of a training file that are held out together."""


@dataclass(frozen=True, slots=True)
class Span:
    """Annotated words, by code points of the text read, and their action."""

    start: int
    end: int
    action: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A candidate's features, its text, and the action annotated for it, None for no claim."""

    text: str
    sample: Sample
    frame: str | None
    action: str | None


def of_gold(folder: Path, reader: GoldReader) -> Iterator[Labelled]:
    """Yield the candidates of a gold set's texts."""
    gold, texts = load(folder)
    for text in texts:
        spans = [
            Span(*(c.get("spans") or [(c["start"], c["end"])])[0], c["action"])
            for c in gold.get(text.name, [])
        ]
        yield from _labelled(text, text.name, spans, reader)


def of_lines(folder: Path, reader: GoldReader) -> Iterator[Labelled]:
    """Yield the candidates of the bracketed lines of a folder's files."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
            if line.strip() and not line.startswith("#"):
                words, spans = unmarked(line.strip())
                text = GoldText(f"{path.stem}-{number}", HEADER, words)
                yield from _labelled(text, f"{path.stem}-{number // BLOCK}", spans, reader)


def unmarked(line: str) -> tuple[str, list[Span]]:
    """Return a line without its brackets, and what stood in them."""
    text, spans, at = "", [], 0
    for mark in MARK.finditer(line):
        close = line.find("]", mark.end())
        if mark.start() < at or close < 0:
            continue
        text += line[at : mark.start()]
        spans.append(Span(len(text), len(text) + close - mark.end(), mark.group(1)))
        text += line[mark.end() : close]
        at = close + 1
    return text + line[at:], spans


def _labelled(
    gold: GoldText, group: str, spans: list[Span], reader: GoldReader
) -> Iterator[Labelled]:
    left = list(spans)
    for matcher in matchers(gold, reader):
        words_ = matcher.table.string
        offset = 0 if words_ == gold.text else gold.text.find(words_)
        own = [s for s in left if s.start >= offset and s.end - offset <= len(words_)]
        left = [s for s in left if s not in own]
        moved = [Span(s.start - offset, s.end - offset, s.action) for s in own]
        found = candidates.find(matcher, words())
        features = Features(matcher, words())
        actions = assigned(matcher, found, moved)
        for number, candidate in enumerate(found):
            frame = candidate.frame.action if candidate.frame is not None else None
            yield Labelled(group, features.of(candidate), frame, actions.get(number))


def matchers(gold: GoldText, reader: GoldReader) -> list[Matcher]:
    """Return what the frames read of a text and of each post embedded in it."""
    seen: list[Matcher] = []

    def frames_only(text: Text) -> tuple[list[Match], dict[int, str]]:
        matcher = Matcher(text)
        seen.append(matcher)
        return matcher.run()

    with patch.object(judging, "find", frames_only):
        reader(gold)
    return seen


def assigned(matcher: Matcher, found: list[Candidate], spans: list[Span]) -> dict[int, str]:
    """Return candidate -> annotated action: each annotation goes to the candidate that states it.

    That is the one whose words hold the head of the annotated ones and whose quote covers them,
    one of the frames before others.
    """
    table = matcher.table
    ranges = [attaching.tokens(matcher.text, s.start, s.end) for s in spans]
    heads = {n: _head(matcher, *r) for n, r in enumerate(ranges) if r[0] < r[1]}
    tellings = Tellings(matcher.text)
    quotes = [_quotes(matcher, c, set(heads.values()), tellings) for c in found]
    pairs = []
    for n, head in heads.items():
        wanted = {t for t in range(*ranges[n]) if table.pos[t] != "SPACE"}
        for k, candidate in enumerate(found):
            overlap = max(len(wanted & q) / len(wanted | q) for q in quotes[k])
            core = candidate.frame.core if candidate.frame is not None else set()
            holds = head in {candidate.trigger, *candidate.over.chain, *core}
            if overlap >= MIN_OVERLAP or (holds and candidate.trigger in wanted):
                framed = candidate.frame is not None
                same = candidate.frame is not None and candidate.frame.action == spans[n].action
                rank = (overlap >= MIN_OVERLAP) + holds + 0.5 * framed + 0.5 * same
                pairs.append((rank, overlap, len(candidate.over.chain), n, k))
    result: dict[int, str] = {}
    done: set[int] = set()
    for *_, n, k in sorted(pairs, reverse=True):
        if n not in done and k not in result:
            done.add(n)
            result[k] = spans[n].action
    return result


def _head(matcher: Matcher, start: int, end: int) -> int:
    """Return the word of a range on which the others depend; a verb before others."""
    table = matcher.table
    tops = [
        i
        for i in range(start, end)
        if (table.head[i] == i or not start <= table.head[i] < end)
        and table.pos[i] not in ("PUNCT", "SPACE")
    ] or [start]
    return max(tops, key=lambda i: (table.tag[i][:1] == "V", table.right[i] - table.left[i]))


def _quotes(
    matcher: Matcher, candidate: Candidate, heads: set[int], tellings: Tellings
) -> list[set[int]]:
    """Return the tokens of a candidate's quote, and of that with the word that denies it."""
    text, table = matcher.text, matcher.table
    match = candidate.frame or candidates.plain_match(matcher, candidate, "other", "")
    start, end = quoting.quote(text, match, heads | set(match.scope.chain), [])
    starts = [start]
    for telling in tellings.of(match):
        first = min(telling.cue, default=start)
        if telling.denies and first < start and table.sent[first] == table.sent[start]:
            starts.append(first)
    return [{t for t in range(s, end) if table.pos[t] != "SPACE"} or {s} for s in starts]
