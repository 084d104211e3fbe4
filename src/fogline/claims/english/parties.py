"""Who acts and who is acted upon, with the side: by name, by adjective, by context."""

from fogline.claims.attribution import Chain
from fogline.claims.english import belonging, phrases
from fogline.claims.english.speaking import Speakers
from fogline.claims.english.text import Text
from fogline.model.claim import Party

_THEY = frozenset({"they", "them", "their", "themselves", "who", "which", "that", "it", "its",
                   "he", "him", "his", "she", "her", "itself", "those", "these"})  # fmt: skip
_WE = frozenset({"we", "us", "our", "ours", "i", "my", "ourselves"})
_BELLIGERENT = frozenset({"military", "official", "milblogger", "social_account", "outlet",
                          "resident"})  # fmt: skip
_SOLDIERS = frozenset({"soldier", "troop", "fighter", "gunman"})
_BRANCHES = frozenset({"aviation", "artillery", "engineer", "sapper", "missile", "gunner", "crew",
                       "infantry", "marine", "paratrooper", "defence", "defense"})  # fmt: skip
"""What a military voice's own side has, without a word of whose."""
_REACH = 60  # tokens back from a pronoun to what it stands for
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
        self.speakers = Speakers(text)
        self.elsewhere = belonging.elsewhere(text)

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

    def attacker(self) -> str | None:
        """Return who attacks in this report, None if nobody was told of."""
        return self._roles.get("attacking")

    def defends(self, side: str | None) -> None:
        """Remember who defends in this report."""
        if side is not None and "defending" not in self._roles:
            self._roles["defending"] = side
            other = self.opposite(side)
            if other is not None:
                self._roles.setdefault("attacking", other)

    def speaker(self, chain: Chain) -> str | None:
        """Return the side of the voice, for an outlet of no known side that of its own "we"."""
        return None if self.elsewhere else self.speakers.side(chain)

    def _side(
        self,
        head: int,
        start: int,
        end: int,
        chain: Chain,
    ) -> tuple[str | None, str | None, str | None]:
        text, table = self.text, self.text.table
        named: tuple[str | None, str | None, str | None] | None = None
        if table.lemma[head] in _FRIENDS or self.elsewhere:
            return None, None, None
        enemy = self._enemy(start, end, chain)
        if enemy is not None:
            self._remember(head, enemy)
            return enemy, None, None
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

    def _by_words(self, head: int, start: int, end: int, chain: Chain) -> str | None:  # noqa: PLR0911 - a list of cases, each with its answer
        text, table = self.text, self.text.table
        speaker = self.speaker(chain)
        lowers = table.lower[start:end]
        ours = any(w in _WE and table.text[start + n] != "US" for n, w in enumerate(lowers))
        if ours:
            return speaker
        hostile = self._hostile(start, end, chain, speaker)
        if hostile is not None:
            return hostile
        role = self._by_role(head, start, end)
        if role is not None:
            return role
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
        return self._by_class(head, chain, speaker)

    def _by_class(self, head: int, chain: Chain, speaker: str | None) -> str | None:
        """Return the side of forces that no word names: the speaker's, else of who acted last."""
        classes, kind = self.text.classes(head), chain.voices[-1].kind
        if "civilian_only" in classes:
            return None
        if speaker and kind in ("military", "official", "milblogger"):
            own_branch = kind == "military" and self.text.table.lemma[head].lower() in _BRANCHES
            if own_branch or ("force" in classes and "civilian" not in classes):
                return speaker
            if "force" in classes:
                return speaker if kind == "military" and len(chain.voices) == 1 else None
        if "force" in classes and not _UNARMED & classes:
            lone = self.text.named_sides()
            if kind == "resident" and len(lone) == 1 and self.text.table.lemma[head] in _SOLDIERS:
                # Residents speak of the soldiers in their town, of whom the report names the side.
                return next(iter(lone))
            return self._going_on(head)
        return None

    def _by_role(self, head: int, start: int, end: int) -> str | None:
        """Return the side of "the defenders", without an attack told those at home."""
        text, table = self.text, self.text.table
        for role, words in text.lexis.words.nouns.roles.items():
            if not any(table.lemma[t] in words for t in range(start, end)):
                continue
            if role in self._roles:
                return self._roles[role]
            home = self.speakers.at(head)
            return home if role == "defending" else self.opposite(home)
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

    def _enemy(self, start: int, end: int, chain: Chain) -> str | None:
        """Return the side of "enemy assault detachments", whatever else bears such a name."""
        if not any("opposite" in self.text.classes(t) for t in range(start, end)):
            return None
        naming = {"people", "adjective", "side"}
        for token in range(start, end):
            entity = self.text.entity_at.get(token)
            if entity is not None and entity.kind in naming and entity.side is not None:
                return None
        return self.main_enemy(self.speaker(chain))

    def main_enemy(self, side: str | None) -> str | None:
        """Return the side that "the enemy" means: the only one, or the first of the theatre's war."""
        if side is None:
            return None
        one = self.opposite(side)
        return one if one is not None else next(iter(self.text.against(side)), None)

    def _hostile(self, start: int, end: int, chain: Chain, speaker: str | None) -> str | None:
        """Return the enemy's side for "the enemy", and for a belligerent's "saboteurs", "rebels"."""
        if speaker is None:
            return None
        belligerent = chain.voices[-1].kind in _BELLIGERENT
        for token in range(start, end):
            classes = self.text.classes(token)
            if "opposite" in classes or (belligerent and "hostile" in classes):
                return self.main_enemy(speaker)
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
                return near if near is not None else self._voiced(token, before, chain, speaker)
            if lower in _PLURAL and self._ours(token):
                # Whose "our boys" fight, to him "they" are others.
                continue
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

    def _voiced(self, token: int, before: int, chain: Chain, speaker: str) -> str | None:
        """Return of whom a voice speaks by a pronoun that goes back to nothing in its words.

        In "the force said its units", "its" is the speaker's; whom a soldier calls "they" is the enemy.
        """
        lower = self.text.table.lower[before]
        if lower in _PLURAL and self._quoted(chain):
            return self.opposite(speaker)
        return self._told_of(token, before, speaker) if lower in ("they", "them") else speaker

    def _told_of(self, start: int, before: int, speaker: str) -> str:
        """Return of whom the sentence told before: "the Ukrainians had entered; they have not taken it"."""
        first = self.text.table.sents[self.text.table.sent[before]][0]
        for token in range(start, first - 1, -1):
            side = self._side_at(token)
            if side is not None and side != speaker and self._subject(token):
                return side
        return speaker

    def _ours(self, token: int) -> bool:
        """Say whether a word belongs to what somebody calls "ours"."""
        table = self.text.table
        return (
            any(
                table.lower[c] in ("our", "my")
                for t in (token, table.head[token])
                for c in table.children[t]
            )
            and table.lower[token] not in _WE
        )

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
            acting = text.table.dep[token] in ("nsubj", "nsubjpass")
            return entity.side if acting else None
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
