"""A source is a voice: an outlet, an official, a soldier, a channel, a camera."""

from typing import Literal, TypeAlias

from fogline.model.base import Record

SourceKind: TypeAlias = Literal[
    "outlet",
    "agency",
    "official",
    "military",
    "think_tank",
    "analyst",
    "journalist",
    "resident",
    "social_account",
    "milblogger",
    "aid_organisation",
    "imagery",
    "unnamed",
]


class Source(Record, frozen=True, kw_only=True):
    """Example: "Espresso TV" is an outlet of no side, publisher group "espresso"."""

    id: str
    name: str
    kind: SourceKind
    aliases: tuple[str, ...] = ()
    side: str | None = None
    publisher_group: str | None = None
    """Sources of one group are never independent of each other."""
    function: str | None = None
    """Of a person: the public function in which it speaks ("spokesperson", "head of ...")."""
    organisation: str | None = None
    """Source id that the person or office speaks for."""
    language: str | None = None
