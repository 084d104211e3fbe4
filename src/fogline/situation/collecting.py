"""Work that makes records by the hundred thousand, without the garbage collector's looking on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the search for cycles while many records that have none are made.

    It walks over all that is alive again and again: a third of the time at 20,000 claims. What is
    no longer used is freed at once as ever. Left as it was found, also after an error; usable as a
    decorator; where threads overlap, the search goes on with the first that ends.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
