"""On whose side a voice speaks: by its name, its office, its town, or whom it calls the enemy."""

from fogline.claims.attribution import Chain
from fogline.claims.english.text import Text

_TRANSLATED = 3  # what "Translated from Ukrainian" weighs against names of a side
_SOURCE_REACH = 10  # tokens after a voice's name in which its unit or office may stand
_FOREIGN = frozenset({"military", "think_tank", "analyst", "agency", "journalist", "milblogger"})
"""Voices within another's text that do not speak for the side for which that text is written."""
_ASIDE = frozenset({"aid_organisation", "think_tank", "agency"})
"""Voices that speak for no side, whatever they call "our"."""
_INSTALLED = ("occup", "install", "appoint", "people's republic", "puppet", "imposed", "so-called")
_OFFICES = frozenset({"military", "official"})
_LOCAL = frozenset({"governor", "mayor", "administration", "head", "council", "prosecutor", "police",
                    "resident", "residents", "authorities"})  # fmt: skip
_DASHES = frozenset({"-", "–", "—", "--"})
_QUOTES = ('"', "“", "”", "„", "«", "»")
_OURS = frozenset({"country", "land", "state", "people", "border", "front", "sky", "homeland", "city",
                   "side", "victory", "flag", "artillery", "aviation"})  # fmt: skip
"""What somebody who takes sides calls "our", besides forces."""


class Speakers:
    """Over one text, remembering the sides of voices already met."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._voices: dict[str, str] = {}
        self._own_side: str | None = None
        self._own_side_read = False
        self._home: str | None = None
        self._home_read = False

    def side(self, chain: Chain) -> str | None:
        """Return the side of the voice, for an outlet of no known side that of its own "we"."""
        if not chain.voices:
            return None
        voice = chain.voices[-1]
        if voice.side is not None or voice.kind == "imagery":
            return voice.side
        captive = "captivity" in chain.flags
        side = self._named_in_source(chain)
        if side is None and voice.kind in (*_OFFICES, "resident") and not captive:
            side = self._at_home(chain) or (self._dateline() if voice.kind in _OFFICES else None)
        foreign = len(chain.voices) > 1 and voice.kind in _FOREIGN
        if side is not None or foreign or captive or voice.kind in _ASIDE:
            return side
        return self.own()

    def own(self) -> str | None:
        """Return the side for which the text itself is written, None if it takes none."""
        if not self._own_side_read:
            self._own_side_read = True
            self._own_side = self._partisan()
        return self._own_side

    def home(self) -> str | None:
        """Return the one side whose own towns and regions the text is about, None if unclear.

        Under occupation a town is nobody's home in this sense.
        """
        if not self._home_read:
            self._home_read = True
            self._home = self._of_places(0, self.text.table.n)
        return self._home

    def at(self, token: int) -> str | None:
        """Return the side whose home the sentence of a token names, else that of the text."""
        near = self._of_places(*self.text.table.sents[self.text.table.sent[token]])
        return near if near is not None else self.home()

    def _of_places(self, start: int, end: int) -> str | None:
        sides = self._homes(start, end)
        return next(iter(sides)) if len(sides) == 1 else None

    def _homes(self, start: int, end: int) -> set[str]:
        """Return the sides whose homes are named between two tokens, none if one is occupied."""
        text, sides = self.text, set[str]()
        if not text.home:
            return sides
        for span in text.places:
            if not start <= span.start < end:
                continue
            around = " ".join(text.table.lower[max(0, span.start - 3) : span.end])
            if any(w in around for w in _INSTALLED):
                return set()
            names = (text.home.get(name.lower()) for name in span.words.names)
            sides |= {side for side in names if side is not None}
        return sides

    def _at_home(self, chain: Chain) -> str | None:
        """Return the side whose own region or town a voice's words name: "the Sadove governor".

        A governor without a place is that of the place that his sentence speaks of.
        """
        text = self.text
        voice = chain.voices[-1]
        words, at = voice.name or "", -1
        if chain.attributions and chain.attributions[-1].source is not None:
            start, at = chain.attributions[-1].source
            words += " " + text.table.span(start, at)
        words = words.lower()
        if not text.home or any(w in words for w in _INSTALLED):
            return None
        sides = {side for name, side in text.home.items() if _named(name, words)}
        if len(sides) == 1:
            return sides.pop()
        if sides or at < 1 or not _LOCAL & set(words.split()):
            return None
        return self.at(at - 1)

    def _dateline(self) -> str | None:
        """Return the side from whose capital a wire reports: "KYIV - ..., the air force said"."""
        table = self.text.table
        for token in range(min(4, table.n)):
            entity = self.text.entity_at.get(token)
            if entity is None or entity.side is None or not table.text[token].isupper():
                continue
            if any(table.text[t] in _DASHES for t in range(token + 1, min(token + 8, table.n))):
                return entity.side
        return None

    def _named_in_source(self, chain: Chain) -> str | None:
        """Return the side in the words that name the voice: "a gunner of the 93rd Brigade"."""
        if not chain.attributions:
            return None
        name = chain.voices[-1].name or ""
        source = chain.attributions[-1].source
        sides = self._of_source(*source) if source is not None and source[1] > source[0] else set()
        if len(sides) == 1:
            side = sides.pop()
            if name:
                self._voices.setdefault(name, side)
            return side
        return self._voices.get(name)

    def _of_source(self, start: int, end: int) -> set[str]:
        text, table = self.text, self.text.table
        top = next((t for t in range(start, end) if not start <= table.head[t] < end), end - 1)
        last = min(max(end, table.right[top] + 1), end + _SOURCE_REACH)
        sides: set[str] = set()
        for token in range(start, last):
            entity = text.entity_at.get(token)
            if entity is not None and entity.side and token not in text.cues:
                sides.add(entity.side)
            elif token < end and {"opposite"} & text.classes(token):
                hostile = text.opposite(self.own())
                sides |= {hostile} if hostile else set()
            if table.dep[token] in ("relcl", "ccomp"):
                break
        return sides

    def _partisan(self) -> str | None:
        """Who writes of "the enemy" or "our units" is against the side named beside them."""
        text = self.text
        outlet = (text.voices.outlet.name or "").lower()
        named = text.lexicon.side_of(text.voices.outlet.name or "")
        if named is not None:
            return named
        homes = {side for name, side in text.home.items() if _named(name, outlet)}
        if not self._takes_sides():
            return homes.pop() if len(homes) == 1 else None
        votes = self._votes()
        only = text.named_sides()
        if not votes and len(only) == 1 and self._sees_enemies():
            # Who writes of "the enemy" and names one side only writes of that one.
            return text.opposite(next(iter(only)))
        ranked = sorted(votes.items(), key=lambda v: -v[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return homes.pop() if len(homes) == 1 else None
        side, weight = ranked[0]
        # One name is weak against the towns that the text is about.
        return None if weight == 1 and self._homes(0, self.text.table.n) - {side} else side

    def _votes(self) -> dict[str, int]:
        """Weigh the sides named: "our" before a name is for it, a name without it against."""
        text, table = self.text, self.text.table
        votes: dict[str, int] = {}
        for i, entity in text.entity_at.items():
            if entity.side is None or entity.kind in ("source", "capital"):
                continue
            if entity.kind == "side" and i in text.place_at:
                continue
            before = table.lower[max(0, i - 2) : i]
            own = any(w in ("our", "my") for w in before)
            if before == ["translated", "from"]:
                votes[entity.side] = votes.get(entity.side, 0) + _TRANSLATED
                continue
            main = text.opposite(entity.side)
            others = text.against(entity.side) if main is None else [main]
            for side in (entity.side,) if own else others:
                votes[side] = votes.get(side, 0) + 1
        for side, count in text.spelling_votes().items():
            votes[side] = votes.get(side, 0) + 2 * count
        return votes

    def _sees_enemies(self) -> bool:
        """Say whether the text speaks of "our forces" or of "the enemy" at all."""
        table = self.text.table
        return any(self._side_taken(i) and table.lower[i] != "ours" for i in range(table.n))

    def _takes_sides(self) -> bool:
        """Say whether the text itself, outside quotations, speaks of "our" and "the enemy"."""
        table = self.text.table
        quoted = False
        for i, word in enumerate(table.text):
            if word in _QUOTES:
                quoted = word in ("“", "„", "«") or (word == '"' and not quoted)
            elif not quoted and self._side_taken(i):
                return True
        return False

    def _side_taken(self, i: int) -> bool:
        """Say whether a word takes sides: "the enemy", "our troops", not "our reporters"."""
        text, table = self.text, self.text.table
        if "opposite" in text.classes(i):
            return True
        if table.lower[i] not in ("our", "ours", "my"):
            return False
        if table.lower[i] == "ours":
            return True
        owned = table.head[i]
        return "force" in text.classes(owned) or table.lemma[owned] in _OURS


def _named(name: str, words: str) -> bool:
    """Say whether a name stands in words as a word of its own: not "Tula" in "congratulated"."""
    at = words.find(name)
    if at < 0:
        return False
    end = at + len(name)
    return not (words[at - 1 : at].isalnum() or words[end : end + 1].isalnum())
