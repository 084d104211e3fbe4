"""Headers on every answer: nothing but our own files may run, load or frame anything.

MapLibre starts its worker from a blob; nothing else is loosened. `tiles` are the origins of a tile
server that the user names.
"""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def content_policy(tiles: Sequence[str] = ()) -> str:
    """Return the content-security policy.

    Args:
        tiles: origins from which the map may load tiles, as in `https://tiles.example.org`.
    """
    hosts = " ".join(("'self'", *tiles))
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src {hosts} data: blob:",
            f"connect-src {hosts}",
            "worker-src blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """Middleware that adds the headers; an answer that sets its own policy keeps it."""

    def __init__(self, app: ASGIApp, tiles: Sequence[str] = ()) -> None:
        self.app = app
        self.always = {
            "Content-Security-Policy": content_policy(tiles),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.always.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, sender)
