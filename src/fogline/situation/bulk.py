"""A whole war at once, on columns: origins, observations, grouping, filtering and smoothing.

    columns = encode(claims, reports, theatre)
    fused = fuse(columns, theatre, places, parameters, on, known)
    fused.filtered[-1]                            # P(state) of each place on the last day

What is decided of a saying, a place or an outlet is decided once, by the same code that decides it
of a single claim; the rest is arithmetic on columns. Rewrites are told from their words, which
columns do not hold: here a wording of one's own is one's own, and copies are those of reports.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from fogline.model.theatre import Theatre
from fogline.situation.chains import Chains
from fogline.situation.columns import HISTORY, NOBODY_KNOWS, Columns
from fogline.situation.control import first_day
from fogline.situation.geo import Bools, Floats, Ints
from fogline.situation.grouping import (
    GAP_DAYS,
    MOST_DAYS,
    OTHER_GAP_DAYS,
    UNLIKELY,
    Anchors,
    matter,
)
from fogline.situation.observations import Builder, Digester, Evidence, speaker_of
from fogline.situation.origins import CLIP_DAYS, Origin, Voices, independent, origin_of, vague
from fogline.situation.parameters import KINDS, Parameters
from fogline.situation.reading import Observation
from fogline.situation.rows import Rows
from fogline.situation.supports import PlaceSupport

NOBODY = -1
"""The voice of claims that have no origin."""


@dataclass(frozen=True, slots=True)
class Fused:
    """What a war's claims amount to. C claims, E events."""

    evidence: Evidence
    """Rows of observations; the claims themselves stay in their columns."""
    voice: Ints
    """Index into `evidence.voices` of each claim's origin, -1 = none, (C,)."""
    event: Ints
    """Number of each claim's event, (C,)."""
    origins_for: Ints
    """Independent origins that say that it is so, (E,)."""
    origins_against: Ints
    filtered: Floats
    """P(state) by what was told of days up to each, (T, N, K)."""
    smoothed: Floats
    """P(state) by all that was told, (T, N, K)."""


def fuse(  # noqa: PLR0913, PLR0917 - the records and the two times, as everywhere in this room
    columns: Columns,
    theatre: Theatre,
    places: tuple[PlaceSupport, ...],
    parameters: Parameters,
    on: int,
    known: float,
) -> Fused:
    """Return everything that a war's claims amount to, at an ordinal day and POSIX instant."""
    digester = Digester(theatre, places, parameters)
    origins, origin = origins_of(columns, digester.voices)
    evidence, voice = evidence_of(columns, origins, origin, digester)
    event = events_of(columns, digester)
    pro, contra = independent_of(columns, event, (origins, origin), known)
    rows, weights = evidence.at(known)
    start = first_day(evidence, known, on)
    which = (rows.day >= start) & (rows.day <= on)
    told = rows.take(which), weights[which]
    filtered = Chains.of(evidence, told, (start, on), smoothed=False).control
    smoothed = Chains.of(evidence, told, (start, on), smoothed=True).control
    return Fused(evidence, voice, event, pro, contra, filtered, smoothed)


def _distinct(*columns: Ints) -> tuple[Ints, Ints]:
    """Return the index of one row of each distinct combination, and the combination of each row."""
    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        low = int(column.min()) if len(column) else 0
        wide = int(column.max()) - low + 1 if len(column) else 1
        code = code * wide + (column - low)
        if wide * (int(code.max()) + 1 if len(code) else 1) > 2**40:
            code = np.unique(code, return_inverse=True)[1].astype(np.int64)
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    return first.astype(np.int64), inverse.astype(np.int64)


def origins_of(columns: Columns, voices: Voices) -> tuple[tuple[Origin, ...], Ints]:
    """Return the distinct origins and each claim's index among them."""
    imagery = np.array(
        [
            s.origin_basis == "imagery" or voices.kind(s.chain[-1]) == "imagery"
            for s in columns.sayings
        ],
        dtype=bool,
    )
    filmed = imagery[columns.saying].astype(np.int64)
    # Of imagery it matters what it shows and when; of words, who said them.
    first, which = _distinct(
        columns.saying,
        columns.outlet,
        filmed * (columns.where + 1),
        filmed * (columns.published // CLIP_DAYS),
    )
    found: dict[tuple[object, ...], int] = {}
    table: list[Origin] = []
    number = np.empty(len(first), dtype=np.int64)
    for n, row in enumerate(first.tolist()):
        said = columns.sayings[columns.saying[row]].but(
            outlet=columns.outlets[columns.outlet[row]],
            places=columns.wheres[columns.where[row]],
        )
        origin = origin_of(said, None, {}, voices, int(columns.published[row]) or None)
        same = (origin.key, origin.name, origin.kind, origin.side)
        if same not in found:
            found[same] = len(table)
            table.append(origin)
        number[n] = found[same]
    return tuple(table), number[which]


def _days(columns: Columns) -> Ints:
    """Return the day on which what each claim says was so; 0 where it lies ahead or is unknown."""
    told, last = columns.published, columns.last
    no_last = last == NOBODY_KNOWS
    day = np.where(no_last, told, np.minimum(last, np.where(told == NOBODY_KNOWS, last, told)))
    ahead = (told != NOBODY_KNOWS) & (columns.first > told + 1)
    day = np.where(ahead | (columns.timed == HISTORY), NOBODY_KNOWS, day)
    result: Ints = np.where(columns.timed == 0, told, day)
    return result


def evidence_of(
    columns: Columns, origins: tuple[Origin, ...], origin: Ints, digester: Digester
) -> tuple[Evidence, Ints]:
    """Return the observations in all claims, and each claim's voice."""
    day = _days(columns)
    eras = np.searchsorted(np.array([*digester.reader.relations.changes()]), day, side="right")
    first, which = _distinct(columns.saying, origin, eras.astype(np.int64))
    said = [columns.sayings[columns.saying[row]] for row in first.tolist()]
    speakers = [speaker_of(c, origins[o]) for c, o in zip(said, origin[first], strict=True)]
    seen = [
        digester.reader.read(claim, speaker, int(day[row]))
        for claim, speaker, row in zip(said, speakers, first.tolist(), strict=True)
    ]
    kind = np.array([KINDS.index(s.kind) if s else -1 for s in seen], dtype=np.int64)[which]
    side = np.array([digester.sides.index(s.side) if s else 0 for s in seen], dtype=np.int64)[which]
    real = np.array([(s.accuracy, s.weight) if s else (0.5, 0.0) for s in seen]).reshape(-1, 2)
    keys: dict[str | None, int] = {None: NOBODY}
    for one in (*origins, *speakers):
        keys.setdefault(one.key, len(keys) - 1)
    spoken = np.array([keys[o.key] for o in speakers], dtype=np.int64)[which]
    bloc = np.array(
        [digester.sides.index(o.side) if o.side in digester.sides else -1 for o in speakers],
        dtype=np.int64,
    )[which]
    voice = np.array([keys[o.key] for o in origins], dtype=np.int64)[origin]
    claim, place, kind_there, weight = _spread(columns, (kind, side, day), digester)
    accuracy, factor = real[which][claim].T
    rows = Rows(
        place=place,
        day=day[claim],
        kind=kind_there,
        side=side[claim],
        accuracy=accuracy,
        spread=weight * factor,
        voice=spoken[claim],
        bloc=bloc[claim],
        claim=claim,
        known=columns.known[claim],
        until=columns.until[claim],
    ).ordered()
    names = tuple(k for k in keys if k is not None)
    evidence = Evidence(
        theatre=digester.theatre,
        places=digester.places,
        sides=digester.sides,
        parameters=digester.parameters,
        relations=digester.reader.relations,
        rows=rows,
        claims=(),
        origins=(),
        voices=names,
    )
    return evidence, voice


def _spread(
    columns: Columns, seen: tuple[Ints, Ints, Ints], digester: Digester
) -> tuple[Ints, Ints, Ints, Floats]:
    """Return the claim, place, kind and weight of each row."""
    kind, side, day = seen
    builder = Builder(digester.sides, digester.spreader, digester.held)
    tells = np.flatnonzero((kind >= 0) & (day != NOBODY_KNOWS))
    extent = np.array(
        [(bool(s.quantities), s.extent == "whole") for s in columns.sayings], dtype=np.int64
    )
    part, full = extent.reshape(-1, 2)[columns.saying].T
    first, which = _distinct(
        columns.where[tells], kind[tells], side[tells], part[tells], full[tells]
    )
    bearings = []
    for row in tells[first].tolist():
        whole = bool(full[row])
        what = Observation(KINDS[kind[row]], digester.sides[side[row]], 0.5, 1.0, "", whole)
        told = columns.wheres[columns.where[row]]
        bearings.append(builder.bearings(told, what, part=bool(part[row])))
    count = np.array([len(b) for b in bearings], dtype=np.int64)
    edges = np.concatenate(([0], np.cumsum(count)))
    places = np.array([p for b in bearings for p in b], dtype=np.int64)
    kinds = np.array([KINDS.index(v.kind) for b in bearings for v in b.values()], dtype=np.int64)
    values = np.array([v.weight for b in bearings for v in b.values()], dtype=np.float64)
    many = count[which]
    claim = np.repeat(tells, many)
    # The rows of a claim are a run of its place's table.
    offset = np.arange(len(claim)) - np.repeat(np.cumsum(many) - many, many)
    at = np.repeat(edges[which], many) + offset
    return claim, places[at], kinds[at], values[at]


def events_of(columns: Columns, digester: Digester) -> Ints:
    """Return the number of each claim's event: one matter at one place, cut where days part."""
    anchors = Anchors(digester.spreader)
    blank = columns.sayings[0] if columns.sayings else None
    named = [anchors.of(blank.but(places=p)) if blank else "" for p in columns.wheres]
    place, what = _numbers(named), _numbers([matter(s) for s in columns.sayings])
    actions = [GAP_DAYS.get(s.action, OTHER_GAP_DAYS) for s in columns.sayings]
    gaps = np.array(actions, dtype=np.int64)[columns.saying]
    _, matters = _distinct(place[columns.where], what[columns.saying])
    # Claims without a place are each of their own.
    alone = np.array([not name for name in named], dtype=bool)[columns.where]
    matters[alone] = len(matters) + np.arange(int(alone.sum()))
    begin, end = _span(columns)
    order = np.lexsort((np.arange(len(end)), columns.known, end, matters))
    new = np.ones(len(order), dtype=bool)
    before, after = order[:-1], order[1:]
    new[1:] = (matters[before] != matters[after]) | (begin[after] - end[before] > gaps[after])
    _shorten(new, end[order])
    event = np.empty(len(order), dtype=np.int64)
    event[order] = np.cumsum(new) - 1
    return event


def _numbers(values: Sequence[Hashable]) -> Ints:
    """Return the number of each value among the distinct ones."""
    known = {value: n for n, value in enumerate(dict.fromkeys(values))}
    return np.array([known[v] for v in values], dtype=np.int64)


def _span(columns: Columns) -> tuple[Ints, Ints]:
    """Return the first and last day that each claim speaks of, as grouping reads them."""
    told = columns.published
    last = np.where(columns.last == NOBODY_KNOWS, np.maximum(told, columns.first), columns.last)
    first = columns.first
    first = np.where((first == NOBODY_KNOWS) | (last - first > MOST_DAYS), last, first)
    untimed = columns.timed == 0
    return np.where(untimed, told, first), np.where(untimed, told, last)


def _shorten(new: Bools, end: Ints) -> None:
    """Begin a new event where one would last longer than any does; changes `new` in place."""
    starts = np.flatnonzero(new)
    stops = np.concatenate((starts, [len(new)]))[1:]
    for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
        begun = start
        while stop > begun and end[stop - 1] - end[begun] > MOST_DAYS:
            begun += int(np.searchsorted(end[begun:stop], end[begun] + MOST_DAYS, side="right"))
            new[begun] = True


def independent_of(
    columns: Columns, event: Ints, origin: tuple[tuple[Origin, ...], Ints], known: float
) -> tuple[Ints, Ints]:
    """Return how many independent origins stand for and against each event, (E,) each."""
    origins, which = origin
    said = columns.sayings
    unlikely = np.array([s.certainty.high <= UNLIKELY for s in said], dtype=bool)
    denied = np.array([s.polarity == "denied" for s in said], dtype=bool)
    spoken = np.array([s.polarity != "undetermined" for s in said], dtype=bool)
    named = np.array([o.key is not None for o in origins], dtype=bool)
    against = (denied != unlikely)[columns.saying].astype(np.int64)
    counts = spoken[columns.saying] & named[which]
    counts &= (columns.known <= known) & (columns.until > known)
    rows = np.flatnonzero(counts)
    keys = {key: n for n, key in enumerate(dict.fromkeys(o.key for o in origins))}
    voice = np.array([keys[o.key] for o in origins], dtype=np.int64)
    first, _ = _distinct(event[rows], against[rows], voice[which[rows]])
    rows = rows[np.sort(first)]
    slot = event[rows] * 2 + against[rows]
    result = np.bincount(slot, minlength=2 * (int(event.max()) + 1 if len(event) else 0))
    # An office without a name may be the one that is named beside it: these few are looked at.
    unsure = np.array([vague(o) for o in origins], dtype=bool)[which[rows]]
    of_slot = np.isin(slot, slot[unsure])
    told: dict[int, list[Origin]] = {}
    for place, row in zip(slot[of_slot].tolist(), rows[of_slot].tolist(), strict=True):
        told.setdefault(place, []).append(origins[which[row]])
    for place, some in told.items():
        result[place] = len(independent(some))
    return result[0::2], result[1::2]
