"""What the network sees of a candidate: the words around it in their roles, and how it is said."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from fogline.claims.english import phrases
from fogline.claims.english.learned.candidates import Candidate
from fogline.claims.english.learned.words import NO_ROW, Words
from fogline.claims.english.matching.defaults import Defaults
from fogline.claims.english.text import NOUN_TAGS, PRONOUNS

SLOTS = ("trigger", "subject", "object", "first", "second", "complement", "manner", "over",
         "below", "inner", "owner", "beside")  # fmt: skip
"""Roles whose word is seen as a vector: `first` and `second` stand behind prepositions, `below` is
the clause under it, `inner` and `owner` go with subject and object, `beside` is the noun's adjective."""
BAGS = ("clause", "sentence", "before", "text")
"""Runs of words seen as the mean of their vectors."""
_NAMED = ("trigger", "subject", "object", "first", "second", "complement", "over")
_BESIDE = (
    ("inner", "subject", ("amod", "compound")),
    ("beside", "object", ("amod", "compound")),
    ("owner", "object", ("poss", "nmod")),
)
"""Slots that hold what goes with another slot's noun, by its relation."""
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})


@dataclass(slots=True)
class Sample:
    """A candidate as numbers: a row of the table for each slot and bag, and named features."""

    slots: list[int]
    bags: list[list[int]]
    named: dict[str, float] = field(default_factory=dict)


class Features:
    """Reads the features of the candidates of one text."""

    def __init__(self, matcher: Defaults, words: Words) -> None:
        self.matcher = matcher
        self.words = words
        self.text, self.table, self.lexis = matcher.text, matcher.table, matcher.lexis
        self._rows: list[int] = [
            NO_ROW if table_pos == "PROPN" and tag in ("NNP", "NNPS") and i in self.text.place_at
            else words.row(lemma.lower(), lower)
            for i, (lemma, lower, table_pos, tag) in enumerate(
                zip(
                    self.table.lemma, self.table.lower, self.table.pos, self.table.tag, strict=True
                )
            )
        ]  # fmt: skip
        self._content = [
            row if pos in _CONTENT else NO_ROW
            for row, pos in zip(self._rows, self.table.pos, strict=True)
        ]
        self._whole = [r for r in self._content if r]
        self._told = self._shares()
        self._matches = sorted(self.matcher.matches, key=lambda m: m.trigger)
        self._triggers = [m.trigger for m in self._matches]
        self._near: Counter[tuple[int, str]] = Counter()
        """How many matches of an action each sentence has."""
        self._chained: Counter[tuple[int, int]] = Counter()
        """How many matches of a sentence stand under a token."""
        for match in self._matches:
            sentence = self.table.sent[match.trigger]
            self._near[sentence, match.action] += 1
            self._chained.update((sentence, token) for token in set(match.scope.chain))
        self._sentences: dict[int, list[int]] = {}
        self._carrying = {t for a in self.text.voices.attributions if a.content for t in a.cue}

    def _shares(self) -> dict[str, float]:
        matches = self.matcher.matches
        found: dict[str, float] = {}
        for match in matches:
            found[match.action] = found.get(match.action, 0.0) + 1.0 / len(matches)
        return found

    def of(self, candidate: Candidate) -> Sample:
        """Return the features of a candidate."""
        roles = self._roles(candidate)
        rows = [NO_ROW if (t := roles.get(s)) is None else self._rows[t] for s in SLOTS]
        named: dict[str, float] = {}
        self._said(candidate, named)
        self._classes(roles, named)
        self._forms(candidate, roles, named)
        self._told_by(candidate, named)
        own = self.matcher.own_words(candidate.trigger)
        self._topics(candidate, own, named)
        self._before(candidate, named)
        self._words(candidate, own, roles, named)
        return Sample(rows, self._bags(candidate, own), named)

    def _roles(self, candidate: Candidate) -> dict[str, int]:
        """Return the token in each role."""
        table, i, over = self.table, candidate.trigger, candidate.over
        roles: dict[str, int | None] = {"trigger": i}
        if candidate.verbal:
            roles["subject"], roles["object"] = self.matcher.arguments(i, over)
        else:
            roles["owner"] = table.child(i, "poss", "amod", "compound", "nmod")
            roles["beside"] = table.child(i, "amod", "acl")
        roles |= dict(zip(("first", "second"), self._behind(candidate), strict=False))
        roles["complement"] = table.child(i, "acomp", "attr", "oprd")
        roles["manner"] = table.child(i, "prt", "advmod", "npadvmod")
        roles["below"] = table.child(i, "xcomp", "ccomp", "advcl")
        above = table.head[over.chain[-1]]
        roles["over"] = above if above != over.chain[-1] else None
        for slot in ("subject", "object", "first", "second", "complement"):
            token = roles.get(slot)
            if token is not None and table.tag[token] != "NNP":
                roles[slot] = phrases.content_head(self.text, token)
        for slot, of, deps in _BESIDE:
            token = roles.get(of)
            if token is not None and roles.get(slot) is None:
                roles[slot] = table.child(token, *deps)
        return {slot: token for slot, token in roles.items() if token is not None}

    def _behind(self, candidate: Candidate) -> list[int]:
        """Return the objects of the prepositions with a predicate, its own first."""
        table = self.table
        return [
            inner
            for t in dict.fromkeys((candidate.trigger, *candidate.over.chain))
            for child in table.children[t]
            if table.dep[child] in ("prep", "agent", "prt", "dative")
            and (inner := table.child(child, "pobj")) is not None
        ]

    def _said(self, candidate: Candidate, named: dict[str, float]) -> None:
        """Add what the frames read, and what frames have the word at all."""
        frame, lemma = candidate.frame, self.table.lemma[candidate.trigger].lower()
        if frame is not None:
            named[f"frame={frame.action}"] = 1.0
            named[f"framed={_how(frame.why)}"] = 1.0
            if frame.sub_action:
                named[f"finer={frame.sub_action}"] = 1.0
        for known in (
            *self.lexis.verbs.get(lemma, ()),
            *self.lexis.nouns.get(lemma, ()),
        ):
            named[f"may={known.action}"] = 1.0
        passed = self.matcher.passed.get(candidate.trigger)
        if passed is not None:
            named["passed"] = 1.0

    def _classes(self, roles: dict[str, int], named: dict[str, float]) -> None:
        text, table = self.text, self.table
        for slot in _NAMED:
            token = roles.get(slot)
            if token is None:
                named[f"{slot}:none"] = 1.0
                continue
            for name in text.classes(token):
                named[f"{slot}:{name}"] = 1.0
            if text.is_party(token):
                named[f"{slot}:party"] = 1.0
            if text.is_place(token):
                named[f"{slot}:place"] = 1.0
            lower = table.lower[token]
            if lower in PRONOUNS:
                named[f"{slot}:{lower}"] = 1.0
            elif table.tag[token] in ("NNP", "NNPS", "CD", "DT"):
                named[f"{slot}:{table.tag[token]}"] = 1.0
            for frame in self.lexis.nouns.get(table.lemma[token].lower(), ())[:1]:
                named[f"{slot}:is {frame.action}"] = 1.0
            self._senses(slot, token, named)

    def _senses(self, slot: str, token: int, named: dict[str, float]) -> None:
        senses = self.words.senses[self._rows[token]]
        tag = self.table.tag[token]
        part = senses[3:] if tag[:1] == "V" else senses[:3] if tag in NOUN_TAGS else ()
        for weight, sense in zip((1.0, 0.5, 0.25), part, strict=False):
            if sense:
                name = f"{slot}~{sense}"
                named[name] = named.get(name, 0.0) + weight

    def _forms(self, candidate: Candidate, roles: dict[str, int], named: dict[str, float]) -> None:
        """Add tags, relations, auxiliaries, prepositions, and what stands over the clause."""
        table, i, over = self.table, candidate.trigger, candidate.over
        named[f"tag={table.tag[i]}"] = 1.0
        named[f"dep={table.dep[i]}"] = 1.0
        named[f"lemma={table.lemma[i].lower()}"] = 1.0
        named[f"relation={over.relation}"] = 1.0
        named["noun"] = float(not candidate.verbal)
        for name in ("passive", "denied", "attempt", "ability", "obligation", "condition"):
            if getattr(over, name):
                named[name] = 1.0
        if over.kind is not None:
            named[f"kind={over.kind}"] = 1.0
        if over.unasserted is not None:
            named["unasserted"] = 1.0
        if len(over.chain) > 1:
            named[f"carried={table.lemma[over.chain[1]].lower()}"] = 1.0
        if "over" in roles:
            named[f"under={table.lemma[roles['over']].lower()}"] = 1.0
        self._with(candidate, named)
        width = table.right[i] - table.left[i]
        named["short"] = float(width < 3)
        named["long"] = min(width, 40) / 40.0

    def _with(self, candidate: Candidate, named: dict[str, float]) -> None:
        """Add the auxiliaries, particles and prepositions of a clause."""
        table = self.table
        for t in dict.fromkeys((candidate.trigger, *candidate.over.shared)):
            for child in table.children[t]:
                dep = table.dep[child]
                if dep in ("aux", "auxpass", "neg", "mark", "expl", "cc", "preconj"):
                    named[f"{dep}={table.lower[child]}"] = 1.0
                elif dep in ("prep", "prt", "agent"):
                    named[f"prep={table.lower[child]}"] = 1.0

    def _told_by(self, candidate: Candidate, named: dict[str, float]) -> None:
        """Add whether the words are somebody's, and whether the word itself is one of saying."""
        text, i = self.text, candidate.trigger
        if i in text.cues:
            named["cue"] = 1.0
        if i in self.matcher.attitudes:
            named["attitude"] = 1.0
        holding = text.voices.by_token.get(i, ())
        named["told"] = min(len(holding), 3) / 3.0
        if holding:
            last = text.voices.attributions[holding[-1]]
            named[f"teller={last.voice.kind}"] = 1.0
            named[f"telling={last.meaning.polarity}"] = 1.0
            if last.meaning.kind is not None:
                named[f"told as={last.meaning.kind}"] = 1.0
            if last.quoted:
                named["quoted"] = 1.0
        if i in self._carrying:
            named["carries"] = 1.0

    def _words(
        self, candidate: Candidate, own: list[int], roles: dict[str, int], named: dict[str, float]
    ) -> None:
        """Add the words themselves: those of the clause, and the predicate with what belongs to it."""
        table, content = self.table, self._content
        for token in own:
            if content[token]:
                named[f"w={table.lemma[token].lower()}"] = 0.5
        lemma = table.lemma[candidate.trigger].lower()
        for child in table.children[candidate.trigger]:
            if table.dep[child] in ("prt", "prep", "neg") or (
                table.dep[child] == "advmod" and table.tag[child] == "RP"
            ):
                named[f"p={lemma} {table.lower[child]}"] = 1.0
        for slot in ("object", "complement", "first"):
            if slot in roles:
                named[f"p={lemma} {slot} {table.lemma[roles[slot]].lower()}"] = 1.0

    def _topics(self, candidate: Candidate, own: list[int], named: dict[str, float]) -> None:
        for action, score in self.matcher.topic_scores(candidate.trigger, own).items():
            named[f"topic={action}"] = min(score, 6.0) / 4.0

    def _before(self, candidate: Candidate, named: dict[str, float]) -> None:
        """Add what the frames read just before, around, and in the whole text."""
        table, i, frame = self.table, candidate.trigger, candidate.frame
        number = table.sent[i]
        same = frame is not None and table.sent[frame.trigger] == number
        for action in self._told:
            own = same and frame is not None and frame.action == action
            if self._near[number, action] > own:
                named[f"near={action}"] = 1.0
        under = same and frame is not None and i in frame.scope.chain
        if self._chained[number, i] > under:
            named["in chain"] = 1.0
        at = bisect_left(self._triggers, i)
        last = next(
            (m for m in reversed(self._matches[max(0, at - 2) : at]) if m is not frame), None
        )
        if last is not None and table.sent[last.trigger] >= table.sent[i] - 1:
            named[f"before={last.action}"] = 1.0
        for action, share in self._told.items():
            named[f"text={action}"] = share
        named["place"] = float(self.matcher.place_in_sentence(i))

    def _bags(self, candidate: Candidate, own: list[int]) -> list[list[int]]:
        number = self.table.sent[candidate.trigger]
        return [
            [self._content[t] for t in own if self._content[t]],
            self._sentence(number),
            self._sentence(number - 1),
            self._whole,
        ]

    def _sentence(self, number: int) -> list[int]:
        """Return the rows of a sentence's words, the same list each time; none before the first."""
        if number not in self._sentences:
            begin, end = self.table.sents[number] if number >= 0 else (0, 0)
            self._sentences[number] = [r for r in self._content[begin:end] if r]
        return self._sentences[number]


def _how(why: str) -> str:
    """Return which kind of frame a reason names."""
    return why.partition('"')[0].strip() or "phrase"
