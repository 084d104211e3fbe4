"""Verbs with the guards of their frames: who does it, to whom, with which particle."""

from fogline.claims.english.matching.base import Match
from fogline.claims.english.matching.states import States
from fogline.claims.english.scope import Scope
from fogline.claims.english.text import PRONOUNS
from fogline.model.claim import Outcome
from fogline.vocabulary.content import VerbFrame

_CONTEXT = ("force", "party", "place", "place_word", "position", "opposite", "civilian",
            "structure", "equipment", "road", "transport")  # fmt: skip
_DESCRIBING = frozenset({"launch", "fire", "deploy", "send", "station", "base", "equip", "call",
                         "locate", "operate", "supply", "make", "build", "use"})  # fmt: skip
_LENGTHS = frozenset({"km", "kilometre", "kilometer", "m", "metre", "meter", "mile"})
_DRIVING = ("operation",)
_MOVERS = frozenset({"move", "rotate", "reinforce", "withdraw", "advance"})


_DIRECTIONS = ("back", "into", "to", "on", "under", "for", "behind", "short", "off", "from")


class Verbs(States):
    """Matches verbs of action."""

    def _nominal(self, i: int) -> bool:
        """Say whether a participle stands as a noun: "the wounded", "because of shelling"."""
        table = self.table
        if table.tag[i] == "VBG":
            return (
                table.lower[i] in self.lexis.nouns
                and table.dep[i]
                in (
                    "nsubj",
                    "nsubjpass",
                    "dobj",
                    "pobj",
                    "pcomp",
                    "csubj",
                )
                and self.object_of(i) is None
            )
        return table.tag[i] in ("VBN", "VBD") and any(
            table.dep[c] in ("det", "poss") for c in table.children[i]
        )

    def _verb(self, i: int) -> None:
        table = self.table
        if (
            table.dep[i] in ("amod", "compound", "aux", "auxpass")
            or (table.dep[i] == "acl" and table.lemma[i] == "need")
            or (table.lower[i] == "left" and table.dep[i] == "acl" and self._there_are(i))
            or self._describes(i)
            or self._only_controls(i)
        ):
            return
        over = self.scope(i)
        subject, object_ = self.arguments(i, over)
        support = self._supported(i, over, subject, object_)
        if support:
            return
        for frame in self.lexis.verbs.get(table.lemma[i], ()):
            if table.lemma[i] in frame.not_lemmas:
                continue
            if self._fits(frame, i, over, subject, object_):
                self._add(self._verb_match(frame, i, over, subject, object_))
                return
        if table.lemma[i] in self.lexis.verbs:
            self.passed.setdefault(i, f'"{table.text[i]}" acts on nothing that bears on the war')
        if table.lemma[i] == "have" and object_ is not None and self._without(i, over, object_):
            return
        if subject is not None and table.lemma[i] in ("remain", "stay", "become"):
            self._belongs(i, over, subject)
            return
        if table.lower[i] in self.lexis.adjectives and table.tag[i] in ("VBN", "VBD"):
            self._adjective(i)
            return
        self._opinion(i, over, subject, object_)

    def _describes(self, i: int) -> bool:
        """Say whether a participle only says which thing: "21 drones launched from the coast"."""
        table = self.table
        noun = table.head[i]
        return (
            table.tag[i] == "VBN"
            and table.dep[i] == "acl"
            and table.lemma[i] in _DESCRIBING
            and table.dep[noun] in ("dobj", "pobj", "nsubj", "nsubjpass", "conj")
            and noun not in self.text.cues
            and table.head[noun] not in self.text.cues
        )

    def _there_are(self, i: int) -> bool:
        """Say whether a participle only says that what there is remains: "900 soldiers left"."""
        table = self.table
        verb = table.head[table.head[i]]
        return table.lemma[verb] == "be" and table.child(verb, "expl") is not None

    def _only_controls(self, i: int) -> bool:
        """Say whether a verb only carries the infinitive under it: "is going to", "came to"."""
        table = self.table
        if table.lemma[i] not in self.lexis.controls and table.lemma[i] not in ("go", "come"):
            return False
        for child in table.children[i]:
            if table.dep[child] != "xcomp":
                continue
            infinitive = any(
                table.lower[c] == "to" or (table.dep[c] == "auxpass" and table.lower[c] == "being")
                for c in table.children[child]
            )
            if table.tag[child] in ("VB", "VBG") or infinitive:
                return True
        return False

    def _fits(  # noqa: C901, PLR0911, PLR0912 - a list of cases, each with its answer
        self,
        frame: VerbFrame,
        i: int,
        over: Scope,
        subject: int | None,
        object_: int | None,
    ) -> bool:
        text, table = self.text, self.table
        if frame.passive and not over.passive:
            return False
        if (
            frame.action == "displace"
            and frame.kind == "state"
            and table.dep[i] in ("relcl", "acl")
        ):
            # "70,000 who lived there before": it says who they are.
            return False
        if (
            table.lemma[i] == "take"
            and object_ is not None
            and table.lemma[object_]
            in (
                "place",
                "part",
            )
            and not table.children[object_]
        ):
            return False
        if frame.particle_free and self._particle(i, _DIRECTIONS):
            return False
        if frame.particle and not self._particle(i, frame.particle):
            return False
        if frame.measured and not self._measured(i):
            return False
        if frame.sub_action == "lack" and table.lemma[i] == "run" and self._out_of_place(i):
            return False
        if frame.preps and not self._prepositions(i, frame.preps):
            return False
        if frame.object and not self._object_fits(frame.object, object_):
            return False
        if frame.without and object_ is not None and text.has_class(object_, frame.without):
            return False
        if frame.subject and (subject is None or not text.has_class(subject, frame.subject)):
            return False
        if frame.not_opposite and object_ is not None and "opposite" in text.classes(object_):
            return False
        if frame.place_or_skip and not self._located(i):
            return False
        if frame.located and not self._located(i):
            return False
        return not frame.context or self._context(i, subject, object_)

    def _measured(self, i: int) -> bool:
        """Say whether a distance or an operation drove somebody back, who then did not attack."""
        table = self.table
        for child in table.children[i]:
            if table.dep[child] == "npadvmod" and table.lemma[child].lower() in _LENGTHS:
                return True
            if table.dep[child] in ("agent", "prep") and table.lower[child] == "by":
                doer = table.child(child, "pobj")
                return doer is not None and (
                    table.lemma[doer].lower() in _LENGTHS or self.text.has_class(doer, _DRIVING)
                )
        return False

    def _out_of_place(self, i: int) -> bool:
        """Say whether one runs out of a town, not of shells."""
        table = self.table
        out = next((c for c in table.children[i] if table.lower[c] == "out"), None)
        of = None if out is None else next((c for c in table.children[out]), None)
        left = None if of is None else table.child(of, "pobj")
        return left is not None and self.text.has_class(left, ("place", "place_word", "position"))

    def _object_fits(self, wanted: tuple[str, ...], object_: int | None) -> bool:
        if object_ is None:
            return "none" in wanted
        if wanted == ("none",):
            return False
        return self.text.has_class(object_, wanted)

    def _prepositions(self, i: int, wanted: dict[str, tuple[str, ...]]) -> bool:
        table = self.table
        for child in table.children[i]:
            classes = wanted.get(table.lower[child])
            if classes is None:
                continue
            inner = table.child(child, "pobj")
            if not classes or (inner is not None and self.text.has_class(inner, classes)):
                return True
        return False

    def _context(self, i: int, subject: int | None, object_: int | None) -> bool:
        """Say whether an armed side or a place stands in the clause."""
        text = self.text
        for token in (subject, object_):
            if token is not None and (
                text.has_class(token, _CONTEXT) or self.table.lower[token] in PRONOUNS
            ):
                return True
        return self._place_near(i)

    def _somebodys_weapon(self, frame: VerbFrame, subject: int) -> bool:
        """Say whether it is a side's weapon that strikes: "a Southern missile hit the school"."""
        if frame.action != "strike" or frame.actor != "none":
            return False
        armed = {"equipment", "bomb_word", "fire"} & self.text.classes(subject)
        return bool(armed) and any(self.text.is_party(c) for c in self.table.children[subject])

    def _to(self, i: int) -> int | None:
        """Return the object of a verb's "to": into whose hands a place fell."""
        table = self.table
        preps = (c for c in table.children[i] if table.dep[c] == "prep" and table.lower[c] == "to")
        return next((o for p in preps if (o := table.child(p, "pobj")) is not None), None)

    def _verb_match(
        self,
        frame: VerbFrame,
        i: int,
        over: Scope,
        subject: int | None,
        object_: int | None,
    ) -> Match:
        match = Match.of(frame, i, over, f'the verb "{self.table.text[i]}"')
        roles = {"subject": subject, "object": object_}
        match.witnessed = frame.witnessed
        match.actor = roles.get(frame.actor)
        match.target = roles.get(frame.target)
        if match.actor is not None and match.actor == match.target:
            # "pushed the attackers back": those who push are the ones attacked.
            match.target = subject if frame.outcome == "repelled" else None
            match.opposite_of = subject if frame.outcome == "repelled" else None
        if match.actor is None and subject is not None and self._somebodys_weapon(frame, subject):
            match.actor = subject
        if frame.actor == "to":
            match.actor = self._to(i)
        if frame.actor == "opposite":
            match.opposite_of = subject
            match.actor = None
            if subject is None and object_ is not None:
                match.target = None
        dative = self.table.child(i, "dative")
        if frame.target == "object" and frame.actor == "none" and dative is not None:
            match.target = dative
        match.object, match.object_place, match.motion = object_, frame.object_place, frame.motion
        if (
            object_ is not None
            and subject is None
            and over.passive
            and frame.action in _MOVERS
            and (frame.object_place == "at")
        ):
            # "reserves were moved": those moved are the ones who move.
            match.actor, match.target = object_, None
        if object_ is not None and (
            self.table.lemma[object_].lower() in self.lexis.nouns
            or self.table.lemma[object_] in ("control", "ground", "territory")
        ):
            self.used.add(object_)
            match.core.add(object_)
        match.outcome = match.outcome or self._attempted(i)
        return match

    def _attempted(self, i: int) -> Outcome | None:
        """Return how it went with "attempts to storm it failed"."""
        table = self.table
        noun = table.head[i]
        if table.dep[i] != "acl":
            return None
        # The parser hangs "failed" over "attempts", under it, or under what was stormed.
        for verb in (table.head[noun], *range(i + 1, table.right[noun] + 1)):
            if verb > i and table.tag[verb] in ("VBD", "VBZ", "VBP", "VBN"):
                entry = next(iter(self.lexis.occurs.get(table.lemma[verb], ())), None)
                if entry is not None and entry.outcome is not None:
                    return entry.outcome
        return None
