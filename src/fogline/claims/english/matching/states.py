"""States and judgements: "under the control of", "there are", "surrounded", "makes sense"."""

from fogline.claims.english.matching.base import Match
from fogline.claims.english.matching.nouns import Nouns
from fogline.claims.english.scope import Scope
from fogline.claims.english.text import NOUN_TAGS
from fogline.model.claim import ClaimKind
from fogline.vocabulary.content import NounFrame, Said, VerbFrame

_COPULAS = frozenset({"be", "remain", "become", "stay", "get", "come", "appear", "seem", "look",
                      "stand", "keep", "find", "leave", "bring", "fall", "lie", "feel"})  # fmt: skip
_ARMED_PRONOUNS = frozenset({"we", "they", "who"})
_LACKING = Said(action="supply", sub_action="lack", kind="state")
_HELD = Said(action="control", kind="state")
_LOSSES = Said(action="casualties")
_PRESENT = Said(action="control", sub_action="presence", kind="state")
_EXISTING: tuple[tuple[Said, tuple[str, ...]], ...] = (
    (Said(action="casualties"), ("casualty_word", "harmed_word")),
    (_PRESENT, ("force", "party", "civilian")),
    (Said(action="strike"), ("explosion", "gunfire_word")),
    (Said(action="fortify", kind="state"), ("fort_word", "mine_word")),
    (Said(action="supply", kind="state"), ("aid", "access_word", "money_word")),
)
"""What "there is ..." says, by what there is."""
_JUDGED = ("place", "place_word", "road", "structure", "operation", "equipment", "victory")
_PLAIN_NOUN = NounFrame(lemmas=())


class States(Nouns):
    """Matches predicates that are no verbs of action."""

    def _state(self, noun: int) -> bool:
        """Match "under the control of", "in the hands of"."""
        table = self.table
        states = self.lexis.states.get(table.lemma[noun].lower())
        preposition = table.head[noun]
        under_way = table.lower[noun] != "way" or table.lemma[table.head[preposition]] == "be"
        if not states or table.dep[noun] != "pobj" or not under_way:
            return False
        state = next((s for s in states if table.lower[preposition] in s.preps), None)
        if state is None:
            return False
        verb = table.head[preposition]
        if table.lower[preposition] == "of":
            # "out of use": the words hang on "out".
            if table.lower[verb] != "out":
                return False
            verb = table.head[verb]
        if table.lemma[noun].lower() == "hand" and not self._holder(noun):
            return False
        if table.tag[verb][:1] == "V" or table.pos[verb] == "AUX":
            over = self.scope(verb)
            subject = over.subject
        elif table.tag[verb] in NOUN_TAGS and table.dep[verb] not in ("pobj", "dobj"):
            over = Scope(predicate=preposition, chain=[preposition], shared=[preposition])
            over.over, over.relation = verb, "prep"
            subject = verb
        else:
            return False
        match = Match.of(
            state,
            verb if verb in over.chain else preposition,
            over,
            f'"{table.lower[preposition]} ... {table.text[noun]}"',
        )
        match.core |= {noun, preposition}
        match.noun = True
        match.kind = "state" if match.kind is None and state.action != "strike" else match.kind
        if table.lemma[verb] in ("come", "fall", "bring", "take", "place") and (
            state.action == "control"
        ):
            match.action, match.kind = "capture", None
        if state.holder:
            match.actor, match.object = self._holding(noun, preposition, subject)
        else:
            match.target = subject
            match.actor = self.noun_arguments(noun, _PLAIN_NOUN)[0]
        self.matches = [m for m in self.matches if m.trigger != match.trigger]
        self._add(match)
        return True

    def _holding(
        self, noun: int, preposition: int, subject: int | None
    ) -> tuple[int | None, int | None]:
        """Return who holds and what: "they are in control of it", "it is under their control"."""
        table = self.table
        held = table.child(noun, "prep")
        if (
            table.lower[preposition] == "in"
            and subject is not None
            and held is not None
            and self.text.has_class(subject, ("force", "party", "pronoun"))
        ):
            return subject, table.child(held, "pobj")
        return self._holder(noun), subject

    def _holder(self, noun: int) -> int | None:
        table = self.table
        for child in table.children[noun]:
            if table.dep[child] in ("poss", "amod", "compound", "nmod") and (
                self.text.is_party(child)
                or table.dep[child] == "poss"
                or {"force", "opposite"} & self.text.classes(child)
            ):
                return child
            if table.lower[child] == "of":
                return table.child(child, "pobj")
        return None

    def _be(self, i: int) -> None:  # noqa: PLR0911 - a list of cases, each with its answer
        """Match "our men are inside the walls", "there are 2,500 soldiers left"."""
        text, table = self.text, self.table
        if table.dep[i] in ("aux", "auxpass"):
            return
        over = self.scope(i)
        if table.child(i, "expl") is not None:
            counted = table.child(i, "attr", "nsubj", "dobj")
            if counted is not None and self._without(i, over, counted):
                return
            if counted is not None:
                self._there(i, over, counted)
            return
        subject = over.subject
        if subject is None or self._belongs(i, over, subject) or self._verdict(i, over, subject):
            return
        if not text.has_class(subject, ("force", "party", "pronoun")):
            return
        if table.child(i, "acomp", "attr") is not None or not self._located(i):
            return
        if "road" in text.classes(subject) or not (
            text.is_party(subject)
            or "force" in text.classes(subject)
            or table.lower[subject] in _ARMED_PRONOUNS
        ):
            return
        if table.lower[subject] == "they" and self._things(i):
            self.passed[i] = "it says where a thing lies"
            return
        match = Match.of(_PRESENT, i, over, '"are in ..."')
        match.actor = subject
        self._add(match)

    def _things(self, i: int) -> bool:
        """Say whether "they" goes back to things: "positions that hold as they are on a ridge"."""
        table = self.table
        above = table.head[i]
        relative = table.child(above, "nsubj", "nsubjpass")
        if relative is None or table.tag[relative] not in ("WDT", "WP"):
            return False
        noun = self._antecedent(above, relative)
        return noun != relative and not self.text.has_class(noun, ("force", "party", "civilian"))

    def _counted(self, i: int) -> None:
        """Match "seven dead, 40 hurt" in notes and headlines without a verb."""
        table = self.table
        if any(i in m.core for m in self.matches) or i in self.text.cues:
            return
        number = next((c for c in table.children[i] if table.tag[c] == "CD"), None)
        if number is None and i and table.tag[i - 1] == "CD":
            number = i - 1
        if number is None or (table.dep[i] in ("amod", "compound") and table.head[i] != number):
            return
        head = table.head[i]
        if any(head in m.core and m.action == "casualties" for m in self.matches):
            return
        over = Scope(predicate=i, chain=[i], shared=[i])
        match = Match.of(_LOSSES, i, over, f'"{table.span(number, number + 1)} {table.text[i]}"')
        match.noun = True
        match.core.add(number)
        above = table.head[number]
        if above in self.text.place_at and table.text[above + 1 : above + 2] == [":"]:
            whole = self.text.places[self.text.place_at[above]]  # "Sadove: two dead"
            match.core.update(range(whole.start, whole.end))
        self._add(match)

    def _there(self, i: int, over: Scope, counted: int) -> None:
        """Match "there are 300 soldiers left", "there were no victims"."""
        for said, classes in _EXISTING:
            if self.text.has_class(counted, classes):
                match = Match.of(said, i, over, '"there are ..."')
                match.actor = counted if said is _PRESENT else None
                match.target = counted if said.action == "casualties" else None
                match.core.add(counted)
                self._add(match)
                return

    def _belongs(self, i: int, over: Scope, subject: int) -> bool:
        """Match "the village remains Northern": the side's name as a predicate of a place."""
        table, text = self.table, self.text
        holder = table.child(i, "acomp", "attr", "oprd")
        if holder is None or not text.is_party(holder):
            return False
        if table.tag[holder] not in ("JJ", "NNP") or table.children[holder]:
            return False
        if not text.has_class(subject, ("place", "place_word", "position")):
            return False
        match = Match.of(_HELD, i, over, f'"{table.text[i]} {table.text[holder]}"')
        match.core.add(holder)
        match.actor, match.object = holder, subject
        self._add(match)
        return True

    def _verdict(self, i: int, over: Scope, subject: int) -> bool:
        """Match "the retreat was a mistake": a judgement of worth on an action or a place."""
        table, text = self.table, self.text
        verdict = table.child(i, "attr")
        if verdict is None or not text.has_class(verdict, ("verdict",)):
            return False
        action = self._action_of(subject)
        if action == "other" and not text.has_class(subject, _JUDGED):
            return False
        match = Match.of(Said(action=action, kind="opinion"), i, over, f'"a {table.text[verdict]}"')
        match.core.add(verdict)
        match.object = subject
        self._add(match)
        return True

    def _without(self, i: int, over: Scope, thing: int) -> bool:
        """Match "there is no electricity", "people have had no gas"."""
        table = self.table
        if not self.text.has_class(
            thing,
            ("civilian_service", "supply", "structure", "road", "goods"),
        ) or not (
            table.lower[table.left[thing]] == "no"
            or any(table.lower[c] == "no" for c in table.children[thing])
        ):
            return False
        match = Match.of(_LACKING, i, over, f'"no {table.text[thing]}"')
        match.target = thing
        match.denied = True
        match.core.add(thing)
        self._add(match)
        return True

    def _shown(self) -> None:
        """Match "footage shows their fighters in the centre": presence, not control."""
        table, text = self.table, self.text
        taken = {t for m in self.matches for t in m.core}
        # "Shows soldiers in the centre": the verb's own claim tells it.
        taken |= {m.actor for m in self.matches if m.actor is not None and m.action == "control"}
        for attribution in text.voices.attributions:
            if not attribution.evidence and attribution.voice.kind != "imagery":
                continue
            for cue in attribution.cue:
                shown = table.child(cue, "dobj")
                if (
                    shown is None
                    or shown in taken
                    or not text.has_class(
                        shown,
                        ("force", "party", "flag", "equipment"),
                    )
                ):
                    continue
                if any(table.dep[c] == "acl" and c in taken for c in table.children[shown]):
                    continue
                flag = text.has_class(shown, ("flag",))
                over = Scope(
                    predicate=shown, chain=[shown], shared=[shown], over=cue, relation="dobj"
                )
                match = Match.of(_PRESENT, shown, over, f'images show "{table.text[shown]}"')
                match.sub_action = "raise_flag" if flag else "presence"
                match.actor, match.noun = shown, True
                if flag:
                    match.actor = self._holder(shown) or shown
                match.carrier = cue
                self._add(match)

    def _ours(self, i: int) -> None:
        """Match "Kamin: ours" in notes without verbs."""
        table, text = self.table, self.text
        begin = table.sents[table.sent[i]][0]
        place = next(
            (t for t in range(i - 1, max(begin - 1, i - 8), -1) if t in text.place_at), None
        )
        if place is None or any(i in m.core for m in self.matches):
            return
        over = Scope(predicate=i, chain=[i], shared=[i])
        match = Match.of(_HELD, i, over, f'"{table.text[i]}"')
        whole = text.places[text.place_at[place]]
        match.core.update(range(whole.start, whole.end))
        match.object, match.self_held = place, True
        self._add(match)

    def _adjective(self, i: int) -> None:
        """Match predicates: "the bridge is gone", "fuel is scarce"."""
        text, table = self.text, self.table
        for frame in self.lexis.adjectives.get(table.lower[i], ()):
            if table.dep[i] not in ("acomp", "attr", "ROOT", "oprd", "conj", "ccomp", "xcomp"):
                continue
            verb = table.head[i]
            if table.dep[i] == "ROOT" or table.lemma[verb] not in _COPULAS:
                continue
            over = self.scope(verb)
            subject = over.subject
            if frame.subject and (subject is None or not text.has_class(subject, frame.subject)):
                continue
            if frame.context and not (
                subject is not None and text.has_class(subject, ("place", "place_word", "position"))
            ):
                continue
            owned = self._of_class(i, frame.of)
            if frame.of and owned is None:
                continue
            match = Match.of(frame, verb, over, f'the predicate "{table.text[i]}"')
            match.core.add(i)
            match.object = subject
            if frame.target == "subject":
                match.target = subject
            elif frame.action in ("supply", "control") and not frame.holder_self:
                match.actor = subject
            if owned is not None:
                match.actor = owned
            match.self_held = frame.holder_self
            self._add(match)
            return

    def _of_class(self, i: int, wanted: tuple[str, ...]) -> int | None:
        """Return the noun behind "of" if it is of a wanted class."""
        table = self.table
        for child in table.children[i]:
            if table.lower[child] == "of":
                inner = table.child(child, "pobj")
                if inner is not None and self.text.has_class(inner, wanted):
                    return inner
        return None

    def _opinion(
        self,
        i: int,
        over: Scope,
        subject: int | None,
        object_: int | None,
    ) -> None:
        table = self.table
        if object_ is None or (table.lemma[i], table.lemma[object_]) not in self.lexis.opinions:
            return
        action = "other"
        kind: ClaimKind = "opinion"
        if subject is not None:
            action = self._action_of(subject)
        if table.lemma[object_] == "chance":
            # "a better chance of defending": a judgement of ability, about what the chance is of.
            aim = self._action_of(object_, table.right[object_])
            action, kind = (action if aim == "other" else aim), "assessment"
        match = Match.of(
            Said(action=action, kind=kind), i, over, f'"{table.text[i]} {table.text[object_]}"'
        )
        match.core.add(object_)
        match.object = subject
        self._add(match)

    def _action_of(self, subject: int, last: int | None = None) -> str:
        """Return the action that a subject names: "defending the city", "the withdrawal"."""
        table = self.table
        last = subject if last is None else last
        for token in range(table.left[subject], last + 1):
            frames = self.lexis.verbs.get(table.lemma[token]) if table.tag[token] == "VBG" else None
            frames_n = self.lexis.nouns.get(table.lemma[token].lower())
            if frames:
                return _plainest(frames)
            if frames_n:
                return frames_n[0].action
            if table.lower[token].endswith("ing"):
                stem = table.lower[token][:-3]
                for lemma in (stem, stem + "e"):
                    if lemma in self.lexis.verbs:
                        return _plainest(self.lexis.verbs[lemma])
        return "other"


def _plainest(frames: tuple[VerbFrame, ...]) -> str:
    """Return what a verb says without its guards: holding is control, else its last own frame."""
    actions = [f.action for f in frames if f.action != "other"]
    if "control" in actions:
        return "control"
    return actions[-1] if actions else "other"
