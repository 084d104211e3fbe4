"""Which clauses of a text are claims: the frames' reading and the learned one, weighed together.

The frames lead where the learned reading does not speak against them. A reading of theirs that it
finds improbable is dropped, one that it takes for another action with clear odds is corrected, and a
clause that no frame has becomes a claim where one action alone is probable enough.
"""

from dataclasses import dataclass

from fogline.claims.english.learned import candidates
from fogline.claims.english.learned.candidates import Candidate
from fogline.claims.english.learned.features import Features
from fogline.claims.english.learned.network import NONE, Matrix, Network, network
from fogline.claims.english.learned.words import Words, words
from fogline.claims.english.matching import Match, Matcher
from fogline.claims.english.text import Text


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which probability on the learned reading has its way."""

    taken: float = 0.25
    """Of one action, for a clause that no frame has."""
    kept: float = 0.20
    """Of any claim, for what the frames read at a verb."""
    kept_noun: float = 0.05
    """The same at other words, of which annotators take fewer, and the situation needs the rest."""
    corrected: float = 6.0
    """How many times more probable another action must be than that of the frames."""


BOUNDS = Bounds()


def find(text: Text) -> tuple[list[Match], dict[int, str]]:
    """Return the claims' matches in the order of the text, and why other action words were passed."""
    matcher = Matcher(text)
    matcher.run()
    return judge(matcher, words(), network()), matcher.passed


def judge(matcher: Matcher, table: Words, net: Network, bounds: Bounds = BOUNDS) -> list[Match]:
    """Return the matches that stand after the learned reading has spoken."""
    found = candidates.find(matcher, table)
    if not found:
        return []
    features = Features(matcher, table)
    odds = net(table, [features.of(candidate) for candidate in found])
    return weigh(matcher, found, odds, net.classes, bounds)


def weigh(
    matcher: Matcher,
    found: list[Candidate],
    odds: Matrix,
    classes: tuple[str, ...],
    bounds: Bounds = BOUNDS,
) -> list[Match]:
    """Return the matches of candidates by their probabilities [candidates, classes]."""
    none = classes.index(NONE)
    kept: list[Match] = []
    for candidate, row in zip(found, odds.tolist(), strict=True):
        claimed = 1.0 - row[none]
        row[none] = 0.0
        best = max(range(len(classes)), key=row.__getitem__)
        action, sure = classes[best], row[best]
        frame, i = candidate.frame, candidate.trigger
        if frame is not None:
            if claimed < _least(matcher, frame, bounds):
                matcher.passed[i] = f"{frame.why} is no claim here, with {1 - claimed:.0%}"
                continue
            if sure > bounds.corrected * row[classes.index(frame.action)]:
                _correct(frame, action, sure)
            kept.append(frame)
        elif sure >= bounds.taken and not _idle(matcher, candidate, action, kept):
            why = f'a learned reading of "{matcher.table.text[i]}" ({sure:.0%})'
            match = candidates.plain_match(matcher, candidate, action, why)
            match.learned = sure
            kept.append(match)
    kept.sort(key=lambda m: m.trigger)
    return kept


_SPARED = frozenset({"capture_people", "detain", "surrender", "raise_flag"})
"""What is said in passing and seldom annotated, but always kept: "soldiers captured near Sadove said",
"footage shows their flag"."""


def _least(matcher: Matcher, frame: Match, bounds: Bounds) -> float:
    """Return how probable a claim must be for what the frames read to stand."""
    told = frame.trigger in matcher.text.cues or frame.trigger in matcher.attitudes
    if told or frame.self_held or frame.kind == "opinion" or frame.sub_action in _SPARED:
        return 0.0
    if frame.scope.relation == "csubj" or frame.scope.ability or frame.scope.kind is not None:
        return 0.0  # "has plans to seize": annotators mark the clause by its upper verb
    verb = matcher.table.tag[frame.trigger][:1] == "V" and not frame.noun
    return bounds.kept if verb else bounds.kept_noun


def _idle(matcher: Matcher, candidate: Candidate, action: str, kept: list[Match]) -> bool:
    """Say whether a predicate states nothing of its own.

    It only says that somebody says or sees something, stands under a condition or purpose, or goes
    on about the claim before it: "counterattacked but were unsuccessful".
    """
    over, table = candidate.over, matcher.table
    if any(t in matcher.text.cues or t in matcher.attitudes for t in over.chain):
        return True
    if over.unasserted is not None:
        return True
    i = candidate.trigger
    judged = table.child(i, "acomp", "attr", "oprd")
    if judged is not None and table.lower[judged] in matcher.lexis.control_adjectives:
        return True
    if table.dep[i] != "conj" or table.child(i, "nsubj", "nsubjpass") is not None:
        return False
    return any(m.trigger == table.head[i] and m.action == action for m in kept)


def _correct(match: Match, action: str, sure: float) -> None:
    """Give a match of the frames another action; what they said of the old one goes."""
    match.why = f"{match.why}, by a learned reading ({sure:.0%}),"
    match.action, match.sub_action, match.means = action, None, None
    match.outcome = match.scope.outcome
    match.learned = sure
