"""Fusing a synthetic war: seconds, memory, one more report, and whether it finds the truth.

    python benchmarks/fusing.py CLAIMS PLACES DAYS      one size, in this process; prints JSON

`python benchmarks/run.py war` runs sizes from a sixteenth to the whole, each in a process of its
own, and draws the chart.
"""

import json
import resource
import sys
import time
from datetime import UTC, datetime
from statistics import median
from typing import Any

import numpy as np
from war import War, last_day, named, synthetic

from fogline.model.claim import Claim
from fogline.model.report import Report
from fogline.model.time import TimeSpan
from fogline.situation.bulk import Fused, fuse
from fogline.situation.engine import Engine
from fogline.situation.known import Ledger
from fogline.situation.parameters import newest

MORE = 20


def figures(claims: int, places: int, days: int) -> dict[str, Any]:
    """Fuse a war and add reports to it; return the figures."""
    begun = time.perf_counter()
    war = synthetic(claims, places, days)
    made, spent = time.perf_counter(), _user()
    known = float(war.columns.known.max()) + 1.0
    on = last_day(days)
    found = fuse(war.columns, war.theatre, war.places, newest(), on.toordinal(), known)
    done, cpu, peak = time.perf_counter(), _user() - spent, _peak()
    right = {
        name: round(float((path[..., :2].argmax(axis=-1) == war.truth).mean()), 4)
        for name, path in (("filtered", found.filtered), ("smoothed", found.smoothed))
    }
    return {
        "claims": claims,
        "places": places,
        "days": days,
        "generated_s": round(made - begun, 2),
        "seconds": round(done - made, 2),
        "user_s": round(cpu, 2),
        "peak_mb": round(peak),
        "events": len(found.origins_for),
        "share_of_place_days_right": right,
        "one_more_report_ms": one_more(war, found, days, known),
    }


def _user() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one_more(war: War, found: Fused, days: int, known: float) -> dict[str, float]:
    """Return how long the picture takes to hold one more report, of the last day and of an old one."""
    engine = Engine(found.evidence, Ledger((), ()), last_day(days), known)
    rng = np.random.default_rng(2)
    result = {}
    for name, ago in (("of_the_last_week", 7), ("of_any_day", days)):
        times = []
        for n in range(MORE):
            place = war.theatre.places[int(rng.integers(len(war.places)))]
            day = last_day(days).toordinal() - int(rng.integers(ago))
            said, report = _report(war, f"{name} {n}", named(place), day, known + n)
            begun = time.perf_counter()
            engine.add([said], [report])
            times.append(1000 * (time.perf_counter() - begun))
        result[f"{name}_median"] = round(median(times), 1)
        result[f"{name}_worst"] = round(max(times), 1)
    return result


def _report(war: War, id: str, place: Any, day: int, known: float) -> tuple[Claim, Report]:
    instant = datetime.fromtimestamp(known, UTC).isoformat()
    iso = datetime.fromordinal(day).date().isoformat()
    of = Report(
        id=id, outlet="Outlet", url=None, title=None, authors=(), language="en", published=instant,
        published_precision="minute", fetched=instant, text=id,
    )  # fmt: skip
    said = war.columns.sayings[0].but(
        id=id, report_id=id, outlet="Outlet", published=instant, places=(place,),
        time=TimeSpan(start=iso, end=iso, precision="day"),
    )  # fmt: skip
    return said, of


if __name__ == "__main__":
    print(json.dumps(figures(*map(int, sys.argv[1:4]))))
