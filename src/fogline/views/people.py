"""Who is named: public functions are, private persons, victims, captives and minors are not.

One's own store keeps every report verbatim; this is the gate for what leaves it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fogline.model.claim import Claim, Flag, Party, Voice
from fogline.views.words import shown, texts

PRIVATE_KINDS = frozenset({"resident"})
PRIVATE_FLAGS: frozenset[Flag] = frozenset({"victim", "minor", "private_person"})
"""Whom the claim concerns: their names are withheld in its words."""
BOUND_FLAGS: frozenset[Flag] = frozenset({"captivity"})
"""How the origin stood: it is not named."""


@dataclass(frozen=True, slots=True)
class Words:
    """Verbatim words as they may be shown."""

    text: str
    redacted: bool


def is_private(voice: Voice, claim: Claim | None = None) -> bool:
    """Return whether a voice is a person who is not named."""
    if voice.kind in PRIVATE_KINDS:
        return True
    return claim is not None and voice.role == "origin" and bool(BOUND_FLAGS & set(claim.flags))


def voice_name(voice: Voice, claim: Claim | None = None) -> str:
    """Return a voice's name as it may be shown: "a resident" for a resident."""
    say = texts()
    if claim is not None and voice.role == "origin" and BOUND_FLAGS & set(claim.flags):
        return say("voice_captive")
    if voice.kind in PRIVATE_KINDS or not voice.name:
        return say(f"voice_{voice.kind}")
    return shown(voice.name)


def withheld(claim: Claim) -> tuple[str, ...]:
    """Return the names that must not be shown in this claim's words, longest first."""
    names = {v.name for v in claim.chain if v.name and is_private(v, claim)}
    if PRIVATE_FLAGS & set(claim.flags):
        parties = (claim.actor, claim.target)
        names |= {p.text for p in parties if p is not None and p.id is None and _is_name(p.text)}
    parts = {part for name in names for part in (name, *_surnames(name))}
    return tuple(sorted(parts, key=len, reverse=True))


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(w[:1].isupper() for w in words)


def _surnames(name: str) -> list[str]:
    return [w for w in name.split() if len(w) > 3 and w[:1].isupper()]


def redact(text: str, names: tuple[str, ...]) -> Words:
    """Return text with names replaced, and whether any was."""
    if not names:
        return Words(shown(text), redacted=False)
    clean, count = re.subn(pattern_of(names), texts()("name_withheld"), text)
    return Words(shown(clean), redacted=bool(count))


def pattern_of(names: tuple[str, ...]) -> str:
    """Return the regular expression of any of the names as a whole word."""
    return "|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in names)


def names_by_report(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Return the names that must not be shown in anything of a report, by report id.

    A resident who is named beside an official's words is withheld from those words, too.
    """
    found: dict[str, set[str]] = {}
    for claim in claims:
        names = withheld(claim)
        if names:
            found.setdefault(claim.report_id, set()).update(names)
    return {key: tuple(sorted(names, key=len, reverse=True)) for key, names in found.items()}


def public(claim: Claim, names: tuple[str, ...] | None = None) -> Claim:
    """Return a claim as it may leave the store: who must not be named is not.

    The spans stay, so that one's own store leads back to the verbatim words. `names` are those
    withheld from the whole report, None = the claim's own.
    """
    names = withheld(claim) if names is None else names
    if not names and not any(is_private(v, claim) for v in claim.chain):
        return claim
    return claim.but(
        quote=redact(claim.quote, names).text,
        chain=tuple(v.but(name=None) if is_private(v, claim) else v for v in claim.chain),
        actor=_party(claim.actor, names),
        target=_party(claim.target, names),
    )


def _party(party: Party | None, names: tuple[str, ...]) -> Party | None:
    return None if party is None else party.but(text=redact(party.text, names).text)
