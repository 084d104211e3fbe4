"""The tree of who took a word from whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from fogline.model.claim import Claim, Voice
from fogline.model.event import OriginNode
from fogline.situation.origins import Origin, independent


@dataclass(slots=True)
class _Branch:
    """A node of the tree while it grows."""

    name: str | None
    kind: str
    side: str | None
    claims: list[str]
    taken: dict[tuple[str | None, str], "_Branch"]
    reason: str = ""
    key: str | None = None

    def frozen(self, counted: set[str]) -> OriginNode:
        independent_ = self.key is not None and self.key in counted
        if independent_ and self.key is not None:
            counted.discard(self.key)
        return OriginNode(
            name=self.name,
            kind=self.kind,
            side=self.side,
            claim_ids=tuple(sorted(self.claims)),
            independent=independent_,
            reason=self.reason,
            taken_by=tuple(
                b.frozen(counted)
                for _, b in sorted(
                    self.taken.items(),
                    key=lambda item: (item[0][0] or "", item[0][1]),
                )
            ),
        )


def tree(members: Sequence[tuple[Claim, Origin]]) -> tuple[OriginNode, ...]:
    """Return who took it from whom: the origins, each with those who took its word over.

    A root counts as independent once for each key; the leaves hold the claims that were read.
    """
    counted = set(independent(o for _, o in members))
    roots: dict[tuple[str | None, str], _Branch] = {}
    for claim, origin in sorted(members, key=lambda m: m[0].id):
        spot = roots
        path = [
            Voice(name=origin.name, kind=claim.chain[-1].kind, role="origin"),
            *reversed(claim.chain[:-1]),
        ]
        if path[-1].name != claim.outlet:
            path.append(Voice(name=claim.outlet, kind="outlet", role="outlet"))
        for depth, voice in enumerate(path):
            node = (voice.name if depth else (origin.key or voice.name), voice.kind)
            branch = spot.get(node)
            if branch is None:
                branch = _Branch(
                    voice.name,
                    voice.kind,
                    voice.side,
                    [],
                    {},
                    "took it over" if depth else origin.reason,
                    None if depth else origin.key,
                )
                branch.side = branch.side if depth else origin.side
                spot[node] = branch
            if depth == len(path) - 1:
                branch.claims.append(claim.id)
            spot = branch.taken
    return tuple(
        b.frozen(counted)
        for _, b in sorted(
            roots.items(),
            key=lambda item: (item[0][0] or "", item[0][1]),
        )
    )
