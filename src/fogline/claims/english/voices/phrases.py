"""What the words of a source phrase say by themselves: names, functions, sides, flags."""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.words import Words
from fogline.model.claim import Flag, Voice
from fogline.model.source import SourceKind
from fogline.theatres.lexicon import Entity, Lexicon

_ACTOR_KINDS: dict[str, SourceKind] = {
    "military": "military",
    "formation": "military",
    "unit": "military",
    "armed_group": "military",
    "government": "official",
    "police": "official",
    "aid_organisation": "aid_organisation",
    "civilians": "resident",
}
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_OFFICES = frozenset(
    {
        "adviser",
        "advisor",
        "representative",
        "envoy",
        "service",
        "office",
        "analyst",
        "report",
        "statement",
        "team",
        "delegation",
        "negotiator",
    }
)
"""Who speaks for the body named beside them, rather than for himself."""
_GROUNDS = frozenset({"town", "city", "village", "region", "district", "country", "camp"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "some"})
_PRESS = frozenset({"media", "press", "information", "news", "public"})
"""What makes an office or officer the mouth of the body that owns it."""
_RANK = {"source": 0, "actor": 1, "capital": 2, "side": 3, "people": 4, "adjective": 5}


def _fullness(form: str) -> tuple[bool, int]:
    """A name says more than a description, and more words more than few."""
    return form.rsplit(" ", 1)[-1][:1].isupper(), len(form)


class Phrases:
    """Reads single phrases of one text, without what the rest of the text says."""

    def __init__(self, table: TokenTable, words: Words, lexicon: Lexicon) -> None:
        self.table = table
        self.words = words
        self.lexicon = lexicon
        self.entities: dict[int, list[Entity]] = {}
        self.fullest: dict[str, str] = {}
        """Of each source and actor by id, the longest form that the text has."""
        for entity in lexicon.find(table.string, table.idx):
            for i in range(entity.start, entity.end):
                self.entities.setdefault(i, []).append(entity)
            if entity.kind in {"source", "actor"}:
                form = self._form(entity)
                if _fullness(form) > _fullness(self.fullest.get(entity.id, "")):
                    self.fullest[entity.id] = form

    def _form(self, entity: Entity) -> str:
        """Return a name as it stands; a common noun with its owner: "Russia's defence ministry"."""
        head = entity.end - 1
        opens = next((i for i in range(entity.start + 1, head) if self.table.text[i] == "("), None)
        if opens is not None:  # "Institute for War Studies (IWS)"
            return self.table.span(entity.start, opens)
        if self.table.lower[entity.start].startswith("spokes"):
            for i in range(entity.start, head):
                if self.table.lower[i] in {"for", "of"}:
                    start = i + 1 + (self.table.lower[i + 1] == "the")
                    return self.table.span(start, entity.end)
        if not self.table.text[head].islower():
            return " ".join(self.table.span(entity.start, entity.end).split())
        return self._title((self.table.left[head], entity.end), head)

    def _title(self, source: TokenRange, head: int) -> str:
        """Return "head of Chechnya" for "the head of Chechnya, who", from its first word."""
        table = self.table
        start, end = max(source[0], table.left[head]), head + 1
        while start < head and (
            table.lower[start] in _ARTICLES
            or table.tag[start] == "PRP$"
            or (table.pos[start] in {"PUNCT", "SPACE", "CCONJ", "ADP"})
        ):
            start += 1
        for c in table.children[head]:
            inner = table.child(c, "pobj") if table.dep[c] == "prep" and c == end else None
            if inner is not None and (
                table.lower[c] == "of" or (table.lower[c] == "in" and table.pos[inner] == "PROPN")
            ):
                end = self._of_whom_further(inner) + 1
        owner = table.child(head, "poss")
        if owner is not None and table.tag[owner] == "NN" and start <= owner:
            # "the town's Russian-installed head": which town goes without saying.
            start = min(owner + 2, head) if table.lemma[owner] in _GROUNDS else start
        return " ".join(table.span(start, end).split())

    def _of_whom_further(self, inner: int) -> int:
        """Return the last word of "the military administration of Vovchansk"."""
        table = self.table
        of = next((c for c in table.children[inner] if table.lower[c] == "of"), None)
        place = table.child(of, "pobj") if of is not None and of == inner + 1 else None
        return inner if place is None or table.pos[place] != "PROPN" else place

    def _is_name(self, head: int) -> bool:
        return self.table.pos[head] == "PROPN" and not self.table.text[head][0].islower()

    def _person_head(self, head: int) -> bool:
        """Tell a person introduced by name from an organisation that a trie name covers."""
        return not any(e.kind != "adjective" for e in self.entities.get(head, ()))

    @staticmethod
    def _person(entity: Entity) -> bool:
        return entity.source is not None and entity.source.function is not None

    def _entity(self, source: TokenRange, head: int) -> Entity | None:
        """Return the reading of the phrase: at its head first, else its modifier or apposition."""
        found = [e for i in range(*source) for e in self.entities.get(i, ())]
        if not found:
            return None
        side = self._side(source)
        near = [e for e in found if e.start <= head < e.end] or [
            e for e in found if e.kind in {"source", "actor"} and self._speaks_for(e, head)
        ]
        near.sort(key=lambda e: (_RANK[e.kind], side is not None and e.side != side))
        return near[0] if near else None

    def _speaks_for(self, entity: Entity, head: int) -> bool:
        """Accept "ISW analysts", "the ministry's spokesman", "spokesman for the General Staff"."""
        last = entity.end - 1
        dep, up = self.table.dep[last], self.table.head[last]
        lemma = self.table.lemma[head].lower()
        if dep == "appos" and up == head:
            return True
        person = self.words.persons.get(lemma)
        for_himself = (
            entity.kind == "actor"
            or entity.source_kind in {"official", "military"}
            or (person not in {None, "analyst"})
        )
        if for_himself and not lemma.startswith("spokes") and lemma not in _OFFICES:
            return False
        if dep in {"compound", "poss", "nmod"} and up == head:
            return True
        return (
            dep == "pobj"
            and self.table.head[up] == head
            and (lemma.startswith("spokes") or lemma in _OFFICES)
        )

    def side_of(self, source: TokenRange) -> str | None:
        """Return the one side that the words of a phrase name, None for none or several."""
        return self._side(source)

    def _side(self, source: TokenRange) -> str | None:
        sides = [
            e.side
            for i in range(*source)
            for e in self.entities.get(i, ())
            if e.side and e.kind in {"adjective", "side", "actor", "people"}
        ]
        return sides[0] if sides and all(s == sides[0] for s in sides) else None

    def _from_entity(self, entity: Entity, source: TokenRange) -> Voice:
        if entity.kind == "source":
            return Voice(
                name=self.fullest.get(entity.id, entity.name),
                kind=entity.source_kind or "unnamed",
                id=entity.id,
                side=entity.side,
                role="origin",
            )
        if entity.kind == "actor":
            kind = _ACTOR_KINDS.get(entity.actor_kind or "", "unnamed")
            side = entity.side or self._side(source)
            return Voice(
                name=self.fullest.get(entity.id, entity.name),
                kind=kind,
                id=entity.id,
                side=side,
                role="origin",
            )
        name = None
        if entity.kind != "people":
            name = self.table.span(entity.start, entity.end)
        return Voice(name=name, kind="official", side=entity.side, role="origin")

    def _function(self, source: TokenRange, head: int, start: int) -> SourceKind:
        """Return the kind that the words around a name give it: title before, apposition after."""
        table, persons = self.table, self.words.persons
        for i in range(start - 1, source[0] - 1, -1):
            kind = persons.get(table.lemma[i].lower()) or persons.get(table.lower[i])
            if kind is not None and kind != "unnamed":
                return kind
        for c in table.children[head]:
            if table.dep[c] == "appos" or (c > head and table.pos[c] == "NOUN"):
                kind = persons.get(table.lemma[c].lower())
                if kind is not None:
                    return kind
        for i in range(head + 1, source[1]):
            kind = persons.get(table.lemma[i].lower())
            if kind is not None and kind != "unnamed":
                return kind
        return "unnamed"

    def _office(self, source: TokenRange, head: int) -> str | None:
        """Return "governor of Kherson" for "the governor of Kherson": it has one holder."""
        table, words = self.table, self.words
        lemma, tag = table.lemma[head].lower(), table.tag[head]
        if lemma not in words.offices and lemma not in words.bodies:
            return None
        if tag == "NNS":
            return self._title(source, head) if lemma in words.collective else None
        first = table.lower[source[0]]
        if first in {"a", "an", "one", "another", "some", "no"} or table.pos[source[0]] == "NUM":
            return None
        return self._title(source, head)

    def _mouth_of(self, source: TokenRange, head: int) -> int | None:
        """Return the owner of a spokesman, press office, media unit: it speaks through them."""
        table = self.table
        lemma = table.lemma[head].lower()
        before = table.lower[head - 1] if head else ""
        if not lemma.startswith("spokes") and before not in _PRESS:
            return None
        for c in table.children[head]:
            owns = (table.dep[c] in {"poss", "compound", "nmod", "amod"} and c != head - 1) or (
                table.dep[c] == "compound" and lemma.startswith("spokes")
            )
            if owns and table.lower[c] not in _PRESS and source[0] <= c:
                return c
            if table.dep[c] == "prep" and table.lower[c] in {"of", "for"}:
                return table.child(c, "pobj")
        return None

    def _modified(self, source: TokenRange, head: int) -> bool:
        """Tell whether the phrase says more than "the commander", and so means another."""
        return head + 1 < source[1] or head - source[0] > 1 or self._side(source) is not None

    def _apposed(self, head: int) -> str | None:
        """Return the name in "the unit's commander, Denys Yaroslavsky"."""
        table = self.table
        for c in table.children[head]:
            if c > head and table.dep[c] == "appos" and table.pos[c] == "PROPN":
                start = c
                while start > head + 1 and table.pos[start - 1] == "PROPN":
                    start -= 1
                while start < c and table.lower[start] in self.words.titles:
                    start += 1
                return " ".join(table.text[start : c + 1])
        return None

    def _tail_name(self, source: TokenRange, head: int) -> str | None:
        """Return the name in "a spokesman for the General Staff, Ivan Petrenko"."""
        table = self.table
        if table.lemma[head].lower() not in self.words.persons:
            return None
        for i in range(head + 1, source[1] - 1):
            if table.lower[i] in {"callsign", "sign"} and table.pos[i + 1] == "PROPN":
                return table.text[i + 1]
        start = source[1]
        while (
            start > head + 1
            and table.pos[start - 1] == "PROPN"
            and (start - 1 not in self.entities)
        ):
            start -= 1
        named = start < source[1] and table.text[start - 1] == ","
        return " ".join(table.text[start : source[1]]) if named else None

    def _flags(self, source: TokenRange) -> tuple[Flag, ...]:
        found: list[Flag] = []
        around = self.table.lower[source[0] : source[1]]
        head = max(source[1] - 1, source[0])
        fighters = any(
            self.words.persons.get(self.table.lemma[i].lower()) == "military"
            or self.words.bodies.get(self.table.lemma[i].lower()) == "military"
            for i in range(*source)
        )
        told = (i for i in range(*source) if self.table.lower[i] in self.words.captivity)
        # "The elder, who was detained in May": he may be free again when he speaks.
        if any(fighters or self.table.tag[i] in {"JJ", "NN", "NNS"} or i == head for i in told):
            found.append("captivity")
        if any(w in self.words.occupation for w in around):
            found.append("occupation")
        return tuple(found)
