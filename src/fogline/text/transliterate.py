"""Ukrainian, Russian and Serbian between Cyrillic and Latin, and a key that all spellings share.

Schemes are those in use: `national` (Ukraine's 2010 table, Russia's passport table, Serbian
Gaj), `bgn` (BGN/PCGN 1965 for Ukrainian, 1947 for Russian), `scholarly` (ISO 9 in the form of
linguists) and `newspaper` (what editors write without a table).

    latin("Хромове", "uk")            -> "Khromove"
    latin("Часов Яр", "ru", "bgn")    -> "Chasov Yar"
    cyrillic("Soledar", "uk")         -> "Соледар"
    skeleton("Khromovo") == skeleton("Хромове")
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["uk", "ru", "sr"]
Scheme: TypeAlias = Literal["national", "bgn", "scholarly", "newspaper"]

LANGUAGES: tuple[Language, ...] = ("uk", "ru", "sr")
SCHEMES: tuple[Scheme, ...] = ("national", "bgn", "scholarly", "newspaper")

_COMMON = {
    "а": "a", "б": "b", "в": "v", "д": "d", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
}  # fmt: skip
_UK = _COMMON | {
    "г": "h", "ґ": "g", "е": "e", "є": "ie", "ж": "zh", "и": "y", "і": "i", "ї": "i", "й": "i",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia",
    "'": "", "ё": "io", "ы": "y", "э": "e", "ъ": "",
}  # fmt: skip
_RU = _COMMON | {
    "г": "g", "е": "e", "ё": "e", "ж": "zh", "и": "i", "й": "i", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "і": "i", "ї": "i", "є": "e", "ґ": "g",
}  # fmt: skip
_SR = _COMMON | {
    "г": "g", "е": "e", "ж": "ž", "и": "i", "х": "h", "ц": "c", "ч": "č", "ш": "š", "ђ": "đ",
    "ј": "j", "љ": "lj", "њ": "nj", "ћ": "ć", "џ": "dž", "й": "j", "я": "ja", "ю": "ju",
    "щ": "št", "ь": "", "ъ": "", "ы": "i", "э": "e", "ё": "jo", "і": "i", "ї": "ji", "є": "je",
    "ґ": "g",
}  # fmt: skip
_SCHOLARLY = {
    "є": "je", "ж": "ž", "ї": "ji", "й": "j", "х": "x", "ц": "c", "ч": "č", "ш": "š", "щ": "šč",
    "ь": "ʹ", "ю": "ju", "я": "ja", "ё": "ë", "э": "è", "ъ": "ʺ",
}  # fmt: skip
_TABLES: dict[tuple[Language, Scheme], dict[str, str]] = {
    ("uk", "national"): _UK,
    ("uk", "bgn"): _UK | {"є": "ye", "ї": "yi", "й": "y", "ь": "’", "ю": "yu", "я": "ya"},
    ("uk", "scholarly"): _UK | _SCHOLARLY,
    ("uk", "newspaper"): _UK | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "и": "i"},
    ("ru", "national"): _RU,
    ("ru", "bgn"): _RU | {"ё": "yo", "й": "y", "ь": "’", "ъ": "”", "ю": "yu", "я": "ya"},
    ("ru", "scholarly"): _RU | _SCHOLARLY | {"х": "x"},
    ("ru", "newspaper"): _RU | {"ё": "yo", "й": "y", "ъ": "", "ы": "y", "ю": "yu", "я": "ya"},
    ("sr", "national"): _SR,
    ("sr", "bgn"): _SR | {"ђ": "dj"},
    ("sr", "scholarly"): _SR,
    ("sr", "newspaper"): _SR | {"ж": "z", "ч": "c", "ш": "s", "ђ": "dj", "ћ": "c", "џ": "dz"},
}
# At the beginning of a word, and for Russian after vowels and signs, the letter is iotated.
_INITIAL: dict[tuple[Language, Scheme], dict[str, str]] = {
    ("uk", "national"): {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    ("ru", "bgn"): {"е": "ye"},
    ("ru", "newspaper"): {"е": "ye"},
}
_ENDINGS = {"newspaper": (("iy ", "y "), ("yy ", "y "))}
_VOWELS = set("аеёиоуыэюяіїєьъ")
_APOSTROPHES = set("'’ʼ`")


def latin(text: str, language: Language = "uk", scheme: Scheme = "national") -> str:
    """Return Cyrillic text in Latin letters; what is not Cyrillic stays as it is."""
    table = _TABLES[language, scheme]
    initial = _INITIAL.get((language, scheme), {})
    after_vowel = language == "ru"
    result: list[str] = []
    before = " "
    for char in unicodedata.normalize("NFC", text):
        low = char.lower()
        if language == "uk" and scheme == "national" and low == "г" and before == "з":
            new = "gh"
        elif low in initial and (not before.isalpha() or (after_vowel and before in _VOWELS)):
            new = initial[low]
        else:
            new = table.get(low, char) if low != "'" else char
        result.append(new.capitalize() if char not in (low, new) else new)
        if low not in _APOSTROPHES:  # "Кам'янка" is Kamianka: no word begins behind it
            before = low
    return _ending("".join(result), scheme)


def _ending(text: str, scheme: Scheme) -> str:
    for old, new in _ENDINGS.get(scheme, ()):
        text = (text + " ").replace(old, new).removesuffix(" ") if old in text + " " else text
    return text


def cyrillic(text: str, language: Language = "uk") -> str:
    """Return Latin text in Cyrillic letters: the likeliest spelling, not the only one."""
    pairs = _back(language)
    longest = max(map(len, pairs))
    result: list[str] = []
    at = 0
    while at < len(text):
        for size in range(longest, 0, -1):
            piece = text[at : at + size]
            new = pairs.get(piece.lower()) if len(piece) == size else None
            if new is not None:
                result.append(new.capitalize() if piece[0].isupper() else new)
                at += size
                break
        else:
            result.append(text[at])
            at += 1
    return "".join(result)


@lru_cache(maxsize=4)
def _back(language: Language) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for scheme in SCHEMES:
        tables = (_INITIAL.get((language, scheme), {}), _TABLES[language, scheme])
        for table in tables:
            for char, new in table.items():
                if new and new.isalpha() and new != "ie" and char not in "ыэёъ":
                    pairs.setdefault(new, char)
    return pairs


_CYRILLIC = re.compile("[Ѐ-ӿ]")


def is_cyrillic(text: str) -> bool:
    """Whether the text has a Cyrillic letter."""
    return not text.isascii() and _CYRILLIC.search(text) is not None


_MIXED = re.compile("[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_ALIKE = str.maketrans("aceopxyiABCEHIKMOPTXY", "асеорхуіАВСЕНІКМОРТХУ")


def unmixed(text: str) -> str:
    """Return Cyrillic words without the Latin letters that look the same.

    Scraped and recognised text has them: the "a" and "e" of "Бaлaклeя" may be Latin.
    """
    if text.isascii() or _MIXED.search(text) is None:
        return text
    return " ".join(w.translate(_ALIKE) if _MIXED.search(w) else w for w in text.split(" "))


_NEUTRAL = _RU | {
    "г": "h", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ж": "z", "ё": "e", "ю": "iu",
    "я": "ia", "ђ": "d", "ј": "i", "љ": "l", "њ": "n", "ћ": "c", "џ": "d", "ў": "u", "ъ": "",
}  # fmt: skip
_NEUTRAL_TABLE = str.maketrans(_NEUTRAL)
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_MERGE = (
    ("shch", "s"), ("szcz", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("dzh", "z"), ("zh", "z"),
    ("kh", "h"), ("gh", "h"), ("ch", "c"), ("cz", "c"), ("sh", "s"), ("sz", "s"), ("ts", "c"),
    ("tz", "c"), ("dj", "d"), ("ph", "f"), ("th", "t"), ("x", "ks"), ("q", "k"), ("w", "v"),
    ("g", "h"), ("đ", "d"), ("ł", "l"),
)  # fmt: skip
_DROP = re.compile(r"[^a-z]+")
_SOFT = re.compile(r"[aeiouyj]+")
_DOUBLE = re.compile(r"(.)\1+")
_LONGEST = 120  # characters of a name that count; longer ones are no names


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Return the consonants that all spellings of a name share, "" if it has no such letters.

    Ukrainian і and Russian о or е, all transliterations, soft signs and endings fall together:
    "Khromovo", "Хромово" and "Хромове" are "hrmv". A word that begins with a vowel keeps a mark,
    so "Opytne" and "Ptne" differ. Meant to find candidates, which are then compared in full.
    """
    text = name[:_LONGEST].casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_NEUTRAL_TABLE)).translate(_ACCENTS)
    for old, new in _MERGE:
        if old in text:
            text = text.replace(old, new)
    letters = _DROP.sub("", text)
    if not letters:
        return ""
    mark = "'" if letters[0] in "aeiouyj" else ""
    return mark + _DOUBLE.sub(r"\1", _SOFT.sub("", letters))
