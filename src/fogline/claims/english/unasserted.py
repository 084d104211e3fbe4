"""What nobody states: conditions, purposes, what is only possible or left open.

In "unless they advance" and "in order to advance" the predicate is no statement at all.
"""

from fogline.claims.english.forms import (
    SUBJECTS,
    is_infinitive,
    is_passive,
    is_verbal,
    subject_of,
)
from fogline.claims.english.governing import Scope, apply
from fogline.claims.english.text import Text
from fogline.model.claim import Outcome, Verification

_MAX_STEPS = 24  # deeper nesting than any sentence people write; keeps broken parses linear


def see_outside(text: Text, result: Scope) -> None:
    """See whether the clause stands in a condition, a purpose or under a noun of intent."""
    table = text.table
    current = result.top
    of_any = False
    for step in range(_MAX_STEPS):
        head, dep = table.head[current], table.dep[current]
        # "Harder to follow units that leave Sadove": whichever may leave.
        of_any |= (
            dep == "relcl"
            and table.tag[current] in ("VBP", "VBZ")
            and table.text[table.left[current] - 1] != ","
        )
        if of_any and table.tag[head] == "VB" and "to" in _marks(text, head):
            result.unasserted = result.unasserted or "it is of any that may do so"
            return
        if dep in ("advcl", "ccomp", "acl", "prep", "pcomp", "mark", "csubj", "relcl"):
            if dep == "csubj" and table.lemma[head] == "depend":
                result.kind = result.kind or "assessment"
                return
            why = _conditional(text, current)
            left = _untold(text, current)
            if left is not None:
                result.verification = left
                return
            if why is not None:
                result.condition = True
                result.unasserted = result.unasserted or why
                return
        if step == 0:
            _looming(text, result, current, head, dep)
            _first_step(text, result, current, head, dep)
        if head == current or (dep == "conj" and _own_clause(text, current)):
            return
        current = head


def _marks(text: Text, verb: int) -> list[str]:
    return [text.table.lower[c] for c in text.table.children[verb] if text.table.dep[c] == "aux"]


def _own_clause(text: Text, token: int) -> bool:
    """Say whether a conjunct is a sentence of its own, to which no condition of the first holds."""
    table = text.table
    return (
        table.left[token] > 1
        and table.text[table.left[token] - 2] == ","
        and any(table.dep[c] in SUBJECTS for c in table.children[token])
    )


def _untold(text: Text, token: int) -> Verification | None:
    """Read "nobody can say whether", "it is unclear who", "too early to say how many"."""
    table = text.table
    if table.dep[token] not in ("ccomp", "advcl", "csubj", "csubjpass", "acl", "pcomp"):
        return None
    if not _ASKING & set(table.lower[table.left[token] : min(table.left[token] + 3, token + 1)]):
        return None
    over = table.head[token]
    around = {over, table.head[over], table.head[table.head[over]]}
    near = {table.lower[c] for t in around for c in (t, *table.children[t])}
    if near & _EARLY and (table.lemma[over] in _TELLING or table.lower[over] in _EARLY):
        return "too_early"
    beside = {table.lower[c] for c in (over, *table.children[over])}
    if beside & _OPEN_QUESTIONS:
        return "cannot_verify"
    if table.lemma[over] not in _TELLING and not beside & _TELLING:
        return None
    around = {over, *table.children[over]}
    if table.dep[over] == "xcomp":
        around |= {table.head[over], *table.children[table.head[over]]}
    negated = any(
        table.dep[c] == "neg"
        or table.lower[c] in ("nobody", "no", "none", "nothing", "difficult", "hard", "unable")
        for t in around
        for c in (t, *table.children[t])
    )
    return "cannot_verify" if negated else None


_ASKING = frozenset({"whether", "who", "whose", "how", "which", "where", "what"})
_EARLY = frozenset({"early", "premature"})
_OPEN_QUESTIONS = frozenset({"unclear", "unknown", "uncertain", "unanswered", "disputed"})
_TELLING = frozenset({"say", "tell", "know", "known", "determine", "establish", "verify",
                      "confirm", "show", "see", "ascertain", "judge", "clear", "check"})  # fmt: skip


def _conditional(text: Text, token: int) -> str | None:
    table = text.table
    for child in table.children[token]:
        if table.dep[child] not in ("mark", "advmod", "prep"):
            continue
        if table.dep[child] == "prep" and table.child(child, "pobj", "ccomp", "pcomp") is not None:
            continue  # "provided that it holds" is a clause of its own
        word = table.lower[child]
        if word in _CONDITIONS or (word == "once" and table.tag[token] in ("VBZ", "VBP")):
            return f'it is the condition after "{word}"'
        before = table.lower[child - 1] if child else ""
        if word == "as" and before in ("long", "soon"):
            return f'it is the condition after "as {before} as"'
        if (before, word) == ("as", "though"):
            return "it is a comparison"
    return _inverted(text, token)


_CONDITIONS = frozenset({"if", "unless", "until", "till", "provided", "lest", "whether"})


def _inverted(text: Text, token: int) -> str | None:
    """Read "should it fall", "had they left"."""
    table = text.table
    first = table.left[token]
    if table.dep[token] == "advcl" and token and table.lower[first] == "should":
        return 'it is the condition after "should"'
    if table.dep[first] == "aux" and table.head[first] == token and table.text[first] == "Had":
        return 'it is the condition after "had"'
    return None


def _looming(text: Text, result: Scope, token: int, head: int, dep: str) -> None:
    """Read "at risk of falling", "a danger that it falls", "close to taking": not come yet."""
    table = text.table
    over = head
    if dep in ("pcomp", "pobj") and table.lower[head] in ("of", "to"):
        over = table.head[head]
    elif dep not in ("acl", "ccomp", "relcl") or table.tag[token] in ("VBD", "VBN"):
        return
    found = text.lexis.looming.get(table.lemma[over].lower())
    if found is None or over == token or table.tag[over][:1] not in "NJ":
        return
    result.kind = found[0].kind
    if found[0].certainty is not None:
        result.certainty.append((*found[0].certainty, table.text[over]))
    while result.subject is None and table.head[over] != over:
        over = table.head[over]  # "the town is in danger of being taken": what is in danger
        if table.tag[over][:1] == "V":
            result.subject = subject_of(table.children[over], table.dep)
            result.passive = is_passive(text, token)
            break


def _first_step(text: Text, result: Scope, token: int, head: int, dep: str) -> None:
    table = text.table
    infinitive = is_infinitive(text, token)
    if dep == "ccomp" and table.lemma[head] in _PROVING and _is_negated(text, head):
        result.unasserted = f'not to "{table.lemma[head]}" it says only that it need not be so'
        return
    if (
        infinitive
        and dep == "acl"
        and table.lower[head] == "order"
        and (head and table.lower[head - 1] == "in")
    ):
        result.unasserted = result.unasserted or "it is a purpose"
    elif infinitive and dep == "acl":
        controls = text.lexis.control_nouns.get(table.lemma[head].lower())
        if controls:
            apply(text, result, controls[0], token, head)
            owner(text, result, head)
            result.denied ^= _none_of_it(text, head)
            if controls[0].attempt:
                result.intent = head
                result.outcome = _came_of_it(text, head) or result.outcome
            if controls[0].attempt and table.dep[head] == "pobj":
                result.unasserted = result.unasserted or "an attempt is only mentioned"
        elif result.unasserted is None:
            result.unasserted = "it says what something is for"
    elif (
        infinitive
        and dep in ("advcl", "relcl", "conj", "xcomp", "ccomp")
        and not (dep == "xcomp" and is_passive(text, head))
        and not _kept(text, result, head)
    ):
        result.unasserted = result.unasserted or "it is a purpose"


_PROVING = frozenset({"mean", "imply", "prove", "guarantee", "signify"})


def _is_negated(text: Text, verb: int) -> bool:
    table = text.table
    return any(table.dep[c] == "neg" or table.lower[c] == "nor" for c in table.children[verb])


def _none_of_it(text: Text, noun: int) -> bool:
    """Say whether there is no such plan or order: "had no plans to", "did not have orders to"."""
    table = text.table
    if any(table.lower[c] in ("no", "neither") for c in table.children[noun]):
        return True
    verb = table.head[noun]
    return (
        table.dep[noun] in ("dobj", "attr")
        and table.lemma[verb] in ("have", "be", "get", "receive", "give")
        and _is_negated(text, verb)
    )


def _came_of_it(text: Text, noun: int) -> Outcome | None:
    """Return how the attempt ended by its verb: "attempts to take it failed", "were repelled"."""
    table = text.table
    verb = table.head[noun]
    if table.dep[noun] == "nsubj" and table.lemma[verb] in ("fail", "falter", "founder"):
        return "failed"
    if table.dep[noun] == "nsubjpass" and table.lemma[verb] in _BEATEN:
        return "repelled"
    return None


_BEATEN = frozenset({"repel", "repulse", "thwart", "foil", "stop", "beat", "drive", "push"})


def _kept(text: Text, result: Scope, head: int) -> bool:
    """Infinitives under words of saying ("ordered to", "vowed to") are statements."""
    return (
        head in text.cues
        or result.kind is not None
        or (
            result.subject is not None
            and (
                text.table.dep[result.subject] in SUBJECTS
                and text.table.head[result.subject] == result.top
            )
        )
    )


def owner(text: Text, result: Scope, noun: int) -> None:
    """The actor of "the Ukrainian attempt to" stands before the noun or acts on it."""
    table = text.table
    if result.subject is not None:
        return
    for child in table.children[noun]:
        if table.dep[child] in ("poss", "amod", "compound") and (
            text.is_party(child) or table.dep[child] == "poss"
        ):
            result.subject = child
            return
    head = table.head[noun]
    if table.dep[noun] in ("dobj", "pobj", "attr") and is_verbal(text, head):
        result.subject = subject_of(table.children[head], table.dep)
