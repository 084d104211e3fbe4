"""A report's text in stretches: which words are a claim's, and of which claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text with the claims whose words it is."""

    text: str
    claims: tuple[str, ...]
    first: bool
    """Whether the first claim's words begin here: there an address can point to."""
    marked: bool
    """Whether the claim asked for stands here."""


def runs(
    text: str, marks: Mapping[str, Sequence[tuple[int, int]]], mark: str | None = None
) -> list[Run]:
    """Cut a text at the borders of claims; together the runs are the text.

    Args:
        text: what is shown.
        marks: spans by claim id, in the order of the text.
        mark: the claim asked for.
    """
    spans = [
        (max(0, start), min(len(text), end), id_)
        for id_, found in marks.items()
        for start, end in found
        if start < end
    ]
    cuts = sorted({0, len(text), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    made: list[Run] = []
    begun: set[str] = set()
    for start, end in pairwise(cuts):
        here = tuple(dict.fromkeys(i for s, e, i in spans if s <= start and e >= end))
        new = bool(here) and here[0] not in begun
        begun |= set(here)
        made.append(
            Run(
                text=text[start:end],
                claims=here,
                first=new,
                marked=mark is not None and mark in here,
            )
        )
    return made
