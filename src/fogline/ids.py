"""Names made from content: the same thing read twice has the same id."""

import hashlib

ID_LENGTH = 20
"""Hex digits kept: 80 bits, so a collision among a billion records is below one in a million."""


def content_id(*parts: str | int | None) -> str:
    """Return the id of the parts in their order.

    Parts are length-prefixed before hashing, so ("ab", "c") and ("a", "bc") differ, and so do
    None and "".
    """
    digest = hashlib.sha256()
    for part in parts:
        if part is None:
            digest.update(b"-;")
            continue
        data = str(part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:ID_LENGTH]
