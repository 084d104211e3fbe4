"""Who took it from whom, as nested lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from fogline.api.pages.desk import Desk
from fogline.model.event import OriginNode
from fogline.views.words import instant, shown, texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A voice with those who took its words over."""

    name: str
    what: str
    independent: bool
    reason: str
    claims: tuple[tuple[str, str], ...]
    """Id and time of what was read."""
    taken_by: tuple["Branch", ...]


def branches(nodes: Iterable[OriginNode], desk: Desk) -> list[Branch]:
    """Return a tree of origins as it may be shown, independent ones first."""
    made = [_branch(n, desk) for n in nodes]
    return sorted(made, key=lambda b: not b.independent)


def _branch(node: OriginNode, desk: Desk) -> Branch:
    say = texts()
    side = desk.picture.side_name(node.side)
    kind = say(f"source_{node.kind}")
    return Branch(
        name=shown(node.name) if node.name else say(f"voice_{node.kind}"),
        what=f"{kind}, {side}" if side else kind,
        independent=node.independent,
        reason=shown(desk.picture.named(node.reason)),
        claims=tuple(_claims(node, desk)),
        taken_by=tuple(branches(node.taken_by, desk)),
    )


def _claims(node: OriginNode, desk: Desk) -> Iterable[tuple[str, str]]:
    for id_ in node.claim_ids:
        claim = desk.assessed.claims.get(id_)
        if claim is not None and not desk.gate.held_for(claim):
            yield id_, instant(claim.published, desk.theatre.zone) if claim.published else ""
