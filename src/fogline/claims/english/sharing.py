"""What one clause of a sentence lends another: a day to "and left", a place to "killed when"."""

import itertools
from typing import TYPE_CHECKING

from fogline.claims.english.matching import Match
from fogline.claims.english.text import Text

if TYPE_CHECKING:
    from fogline.claims.english.attaching import Parts
    from fogline.claims.english.times import TimeWord
    from fogline.model.claim import PlaceRole

_HARMING = frozenset({"casualties", "displace"})


def share(text: Text, matches: list[Match], parts: list["Parts"]) -> None:
    """A second predicate without a time or place of its own has the first one's."""
    by_top = {match.scope.predicate: n for n, match in enumerate(matches)}
    table = text.table
    for n, match in enumerate(matches):
        chain = match.scope.chain
        for token, above in itertools.pairwise(chain):
            first = by_top.get(above)
            if first is None or table.dep[token] != "conj" or first == n:
                continue
            if not parts[n].times:
                parts[n].times = [
                    t for t in parts[first].times if t[1] < above or t[0].span.precision in _SHORT
                ][:1]
            if not parts[n].places and (match.object is None or match.action in _HARMING):
                parts[n].places = [p for p in parts[first].places if p[1] == "at"]
                parts[n].shared = {(p.start, r) for p, r in parts[n].places}
            break
        else:
            _share_time(text, match, parts[n], by_top, parts)


_ON_GROUND = frozenset({"attack", "control", "defend", "strike", "withdraw", "supply", "encircle"})


def same_ground(text: Text, matches: list[Match], parts: list["Parts"]) -> None:
    """What is told in one breath is on one ground: "men entered Sadove, opened fire and left"."""
    sent = text.table.sent
    last: tuple[int, Parts] | None = None
    for match, part in zip(matches, parts, strict=True):
        at = [p for p in part.places if p[1] in ("at", "to")]
        if at:
            last = (sent[match.trigger], part)
            continue
        if part.places or last is None or last[0] != sent[match.trigger]:
            continue
        if match.action in _ON_GROUND:
            shared = [p for p in last[1].places if p[1] in ("at", "to")][:1]
            role: PlaceRole = "from" if match.action == "withdraw" else "at"
            part.places = [(span, role) for span, _ in shared]
            part.shared = {(span.start, r) for span, r in part.places}


def fronted(text: Text, matches: list[Match], parts: list["Parts"]) -> None:
    """A time at the head of a sentence is that of all its main clauses: "Overnight shells fell; two died"."""
    table = text.table
    heads: dict[int, tuple[TimeWord, int]] = {}
    for match, part in zip(matches, parts, strict=True):
        first = table.sents[table.sent[match.trigger]][0]
        for time in part.times:
            if first <= time[1] <= first + 1 and time[1] < match.trigger:
                heads.setdefault(table.sent[match.trigger], time)
    for match, part in zip(matches, parts, strict=True):
        head = heads.get(table.sent[match.trigger])
        if head is not None and not part.times and _main(text, match):
            part.times = [head]


def _main(text: Text, match: Match) -> bool:
    """Say whether a claim's clause is a main one, or joined to one."""
    table, token = text.table, match.scope.top
    for _ in range(6):
        if table.head[token] == token:
            return True
        if table.dep[token] not in ("conj", "parataxis", "ccomp", "nsubj", "nsubjpass", "dobj"):
            return False
        token = table.head[token]
    return False


_SHORT = frozenset({"minute", "hour", "part_of_day", "day"})


def from_cause(matches: list[Match], parts: list["Parts"]) -> None:
    """Those "killed when a shell hit the bus in Sadove" were killed there."""
    for n, match in enumerate(matches):
        if parts[n].places or match.action not in _HARMING | {"destroy"}:
            continue
        for cause, part in zip(matches, parts, strict=True):
            over = cause.scope
            if over.over in match.core and over.relation == "advcl" and cause.action in _CAUSES:
                parts[n].places = [p for p in part.places if p[1] == "at"]
                parts[n].shared = {(p.start, r) for p, r in parts[n].places}


_CAUSES = frozenset({"strike", "attack", "destroy"})


def _share_time(
    text: Text,
    match: Match,
    own: "Parts",
    by_top: dict[int, int],
    parts: list["Parts"],
) -> None:
    """Give "when shells landed" the day of "wounded on Thursday", and "killing six" that of its verb."""
    table = text.table
    over = match.scope.over
    first = by_top.get(over) if over is not None else None
    if first is None or match.scope.relation != "advcl":
        return
    if (
        not own.places
        and match.action in _HARMING | {"destroy"}
        and text.table.tag[match.scope.top] == "VBG"
    ):
        own.places = [p for p in parts[first].places if p[1] == "at"]
        own.shared = {(p.start, r) for p, r in own.places}
    if own.times:
        return
    if table.tag[match.scope.top] == "VBG" or any(
        table.lower[c] in ("when", "as", "while", "after") for c in table.children[match.scope.top]
    ):
        own.times = [t for t in parts[first].times if t[0].span.precision in _SHORT][:1]
