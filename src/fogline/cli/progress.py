"""Progress on the error stream, only for people, only when it takes more than two seconds."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE_S = 2.0


@contextmanager
def counting(what: str, total: int | None = None) -> Iterator[Callable[[int, str], None]]:
    """Yield a function that takes how much is done and a note."""
    if not sys.stderr.isatty():
        yield lambda _done, _note: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(what, total=total, note="")
    begun = time.monotonic()
    shown = False

    def update(done: int, note: str) -> None:
        nonlocal shown
        if not shown and time.monotonic() - begun > PATIENCE_S:
            bar.start()
            shown = True
        bar.update(task, completed=done, note=note)

    try:
        yield update
    finally:
        if shown:
            bar.stop()


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show at once, and until it is over, what is being waited for and cannot be counted."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
