"""The form of a verb: finite or not, passive or not, and its own subject."""

from fogline.claims.english.text import Text

SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def subject_of(children: list[int], dep: list[str]) -> int | None:
    """Return the first child that is a subject."""
    for child in children:
        if dep[child] in SUBJECTS:
            return child
    return None


def is_verbal(text: Text, token: int) -> bool:
    """Say whether a word is a verb, by its tag or part of speech."""
    tag = text.table.tag[token]
    return tag[:1] == "V" or text.table.pos[token] in ("VERB", "AUX")


def garden_path(text: Text, token: int) -> bool:
    """Say whether the parser took a participle for the verb: "soldiers captured near K said"."""
    table = text.table
    head = table.head[token]
    return (
        table.dep[token] == "ccomp"
        and head > token
        and table.lemma[token] in _TAKES_OBJECT
        and not any(
            table.dep[c] in ("dobj", "aux", "auxpass", "mark", "ccomp")
            for c in table.children[token]
        )
        and not any(table.dep[c] in SUBJECTS for c in table.children[head])
        and table.lower[head - 1] not in (",", '"', "”", "'")
    )


def headline(text: Text, token: int) -> bool:
    """Headlines leave out "were": "Three men killed near K"."""
    table = text.table
    return (
        table.tag[token] == "VBN"
        and table.lemma[token] in _TAKES_OBJECT
        and not any(table.dep[c] in ("dobj", "aux", "auxpass") for c in table.children[token])
    )


_TAKES_OBJECT = frozenset({"capture", "detain", "kill", "wound", "injure", "seize", "take",
                           "displace", "evacuate", "deport", "destroy", "interview", "station"})  # fmt: skip


def participle_passive(text: Text, token: int) -> bool:
    """Say whether a bare participle is passive: "soldiers captured", not "has captured"."""
    table = text.table
    if table.tag[token] != "VBN":
        return False
    if any(
        table.dep[c] in ("aux", "auxpass") and table.lemma[c] == "have"
        for c in table.children[token]
    ):
        return any(table.dep[c] == "auxpass" for c in table.children[token])
    if any(table.dep[c] == "dobj" for c in table.children[token]):
        return False
    return table.dep[token] in (
        "acl",
        "amod",
        "advcl",
        "ROOT",
        "conj",
        "relcl",
        "xcomp",
        "ccomp",
        "oprd",
        "appos",
    )


def is_nonfinite(text: Text, token: int) -> bool:
    """Say whether a verb is an infinitive, a gerund or a participle, or no verb at all."""
    table = text.table
    if table.tag[token][:1] in "JR":
        return True
    if table.tag[token] not in ("VB", "VBG", "VBN"):
        return False
    return not any(
        table.dep[c] in ("aux", "auxpass") and table.tag[c] in ("VBZ", "VBP", "VBD", "MD")
        for c in table.children[token]
    )


def is_infinitive(text: Text, token: int) -> bool:
    """Say whether a verb is "to take" or "to be taken"."""
    table = text.table
    children = table.children[token]
    if not any(table.lower[c] == "to" and table.dep[c] == "aux" for c in children):
        return False
    return table.tag[token] == "VB" or (
        table.tag[token] == "VBN" and any(table.lower[c] == "be" for c in children)
    )


def is_passive(text: Text, token: int) -> bool:
    """Say whether a verb is passive, by its auxiliary or as a bare participle."""
    table = text.table
    return any(table.dep[c] == "auxpass" for c in table.children[token]) or (
        table.tag[token] == "VBN" and table.dep[token] in ("acl", "amod", "conj", "advcl")
    )
