"""HEAD is answered as GET without a body (RFC 9110, 9.3.2), on every address that has a GET."""

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _Enough(OSError):
    """The head is sent; a stream may stop, as it does when the client has gone."""


class Heads:
    """Middleware that asks for a GET in place of a HEAD and keeps its body back.

    Status and headers are the GET's, its length and entity tag too. Of a stream no more than its
    first piece is made.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        ended = False

        async def headed(message: Message) -> None:
            nonlocal ended
            if message["type"] != "http.response.body":
                await send(message)
                return
            if not ended:
                ended = True
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            if message.get("more_body"):
                raise _Enough

        try:
            await self.app({**scope, "method": "GET"}, receive, headed)
        except (_Enough, ClientDisconnect):
            if not ended:
                raise
