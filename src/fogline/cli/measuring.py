"""`fogline measure`."""

import json
from typing import Annotated

import typer

from fogline.measure import run


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("measure", context_settings={"allow_interspersed_args": False})(measure)


def measure(
    words: Annotated[
        list[str],
        typer.Argument(
            help="claims [DIR] | attribution polnear DIR | certainty factuality FILE | "
            "places lgl FILE | control FILE --store FILE | corroboration FILE | disputes FILE | "
            "outlook battles FILE | outlook front FILE | outlook case [SCENARIO] FILE"
        ),
    ],
) -> None:
    """Measure a room on a corpus; prints one JSON object with the corpus' name and size.

    Example: fogline measure attribution polnear corpora/polnear-dev
    """
    print(json.dumps(run(words), indent=2, ensure_ascii=False))
