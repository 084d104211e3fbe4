"""Which side's reporting spells a place so: by the theatre's word, or by the language it is taken from.

Example: where the theatre says that names in one language are used by one side, a Latin spelling
that follows the name in that language, and not the one in another, is that side's.
"""

from rapidfuzz.distance import Levenshtein

from fogline.model.theatre import Theatre, TheatrePlace
from fogline.text.transliterate import Language, latin

_FAR = 2  # letters by which a spelling must differ from the other languages' to tell anything
_READ: tuple[Language, ...] = ("ru", "uk")


def used_by(theatre: Theatre) -> dict[str, str]:
    """Return lower-case place names that one side's reporting uses, with the side's id."""
    sides = _languages(theatre)
    found: dict[str, str] = {}
    for place in theatre.places:
        found |= _taken_over(place, sides)
        found |= {n.text.lower(): n.used_by for n in place.names if n.used_by is not None}
    return found


def _languages(theatre: Theatre) -> dict[str, str]:
    """Return the languages whose names, where the theatre says whose they are, are all one side's."""
    sides: dict[str, set[str]] = {}
    for place in theatre.places:
        for name in place.names:
            if name.used_by is not None and name.language in _READ:
                sides.setdefault(str(name.language), set()).add(name.used_by)
    return {language: next(iter(s)) for language, s in sides.items() if len(s) == 1}


def _taken_over(place: TheatrePlace, sides: dict[str, str]) -> dict[str, str]:
    """Return the place's Latin spellings that follow its name in one side's language."""
    native = {
        language: [_plain(latin(n.text, language)) for n in place.names if n.language == language]
        for language in _READ
    }
    found: dict[str, str] = {}
    for language, side in sides.items():
        own = native.get(str(language) if language in _READ else "", [])  # type: ignore[call-overload]
        others = [
            _plain(place.name),
            *(s for k, group in native.items() if k != language for s in group),
        ]
        for name in place.names:
            spelled = _plain(name.text)
            if not own or name.language != "en" or not spelled.isascii():
                continue
            near = min(Levenshtein.distance(spelled, s) for s in own)
            if near < _FAR <= min(Levenshtein.distance(spelled, s) for s in others):
                found[name.text.lower()] = side
    return found


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())
