"""The server: JSON, OGC API - Features and the pages of the workbench, over one store.

Reads: a store, through `fogline.api.service`.
Writes: decisions, and what a reader drops in; nothing else.
"""

from fogline.api.app import create_app

__all__ = ["create_app"]
