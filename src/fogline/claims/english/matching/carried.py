"""Action nouns and the verbs that carry them: "launched an attack", "came under fire"."""

from fogline.claims.english.matching.base import Base, Match
from fogline.claims.english.scope import Scope
from fogline.vocabulary.content import NounFrame, Support

_OPERATIONS = {"military": "attack", "large": "attack", "largest": "attack", "major": "attack", "big": "attack",
               "anti-terrorist": "attack", "counter-terrorist": "attack", "offensive": "offensive", "assault": "assault", "combat": "fighting",
               "evacuation": "evacuation", "ground": "attack", "counteroffensive": "counteroffensive"}  # fmt: skip
_EFFORTS = frozenset({"wave", "campaign", "drive", "effort", "mission", "attempt", "order", "work",
                      "convoy", "operation", "plan"})  # fmt: skip
_CARRIERS = frozenset({
    "phase", "stage", "part", "series", "wave", "number", "attempt", "kind", "form", "start", "end",
    "beginning", "round", "spate", "string", "dozen", "hundred", "lot", "type", "majority", "result",
    "completion", "continuation", "level", "most", "rest", "bout", "intensity", "pace",
})  # fmt: skip


class Carried(Base):
    """Matches verbs that carry an action noun."""

    def _supported(
        self,
        i: int,
        over: Scope,
        subject: int | None,
        object_: int | None,
    ) -> bool:
        """Match "launched an attack", "attacks were repelled", "came under fire"."""
        table = self.table
        supports = self.lexis.supports.get(table.lemma[i])
        if not supports:
            return False
        noun = self._action_noun(object_)
        for support in supports:
            if support.particle and not self._particle(i, support.particle):
                continue
            carried = noun
            if support.prep:
                carried = self._under(i, support.prep)
            if carried is None:
                continue
            frame = self._noun_frame(carried)
            if frame is None or (support.only and frame.action not in support.only):
                continue
            if support.weak:
                return False
            self._carry(support, frame, i, carried, over, subject)
            return True
        return False

    def _under(self, i: int, prepositions: tuple[str, ...]) -> int | None:
        table = self.table
        for child in table.children[i]:
            if table.lower[child] in prepositions:
                inner = table.child(child, "pobj")
                if inner is not None:
                    return self._action_noun(inner)
        return None

    def _action_noun(self, token: int | None) -> int | None:  # noqa: PLR0911 - a list of cases, each with its answer
        """Return the action noun at a token or behind "phase of", "number of"."""
        table = self.table
        for _ in range(3):
            if token is None:
                return None
            lemma = table.lemma[token].lower()
            if lemma in self.lexis.nouns:
                return token
            last = self._last_conjunct(token)
            if last is not None:
                return last
            if lemma in _EFFORTS:
                for child in table.children[token]:
                    named = table.lemma[child].lower() in self.lexis.nouns
                    if table.dep[child] == "compound" and named:
                        return child
            if lemma == "operation" and any(
                table.lower[c] in _OPERATIONS for c in table.children[token]
            ):
                return token
            if lemma not in _CARRIERS and table.tag[token] != "CD":
                return None
            token = next(
                (
                    inner
                    for c in table.children[token]
                    if table.lower[c] in ("of", "in", "at")
                    and (inner := table.child(c, "pobj", "pcomp")) is not None
                ),
                None,
            )
        return None

    def _last_conjunct(self, token: int) -> int | None:
        """In "tank and mortar fire" the parser coordinates "tank" with "fire"."""
        table = self.table
        for _ in range(4):
            following = table.child(token, "conj")
            if following is None or following <= token:
                return None
            token = following
            if table.lemma[token].lower() in self.lexis.nouns:
                return token
        return None

    def _noun_frame(self, noun: int) -> NounFrame | None:
        table = self.table
        lemma = table.lemma[noun].lower()
        if table.tag[noun] == "VBG":
            lemma = table.lower[noun]
        if lemma == "operation":
            words = {table.lower[c] for c in table.children[noun]}
            lemma = next((known for w, known in _OPERATIONS.items() if w in words), "")
        if (
            lemma in ("offensive", "attack", "assault", "strike")
            and noun > 1
            and (table.lower[noun - 2] == "counter" or table.lower[noun - 1].startswith("counter"))
        ):
            lemma = "counterattack"
        for frame in self.lexis.nouns.get(lemma, ()):
            if frame.fire_only and not self._is_fire(noun):
                continue
            if frame.needs_of and not self._of_place(noun):
                continue
            return frame
        return None

    def _is_fire(self, noun: int) -> bool:
        """Say whether "fire" is artillery and the like, not a blaze."""
        table = self.table
        head = table.head[noun]
        return any(
            "fire" in self.text.classes(c)
            or "equipment" in self.text.classes(c)
            or table.lower[c] in ("enemy", "heavy", "small")
            or self.text.is_party(c)
            for t in (noun,)
            for c in table.children[t]
        ) or table.lower[head] in ("under", "open")

    def _of_place(self, noun: int) -> bool:
        table = self.table
        for child in table.children[noun]:
            if table.dep[child] in ("poss", "compound") and child in self.text.place_at:
                return True
            if table.lower[child] == "of":
                inner = table.child(child, "pobj")
                return inner is not None and self.text.has_class(
                    inner,
                    ("place", "place_word", "position", "structure"),
                )
        return False

    def _ending(self, match: Match, noun: int) -> None:
        """Read "unsuccessful attacks", "repelled assaults"."""
        for child in self.table.children[noun]:
            match.phase = self.lexis.stages.get(self.table.lower[child], match.phase)
            outcome = self.lexis.endings.get(self.table.lower[child])
            if outcome is not None and match.outcome is None:
                match.outcome = outcome
                if outcome == "repelled" and match.action == "attack":
                    match.sub_action = match.sub_action or "repel"

    def _carry(  # noqa: PLR0913, PLR0917 - one value each
        self,
        support: Support,
        frame: NounFrame,
        i: int,
        noun: int,
        over: Scope,
        subject: int | None,
    ) -> None:
        table = self.table
        match = Match.of(frame, i, over, f'"{table.text[i]} ... {table.text[noun]}"')
        match.core |= {noun}
        match.outcome = support.outcome or match.outcome
        match.phase = support.phase if support.phase != "ongoing" else match.phase
        match.sub_action = support.sub_action or match.sub_action
        match.kind = support.kind or match.kind
        match.noun = True
        match.motion = frame.motion
        self._ending(match, noun)
        actor, target = self.noun_arguments(noun, frame)
        match.actor, match.target = actor, target
        if support.role == "actor":
            match.actor = subject if subject is not None else actor
        elif support.role == "target":
            match.target = subject
        elif support.role == "opposite":
            match.opposite_of = subject
            if subject is not None:
                match.target = subject
        if frame.action == "casualties":
            match.actor, match.target = actor, subject if support.role == "target" else target
        self.used.add(noun)
        self._add(match)
