"""What a verb, adjective or noun over a predicate does with it: orders, attempts, hearsay.

"Had been ordered to rotate" is an order, "is unlikely to fall" a hedge, "have yet to enter" a denial.
"""

from dataclasses import dataclass, field

from fogline.claims.english.forms import is_nonfinite, is_passive, is_verbal, subject_of
from fogline.claims.english.text import Text
from fogline.model.claim import ClaimKind, Outcome, Phase, Verification
from fogline.vocabulary.content import Control

_UNDER = frozenset({"xcomp", "ccomp", "pcomp", "acomp", "advcl", "oprd", "attr", "dobj", "dep"})
Interval = tuple[float, float, str]


@dataclass(slots=True)
class Scope:
    """What was found between a predicate and the top of its clause."""

    predicate: int
    chain: list[int]
    """The predicate and the words over it up to the finite verb, innermost first."""
    shared: list[int]
    """Tokens of the chain whose auxiliaries and negations also hold for the predicate."""
    subject: int | None = None
    passive: bool = False
    """True where the subject is what the predicate happens to."""
    over: int | None = None
    """The word under which the whole clause stands, None for a main clause."""
    relation: str = "ROOT"
    kind: ClaimKind | None = None
    phase: Phase | None = None
    outcome: Outcome | None = None
    verification: Verification | None = None
    denied: bool = False
    attempt: bool = False
    ability: bool = False
    obligation: bool = False
    yet: bool = False
    """True for "have yet to": not done so far."""
    hearsay: int | None = None
    certainty: list[Interval] = field(default_factory=list)
    unasserted: str | None = None
    """Why nobody states it: it is a condition, a purpose, a question."""
    condition: bool = False
    intent: int | None = None
    """The noun over an infinitive that tells what came of it: "attempts to take Sadove"."""

    @property
    def top(self) -> int:
        """The finite verb of the clause."""
        return self.chain[-1]


def control_of(text: Text, token: int, head: int, dep: str) -> Control | None:  # noqa: C901, PLR0911 - a list of cases, each with its answer
    """Return the control entry of the head if it stands over the token, else None."""
    table, lexis = text.table, text.lexis
    lemma = table.lemma[head].lower()
    if is_verbal(text, head):
        if dep not in _UNDER:
            return None
        said = predicative(text, head, dep)
        if said != head:
            return lexis.control_adjectives[table.lower[said]][0]
        if not is_nonfinite(text, token) or (
            table.tag[token] == "VBG" and lemma in ("appear", "seem", "look")
        ):
            return None
        if lemma == "go":
            return _GOING if dep == "xcomp" and table.tag[head] == "VBG" else None
        for control in lexis.controls.get(lemma, ()):
            if (
                control.passive_only
                and not is_passive(text, head)
                and not (control.kind == "order" and _addressed(text, head))
            ):
                continue
            return control
        if lemma == "be" and dep in ("acomp", "attr", "xcomp") and table.tag[token][:1] in "JR":
            return _PLAIN
        if lemma in ("be", "ought") and dep == "xcomp":
            return _TO_BE if lemma == "be" else _OUGHT
        return None
    if dep in ("xcomp", "ccomp", "acl", "advcl", "pcomp") and table.tag[head][:1] in "JR":
        found = lexis.control_adjectives.get(lemma)
        if found and (dep != "acl" or is_nonfinite(text, token)):
            return found[0]
    return None


def _addressed(text: Text, head: int) -> bool:
    """Say whether people are told to do something: "urged residents to leave"."""
    table = text.table
    told = table.child(head, "dobj", "dative")
    if told is None:
        return False
    return bool(text.classes(told) & {"civilian", "force"}) or table.lower[told] in (
        "us", "them", "him", "everyone", "everybody",
    )  # fmt: skip


def predicative(text: Text, head: int, dep: str) -> int:
    """Return the adjective of "it is unlikely that ...", else the verb itself."""
    table = text.table
    if dep != "ccomp" or table.lemma[head] not in ("be", "seem", "look", "appear", "remain"):
        return head
    adjective = table.child(head, "acomp", "oprd")
    if adjective is not None and table.lower[adjective] in text.lexis.control_adjectives:
        return adjective
    return head


_PLAIN = Control(lemmas=())
_TO_BE = Control(lemmas=("be",), kind="plan", phase="planned")
_OUGHT = Control(lemmas=("ought",), obligation=True)
_GOING = Control(lemmas=("go",), kind="forecast", certainty=(0.80, 0.95))


def apply(text: Text, result: Scope, control: Control, token: int, head: int) -> None:
    """Let the word at `head`, which stands over `token`, change what the predicate says."""
    table = text.table
    word = table.text[head]
    if control.actor == "object":
        _controlled(text, result, head)
    result.kind = control.kind or result.kind
    result.phase = control.phase or result.phase
    result.outcome = control.outcome or result.outcome
    result.verification = control.verification or result.verification
    result.denied ^= control.denied
    result.attempt |= control.attempt
    result.ability |= control.ability
    if control.obligation and _yet(text, head, token):
        result.denied = not result.denied
        result.phase, result.yet = "completed", True
    else:
        result.obligation |= control.obligation
    if control.hearsay:
        result.hearsay = head
    if control.certainty and not _disclaimed(text, result, control, head):
        result.certainty.append((*control.certainty, _cue(text, head, token, word)))
    left_open = control.unasserted and result.unasserted is None
    if left_open and not _granted(text, head) and not _withheld(text, head):
        result.unasserted = f'"{word}" says what may be done, not that it is'


def _disclaimed(text: Text, result: Scope, control: Control, head: int) -> bool:
    """Read "it is not true that", a plain denial, and "it is not clear that", which leaves open."""
    table = text.table
    over = table.head[head]
    if control.certainty is None or control.certainty[0] < _SURE:
        return False
    if not any(table.dep[c] == "neg" for t in (head, over) for c in table.children[t]):
        return False
    if table.lower[head] != "true":
        result.verification = "cannot_verify"
    return True


_SURE = 0.95


def _granted(text: Text, head: int) -> bool:
    """Say whether leave was given to a force of one's own, which then used it."""
    table = text.table
    if table.lemma[head] not in ("allow", "permit", "let") or table.tag[head] not in ("VBD", "VBN"):
        return False
    if any(table.tag[c] == "MD" for c in table.children[head]):
        return False
    given = table.child(head, "dobj", "nsubj")
    inner = next((c for c in table.children[head] if table.dep[c] in ("ccomp", "xcomp")), None)
    subject = None if inner is None else table.child(inner, "nsubj")
    return any(t is not None and "force" in text.classes(t) for t in (given, subject))


def _withheld(text: Text, head: int) -> bool:
    """Say whether leave was not given: "was not allowed to gain a foothold" says that it did not."""
    table = text.table
    return table.lemma[head] in ("allow", "permit", "let") and any(
        table.dep[c] == "neg" for c in table.children[head]
    )


def _yet(text: Text, head: int, token: int) -> bool:
    """Say whether the words are "have yet to"."""
    return "yet" in text.table.lower[head + 1 : token]


def _cue(text: Text, head: int, token: int, word: str) -> str:
    """Return the cue as it stands: "appears to", "is expected to"."""
    table = text.table
    start = head
    for child in table.children[head]:
        if (table.dep[child] == "auxpass" and head - child <= 2) or (
            table.dep[child] == "advmod" and child == head - 1 and table.tag[head][:1] == "J"
        ):
            start = child
    end = head + 1
    if end < token and table.lower[end] == "to":
        end += 1
    return table.span(start, end) if end > start else word


def _controlled(text: Text, result: Scope, head: int) -> None:
    """The one ordered acts: the verb's object, or its subject if the verb is passive."""
    table = text.table
    if result.subject is not None:
        return
    if is_passive(text, head):
        found = subject_of(table.children[head], table.dep)
    else:
        found = table.child(head, "dobj", "dative")
    if found is not None:
        result.subject = found
