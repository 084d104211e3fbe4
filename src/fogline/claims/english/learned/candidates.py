"""Which words of a text may state a claim: its predicates, and nouns that name what happens."""

from dataclasses import dataclass

from fogline.claims.english.learned.words import Words
from fogline.claims.english.matching.base import Match
from fogline.claims.english.matching.defaults import Defaults
from fogline.claims.english.scope import Scope
from fogline.claims.english.text import NOUN_TAGS
from fogline.vocabulary.content import Said

_NO_PREDICATE = frozenset({"aux", "auxpass", "amod", "compound", "nmod", "case", "punct"})
_NAMING = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "ROOT", "appos", "attr", "npadvmod", "dep",
                     "oprd", "conj"})  # fmt: skip
_HAPPENING = frozenset({4, 7, 11, 19, 22, 26})
"""WordNet's noun files of acts, attributes, events, phenomena, processes and states."""
_VERBLESS = frozenset({"ROOT", "appos", "dep", "conj"})


@dataclass(slots=True)
class Candidate:
    """A word that may state a claim, with the frames' reading of it if they have one."""

    trigger: int
    over: Scope
    frame: Match | None = None
    verbal: bool = True


def find(matcher: Defaults, words: Words) -> list[Candidate]:
    """Return the candidates of a text in its order; words inside a frame's reading are none."""
    table = matcher.table
    found = [Candidate(m.trigger, m.scope, m, verbal=not m.noun) for m in matcher.matches]
    taken = {t for m in matcher.matches for t in (m.trigger, *m.scope.chain, *m.core, *m.joined)}
    verbless = _without_verb(matcher)
    for i in range(table.n):
        if i in taken or i in matcher.text.place_at:
            continue
        tag, dep = table.tag[i], table.dep[i]
        if (tag[:1] == "V" or (table.pos[i] == "AUX" and tag != "MD")) and dep not in _NO_PREDICATE:
            found.append(Candidate(i, matcher.scope(i)))
        elif tag in ("NN", "NNS", "CD") or (dep == "ROOT" and tag not in NOUN_TAGS):
            fragment = dep in _VERBLESS and table.sent[i] in verbless
            if fragment or (dep in _NAMING and tag[:1] == "N" and _happens(matcher, words, i)):
                over = Scope(predicate=i, chain=[i], shared=[i])
                over.over = table.head[i] if table.head[i] != i else None
                over.relation = dep
                found.append(Candidate(i, over, verbal=False))
    found.sort(key=lambda c: c.trigger)
    return found


def _without_verb(matcher: Defaults) -> set[int]:
    table = matcher.table
    finite = {table.sent[i] for i in range(table.n) if table.tag[i] in ("VBD", "VBZ", "VBP", "MD")}
    return set(range(len(table.sents))) - finite


def _happens(matcher: Defaults, words: Words, i: int) -> bool:
    """Say whether a noun can name what happens or is so, by its senses or the frames."""
    table = matcher.table
    lemma = table.lemma[i].lower()
    if lemma in matcher.lexis.nouns:
        return True
    row = words.row(lemma, table.lower[i])
    return row != 0 and words.senses[row][0] in _HAPPENING


def plain_match(matcher: Defaults, candidate: Candidate, action: str, why: str) -> Match:
    """Return a match for a candidate without a frame: who acts by the form of the clause."""
    i, over, table, text = candidate.trigger, candidate.over, matcher.table, matcher.text
    match = Match.of(Said(action=action), i, over, why)
    if not candidate.verbal:
        match.noun = True
        return match
    ending = next(iter(matcher.lexis.occurs.get(table.lemma[i], ())), None)
    if ending is not None and match.outcome is None and action in ("attack", "counterattack"):
        match.outcome = ending.outcome  # "attempts to storm it failed"
    subject, object_ = matcher.arguments(i, over)
    match.actor, match.object = subject, object_
    armed = ("force", "party", "civilian", "equipment", "structure")
    if object_ is not None and text.has_class(object_, armed):
        match.target = object_
    if object_ is None and subject is not None and action in _SUFFERED:
        match.actor, match.target = None, subject
    if table.lemma[i] in _STATIVE and table.dep[i] != "conj":
        match.kind = "state"
    return match


_SUFFERED = frozenset({"casualties", "destroy", "displace"})
"""Actions whose subject, where there is no object, is what it happens to: "they perished"."""
_STATIVE = frozenset(
    {"be", "have", "remain", "need", "stay", "exist", "seem", "lack", "belong", "lie"}
)
