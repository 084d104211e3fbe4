"""What the answer depends on, and what no data up to the cut-off tells."""

from collections.abc import Iterator

import numpy as np
from scipy.stats import rankdata

from fogline.model.outlook import Criterion, Driver
from fogline.outlook import columns as c
from fogline.outlook import sentences
from fogline.outlook.answers import exchange
from fogline.outlook.calibrate import newest_forces
from fogline.outlook.coefficients import Floats, table
from fogline.outlook.compare import score
from fogline.outlook.ensemble import Ensemble

_LEAST = 0.03
"""Of the spread; less is not told from chance at a few hundred sets of unknowns."""
_MOST = 4
_UNMOVED = 0.9
"""A coefficient whose spread is still this part of its prior was not identified by the case."""


def drivers(ensemble: Ensemble, what: Criterion) -> tuple[Driver, ...]:
    """Return the unknowns that most of the spread goes with, for three figures.

    The share is the squared rank correlation between an unknown and the mean of its runs: what a
    monotone dependence explains. Shares of dependent unknowns overlap.
    """
    ran = ensemble.pairs[0]
    first = [r for r in ensemble.pairs if r.attacker.name == ran.attacker.name]
    answers = {
        "the ground that the defender holds": 1 - ran.at_end(c.FOCUS_TAKEN),
        "the exchange of losses": exchange(ran.at_end(c.LOSSES_A), ran.at_end(c.LOSSES_D)),
    }
    if len(first) > 1:
        side = ensemble.graph.defender
        name = f"how much better {first[0].defender.name!r} does than {first[-1].defender.name!r}"
        answers[name] = score(first[0], what, side, ensemble) - score(
            first[-1], what, side, ensemble
        )
    return tuple(d for name, values in answers.items() for d in _of(name, values, ensemble))


def _of(answer: str, values: Floats, ensemble: Ensemble) -> Iterator[Driver]:
    draws = ensemble.draws
    whole = len(values) // draws * draws
    y = rankdata(values[:whole].reshape(-1, draws).mean(0))
    if draws < 8 or y.std() == 0:
        return
    unknowns = dict(zip(c.COLUMN, ensemble.parameters[:draws].T, strict=True))
    labels = {k.name: k.label for k in table().coefficients}
    unknowns["start"] = ensemble.control[:draws] @ ensemble.ground.focus
    labels["start"] = "how much of the ground is already lost"
    unknowns["drift_now"], labels["drift_now"] = ensemble.drift[:draws], "the tempo of late"
    for role, i in (("attacker", 0), ("defender", 1)):
        unknowns[f"force_{role}"] = ensemble.first[:draws, i]
        labels[f"force_{role}"] = f"the {role}'s force at the start"
    found = []
    for name, x in unknowns.items():
        if np.ptp(x) == 0:
            continue
        r = float(np.corrcoef(rankdata(x), y)[0, 1])
        found.append((r * r, bool(r > 0), name))
    for share, more, name in sorted(found, reverse=True)[:_MOST]:
        if share >= max(_LEAST, 4 / draws):
            yield Driver(
                name=name,
                label=labels[name],
                answer=answer,
                share=round(share, 3),
                direction="more" if more else "less",
                sentence=sentences.driver(labels[name], share, answer, more=more),
            )


def unidentified(ensemble: Ensemble, names: dict[str, str]) -> tuple[str, ...]:
    """Return what cannot be known from the data up to the cut-off, in sentences."""
    return tuple(_unidentified(ensemble, names))


def _unidentified(ensemble: Ensemble, names: dict[str, str]) -> Iterator[str]:
    graph = ensemble.graph
    for side, force in newest_forces(graph, ensemble.past.on).items():
        if force is None:
            yield (
                f"Strength of {names[side]}: nothing is known; a wide range of our own stands in "
                "for it, and losses in soldiers are no better than that."
            )
        elif not force.published:
            yield (
                f"Strength and losses of {names[side]}: the side publishes none. "
                f"{force.strength.low:,.0f} to {force.strength.high:,.0f} soldiers in the line are "
                f"assumed ({force.source.rstrip('.')})."
            )
    said = [e for e in graph.exchanges if e.since <= ensemble.past.on]
    basis = (
        f"{said[-1].low:g} to {said[-1].high:g} ({said[-1].source.rstrip('.')})"
        if said
        else "the spread of battles since 1914"
    )
    yield (
        "The exchange of losses: ground tells nothing about it, so it stays at what was assumed, "
        f"{basis}. Losses and what rests on them are only as good as that."
    )
    yield (
        "Only the courses that were taken left traces. What withdrawing, enveloping or "
        "counter-attacking would do rests on priors, and can never be scored."
    )
    if not graph.roads:
        yield "Supply: no road of this ground is described, so all are taken as open."
    if ensemble.fitted.weeks == 0:
        yield "The case's own weeks: too few observations to fit to, so priors stand as they are."
        return
    stuck = [
        k.label
        for k in table().coefficients
        if "case" in k.fit and ensemble.fitted.narrowed[k.name] > _UNMOVED
    ]
    if stuck:
        yield f"The case's own weeks say next to nothing about {', '.join(stuck)}."
