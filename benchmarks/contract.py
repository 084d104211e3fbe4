"""What Schemathesis finds where the API does not do what its description says, over a small store.

    .venv/bin/python -m pip install schemathesis
    .venv/bin/python benchmarks/contract.py [--seconds 60] [--phases examples,coverage]

Starts a server of its own and asks every address with data that its description allows and with
data that it does not: server errors, statuses, media types, schemas, methods. Ends with the
status of Schemathesis, which is a tool of this check only. One check is left out: a name of a
place, an id or a day that no store knows is allowed by the description and refused all the same.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from serving import server, web

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
PHASES = "examples,coverage,fuzzing,stateful"


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=int, default=60, help="as long as it may take")
    asked.add_argument("--phases", default=PHASES)
    options = asked.parse_args()
    tool = Path(sys.executable).with_name("schemathesis")
    if not tool.exists():
        print("schemathesis is not here: .venv/bin/python -m pip install schemathesis")
        return 2
    with (
        tempfile.TemporaryDirectory() as folder,
        server(web(store(Path(folder))), cores=None) as address,
    ):
        command = [str(tool), "run", f"{address}/api/v1/openapi.json", "--phases", options.phases,
                   "--exclude-checks", "positive_data_acceptance", "--continue-on-failure",
                   "--max-time", str(options.seconds)]  # fmt: skip
        return subprocess.run(command, check=False, cwd=folder).returncode


def store(folder: Path) -> Path:
    """Write the small war of the tests and return its store."""
    from factory_store import coloured, story, write_store, write_theatre

    theatre = write_theatre(folder / "made", coloured())
    return write_store(folder / "war.fog", theatre, story())


if __name__ == "__main__":
    sys.exit(main())
