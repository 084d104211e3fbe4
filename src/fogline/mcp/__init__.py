"""The store for language models: read-only tools over the Model Context Protocol.

Reads: a store, through the same gate as the API: persons unnamed, what is held back left out.
Writes: nothing.
"""

from fogline.mcp.server import create_server

__all__ = ["create_server"]
