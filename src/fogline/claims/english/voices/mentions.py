"""Who a source phrase means: names, functions, descriptions, pronouns within one report."""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.memory import BACK, PRONOUNS, Mention, Resolved
from fogline.claims.english.voices.relays import SOME, Relays
from fogline.claims.english.voices.subjects import phrase
from fogline.claims.english.voices.words import Words
from fogline.model.claim import Flag, Voice
from fogline.model.source import SourceKind
from fogline.theatres.lexicon import Entity, Lexicon

_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_CIVIL_GENERALS = frozenset({"prosecutor", "secretary", "attorney", "consul", "inspector"})
_AGENT = ("er", "or", "ist", "ian", "man", "woman", "mother", "father", "ant")
_FITS: dict[str, frozenset[str]] = {
    "group": frozenset({"armed_group"}),
    "militia": frozenset({"armed_group"}),
    "force": frozenset({"armed_group", "military"}),
    "movement": frozenset({"armed_group"}),
    "company": frozenset({"armed_group"}),
    "faction": frozenset({"armed_group"}),
    "agency": frozenset({"agency"}),
    "institute": frozenset({"think_tank"}),
    "tank": frozenset({"think_tank"}),
    "charity": frozenset({"aid_organisation"}),
    "brigade": frozenset({"unit"}),
    "division": frozenset({"formation", "unit"}),
    "broadcaster": frozenset({"outlet"}),
    "newspaper": frozenset({"outlet"}),
    "organisation": frozenset({"aid_organisation"}),
    "organization": frozenset({"aid_organisation"}),
}


class Mentions(Relays):
    """The voices of a report so far; `resolve` must be called in the order of the text."""

    def __init__(
        self,
        table: TokenTable,
        words: Words,
        lexicon: Lexicon,
        known: tuple[Voice, ...] = (),
        outlet: Voice | None = None,
    ) -> None:
        super().__init__(table, words, lexicon, outlet)
        self.known = [self._outside(v) for v in known if v.name]

    def _outside(self, voice: Voice) -> Mention:
        """Introduce a voice from the header: the outlet or a credited one."""
        kind_word = {"agency": "agency", "think_tank": "tank", "outlet": "newspaper"}
        source = self.lexicon.voice(voice.name or "")
        kind = source.kind if source is not None else voice.kind
        words = {*(voice.name or "").lower().split(), kind_word.get(kind, kind)}
        return Mention(-1, voice, frozenset(words), person=False)

    def resolve(self, source: TokenRange, head: int) -> Resolved:
        """Return the voice that the source phrase means, its flags and the reason."""
        source, head = self._meant(source, self._of_whom(head))
        for reading in (
            self._as_pronoun,
            self._as_account,
            self._as_mouth,
            self._as_own_page,
            self._as_header,
            self._as_person,
            self._as_entity,
        ):
            found = reading(source, head)
            if found is not None:
                return found
        return self._described(source, head, self._flags(source))

    def _as_pronoun(self, source: TokenRange, head: int) -> Resolved | None:
        lower = self.table.lower[head]
        if lower not in PRONOUNS and self.table.tag[head] not in {"PRP", "PRP$"}:
            return None
        found = self._pronoun(lower, head)
        if lower != "them" or found[0].kind == "unnamed":
            return found
        # "one of them": from now on he may be "he"
        voice = found[0].but(name=None, id=None)
        self._remember(head, source, voice, person=True, flags=found[1])
        return voice, found[1], found[2]

    def _as_account(self, source: TokenRange, head: int) -> Resolved | None:
        text = self.table.text[head] if source[0] <= head < source[1] else ""
        if not text.startswith("@") or len(text) < 2:
            return None
        return Voice(name=text[1:], kind="social_account", role="origin"), (), "an account"

    def _as_mouth(self, source: TokenRange, head: int) -> Resolved | None:
        """Read "the army's spokesman" as the army, unless he is named."""
        owner = self._mouth_of(source, head)
        if owner is None or self._tail_name(source, head) or self._apposed(head):
            return None
        voice, flags, reason = self.resolve(phrase(self.table, owner), owner)
        some = self.table.lower[source[0]] in {"a", "an", "one", "another"}
        named = self.table.text[owner][:1].isupper()
        if some and (not named or self.table.tag[owner][:1] == "J"):
            voice = voice.but(name=None, id=None)
        self._remember(head, source, voice, person=True, flags=flags)
        return voice, flags, reason

    def _as_own_page(self, source: TokenRange, head: int) -> Resolved | None:
        if self._own_page(source, head):
            return self.outlet, (), "an earlier text of the outlet"
        return None

    def _as_header(self, source: TokenRange, head: int) -> Resolved | None:
        header = self._header(source, head)
        if header is None:
            return None
        return header, self._flags(source), "the outlet or credited voice by its name"

    def _as_person(self, source: TokenRange, head: int) -> Resolved | None:
        entity = self._entity(source, head)
        if not self._is_name(head) or (entity is not None and not self._person_head(head)):
            return None
        named = self._named(source, head, entity)
        if named is None:
            return None
        flags = self._flags(source)
        reason = "named with its function" if named.kind != "unnamed" else "named"
        voice = self._remember(head, source, named, person=True, flags=flags)
        return voice, flags, reason

    def _as_entity(self, source: TokenRange, head: int) -> Resolved | None:
        entity = self._entity(source, head)
        if entity is None or entity.kind == "adjective":
            return None
        flags = self._flags(source)
        voice = self._from_entity(entity, source)
        tail = self._tail_name(source, head)
        if tail is not None:
            voice = voice.but(name=tail)
            return (
                self._remember(head, source, voice, person=True, flags=flags),
                flags,
                (f"speaks for {entity.name}"),
            )
        voice = self._some_of(voice, entity, source, head)
        person = self._person(entity) or self.table.lemma[head].lower() in self.words.persons
        voice = self._remember(head, source, voice, person=person, flags=flags)
        return voice, flags, f"the theatre knows {entity.name}"

    def _some_of(self, voice: Voice, entity: Entity, source: TokenRange, head: int) -> Voice:
        """Take the name off "officials", "a soldier", "the other side": some of them speak."""
        table = self.table
        lemma = table.lemma[head].lower()
        if table.lower[source[0]] in {"a", "an"} and (voice.name or "A")[0].islower():
            voice = voice.but(name=None, id=None)
        if table.lower[head] == "side":
            voice = voice.but(name=None, id=None, kind="military")
        speaks_for = entity.source_kind in {"think_tank", "agency", "aid_organisation"}
        if (
            not speaks_for
            and table.tag[head] == "NNS"
            and table.text[head].islower()
            and (lemma in self.words.bodies or lemma in self.words.persons)
            and lemma not in self.words.collective
        ):
            voice = voice.but(name=None, id=None)  # "pro-war channels": some of them
        if (
            table.tag[head] in {"NN", "NNS"}
            and entity.start <= head < entity.end
            and (not speaks_for)
            and (lemma in self.words.persons or lemma in self.words.unnamed)
        ):
            # "the governor" has a name all the same
            voice = voice.but(name=self._office(source, head))
        return voice

    def _meant(self, source: TokenRange, head: int) -> tuple[TokenRange, int]:
        """Return the whole phrase for "who", and the name for its apposition."""
        table = self.table
        up = table.head[head]
        if not source[0] <= head < source[1]:
            if table.dep[head] == "appos" and table.pos[up] == "PROPN":
                head = up
            source = phrase(table, head)
        return source, head

    def _named(self, source: TokenRange, head: int, entity: Entity | None) -> Voice | None:
        """Read "Denys Yaroslavsky, the commander of the Ukrainian army unit"."""
        table = self.table
        start = self._name_start(source, head)
        titled = start < head and table.lower[start] in self.words.titles
        while (
            start < head
            and table.lower[start] in self.words.titles
            and (table.lemma[head].lower() not in self.words.bodies)
        ):
            start += 1
        end = head + 1
        if not any(c.isalpha() for c in table.text[head]):
            return None
        name = " ".join(table.span(start, end).split())
        if table.lemma[head].lower() in self.words.bodies and start == head:
            name = self._title(source, head)  # "the Ministry of defence in Moscow"
        earlier = self.people.get(table.lower[head])
        full = self.lexicon.voice(name)
        if full is not None:
            return Voice(name=name, kind=full.kind, id=full.id, side=full.side, role="origin")
        kind = self._function(source, head, start)
        if earlier is not None and (end - start == 1 or earlier.voice.name == name):
            return earlier.voice if kind == "unnamed" else self._better(earlier.voice, kind)
        side = self._side(source)
        if kind == "unnamed" and titled:
            kind = "official"
        if kind == "unnamed":
            lemma = table.lower[head]
            kind = self.words.bodies.get(
                lemma, "outlet" if lemma in self.words.press else "unnamed"
            )
        if kind == "unnamed" and entity is not None and entity.source_kind is not None:
            kind = entity.source_kind
        return Voice(name=name, kind=kind, side=side, role="origin")

    def _name_start(self, source: TokenRange, head: int) -> int:
        """Return the first token of the name that ends at a head."""
        table = self.table
        start = head
        while start > source[0] and (
            (
                table.pos[start - 1] == "PROPN"
                and table.dep[start - 1]
                in {
                    "compound",
                    "nmod",
                    "poss",
                    "amod",
                    "npadvmod",
                }
            )
            or (table.text[start - 1] == "-" and start - 1 > source[0])
        ):
            start -= 1
        if (
            start > source[0]
            and table.pos[start - 1] in {"NUM", "ADJ"}
            and (table.text[start - 1][:1].isdigit() or table.text[start - 1][:1].isupper())
            and table.sents[table.sent[start - 1]][0] != start - 1
        ):
            start -= 1  # "72nd Mechanised Brigade", "Two Banks"
        return start

    @staticmethod
    def _better(voice: Voice, kind: SourceKind) -> Voice:
        return voice.but(kind=kind) if voice.kind == "unnamed" else voice

    def _described(
        self,
        source: TokenRange,
        head: int,
        flags: tuple[Flag, ...],
    ) -> tuple[Voice, tuple[Flag, ...], str]:
        """Read "the commander", "the think tank", "officials", "residents", "a video"."""
        table, words = self.table, self.words
        lemma = table.lemma[head].lower()
        pair, kind = self._kind(head, lemma)
        singular = table.tag[head] == "NN"
        definite = table.lower[source[0]] in _DEFINITE
        if kind is not None and singular and definite and not self._modified(source, head):
            spoken = self._spoken_of(lemma, head) if lemma in words.bodies else None
            if spoken is not None:
                voice = self._remember(head, source, spoken, person=False, flags=())
                return voice, flags, f"{table.span(*source)!r} named before"
            earlier = self._earlier(lemma, kind, pair)
            if earlier is not None:
                return earlier.voice, earlier.flags, f"{table.span(*source)!r} said before"
        if kind is None and lemma in SOME:
            earlier = self._last_plural() or self._people_before(head)
            if earlier is not None:
                voice = earlier.voice.but(name=None, id=None)
                self._remember(head, source, voice, person=True, flags=earlier.flags)
                return voice, earlier.flags, "some of them"
        if lemma in words.imagery:
            return Voice(name=None, kind="imagery", role="origin"), (), "an image speaks"
        name = self._apposed(head) or self._tail_name(source, head)
        if name is not None:
            voice = Voice(name=name, kind=kind or "unnamed", side=self._side(source), role="origin")
            return self._remember(head, source, voice, person=True, flags=flags), flags, "apposed"
        body = self._office(source, head)
        voice = Voice(name=body, kind=kind or "unnamed", side=self._side(source), role="origin")
        if kind is None and body is None and table.pos[head] == "NOUN" and lemma.endswith(_AGENT):
            voice = voice.but(kind="resident")
        if voice.kind != "unnamed":
            person = lemma in words.persons or (kind is None and body is None)
            self._remember(head, source, voice, person=person, flags=flags)
        return voice, flags, f"no name, {lemma!r}"

    def _kind(self, head: int, lemma: str) -> tuple[str, SourceKind | None]:
        """Return the noun with the word before it, and the kind that both or it alone give."""
        words = self.words
        before = self.table.lower[head - 1] if head else ""
        pair = f"{before} {lemma}".strip()
        if lemma == "general" and before in _CIVIL_GENERALS:
            return pair, "official"
        return pair, words.bodies.get(pair) or words.persons.get(lemma) or words.bodies.get(lemma)

    def _spoken_of(self, lemma: str, head: int) -> Voice | None:
        """Return the body that "the group", "the ministry" means, from all names before it."""
        fits = _FITS.get(lemma)
        for at in range(head - 1, max(head - BACK, -1), -1):
            for entity in self.entities.get(at, ()):
                if entity.kind not in {"source", "actor"}:
                    continue
                named = lemma in entity.name.lower().split()
                if named or (
                    fits is not None and (entity.actor_kind in fits or entity.source_kind in fits)
                ):
                    return self._from_entity(entity, (at, at + 1))
        return None
