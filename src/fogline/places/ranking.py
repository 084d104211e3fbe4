"""Which of several places of one name is meant: features, weights, probability, reason.

The weights are a conditional logit: the score of a candidate is the sum of its features times
their weights, and its probability the share of its exponential among all candidates and "none of
these". `WEIGHTS` says where they come from.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import mul

from rapidfuzz import fuzz

from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.read import Row
from fogline.places.gazetteer.tables import DEMONYM, MAIN, OTHER, SHORT
from fogline.places.ground import km_between

FEATURES: dict[str, str] = {
    "population": "decimal logarithm of the inhabitants, in millions of a region or country",
    "country": "it is a country",
    "region": "it is a region or an area without inhabitants of its own",
    "district": "it is a district or county",
    "other_name": "the words are not its main name but another spelling",
    "theatre": "it is one of the theatre's own places",
    "theatre_country": "it lies in a country of the theatre",
    "theatre_near": "nearness to the theatre's centre, 1 there, 1/e at 300 km",
    "container": "the words beside it name the region or country it lies in",
    "is_container": "the name before it lies in it",
    "region_named": "the region it lies in is named elsewhere in the report",
    "country_named": "the country it lies in is named elsewhere in the report",
    "neighbours": "how many other places of the report lie near, each 1/e at 100 km",
    "beside": "how near the places named next to it are, 1 at the same spot, 1/e at 20 km",
    "heading": "how near the direction is that heads its list, 1 at the same spot, 1/e at 30 km",
    "same_region": "the share of other places of the report in its region",
    "same_country": "the share of other places of the report in its country",
    "kind_fits": "a word beside the name says this kind",
    "kind_clashes": "a word beside the name says another kind",
}
"""What each feature is, in the order of `features`."""

WEIGHTS: dict[str, float] = {
    "population": 0.97, "country": 3.45, "region": 3.96, "district": 4.04, "other_name": -2.42,
    "theatre": 4.0, "theatre_country": 2.5, "theatre_near": 2.5, "container": 4.57,
    "is_container": 0.56, "region_named": 1.08, "country_named": 1.16, "neighbours": 4.12, "beside": 5.0,
    "heading": 5.0, "same_region": 2.29, "same_country": 1.09, "kind_fits": 4.0, "kind_clashes": -3.0,
}  # fmt: skip
"""Fitted on LGL and TR-News together (5,700 toponyms) as a conditional logit with an L2 penalty of
1e-5; fitted on either alone, accuracy within 161 km on the other is at most 1.3 points lower. Tables of names were extended after looking at misses in both. The
theatre's, the heading's and the kinds' weights, on which those corpora say nothing, are set by hand."""

NONE_SCORE = 4.0
"""Score of "none of these": the place meant is not in the gazetteer. Fitted with the weights."""

_NEAR_KM, _THEATRE_KM, _BESIDE_KM, _HEADING_KM = 100.0, 300.0, 20.0, 30.0
_CONTEXT = 30  # other places that are compared; a report has rarely more


@dataclass(slots=True)
class Context:
    """What the report says beside the name in question."""

    countries: frozenset[str] = frozenset()
    regions: frozenset[tuple[str, str]] = frozenset()
    theatre_countries: frozenset[str] = frozenset()
    centre: tuple[float, float] | None = None
    others: Sequence[tuple[str, Row, float]] = ()
    """Key, likeliest place and its probability of the other names."""


@dataclass(slots=True)
class Question:
    """A name with its candidates and the words around it."""

    key: str
    rows: tuple[Row, ...]
    kind_hint: str | None = None
    container: Row | None = None
    """What the words behind it say it lies in."""
    holds: Row | None = None
    """What it is itself if it says so of the name before it: "Texas" in "Paris, Texas"."""
    beside: set[str] = field(default_factory=set)
    """Keys of the names that stand next to it in the text."""
    heads: set[str] = field(default_factory=set)
    """Keys of the directions that head the list in which it stands."""
    probabilities: list[float] = field(default_factory=list)


def features(row: Row, question: Question, context: Context) -> list[float]:
    """Return the features of a candidate, in the order of `FEATURES`."""
    hint, kind = question.kind_hint, row.kind
    theatre_near = 0.0
    if context.centre is not None:
        theatre_near = math.exp(-km_between(row.lon, row.lat, *context.centre) / _THEATRE_KM)
    near, region, country = _shares(row, question.key, context)
    beside = _beside(row, question, context)
    return [
        _population(row),
        float(kind == "country"),
        float(kind in {"region", "area", "river", "lake"}),
        float(kind == "district"),
        float(row.role not in {MAIN, SHORT, DEMONYM} and not transliterated(question.key, row)),
        float(row.theatre),
        float(row.country in context.theatre_countries),
        theatre_near,
        float(question.container is not None and inside(row, question.container)),
        float(question.holds is not None and question.holds.id == row.id),
        float(kind not in {"region", "country"} and (row.country, row.admin) in context.regions),
        float(kind != "country" and row.country in context.countries),
        near,
        beside,
        _heading(row, question, context),
        region,
        country,
        float(hint is not None and fits(hint, row)),
        float(hint is not None and not fits(hint, row)),
    ]


TRANSLITERATED = 85.0
"""Least likeness of a name to the main one for it to be that in another spelling: "Dzhankoi" to
"Dzhankoy". Set by hand; "Artemivsk" to "Bakhmut" is 13."""


def transliterated(key: str, row: Row) -> bool:
    """Whether a name is a place's main one in another spelling."""
    return row.role == OTHER and fuzz.ratio(key, name_key(row.name)) >= TRANSLITERATED


_REPORTED = 10_000
"""A theatre's villages are named as often as elsewhere towns of this size."""


def _population(row: Row) -> float:
    if row.theatre and row.kind not in {"country", "region"}:
        return math.log10(1 + max(row.population, _REPORTED))
    if row.kind in {"country", "region"}:
        return math.log10(1 + row.population / 1000)
    return math.log10(1 + row.population)


def fits(hint: str, row: Row) -> bool:
    """Whether a place is of the kind that a word says."""
    if hint == "region":
        return row.kind in {"region", "country", "area"}
    if hint == "sector":
        return row.kind in {"sector", "area", "settlement"}
    if hint == "river":
        return row.kind in {"river", "lake", "area"}
    return row.kind == hint


def inside(row: Row, container: Row) -> bool:
    """Whether a place lies in a country, region or district."""
    if row.id == container.id or row.kind == "country":
        return False
    if container.kind == "country":
        return row.country == container.country
    if container.kind == "region" and row.kind != "region":
        return row.country == container.country and row.admin == container.admin
    if container.kind == "district":
        far = km_between(row.lon, row.lat, container.lon, container.lat)
        return row.kind == "settlement" and far <= 1.5 * container.radius_km
    return False


def _shares(row: Row, key: str, context: Context) -> tuple[float, float, float]:
    near = region = country = total = 0.0
    for other_key, other, p in context.others[:_CONTEXT]:
        if other_key == key or other.id == row.id:
            continue
        total += p
        if other.country == row.country and row.country is not None:
            country += p
            same = other.admin == row.admin and other.kind != "country"
            region += p * same
            # A front runs across regions.
            own = row.theatre and other.theatre
            if (same or own) and other.kind in {"settlement", "district", "sector", "river"}:
                far = km_between(row.lon, row.lat, other.lon, other.lat)
                near += p * math.exp(-far / _NEAR_KM)
    if total == 0:
        return 0.0, 0.0, 0.0
    return math.log1p(near), region / total, country / total


def _beside(row: Row, question: Question, context: Context) -> float:
    if not question.beside or row.kind in {"country", "region"}:
        return 0.0
    near = total = 0.0
    for key, other, p in context.others:
        if key in question.beside and other.kind not in {"country", "region"}:
            total += 1.0
            if other.id != row.id:
                far = km_between(row.lon, row.lat, other.lon, other.lat)
                near += p * math.exp(-far / _BESIDE_KM)
    return near / total if total else 0.0


def _heading(row: Row, question: Question, context: Context) -> float:
    """Return how near the direction is under which a bulletin lists the name."""
    if not question.heads or row.kind in {"country", "region"}:
        return 0.0
    heads = [(other, p) for key, other, p in context.others if key in question.heads]
    return max(
        (p * math.exp(-km_between(row.lon, row.lat, o.lon, o.lat) / _HEADING_KM) for o, p in heads),
        default=0.0,
    )


_HOME, _NEIGHBOUR, _COUNTRY, _NAME = 3.0, 1.0, 4.0, 2.0
_LEAST_OWN = 3_000
"""Inhabitants that a theatre's own village counts as when somebody asks for a name."""


def prominence(row: Row, key: str, countries: Sequence[str], *, exact: bool) -> float:
    """Return how far up a place comes among what a bare name may mean, without a text around it.

    In decimal logarithms of inhabitants: a place of the theatre's first country counts as a
    thousand times larger than one elsewhere. Set by hand.
    """
    least = _LEAST_OWN if row.theatre and row.kind == "settlement" else 0
    worth = math.log10(1 + max(row.population, least))
    if row.country is not None and row.country in countries:
        worth += _HOME if row.country == countries[0] else _NEIGHBOUR
    if row.kind in {"country", "region"}:
        worth += _COUNTRY if row.kind == "country" else 0.0
    if exact and row.role in {MAIN, SHORT, DEMONYM}:
        return worth + _NAME
    likeness = fuzz.ratio(key, name_key(row.name)) / 100
    return worth + _NAME * likeness - (not exact)


def score(values: Sequence[float], weights: Sequence[float]) -> float:
    """Return the score of a candidate's features."""
    return float(sum(map(mul, values, weights)))


def probabilities(scores: Sequence[float], none: float = NONE_SCORE) -> list[float]:
    """Return each candidate's probability; what is missing to 1 is "none of these"."""
    top = max([*scores, none])
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers) + math.exp(none - top)
    return [p / total for p in powers]


_SAYS = {
    "container": "the words beside it name where it lies",
    "is_container": "the name before it lies in it",
    "kind_fits": "the word beside it says this kind",
    "theatre": "it is one of the theatre's places",
    "theatre_country": "it lies in a country of the theatre",
    "beside": "the places named next to it lie beside it",
    "heading": "it lies in the direction under which it is listed",
    "neighbours": "other places of the report lie near",
    "region_named": "its region is named in the report",
    "country_named": "its country is named in the report",
    "same_region": "other places of the report lie in its region",
    "same_country": "other places of the report lie in its country",
    "population": "it is the most populous of the name",
}


def why(row: Row, values: Sequence[float], weights: Sequence[float]) -> str:
    """Return the reason for a candidate's score in a sentence."""
    parts = sorted(
        ((v * w, name) for v, w, name in zip(values, weights, FEATURES, strict=True)), reverse=True,
    )  # fmt: skip
    said = [_SAYS[name] for worth, name in parts if worth > 0.3 and name in _SAYS][:3]
    return f"{row.name} ({row.kind}, {row.country or 'no country'}): " + (
        ", ".join(said) or "the only place of the name"
    )
