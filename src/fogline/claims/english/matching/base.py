"""A match, and what every kind of matcher asks of the tree of a sentence."""

from dataclasses import dataclass, field

from fogline.claims.english.scope import Scope, scope
from fogline.claims.english.text import NOUN_TAGS, Text
from fogline.model.claim import ClaimKind, Outcome, Phase, PlaceRole
from fogline.vocabulary.content import NounFrame, Said

_TRANSITIVE = frozenset({"hold", "control", "take", "capture", "seize", "shell", "destroy", "occupy",
                         "defend", "attack", "lose", "leave", "abandon"})  # fmt: skip
_PLAIN_NOUN = NounFrame(lemmas=())
_HERE = frozenset({"there", "here", "inside", "everywhere", "nearby", "underground"})
_WHERE = frozenset({
    "in", "inside", "at", "on", "near", "behind", "within", "across", "beyond", "around", "outside",
    "along", "under", "between", "over", "opposite", "past", "beside", "by", "off", "throughout",
})  # fmt: skip
_SPOTS = ("place", "place_word", "position", "structure", "road", "fort_word", "spot", "ground")


@dataclass(slots=True)
class Match:
    """An action found at a word, before voice, time and numbers are read."""

    trigger: int
    scope: Scope
    action: str
    sub_action: str | None = None
    outcome: Outcome | None = None
    phase: Phase | None = None
    means: str | None = None
    kind: ClaimKind | None = None
    denied: bool = False
    actor: int | None = None
    target: int | None = None
    opposite_of: int | None = None
    """The actor is the side against the party at this token."""
    object_place: PlaceRole = "at"
    object: int | None = None
    motion: bool = False
    core: set[int] = field(default_factory=set)
    """Tokens to which times, numbers and places of the claim attach."""
    noun: bool = False
    self_held: bool = False
    carrier: int | None = None
    """The word of saying on which the parser hangs what belongs to the noun: "reported strikes on"."""
    witnessed: bool = False
    """True where somebody saw it: not seen is not denied."""
    recalled: bool = False
    """True for what is told as history, to compare: "as happened during the retreat from"."""
    joined: list[int] = field(default_factory=list)
    """Further predicates that belong to the same claim."""
    why: str = ""
    learned: float | None = None
    """Of a clause that no frame has: how likely it states the claim, by the learned reading."""

    @classmethod
    def of(cls, said: Said, trigger: int, over: Scope, why: str) -> "Match":
        """Take over what a frame says."""
        return cls(
            trigger=trigger,
            scope=over,
            action=said.action,
            sub_action=said.sub_action,
            outcome=over.outcome or said.outcome,
            phase=over.phase or said.phase,
            means=said.means,
            kind=said.kind,
            denied=said.denied,
            core={trigger, *over.chain},
            why=why,
        )


class Base:
    """Over one text: its words, the frames, what was matched and what was passed over."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.table = text.table
        self.lexis = text.lexis
        self.matches: list[Match] = []
        self.passed: dict[int, str] = {}
        self.used: set[int] = set()
        """Nouns that a verb's claim has taken in."""
        self.scopes: dict[int, Scope] = {}
        self.attitudes: set[int] = {
            token
            for a in text.voices.attributions
            if a.content or a.meaning.verification
            for token in a.cue
        }
        """Words of saying, wanting and the like, also those that state nothing."""

    def scope(self, token: int) -> Scope:
        """Return the scope of a predicate, read once."""
        found = self.scopes.get(token)
        if found is None:
            found = self.scopes[token] = scope(self.text, token)
        return found

    def _add(self, match: Match) -> None:
        why = match.scope.unasserted
        if match.trigger in self.used and not match.noun:
            return
        if why is not None:
            self.passed[match.trigger] = why
            return
        self.matches.append(match)

    def arguments(self, i: int, over: Scope) -> tuple[int | None, int | None]:
        """Return who does it and to whom, whatever the voice of the verb."""
        table = self.table
        if over.subject is not None and table.tag[over.subject] in ("WP", "WDT"):
            over.subject = self._antecedent(over.top, over.subject)
        if (
            over.subject is not None
            and table.lemma[over.subject].lower() in self.lexis.nouns
            and (
                over.top != i and table.lemma[over.top] in ("include", "involve", "mean", "entail")
            )
        ):
            # "the withdrawal includes leaving": who withdraws is who leaves.
            noun = over.subject
            over.subject = self.noun_arguments(noun, _PLAIN_NOUN)[0] or self._doer(noun)
        if over.passive and table.tag[i] in ("VBN", "VBD"):
            agent = table.child(i, "agent")
            doer = None if agent is None else table.child(agent, "pobj")
            return doer, over.subject
        return over.subject, self.object_of(i)

    def _doer(self, noun: int) -> int | None:
        """Return the subject of the verb that an action noun depends on."""
        table = self.table
        for _ in range(8):
            head = table.head[noun]
            if head == noun:
                return None
            if table.tag[head][:1] == "V":
                return table.child(head, "nsubj", "nsubjpass")
            noun = head
        return None

    def _antecedent(self, verb: int, relative: int) -> int:
        """Return the noun that "who" and "which" stand for."""
        table = self.table
        for _ in range(4):
            if table.dep[verb] == "relcl":
                noun = table.head[verb]
                if (
                    table.tag[relative] == "WP"
                    and noun in self.text.place_at
                    and (table.dep[noun] == "pobj")
                ):
                    # "an inmate from Perm who": people, not places.
                    noun = table.head[table.head[noun]]
                return noun if noun != relative else relative
            if table.head[verb] == verb:
                break
            verb = table.head[verb]
        return relative

    def object_of(self, i: int) -> int | None:
        """Return the object, also a name that the tagger took for an adverb."""
        table = self.table
        found = table.child(i, "dobj")
        if found is not None:
            if table.tag[found] in ("WDT", "WP"):
                return self._antecedent(i, found)
            return found
        if (
            table.dep[i] == "relcl"
            and table.tag[table.head[i]] in NOUN_TAGS
            and (
                (subject := table.child(i, "nsubj")) is not None
                and table.tag[subject] not in ("WDT", "WP")
                and table.lemma[i] in _TRANSITIVE
            )
        ):
            # "the village they hold": the noun is the object.
            return table.head[i]
        for child in table.children[i]:
            if table.dep[child] == "prt":
                # In "handed over positions" the parser hangs the object on the particle.
                inner = table.child(child, "pobj")
                if inner is not None:
                    return inner
            if (
                child > i
                and child - i <= 3
                and child in self.text.place_at
                and table.dep[child]
                in (
                    "advmod",
                    "npadvmod",
                    "oprd",
                    "attr",
                    "dep",
                    "ccomp",
                    "xcomp",
                    "acomp",
                )
                and table.tag[child][:1] in "NRJ"
            ):
                return child
        return None

    def _particle(self, i: int, particles: tuple[str, ...]) -> bool:
        table = self.table
        for child in table.children[i]:
            word = table.lower[child]
            if word not in particles or table.dep[child] in ("aux", "mark", "cc", "nsubj"):
                continue
            if (
                word in ("in", "on", "over")
                and table.dep[child] == "prep"
                and table.child(child, "pobj") is not None
            ):
                # "closed in December" is no "closed in".
                continue
            return True
        return False

    def _place_near(self, i: int) -> bool:
        """Say whether a place depends on the verb."""
        table, places = self.table, self.text.place_at
        for child in table.children[i]:
            if table.dep[child] in ("prep", "dobj", "advmod", "npadvmod", "oprd", "xcomp", "acomp"):
                for token in range(
                    table.left[child], min(table.right[child] + 1, table.left[child] + 12)
                ):
                    if token in places:
                        return True
        return False

    def _located(self, i: int) -> bool:
        """Say whether the words with a verb say where, by name or not: "inside the walls", "there"."""
        if self._place_near(i):
            return True
        table = self.table
        for child in table.children[i]:
            if child > i and table.lower[child] in _HERE:
                return True
            if table.dep[child] == "prep" and table.lower[child] in _WHERE:
                inner = table.child(child, "pobj")
                if inner is not None and self.text.has_class(inner, _SPOTS):
                    return True
        return False

    def place_in_sentence(self, token: int) -> bool:
        """Say whether the sentence of a word names a place."""
        begin, end = self.table.sents[self.table.sent[token]]
        return any(t in self.text.place_at for t in range(begin, min(end, begin + 40)))

    def _aimed_at(self, preposition: int) -> int | None:
        """Return the object of "on" unless it is a day."""
        inner = self.table.child(preposition, "pobj")
        if inner is None:
            return None
        times = self.lexis.words.times
        lower = self.table.lower[inner]
        return None if lower in times.weekdays or lower in times.months else inner

    def noun_arguments(self, noun: int, frame: NounFrame) -> tuple[int | None, int | None]:  # noqa: C901, PLR0912 - a list of cases, each with its answer
        """Return who acts and who is acted on in a noun phrase."""
        table, text = self.table, self.text
        actor = target = None
        children = table.children[noun]
        if (counter := table.child(noun, "compound", "amod", "nmod")) is not None and (
            table.lower[counter] == "counter"
        ):
            # In "its counter-attack" the tree hangs "its" on "counter".
            children = [*table.children[counter], *children]
        for child in children:
            dep, lower = table.dep[child], table.lower[child]
            if dep == "poss" or (
                dep in ("amod", "compound", "nmod")
                and actor is None
                and frame.actor_adjective
                and (text.is_party(child) or {"force", "opposite"} & text.classes(child))
                and not {"equipment", "fire"} & text.classes(child)
            ):
                actor = child
            elif lower == "by" or (lower == "from" and frame.action == "strike"):
                actor = table.child(child, "pobj") or actor
            elif lower == "of":
                inner = table.child(child, "pobj")
                if inner is not None and table.tag[inner] == "CD":
                    continue
                if frame.of == "actor" and actor is None:
                    actor = inner
                elif frame.of == "target":
                    target = inner
            elif target is None and (
                lower in ("on", "against", "among") or (lower == "to" and frame.action == "destroy")
            ):
                target = self._aimed_at(child)
        if frame.action == "casualties" and target is None and frame.bare:
            # "Russian losses": those who lose are acted upon.
            return None, actor
        if frame.of == "target" and target is None and frame.actor == "any" and actor is not None:
            if table.lower[actor] == "its":
                return None, actor
            head_dep = table.dep[actor]
            if head_dep in ("compound", "poss") and actor in text.place_at:
                target, actor = actor, None
        return actor, target
