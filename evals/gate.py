"""The quality gate: gold is as sealed, every figure reaches its floor, no floor was lowered silently.

Each `evals/<room>/floors*.json` (one for each measure) holds
  `measure`  the words of the `fogline measure` call ({here}: the file's folder, {store}: see next),
  `theatre`  whose dossier is read into {store} first, if any,
  `sealed`   SHA-256 of gold files that nobody may change without saying so,
  `floors`   figure (dotted path into the measure's object) -> the least that it may be,
  `ceilings` figure -> the most that it may be (errors, delays).

A floor may be lowered (a ceiling raised) only in a commit whose message has a line
`Floor <figure>: <reason>`.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
REPOSITORY = ROOT.parent


def main() -> int:
    """Run every floors file and return the number of faults."""
    faults = 0
    for file in sorted(ROOT.glob("*/floors*.json")):
        spec = json.loads(file.read_text(encoding="utf-8"))
        for fault in (*sealed(file, spec), *lowered(file), *reached(file, spec)):
            faults += 1
            print(f"gate: {file.relative_to(REPOSITORY)}: {fault}", file=sys.stderr)
    print(f"gate: {'passed' if not faults else f'{faults} faults'}")
    return min(faults, 1)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's files with their names, in order."""
    total = hashlib.sha256()
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    for part in files:
        total.update(part.relative_to(path.parent).as_posix().encode() + b"\0" + part.read_bytes())
    return total.hexdigest()


def sealed(file: Path, spec: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each gold file that differs from its seal."""
    for name, seal in spec.get("sealed", {}).items():
        if (found := digest(file.parent / name)) != seal:
            yield f"{name} is not as sealed (now {found}); gold changes need a new seal and its reason"


def reached(file: Path, spec: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each figure below its floor or above its ceiling."""
    from fogline.measure import run

    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "gate.fog"
        if "theatre" in spec:
            read_dossier(spec["theatre"], store)
        figures = run([part.format(here=file.parent, store=store) for part in spec["measure"]])
    for kind, sign in (("floors", 1), ("ceilings", -1)):
        for path, bound in spec.get(kind, {}).items():
            value = at(figures, path)
            print(f"gate: {file.parent.name} {path} = {value:.4f} ({kind[:-1]} {bound})")
            if sign * value < sign * bound:
                yield f"{path} is {value:.4f}, its {kind[:-1]} {bound}"


def read_dossier(theatre: str, path: Path) -> None:
    """Read a theatre's dossier into a new store."""
    from fogline.pipeline import read
    from fogline.settings import load
    from fogline.store import open_store
    from fogline.theatres import dossier_folder

    with open_store(path, theatre=theatre, create=True) as store:
        read([dossier_folder(theatre)], store, load())


def at(figures: dict[str, Any], path: str) -> float:
    """Return the figure at a dotted path."""
    value: Any = figures
    for key in path.split("."):
        value = value[key]
    return float(value)


def lowered(file: Path) -> Iterator[str]:
    """Yield a sentence for each bound that was loosened without its reason in the commit."""
    versions = [("", "the working tree", file.read_text(encoding="utf-8"))]
    name = file.relative_to(REPOSITORY).as_posix()
    for commit in git("log", "--format=%H", "--", name).split():
        text = git("show", f"{commit}:{name}")
        if text:
            versions.append((git("log", "-1", "--format=%B", commit), commit[:10], text))
    for (message, where, new), (_, _, old) in pairwise(versions):
        for figure in loosened(json.loads(old), json.loads(new)):
            if f"Floor {figure}:" not in message:
                yield f"{figure} was loosened in {where} without a line 'Floor {figure}: reason'"


def loosened(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Yield the figures whose bound became easier to reach, or went away."""
    for kind, sign in (("floors", 1), ("ceilings", -1)):
        for figure, bound in old.get(kind, {}).items():
            now = new.get(kind, {}).get(figure)
            if now is None or sign * now < sign * bound:
                yield figure


def git(*words: str) -> str:
    """Return what git prints, empty where there is no git or no such object."""
    try:
        done = subprocess.run(
            ["git", *words],
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main())
