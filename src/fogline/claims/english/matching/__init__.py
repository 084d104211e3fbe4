"""From words to frames: which verbs, nouns and predicates state an action, and who acts.

Example: in "Troops repelled 14 attacks near Sadove" the verb "repelled" matches a frame that says
attack, repelled, the actor being the side against the subject.
"""

from fogline.claims.english.matching.base import Match
from fogline.claims.english.matching.verbs import Verbs
from fogline.claims.english.text import Text

_HELD_THINGS = ("position", "place", "force", "party", "equipment")
_HARMED = frozenset({"dead", "wounded", "injured", "killed", "hurt", "missing"})
_HARM = frozenset({"kill", "wound", "injure", "die", "perish", "hurt", "receive", "miss",
                    "missing", "capture"})  # fmt: skip
_PERCEIVING = frozenset({"hear", "see", "witness", "feel", "watch", "report", "notice"})


__all__ = ["Match", "Matcher", "find"]


def find(text: Text) -> tuple[list[Match], dict[int, str]]:
    """Return the matches in the order of the text, and why other action words were passed over."""
    return Matcher(text).run()


class Matcher(Verbs):
    """Goes once over the tokens; nouns carried by a verb are matched with that verb."""

    def run(self) -> tuple[list[Match], dict[int, str]]:  # noqa: C901, PLR0912 - a list of cases, each with its answer
        """Match everything."""
        table, lexis = self.table, self.lexis
        verbs, nouns, adjectives, states = (
            lexis.verbs,
            lexis.nouns,
            lexis.adjectives,
            lexis.states,
        )
        late: list[int] = []
        for i in range(table.n):
            tag = table.tag[i]
            first = tag[:1]
            if first == "V" and self._nominal(i):
                late.append(i)
            elif first == "V" and not self._saying(i):
                self._mend(i)
                if table.lemma[i] in verbs or table.lemma[i] in lexis.supports:
                    self._verb(i)
                elif table.lemma[i] == "be":
                    self._be(i)
                elif table.lower[i] in adjectives:
                    self._adjective(i)
            elif first == "N":
                lemma = table.lemma[i].lower()
                if lemma in nouns or lemma in states or table.lower[i] == "ours":
                    late.append(i)
            elif first == "J" and table.lower[i] in adjectives:
                self._adjective(i)
            elif table.lower[i] in ("ours", "theirs") or (
                first == "J"
                and table.lower[i] in ("offensive", "offensives")
                and i > 1
                and table.lower[i - 2] == "counter"
            ):
                late.append(i)
        for i in late:
            if table.lower[i] == "ours":
                self._ours(i)
            elif i not in self.used and not self._state(i):
                self._noun(i)
        for i in range(table.n):
            if table.lower[i] in _HARMED:
                self._counted(i)
        self._shown()
        self._merge_casualties()
        self._defaults()
        self.matches.sort(key=lambda m: m.trigger)
        return self.matches, self.passed

    def _saying(self, i: int) -> bool:
        """Say whether a verb is a word of saying here: "maintain positions" is none."""
        if i not in self.text.cues:
            return False
        table = self.table
        object_ = table.child(i, "dobj")
        clause = any(table.dep[c] in ("ccomp", "xcomp") for c in table.children[i])
        return clause or object_ is None or not self.text.has_class(object_, _HELD_THINGS)

    def _mend(self, i: int) -> None:
        """Undo a wrong lemma: the tagger reads "cling" as a participle of "cle"."""
        table, verbs = self.table, self.lexis.verbs
        if table.lemma[i] not in verbs and table.lower[i] in verbs:
            table.lemma[i] = table.lower[i]

    def _merge_casualties(self) -> None:
        """Make one claim of "six were killed and three wounded"."""
        table = self.table
        by_trigger = {m.trigger: m for m in self.matches if m.action == "casualties"}
        for match in list(by_trigger.values()):
            head = table.head[match.trigger]
            first = by_trigger.get(head)
            if (
                first is None
                or first is match
                or table.dep[match.trigger]
                not in (
                    "conj",
                    "advcl",
                    "acl",
                    "dep",
                )
                or table.lemma[match.trigger] not in _HARM
                or table.lemma[head] not in _HARM
            ):
                continue
            if any(table.dep[c] == "dobj" for c in table.children[match.trigger]) and (
                table.dep[match.trigger] != "conj"
            ):
                continue
            finite = table.tag[match.trigger] == "VBD" or any(
                table.dep[c] in ("aux", "auxpass") for c in table.children[match.trigger]
            )
            if (
                finite
                and first.scope.subject != match.scope.subject
                and any(table.dep[c] in ("prep", "npadvmod") for c in table.children[match.trigger])
            ):
                # "and one died during the evacuation" is another event.
                continue
            first.core |= match.core
            first.joined.append(match.trigger)
            self.matches.remove(match)

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
