"""Clauses whose verb no frame knows, read by the nouns under it, and what their words speak of.

Example: "Every family in the village has somebody in hospital" has no verb of war; "hospital" and
"family" say that it is about casualties.
"""

from fogline.claims.english.matching.base import Match
from fogline.claims.english.matching.verbs import Verbs
from fogline.claims.english.scope import Scope
from fogline.vocabulary.content import Said

_PERCEIVING = frozenset({"hear", "see", "witness", "feel", "watch", "report", "notice"})
_OWN_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "parataxis", "csubj"})
_MAX_WORDS = 60
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

    def topic_scores(self, i: int, own: list[int]) -> dict[str, float]:
        """Return how much the words of a clause speak of each action, `i` its predicate."""
        table, topics = self.table, self.lexis.topics
        scores: dict[str, float] = {}
        for token in own:
            found = topics.get(table.lemma[token].lower()) or topics.get(table.lower[token])
            for action, weight in found or ():
                scores[action] = scores.get(action, 0.0) + weight * (1.5 if token == i else 1.0)
        return scores

    def own_words(self, i: int) -> list[int]:
        """Return the tokens of a clause without those of the clauses under it."""
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
