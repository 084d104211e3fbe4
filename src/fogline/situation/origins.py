"""Independent origins: whose word a claim is in the end, and who took it from whom.

Two claims with one origin are one voice, however many mastheads print them. The key of an origin
is a name for the voice; claims whose lineage nobody states have no key and count as none.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from fogline.model.claim import Claim, Voice
from fogline.model.report import Report
from fogline.model.source import Source
from fogline.model.theatre import Theatre

NEUTRAL = "neutral"
PRESS = frozenset({"outlet", "agency"})
CLIP_DAYS = 2
"""Imagery of one place and action within this many days is taken for one clip."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose word a claim is. `key` is None where that counts as no origin."""

    key: str | None
    name: str | None
    kind: str
    side: str | None
    reason: str


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Fold a name so that romanisations of one name meet ("Yaroslavskyi", "Yaroslavsky").

    Letters lose their accents, apostrophes go, runs of i, y, j become one i.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"^the ", "", re.sub(r"[^\w\s]", "", plain))
    return re.sub(r"[iyj]+", "i", " ".join(plain.split()))


class Voices:
    """The theatre's sources, found by any of their names, with whom they speak for."""

    def __init__(self, theatre: Theatre) -> None:
        self.sources = {s.id: s for s in theatre.sources}
        self._by_name: dict[str, Source] = {}
        for source in theatre.sources:
            for name in (source.name, *source.aliases):
                self._by_name.setdefault(fold(name), source)
        self._sides = {fold(n): s.id for s in theatre.sides for n in (s.name, *s.aliases)}
        self._cache: dict[str, Source | None] = {}
        self._theatre = theatre

    @cached_property
    def side_words(self) -> frozenset[str]:
        """Every word by which a side, its people or its forces are named, in lower case."""
        return frozenset(
            word.casefold()
            for side in self._theatre.sides
            for name in (side.id, side.name, *side.adjectives, *side.people, *side.aliases)
            for word in name.split()
        )

    def place_words(self, key: Callable[[str], str]) -> frozenset[str]:
        """Return the words of the names of the theatre's places, each as `key` has it."""
        return frozenset(
            key(word)
            for place in self._theatre.places
            for name in (place.name, *(n.text for n in place.names))
            for word in name.split()
            if word[:1].isupper() and len(word) > 2
        )

    def find(self, name: str | None) -> Source | None:
        """Return the source of that name."""
        if name is None:
            return None
        if name not in self._cache:
            self._cache[name] = self._by_name.get(fold(name))
        return self._cache[name]

    def source(self, voice: Voice) -> Source | None:
        """Return the source that a voice is: by its id, else by its name."""
        if voice.id is not None and voice.id in self.sources:
            return self.sources[voice.id]
        return self.find(voice.name)

    def root(self, source: Source) -> str:
        """Return the key of the organisation or publisher group that the source speaks for."""
        seen = {source.id}
        while source.organisation is not None and source.organisation not in seen:
            source = self.sources[source.organisation]
            seen.add(source.id)
        return f"group:{source.publisher_group}" if source.publisher_group else source.id

    def key(self, name: str, kind: str, known: Source | None = None) -> tuple[str, str]:
        """Return the key of a named voice and the reason; `known` is its source if found."""
        source = known or self.find(name)
        if source is not None:
            root = self.root(source)
            whom = "" if root == source.id else f", which speaks for {root}"
            return f"source:{root}", f"{name} is the theatre's source {source.id!r}{whom}"
        side = self._sides.get(fold(name))
        if side is not None:
            return f"side:{side}", f"{name} is the side itself, whoever spoke for it"
        if kind == "social_account":
            return "accounts", f"{name} is an account without a record; all such count as one voice"
        return f"name:{fold(name)}", f"{name} is named and unknown to the theatre"

    def side(self, voice: Voice) -> str | None:
        """Return a voice's side: the claim's own, else that of the theatre's source."""
        if voice.side is not None:
            return voice.side
        source = self.source(voice)
        return source.side if source is not None else None

    def kind(self, voice: Voice) -> str:
        """Return a voice's kind, by the theatre's source where it is one."""
        source = self.source(voice)
        return source.kind if source is not None else voice.kind


def head(report: Report | None, reports: Mapping[str, Report]) -> Report | None:
    """Return the earliest report of a report's copy family."""
    if report is None or report.copy_family is None:
        return report
    return reports.get(report.copy_family, report)


def _imagery(claim: Claim, day: int | None) -> Origin:
    place = claim.places[0] if claim.places else None
    where = "nowhere"
    if place is not None:
        where = place.gazetteer_id or place.text.casefold()
    bucket = None if day is None else day // CLIP_DAYS
    key = f"imagery:{where}:{claim.action}:{claim.side}:{bucket}"
    return Origin(key, None, "imagery", None, "imagery of one place and action is one clip")


def _institution(kind: str) -> bool:
    """Whether a voice of the kind speaks for itself when it publishes without credit."""
    return kind not in PRESS and kind != "unnamed"


def origin_of(
    claim: Claim,
    report: Report | None,
    reports: Mapping[str, Report],
    voices: Voices,
    day: int | None,
) -> Origin:
    """Return whose word a claim is.

    A claim of a copy is its family's first report's; an unnamed voice is as many voices as there
    are named ones that relay it; an outlet's assertion without credit is nobody's.
    """
    voice = claim.chain[-1]
    kind, side = voices.kind(voice), voices.side(voice)
    if claim.origin_basis == "imagery" or kind == "imagery":
        return _imagery(claim, day)
    first = head(report, reports)
    outlet = first.outlet if first is not None else claim.outlet
    if len(claim.chain) == 1:
        return _own_word(claim, outlet, voices)
    if voice.name is None:
        return _nameless(claim, outlet, voices)
    if claim.origin_basis == "uncredited" and not _institution(kind):
        why = f"{voice.name} asserts it without credit: no origin"
        return Origin(None, voice.name, kind, side, why)
    key, reason = voices.key(voice.name, kind, voices.source(voice))
    return Origin(key, voice.name, kind, side, reason)


def _own_word(claim: Claim, outlet: str, voices: Voices) -> Origin:
    """Return the origin of a chain of one: the outlet itself, or nobody."""
    voice = claim.chain[-1]
    source = voices.find(outlet)
    kind = source.kind if source is not None else voice.kind
    side = source.side if source is not None else voice.side
    if claim.origin_basis in {"uncredited", "relayed"} and not _institution(kind):
        return Origin(None, outlet, kind, side, f"{outlet} asserts it without credit: no origin")
    key, reason = voices.key(outlet, kind)
    return Origin(key, outlet, kind, side, reason)


def _nameless(claim: Claim, outlet: str, voices: Voices) -> Origin:
    voice = claim.chain[-1]
    kind, side = voice.kind, voice.side
    if kind == "unnamed":
        return Origin(None, None, kind, side, "nobody says who said it: no origin")
    named = [v.name for v in claim.chain[1:-1] if v.name is not None]
    via = named[-1] if named else outlet
    root, _ = voices.key(via, "outlet")
    if kind == "journalist":
        return Origin(root, via, kind, side, f"a reporter of {via} is {via}")
    if kind == "social_account":
        return Origin("accounts", None, kind, side, "accounts without a name count as one voice")
    return Origin(
        f"{kind}:{side}:via:{root}",
        None,
        kind,
        side,
        f"an unnamed {kind.replace('_', ' ')} through {via}: one voice for each that relays it",
    )


OFFICES = frozenset({"official", "military"})
"""Kinds of voices that are often named by their office only."""


def vague(origin: Origin) -> bool:
    """Whether an origin's words name an office or nobody, so that it may be another that speaks."""
    if origin.key is None or origin.kind == "imagery":
        return False
    return (
        ":via:" in origin.key if origin.name is None else origin.key.startswith(("name:", "side:"))
    ) and (origin.name is None or origin.key.startswith("side:") or origin.name[:1].islower())


def independent(origins: Iterable[Origin]) -> dict[str, Origin]:
    """Return the independent origins among several, one by key.

    A voice that is unnamed or named by its office only adds nothing beside one of its kind and
    side, nor beside the outlet through which it spoke: it may be the same.
    """
    found: dict[str, Origin] = {}
    for origin in origins:
        if origin.key is not None:
            found.setdefault(origin.key, origin)
    if len(found) < 2:
        return found
    result = {k: o for k, o in sorted(found.items()) if not vague(o)}
    for key, origin in sorted(found.items()):
        if key in result:
            continue
        through = key.partition(":via:")[2]
        if through not in result and not any(_may_be(origin, o) for o in result.values()):
            result[key] = origin
    return dict(sorted(result.items()))


def _may_be(origin: Origin, other: Origin) -> bool:
    """Whether a vague origin may be the other one."""
    kinds = origin.kind == other.kind or {origin.kind, other.kind} <= OFFICES
    sides = origin.side == other.side or (
        {origin.kind, other.kind} <= OFFICES and None in {origin.side, other.side}
    )
    return kinds and sides and other.kind != "imagery"


def by_side(origins: Mapping[str, Origin]) -> dict[str, int]:
    """Count independent origins by side; `neutral` for voices of no side."""
    counts: dict[str, int] = {}
    for origin in origins.values():
        side = origin.side or NEUTRAL
        counts[side] = counts.get(side, 0) + 1
    return dict(sorted(counts.items()))
