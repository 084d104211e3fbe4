"""The five steps in order; only here do rooms meet the store.

    inputs --reports--> Report --claims--> Claim --places--> Placement        (`read`, kept)
    Claim --situation--> Event, Situation                                    (`Assessment`, derived)

What is read is stored. What is held to be so is derived from what is stored, each time anew, for
a valid day and a knowledge time; nothing derived is ever stored as if it had been said.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fogline.pipeline.area import AreaShape, area_of, everywhere
from fogline.pipeline.assess import Assessment

if TYPE_CHECKING:
    from fogline.pipeline.explaining import explain
    from fogline.pipeline.reading import Given, Outcome, read

_READING = {"Given": "reading", "Outcome": "reading", "read": "reading", "explain": "explaining"}

__all__ = [
    "AreaShape",
    "Assessment",
    "Given",
    "Outcome",
    "area_of",
    "everywhere",
    "explain",
    "read",
]


def __getattr__(name: str) -> Any:
    # What reads words imports the parser, most of a second that a picture does not need.
    if name in _READING:
        return getattr(import_module(f"fogline.pipeline.{_READING[name]}"), name)
    raise AttributeError(name)
