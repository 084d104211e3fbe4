"""No body is larger than what may be read, whatever its header says."""

from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fogline.api.errors import TooLarge, answer, problem_of

ROOM = 1_000_000
"""Bytes for what surrounds a file in a form."""


class BodyLimit:
    """Middleware that refuses larger bodies, before or while they come."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most + ROOM

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as long as its body is small enough."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self.most:
            await self._refuse(scope, receive, send)
            return
        size = 0
        over = begun = False

        async def limited() -> Message:
            nonlocal size, over
            message = await receive()
            size += len(message.get("body", b""))
            if size > self.most:
                over = True
                raise TooLarge(self._words())
            return message

        async def watched(message: Message) -> None:
            nonlocal begun
            # Whoever reads the body may take our error for a fault of the form.
            if over and not begun:
                return
            begun = True
            await send(message)

        with suppress(TooLarge):
            await self.app(scope, limited, watched)
        if over and not begun:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        await answer(problem_of(TooLarge(self._words())))(scope, receive, send)

    def _words(self) -> str:
        return f"the body is larger than {self.most:,} bytes (FOGLINE_MAX_INPUT_BYTES)"
