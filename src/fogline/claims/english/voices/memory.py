"""The voices a report has introduced so far, and whom a pronoun among them means."""

from dataclasses import dataclass

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.phrases import Phrases
from fogline.claims.english.voices.subjects import phrase
from fogline.claims.english.voices.words import Words
from fogline.model.claim import Flag, Voice
from fogline.model.source import SourceKind
from fogline.theatres.lexicon import Lexicon

Resolved = tuple[Voice, tuple[Flag, ...], str]
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_BODY = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
PRONOUNS = _SINGULAR | _BODY | _PLURAL
_OWN = frozenset({"i", "we", "our", "my", "us", "me", "you"})
_LATELY = 2
"""Sentences back in which a voice is still the one speaking."""
BACK = 250
"""Tokens back to look for what a description means: a few paragraphs."""


@dataclass(slots=True)
class Mention:
    """A voice as introduced somewhere in the text."""

    at: int
    voice: Voice
    words: frozenset[str]
    """Lower-case words of its name and of its description: "commander", "yaroslavsky"."""
    person: bool
    plural: bool = False
    flags: tuple[Flag, ...] = ()


class Memory(Phrases):
    """What a report has said of its voices up to a place in it."""

    def __init__(self, table: TokenTable, words: Words, lexicon: Lexicon) -> None:
        super().__init__(table, words, lexicon)
        self.known: list[Mention] = []
        self.told: set[int] = set()
        """Tokens of what somebody says: who acts there is not who goes on speaking."""
        self.people: dict[str, Mention] = {}

    def resolve(self, source: TokenRange, head: int) -> Resolved:
        """Return whom a phrase means; the full reading of phrases overrides this."""
        raise NotImplementedError

    def _pronoun(self, lower: str, head: int) -> tuple[Voice, tuple[Flag, ...], str]:
        unnamed = Voice(name=None, kind="unnamed", role="origin")
        if lower in _OWN:
            return unnamed, (), "first person"
        if lower in PRONOUNS:
            self._subjects_before(head, lower)
        if lower in _SINGULAR and not any(
            x.at < head and self._agrees(x, lower) for x in self.known
        ):
            self._person_before(head, lower)
        fitting = [x for x in reversed(self.known) if x.at < head and self._agrees(x, lower)]
        if lower in _PLURAL:
            fitting.sort(key=lambda x: not x.plural)
        for mention in fitting:
            return mention.voice, mention.flags, f"{lower!r} is the last voice that fits"
        return unnamed, (), f"{lower!r} has no antecedent"

    def _person_before(self, head: int, lower: str) -> None:
        """Introduce the last person spoken of at all: "The captain's dugout ...", he says."""
        table = self.table
        for i in range(head - 1, max(-1, head - BACK), -1):
            if table.tag[i] == "NN" and table.lemma[i].lower() in self.words.persons:
                self.resolve(phrase(table, i), i)
                if self._agrees(self.known[-1], lower):
                    return

    def _subjects_before(self, head: int, lower: str) -> None:
        """Introduce the last fitting subject since the last voice was heard."""
        table = self.table
        # "Two of them" may be people who have not spoken, whoever has since.
        heard = [m.at for m in self.known if m.at < head and (lower != "them" or m.plural)]
        since = max(heard, default=-1)
        sentence = table.sent[head]
        speaking = any(
            m.at >= 0 and sentence - table.sent[m.at] <= _LATELY and self._agrees(m, lower)
            for m in self.known
            if m.at < head
        )
        for i in range(head - 1, max(since, head - BACK), -1):
            if speaking and i in self.told:
                continue
            if sentence - table.sent[i] > 2:
                return
            if table.sent[i] == sentence and lower != "them":
                continue  # "Rescuers were searching, they added" is not theirs
            if (
                table.dep[i] in {"nsubj", "nsubjpass"}
                and table.pos[i] != "PRON"
                and (self._fits_pronoun(i, lower))
            ):
                self.resolve(phrase(table, i), i)
                return

    def _fits_pronoun(self, i: int, lower: str) -> bool:
        table = self.table
        lemma, tag = table.lemma[i].lower(), table.tag[i]
        if lower in _PLURAL:
            return tag == "NNS" and lemma in self.words.persons
        if lower in _BODY:
            return lemma in self.words.bodies or any(
                e.kind in {"source", "actor"} for e in self.entities.get(i, ())
            )
        if table.pos[i] == "PROPN":
            return lemma in self.people or self._function(phrase(table, i), i, i) != "unnamed"
        return tag == "NN" and lemma in self.words.persons

    def _agrees(self, mention: Mention, lower: str) -> bool:
        """Tell whether a pronoun may stand for the mention, by number and gender."""
        if lower in _SINGULAR:
            return mention.person and not mention.plural and self._gender(mention, lower)
        if mention.at < 0:
            return False
        if lower in _BODY:
            return not mention.person and not mention.plural
        return mention.plural or not mention.person

    def _gender(self, mention: Mention, lower: str) -> bool:
        female = bool(mention.words & self.words.feminine)
        return female == (lower in {"she", "her", "hers"}) or not female

    def _remember(
        self,
        head: int,
        source: TokenRange,
        voice: Voice,
        *,
        person: bool,
        flags: tuple[Flag, ...],
    ) -> Voice:
        lemmas = frozenset(w.lower() for w in self.table.lemma[source[0] : source[1]])
        if voice.name:
            lemmas |= frozenset(voice.name.lower().split())
        plural = self.table.tag[head] in {"NNS", "NNPS"}
        mention = Mention(head, voice, lemmas, person, plural, flags)
        self.known.append(mention)
        if person and voice.name:
            self.people[voice.name.split()[-1].lower()] = mention
        return voice

    def _earlier(self, lemma: str, kind: SourceKind, pair: str) -> Mention | None:
        last = pair.rsplit(maxsplit=1)[-1]
        for mention in reversed(self.known):
            if lemma in mention.words or last in mention.words:
                return mention
        person = lemma in self.words.persons
        for mention in reversed(self.known):
            if (
                mention.voice.kind == kind
                and mention.voice.name
                and (mention.person == person and not (person and mention.plural))
            ):
                return mention
        return None

    def _people_before(self, head: int) -> Mention | None:
        """Introduce the last people spoken of: "Two residents fled. One said"."""
        table = self.table
        for i in range(head - 1, max(-1, head - BACK), -1):
            if table.tag[i] == "NNS" and table.lemma[i].lower() in self.words.persons:
                self.resolve(phrase(table, i), i)
                return self.known[-1] if self.known else None
        return None

    def _last_plural(self) -> Mention | None:
        known = [x for x in reversed(self.known) if x.voice.kind != "unnamed" and x.at >= 0]
        plural = next((x for x in known if x.plural), None)
        return plural or next((x for x in known if x.person and x.voice.name is None), None)
