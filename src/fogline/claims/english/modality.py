"""How a clause says what it says: negated, hedged, past or to come, begun or done."""

from dataclasses import dataclass

from fogline.claims.english.matching import Match
from fogline.claims.english.scope import Interval, Scope
from fogline.claims.english.text import Text
from fogline.model.claim import Certainty, ClaimKind, Phase, Tense

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
    tense, future = _tense(text, match)
    hedges, hearsay = _hedges(text, match, denied=denied)
    if doubt is not None:
        hedges = [(*_BELIEVED, text.table.text[doubt])]
    certainty = _combine(text, [*over.certainty, *hedges])
    phase = _phase(text, match, tense)
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
        ]
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


def _arguments(match: Match) -> set[int]:
    tokens = {match.actor, match.target, match.object, match.scope.subject, match.opposite_of}
    tokens |= match.core - set(match.scope.chain)
    return {t for t in tokens if t is not None}


def _finite(text: Text, over: Scope) -> int:
    """Return the word of the clause that carries the tense."""
    table = text.table
    for token in over.shared[::-1]:
        if table.tag[token] in ("VBD", "VBZ", "VBP", "MD") or _auxiliaries(text, token):
            return token
    return over.shared[-1]


def _auxiliaries(text: Text, token: int) -> list[int]:
    table = text.table
    return [c for c in table.children[token] if table.dep[c] in ("aux", "auxpass")]


def _tense(text: Text, match: Match) -> tuple[Tense, bool]:  # noqa: PLR0911 - a list of cases, each with its answer
    """Return the tense and whether the clause is about what is still to come."""
    table = text.table
    over = match.scope
    if over.yet:
        return "past", False
    token = _finite(text, over)
    auxiliaries = _auxiliaries(text, token)
    lowers = [table.lower[c] for c in auxiliaries]
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
    tags = [table.tag[c] for c in auxiliaries]
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
            for c in _auxiliaries(text, over)
        ):
            return "past"
        if tag in ("VBZ", "VBP"):
            return "present"
        if table.head[over] == over:
            break
        over = table.head[over]
    return "present" if table.tag[token] == "VBG" else "past"


def _phase(text: Text, match: Match, tense: Tense) -> Phase | None:  # noqa: PLR0911 - a list of cases, each with its answer
    table = text.table
    if match.phase is not None:
        return match.phase
    if match.kind in ("state", "opinion"):
        return None
    over = match.scope
    for token in over.shared:
        if (
            table.tag[token] == "VBG"
            and (
                any(table.lemma[c] == "be" for c in _auxiliaries(text, token))
                or table.dep[token] in ("acl", "advcl", "ROOT", "pcomp", "xcomp", "conj", "ccomp")
            )
            and table.lower[token] != "going"
        ):
            if any(table.lower[c] == "having" for c in _auxiliaries(text, token)):
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
    return any(table.lower[c] in ("is", "are") for c in _auxiliaries(text, over.top))


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
        table.tag[token] == "VBG" and any(table.lower[c] == "be" for c in _auxiliaries(text, token))
        for token in match.scope.shared
    )


def _may_come(said: Manner) -> bool:
    """Say whether a modal makes it something that may come: "may order a new call-up"."""
    cue = said.certainty.cue
    return cue is not None and cue.lower() in ("may", "might", "could") and said.tense == "present"


def kind_of(  # noqa: C901, PLR0911 - a list of cases, each with its answer
    match: Match,
    said: Manner,
    meaning: ClaimKind | None,
    *,
    counted: bool,
    under_way: bool = False,
) -> tuple[ClaimKind, str]:
    """Return the kind and why."""
    over = match.scope
    if over.kind is not None:
        return over.kind, "the words over the verb make it one"
    if match.kind == "opinion":
        return "opinion", "it judges a worth"
    if match.kind in ("plan", "order") and not (said.future or _may_come(said)):
        return match.kind, "the verb makes it one"
    if over.obligation and not said.future:
        return ("assessment", "it says what is necessary")
    if said.future:
        plan = meaning == "plan"
        return ("plan", "the speaker intends it") if plan else ("forecast", "it is still to come")
    if over.ability:
        return "assessment", "it judges an ability"
    if meaning in ("plan", "order", "forecast") and said.tense != "past":
        return meaning, "the word of saying makes it one"
    if (
        said.certainty.cue is not None
        and said.certainty.cue.lower()
        in (
            "may",
            "might",
            "could",
            "can",
        )
        and said.tense == "present"
        and not under_way
    ):
        return (
            ("forecast", "it may come")
            if said.phase == "ongoing" and match.kind != "state"
            else ("assessment", "it may be so")
        )
    if meaning == "estimate" and counted:
        return "estimate", "the word of saying makes it one"
    if match.kind is not None:
        return match.kind, "it is so over time"
    return "event", "it happened or is happening"
