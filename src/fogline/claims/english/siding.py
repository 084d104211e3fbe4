"""Sides that no noun of the claim names: of weapons, of "the Russian fire", of who did it before."""

from fogline.claims.attribution import Chain
from fogline.claims.english import belonging, phrases
from fogline.claims.english.matching import Match
from fogline.claims.english.parties import Parties
from fogline.claims.english.text import Text
from fogline.model.claim import Party

_BY_WEAPONS = frozenset({"strike", "casualties", "attack"})
_FALLING = frozenset({"land", "fall", "go", "come", "explode", "burn", "rise"})
_GAINING = frozenset({"attack", "advance", "capture", "counterattack"})
_WEAPONS = frozenset({"equipment", "bomb_word"})
_NAMING = frozenset({"adjective", "people", "actor", "side", "capital"})
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod"})
_HELD = frozenset({"control", "hand", "rule", "flag"})
_OWNING = frozenset({"our", "my", "us", "we"})


class Siding:
    """Completes the actor and the target of the claims of one text, in its order."""

    def __init__(self, text: Text, parties: Parties) -> None:
        self.text = text
        self.parties = parties
        self._last: dict[str, str] = {}

    def complete(
        self,
        match: Match,
        chain: Chain,
        actor: Party | None,
        target: Party | None,
        reasons: dict[str, str],
    ) -> tuple[Party | None, Party | None]:
        """Return both parties with what else the words say of their sides."""
        if self.parties.elsewhere:
            return actor, target
        if actor is None or (actor.side is None and match.noun):
            actor = self._modifier(match, reasons) or self._holder(match, reasons) or actor
        if actor is None:
            actor = self._weapon(match, chain, target, reasons)
        elif actor.side is None and match.actor is not None and self._hits(match, match.actor):
            side = self._of_weapon(match.actor, match, chain, target)
            actor = actor.but(side=side) if side is not None else actor
        if actor is None and match.noun and match.outcome != "repelled":
            actor = self._as_before(match, reasons)
        if actor is None:
            actor = self._told(match, chain, reasons)
        elif actor.side is None and match.action == "displace":
            actor = self._at_home(match, chain, actor)
        if match.action == "destroy" and target is not None and target.side is None:
            target = self._shot_down(match, actor, target)
        if actor is not None and actor.side is not None:
            self._last[match.action] = actor.side
        return actor, target

    def _modifier(self, match: Match, reasons: dict[str, str]) -> Party | None:
        """Return who acts by the word on the noun: "Russian fire", "an attempt by a Ukrainian group"."""
        if not match.noun or match.action in ("casualties", "destroy", "supply"):
            return None
        text, table = self.text, self.text.table
        nouns = {t for t in (match.trigger, *match.core) if table.tag[t][:1] == "N"}
        for noun in sorted(nouns):
            for child in table.children[noun]:
                entity = text.entity_at.get(child)
                named = entity is not None and entity.kind in _NAMING and entity.side is not None
                if named and table.dep[child] in _MODIFIERS and child < noun:
                    reasons["actor"] = f'"{table.text[child]}" says whose'
                    return Party(text=table.text[child], side=entity.side if entity else None)
                agent = table.child(child, "pobj") if table.lower[child] == "by" else None
                side = self._side_within(agent)
                if agent is not None and side is not None:
                    reasons["actor"] = f'"by {table.text[agent]}" says whose'
                    return Party(text=phrases.words(text, agent), side=side)
        return None

    def _side_within(self, head: int | None) -> str | None:
        """Return the side that a noun phrase names."""
        if head is None:
            return None
        entities = (self.text.entity_at.get(t) for t in range(*phrases.span(self.text, head)))
        return next((e.side for e in entities if e is not None and e.side is not None), None)

    def _told(self, match: Match, chain: Chain, reasons: dict[str, str]) -> Party | None:
        """Return the side against the voice that says whose advance was stopped."""
        voice, speaker = chain.voices[-1], self.parties.speaker(chain)
        if speaker is None or voice.kind not in ("military", "official"):
            return None
        stopped = (
            match.noun and match.action in _GAINING and match.outcome in ("failed", "repelled")
        )
        if stopped or (match.action == "advance" and match.phase == "halted"):
            reasons["actor"] = "the side against whoever stopped it"
            return Party(text="", side=self.parties.main_enemy(speaker))
        return None

    def _at_home(self, match: Match, chain: Chain, actor: Party) -> Party:
        """People whom their own officials tell to have left are of that side."""
        if match.actor is None or chain.voices[-1].kind != "official":
            return actor
        if "civilian" not in self.text.classes(phrases.content_head(self.text, match.actor)):
            return actor
        return actor.but(side=self.parties.speaker(chain))

    def _holder(self, match: Match, reasons: dict[str, str]) -> Party | None:
        """Return who has it now: "is returning to Ukrainian control", "went over to the Ukrainians"."""
        if match.action not in ("capture", "control") or match.actor is not None:
            return None
        text, table = self.text, self.text.table
        for token in range(match.trigger, min(table.right[match.scope.top] + 1, table.n)):
            entity = text.entity_at.get(token)
            if entity is None or entity.side is None or entity.kind not in _NAMING:
                continue
            held = table.lemma[table.head[token]] in _HELD and table.dep[token] in _MODIFIERS
            if held:
                reasons["actor"] = f'"{table.text[token]}" says in whose hands'
                return Party(text=table.text[token], side=entity.side)
        return None

    def _weapon(
        self, match: Match, chain: Chain, target: Party | None, reasons: dict[str, str]
    ) -> Party | None:
        """Return missiles and drones that hit something as what acts, with their side."""
        subject = match.scope.subject
        if (
            subject is None
            or subject in (match.target, match.object, match.opposite_of)
            or match.noun
            or not self._hits(match, subject)
        ):
            return None
        start, end = phrases.span(self.text, subject)
        words = " ".join(self.text.table.span(start, end).split())
        reasons["actor"] = f'"{words}" hits'
        return Party(text=words, side=self._of_weapon(subject, match, chain, target))

    def _hits(self, match: Match, weapon: int | None) -> bool:
        """Say whether a weapon is told to hit: shells that land and bombs that go off say no side."""
        if weapon is None or match.action not in _BY_WEAPONS or match.scope.passive:
            return False
        return self._is_weapon(weapon) and self.text.table.lemma[match.trigger] not in _FALLING

    def _is_weapon(self, token: int) -> bool:
        return bool(_WEAPONS & self.text.classes(token))

    def _of_weapon(
        self, token: int, match: Match, chain: Chain, target: Party | None
    ) -> str | None:
        """Return whose a weapon is: named, the speaker's own, else against whoever it hit."""
        text, table, parties = self.text, self.text.table, self.parties
        start, end = phrases.span(text, token)
        for at in range(start, end):
            entity = text.entity_at.get(at)
            if entity is not None and entity.side is not None:
                return entity.side
            own = text.arms.get(table.lower[at].removesuffix("s"))
            if own is not None:
                return own
        speaker = parties.speaker(chain)
        if speaker is not None and _OWNING & set(table.lower[start:end]):
            return speaker
        if target is not None and target.side is not None:
            return parties.main_enemy(target.side)
        return self._against_home(match, chain, speaker)

    def _against_home(self, match: Match, chain: Chain, speaker: str | None) -> str | None:
        """Return the enemy of those at whose home something is hit."""
        home = self.parties.speakers.at(match.trigger)
        if home is not None and speaker in (None, home):
            return self.parties.main_enemy(home)
        voice = chain.voices[-1]
        if home is None and speaker is not None and voice.kind in ("official", "resident"):
            return self.parties.main_enemy(speaker)
        return None

    def _as_before(self, match: Match, reasons: dict[str, str]) -> Party | None:
        """Return who did it before: "the retreat" is theirs of whom it was told."""
        table = self.text.table
        first = min(table.left[match.trigger], match.trigger)
        if table.lower[first] not in ("the", "this", "that", "their"):
            return None
        same = _GAINING if match.action in _GAINING else {match.action}
        side = next((self._last[a] for a in (match.action, *sorted(same)) if a in self._last), None)
        if side is None:
            return None
        reasons["actor"] = "those of whom it was told before"
        return Party(text="", side=side)

    def _shot_down(self, match: Match, actor: Party | None, target: Party) -> Party:
        """What a side shoots down is the other's."""
        if match.target is None or actor is None or actor.side is None:
            return target
        if not self._is_weapon(phrases.content_head(self.text, match.target)):
            return target
        if belonging.named(self.text, match.target):
            return target
        return target.but(side=self.parties.main_enemy(actor.side))
