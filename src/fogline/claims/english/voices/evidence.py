"""Images and documents that speak: what they are, who published them, who geolocated them."""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.saying import Saying
from fogline.claims.english.voices.words import Words
from fogline.model.claim import EvidenceType

_PUBLISHED = frozenset(
    {
        "publish",
        "post",
        "release",
        "share",
        "circulate",
        "distribute",
        "film",
        "record",
        "take",
        "provide",
        "capture",
        "upload",
        "obtain",
        "broadcast",
        "air",
    }
)
_BY = frozenset({"by", "from", "of"})


def describe_evidence(table: TokenTable, words: Words, saying: Saying) -> None:
    """Fill in what kind of evidence it is, its publisher and its geolocator."""
    head = saying.head
    if head is None:
        return
    saying.evidence = evidence_type(table, words, head)
    if saying.evidence is None and table.tag[saying.source[0] if saying.source else head] == "WDT":
        found = (
            evidence_type(table, words, i)
            for i in range(head - 1, max(head - 25, -1), -1)
            if table.dep[i] == "nsubj"
        )
        saying.evidence = next((e for e in found if e is not None), None)
    if saying.evidence is None:
        saying.unnamed = True
        return
    start, end = saying.source or (head, head + 1)
    start, end = min(start, table.left[head]), max(end, table.right[head] + 1)
    if saying.anchor > head:
        end = max(end, saying.anchor)
    saying.geolocated = any(w in words.geolocated for w in table.lower[start:end])
    _publishers(table, words, saying, (start, end))
    owner = table.child(head, "poss")
    if owner is not None:
        saying.via.append(owner)


def _publishers(table: TokenTable, words: Words, saying: Saying, span: TokenRange) -> None:
    """Find who posted and who geolocated the image in the words around its noun."""
    for i in range(*span):
        if i == saying.anchor or table.pos[i] not in {"VERB", "ADJ"}:
            continue
        agent = _agent(table, i)
        if agent is None and table.lower[i] in words.geolocated:
            agent = table.child(i, "nsubj")  # "which volunteers geolocated to the outskirts"
        if agent is None:
            continue
        if table.lower[i] in words.geolocated:
            saying.geolocator = _words(table, agent)
        elif table.lemma[i] in _PUBLISHED:
            saying.via.append(agent)


def evidence_type(table: TokenTable, words: Words, head: int) -> EvidenceType | None:
    """Return the type of evidence that a noun with its modifier names."""
    lemma = table.lemma[head].lower()
    modifiers = {table.lower[i] for i in range(table.left[head], head)}
    if "satellite" in modifiers:
        return "satellite"
    return words.imagery.get(lemma)


def _agent(table: TokenTable, verb: int) -> int | None:
    for c in table.children[verb]:
        if table.dep[c] in {"agent", "prep"} and table.lower[c] in _BY:
            return table.child(c, "pobj")
    return None


def _words(table: TokenTable, head: int) -> TokenRange:
    return table.left[head], table.right[head] + 1
