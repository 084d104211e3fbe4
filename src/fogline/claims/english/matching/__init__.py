"""From words to frames: which verbs, nouns and predicates state an action, and who acts.

Example: in "Troops repelled 14 attacks near Sadove" the verb "repelled" matches a frame that says
attack, repelled, the actor being the side against the subject.
"""

from fogline.claims.english.matching.base import Match
from fogline.claims.english.matching.defaults import Defaults
from fogline.claims.english.text import Text

_HELD_THINGS = ("position", "place", "force", "party", "equipment", "money_word")
_HARMED = frozenset({"dead", "wounded", "injured", "killed", "hurt", "missing"})
_HARM = frozenset({"kill", "wound", "injure", "die", "perish", "hurt", "receive", "miss",
                    "missing", "capture"})  # fmt: skip


__all__ = ["Match", "Matcher", "find"]


def find(text: Text) -> tuple[list[Match], dict[int, str]]:
    """Return the matches in the order of the text, and why other action words were passed over."""
    return Matcher(text).run()


class Matcher(Defaults):
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
        objects = {m.trigger: (m.object, m.target) for m in by_trigger.values()}
        for token, match in list(by_trigger.items()):
            bare = table.tag[token] in ("VBN", "JJ") and table.dep[token] in ("acl", "amod")
            others = {t for at, found in objects.items() if at != token for t in found}
            if bare and table.head[token] in others and table.head[token] not in match.core:
                # "took in 38 wounded" tells of the wounded once.
                self.matches.remove(match)
                del by_trigger[token]
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
                or table.lemma[head] not in _HARM | {"leave"}
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
