"""Fit the tables of `fogline.outlook.record` on recorded war, or print the baselines alone.

    python benchmarks/outlook_record.py fit CDB90-patched.csv front-weekly.npz
    python benchmarks/outlook_record.py baselines CDB90-patched.csv front-weekly.npz

`fit` rewrites src/fogline/outlook/record/tables/{losses,winning,front}.yaml. NumPy and SciPy only.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from fogline.outlook.record import battles as cdb
from fogline.outlook.record import front as grid
from fogline.outlook.record import hazard
from fogline.outlook.record.battles import Battle
from fogline.outlook.record.losses import LAW, Law, Losses, Whose, with_losses
from fogline.outlook.record.winning import Winning

TABLES = Path(__file__).parent.parent / "src/fogline/outlook/record/tables"
COMMAND = "python benchmarks/outlook_record.py fit CDB90-patched.csv front-weekly.npz"
SINCE = (1600, 1900)


def main(words: list[str]) -> None:
    """Run what is named."""
    calls = {"fit": fit, "baselines": baselines}
    if len(words) != 3 or words[0] not in calls:
        sys.exit(f"call it as: {COMMAND}")
    calls[words[0]](Path(words[1]), Path(words[2]))


def fit(table: Path, weeks: Path) -> None:
    """Write the tables."""
    found = cdb.load(table)
    write("losses", losses(found, table.name))
    write("winning", winners(found, table.name))
    write("front", front(weeks))


def baselines(table: Path, weeks: Path) -> None:
    """Print the baselines' figures, as `fogline measure outlook` has them beside ours."""
    from fogline.measure import run

    battles = run(["outlook", "battles", str(table)])
    line = run(["outlook", "front", str(weeks)])
    plain = {"battles": battles["baselines"], "front": line["baselines"]}
    print(json.dumps(plain, indent=2))


def write(name: str, data: dict[str, Any]) -> None:
    """Write one table."""
    text = yaml.safe_dump(data, sort_keys=False, width=100, default_flow_style=None)
    (TABLES / f"{name}.yaml").write_text(text, encoding="utf-8")


def provenance(corpus: str, size: str, terms: str) -> dict[str, str]:
    """Return what every table says of its origin."""
    return {"corpus": corpus, "size": size, "terms": terms, "command": COMMAND}


CDB90 = "CDB90 (US Army Concepts Analysis Agency, Database of Battles, version 1990), jrnold/CDB90"


def losses(found: Sequence[Battle], name: str) -> dict[str, Any]:
    """Return the laws of the losses."""
    whose: tuple[Whose, ...] = ("attacker", "defender")
    laws = [law(side, since, found) for since in SINCE for side in whose]
    return {
        "provenance": provenance(
            f"{CDB90}, {name}", f"{len(found)} battles without sub-battles", "ODC-BY"
        ),
        "laws": laws,
    }


def law(whose: Whose, since: int, found: Sequence[Battle]) -> dict[str, Any]:
    """Return one law; what campaigns and armies share comes from the model with groups."""
    rows = [b for b in with_losses(whose, found) if b.start.year >= since]
    plain = Law.of(whose, rows).fit
    order = [3, 0, 1, 2] if whose == "attacker" else [3, 1, 0, 2]
    weights = np.concatenate(list(plain.weights.values()))[order]
    weights[0] += plain.mean
    covariance = plain.covariance[np.ix_(order, order)]
    noise = plain.variances.noise
    within = min(Losses.of(whose, rows).fit.variances.noise, noise)
    return {
        "whose": whose,
        "since": since,
        "battles": len(rows),
        "mean": named(LAW, weights),
        "sd": named(LAW, np.sqrt(np.diag(covariance))),
        "covariance": [[rounded(v, 7) for v in row] for row in covariance],
        "residual_sd": rounded(noise**0.5),
        "between_sd": rounded((noise - within) ** 0.5),
        "within_sd": rounded(within**0.5),
    }


def winners(found: Sequence[Battle], name: str) -> dict[str, Any]:
    """Return the weights of who wins, without the armies'."""
    rows = cdb.both_strengths_known(found)
    model = Winning.of(rows)
    encoder, weights = model.encoder, model.fit.weights["covariates"]
    names = model.covariates
    sd = np.sqrt(np.diag(model.fit.covariance))[: len(names)]
    at = [encoder.names.index(n) for n in names]
    return {
        "provenance": provenance(f"{CDB90}, {name}", f"{len(rows)} battles", "ODC-BY"),
        "constant": rounded(model.fit.mean),
        "variances": {k: rounded(v) for k, v in model.fit.variances.blocks.items()},
        "covariates": {
            n: {
                "weight": rounded(weights[i]),
                "sd": rounded(sd[i]),
                "middle": rounded(encoder.middle[at[i]]),
                "scale": rounded(encoder.scale[at[i]]),
            }
            for i, n in enumerate(names)
        },
    }


def front(path: Path) -> dict[str, Any]:
    """Return the hazards, one a horizon and quarter, each learned before the quarter only."""
    line = grid.load(path)
    rows = grid.cells(line)
    fits = []
    for weeks in hazard.HORIZONS:
        for _, begin, _ in hazard.quarters(line.days):
            learned = hazard.learn(line, rows, weeks, begin)
            fits.append(
                {
                    "weeks": weeks,
                    "before": line.days[begin],
                    "rows": learned.rows,
                    "falls": learned.falls,
                    "middle": [rounded(v, 5) for v in learned.hazard.middle],
                    "scale": [rounded(v, 5) for v in learned.hazard.scale],
                    "weights": [rounded(v) for v in learned.hazard.weights],
                    "sd": [rounded(v) for v in learned.hazard.sd],
                }
            )
    return {
        "provenance": provenance(
            f"weekly front of eastern and southern Ukraine, {path.name}, after "
            "DanielRose2310/deepstatemaps-history",
            f"{len(line.days)} weeks from {line.days[0]}, {len(rows.week)} cells within "
            f"{grid.NEAR_KM} km of the line",
            "fitted coefficients only; the cells are not shipped",
        ),
        "names": list(grid.FULL),
        "fits": fits,
    }


def named(names: Sequence[str], values: np.ndarray) -> dict[str, float]:
    """Return values by name, rounded."""
    return {name: rounded(value) for name, value in zip(names, values, strict=True)}


def rounded(value: float, digits: int = 4) -> float:
    """Return a plain rounded number."""
    return round(float(value), digits)


if __name__ == "__main__":
    main(sys.argv[1:])
