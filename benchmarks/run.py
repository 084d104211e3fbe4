"""Times beside what a user would use instead, both in one run; prints one JSON object.

    python benchmarks/run.py [reading] [situation] [gazetteer] [places] [war] [outlook]

Ratios are what counts: the machine's own speed cancels out of them.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

WORDS = 300
ROUNDS = 5


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all."""
    from outlook import outlook
    from places import main as places

    every: dict[str, Callable[[], Any]] = {
        "reading": reading,
        "situation": situation,
        "gazetteer": gazetteer,
        "places": places,
        "war": war,
        "reliability": reliability,
        "outlook": outlook,
    }
    unknown = set(names) - set(every)
    if unknown:
        sys.exit(f"no benchmark named {', '.join(sorted(unknown))}; there are {', '.join(every)}")
    print(json.dumps({name: every[name]() for name in names or every}, indent=2))


def texts() -> list[str]:
    """Return plain texts of more than 300 words: neighbouring dispatches of the dossier joined."""
    from fogline.reports import Read, read
    from fogline.reports.draft import Context
    from fogline.reports.inputs import expand
    from fogline.theatres import dossier_folder

    folder = dossier_folder("ukraine")
    context = Context(zone="UTC", fetched=datetime.now(UTC))
    joined: list[str] = []
    part: list[str] = []
    for result in read(expand(folder, 10**7), context):
        if not isinstance(result, Read) or result.report.language != "en":
            continue
        part.append(result.report.text)
        if sum(len(p.split()) for p in part) > WORDS:
            joined.append("\n\n".join(part))
            part = []
    return joined


def timed(work: Callable[[], Any]) -> float:
    """Return the seconds that a call took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def reading() -> dict[str, Any]:
    """Reading end to end beside the bare spaCy parse of the same texts, turn by turn."""
    import spacy

    from fogline.model.report import Report
    from fogline.pipeline.reader import TextReader
    from fogline.settings import load

    settings = load()
    reader = TextReader("ukraine", settings)
    bare = spacy.load(settings.pipeline)
    given = texts()
    batch = [
        (
            Report(
                id=str(i),
                outlet="X",
                url=None,
                title=None,
                authors=(),
                language="en",
                published="2023-03-07T12:00:00+02:00",
                published_precision="minute",
                fetched="2023-03-07T12:00:00+02:00",
                text=text,
            ),
            None,
        )
        for i, text in enumerate(given)
    ]

    def parse() -> None:
        for _ in bare.pipe(given, batch_size=settings.batch):
            pass

    parse()
    reader.read(batch)
    pairs = [(timed(parse), timed(lambda: reader.read(batch))) for _ in range(ROUNDS)]
    words = sum(len(t.split()) for t in given)
    ours = median(b for _, b in pairs)
    return {
        "texts": len(given),
        "words": words,
        "spacy_s": round(median(a for a, _ in pairs), 3),
        "fogline_s": round(ours, 3),
        "ratio": round(median(b / a for a, b in pairs), 3),
        "texts_per_second": round(len(given) / ours, 1),
        "words_per_second": round(words / ours),
    }


def situation() -> dict[str, Any]:
    """Opening a store of the dossier and printing a situation, as a whole process."""
    fogline = Path(sys.executable).with_name("fogline")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "b.fog"
        from fogline.theatres import dossier_folder

        subprocess.run(
            [fogline, "read", str(dossier_folder("ukraine")), "--store", store],
            check=True,
            capture_output=True,
        )
        call = [
            fogline,
            "situation",
            "--on",
            "2023-03-07",
            "--known",
            "2023-03-07",
            "--format",
            "geojson",
            "--store",
            store,
        ]
        seconds = [
            timed(lambda: subprocess.run(call, check=True, capture_output=True))
            for _ in range(ROUNDS)
        ]
        nothing = [
            timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
            for _ in range(ROUNDS)
        ]
    return {"seconds": round(median(seconds), 3), "python_start_s": round(median(nothing), 3)}


def gazetteer() -> dict[str, Any]:
    """Building the gazetteer from nothing in a fresh process: seconds and peak memory; opening it."""
    code = (
        "import resource, sys, time\n"
        "from pathlib import Path\n"
        "from fogline import places\n"
        "from fogline.settings import load\n"
        "settings = load().but(gazetteer=Path(sys.argv[1]))\n"
        "begun = time.perf_counter()\n"
        "places.open_gazetteer(settings)\n"
        "print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "g.sqlite"
        call = [sys.executable, "-c", code, file]
        build, opening = (
            subprocess.run(call, check=True, capture_output=True, text=True).stdout.split()
            for _ in range(2)
        )
        size = file.stat().st_size
    return {
        "build_s": round(float(build[0]), 1),
        "peak_mb": round(int(build[1]) / 1024),
        "file_mb": round(size / 1e6),
        "open_s": round(float(opening[0]), 3),
    }


SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)
CLAIMS_A_PLACE, DAYS = 200, 730
CHART = Path(__file__).parents[1] / "docs" / "images" / "growth.svg"


def war() -> list[dict[str, Any]]:
    """Fusing synthetic wars of growing size, each in a fresh process; draws the chart of the docs."""
    from chart import growth

    script = Path(__file__).with_name("fusing.py")
    rows = []
    for claims in SIZES:
        call = [sys.executable, script, *map(str, (claims, claims // CLAIMS_A_PLACE, DAYS))]
        ran = subprocess.run(call, check=True, capture_output=True, text=True)
        rows.append(json.loads(ran.stdout))
    CHART.write_text(growth(rows), encoding="utf-8")
    return rows


def reliability() -> dict[str, Any]:
    """Control on the Battle of Bakhmut against its truth; draws the reliability diagram of the docs."""
    from chart import reliability as drawn

    from fogline.theatres import dossier_folder

    fogline = Path(sys.executable).with_name("fogline")
    root = CHART.parents[2]
    truth = root / "evals" / "situation" / "bakhmut-control.json"
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "b.fog"
        read = [fogline, "read", str(dossier_folder("ukraine")), "--store", store]
        subprocess.run(read, check=True, capture_output=True)
        call = [fogline, "measure", "control", truth, "--store", store]
        ran = subprocess.run(call, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    bins = found["reliability"]
    days = sum(b["days"] for b in bins)
    CHART.with_name("reliability.svg").write_text(drawn(bins, days), encoding="utf-8")
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
