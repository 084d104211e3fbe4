"""Whose forces are that no word names: those of whoever orders them, not of whoever is fought."""

from fogline.claims.english import phrases
from fogline.claims.english.text import Text

_OWN = frozenset({"our", "my", "its", "their", "his", "her", "own", "we", "us"})
_FORCES = frozenset({"force", "army", "troop", "military", "navy", "militia"})
_ADMITTING = frozenset({"acknowledge", "admit", "concede"})


def foreign(text: Text, start: int, head: int) -> bool:
    """Say whether a name that the theatre does not know says whose they are: "North Korean"."""
    table = text.table
    first = table.sents[table.sent[head]][0]
    return any(
        table.text[t][:1].isupper()
        and not table.text[t].isupper()
        and t not in text.entity_at
        and t not in text.place_at
        # Any word is written so at the head of a sentence.
        and ((table.tag[t] == "JJ" and t > first) or table.tag[t + 1] == "POS")
        for t in range(start, head)
        if table.tag[t] in ("JJ", "NNP")
    )


def elsewhere(text: Text) -> bool:
    """Say whether a text tells of another war: forces of peoples that the theatre does not know.

    "The Syrian army", "Azerbaijan's forces", where at most one side of the theatre is named, and not
    more than twice as often as they: a side may fight elsewhere.
    """
    table = text.table
    if len(text.named_sides()) > 1:
        return False
    foreigners = sum(
        table.lemma[i] in _FORCES and foreign(text, phrases.span(text, i)[0], i)
        for i in range(table.n)
        if table.tag[i][:1] == "N" and table.pos[i] != "PROPN"
    )
    named = sum(
        e.side is not None and e.start == i and e.kind not in ("source", "capital")
        for i, e in text.entity_at.items()
    )
    return named <= 2 * foreigners and foreigners > 0


def commander(text: Text, head: int) -> int | None:
    """Return who orders the troops to do something: they are his."""
    table = text.table
    verb = table.head[head]
    if table.dep[head] == "nsubj" and table.dep[verb] in ("ccomp", "xcomp"):
        verb = table.head[verb]
    controls = text.lexis.controls.get(table.lemma[verb], ())
    if not any(c.kind == "order" and not c.passive_only for c in controls):
        return None
    chief = table.child(verb, "nsubj")
    return chief if chief is not None and chief < head else None


def named(text: Text, head: int) -> bool:
    """Say whether the words themselves say whose they are: a name, "our", "the enemy"."""
    start, end = phrases.span(text, head)
    return any(
        (entity is not None and entity.side is not None)
        or text.table.lower[t] in _OWN
        or "opposite" in text.classes(t)
        or "hostile" in text.classes(t)
        for t in range(start, end)
        for entity in (text.entity_at.get(t),)
    )


def admitted(lemmas: tuple[str, ...]) -> bool:
    """Say whether a voice concedes what it says: then the losses are its own."""
    return bool(_ADMITTING & set(lemmas))
