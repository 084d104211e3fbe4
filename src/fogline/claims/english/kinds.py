"""What kind of statement a claim is: event, state, order, plan, assessment, forecast, estimate.

The rules are tried in order; the first that has an answer gives it with its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from fogline.claims.attribution import Attribution, Chain
from fogline.claims.english.matching import Match
from fogline.claims.english.modality import Manner, under_way
from fogline.claims.english.tenses import auxiliaries
from fogline.claims.english.text import Text
from fogline.model.claim import ClaimKind

Answer: TypeAlias = tuple[ClaimKind, str] | None
_MAY = frozenset({"may", "might", "could"})
_LIKELY = (0.55, 0.80)
_JUDGING = frozenset({"assess", "judge", "conclude", "believe", "consider", "deem", "evaluate"})
_LASTING = frozenset({"trap", "strand", "encircle", "surround", "besiege", "isolate", "blockade"})
"""Verbs whose passive tells what is so rather than what happened, also in the past."""
_STANDING = frozenset({"halt", "encircle", "supply", "control", "destroy", "fortify"})
"""Actions of which "is closed", "is cut", "are flooded" tell a state."""
_CHANCES = frozenset({"likely", "unlikely", "probable", "improbable", "possible", "doubtful"})
_FATES = frozenset({"dead", "alive", "missing", "unaccounted"})


@dataclass(frozen=True, slots=True)
class Case:
    """What decides the kind of one telling of a match."""

    text: Text
    match: Match
    said: Manner
    chain: Chain
    counted: bool
    """True where numbers belong to the claim."""
    conditional: bool
    """True where it holds under a condition."""

    @property
    def telling(self) -> Attribution | None:
        """The innermost word of saying."""
        return self.chain.attributions[-1] if self.chain.attributions else None

    @property
    def meaning(self) -> ClaimKind | None:
        """What the innermost word of saying makes of its content."""
        return None if self.telling is None else self.telling.meaning.kind

    @property
    def modal(self) -> str | None:
        """The modal that makes it uncertain, in small letters."""
        cue = self.said.certainty.cue
        return None if cue is None else cue.lower().split(maxsplit=1)[0]


def kind_of(case: Case) -> tuple[ClaimKind, str]:
    """Return the kind and why."""
    for rule in _RULES:
        found = rule(case)
        if found is not None:
            return found
    if case.match.kind is not None:
        return case.match.kind, "it is so over time"
    return "event", "it happened or is happening"


def _governed(case: Case) -> Answer:
    """Read what the words over the verb make of it."""
    kind = case.match.scope.kind
    if kind is None:
        return None
    if kind == "plan" and (case.said.certainty.low, case.said.certainty.high) == _LIKELY:
        return "assessment", "it judges what somebody else intends"
    return kind, "the words over the verb make it one"


def _by_frame(case: Case) -> Answer:
    kind = case.match.kind
    if kind == "opinion":
        return "opinion", "it judges a worth"
    ahead = case.said.future or (case.modal in _MAY and case.said.tense == "present")
    if kind in ("plan", "order") and not ahead:
        return kind, "the verb makes it one"
    return None


def _advised(case: Case) -> Answer:
    """Read "Moscow should consider", unless the "should" is a condition's."""
    for token in case.match.scope.shared:
        for child in auxiliaries(case.text, token):
            if case.text.table.lower[child] == "should":
                return "opinion", '"should" says what ought to be'
    return None


def _necessary(case: Case) -> Answer:
    if not case.match.scope.obligation or case.said.future or case.said.tense == "past":
        return None
    if case.modal in _MAY:
        return "forecast", "it may become necessary"
    return "assessment", "it says what is necessary"


def _ahead(case: Case) -> Answer:
    if case.said.future:
        if case.meaning == "plan":
            return "plan", "the speaker intends it"
        return "forecast", "it is still to come"
    if case.match.scope.ability:
        return "assessment", "it judges an ability"
    return None


def _chances(case: Case) -> Answer:
    """Read "is unlikely to advance", "an assault is possible": about what may still come."""
    over, table, text = case.match.scope, case.text.table, case.text
    if case.said.tense != "present":
        return None
    if case.match.noun and _judged(case):
        return "forecast", "it may come"
    for inner, outer in zip(over.chain, over.chain[1:], strict=False):
        controls = text.lexis.control_adjectives.get(table.lower[outer], ())
        perfect = any(table.lower[c] == "have" for c in table.children[inner])
        if (
            any(c.certainty is not None for c in controls)
            and table.tag[inner] == "VB"
            and not perfect
        ):
            return "forecast", "it may come"
    return None


def _judged(case: Case) -> bool:
    """Say whether the noun is the subject of "is unlikely", "is possible"."""
    table = case.text.table
    for token in {case.match.trigger, *case.match.scope.chain}:
        verb = table.head[token] if table.tag[token][:1] == "N" else token
        adjective = table.child(verb, "acomp")
        if adjective is not None and table.lower[adjective] in _CHANCES:
            return True
    return False


def _intended(case: Case) -> Answer:
    if case.meaning in ("plan", "order", "forecast") and case.said.tense != "past":
        return case.meaning, "the word of saying makes it one"
    return None


def _possible(case: Case) -> Answer:
    """Read "may", "might", "could", "can" of what is not over."""
    if case.said.tense != "present" or case.modal not in {*_MAY, "can"}:
        return None
    if under_way(case.text, case.match):
        return None
    if case.conditional:
        return "forecast", "it may come under a condition"
    if case.telling is not None and case.telling.meaning.lemma == "doubt":
        return "forecast", "it is doubted that it comes"
    if case.modal == "can" or case.match.kind == "state":
        return "assessment", "it may be so"
    return "forecast", "it may come"


def _estimated(case: Case) -> Answer:
    if not case.counted:
        return None
    if case.meaning == "estimate":
        return "estimate", "the word of saying makes it one"
    table = case.text.table
    for token in case.match.core | {case.match.object, case.match.actor, case.match.scope.subject}:
        if token is None or table.tag[token][:1] not in "NC":
            continue
        if "estimated" in table.lower[table.left[token] : table.right[token] + 1]:
            return "estimate", '"estimated" makes it one'
    return None


def _assessed(case: Case) -> Answer:
    """Read "we assess that X": the judgement comes first. "X, they assess" only names who says."""
    telling = case.telling
    if telling is None or telling.meaning.lemma not in _JUDGING or not telling.cue:
        return None
    if min(telling.cue) > case.match.trigger:
        return None
    return "assessment", f'"{telling.meaning.lemma}" makes it one'


def _standing(case: Case) -> Answer:
    """Read "is closed", "was trapped", "have been encircled since": states, not events."""
    match, table = case.match, case.text.table
    verb = match.trigger
    if match.kind is not None or match.noun:
        return None
    helpers = [table.lower[c] for c in auxiliaries(case.text, verb)]
    if match.action == "encircle" and table.tag[verb] in ("VBP", "VBZ") and not helpers:
        return "state", "it is so over time"
    if table.tag[verb] != "VBN" or table.child(verb, "agent") is not None or "being" in helpers:
        return None
    return _as_participle(case, helpers)


def _as_participle(case: Case, helpers: list[str]) -> Answer:
    match, table = case.match, case.text.table
    lasting = table.lemma[match.trigger] in _LASTING
    standing = match.action in _STANDING
    if standing and helpers[-1:] in (["is"], ["are"], ["'s"], ["'re"]):
        return "state", "it is so over time"
    if lasting and helpers[-1:] in (["was"], ["were"]):
        return "state", "it was so over time"
    since = any(table.lower[c] == "since" for t in match.scope.shared for c in table.children[t])
    if since and "been" in helpers and standing and match.action != "destroy":
        return "state", "it has been so since"
    return None


def _fate(case: Case) -> Answer:
    """To be dead, alive or missing is told as what happened to people."""
    match, table = case.match, case.text.table
    if match.action != "casualties" or match.kind != "state" or match.sub_action == "lack":
        return None
    words = {table.lower[t] for t in {match.trigger, *match.core}}
    return ("event", "it tells what became of people") if words & _FATES else None


_RULES: tuple[Callable[[Case], Answer], ...] = (
    _governed,
    _by_frame,
    _advised,
    _necessary,
    _ahead,
    _chances,
    _intended,
    _possible,
    _estimated,
    _assessed,
    _standing,
    _fate,
)
