"""Action nouns that state something by themselves: "attacks continued", "after the fall of"."""

from fogline.claims.english.matching.base import Match
from fogline.claims.english.matching.carried import Carried
from fogline.claims.english.scope import SUBJECTS, Scope, scope
from fogline.claims.english.text import NOUN_TAGS
from fogline.model.claim import Verification
from fogline.vocabulary.content import NounFrame

_PRESUPPOSING = frozenset({"after", "following", "despite", "amid", "during", "since", "before"})
_CARRIERS = frozenset({
    "phase", "stage", "part", "series", "wave", "number", "attempt", "kind", "form", "start", "end",
    "beginning", "round", "spate", "string", "dozen", "hundred", "lot", "type", "majority", "result",
    "completion", "continuation", "level", "most", "rest", "bout", "intensity", "pace",
})  # fmt: skip
_COMPARING = frozenset({"similar", "similarly", "like", "unlike", "alike", "reminiscent", "resemble",
                        "resembles", "resembled", "recall", "recalls", "repeat", "echoes"})  # fmt: skip
_FAR = 12  # words up the tree from a noun to the comparison it stands in
_CHANCES = frozenset({"possibility", "chance", "option", "prospect", "opportunity", "risk",
                      "likelihood", "probability"})  # fmt: skip


class Nouns(Carried):
    """Matches action nouns that no verb carries."""

    def _noun(self, noun: int) -> None:
        table = self.table
        if (
            table.dep[noun] in ("compound", "amod", "nmod")
            and table.tag[table.head[noun]] in NOUN_TAGS
        ):
            return
        frame = self._noun_frame(noun)
        if frame is None or frame.only_object:
            return
        outer = self._out_of_carriers(noun)
        if not self._occurs(noun, outer, frame) and not self._standing(noun, outer, frame):
            self.passed.setdefault(noun, f'"{table.text[noun]}" is only mentioned')

    def _out_of_carriers(self, noun: int) -> int:
        """Climb from "the withdrawal" to "the first phase of the withdrawal"; conjuncts to first."""
        table = self.table
        for _ in range(4):
            head = table.head[noun]
            if table.dep[noun] == "conj" and table.tag[head] in NOUN_TAGS:
                noun = head
            elif (
                table.dep[noun] in ("pobj", "pcomp")
                and table.lower[head] == "of"
                and (table.lemma[table.head[head]].lower() in _CARRIERS)
            ):
                noun = table.head[head]
            else:
                break
        return noun

    def _occurs(self, noun: int, outer: int, frame: NounFrame) -> bool:  # noqa: PLR0911 - a list of cases, each with its answer
        """Match "attacks continued", "attacks were repelled", "the assault failed"."""
        table = self.table
        verb = table.head[outer]
        if table.dep[outer] not in SUBJECTS or (
            table.tag[verb][:1] != "V" and (table.pos[verb] != "AUX")
        ):
            return False
        lemma = table.lemma[verb]
        if verb in self.text.cues and lemma not in self.lexis.occurs:
            return False
        if any(m.trigger == verb for m in self.matches) and frame.action != "attack":
            return False
        entry = next(iter(self.lexis.occurs.get(lemma, ())), None)
        if entry is None or (entry.weak and not frame.bare):
            return False
        if entry.strike_subject and frame.action not in ("strike", "attack"):
            return False
        if any(m.trigger == verb for m in self.matches):
            # "the attack killed six": the verb's own claim stands, the attack is its actor.
            return True
        over = self.scope(verb)
        match = Match.of(frame, verb, over, f'"{table.text[noun]} {table.text[verb]}"')
        match.core.add(noun)
        match.noun = True
        match.phase = entry.phase or match.phase
        match.outcome = entry.outcome or match.outcome
        match.motion = frame.motion
        match.actor, match.target = self.noun_arguments(noun, frame)
        self._ending(match, noun)
        self._add(match)
        return True

    def _standing(self, noun: int, outer: int, frame: NounFrame) -> bool:
        """Match nouns that state something by themselves: after "following", "denied", verbless."""
        table = self.table
        head, dep = table.head[outer], table.dep[outer]
        actor, target = self.noun_arguments(noun, frame)
        known = actor is not None or target is not None or self._place_near(noun)
        known = known or (dep == "ROOT" and self.place_in_sentence(noun))
        carrier: int | None = None
        alone = dep == "ROOT" and frame.bare and known
        there = (
            dep in ("attr", "nsubj")
            and table.lemma[head] == "be"
            and table.child(
                head,
                "expl",
            )
            is not None
        )
        said = head in self.text.cues or (dep == "pobj" and table.head[head] in self.text.cues)
        early = self._left_open(outer)
        chance = self._possible(outer)
        before = (
            dep == "pobj"
            and table.lower[head] in _PRESUPPOSING
            and known
            and (actor is not None or self._place_near(noun))
            and frame.action not in ("control", "casualties", "supply")
        )
        said = said or self._object_of_saying(outer)
        said = said and (
            known
            or any(
                table.dep[c] in ("amod", "prep", "acl", "compound") or table.lower[c] == "no"
                for c in table.children[noun]
            )
        )
        if not (alone or there or said or before or chance or early is not None):
            return False
        over = Scope(predicate=noun, chain=[noun], shared=[noun])
        if there:
            over = self.scope(head)
        elif early is not None:
            over = Scope(
                predicate=noun,
                chain=[noun],
                shared=[noun],
                over=head,
                relation=dep,
                verification=early,
            )
        elif chance is not None:
            over.kind = "forecast"
            over.certainty.append((0.30, 0.70, table.text[chance]))
        elif not alone:
            over.over, over.relation = head, dep
            carrier = head if said and dep in ("dobj", "nsubjpass") else None
            if before:
                self._under_condition(over, noun)
        match = Match.of(frame, noun, over, f'the noun "{table.text[noun]}"')
        match.noun = True
        match.carrier = carrier
        match.motion = frame.motion
        match.actor, match.target = actor, target
        self._ending(match, noun)
        if before:
            match.phase = match.phase or "completed"
            match.recalled = self._recalled(noun)
        self._add(match)
        return True

    def _recalled(self, noun: int) -> bool:
        """Say whether it is told to compare: "in a way similar to what happened during"."""
        table = self.table
        for _ in range(_FAR):
            head = table.head[noun]
            if head == noun:
                return False
            noun = head
            if table.lower[noun] in _COMPARING or any(
                table.lower[c] in _COMPARING for c in table.children[noun] if c < noun
            ):
                return True
        return False

    def _object_of_saying(self, noun: int) -> bool:
        """Say whether a noun right behind a word of saying is its object, whatever the parser made."""
        table = self.table
        cue = table.left[noun] - 1
        verb = table.head[noun]
        return (
            cue in self.text.cues
            and table.dep[noun] == "nsubj"
            and table.dep[verb] == "ccomp"
            and table.head[verb] == cue
            and table.lemma[verb] not in self.lexis.occurs
        )

    def _possible(self, noun: int) -> int | None:
        """Return the word in "the possibility of an attack", "the threat of"."""
        table = self.table
        head = table.head[noun]
        if table.dep[noun] != "pobj" or table.lower[head] not in ("of", "for"):
            return None
        above = table.head[head]
        for _ in range(2):
            if table.lemma[above] in _CHANCES:
                return above
            for child in table.children[above]:
                # "opens up one of the possibilities for": the parser hangs "for" on the verb.
                for t in (child, *table.children[child]):
                    inner = table.child(t, "pobj")
                    if inner is not None and inner < noun and table.lemma[inner] in _CHANCES:
                        return inner
            return None
        return None

    def _left_open(self, noun: int) -> Verification | None:
        """Say why "too early to speak of the withdrawal" leaves it open."""
        table = self.table
        head = table.head[noun]
        if table.dep[noun] == "pobj" and table.lower[head] in ("about", "of"):
            head = table.head[head]
        elif table.dep[noun] != "dobj":
            return None
        if table.tag[head] != "VB":
            return None
        for _ in range(3):
            head = table.head[head]
            controls = self.lexis.control_adjectives.get(table.lower[head])
            if controls and controls[0].verification is not None:
                return controls[0].verification
        return None

    def _under_condition(self, over: Scope, noun: int) -> None:
        probe = scope(self.text, self.table.head[self.table.head[noun]])
        if probe.condition:
            over.unasserted = probe.unasserted
