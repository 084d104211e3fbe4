"""Estimate the rates of control anew from what a store holds, and keep the set beside the store."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fogline import situation as room
from fogline.errors import UsageError
from fogline.model.time import day_reached
from fogline.pipeline.assess import Assessment
from fogline.situation import parameters as sets
from fogline.situation.refit import Move, refit, renewed
from fogline.store import Reader


@dataclass(frozen=True, slots=True)
class Refitted:
    """A new version and what moved."""

    parameters: room.Parameters
    before: room.Parameters
    moves: tuple[Move, ...]
    file: Path


def refit_store(store: Reader, name: str | Path, known: datetime) -> Refitted:
    """Estimate anew from what was known at an instant, and write the new version.

    Pictures for earlier instants do not use it.

    Args:
        store: what was read.
        name: the store's file; the set goes into the folder `NAME.parameters` beside it.
        known: the instant; the fit uses nothing later.

    Raises:
        UsageError: the store holds nothing known by then.
    """
    assessment = Assessment(store, known)
    zone = assessment.theatre.zone
    until = day_reached(known, zone)
    further = sets.kept(name)
    # The fit starts from what could be used before: a second one on the same day replaces the first.
    usable = [p for p in further if p.fitted_until is None or p.fitted_until < until]
    before = sets.at(known, zone, usable)
    claims, reports = tuple(assessment.claims.values()), tuple(assessment.reports.values())
    if not claims:
        raise UsageError(f"--refit: {name} holds no claims known by {known.isoformat()}")
    evidence = room.prepare(claims, reports, assessment.theatre, parameters=before).evidence
    values, moves = refit(evidence, until.toordinal(), known.timestamp())
    version = f"{before.version.split('+')[0]}+{until.isoformat()}"
    made = renewed(before, values, moves, version, until)
    file = sets.beside(name) / f"{until.isoformat()}.yaml"
    sets.save(made, file)
    return Refitted(made, before, moves, file)
