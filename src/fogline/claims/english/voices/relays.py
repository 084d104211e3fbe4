"""Who passes words on: outlets that were told, the report's own outlet and its people."""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.memory import PRONOUNS, Memory
from fogline.claims.english.voices.subjects import phrase
from fogline.claims.english.voices.words import Words
from fogline.model.claim import Voice
from fogline.theatres.lexicon import Lexicon

_PAGES = frozenset({"version", "entry", "report", "article", "post", "story", "page", "edition"})
SOME = frozenset(
    {
        "one",
        "two",
        "three",
        "several",
        "another",
        "second",
        "third",
        "other",
        "others",
        "some",
        "many",
        "most",
        "all",
        "both",
        "few",
        "former",
        "latter",
        "first",
    }
)
"""Words for some of the people spoken of before."""


def initials(name: str) -> str:
    """Return "ANA" for "Anglo-Nile News Agency"; the name itself if it has fewer than three."""
    letters = [w[0] for w in name.split() if w[0].isupper()]
    return "".join(letters) if len(letters) > 2 else name


class Relays(Memory):
    """Tells outlets from other voices."""

    def __init__(
        self,
        table: TokenTable,
        words: Words,
        lexicon: Lexicon,
        outlet: Voice | None = None,
    ) -> None:
        super().__init__(table, words, lexicon)
        self.outlet = outlet or Voice(name=None, kind="outlet", role="outlet")

    def outlets_own(self, source: TokenRange, head: int) -> bool:
        """Tell whether somebody looks for the outlet: "our photographer", "an ANA reporter"."""
        table = self.table
        if table.lemma[head].lower() not in self.words.eyes:
            return False
        name = self.outlet.name or ""
        ours = {"our", "this", *name.lower().split()} - {"the", "of"}
        start = max(source[0], table.left[head])
        if self.outlet.kind == "agency":
            ours.add("agency")
        return any(
            table.lower[i] in ours or table.text[i] == initials(name) for i in range(start, head)
        )

    def _own_page(self, source: TokenRange, head: int) -> bool:
        """Tell whether "an earlier version", "our first report" is the outlet's own text."""
        table = self.table
        return table.lemma[head] in _PAGES and any(
            w in {"earlier", "previous", "our"} for w in table.lower[source[0] : head]
        )

    def is_outlet(self, head: int) -> Voice | None:
        """Return the voice if the words name somebody who passes words on, else None."""
        if self.table.text[head] == initials(self.outlet.name or ""):
            return self.outlet.but(role="relay", stance="relays")
        for entity in self.entities.get(head, ()):
            if entity.source_kind in {"outlet", "agency", "journalist", "think_tank"}:
                return self._from_entity(entity, (entity.start, entity.end)).but(
                    role="relay",
                    stance="relays",
                )
        table = self.table
        lemma = table.lemma[head].lower()
        kind = self.words.bodies.get(lemma) or self.words.persons.get(lemma)
        if kind in {"outlet", "agency"} or (kind == "journalist" and table.pos[head] == "PROPN"):
            start = head
            while start and table.pos[start - 1] == "PROPN" and table.head[start - 1] == head:
                start -= 1
            named = table.pos[head] == "PROPN"
            name = " ".join(table.text[start : head + 1]) if named else None
            first = table.lower[table.left[head]]
            if first in {"our", "this"} and self.outlet.name is not None:
                return self.outlet.but(role="relay", stance="relays")
            if (
                name is None
                and first == "the"
                and not self._modified((table.left[head], head + 1), head)
            ):
                earlier = self._earlier(lemma, kind, lemma)
                if earlier is not None:
                    return earlier.voice.but(role="relay", stance="relays")
            if name is None and table.left[head] < head:
                name = self._office((table.left[head], head + 1), head)
            return Voice(name=name, kind=kind, role="relay", stance="relays")
        return None

    def named(self, head: int) -> Voice | None:
        """Return whoever the words name as a relay: "published by Wagner"."""
        voice, _, _ = self.resolve(phrase(self.table, head), head)
        return voice.but(role="relay", stance="relays") if voice.name else None

    def speaks(self, head: int) -> bool:
        """Tell whether the noun names somebody who can speak."""
        lemma = self.table.lemma[head].lower()
        return (
            lemma in self.words.persons
            or lemma in self.words.bodies
            or (lemma in SOME or lemma in PRONOUNS or lemma.endswith("witness"))
            or any(
                e.kind in {"source", "actor", "capital", "side"}
                for e in self.entities.get(head, ())
            )
        )

    def _header(self, source: TokenRange, head: int) -> Voice | None:
        """Return the outlet or a credited voice if the phrase is (the end of) its name."""
        last = self.table.lower[head]
        for mention in self.known:
            if mention.at >= 0:
                return None
            name = (mention.voice.name or "").lower()
            if self.table.text[head] == initials(mention.voice.name or ""):
                return mention.voice
            if last in name and len(last) > 2 and self.table.pos[head] == "PROPN":
                said = self.table.span(source[0], head + 1).lower().removeprefix("the ")
                if said and (name.endswith(said) or name.startswith(said)):
                    return mention.voice
        return None

    def _of_whom(self, head: int) -> int:
        """Return "readers" for "one of our readers"."""
        table = self.table
        if table.pos[head] in {"NUM", "DET", "PRON", "ADJ"}:
            of = next((c for c in table.children[head] if table.lower[c] == "of"), None)
            whom = table.child(of, "pobj") if of is not None else None
            return head if whom is None else whom
        return head
