"""How sure the words over a claim are, and whether they deny it."""

from dataclasses import dataclass

from fogline.claims.english.matching import Match
from fogline.claims.english.scope import Interval
from fogline.claims.english.tenses import auxiliaries, phase_of, tense_of
from fogline.claims.english.text import Text
from fogline.model.claim import Certainty, Phase, Tense

FLAT = Certainty(low=0.95, high=1.0)
_REGION = 5  # words between subject and verb in which a hedge still belongs to the verb


@dataclass(slots=True)
class Manner:
    """What the auxiliaries and adverbs of a clause say."""

    denied: bool
    tense: Tense
    phase: Phase | None
    certainty: Certainty
    hearsay: int | None
    future: bool
    negator: str | None


def manner(text: Text, match: Match) -> Manner:
    """Read polarity, tense, phase and certainty of a match's clause."""
    over = match.scope
    negator = _negator(text, match)
    doubt = _disbelieved(text, match)
    if doubt is not None and negator is None:
        negator = f"not {text.table.text[doubt]}"
    denied = match.denied ^ over.denied ^ (negator is not None)
    tense, future = tense_of(text, match)
    hedges, hearsay = _hedges(text, match, denied=denied)
    if doubt is not None:
        hedges = [(*_BELIEVED, text.table.text[doubt])]
    certainty = _combine(text, [*over.certainty, *hedges])
    phase = phase_of(text, match, tense)
    if phase == "halted" and negator is not None and denied:
        # Who "does not stop attacking" attacks.
        denied, phase = False, "ongoing"
    return Manner(
        denied=denied,
        tense=tense,
        phase=phase,
        certainty=certainty,
        hearsay=over.hearsay if over.hearsay is not None else hearsay,
        future=future,
        negator=negator,
    )


_BELIEVED = (0.55, 0.80)
_BELIEFS = frozenset({"believe", "think", "expect", "suppose", "anticipate"})


def _disbelieved(text: Text, match: Match) -> int | None:
    """Return the verb in "they do not believe that it will fall": it says that it will not."""
    table, over = text.table, match.scope.over
    if over is None or match.scope.relation != "ccomp" or table.lemma[over] not in _BELIEFS:
        return None
    return over if any(table.dep[c] == "neg" for c in table.children[over]) else None


def _negator(text: Text, match: Match) -> str | None:
    """Return the word that negates, None if none does or two cancel out."""
    table = text.table
    found: list[str] = []
    for token in match.scope.shared:
        for child in table.children[token]:
            word = table.lower[child]
            if table.dep[child] == "neg" or word in ("never", "neither", "nor"):
                found.append(word)
            elif (
                table.dep[child] == "advmod"
                and word == "longer"
                and any(table.lower[c] in ("no", "not", "n't") for c in table.children[child])
            ):
                found.append("no longer")
    for noun in _arguments(match):
        found += [
            table.lower[child]
            for child in table.children[noun]
            if table.lower[child] in ("no", "neither", "none")
            and table.dep[child] in ("det", "cc", "preconj", "neg")
            and not _counts(text, child)
        ]
        if _not_one(text, noun, match.scope.shared):
            found.append("not")
        if table.lower[noun] in ("none", "nobody", "nothing"):
            found.append(table.lower[noun])
    if (
        match.noun
        and table.dep[match.trigger] == "pobj"
        and (table.lower[table.head[match.trigger]] == "without")
    ):
        found.append("without")
    top = match.scope.chain[0]
    if table.dep[top] == "pcomp" and table.lower[table.head[top]] == "without":
        found.append("without")
    return found[0] if len(found) % 2 else None


def _counts(text: Text, no: int) -> bool:
    """Say whether "no" only bounds a number: "no more than 60", "no fewer than 30"."""
    lower = text.table.lower
    return lower[no + 1 : no + 3] in (["more", "than"], ["fewer", "than"], ["less", "than"])


def _not_one(text: Text, noun: int, verbs: list[int]) -> bool:
    """Read "not one village", "not a single house"; a "not" on the verb is counted already."""
    table = text.table
    first = table.left[noun]
    if table.tag[noun][:1] != "N" or table.lower[first] != "not":
        return False
    counted = table.lower[first + 1 : first + 3]
    return table.head[first] not in verbs and (counted[:1] == ["one"] or counted == ["a", "single"])


def _arguments(match: Match) -> set[int]:
    tokens = {match.actor, match.target, match.object, match.scope.subject, match.opposite_of}
    tokens |= match.core - set(match.scope.chain)
    return {t for t in tokens if t is not None}


def _hedges(text: Text, match: Match, *, denied: bool) -> tuple[list[Interval], int | None]:
    """Return the intervals of modals and adverbs on the clause, and a word of hearsay."""
    table, lexis = text.table, text.lexis
    words, modals = lexis.words.hedges.words, lexis.words.hedges.modals
    hearsay: int | None = None
    found: dict[int, Interval] = {}
    for token in match.scope.shared:
        for child in table.children[token]:
            lower, dep = table.lower[child], table.dep[child]
            if dep == "aux" and lower in modals:
                interval = _modal(text, match, token, child, denied=denied)
                if interval is not None:
                    found[child] = interval
            elif lower in lexis.words.hedges.hearsay:
                hearsay = child
            elif lower in words and dep in ("advmod", "acomp", "amod", "neg", "intj", "attr"):
                found[child] = _hedge(text, child)
    for token in _between(text, match):
        lower = table.lower[token]
        if lower in lexis.words.hedges.hearsay:
            hearsay = token
        elif (
            lower in words
            and token not in found
            and (
                table.head[token] in match.core
                or table.head[token] in match.scope.chain
                or table.tag[token][:1] == "R"
            )
        ):
            found[token] = _hedge(text, token)
    found |= _around_noun(text, match)
    return list(found.values()), hearsay


def _between(text: Text, match: Match) -> range:
    """The words in front of the predicate, behind its subject."""
    top = match.scope.predicate if not match.noun else match.scope.top
    subject = match.scope.subject
    start = max(top - _REGION, 0)
    if subject is not None and start <= subject < top:
        start = subject + 1
    return range(max(start, text.table.sents[text.table.sent[top]][0]), top)


def _around_noun(text: Text, match: Match) -> dict[int, Interval]:
    """Read "a possible attack", "the likely withdrawal"."""
    if not match.noun:
        return {}
    table = text.table
    words = text.lexis.words.hedges.words
    return {
        child: _hedge(text, child)
        for noun in match.core
        if table.tag[noun][:1] == "N"
        for child in table.children[noun]
        if table.dep[child] == "amod" and table.lower[child] in words
    }


def _hedge(text: Text, token: int) -> Interval:
    """Return the interval of a hedge with the words that strengthen it."""
    table, lexis = text.table, text.lexis
    for length in (3, 2):
        start = token - length + 1
        if start < 0:
            continue
        phrase = lexis.hedge_phrases.get(tuple(table.lower[start : token + 1]))
        if phrase is not None:
            return phrase.low, phrase.high, table.span(start, token + 1)
    low, high = lexis.words.hedges.words[table.lower[token]]
    return low, high, table.text[token]


def _modal(
    text: Text,
    match: Match,
    verb: int,
    child: int,
    *,
    denied: bool,
) -> Interval | None:
    table = text.table
    lower = table.lower[child]
    interval = text.lexis.words.hedges.modals[lower]
    have = any(table.lower[c] == "have" and table.dep[c] == "aux" for c in table.children[verb])
    if lower == "must":
        return (0.95, 0.99, "must have") if have else None
    if interval is None:
        return None
    if denied and lower in ("can", "could"):
        # "cannot hold" denies flatly: it is not a doubt.
        return None
    if lower == "would" and match.scope.kind in ("plan", "order"):
        return None
    return (*interval, table.text[child])


def _combine(text: Text, hedges: list[Interval]) -> Certainty:
    """Two hedges multiply down; a flat word beside a hedge changes nothing."""
    strong = [h for h in hedges if h[:2] != (0.80, 0.95) or "likel" in h[2].lower()]
    used = strong or hedges
    if not used:
        return FLAT
    used = sorted(used, key=lambda h: h[0] + h[1])
    if len(used) == 1 or used[-1][0] >= 0.95:
        low, high, cue = used[0]
        return Certainty(low=low, high=high, cue=cue)
    if all(h[:2] == (0.30, 0.70) for h in used[:2]):
        low, high = text.lexis.words.hedges.nested
        return Certainty(low=low, high=high, cue=f"{used[0][2]} {used[1][2]}")
    low, high, cue = used[0]
    return Certainty(low=low, high=high, cue=cue)


def under_way(text: Text, match: Match) -> bool:
    """Say whether a progressive tells of now: "may be pulling back", not "may pull back"."""
    table = text.table
    return any(
        table.tag[token] == "VBG" and any(table.lower[c] == "be" for c in auxiliaries(text, token))
        for token in match.scope.shared
    )
