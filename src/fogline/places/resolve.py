"""Say which places the words of a report mean, and where that is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from shapely.geometry import mapping

from fogline.model.placement import Candidate, Placement, PlaceRelation, PlaceWords
from fogline.places.directions import at_their_villages
from fogline.places.discourse import FADES, PRONOUN
from fogline.places.gazetteer.read import Row
from fogline.places.index import Index
from fogline.places.questions import Key, Keys, bare_noun, context_of, questions_of
from fogline.places.ranking import (
    WEIGHTS,
    Context,
    Question,
    features,
    probabilities,
    score,
    why,
)
from fogline.places.relative import Where, place
from fogline.places.shapes import Shapes

ABSTAIN = 0.08
"""Below this probability no place is named. Of LGL and TR-News, on which the weights are fitted,
answers from 0.08 to 0.25 are right in 28 % (236 names), from 0.25 to 0.5 in 50 %, above 0.9 in
98 %: low answers are for readers who look at the probability."""
_ROUNDS, _ROUNDS_OF_A_THEATRE = 2, 3
"""How often all names are weighed against one another's answers. The weights are fitted at two; in
a theatre's bulletins, where homonyms stand in one list, a third lets one settle the next."""
_DESCRIBING = {"distance", *(r for r in get_args(PlaceRelation) if r.endswith("_of"))}
_SPREAD = {*_DESCRIBING, "across", *(r for r in get_args(PlaceRelation) if r.endswith("_bank"))}
_DIRECTED = {"distance", "between", "line", "from_to"}
_EXTENDED = {"region", "country", "river", "road", "railway", "line"}
"""Kinds of which "5 km west of Orlivka" describes no more than a stretch."""
_REJECTED = 4
_UNKNOWN_RIVER = 0.4
"""What the town under discussion is worth as the place of an unknown river's bank. Set by hand."""
_WEIGHTS = tuple(WEIGHTS.values())


@dataclass(slots=True)
class _Meant:
    """A name's answer."""

    question: Question
    best: int | None
    probability: float

    @property
    def row(self) -> Row | None:
        return None if self.best is None else self.question.rows[self.best]


_UNSAID = _Meant(Question("", ()), None, 0.0)


def resolve(
    text: str, words: Sequence[PlaceWords], index: Index, title: str | None = None
) -> tuple[Placement, ...]:
    """Return a placement for each of the place words, in their order.

    A title that stands outside the text tells what "the city" is before the text names any.

    The same name means the same place throughout a report, unless a word beside it says
    otherwise. An unknown name is placed nowhere and has no influence on the others.
    """
    questions, keys = questions_of(text, words, index)
    context = context_of(questions, index)
    for _ in range(_ROUNDS if index.theatre is None else _ROUNDS_OF_A_THEATRE):
        _weigh(questions.values(), context)
        context.others = _others(questions)
    report = _Report(text, index, questions, context)
    report.spoken.titled(title or "")
    return report.placements(words, keys)


def _weigh(questions: Iterable[Question], context: Context) -> None:
    for question in questions:
        scores = [score(features(r, question, context), _WEIGHTS) for r in question.rows]
        question.probabilities = probabilities(scores) if scores else []


def _others(questions: dict[Key, Question]) -> list[tuple[str, Row, float]]:
    result = []
    for question in questions.values():
        if question.probabilities:
            p = max(question.probabilities)
            result.append((question.key, question.rows[question.probabilities.index(p)], p))
    return sorted(result, key=lambda item: -item[2])


class _Report(Shapes):
    """One report's answers, asked for word by word from its beginning."""

    def __init__(
        self, text: str, index: Index, questions: dict[Key, Question], context: Context,
    ) -> None:  # fmt: skip
        super().__init__(text, index)
        self.questions = questions
        self.context = context
        self.before: tuple[PlaceWords, Row | None] | None = None

    def placements(
        self, words: Sequence[PlaceWords], keys: Sequence[Keys]
    ) -> tuple[Placement, ...]:
        """Return a placement per word."""
        meant = [[self._meant(key) if key else _UNSAID for key in own] for own in keys]
        towns = (m.row for own in meant for m in own)
        first = next((r for r in towns if r and r.kind == "settlement"), None)
        self.spoken.first = self.spoken.first or first
        for one, two, own in zip(words, words[1:], meant[1:], strict=False):
            self.note(one, two, own[0].row if own else None)
        placed = [self._place(w, m) for w, m in zip(words, meant, strict=True)]
        return at_their_villages(self.text, placed, self.index)

    def _meant(self, key: Key) -> _Meant:
        question = self.questions[key]
        if not question.probabilities:
            return _Meant(question, None, 0.0)
        p = max(question.probabilities)
        return _Meant(question, question.probabilities.index(p) if p >= ABSTAIN else None, p)

    def _place(self, word: PlaceWords, meant: list[_Meant]) -> Placement:
        if not meant:
            placement, row = self._same_as_before(word)
            self.before = (word, row)
            return placement
        meant = [self._bare(word, n) if m is _UNSAID else m for n, m in enumerate(meant)]
        rows = [m.row for m in meant if m.row is not None]
        whole = len(rows) == len(word.names)
        placement = self._built(word, rows, meant) if whole else self._abstain(word, meant)
        if not whole and len(meant) == 1 and not meant[0].question.rows:
            placement = self._on_unknown_river(word, word.kind_hint) or placement
        for row in rows if whole else ():
            self.spoken.remember(row, word)
        self.before = (word, rows[0] if whole and len(rows) == 1 else None)
        return placement

    def _on_unknown_river(self, word: PlaceWords, kind: str | None) -> Placement | None:
        """Place the bank of a river that no gazetteer has in the town under discussion."""
        head, _, tail = (word.relation or "").rpartition("_")
        town = self.spoken.town(word.start)
        if kind != "river" or tail != "bank" or town is None:
            return None
        part = f"{head}_part"
        where = place(part if part in get_args(PlaceRelation) else None, self.ground(town))
        return Placement(
            words=word, name=town.name, lon=round(where.lon, 5), lat=round(where.lat, 5),
            radius_km=round(where.radius_km, 2), geometry=_json(where), gazetteer_id=town.id,
            probability=_UNKNOWN_RIVER, rests_on=(town.id,),
            reason=f"no gazetteer in use has the river; its bank at {town.name} is meant",
        )  # fmt: skip

    def _bare(self, word: PlaceWords, n: int) -> _Meant:
        """Return what "the town" is in "between the town and Sadove"."""
        noun = bare_noun(word.names[n], self.index) or ""
        row = self.spoken.town(word.start, noun)
        return _Meant(Question("", () if row is None else (row,)), None if row is None else 0, 0.85)

    def _beside_before(self, word: PlaceWords) -> Row | None:
        """Return the place that these words only describe: "Sadove, 5 km west of Orlivka"."""
        if self.before is None:
            return None
        last, row = self.before
        if row is None or row.kind in _EXTENDED or last.relation in _DIRECTED:
            return None
        gap = self.text[last.end : word.start].lower().replace(",", " ").replace("(", " ").split()
        words = self.index.words
        if any(w not in words.describing and words.kind(w) is None for w in gap):
            return None
        said = bool(gap) or self.text[last.end : word.start].strip() != ""
        return row if said or word.relation == "distance" else None

    def _same_as_before(self, word: PlaceWords) -> tuple[Placement, Row | None]:
        """Place "the city", "its outskirts" and "70 km west" by what the report speaks of."""
        noun = bare_noun(word.names[0], self.index) or ""
        kind = word.kind_hint or "settlement"
        described = self._beside_before(word)
        row: Row | None
        if kind != "settlement":
            row = self.spoken.site(kind, noun, word.start, word.names[0], self.behind.get(word.end))
        elif word.relation is None and described is not None and described.kind == "settlement":
            row = described
        else:
            without = self._described_aside(word)
            pronoun = word.names[0] and not noun
            fades = PRONOUN if pronoun else FADES
            row = self.spoken.town(word.start, noun, without, fades)
        if row is None and noun in self.index.words.in_towns:
            row = described or self.spoken.town(word.start)
        if row is None:
            nowhere = _nowhere(word, f"no {noun or kind} is named before")
            return self._on_unknown_river(word, kind) or nowhere, None
        placement = self._built(word, [row], [])
        self.spoken.again(row, word)
        stands_in = kind not in {"settlement", "region"} and row.kind == "settlement"
        what = repr(word.names[0]) if word.names[0] else "what is left unsaid"
        reason = f"{what} is {row.name}, the one under discussion. {placement.reason}"
        sure = 0.85 if kind == "settlement" or row.kind != "settlement" else 0.4
        return placement.but(reason=reason.strip(), probability=sure), None if stands_in else row

    def _described_aside(self, word: PlaceWords) -> str | None:
        """Return the place that cannot be "the city" in "Sadove, in the south of the city"."""
        if word.relation is None or self.before is None or self.before[1] is None:
            return None
        gap = self.text[self.before[0].end : word.start]
        close = gap.strip(" ,").lower() in self.index.words.prepositions | {""}
        return self.before[1].id if close and len(gap) > 1 else None

    def _built(self, word: PlaceWords, rows: list[Row], meant: list[_Meant]) -> Placement:
        own = self.phrase(word, rows) or self.theatres_shape(word, rows)
        itself = self._beside_before(word) if word.relation in _DESCRIBING else None
        if (
            itself is None
            and self.text[word.end : word.end + 1] == ","
            and word.relation in _SPREAD
        ):
            itself = self.behind.get(word.end)  # "south of the city, at Sadove"
        way = self.way(word, rows[0]) if len(rows) == 1 else self.line(word, rows)
        where = way[0] if way else self.where(word, rows, itself or own)
        own = way[1] if way else itself or own
        probability = min((m.probability for m in meant), default=0.9)
        base = own or rows[0]
        reason = _reason(word, rows, meant, self.context)
        if itself is not None:
            reason += f"; the words describe {itself.name}"
        elif own is not None and word.relation is not None:
            reason += f"; the theatre gives the shape of {own.name}"
        return Placement(
            words=word, name="; ".join(dict.fromkeys(r.name for r in rows)),
            lon=round(where.lon, 5), lat=round(where.lat, 5), radius_km=round(where.radius_km, 2),
            geometry=_json(where), gazetteer_id=base.id, probability=round(probability, 3),
            rests_on=tuple(dict.fromkeys([base.id, *(r.id for r in rows)])),
            rejected=_rejected(meant), reason=reason,
        )  # fmt: skip

    def _abstain(self, word: PlaceWords, meant: list[_Meant]) -> Placement:
        missing = [m for m in meant if m.row is None]
        unknown = [m.question.key for m in missing if not m.question.rows]
        why_not = (
            f"no gazetteer in use knows {', '.join(map(repr, unknown))}"
            if unknown
            else f"several places bear the name {missing[0].question.key!r} and none stands out"
        )
        return _nowhere(word, why_not).but(rejected=_rejected(meant))


def _json(where: Where) -> dict[str, object]:
    shape = where.shape
    if shape is None:
        return {"type": "Point", "coordinates": [round(where.lon, 5), round(where.lat, 5)]}
    from shapely import set_precision

    return dict(mapping(set_precision(shape, 1e-5)))


def _nowhere(word: PlaceWords, reason: str) -> Placement:
    return Placement(
        words=word, name=None, lon=None, lat=None, radius_km=None, geometry=None,
        gazetteer_id=None, probability=None, reason=reason,
    )  # fmt: skip


def _reason(word: PlaceWords, rows: list[Row], meant: list[_Meant], context: Context) -> str:
    text = "; ".join(
        why(m.row, features(m.row, m.question, context), _WEIGHTS)
        for m in meant
        if m.row is not None
    )
    if word.relation is not None:
        names = " and ".join(r.name for r in rows)
        text += ("; " if text else "") + f"{word.relation.replace('_', ' ')} {names}"
    return text


def _rejected(meant: list[_Meant]) -> tuple[Candidate, ...]:
    ranked = [
        (p, row)
        for m in meant
        for p, row in zip(m.question.probabilities, m.question.rows, strict=False)
        if row is not m.row
    ]
    ranked.sort(key=lambda item: -item[0])
    return tuple(_candidate(row, p) for p, row in ranked[:_REJECTED])


def _candidate(row: Row, p: float) -> Candidate:
    return Candidate(
        gazetteer_id=row.id, name=row.name, kind=row.kind, country=row.country, lon=row.lon,
        lat=row.lat, score=round(p, 4),
        reason=f"{row.name} ({row.kind}, {row.country or 'no country'}), less likely",
    )  # fmt: skip
