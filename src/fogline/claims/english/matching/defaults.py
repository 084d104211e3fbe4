"""Clauses whose verb no frame knows: what they are about, by their nouns and by their words together.

Example: "Every family in the village has somebody in hospital" has no verb of war; "hospital" and
"family" say that it is about casualties.
"""

from fogline.claims.english.matching.base import Match
from fogline.claims.english.matching.verbs import Verbs
from fogline.claims.english.scope import Scope
from fogline.vocabulary.content import Said

_PERCEIVING = frozenset({"hear", "see", "witness", "feel", "watch", "report", "notice"})
_OWN_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "parataxis", "csubj"})
_ASIDES = frozenset({"prep", "relcl", "advcl", "acl", "csubj", "dep", "appos", "nsubj", "amod"})
GUESSED = "the words around"
"""How the reason of a claim begins that rests on what its words together are about."""
_NEAR, _MEANT = 0.75, 1.5
_ENOUGH = 4.0
"""Weight of topical words from which a clause is claimed. On the open gold F1 hardly depends on it,
and at 2 one in three such claims tells nothing: "the village lies in the Sadove area"."""
_ANAPHORS = frozenset(
    {"it", "this", "that", "these", "those", "they", "none", "most", "all", "both", "nobody"}
)
_MAX_WORDS = 60
_MAX_FRAGMENT = 30
_DESCRIBING = frozenset({"describe", "characterise", "characterize", "portray", "depict", "brand",
                         "label", "dismiss"})  # fmt: skip
_JUDGED = ("situation", "place", "place_word", "operation", "structure", "victory", "position")


class Defaults(Verbs):
    """Matches what is left after the frames."""

    def _defaults(self) -> None:
        """Give clauses whose verb no frame knows what their nouns are about."""
        table = self.table
        taken = {t for m in self.matches for t in (*m.scope.chain, *m.core)}
        for i in range(table.n):
            if i in taken or i in self.text.cues or i in self.attitudes:
                continue
            if not (table.tag[i][:1] == "V" or (table.pos[i] == "AUX" and table.lemma[i] == "be")):
                continue
            if table.dep[i] in ("aux", "auxpass", "amod", "compound", "xcomp", "acl", "pcomp"):
                continue
            if table.lemma[i] in self.lexis.controls and any(
                table.dep[c] in ("xcomp", "ccomp") for c in table.children[i]
            ):
                continue
            self._default(i)
        self._described()
        self._fragments()

    def _default(self, i: int) -> None:
        over = self.scope(i)
        subject, object_ = self.arguments(i, over)
        if subject is None and object_ is None:
            return
        if self.table.tag[i] == "VBG" and subject is not None and self.table.head[subject] != i:
            # "strikes hit bridges, leaving troops exposed" tells of no second strike.
            nouns = self._nouns_under(i, object_)
        else:
            nouns = self._nouns_under(i, subject, object_)
        for frame in self.lexis.words.frames.defaults:
            first = over.subject
            if frame.subject and (first is None or not self.text.has_class(first, frame.subject)):
                continue
            if frame.any and not any(self.text.has_class(n, frame.any) for n in nouns):
                continue
            if subject is not None and self._its_loss(subject):
                continue
            match = Match.of(frame, i, over, f'nouns around "{self.table.text[i]}"')
            match.actor, match.object = subject, object_
            match.target = (
                object_
                if object_ is not None
                and self.text.has_class(
                    object_,
                    ("force", "party", "civilian", "equipment"),
                )
                else None
            )
            self._not_acting(match, i, frame.any)
            if match.kind is None and self.table.lemma[i] in ("be", "have", "remain", "need"):
                match.kind = "state"
            self._add(match)
            return
        self._topical(i, over, subject, object_)

    def _its_loss(self, noun: int) -> bool:
        """Say whether it is a place's loss: "its loss would open the road"."""
        table = self.table
        return table.tag[noun] == "NN" and any(
            table.lower[c] == "its" for c in table.children[noun] if table.lower[noun] == "loss"
        )

    def _not_acting(self, match: Match, i: int, what: tuple[str, ...]) -> None:
        """Who hears guns does not fire them; losses do not lose, nor does who leaves dead behind."""
        text, subject = self.text, match.actor
        if subject is None:
            return
        if self.table.lemma[i] in _PERCEIVING:
            match.actor = match.target = None
        elif match.action == "casualties" and self.table.lemma[i] == "leave":
            if text.has_class(subject, ("force", "party", "pronoun")) and match.target is None:
                match.actor, match.target = None, subject
        elif text.has_class(subject, what) and not text.is_party(subject):
            match.actor = None
            of = next(
                (c for c in self.table.children[subject] if self.table.lower[c] == "of"), None
            )
            whose = None if of is None else self.table.child(of, "pobj")
            if (
                whose is not None
                and match.target is None
                and text.has_class(whose, ("force", "party", "civilian"))
            ):
                match.target = whose

    def _nouns_under(self, i: int, *first: int | None) -> list[int]:
        table = self.table
        found = [t for t in first if t is not None]
        for child in table.children[i]:
            if table.dep[child] in ("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd"):
                found.append(child)
            elif table.dep[child] in ("prep", "agent"):
                found += [c for c in table.children[child] if table.dep[c] == "pobj"]
        return found

    def _topical(self, i: int, over: Scope, subject: int | None, object_: int | None) -> None:
        """Match a clause by what its words together are about."""
        if not self._states_something(i, over, subject):
            return
        action = self._topic(i, subject, object_)
        if action is None:
            return
        match = Match.of(Said(action=action), i, over, f'{GUESSED} "{self.table.text[i]}"')
        match.actor, match.object = subject, object_
        if self.table.lemma[i] in ("be", "have", "remain", "need", "stay", "exist", "seem"):
            match.kind = "state"
        self._add(match)

    def _described(self) -> None:
        """Match "described the situation as a nightmare": the speaker's judgement."""
        table = self.table
        taken = {t for m in self.matches for t in m.core}
        for i in range(table.n):
            if table.lemma[i] not in _DESCRIBING or table.tag[i][:1] != "V":
                continue
            what, preposition = table.child(i, "dobj", "nsubjpass"), table.child(i, "prep")
            if what is None or preposition is None or table.lower[preposition] != "as":
                continue
            said = table.child(preposition, "pobj", "amod", "acomp")
            if said is None or said in taken or not self.text.has_class(what, _JUDGED):
                continue
            over = Scope(predicate=said, chain=[said], shared=[said], over=i, relation="dobj")
            judged = Said(action=self._action_of(what), kind="opinion")
            match = Match.of(judged, said, over, f'"{table.text[i]} as"')
            match.noun, match.object = True, what
            match.core |= {*range(table.left[what], what + 1), preposition}
            for token in range(said + 1, min(table.right[said] + 3, table.n)):
                if table.text[token] in ('"', "”", "'", "’", "»"):
                    match.core.add(token)
            self._add(match)

    def _fragments(self) -> None:
        """Match headlines and list items without a verb: "Three dead in Sadove", "drones over Kamin"."""
        table = self.table
        taken = {table.sent[m.trigger] for m in self.matches}
        for number, (begin, end) in enumerate(table.sents):
            root = next((t for t in range(begin, end) if table.head[t] == t), None)
            if number in taken or root is None or end - begin > _MAX_FRAGMENT:
                continue
            if (
                table.tag[root][:1] not in "NC"
                or root in self.text.cues
                or any(table.tag[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(begin, end))
            ):
                continue
            if not any(
                t in self.text.place_at or table.tag[t] == "CD" or self.text.is_party(t)
                for t in range(begin, end)
            ):
                continue
            action = self._topic(root, None, None)
            if action is not None and action != "other":
                over = Scope(predicate=root, chain=[root], shared=[root])
                match = Match.of(Said(action=action), root, over, f'{GUESSED} "{table.text[root]}"')
                match.noun = True
                self._add(match)

    def _states_something(self, i: int, over: Scope, subject: int | None) -> bool:
        """Say whether a clause can be a statement of its own, not an aside, a question, an order."""
        table = self.table
        if subject is None or table.dep[i] in _ASIDES or over.unasserted is not None:
            return False
        if table.tag[subject] in ("WP", "WDT") or table.lower[subject] in ("you", "i"):
            return False
        if table.lemma[i] in self.lexis.saying or i in self.attitudes:
            return False
        judged = table.child(i, "acomp", "attr", "oprd")
        if judged is not None and table.lower[judged] in self.lexis.control_adjectives:
            return False
        return table.right[i] - table.left[i] >= 2

    def _topic(self, i: int, subject: int | None, object_: int | None) -> str | None:
        table, topics = self.table, self.lexis.topics
        scores: dict[str, float] = {}
        for token in self._own_words(i):
            found = topics.get(table.lemma[token].lower()) or topics.get(table.lower[token])
            if found is None:
                continue
            factor = 1.5 if token == i else 1.25 if token in (subject, object_) else 1.0
            for action, weight in found:
                scores[action] = scores.get(action, 0.0) + weight * factor
        before = self._told_before(i)
        if before is not None:
            anaphoric = subject is not None and table.lower[subject] in _ANAPHORS
            scores[before] = scores.get(before, 0.0) + (_MEANT if anaphoric else _NEAR)
        best = max(scores, key=lambda a: scores[a], default=None)
        return best if best is not None and scores[best] >= _ENOUGH else None

    def _own_words(self, i: int) -> list[int]:
        table = self.table
        found: list[int] = []
        stack = [i]
        while stack and len(found) < _MAX_WORDS:
            token = stack.pop()
            found.append(token)
            stack += [
                c
                for c in table.children[token]
                if table.dep[c] not in _OWN_CLAUSES
                and not (table.dep[c] == "conj" and table.tag[c][:1] == "V")
            ]
        return found

    def _told_before(self, i: int) -> str | None:
        """Return the action of the claim told last, in this sentence or the one before."""
        table = self.table
        last = None
        for match in self.matches:
            if match.trigger < i and (last is None or match.trigger > last.trigger):
                last = match
        if last is None or table.sent[last.trigger] < table.sent[i] - 1:
            return None
        return last.action
