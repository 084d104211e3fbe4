"""From nested attributions to the chain of voices at a place in the text."""

from fogline.claims.attribution import Attribution, Chain, Voices
from fogline.model.claim import Evidence, Flag, OriginBasis, Stance, Voice


def chain_at(voices: Voices, token: int) -> Chain:
    """Return the chain for the statement at a token: outlet first, origin last."""
    holding = voices.by_token.get(token, ())
    apart = next((n for n in reversed(holding) if voices.attributions[n].apart), None)
    if apart is not None:
        return chain_of(voices, apart)
    return _chain(voices, [voices.attributions[n] for n in holding])


def chain_of(voices: Voices, index: int) -> Chain:
    """Return the chain of one attribution with the ones around it: for what another denies."""
    path: list[Attribution] = []
    at: int | None = index
    while at is not None:
        path.append(voices.attributions[at])
        at = path[-1].parent
    return _chain(voices, path[::-1])


def _chain(voices: Voices, path: list[Attribution]) -> Chain:
    links: list[Voice] = [*voices.outer, voices.outlet, *voices.credited]
    stances: list[Stance] = ["relays"] * (len(links) - 1)
    for attribution in path:
        _extend(links, stances, attribution)
    flags: list[Flag] = []
    evidence: list[Evidence] = []
    for attribution in path:
        flags = list(attribution.flags) or flags
        evidence += [e for e in attribution.evidence if e not in evidence]
    for attribution in path:
        _apply_checks(links, stances, attribution)
    return Chain(
        voices=_roles(voices, links, stances),
        basis=_basis(voices, links, path),
        attributions=tuple(path),
        evidence=tuple(evidence),
        flags=tuple(flags),
        reason="; ".join(a.reason for a in path) or "the outlet says so itself",
    )


def _extend(links: list[Voice], stances: list[Stance], attribution: Attribution) -> None:
    for relay in attribution.via:
        if not _same(links[-1], relay):
            links.append(relay)
            stances.append("relays")
    if not _same(links[-1], attribution.voice) and not _means_last(links[-1], attribution):
        links.append(attribution.voice)
        stances.append(attribution.meaning.stance)


def _means_last(last: Voice, attribution: Attribution) -> bool:
    """Tell whether "he said" inside somebody's words means that somebody, who has no name."""
    voice = attribution.voice
    again = attribution.reason.endswith(("is the last voice that fits", "some of them"))
    return again and voice.name is None and last.kind == voice.kind != "unnamed"


def _same(a: Voice, b: Voice) -> bool:
    if a.kind == b.kind == "imagery":
        return a.name == b.name  # "appears to show": one image speaks
    return a.name is not None and (a.name == b.name or (a.id is not None and a.id == b.id))


def _apply_checks(links: list[Voice], stances: list[Stance], attribution: Attribution) -> None:
    """Let whoever could not verify the words stand before their voice with that stance."""
    for checker in attribution.checked_by:
        origin = len(links) - 1
        if (checker.name is None and checker.kind == "unnamed") or _same(links[-1], checker):
            # "The claim could not be verified", "it was not possible to": by whoever writes it.
            if stances and stances[0] == "relays":
                stances[0] = "unable_to_verify"
            continue
        at = next((n for n in range(origin) if _same(links[n], checker)), None)
        if at is not None:
            stances[at] = "unable_to_verify"
        elif origin > 0:
            links.insert(origin, checker)
            stances.insert(origin, "unable_to_verify")
            stances[origin - 1] = "relays"


def _roles(
    voices: Voices,
    links: list[Voice],
    stances: list[Stance],
) -> tuple[Voice, ...]:
    head = len(voices.outer) + 1
    result = []
    last = len(links) - 1
    for n, voice in enumerate(links):
        stance = stances[n] if n < last else None
        if n == 0:
            role = "outlet"
        elif head <= n < head + len(voices.credited):
            role = "credited"
        else:
            role = "origin" if n == last else "relay"
        result.append(voice.but(role=role, stance=stance))
    return tuple(result)


def _basis(voices: Voices, links: list[Voice], path: list[Attribution]) -> OriginBasis:
    if links[-1].kind == "imagery":
        return "imagery"
    before = len(voices.outer) + 1 + len(voices.credited)
    if len(links) > before:
        return "relayed"
    own = next((a.basis for a in reversed(path) if a.basis is not None), None)
    if own is not None:
        return own
    if voices.institution or (path and not voices.credited):
        return "own_reporting"
    if links[-1].kind in {"outlet", "agency", "journalist"} or not voices.credited:
        return "uncredited"
    return "relayed"
