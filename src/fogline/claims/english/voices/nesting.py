"""How sayings and attributions stand to one another: inside, checked by, the same person."""

from dataclasses import replace

from fogline.claims.attribution import Attribution, TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.saying import Saying
from fogline.model.claim import Voice

_CHECKED = 20
"""Sayings before and after a check among which the checked one is looked for."""


_AFTER = 2
"""Sentences behind a statement in which "could not verify the claim" still means it."""


def parents(found: list[Saying], denied: set[int]) -> list[int | None]:
    """Return for each saying the index of the closest one in whose content its cue stands."""
    index = {id(s): n for n, s in enumerate(found)}
    result: list[int | None] = [None] * len(found)
    spans: list[tuple[int, int, int]] = []
    for number, saying in enumerate(found):
        if saying.entry.statement and id(saying) not in denied and saying.content:
            spans += [(a, b, number) for a, b in saying.content]
    spans.sort(key=lambda s: (s[0], -s[1]))
    anchors = sorted((s.anchor, n) for n, s in enumerate(found))
    open_: list[tuple[int, int, int]] = []
    at = 0
    for anchor, number in anchors:
        while at < len(spans) and spans[at][0] <= anchor:
            open_.append(spans[at])
            at += 1
        open_ = [s for s in open_ if s[1] > anchor]
        holding = [s for s in open_ if s[2] != number]
        if holding:
            result[number] = min(holding, key=lambda s: s[1] - s[0])[2]
    for number, saying in enumerate(found):
        if saying.parent is not None and id(saying.parent) in index:
            result[number] = index[id(saying.parent)]
        above = result[number]
        if saying.untrue and above is not None:
            # "Reports that X are untrue, he said": he is not the one who passes them on.
            result[number] = result[above]
        if saying.denies is not None and id(saying.denies) in index:
            result[index[id(saying.denies)]] = result[number]
    return [_acyclic(result, n) for n in range(len(found))]


def _acyclic(parents: list[int | None], start: int) -> int | None:
    seen = {start}
    at = parents[start]
    while at is not None:
        if at in seen:
            parents[start] = None
            return None
        seen.add(at)
        at = parents[at]
    return parents[start]


def checks(table: TokenTable, found: list[Saying]) -> dict[int, list[int]]:
    """Return for each statement the indices of the failed checks of it, by nearness."""
    result: dict[int, list[int]] = {}
    for number, saying in enumerate(found):
        if saying.entry.stance != "unable_to_verify":
            continue
        sentence = table.sent[saying.anchor]
        best: tuple[int, int] | None = None
        for other in range(max(number - _CHECKED, 0), min(number + _CHECKED, len(found))):
            target = found[other]
            if other == number or not target.entry.statement or not target.content:
                continue
            away = sentence - table.sent[target.anchor]
            if not -1 <= away <= _AFTER:
                continue
            # What stands before is what was checked; what follows only if nothing stands before.
            cost = (abs(away) if away >= 0 else 3) * 1000 + abs(saying.anchor - target.anchor)
            if best is None or cost < best[0]:
                best = (cost, other)
        if best is not None:
            result.setdefault(best[1], []).append(number)
    return result


def with_checks(
    made: list[Attribution],
    checks: dict[int, list[int]],
) -> tuple[Attribution, ...]:
    """Hand each statement those who tried to verify it."""
    for target, numbers in checks.items():
        voices = tuple(made[n].voice.but(role="relay", stance="unable_to_verify") for n in numbers)
        made[target] = replace(made[target], checked_by=voices)
    return tuple(made)


def in_full(made: list[Attribution]) -> list[Attribution]:
    """Give a person the fullest form of the name and the kind that any mention has."""
    full: dict[str, Voice] = {}
    for voice in (a.voice for a in made):
        if voice.name and " " in voice.name and voice.id is None:
            last = voice.name.rsplit(maxsplit=1)[-1]
            known = full.get(last)
            if known is None or (known.kind == "unnamed" != voice.kind):
                full[last] = voice
    return [
        replace(a, voice=full[a.voice.name].but(side=a.voice.side or full[a.voice.name].side))
        if a.voice.name in full
        else a
        for a in made
    ]


def by_token(attributions: tuple[Attribution, ...]) -> dict[int, tuple[int, ...]]:
    """Return for each token the attributions that hold it, outermost first."""
    denied = {a.denies for a in attributions if a.denies is not None}
    depth = [_depth(attributions, n) for n in range(len(attributions))]
    order = sorted(
        (n for n, a in enumerate(attributions) if a.meaning.carries and n not in denied),
        key=lambda n: (depth[n], -_size(attributions[n].content)),
    )
    holding: dict[int, list[int]] = {}
    for n in order:
        for a, b in attributions[n].content:
            for i in range(a, b):
                holding.setdefault(i, []).append(n)
    return {i: tuple(ns) for i, ns in holding.items()}


def _depth(attributions: tuple[Attribution, ...], n: int) -> int:
    depth, at = 0, attributions[n].parent
    while at is not None:
        depth, at = depth + 1, attributions[at].parent
    return depth


def _size(content: tuple[TokenRange, ...]) -> int:
    return sum(b - a for a, b in content)
