"""Who acts in a claim and who is acted on, with the sides that follow from each other."""

from fogline.claims.attribution import Chain
from fogline.claims.english import belonging, phrases
from fogline.claims.english.matching import Match
from fogline.claims.english.parties import Parties
from fogline.claims.english.siding import Siding
from fogline.claims.english.text import Text
from fogline.model.claim import Party

_HOSTILE = frozenset({"attack", "strike", "capture", "encircle", "counterattack", "casualties",
                      "destroy"})  # fmt: skip

_BELLIGERENT = frozenset({"military", "official", "milblogger"})
_GAINED = frozenset({"liberate", "clear", "retake", "recapture", "free", "cleanse", "regain", "win",
                     "secure"})  # fmt: skip
_TAKEN = frozenset({"take", "capture", "seize"})
"""Words of either side: who attacks in the report took it."""
_LOST = frozenset({"lose", "occupy"})


class Acting:
    """Resolves the parties of matches, in the order of the text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.parties = Parties(text)
        self.siding = Siding(text, self.parties)

    def of(
        self,
        match: Match,
        chain: Chain,
        reasons: dict[str, str],
    ) -> tuple[Party | None, Party | None]:
        """Return actor and target, with the reasons put into `reasons`."""
        parties = self.parties
        actor = target = None
        if (
            match.target is not None
            and not self._is_only_place(match.target)
            and not self._is_action(match.target)
        ):
            target = parties.party(match.target, chain)
            reasons["target"] = "what the words act on"
        if match.actor is not None:
            actor = parties.party(match.actor, chain)
            reasons["actor"] = f'"{actor.text}" acts'
        if match.self_held and actor is None:
            word = max(match.core)
            actor = Party(text=self.text.table.text[word], side=self.parties.speaker(chain))
        if actor is None and match.action == "strike" and match.noun and match.scope.kind is None:
            actor = self._suffered(chain, reasons)
        if actor is None or actor.side is None:
            actor = self._told_by_side(match, chain, actor, target, reasons)
        if match.outcome in ("repelled", "failed") and match.action in ("attack", "counterattack"):
            actor = self._repelled(match, chain, actor, target, reasons)
        actor, target = self._facing(match, actor, target)
        actor, target = self._apart(match, chain, actor, target)
        actor, target = self.siding.complete(match, chain, actor, target, reasons)
        if (
            match.action in ("attack", "advance", "capture")
            and actor is not None
            and match.outcome != ("failed")
        ):
            parties.attacks(actor.side)
        elif match.action == "defend" and actor is not None:
            parties.defends(actor.side)
        return actor, target

    def _facing(
        self,
        match: Match,
        actor: Party | None,
        target: Party | None,
    ) -> tuple[Party | None, Party | None]:
        """Whoever fights a side is of the other, where nothing else says so."""
        if match.action not in _HOSTILE or actor is None or target is None:
            return actor, target
        text = self.text
        if (
            actor.side is None
            and target.side is not None
            and match.actor is not None
            and ("force" in text.classes(match.actor) or text.table.tag[match.actor] == "NNP")
        ):
            return actor.but(side=self.parties.opposite(target.side)), target
        if (
            target.side is None
            and actor.side is not None
            and match.target is not None
            and self._armed(match.target)
            and not belonging.foreign(text, *phrases.span(text, match.target)[:1], match.target)
        ):
            return actor, target.but(side=self.parties.opposite(actor.side))
        return actor, target

    def _apart(
        self,
        match: Match,
        chain: Chain,
        actor: Party | None,
        target: Party | None,
    ) -> tuple[Party | None, Party | None]:
        """Nobody fights his own side, unless the words say so; who admits losses has lost."""
        parties, side = self.parties, actor.side if actor is not None else None
        if match.action not in _HOSTILE:
            return actor, target
        if target is not None and match.target is not None and not self._named(match.target):
            if match.outcome == "repelled" and actor is not None and match.actor is not None:
                pass
            elif side is not None and target.side == side:
                other = parties.opposite(side) if self._armed(match.target) else None
                target = target.but(side=other)
            elif actor is None and match.action == "casualties" and self._armed(match.target):
                own = belonging.admitted(tuple(a.meaning.lemma for a in chain.attributions))
                target = target.but(side=parties.speaker(chain)) if own else target
        if (
            match.outcome == "repelled"
            and actor is not None
            and target is not None
            and side is not None
            and side == target.side
            and match.actor is not None
            and not self._named(match.actor)
        ):
            actor = actor.but(side=parties.opposite(side))
        if actor is None and match.opposite_of is not None and match.action == "capture":
            loser = parties.opposite(parties.side(match.opposite_of, chain))
            actor = Party(text="", side=loser) if loser is not None else None
        return actor, target

    def _named(self, head: int) -> bool:
        return belonging.named(self.text, head) and self.text.table.tag[head] != "PRP"

    def _armed(self, head: int) -> bool:
        return self.text.has_class(phrases.content_head(self.text, head), ("force",))

    def _is_action(self, head: int) -> bool:
        """Say whether what is acted on is itself an action: "achieve a breakthrough"."""
        text = self.text
        return text.table.lemma[head].lower() in text.lexis.nouns and not (
            text.is_party(head) or {"force", "civilian", "equipment"} & text.classes(head)
        )

    def _told_by_side(  # noqa: PLR0911 - a list of cases, each with its answer
        self,
        match: Match,
        chain: Chain,
        actor: Party | None,
        target: Party | None,
        reasons: dict[str, str],
    ) -> Party | None:
        """What a belligerent says was liberated it took; what is lost or occupied the other did."""
        voice = chain.voices[-1]
        speaker = self.parties.speaker(chain) if voice.kind in _BELLIGERENT else None
        if speaker is None:
            return actor
        word = self.text.table.lemma[match.trigger]
        if match.sub_action == "intercept":
            if actor is not None and "equipment" in self._classes(match.actor):
                reasons["actor"] = f'"{actor.text}" acts, for the side that reports it'
                return actor.but(side=speaker)
            return actor
        if actor is not None:
            return self._weapon(match, actor, target, speaker, reasons)
        if match.action not in ("capture", "control") or match.sub_action or self._no(match, chain):
            return None
        side = self._gainer(match, word, speaker)
        if side is None:
            return None
        reasons["actor"] = "follows from the side of the voice that reports it"
        return Party(text="", side=side)

    def _no(self, match: Match, chain: Chain) -> bool:
        """Say whether the voice says that it is not so: then it says nothing of who took it."""
        table = self.text.table
        return any(a.meaning.polarity != "affirmed" for a in chain.attributions) or any(
            table.dep[c] == "neg" for t in match.scope.chain for c in table.children[t]
        )

    def _gainer(self, match: Match, word: str, speaker: str) -> str | None:
        if word in _LOST:
            return self.parties.opposite(speaker)
        if match.action == "capture" and word in _TAKEN and match.scope.passive:
            return self.parties.attacker()
        words = {self.text.table.lemma[t] for t in match.core}
        taken = match.action == "capture" and word in _GAINED and match.scope.passive
        return speaker if taken or (match.action == "control" and "control" in words) else None

    def _weapon(
        self,
        match: Match,
        actor: Party,
        target: Party | None,
        speaker: str,
        reasons: dict[str, str],
    ) -> Party:
        """Drones and shells that hit people, as a belligerent reports, are the other side's."""
        if (
            match.action not in ("strike", "casualties")
            or "equipment" not in self._classes(match.actor)
            or match.target is None
            or target is None
            or target.side not in (None, speaker)
            or "civilian" not in self._classes(match.target)
        ):
            return actor
        reasons["actor"] = f'"{actor.text}" acts, against people of the side that reports it'
        return actor.but(side=self.parties.opposite(speaker))

    def _classes(self, token: int | None) -> frozenset[str]:
        return frozenset() if token is None else self.text.classes(token)

    def _suffered(self, chain: Chain, reasons: dict[str, str]) -> Party | None:
        """Fire that a belligerent reports to have come under is the other side's."""
        if len(chain.voices) > 1 and chain.voices[-1].kind not in ("military", "official"):
            return None
        side = self.parties.opposite(self.parties.speaker(chain))
        if side is None:
            return None
        reasons["actor"] = "the side against the one that reports it came under fire"
        return Party(text="", side=side)

    def _repelled(
        self,
        match: Match,
        chain: Chain,
        actor: Party | None,
        target: Party | None,
        reasons: dict[str, str],
    ) -> Party | None:
        """The attacker is the side against whoever beat the attack back."""
        if actor is not None and actor.side is not None:
            return actor
        parties_speaker = self.parties.speaker(chain)
        if match.opposite_of is not None:
            repeller = (
                target.side
                if target is not None
                else self.parties.side(
                    match.opposite_of,
                    chain,
                )
            )
        elif match.outcome == "repelled" or (match.noun and chain.voices[-1].kind == "military"):
            repeller = parties_speaker
        else:
            return actor
        side = self.parties.opposite(repeller)
        if side is None:
            return actor
        reasons["actor"] = "the side against whoever beat it back"
        return Party(text=actor.text if actor else "", side=side)

    def _is_only_place(self, head: int) -> bool:
        text = self.text
        return (text.is_place(head) or "place_word" in text.classes(head)) and not (
            text.is_party(head) or {"force", "civilian", "equipment"} & text.classes(head)
        )

    def whose(self, match: Match, actor: Party | None, target: Party | None) -> str | None:
        """Return the side whose losses a claim counts."""
        if match.action != "casualties":
            return None
        party = target if match.target is not None else actor
        return party.side if party else None
