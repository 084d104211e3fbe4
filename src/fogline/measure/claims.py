"""Score read claims against annotated ones: found or not, and each field where both have it.

    scores = measure(Path("evals/claims"), reader)   # reader: GoldText -> claims

A read claim matches an annotated one of the same text if their quotes share at least half of
their tokens (intersection over union) and their action is the same; one to one, best overlap first.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from fogline.errors import DataError
from fogline.measure.gold import Gold, GoldText, load, misplaced, texts
from fogline.model.claim import Claim

MIN_OVERLAP = 0.5
_WORD = re.compile(r"\w+|[^\w\s]")

__all__ = ["FIELDS", "Gold", "GoldText", "Score", "compare", "measure", "score", "texts", "tokens"]

Reader: TypeAlias = Callable[[GoldText], Sequence[Claim]]


@dataclass(slots=True)
class Tally:
    """Right and all, per field."""

    right: int = 0
    all: int = 0

    def add(self, *, right: bool) -> None:
        """Count one comparison."""
        self.all += 1
        self.right += right

    @property
    def accuracy(self) -> float | None:
        """Share right, None without a case."""
        return round(self.right / self.all, 4) if self.all else None


@dataclass(slots=True)
class Score:
    """Counts of one part of the gold set."""

    texts: int = 0
    gold: int = 0
    read: int = 0
    matched: int = 0
    misplaced: int = 0
    """Annotated quotes that do not stand at their offsets; such gold cannot be found."""
    fields: dict[str, Tally] = field(default_factory=dict)

    def tally(self, name: str, *, right: bool) -> None:
        """Count one comparison of a field."""
        self.fields.setdefault(name, Tally()).add(right=right)

    def as_json(self) -> dict[str, Any]:
        """Return the figures as `fogline measure` prints them."""
        precision = self.matched / self.read if self.read else 0.0
        recall = self.matched / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "texts": self.texts,
            "gold_claims": self.gold,
            "read_claims": self.read,
            **({"misplaced_quotes": self.misplaced} if self.misplaced else {}),
            "claim_precision": round(precision, 4),
            "claim_recall": round(recall, 4),
            "claim_f1": round(f1, 4),
            **{name: tally.accuracy for name, tally in sorted(self.fields.items())},
        }


def measure(folder: Path, reader: Reader) -> dict[str, Any]:
    """Score every part under a folder (`open`, `locked`), or the folder itself.

    Raises:
        DataError: there is no gold set, or a line of it is not JSON.
    """
    parts = (
        {
            part.name: part
            for part in sorted(folder.iterdir())
            if part.is_dir() and any(part.glob("claims*.jsonl"))
        }
        if folder.is_dir()
        else {}
    )
    if not parts and folder.is_dir() and any(folder.glob("claims*.jsonl")):
        parts = {folder.name: folder}
    if not parts:
        raise DataError(f"{folder}: no claims*.jsonl with a folder texts/ beside it")
    return {
        "corpus": folder.name,
        **{name: score(*load(path), reader).as_json() for name, path in parts.items()},
    }


def score(gold: Mapping[str, list[Gold]], found: Sequence[GoldText], reader: Reader) -> Score:
    """Read every text and compare."""
    result = Score()
    for text in found:
        annotated = gold.get(text.name, [])
        read = [claim.to_json() for claim in reader(text)]
        result.texts += 1
        result.gold += len(annotated)
        result.read += len(read)
        result.misplaced += misplaced(text, annotated)
        compare(result, text, annotated, read)
    return result


def compare(
    result: Score,
    text: GoldText,
    annotated: list[Gold],
    read: list[Gold],
) -> list[tuple[int, int]]:
    """Match the claims of one text and tally their fields; return the matched index pairs."""
    words = [m.start() for m in _WORD.finditer(text.text)]
    a = [tokens(claim, words) for claim in annotated]
    b = [tokens(claim, words) for claim in read]
    overlaps = sorted(_overlaps(a, b), reverse=True)
    for _, i, j in _one_to_one(overlaps):
        result.tally("action", right=annotated[i]["action"] == read[j]["action"])
    same = [(o, i, j) for o, i, j in overlaps if annotated[i]["action"] == read[j]["action"]]
    pairs = []
    for _, i, j in _one_to_one(_by_polarity(same, annotated, read)):
        pairs.append((i, j))
        for name, check in FIELDS.items():
            verdict = check(annotated[i], read[j])
            if verdict is not None:
                result.tally(name, right=verdict)
    result.matched += len(pairs)
    return pairs


def tokens(claim: Gold, starts: list[int]) -> set[int]:
    """Return the tokens of a claim's spans, by their offsets."""
    from bisect import bisect_left

    found: set[int] = set()
    for start, end in claim.get("spans") or [(claim["start"], claim["end"])]:
        found.update(starts[bisect_left(starts, start) : bisect_left(starts, end)])
    return found


def _overlaps(a: list[set[int]], b: list[set[int]]) -> Iterator[tuple[float, int, int]]:
    for i, left in enumerate(a):
        for j, right in enumerate(b):
            union = len(left | right)
            if union and (overlap := len(left & right) / union) >= MIN_OVERLAP:
                yield overlap, i, j


def _by_polarity(
    overlaps: list[tuple[float, int, int]],
    a: list[Gold],
    b: list[Gold],
) -> list[tuple[float, int, int]]:
    """A denial and what it denies share their words: like goes to like first."""
    return sorted(overlaps, key=lambda o: (-_alike(a[o[1]], b[o[2]]), -o[0], o[1], o[2]))


def _alike(a: Gold, b: Gold) -> bool:
    return bool(_get(a, "polarity", "affirmed") == _get(b, "polarity", "affirmed"))


def _one_to_one(
    overlaps: list[tuple[float, int, int]],
) -> Iterator[tuple[float, int, int]]:
    left: set[int] = set()
    right: set[int] = set()
    for overlap, i, j in overlaps:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield overlap, i, j


def _get(claim: Gold, name: str, default: Any = None) -> Any:
    value = claim.get(name)
    return default if value is None else value


def _voice(voice: Gold) -> tuple[str | None, str]:
    name = voice.get("name")
    return (_plain(name) if name else None), "" if name else voice["kind"]


def _plain(name: str) -> str:
    return re.sub(r"[^\w ]", "", name.lower()).removeprefix("the ").strip()


def _origin(a: Gold, b: Gold) -> bool:
    return _voice(a["chain"][-1]) == _voice(b["chain"][-1])


def _chain(a: Gold, b: Gold) -> bool:
    def links(claim: Gold) -> list[Any]:
        return [_voice(v) for v in claim["chain"]]

    return links(a) == links(b)


def _stance(a: Gold, b: Gold) -> bool | None:
    if not _chain(a, b):
        return None
    return [v.get("stance") for v in a["chain"]] == [v.get("stance") for v in b["chain"]]


def _side(a: Gold, b: Gold) -> bool | None:
    left, right = (_get(_get(c, "actor", {}), "side") for c in (a, b))
    return None if left is None and right is None else left == right


def _certainty(a: Gold, b: Gold) -> bool:
    left, right = a["certainty"], b["certainty"]
    return bool(left["low"] <= right["high"] and right["low"] <= left["high"])


def _conditions(a: Gold, b: Gold) -> bool | None:
    left, right = (
        [(c["type"], c["start"], c["end"]) for c in _get(x, "conditions", ())] for x in (a, b)
    )
    if not left and not right:
        return None
    return len(left) == len(right) and all(
        x[0] == y[0] and x[1] < y[2] and y[1] < x[2] for x, y in zip(left, right, strict=True)
    )


def _time(a: Gold, b: Gold) -> bool | None:
    left, right = (_get(c, "time") for c in (a, b))
    if left is None and right is None:
        return None
    if left is None or right is None:
        return False
    return all((left.get(k) or "")[:10] == (right.get(k) or "")[:10] for k in ("start", "end"))


def _quantities(a: Gold, b: Gold) -> bool | None:
    left, right = (
        sorted(
            ((q.get("low"), q.get("high"), q.get("category")) for q in _get(c, "quantities", ())),
            key=str,
        )
        for c in (a, b)
    )
    return None if not left and not right else left == right


_LEADING = frozenset({"the", "a", "an", "in", "on", "at", "about"})
"""Words before a phrase that neither say another place nor make a relation to it."""


def _where(words: str) -> str:
    """Return the words of a place without articles, and prepositions of a plain place, before them."""
    said = _plain(words).split()
    while len(said) > 1 and said[0] in _LEADING:
        said = said[1:]
    return " ".join(said)


def _places(a: Gold, b: Gold) -> bool | None:
    left, right = ({_where(p["text"]) for p in _get(c, "places", ())} for c in (a, b))
    return None if not left and not right else left == right


def _same(name: str, default: Any = None) -> Callable[[Gold, Gold], bool | None]:
    def check(a: Gold, b: Gold) -> bool | None:
        left, right = _get(a, name, default), _get(b, name, default)
        return None if left is None and right is None else left == right

    return check


FIELDS: dict[str, Callable[[Gold, Gold], bool | None]] = {
    "origin": _origin,
    "chain": _chain,
    "stance": _stance,
    "side": _side,
    "polarity": _same("polarity", "affirmed"),
    "certainty": _certainty,
    "conditions": _conditions,
    "time": _time,
    "quantities": _quantities,
    "places": _places,
    "kind": _same("kind"),
    "sub_action": _same("sub_action"),
    "phase": _same("phase"),
    "tense": _same("tense"),
    "origin_basis": _same("origin_basis"),
    "verification": _same("verification"),
    "outcome": _same("outcome"),
}
"""Field -> comparison; None where neither side has a value, which counts as no case."""
