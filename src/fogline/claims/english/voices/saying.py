"""What the readers of cues hand to one another before anybody is resolved."""

from dataclasses import dataclass, field

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.vocabulary.load import Cues

_REACH = 300


@dataclass(slots=True, eq=False)
class Saying:
    """A cue with its source and content, as found in the tree; indices are tokens.

    Example: "Espresso TV quoted him as saying X": anchor "saying", source "him", via
    "Espresso TV", content "X".
    """

    anchor: int
    entry: Cues
    lemma: str
    cue: list[int]
    source: TokenRange | None = None
    head: int | None = None
    """Head of the source; for "who" the noun it stands for."""
    content: list[TokenRange] = field(default_factory=list)
    via: list[int] = field(default_factory=list)
    """Heads of the phrases that name who passed the words on."""
    kind: str = "verb"
    """Which construction: verb, noun, preposition, adverb, evidence, colon, bracket, quote."""
    unnamed: bool = False
    """The source is nobody: "it is reported", "reportedly"."""
    quoted: bool = False
    negated: bool = False
    parent: "Saying | None" = None
    """The relay in whose words this one stands, where the tree does not show it (citing)."""
    denies: "Saying | None" = None
    evidence: str | None = None
    """Type of evidence when an image or document speaks."""
    geolocated: bool = False
    geolocator: TokenRange | None = None
    witness: bool = False
    """The cue is a verb of perceiving: who saw it tells it."""
    distanced: bool = False
    """A word in it is set in quotation marks that only keep a distance."""
    untrue: bool = False
    """What stands around it says that it is not so: "reports that X are untrue"."""
    leads: bool = False
    """A colon leads from the cue to the content."""
    reason: str = ""


def segment(table: TokenTable, i: int) -> TokenRange:
    """Return the part of the sentence between semicolons that holds a token."""
    start, end = table.sents[table.sent[i]]
    # Sentences of mangled text may run over a whole page; the reach keeps the time linear.
    start, end = max(start, i - _REACH), min(end, i + _REACH)
    text = table.text
    for at in range(i - 1, start - 1, -1):
        if text[at] == ";" or (text[at] == "•" and at > start):
            start = at + 1
            break
    for at in range(i + 1, end):
        if text[at] == ";":
            end = at
            break
    return start, end


def inside(ranges: list[TokenRange], i: int) -> bool:
    """Return whether a token lies in one of the ranges."""
    return any(a <= i < b for a, b in ranges)


def minus(ranges: list[TokenRange], cut: TokenRange) -> list[TokenRange]:
    """Return the ranges without the tokens of `cut`."""
    result: list[TokenRange] = []
    for a, b in ranges:
        if cut[1] <= a or b <= cut[0]:
            result.append((a, b))
            continue
        if a < cut[0]:
            result.append((a, cut[0]))
        if cut[1] < b:
            result.append((cut[1], b))
    return result


def merged(ranges: list[TokenRange]) -> list[TokenRange]:
    """Return the ranges sorted, overlapping and touching ones joined, empty ones dropped."""
    result: list[TokenRange] = []
    for a, b in sorted(r for r in ranges if r[0] < r[1]):
        if result and a <= result[-1][1]:
            result[-1] = (result[-1][0], max(b, result[-1][1]))
        else:
            result.append((a, b))
    return result
