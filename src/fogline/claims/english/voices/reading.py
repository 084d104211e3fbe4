"""The one pass: find cues, give them content, find out who speaks, nest them."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from fogline.claims.attribution import Attribution, CueMeaning, Voices
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.attach import Quoting, keep_distance
from fogline.claims.english.voices.citing import (
    account_sayings,
    adverb_sayings,
    citing_verbs,
    preposition_sayings,
)
from fogline.claims.english.voices.following import go_on, leads
from fogline.claims.english.voices.lines import line_sayings
from fogline.claims.english.voices.mentions import Mentions
from fogline.claims.english.voices.nesting import by_token, checks, in_full, parents, with_checks
from fogline.claims.english.voices.nouns import noun_sayings
from fogline.claims.english.voices.quotes import Quotation, paragraphs, quotations, quoted
from fogline.claims.english.voices.register import header_voice, publisher
from fogline.claims.english.voices.saying import Saying, merged, segment
from fogline.claims.english.voices.verbs import verb_sayings
from fogline.claims.english.voices.words import words
from fogline.model.claim import Certainty, Evidence, Flag, OriginBasis, Voice
from fogline.model.report import Report
from fogline.theatres.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find", "header_voice", "read"]

_OURS = frozenset({"we", "i", "our", "my", "us", "me"})
_SEEN = frozenset({"photo", "video", "satellite", "radio"})
"""Evidence that is a witness of its own; a document is somebody's words."""
_UNNAMED = Voice(name=None, kind="unnamed", role="origin")


def read(
    doc: "Doc | TokenTable",
    report: Report,
    lexicon: Lexicon,
    outer: tuple[Voice, ...] = (),
) -> Voices:
    """Find every voice of a report and the words it is credited with.

    Args:
        doc: the parsed text, or the table already made from it.
        report: for its outlet and credited voices.
        lexicon: the theatre's names; `Lexicon.empty()` reads without any.
        outer: for an embedded post, the voices that stand before its own outlet.
    """
    table = doc if isinstance(doc, TokenTable) else TokenTable.of(doc)
    outlet = header_voice(report.outlet, lexicon, "outlet")
    credited = tuple(
        header_voice(name, lexicon, "credited") for name in report.credited if name != outlet.name
    )
    paragraph = paragraphs(table)
    quotes = quotations(table, paragraph)
    outlet, own = publisher(
        outlet,
        table,
        quoted(table, quotes),
        words(),
        known=outlet.id is not None,
    )
    mentions = Mentions(table, words(), lexicon, (*outer, outlet, *credited), outlet)
    found = find(table, mentions, paragraph, quotes)
    mentions.told = {
        i for s in found if s.entry.statement for a, b in s.content for i in range(a, b)
    }
    attributions = _attributions(table, found, mentions, outlet)
    return Voices(
        attributions=attributions,
        outlet=outlet,
        credited=credited,
        institution=own and not credited,
        by_token=by_token(attributions),
        outer=outer,
    )


def find(
    table: TokenTable,
    mentions: Mentions,
    paragraph: list[int],
    quotes: list[Quotation],
) -> list[Saying]:
    """Return the sayings of the text in the order of their cues, contents settled."""
    lexis = words()
    found = verb_sayings(table, lexis)
    citing_verbs(table, lexis, found)
    found += preposition_sayings(table, lexis)
    found += account_sayings(table)
    found += noun_sayings(table, lexis)
    found += adverb_sayings(table, lexis)
    found += line_sayings(table, paragraph, mentions)
    quoting = Quoting(table, quotes, found, paragraph)
    quoting.attach()
    for saying in found:
        saying.content = merged(saying.content)
    keep_distance(table, quotes, found, lexis)
    found += leads(table, mentions, found)
    go_on(table, mentions, found, paragraph)
    for saying in found:
        saying.content = merged(saying.content)
    found = [s for s in found if s.content or s.entry.verification]
    found.sort(key=lambda s: s.anchor)
    _denied_reports(found)
    return found


def _denied_reports(found: list[Saying]) -> None:
    """Let "denied reports that X" deny what the reports say."""
    nouns = [s for s in found if s.kind == "noun" and s.entry.polarity == "affirmed" and s.content]
    anchors = [s.anchor for s in nouns]
    for saying in found:
        if saying.entry.polarity != "denied" or not saying.entry.statement:
            continue
        for a, b in saying.content:
            at = bisect_left(anchors, a)
            if at < len(nouns) and anchors[at] < b and nouns[at] is not saying:
                saying.denies = nouns[at]
                saying.content = list(nouns[at].content)
                break


def _attributions(
    table: TokenTable,
    found: list[Saying],
    mentions: Mentions,
    outlet: Voice,
) -> tuple[Attribution, ...]:
    index = {id(s): n for n, s in enumerate(found)}
    denied = {id(s.denies) for s in found if s.denies is not None}
    above = parents(found, denied)
    checked = checks(table, found)
    made: list[Attribution] = []
    resolved: dict[int, Voice] = {}
    for number, saying in enumerate(found):
        voice, flags, reason = _voice(saying, mentions, outlet)
        basis = _own_basis(saying, mentions, voice, outlet)
        resolved[number] = voice
        made.append(
            Attribution(
                cue=tuple(saying.cue),
                source=saying.source,
                content=tuple(saying.content),
                voice=voice,
                meaning=_meaning(table, saying),
                parent=above[number],
                quoted=saying.quoted,
                flags=flags,
                reason=saying.reason or reason,
                evidence=_evidence(table, saying),
                basis=basis,
                via=_via(saying, mentions, voice),
                apart=saying.untrue,
                denies=index.get(id(saying.denies)) if saying.denies is not None else None,
            )
        )
    return with_checks(in_full(made), checked)


def _voice(
    saying: Saying,
    mentions: Mentions,
    outlet: Voice,
) -> tuple[Voice, tuple[Flag, ...], str]:
    if saying.kind == "evidence" and saying.evidence in _SEEN:
        return _UNNAMED.but(kind="imagery"), (), "an image speaks"
    if saying.unnamed or saying.source is None or saying.head is None:
        return _UNNAMED, (), f"nobody is named with {saying.lemma!r}"
    if saying.kind == "noun" and mentions.table.tag[saying.head][:1] == "J":
        # Whose "its" is in "Kyiv denied Russian claims that its troops left" is not theirs to say.
        words = {w for a, b in saying.content for w in mentions.table.lower[a:b]}
        side = None if words & {"its", "their"} else mentions.side_of(saying.source)
        return _UNNAMED.but(side=side), (), "somebody of a side"
    if mentions.outlets_own(saying.source, saying.head):
        return outlet.but(role="origin"), (), "the outlet's own people"
    if mentions.table.lower[saying.head] in _OURS and not saying.quoted:
        return outlet.but(role="origin"), (), "the outlet speaks of itself"
    return mentions.resolve(saying.source, saying.head)


def _own_basis(
    saying: Saying,
    mentions: Mentions,
    voice: Voice,
    outlet: Voice,
) -> OriginBasis | None:
    """Return `witnessed` for "our reporter saw", `uncredited` for "we wrote at noon that"."""
    if (
        saying.source is None
        or saying.head is None
        or (voice.name, voice.kind) != (outlet.name, outlet.kind)
    ):
        return None
    alone = mentions.table.lower[saying.head] == "i"
    if mentions.outlets_own(saying.source, saying.head) or (saying.witness and alone):
        return "witnessed"
    past = mentions.table.tag[saying.anchor] in {"VBD", "VBN"}
    return "uncredited" if past and saying.lemma in {"say", "write", "report", "state"} else None


def _via(saying: Saying, mentions: Mentions, voice: Voice) -> tuple[Voice, ...]:
    result = []
    for head in saying.via:
        relay = mentions.is_outlet(head)
        if relay is None and (saying.kind == "evidence" or _released(mentions.table, head)):
            relay = mentions.named(head)
        if relay is not None and (relay.name is None or relay.name != voice.name):
            result.append(relay)
    return tuple(result)


def _released(table: TokenTable, head: int) -> bool:
    """Tell whether somebody put out the recording: "said in a video released by the army"."""
    by = table.head[head]
    return table.dep[by] == "agent" and table.lemma[table.head[by]] in _RELEASING


_RELEASING = frozenset(
    {
        "quote",
        "cite",
        "report",
        "carry",
        "release",
        "publish",
        "post",
        "share",
        "broadcast",
        "air",
        "circulate",
    }
)


def _meaning(table: TokenTable, saying: Saying) -> CueMeaning:
    entry = saying.entry
    unproven = entry.statement and _without_proof(table, saying.anchor)
    certainty = entry.certainty
    stance = "verifies" if saying.geolocated else "doubts" if unproven else entry.stance
    if saying.distanced and stance == "relays":
        stance = "distances"
    return CueMeaning(
        lemma=saying.lemma,
        stance=stance,
        polarity=entry.polarity,
        verification=entry.verification,
        certainty=Certainty(low=certainty[0], high=certainty[1], cue=saying.lemma)
        if certainty is not None
        else None,
        confidence=entry.confidence,
        kind=entry.kind,
        carries=entry.statement and entry.verification is None,
    )


def _without_proof(table: TokenTable, cue: int) -> bool:
    """Tell whether the sentence says after the cue that no proof was offered."""
    end = segment(table, cue)[1]
    without = next((i for i in range(cue, end) if table.lower[i] == "without"), None)
    return without is not None and any(
        w in {"evidence", "proof", "basis"} for w in table.lower[without : min(without + 4, end)]
    )


def _evidence(table: TokenTable, saying: Saying) -> tuple[Evidence, ...]:
    if saying.evidence is None:
        return ()
    by = table.span(*saying.geolocator) if saying.geolocator is not None else None
    return (Evidence(type=saying.evidence, geolocated_by=by),)  # type: ignore[arg-type]
