"""Waiting for what a page comes to, instead of looking at once."""

import time
from typing import Any

PATIENCE_MS = 120_000
"""How long a page may take to come to what a test expects, on a busy machine."""


def until(page: Any, expression: str, arg: Any = None) -> None:
    """Wait until an expression of the page is true.

    `Page.wait_for_function` evaluates its string in the page, which the content-security policy
    of the workbench refuses; `evaluate` asks from outside.

    Raises:
        AssertionError: it did not become true in time.
    """
    end = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(50)


class Held:
    """The requests of a page to addresses of a pattern, kept waiting until they are let go.

    Called as a route's handler; Playwright looks at the number of its arguments.
    """

    def __init__(self, page: Any, pattern: str) -> None:
        self.open = False
        self.waiting: list[Any] = []
        page.route(pattern, lambda route: self._take(route))  # noqa: PLW0108 - as said above

    def _take(self, route: Any) -> None:
        if self.open:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self) -> None:
        """Let those go that wait, and all that come."""
        self.open = True
        while self.waiting:
            self.waiting.pop().continue_()
