"""Map a function over items, here or in other processes, in order, a bounded number ahead."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""Items under way per process: enough to keep it busy, few enough to keep memory flat."""


def run(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int = 1,
    start: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """Yield `work(item)` for each item, in the order of the items.

    Args:
        work: a function that can be pickled if `workers` is above 1.
        items: taken as they are needed, never all at once.
        workers: processes; 1 works in this one.
        start: called once in each process before any work.
    """
    if workers <= 1:
        if start is not None:
            start()
        yield from map(work, items)
        return
    # Forking a process that has loaded a model and threads can deadlock; spawning cannot.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=start) as pool:
        waiting: deque[Future[Result]] = deque()
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
