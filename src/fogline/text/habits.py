"""How other languages write Slavic names in Latin letters, read back into the English habit.

    respelled("Rzyszczów")     -> ("Zhyshchiv", "Rzhyshchiv", ...)
    respelled("Khorochev")     -> (..., "Khoroshev", ...)

Each language is a table of replacements, longest first; which language a spelling comes from is
not guessed, all that change it are given.
"""

import unicodedata

_Pairs = tuple[tuple[str, str], ...]

HABITS: dict[str, tuple[_Pairs, ...]] = {
    "polish": (
        (
            ("szcz", "shch"), ("cie", "te"), ("ch", "kh"), ("sz", "sh"), ("cz", "ch"), ("dź", "d"),
            ("rz", "rzh"), ("ci", "ty"), ("ż", "zh"), ("ź", "z"), ("ś", "s"), ("ć", "t"),
            ("ń", "n"), ("ów", "iv"), ("ó", "i"), ("w", "v"), ("ł", "l"), ("c", "ts"), ("j", "i"),
        ),
        (
            ("szcz", "shch"), ("ch", "kh"), ("sz", "sh"), ("cz", "ch"), ("rz", "r"), ("ż", "zh"),
            ("ów", "ov"), ("ó", "o"), ("w", "v"), ("ł", "l"), ("c", "ts"), ("j", "y"),
        ),
    ),
    "german": (
        (
            ("schtsch", "shch"), ("tsch", "ch"), ("sch", "sh"), ("ch", "kh"), ("w", "v"),
            ("z", "ts"), ("s", "z"), ("j", "y"), ("ß", "s"), ("ck", "k"),
        ),
        (
            ("schtsch", "shch"), ("tsch", "ch"), ("sch", "sh"), ("ch", "kh"), ("w", "v"),
            ("z", "ts"), ("j", "y"), ("ß", "s"), ("ck", "k"),
        ),
    ),
    "french": (
        (("chtch", "shch"), ("tch", "ch"), ("ch", "sh"), ("ou", "u"), ("dj", "dzh"), ("j", "zh")),
    ),
    "romanian": (
        (
            ("chi", "ki"), ("che", "ke"), ("ce", "che"), ("ci", "chi"), ("ș", "sh"), ("ş", "sh"),
            ("ț", "ts"), ("ţ", "ts"), ("ă", "e"), ("â", "y"), ("î", "y"), ("j", "zh"), ("h", "kh"),
        ),
    ),
    "czech": (
        (
            ("ch", "kh"), ("šť", "shch"), ("č", "ch"), ("š", "sh"), ("ž", "zh"), ("ř", "r"),
            ("c", "ts"), ("j", "y"), ("ě", "e"), ("ň", "n"), ("ľ", "l"),
        ),
    ),
    "tatar": (
        (("ç", "ch"), ("ş", "sh"), ("c", "dzh"), ("ğ", "h"), ("q", "k"), ("ñ", "n"), ("ı", "y")),
    ),
}  # fmt: skip
"""Two tables where a letter is read in two ways: Polish "ó" is Ukrainian "i" and Russian "o"."""

_LONGEST = 120


def respelled(name: str) -> tuple[str, ...]:
    """Return how English would write a Latin name that another language has written."""
    text = unicodedata.normalize("NFC", name[:_LONGEST].lower())
    found = dict.fromkeys(_read(text, pairs) for tables in HABITS.values() for pairs in tables)
    return tuple(f for f in found if f != text)


def _read(text: str, pairs: _Pairs) -> str:
    result: list[str] = []
    at = 0
    while at < len(text):
        old, new = next((p for p in pairs if text.startswith(p[0], at)), (text[at], text[at]))
        result.append(new)
        at += len(old)
    return "".join(result)
