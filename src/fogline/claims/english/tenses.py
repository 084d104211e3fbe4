"""When a clause holds: its tense and how far along it is, from the form of its verbs."""

from fogline.claims.english.matching import Match
from fogline.claims.english.scope import Scope
from fogline.claims.english.text import Text
from fogline.model.claim import Phase, Tense


def _finite(text: Text, over: Scope) -> int:
    """Return the word of the clause that carries the tense."""
    table = text.table
    shared = over.shared[::-1]
    for token, inner in zip(shared, [*shared[1:], None], strict=True):
        if table.tag[token] in ("VBD", "VBZ", "VBP", "MD") or auxiliaries(text, token):
            if inner is not None and _judges(text, token, inner):
                continue
            return token
    return over.shared[-1]


def _part_of_done(text: Text, over: Scope) -> bool:
    """Read "completed the first phase, which includes leaving": what it includes is done too."""
    table = text.table
    top = over.top
    if table.dep[top] != "relcl" or table.lemma[top] not in ("include", "involve", "comprise"):
        return False
    verb = table.head[top]
    for _ in range(_CLIMB):
        if table.tag[verb][:1] == "V" or table.head[verb] == verb:
            break
        verb = table.head[verb]
    helpers = [table.lower[c] for c in auxiliaries(text, verb)]
    if set(helpers) & {"is", "are", "be", "will", "may", "might", "could", "would"}:
        return False
    return table.tag[verb] == "VBD" or bool({"has", "have", "had"} & set(helpers))


_CLIMB = 6  # nouns from "which" to the verb whose object it stands for


def _judges(text: Text, verb: int, inner: int) -> bool:
    """Say whether a verb only judges a clause with its own tense: "it is true that they left"."""
    table = text.table
    return (
        table.head[inner] == verb
        and table.dep[inner] == "ccomp"
        and (table.tag[inner] in ("VBD", "VBZ", "VBP") or _is_finite(text, inner))
    )


def _is_finite(text: Text, verb: int) -> bool:
    table = text.table
    return any(table.tag[c] in ("VBD", "VBZ", "VBP", "MD") for c in auxiliaries(text, verb))


def auxiliaries(text: Text, token: int) -> list[int]:
    """Return the auxiliaries of a verb."""
    table = text.table
    return [c for c in table.children[token] if table.dep[c] in ("aux", "auxpass")]


def tense_of(  # noqa: PLR0911 - a list of cases, each with its answer
    text: Text, match: Match
) -> tuple[Tense, bool]:
    """Return the tense and whether the clause is about what is still to come."""
    table = text.table
    over = match.scope
    if over.yet or _part_of_done(text, over):
        return "past", False
    token = _finite(text, over)
    helpers = auxiliaries(text, token)
    lowers = [table.lower[c] for c in helpers]
    if any(w in ("will", "shall", "'ll", "’ll", "wo", "would") for w in lowers):
        return "future", True
    if over.kind == "forecast":
        return "future", True
    if (
        table.lower[token] == "going"
        and any(
            table.lower[over.chain[n - 1]]
            for n in range(1, len(over.chain))
            if over.chain[n] == token
        )
        and any(w in ("is", "are", "was", "were", "'re", "’re", "'s", "am", "'m") for w in lowers)
        and (token != match.trigger)
    ):
        return "future", True
    tags = [table.tag[c] for c in helpers]
    if "VBD" in tags or "had" in lowers:
        return "past", False
    if table.tag[token] == "VBD":
        return "past", False
    if any(w in ("has", "have", "having", "'ve", "’ve") for w in lowers) and table.tag[token] in (
        "VBN",
        "VBD",
    ):
        return "past", False
    if "VBZ" in tags or "VBP" in tags or "MD" in tags:
        return "present", False
    if table.tag[token] in ("VBZ", "VBP"):
        return "present", False
    return _nonfinite_tense(text, match, token), False


def _nonfinite_tense(text: Text, match: Match, token: int) -> Tense:
    table = text.table
    if table.tag[token] == "VBN":
        return "past"
    if match.noun and token == match.trigger:
        return "present" if match.phase == "ongoing" or match.kind == "state" else "past"
    over = match.scope.over
    for _ in range(8):
        if over is None:
            break
        tag = table.tag[over]
        if tag == "VBD" or any(
            table.tag[c] == "VBD" or table.lower[c] in ("has", "have")
            for c in auxiliaries(text, over)
        ):
            return "past"
        if tag in ("VBZ", "VBP"):
            return "present"
        if table.head[over] == over:
            break
        over = table.head[over]
    return "present" if table.tag[token] == "VBG" else "past"


def phase_of(  # noqa: PLR0911 - a list of cases, each with its answer
    text: Text, match: Match, tense: Tense
) -> Phase | None:
    """Return how far along the action is, None for states and what is still to come."""
    table = text.table
    if match.phase is not None:
        return match.phase
    if match.kind in ("state", "opinion"):
        return None
    over = match.scope
    if _part_of_done(text, over):
        return "completed"
    for token in over.shared:
        if (
            table.tag[token] == "VBG"
            and (
                any(table.lemma[c] == "be" for c in auxiliaries(text, token))
                or table.dep[token] in ("acl", "advcl", "ROOT", "pcomp", "xcomp", "conj", "ccomp")
            )
            and table.lower[token] != "going"
        ):
            if any(table.lower[c] == "having" for c in auxiliaries(text, token)):
                return "completed"
            if _done_with(text, token, over.over):
                return "completed"
            return "ongoing"
    if tense == "past":
        return "completed"
    if tense == "present":
        return (
            "completed" if table.tag[over.top] == "VBN" and not _is_state(text, over) else "ongoing"
        )
    return None


def _done_with(text: Text, token: int, over: int | None) -> bool:
    """Say whether a participle tells what a past deed did: "struck Sadove, killing six"."""
    table = text.table
    return (
        over is not None
        and token > over
        and table.dep[token] == "advcl"
        and table.tag[over] in ("VBD", "VBN")
        and table.text[table.left[token] - 1] == ","
        and table.lemma[token] in _AT_ONCE
    )


_AT_ONCE = frozenset({"kill", "wound", "injure", "destroy", "damage", "seize", "capture", "take",
                      "hit", "strike", "drop", "leave", "inflict", "set"})  # fmt: skip


def _is_state(text: Text, over: Scope) -> bool:
    table = text.table
    return any(table.lower[c] in ("is", "are") for c in auxiliaries(text, over.top))
