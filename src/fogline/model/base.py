"""What every noun shares: frozen, keyword-only, typed, JSON in and out."""

from typing import Any, Self

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record. `to_json` and `from_json` are exact inverses."""

    def to_json(self) -> dict[str, Any]:
        """Return the record as plain dicts, lists, strings and numbers; None stays None."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Build a record from plain data.

        Raises:
            msgspec.ValidationError: with the path of the first wrong value (`$.sides[0].id`).
        """
        return msgspec.convert(data, cls)

    def but(self, **changes: Any) -> Self:
        """Return a copy with the given fields changed."""
        return msgspec.structs.replace(self, **changes)
