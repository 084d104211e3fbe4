"""What a number counts: its noun and the unit, people as "person"."""

from fogline.claims.english import phrases
from fogline.claims.english.amounts import GLUED
from fogline.claims.english.text import Text

HARMED = frozenset({"dead", "wounded", "injured", "killed", "hurt", "missing", "martyred"})
"""Words that stand for people behind a number: "eleven dead"."""
_LEFT = frozenset({"nummod", "amod", "compound", "nmod", "quantmod", "predet", "det"})
_PASSED = frozenset({"JJ", "VBN", "NNP", "HYPH", "CD", "JJR", "VBG"})
_NAMES = frozenset({"NN", "NNS", "NNPS"})
_GROUPS = frozenset({
    "unit", "brigade", "battalion", "regiment", "company", "division", "convoy", "column", "drone",
    "group", "family", "household", "army", "side", "platoon", "squad", "corps", "team",
    "detachment", "formation", "patrol", "garrison", "element", "crew", "grouping", "force",
    "reserve", "enemy", "contingent", "faction", "rearguard", "vanguard", "gang", "commander",
})  # fmt: skip
"""Forces that are counted as such, not as people."""
_MEN = frozenset({"unit", "brigade", "battalion", "regiment", "company", "division", "group", "army",
                  "platoon", "squad", "team", "detachment", "garrison", "crew"})  # fmt: skip
"""Of which some are counted as people: "40 of his company"."""
_EQUALS = {"assault": "attack", "serviceman": "person", "killing": "person", "martyr": "person",
           "arrival": "person", "newcomer": "person", "death": "person", "fatality": "person"}  # fmt: skip
_MEASURES = ("km", "m")


def noun(text: Text, i: int, end: int) -> int | None:
    """Return the noun that is counted, None where the number stands alone."""
    table = text.table
    if end < table.n and table.lower[end] in HARMED:
        return end
    head = _above(text, i, end)
    if head is not None:
        return head
    if end < table.n and table.lower[end] == "of":
        inner = table.child(end, "pobj")
        if inner is not None and inner > end:
            return phrases.content_head(text, inner)
    for at in range(end, min(end + 4, table.n)):
        if table.tag[at] in _NAMES:
            joined = table.tag[at + 1 : at + 2] and table.tag[at + 1] in ("NN", "NNS")
            if joined and table.head[at] == at + 1:
                continue
            return at
        light = table.lower[at] in ("-", "%", "of", "the", "other", "more")
        if table.tag[at] not in _PASSED and not light:
            break
    return None


def _above(text: Text, i: int, end: int) -> int | None:
    """Return the noun over a number by the tree."""
    table = text.table
    last = end - 1
    head: int | None = table.head[last] if table.dep[last] in _LEFT else None
    for _ in range(4):
        if head is None or not i <= head < end:
            break
        head = table.head[head] if table.dep[head] in ("nummod", "compound", "nmod") else None
    return head if head is not None and end <= head < end + 6 else None


def unit(text: Text, counted: int | None, end: int, *, share: bool) -> tuple[str | None, int]:
    """Return the unit and the token behind its words."""
    table = text.table
    percent = _percent(text, end)
    if percent is not None:
        return "percent", percent
    if share:
        return "percent", end
    glued = GLUED.match(table.lower[end - 1])
    if glued and glued.group(2) in _MEASURES:
        return glued.group(2), end
    if counted is None:
        return None, end
    return _of_noun(text, counted, end), max(end, counted + 1)


def _of_noun(text: Text, counted: int, end: int) -> str:
    """Return the unit that a counted noun makes."""
    table, units = text.table, text.lexis.words.units
    lemma = table.lemma[counted].lower()
    if counted and table.lower[counted - 1] == "square" and lemma in _KILOMETRES:
        return "km2"
    if lemma in units.units:
        return units.units[lemma]
    some_of = table.lower[end : end + 1] == ["of"] and lemma in _MEN
    if table.lower[counted] in HARMED or some_of or _people(text, counted, lemma):
        return "person"
    return _EQUALS.get(lemma, lemma)


_KILOMETRES = ("kilometre", "kilometer", "km")


def _percent(text: Text, end: int) -> int | None:
    """Return the token behind "%", "percent", "per cent"."""
    lower = text.table.lower
    if lower[end - 1].endswith("%"):
        return end
    if end < len(lower) and lower[end] in ("%", "percent", "pct"):
        return end + 1
    return end + 2 if lower[end : end + 2] == ["per", "cent"] else None


def _people(text: Text, counted: int, lemma: str) -> bool:
    table, lexis = text.table, text.lexis
    if lemma in lexis.people or table.lower[counted] in lexis.people:
        return True
    entity = text.entity_at.get(counted)
    if (entity is not None and entity.kind == "people") or lemma in ("they", "we", "you"):
        return True
    classes = text.classes(counted)
    return (
        bool({"civilian", "force"} & classes)
        and not {"equipment", "structure", "aid"} & classes
        and lemma not in _GROUPS
    )
