"""What was read, stored whole or not at all; asked for as it was known at any instant."""

from fogline.store.base import Counts, Query, Reader, Reading, View, Writer
from fogline.store.opening import open_store

__all__ = ["Counts", "Query", "Reader", "Reading", "View", "Writer", "open_store"]
