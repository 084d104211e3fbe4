"""Verbs of saying: which verb is a cue, and what it does in its construction."""

import msgspec

from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.contents import content
from fogline.claims.english.voices.evidence import describe_evidence
from fogline.claims.english.voices.saying import Saying, minus
from fogline.claims.english.voices.subjects import (
    RELATIVE,
    SUBJECT,
    is_passive,
    phrase,
    set_source,
    subject,
)
from fogline.claims.english.voices.surface import from_commas
from fogline.claims.english.voices.unsaid import (
    NEITHER,
    is_negated,
    keeps_silent,
    perceives,
    withheld,
)
from fogline.claims.english.voices.words import Words
from fogline.vocabulary.load import Cues

_DAYS = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "telegram",
        "twitter",
        "facebook",
        "television",
        "tv",
    }
)
_APART = frozenset({"at"})
_AROUND = frozenset({"aux", "auxpass", "neg", "prt"})
_BRANDING = frozenset({"call", "brand", "label", "describe", "term", "dub", "denounce"})
_DENIED = Cues(words=(), takes=("object", "quote", "as"), polarity="denied")
_SHOWN = Cues(words=(), takes=("clause", "object", "quote", "to"), stance="relays")
_SEEN = Cues(words=(), takes=("clause", "object", "quote"))


def verb_sayings(table: TokenTable, words: Words) -> list[Saying]:
    """Return the sayings whose cue is a verb, with sources and what the tree gives as content."""
    found: list[Saying] = []
    lemma, pos = table.lemma, table.pos
    cues = {*words.verbs, *words.perceiving, *words.showing, *words.citing, *words.checking}
    for i in range(table.n):
        if pos[i] not in {"VERB", "AUX"}:
            continue
        word = lemma[i].lower()
        if word in cues or keeps_silent(table, words, i):
            saying = _verb(table, words, i, word)
            if saying is not None:
                found.append(saying)
    _participles(table, found)
    return found


def _verb(table: TokenTable, words: Words, v: int, word: str) -> Saying | None:
    head = subject(table, v)
    entry, rest = _meaning(table, words, v, word)
    kind = "verb"
    if (
        head is not None
        and word in words.showing
        and not is_passive(table, v)
        and _evidential(
            table,
            words,
            head,
        )
    ):
        entry, kind = _SHOWN, "evidence"
    if word in _BRANDING and _branded_untrue(table, words, v):
        entry = _DENIED
    if entry is not None and word in _OWNING and head is not None and _nobody(table, v, head):
        entry = NEITHER  # "no group has admitted the attack": nobody says it
    if word == "hear" and head is not None and table.lower[head] == "one":
        entry, head = _SHOWN, None
    if kind == "evidence" and word == "capture" and table.child(v, "dobj") is None:
        return None
    negated = is_negated(table, v)
    witness = perceives(table, words, v, word, head)
    seen = witness and not negated
    entry = _SEEN if seen else withheld(table, words, v, entry, negated=negated)
    if entry is None or (_unspecified(table, v) and entry.statement):
        return None
    saying = Saying(v, entry, word, cue_words(table, v, rest), kind=kind, negated=negated)
    saying.unnamed = word == "hear" and head is None
    saying.witness = witness
    _fill(table, words, saying, head)
    return saying


def _unspecified(table: TokenTable, v: int) -> bool:
    """Tell "half of what Kyiv claims", "too early to say whether" from words that are told."""
    up = table.head[v]
    if table.dep[v] == "xcomp" and table.lower[up] in _HARD:
        return True
    return table.dep[v] == "pcomp" and any(
        table.lower[c] == "what" for c in table.children[v] if c < v
    )


_HARD = frozenset({"early", "premature", "hard", "difficult", "impossible", "fair", "safe"})


_OWNING = frozenset({"admit", "claim", "confirm", "say", "acknowledge", "announce", "declare"})


def _nobody(table: TokenTable, v: int, head: int) -> bool:
    """Tell "no group has admitted it" from "nobody can say" and "no raid was confirmed"."""
    if is_passive(table, v) or any(table.tag[c] == "MD" for c in table.children[v]):
        return False
    return any(table.lower[c] == "no" and table.dep[c] == "det" for c in table.children[head])


def _branded_untrue(table: TokenTable, words: Words, v: int) -> bool:
    """Read "called the reports nonsense", "described the claim as false"."""
    return any(table.lower[i] in words.untrue for i in range(v + 1, table.right[v] + 1))


def _fill(table: TokenTable, words: Words, saying: Saying, head: int | None) -> None:
    """Find the source and the content of a cue."""
    set_source(table, saying, head)
    if saying.unnamed and not _somebody_says(table, words, saying):
        saying.entry = msgspec.structs.replace(saying.entry, statement=False)
    saying.content = content(table, saying)
    from_commas(table, saying)
    _rearrange(table, words, saying)
    if saying.kind == "evidence":
        describe_evidence(table, words, saying)
        if saying.evidence is None:
            saying.entry = msgspec.structs.replace(saying.entry, stance="relays")


def _meaning(
    table: TokenTable,
    words: Words,
    v: int,
    word: str,
) -> tuple[Cues | None, list[int]]:
    """Return the entry of the longest cue at the verb and the indices of its further words."""
    for rest, entry in words.verbs.get(word, ()):
        at = _follows(table, v, rest)
        if at is not None:
            return entry, at
    return None, []


def _follows(table: TokenTable, v: int, rest: tuple[str, ...]) -> list[int] | None:
    if not rest:
        return []
    for start in (v + 1, v + 2, v + 3):
        end = start + len(rest)
        if end > table.n:
            break
        if start > v + 1 and table.pos[start - 1] not in {"ADV", "PRON", "PART"}:
            break
        if tuple(table.lower[start:end]) == rest and not _a_day(table, end):
            return list(range(start, end))
    if len(rest) == 1 and table.child(v, "dobj") is not None:
        # "put the toll at five": the object stands between.
        apart = next(
            (
                c
                for c in table.children[v]
                if c > v
                and table.lower[c] == rest[0]
                and table.dep[c] == "prep"
                and rest[0] in _APART
            ),
            None,
        )
        if apart is None and rest[0] in _APART:
            apart = next(
                (
                    i
                    for i in range(v + 2, min(v + 20, table.n - 1))
                    if table.lower[i] == rest[0]
                    and table.sent[i] == table.sent[v]
                    and "NUM" in table.pos[i + 1 : i + 4]
                ),
                None,
            )
        return [apart] if apart is not None else None
    return None


def _a_day(table: TokenTable, i: int) -> bool:
    """Tell "reported on Sunday" from "reported on the raid"."""
    return i < table.n and table.lower[i] in _DAYS and table.lower[i - 1] == "on"


def _somebody_says(table: TokenTable, words: Words, saying: Saying) -> bool:
    """Tell "it is said that" from "is expected to", which hedges what the outlet says itself."""
    passive = table.child(saying.anchor, "nsubjpass")
    if saying.kind == "evidence" or passive is None:
        return True
    impersonal = table.lower[passive] == "it"
    # "The decision was announced" happened; "strikes were reported" somebody says.
    told = saying.lemma not in {"announce", "confirm", "state", "assert"} or (
        table.child(saying.anchor, "xcomp", "ccomp", "oprd") is not None
    )
    return saying.lemma in words.hearsay and (impersonal or (told and saying.entry.kind is None))


def cue_words(table: TokenTable, v: int, rest: list[int]) -> list[int]:
    """Return the verb with its auxiliaries, particles and the words between them."""
    found = {v, *rest}
    for c in table.children[v]:
        adverb = c == v - 1 and table.dep[c] == "advmod" and table.pos[c] == "ADV"
        if adverb or (table.dep[c] in _AROUND and abs(c - v) <= 4):
            found.add(c)
    return sorted(found)


def _evidential(table: TokenTable, words: Words, head: int) -> bool:
    nouns = {table.lemma[head].lower()}
    if table.tag[head] in RELATIVE:
        up = head
        while table.dep[up] != "relcl" and table.head[up] != up:
            up = table.head[up]
        noun = table.head[up]
        # A clause set off by a comma often belongs to the subject, wherever the parser hung it.
        main = table.child(table.head[noun], "nsubj") if table.dep[noun] != "nsubj" else None
        while table.dep[noun] == "pobj" and main is None and table.head[noun] != noun:
            noun = table.head[table.head[noun]]
            main = table.child(noun, "nsubj")
        nouns = {table.lemma[table.head[up]].lower()}
        nouns |= {table.lemma[main].lower()} if main is not None else set()
    return any(n in words.imagery or n in words.unnamed for n in nouns)


def _rearrange(table: TokenTable, words: Words, saying: Saying) -> None:
    """Put aside who was told, who quoted, so that the source is the one who said it."""
    v = saying.anchor
    if "person" in saying.entry.takes:
        told = table.child(v, "dobj", "dative")
        if told is not None and not saying.unnamed:
            saying.via.append(told)
    if saying.lemma == "say" and table.dep[v] == "pcomp":
        as_ = table.head[v]
        quoting = table.head[as_]
        if table.lower[as_] == "as" and table.lemma[quoting] in words.citing:
            _quoted_as_saying(table, saying, quoting)
    quoted = _as_quoted_by(table, v)
    if quoted is not None:
        saying.via.append(quoted)
    for c in table.children[v]:
        if table.dep[c] == "prep" and table.lower[c] in _WAYS:
            _told_in(table, words, saying, c)


_WAYS = frozenset({"in", "on", "to", "by", "via", "with", "for"})
_BROADCASTING = frozenset({"television", "tv", "radio", "broadcaster", "channel"})


def _as_quoted_by(table: TokenTable, v: int) -> int | None:
    """Return "TASS" in "the ministry said, as quoted by TASS"."""
    end = table.sents[table.sent[v]][1]
    for i in range(v + 1, min(v + _QUOTED, end - 2)):
        if (
            table.lower[i] in {"quoted", "cited", "reported", "carried"}
            and table.lower[i - 1] == "as"
            and table.lower[i + 1] == "by"
        ):
            return table.child(i + 1, "pobj")
    return None


_QUOTED = 12  # tokens between "said on Saturday" and "as quoted by"


def _quoted_as_saying(table: TokenTable, saying: Saying, quoting: int) -> None:
    passive = table.child(quoting, "nsubjpass")
    quoted = passive if passive is not None else table.child(quoting, "dobj")
    if quoted is None:
        return
    agent = table.child(quoting, "agent")
    by = table.child(agent, "pobj") if agent is not None else table.child(quoting, "nsubj")
    if by is not None:
        saying.via.append(by)
    saying.source, saying.head, saying.unnamed = phrase(table, quoted), quoted, False
    start = quoting if passive is not None else saying.anchor - 1
    saying.cue = sorted({*cue_words(table, quoting, []), saying.anchor - 1, saying.anchor})
    saying.reason = f"quoted as saying, from word {start}"


def _told_in(table: TokenTable, words: Words, saying: Saying, prep: int) -> None:
    """Read "in an interview with X", "on X's air", "in comments to X", "to X"."""
    pobj = table.child(prep, "pobj")
    if pobj is None:
        return
    if table.lower[prep] in {"to", "with", "for"}:
        saying.via.append(pobj)
        return
    if table.lemma[pobj].lower() in _BROADCASTING and table.lower[prep] in {"on", "in"}:
        saying.via.append(pobj)
        return
    if table.lemma[pobj].lower() not in words.interviews:
        return
    owner = table.child(pobj, "poss", "compound")
    if owner is not None:
        saying.via.append(owner)
    for c in table.children[pobj]:
        agent = table.child(c, "agent") if table.dep[c] == "acl" else None
        if agent is not None and (by := table.child(agent, "pobj")) is not None:
            saying.via.append(by)  # "in a video released by the army"
        inner = table.child(c, "pobj") if table.dep[c] == "prep" else None
        if inner is not None and table.lower[c] in {"with", "to", "for", "on", "by"}:
            saying.via.append(inner)


def _participles(table: TokenTable, found: list[Saying]) -> None:
    """Give "X said A, adding B" both contents apart: the participle belongs to the saying verb."""
    anchors = {s.anchor: s for s in found if s.entry.statement}
    for saying in found:
        v = saying.anchor
        if table.tag[v] != "VBG" or table.dep[v] not in {"advcl", "conj", "dep", "prep", "acl"}:
            continue
        if table.lower[table.left[v] - 1 if table.left[v] else 0] != ",":
            continue
        at = table.head[v]
        outer: Saying | None = None
        for _ in range(8):
            if at in anchors and at != v:
                outer = anchors[at]
                break
            if table.head[at] == at:
                break
            at = table.head[at]
        if outer is not None:
            _split(table, saying, outer)


def _split(table: TokenTable, saying: Saying, outer: Saying) -> None:
    v = saying.anchor
    cut = (table.left[v], table.right[v] + 1)
    outer.content = minus(outer.content, cut)
    if outer.content and table.text[outer.content[-1][1] - 1] == ",":
        outer.content[-1] = (outer.content[-1][0], outer.content[-1][1] - 1)
    if table.child(v, *SUBJECT) is None:
        saying.source, saying.head, saying.unnamed = outer.source, outer.head, outer.unnamed
        saying.via = [*outer.via, *saying.via]
