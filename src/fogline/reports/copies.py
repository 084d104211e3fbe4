"""Near-identical texts, by MinHash over word shingles.

Broder, "On the resemblance and containment of documents" (1997); signatures by `rensa`.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable

PERMUTATIONS = 128
SHINGLE_WORDS = 3
"""Short dispatches have few words; five-word shingles miss a reprint that drops its last line."""
BANDS = 32
ROWS = PERMUTATIONS // BANDS
THRESHOLD = 0.5
"""Estimated Jaccard similarity from which two texts are copies. Set on the bundled dossier, whose
verbatim reprints lie above 0.6 and whose independent reports of one event lie below 0.2."""
MIN_WORDS = 8
MOST_IN_BAND = 32
"""Texts kept a band: a wire that a thousand outlets print is found by its first prints."""
_WORD = re.compile(r"\w+")
_SEED = 20220224


def signature(text: str) -> bytes | None:
    """Return the MinHash signature of a text, 128 unsigned 32-bit values; None if it is too short."""
    from rensa import RMinHash

    words = _WORD.findall(text.casefold())
    if len(words) < MIN_WORDS:
        return None
    shingles = {
        " ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)
    }
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    minhash.update(sorted(shingles))
    return array("I", minhash.digest()).tobytes()


def similarity(a: bytes, b: bytes) -> float:
    """Return the estimated Jaccard similarity of two signatures, 0 to 1."""
    left, right = array("I"), array("I")
    left.frombytes(a)
    right.frombytes(b)
    return sum(x == y for x, y in zip(left, right, strict=True)) / PERMUTATIONS


class CopyIndex:
    """Finds the nearest earlier text; holds signatures in bands, so a look-up touches few of them."""

    def __init__(self, signatures: Iterable[tuple[str, bytes]] = ()) -> None:
        self._signatures: dict[str, bytes] = {}
        self._bands: dict[tuple[int, bytes], list[str]] = defaultdict(list)
        for report_id, minhash in signatures:
            self.add(report_id, minhash)

    def add(self, report_id: str, minhash: bytes) -> None:
        """Add a text's signature."""
        if report_id in self._signatures:
            return
        self._signatures[report_id] = minhash
        for key in self._keys(minhash):
            if len(self._bands[key]) < MOST_IN_BAND:
                self._bands[key].append(report_id)

    @staticmethod
    def _keys(minhash: bytes) -> Iterable[tuple[int, bytes]]:
        width = ROWS * 4
        for band in range(BANDS):
            yield band, minhash[band * width : (band + 1) * width]

    def nearest(self, report_id: str, minhash: bytes) -> tuple[str, float] | None:
        """Return id and score of the most similar other text at or above the threshold."""
        seen = {i for key in self._keys(minhash) for i in self._bands.get(key, ())} - {report_id}
        scored = [(similarity(minhash, self._signatures[i]), i) for i in seen]
        best = max(scored, default=None)
        if best is None or best[0] < THRESHOLD:
            return None
        return best[1], best[0]
