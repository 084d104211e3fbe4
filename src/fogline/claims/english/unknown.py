"""Places that no gazetteer of the theatre names: "withdrew from Qatana", "the towns of Bria".

A war without a pack has its places, too; they stay without coordinates.
"""

from fogline.claims.english.text import PlaceSpan, Text
from fogline.model.placement import PlaceRelation, PlaceWords

_IN = frozenset({"in", "at", "near", "around", "outside", "inside", "into", "towards", "toward"})
_MOVING = frozenset({"from", "to", "of"})
_GOING = frozenset({"move", "withdraw", "retreat", "pull", "flee", "redeploy", "leave", "advance",
                    "drive", "march", "evacuate", "return", "go", "fall"})  # fmt: skip
_TAKEN = frozenset(
    {"advance", "strike", "capture", "control", "withdraw", "encircle", "defend", "attack"}
)
_RELATION: dict[str, PlaceRelation] = {
    "near": "near", "outside": "near", "around": "around", "towards": "towards", "toward": "towards",
}  # fmt: skip
_MEDIA = frozenset({"telegram", "facebook", "twitter", "youtube", "instagram", "tiktok", "whatsapp",
                    "internet", "god", "x", "vk", "parliament", "congress", "operation", "arabic",
                    "english", "russian", "brussels", "geneva"})  # fmt: skip
_OBJECTS = frozenset({"dobj", "nsubjpass"})


def span(text: Text, token: int, objects: dict[int, str]) -> PlaceSpan | None:
    """Return a proper name that says where, by its preposition or as what is taken."""
    table = text.table
    if table.tag[token] != "NNP" or not _name(text, token):
        return None
    above, dep = table.head[token], table.dep[token]
    lower = table.lower[above]
    if dep == "conj" and above < token and span(text, above, objects) is not None:
        where = True  # "to Khokha and Mokha"
    elif dep == "pobj":
        where = lower in _IN or (lower in _MOVING and _going(text, above))
    else:
        where = (
            table.sents[table.sent[token]][0] != token
            and dep in _OBJECTS
            and objects.get(token) in _TAKEN
            and table.tag[above][:1] == "V"
        )
    if not where:
        return None
    start = token
    while start and table.tag[start - 1] == "NNP" and table.head[start - 1] == token:
        start -= 1
    end = token + 1
    relation = _RELATION.get(lower) if dep == "pobj" else None
    first = above if relation is not None and above == start - 1 else start
    name = table.span(start, end)
    at = (table.idx[start], table.end[end - 1])
    words = PlaceWords(
        text=table.span(first, end), start=table.idx[first], end=at[1], names=(name,),
        name_spans=(at,), relation=relation,
    )  # fmt: skip
    return PlaceSpan(first, end, words)


def _name(text: Text, token: int) -> bool:
    """Say whether a word may be the name of a place: written so, and nobody's else."""
    table = text.table
    word = table.text[token]
    times = text.lexis.words.times
    return (
        word[:1].isupper()
        and len(word) > 2
        and not word.isupper()
        and token not in text.entity_at
        and token not in text.place_at
        and table.lower[token] not in _MEDIA
        and table.lower[token] not in times.months
        and table.lower[token] not in times.weekdays
        and not any(
            a.source and a.source[0] <= token < a.source[1] for a in text.voices.attributions
        )
        and not (table.tag[token - 1] == "NNP" and token - 1 in text.entity_at)
        and not {"force", "equipment"} & text.classes(token)
    )


def _going(text: Text, preposition: int) -> bool:
    """Say whether who goes from or to it goes on foot: "pulled out of Qatana"."""
    table = text.table
    over = table.head[preposition]
    if table.lower[over] == "out":
        over = table.head[over]
    if table.lower[preposition] == "of" and table.lower[table.head[preposition]] != "out":
        noun = table.head[preposition]
        return "ground" in text.classes(noun) and table.tag[noun][:1] == "N"
    return table.lemma[over] in _GOING
