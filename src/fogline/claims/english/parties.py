"""Who acts and who is acted upon, with the side: by name, by adjective, by context."""

from fogline.claims.attribution import Chain
from fogline.claims.english import belonging, phrases
from fogline.claims.english.text import Text
from fogline.model.claim import Party

_THEY = frozenset({"they", "them", "their", "themselves", "who", "which", "that", "it", "its",
                   "he", "him", "his", "she", "her", "itself", "those", "these"})  # fmt: skip
_WE = frozenset({"we", "us", "our", "ours", "i", "my", "ourselves"})
_TRANSLATED = 3  # what "Translated from Ukrainian" weighs against names of a side
_SOURCE_REACH = 10  # tokens after a voice's name in which its unit or office may stand
_FOREIGN = frozenset({"military", "think_tank", "analyst", "agency", "journalist", "milblogger"})
"""Voices within another's text that do not speak for the side for which that text is written."""
_INSTALLED = ("occup", "install", "appoint", "people's republic", "acting", "puppet")
_BELLIGERENT = frozenset({"military", "official", "milblogger", "social_account", "outlet",
                          "resident"})  # fmt: skip
_REACH = 60  # tokens back from a pronoun to what it stands for
_OFFICES = frozenset({"military", "official"})
_DASHES = frozenset({"-", "–", "—", "--"})
_HIS = frozenset({"he", "him", "his", "she", "her", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_ARMED = frozenset({"force", "equipment"})
_FRIENDS = frozenset({"ally", "partner", "backer", "supporter", "donor"})
"""Who stands by a side and is not of it."""
_UNARMED = frozenset({"civilian", "transport", "equipment", "aid"})
_NAMING = frozenset({"people", "actor", "adjective", "side"})


class Parties:
    """Resolves noun phrases to parties, remembering those already met in the text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._known: dict[int, str | None] = {}
        self._roles: dict[str, str] = {}
        self._by_noun: dict[str, str | None] = {}
        """Head noun -> the one side of those called so before, None where they are of several."""
        self._voices: dict[str, str] = {}
        self._own_side: str | None = None
        self._own_side_read = False

    def party(self, head: int, chain: Chain) -> Party:
        """Return the party that a noun phrase names."""
        text = self.text
        start, end = phrases.span(text, head)
        side, actor, echelon = self._side(head, start, end, chain)
        words = " ".join(text.table.span(start, end).split())
        return Party(text=words, side=side, id=actor, echelon=echelon)

    def side(self, head: int, chain: Chain) -> str | None:
        """Return only the side."""
        start, end = phrases.span(self.text, head)
        return self._side(head, start, end, chain)[0]

    def opposite(self, side: str | None) -> str | None:
        """Return the side against this one, if there is just one."""
        return self.text.opposite(side)

    def attacks(self, side: str | None) -> None:
        """Remember who attacks in this report, for "the attackers" and "the defenders"."""
        if side is not None and "attacking" not in self._roles:
            self._roles["attacking"] = side
            other = self.opposite(side)
            if other is not None:
                self._roles.setdefault("defending", other)

    def defends(self, side: str | None) -> None:
        """Remember who defends in this report."""
        if side is not None and "defending" not in self._roles:
            self._roles["defending"] = side
            other = self.opposite(side)
            if other is not None:
                self._roles.setdefault("attacking", other)

    def speaker(self, chain: Chain) -> str | None:
        """Return the side of the voice, for an outlet of no known side that of its own "we"."""
        if not chain.voices:
            return None
        voice = chain.voices[-1]
        if voice.side is not None or voice.kind == "imagery":
            return voice.side
        side = self._named_in_source(chain)
        if side is None and voice.kind in _OFFICES and "captivity" not in chain.flags:
            side = self._at_home(chain) or self._dateline()
        foreign = len(chain.voices) > 1 and voice.kind in _FOREIGN
        if side is not None or foreign or "captivity" in chain.flags:
            return side
        if not self._own_side_read:
            self._own_side_read = True
            self._own_side = self._partisan()
        return self._own_side

    def _at_home(self, chain: Chain) -> str | None:
        """Return the side whose own region or town a voice's words name: "the Sadove governor"."""
        text = self.text
        words = chain.voices[-1].name or ""
        if chain.attributions and chain.attributions[-1].source is not None:
            words += " " + text.table.span(*chain.attributions[-1].source)
        words = words.lower()
        if not text.home or any(w in words for w in _INSTALLED):
            return None
        sides = {side for name, side in text.home.items() if name in words}
        return sides.pop() if len(sides) == 1 else None

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
        text, table = self.text, self.text.table
        name = chain.voices[-1].name or ""
        source = chain.attributions[-1].source
        sides: set[str] = set()
        if source is not None and source[1] > source[0]:
            top = next(
                (t for t in range(*source) if not source[0] <= table.head[t] < source[1]),
                source[1] - 1,
            )
            end = min(max(source[1], table.right[top] + 1), source[1] + _SOURCE_REACH)
            for token in range(source[0], end):
                entity = text.entity_at.get(token)
                if entity is not None and entity.side and token not in text.cues:
                    sides.add(entity.side)
                if table.dep[token] in ("relcl", "ccomp"):
                    break
        if len(sides) == 1:
            side = sides.pop()
            if name:
                self._voices.setdefault(name, side)
            return side
        return self._voices.get(name)

    def _partisan(self) -> str | None:
        """Who writes of "the enemy" or "our units" is against the side named beside them."""
        text, table = self.text, self.text.table
        named = text.lexicon.side_of(text.voices.outlet.name or "")
        if named is not None:
            return named
        if not self._takes_sides():
            return None
        votes: dict[str, int] = {}
        for i, entity in text.entity_at.items():
            if entity.side is None or entity.kind in ("source", "capital", "side"):
                continue
            before = table.lower[max(0, i - 2) : i]
            own = any(w in ("our", "my") for w in before)
            if before == ["translated", "from"]:
                votes[entity.side] = votes.get(entity.side, 0) + _TRANSLATED
                continue
            for side in (entity.side,) if own else text.against(entity.side):
                votes[side] = votes.get(side, 0) + 1
        for side, count in text.spelling_votes().items():
            votes[side] = votes.get(side, 0) + 2 * count
        only = text.named_sides()
        if not votes and len(only) == 1 and self._sees_enemies():
            # Who writes of "the enemy" and names one side only writes of that one.
            return text.opposite(next(iter(only)))
        ranked = sorted(votes.items(), key=lambda v: -v[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _sees_enemies(self) -> bool:
        """Say whether the text speaks of "our forces" or of "the enemy" at all."""
        text, table = self.text, self.text.table
        return any(
            "opposite" in text.classes(i)
            or (table.lower[i] == "our" and "force" in text.classes(table.head[i]))
            for i in range(table.n)
        )

    def _takes_sides(self) -> bool:
        """Say whether the text itself, outside quotations, speaks of "our" and "the enemy"."""
        text, table = self.text, self.text.table
        quoted = False
        for i, word in enumerate(table.text):
            if word in ('"', "“", "”", "„", "«", "»"):
                quoted = word in ("“", "„", "«") or (word == '"' and not quoted)
            elif not quoted and (
                table.lower[i] in ("our", "ours") or "opposite" in text.classes(i)
            ):
                return True
        return False

    def _side(
        self,
        head: int,
        start: int,
        end: int,
        chain: Chain,
    ) -> tuple[str | None, str | None, str | None]:
        text, table = self.text, self.text.table
        named: tuple[str | None, str | None, str | None] | None = None
        if table.lemma[head] in _FRIENDS:
            return None, None, None
        for token in range(start, end):
            entity = text.entity_at.get(token)
            if entity is None or (entity.kind == "source" and entity.side is None):
                continue
            is_actor = entity.kind == "actor"
            if named is None or (is_actor and named[1] is None):
                named = (
                    entity.side,
                    entity.id if is_actor else None,
                    entity.echelon if is_actor else None,
                )
        if named is not None and named[0] is not None:
            self._remember(head, named[0])
            return named
        side = self._by_words(head, start, end, chain)
        if table.lower[head] not in _THEY:
            self._remember(head, side)
        return (side, None, None) if named is None else (side, named[1], named[2])

    def _by_words(self, head: int, start: int, end: int, chain: Chain) -> str | None:  # noqa: C901, PLR0911 - a list of cases, each with its answer
        text, table = self.text, self.text.table
        speaker = self.speaker(chain)
        lowers = table.lower[start:end]
        ours = any(w in _WE and table.text[start + n] != "US" for n, w in enumerate(lowers))
        if ours:
            return speaker
        hostile = self._hostile(start, end, chain, speaker)
        if hostile is not None:
            return hostile
        for role, words in text.lexis.words.nouns.roles.items():
            if any(table.lemma[t] in words for t in range(start, end)) and role in self._roles:
                return self._roles[role]
        if table.lower[head] in ("who", "which", "that"):
            return self._relative(head, chain)
        if any(word in _THEY for word in lowers[:2]) or table.lower[head] in _THEY:
            return self._antecedent(start, chain)
        if table.lower[head] in ("nobody", "none") and chain.voices[-1].kind == "military":
            return speaker
        if belonging.foreign(text, start, head):
            return None
        chief = belonging.commander(text, head)
        if chief is not None and chief != head:
            return self.side(chief, chain)
        met = self._by_noun.get(table.lemma[head]) if text.classes(head) & _ARMED else None
        if met is not None:
            return met
        if "force" in text.classes(head) and "civilian" not in text.classes(head) and speaker:
            kind = chain.voices[-1].kind
            return speaker if kind in ("military", "official", "milblogger") else None
        if "force" in text.classes(head) and not _UNARMED & text.classes(head):
            return self._going_on(head)
        return None

    def _going_on(self, head: int) -> str | None:
        """Return the one side of those who acted last: "elements of the brigade" go on with it."""
        table = self.text.table
        sides = {
            side
            for token, side in self._known.items()
            if side is not None
            and token < head
            and table.sent[head] - 1 <= table.sent[token] <= table.sent[head]
            and table.dep[token] in ("nsubj", "nsubjpass", "pobj")
        }
        return sides.pop() if len(sides) == 1 else None

    def _hostile(self, start: int, end: int, chain: Chain, speaker: str | None) -> str | None:
        """Return the enemy's side for "the enemy", and for a belligerent's "saboteurs", "rebels"."""
        if speaker is None:
            return None
        belligerent = chain.voices[-1].kind in _BELLIGERENT
        for token in range(start, end):
            classes = self.text.classes(token)
            if "opposite" in classes or (belligerent and "hostile" in classes):
                return self.opposite(speaker)
        return None

    def _relative(self, head: int, chain: Chain) -> str | None:
        """Return the side of the noun that "who" stands for."""
        table = self.text.table
        verb = table.head[head]
        for _ in range(4):
            if table.dep[verb] in ("relcl", "acl"):
                noun = table.head[verb]
                return self.side(noun, chain) if noun != head else None
            if table.head[verb] == verb:
                break
            verb = table.head[verb]
        return None

    def _antecedent(self, before: int, chain: Chain) -> str | None:
        """Return the side of what a pronoun stands for: the last subject before it, else a party."""
        table = self.text.table
        speaker = self.speaker(chain)
        said = self._said_from(before, chain)
        lower = table.lower[before]
        if said >= 0 and lower in _HIS and not self._person_between(said, before):
            # "His men", says somebody: his own.
            return speaker
        near: str | None = None
        for token in range(before - 1, max(-1, before - _REACH), -1):
            if token < said and speaker is not None:
                if near is not None:
                    return near
                # In "the force said its units", "its" is the speaker's; whom a soldier calls
                # "they" is the enemy.
                others = lower in _PLURAL and self._quoted(chain)
                return self.opposite(speaker) if others else speaker
            own = token >= said >= 0 and table.lower[token] in _WE
            side = speaker if own else self._side_at(token)
            if side is None:
                continue
            if self._subject(token):
                return side
            if near is None:
                near = side
            elif table.sent[token] < table.sent[before] - 1:
                return near
        return near if near is not None else speaker

    def _person_between(self, start: int, end: int) -> bool:
        """Say whether somebody is named to whom "he" may go back."""
        table, text = self.text.table, self.text
        return any(
            table.tag[t] == "NNP" and t not in text.place_at and t not in text.entity_at
            for t in range(max(start, end - _REACH), end)
        )

    def _quoted(self, chain: Chain) -> bool:
        return (
            bool(chain.attributions)
            and chain.attributions[-1].quoted
            and chain.voices[-1].kind in ("military", "official", "milblogger")
        )

    def _side_at(self, token: int) -> str | None:
        """Return the side that a word before a pronoun names."""
        text = self.text
        if self._known.get(token) is not None:
            return self._known[token]
        entity = text.entity_at.get(token)
        if entity is None or not entity.side or entity.kind not in _NAMING:
            return None
        if entity.kind == "side" and text.place_at.get(token) is not None:
            return None
        return entity.side

    def _subject(self, token: int) -> bool:
        """Say whether a word stands in the subject of a clause, not in what it acts on."""
        table = self.text.table
        for _ in range(4):
            if table.dep[token] in ("nsubj", "nsubjpass"):
                return True
            if table.dep[token] not in ("amod", "compound", "nmod", "poss", "conj", "appos"):
                return False
            token = table.head[token]
        return False

    def _said_from(self, token: int, chain: Chain) -> int:
        """Return where the words of the voice begin in which the token stands."""
        for attribution in reversed(chain.attributions):
            for start, end in attribution.content:
                if start <= token < end:
                    return start
        return -1

    def _remember(self, head: int, side: str | None) -> None:
        self._known[head] = side
        if side is None:
            return
        noun = self.text.table.lemma[head]
        self._by_noun[noun] = side if self._by_noun.get(noun, side) == side else None
