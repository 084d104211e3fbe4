"""Words as they are compared: stems, romanised names, figures, phrases."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from fogline.vocabulary.pairs import pair_words

WORD = re.compile(r"[^\W_]+(?:['’\-.,](?=[^\W_])[^\W_]+)*")
LEAST_STEM = 3
LONG = 4
"""A longer name may be a plural."""
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_MEASURED = re.compile(r"(\d+(?:\.\d+)?)(?:th|st|nd|rd|m|km|mm)")
_DOUBLED = re.compile(r"(.)\1+")
_ALIKE = (
    ("kh", "h"),
    ("zh", "z"),
    ("shch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("ts", "c"),
    ("ck", "k"),
)
"""Letters that romanisations of one name differ in, and what they become."""


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Return a name without what romanisations differ in: doubles, vowels, g for h, v for w.

    "Robotyne" and "Rabotino" meet, as do "Umm Kaddada" and "Um Kadada", "Hostomel" and "Gostomel".
    """
    plain = unicodedata.normalize("NFKD", bare(name).casefold())
    plain = "".join(c for c in plain if c.isalnum())
    if len(plain) > LONG and plain[-1] == "s" and plain[-2] not in "aiosu":
        plain = plain[:-1]
    if plain[:1] == "u" and plain[1:2] not in set("aeiouymn"):
        plain = "v" + plain[1:]
    for letters, one in _ALIKE:
        plain = plain.replace(letters, one)
    plain = re.sub(r"(?:iv|ev|yiv|ov)(ka|sk|skyi|ske|skoye|skoe)$", r"v\1", plain)
    plain = re.sub(r"sk(?:e|yi|oye|oe|aya|oi|y)$", "sk", plain)
    plain = plain.translate(str.maketrans("gwq", "hvk"))
    first, rest = plain[:1], re.sub(r"[aeiouyj]", "", plain[1:])
    return _DOUBLED.sub(r"\1", ("" if first in set("aeiouy") else first) + rest)


def bare(word: str) -> str:
    """Return a word without the ending of its genitive."""
    return word.removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=1)
def stop() -> frozenset[str]:
    """Return the words without a meaning of their own."""
    return frozenset(pair_words().stop)


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    found: dict[str, str] = {}
    for family in pair_words().same:
        for word in family:
            for form in (word, word.removesuffix("e")):
                found.setdefault(form, family[0])
    return found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without its common ending; a family's word as the family's first."""
    families = _families()
    low = bare(word.casefold())
    if low in families:
        return families[low]
    for ending in pair_words().endings:
        if low.endswith(ending) and len(low) - len(ending) >= LEAST_STEM:
            low = low[: -len(ending)]
            break
    if low in families:
        return families[low]
    if len(low) > LEAST_STEM and low[-1] == low[-2]:
        low = low[:-1]
    low = low.removesuffix("e")
    return families.get(low, low)


@lru_cache(maxsize=1)
def _numerals() -> dict[str, int]:
    words = pair_words()
    return {w: n for n, w in enumerate(words.numbers)} | words.tens


@lru_cache(maxsize=65536)
def numeral(word: str) -> float | None:
    """Return the value of one word that is a number: "39", "3,000", "47th", "thirty-nine"."""
    low, words = word.casefold().replace(",", ""), _numerals()
    if _DIGITS.fullmatch(low):
        return float(low)
    measured = _MEASURED.fullmatch(low)
    if measured:
        return float(measured[1])
    parts = low.split("-")
    return float(sum(words[p] for p in parts)) if all(p in words for p in parts) else None


def numbers_of(words: list[str]) -> frozenset[float]:
    """Return the figures in a text's words, "two hundred and five" too; years and days as well."""
    found: list[float] = []
    current: float | None = None
    scales = pair_words().scales
    for word in words:
        low, value = word.casefold(), numeral(word)
        if current is not None and value is None and low in scales:
            current *= scales[low]
        elif current is not None and current >= 100 and value is None and low == "and":
            continue
        elif current is not None and value is not None and current >= 100 > value:
            current += value
        else:
            if current is not None:
                found.append(current)
            current = value
    if current is not None:
        found.append(current)
    return frozenset(found)


def is_number(words: list[str]) -> bool:
    """Whether words are one figure and nothing else: "two hundred and five", "39", "3,000"."""
    if not words or not words[0][-1].isalnum() or _measured(words[0]):
        return False
    scales = pair_words().scales
    inner = [w.casefold() for w in words[1:]]
    fits = all(w in scales or w == "and" or numeral(w) is not None for w in inner)
    whole = numeral(words[0]) is not None and (not inner or inner[-1] != "and")
    return whole and fits and len(numbers_of(words)) == 1


def _measured(word: str) -> bool:
    return bool(_MEASURED.fullmatch(word.casefold().replace(",", "")))


class Phrases:
    """Finds any of some phrases as whole words, the longest first."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        longest = sorted(phrases, key=len, reverse=True)
        self._pattern = re.compile(
            r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])"
        )
        firsts = [_RUN.search(phrase) for phrase in phrases]
        self._firsts = frozenset(m.group() for m in firsts if m)
        self._wordless = not all(firsts)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match, None without one."""
        return self._pattern.search(text) if self.may_stand(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match."""
        return self._pattern.finditer(text) if self.may_stand(text) else iter(())

    def may_stand(self, text: str) -> bool:
        """Whether a phrase's first word is in the text: most phrases are not, and that is cheap."""
        return self._wordless or not self._firsts.isdisjoint(_runs(text))


_RUN = re.compile(r"\w+")


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[str]:
    """Return the runs of letters and figures of a text, for the many phrases sought in it."""
    return frozenset(_RUN.findall(text))


@lru_cache(maxsize=256)
def any_of(phrases: tuple[str, ...]) -> Phrases:
    """Return what finds any of some phrases as whole words, the longest first."""
    return Phrases(phrases)


def initials(words: list[str], text: str) -> set[int]:
    """Return the indices of words that begin a sentence, a headline part or a quotation."""
    starts = {m.end() for m in re.finditer(r"^|[.!?:\"“«]\s*|\n", text)}
    result: set[int] = set()
    at = 0
    for number, word in enumerate(words):
        at = text.find(word, at)
        if at in starts:
            result.add(number)
        at += len(word)
    return result
