"""The form under which a name is looked up: same for the gazetteer and for running text."""

from functools import lru_cache

from fogline.text.normalise import fold

LONGEST_NAME = 100
"""Characters; nothing longer is a place name."""

_MARKS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, ',()[]/;:"«»“”„!?*_&|'), " "), **dict.fromkeys(map(ord, ".…"), None),
}  # fmt: skip
_SHORT = {"saint": "st", "mount": "mt", "fort": "ft", "sainte": "ste"}


@lru_cache(maxsize=131072)
def name_key(name: str) -> str:
    """Return the key of a name: folded, without dots and other marks, "Saint" as "st".

    >>> name_key("Saint-Étienne"), name_key("W.Va."), name_key("Bakhmut’s")
    ('st etienne', 'wva', 'bakhmuts')
    """
    if len(name) > LONGEST_NAME:
        return ""
    if not name.isascii():
        # Half a surrogate pair, which mangled text may hold, cannot be asked for in SQLite.
        name = name.encode("utf-8", "ignore").decode()
    key = fold(name.translate(_MARKS))
    if not name.isascii():  # the wide "＆" is a "&" only now
        key = fold(key.translate(_MARKS))
    if "saint" in key or "mount" in key or "fort" in key:
        return " ".join([_SHORT.get(w, w) for w in key.split(" ")])
    return key
