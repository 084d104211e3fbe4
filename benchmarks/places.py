"""Places beside what a user would do instead: spaCy's own entities and the most populous match.

    python benchmarks/places.py [CORPUS.xml...]

Both read the same parses and ask the same gazetteer, turn by turn in one run; prints one JSON object.
Seconds are the processor's, on one core; the first round has nothing remembered.
Without a corpus in the form of LGL it takes the open half of `evals/places`. What is counted is the
time after the parse, and the answers: within 161 km (corpora) or 5 km (own gold) of the truth, of all
annotated names. `geoparser` and Mordecai 3 fetch models or need Elasticsearch, so they are not here.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from fogline.places import Gazetteer, Index

ROUNDS = 3
OWN = Path(__file__).parents[1] / "evals" / "places" / "open"
PLACED = {"GPE", "LOC", "FAC"}


@dataclass(slots=True)
class Text:
    """A text, what it names, and how near an answer must be."""

    text: str
    theatre: str | None
    truths: list[tuple[int, int, float, float, float]] = field(default_factory=list)
    """Start, end, lon, lat, reach in km."""


Answer = tuple[int, int, float | None, float | None]
Reader = Callable[[Sequence["Doc"], Sequence[Text]], list[list[Answer]]]


def main(paths: Sequence[str] = ()) -> dict[str, Any]:
    """Compare on each corpus, or on the own gold."""
    corpora = {Path(p).stem: corpus(Path(p)) for p in paths} or {"evals/places/open": own()}
    return {name: compare(found) for name, found in corpora.items()}


def own() -> list[Text]:
    """Return the open half of the gold set: the mentions that are names."""
    from fogline.measure.gold import texts

    gold: dict[str, list[dict[str, Any]]] = {}
    for line in (OWN / "places.jsonl").read_text(encoding="utf-8").splitlines():
        mention = json.loads(line)
        if not mention["relative"]:
            gold.setdefault(mention["report_id"], []).append(mention)
    return [
        Text(
            t.text,
            str(t.header.get("theatre", "ukraine")),
            [
                (m["start"], m["end"], m["lon"], m["lat"], max(5.0, m["radius_km"] or 0.0))
                for m in gold.get(t.name, [])
            ],
        )
        for t in texts(OWN)
    ]


def corpus(path: Path) -> list[Text]:
    """Return a corpus' articles with the toponyms that have coordinates."""
    from fogline.measure.places import RADII, read

    return [
        Text(
            a.text,
            None,
            [
                (t.start, t.end, t.lon, t.lat, float(RADII[0]))
                for t in a.toponyms
                if t.lon is not None and t.lat is not None
            ],
        )
        for a in read(path)
    ]


def compare(texts: list[Text]) -> dict[str, Any]:
    """Time both readers turn by turn on the same parses, and score their answers."""
    from fogline.places import Index, open_gazetteer
    from fogline.settings import load
    from fogline.text.parse import Parser
    from fogline.theatres import load as theatre

    settings = load()
    gazetteer = open_gazetteer(settings)
    names = {t.theatre for t in texts}
    indices = {n: Index(gazetteer, theatre(n) if n else None) for n in names}
    docs = list(Parser(settings.pipeline).docs(t.text for t in texts))
    readers: dict[str, Reader] = {
        "fogline": lambda d, t: fogline(d, t, indices),
        "spacy_most_populous": lambda d, _: populous(d, gazetteer),
    }
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    answers: dict[str, list[list[Answer]]] = {}
    for _ in range(ROUNDS):
        for name, reader in readers.items():
            begun = time.process_time()
            answers[name] = reader(docs, texts)
            seconds[name].append(time.process_time() - begun)
    resolved = [resolving(docs, texts, indices) for _ in range(ROUNDS)]
    return {
        "texts": len(texts),
        "resolved_per_second": round(median(resolved)),
        "names": sum(len(t.truths) for t in texts),
        **{
            name: {**score(texts, answers[name]), **speed(answers[name], seconds[name])}
            for name in readers
        },
    }


def fogline(
    docs: Sequence["Doc"], texts: Sequence[Text], indices: dict[str | None, "Index"]
) -> list[list[Answer]]:
    """Find and resolve; corpora annotate names as they stand, without the phrases around them."""
    from fogline.places import find, resolve
    from fogline.places.find import find_names

    result = []
    for doc, text in zip(docs, texts, strict=True):
        index = indices[text.theatre]
        words = find(doc, index) if text.theatre else find_names(doc, index)
        placed = resolve(text.text, words, index)
        result.append([(p.words.start, p.words.end, p.lon, p.lat) for p in placed])
    return result


def resolving(
    docs: Sequence["Doc"], texts: Sequence[Text], indices: dict[str | None, "Index"]
) -> float:
    """Return how many place words, found before, are resolved in a second."""
    from fogline.places import find, resolve
    from fogline.places.find import find_names

    found = []
    for doc, text in zip(docs, texts, strict=True):
        index = indices[text.theatre]
        words = find(doc, index) if text.theatre else find_names(doc, index)
        found.append((text.text, words, index))
    begun = time.process_time()
    for text_, words, index in found:
        resolve(text_, words, index)
    return sum(len(words) for _, words, _ in found) / (time.process_time() - begun)


def populous(docs: Sequence["Doc"], gazetteer: "Gazetteer") -> list[list[Answer]]:
    """Take spaCy's entities of places, and of each name the entry with the most inhabitants."""
    from fogline.places.gazetteer.keys import name_key

    result = []
    for doc in docs:
        found: list[Answer] = []
        for entity in (e for e in doc.ents if e.label_ in PLACED):
            key = name_key(entity.text.removesuffix("'s")).removeprefix("the ")
            best = max(gazetteer.named(key), default=None, key=lambda r: r.population)
            at = (best.lon, best.lat) if best is not None else (None, None)
            found.append((entity.start_char, entity.end_char, *at))
        result.append(found)
    return result


def score(texts: Sequence[Text], answers: list[list[Answer]]) -> dict[str, Any]:
    """Return the shares of names found, and placed rightly, of all annotated ones."""
    from fogline.places.ground import km_between

    names = found = right = 0
    for text, given in zip(texts, answers, strict=True):
        for start, end, lon, lat, reach in text.truths:
            names += 1
            best = max(given, key=lambda a: _shared(a, start, end), default=None)
            if best is None or _shared(best, start, end) <= 0.5:
                continue
            found += 1
            _, _, x, y = best
            right += x is not None and y is not None and km_between(lon, lat, x, y) <= reach
    return {"found": round(found / names, 4), "right_of_all": round(right / names, 4)}


def _shared(answer: Answer, start: int, end: int) -> float:
    both = min(answer[1], end) - max(answer[0], start)
    return both / max(answer[1] - answer[0], end - start, 1)


def speed(answers: list[list[Answer]], seconds: list[float]) -> dict[str, Any]:
    """Return the time after the parse, and place words a second."""
    words = sum(map(len, answers))
    return {
        "place_words": words,
        "seconds": round(median(seconds), 3),
        "words_per_second": round(words / median(seconds)),
        "words_per_second_first": round(words / seconds[0]),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:]), indent=2))
