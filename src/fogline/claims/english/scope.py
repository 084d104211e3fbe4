"""From a predicate up to the top of its clause: what stands over it and changes what it says.

In "some units had been ordered to rotate" the predicate "rotate" is read under "ordered": an order,
its actor the one ordered. In "unless they advance" the predicate is no statement at all.
"""

from fogline.claims.english.forms import (
    SUBJECTS,
    garden_path,
    headline,
    is_verbal,
    participle_passive,
    subject_of,
)
from fogline.claims.english.governing import Interval, Scope, apply, control_of, predicative
from fogline.claims.english.text import Text
from fogline.claims.english.unasserted import see_outside

__all__ = ["SUBJECTS", "Interval", "Scope", "scope"]

_MAX_STEPS = 24  # deeper nesting than any sentence people write; keeps broken parses linear


def scope(text: Text, predicate: int) -> Scope:
    """Read what stands over a predicate."""
    table = text.table
    result = Scope(predicate=predicate, chain=[predicate], shared=[predicate])
    own = subject_of(table.children[predicate], table.dep)
    if own is not None:
        result.subject, result.passive = _noun(text, own), table.dep[own] == "nsubjpass"
        if garden_path(text, predicate) or headline(text, predicate):
            result.passive = True
    elif participle_passive(text, predicate):
        result.passive = True
    current = predicate
    sharing = True
    for _ in range(_MAX_STEPS):
        head, dep = table.head[current], table.dep[current]
        if head == current:
            break
        if dep == "conj" and is_verbal(text, head):
            sharing = sharing and _shares(text, current)
            current = head
            _climb(text, result, current, shared=sharing, conj=True)
            continue
        control = control_of(text, current, head, dep)
        if control is None:
            result.over, result.relation = head, dep
            break
        apply(text, result, control, current, predicative(text, head, dep))
        current = head
        sharing = True
        _climb(text, result, current, shared=True, conj=False)
    if result.subject is None:
        _borrow(text, result)
    see_outside(text, result)
    return result


def _noun(text: Text, subject: int) -> int:
    """A clause that the parser took for the subject stands for its own subject."""
    table = text.table
    if table.dep[subject] != "csubj":
        return subject
    inner = subject_of(table.children[subject], table.dep)
    return subject if inner is None else inner


def _shares(text: Text, token: int) -> bool:
    """Say whether the auxiliaries of the first conjunct hold for this one too."""
    table = text.table
    if any(
        table.dep[c] in ("aux", "auxpass") or table.dep[c] in SUBJECTS
        for c in table.children[token]
    ):
        return False
    return (
        table.tag[token] in ("VB", "VBN", "VBG")
        and table.tag[token] == table.tag[table.head[token]]
    )


def _climb(text: Text, result: Scope, token: int, *, shared: bool, conj: bool) -> None:
    table = text.table
    result.chain.append(token)
    if shared:
        result.shared.append(token)
    if result.subject is None:
        found = subject_of(table.children[token], table.dep)
        if found is not None:
            result.subject = _noun(text, found)
            if conj and table.dep[found] == "nsubjpass" and table.tag[result.predicate] == "VBN":
                result.passive = True


def _borrow(text: Text, result: Scope) -> None:
    """Participles and infinitives act for the subject or the noun that they stand with."""
    table = text.table
    over, relation = result.over, result.relation
    if over is None:
        return
    if relation in ("acl", "relcl", "amod") and table.tag[over][:1] in "NPC":
        if relation == "acl" and table.tag[result.top] == "VB":
            return
        result.subject = over
        return
    if relation in ("advcl", "xcomp", "ccomp", "conj", "pcomp", "prep"):
        for _ in range(6):
            found = subject_of(table.children[over], table.dep)
            if table.lemma[over] in _BLAMES:
                # "accused the group of shelling": the one accused did it.
                found = table.child(over, "dobj", "nsubjpass") or found
            if found is not None:
                result.subject = found
                return
            if table.head[over] == over or table.tag[over][:1] == "N":
                if table.dep[over] in SUBJECTS:
                    result.subject = over
                return
            over = table.head[over]


_BLAMES = frozenset({"accuse", "blame", "suspect", "charge", "convict", "prevent", "stop", "keep"})
