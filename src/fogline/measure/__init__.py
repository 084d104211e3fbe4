"""The figures, one file a room: `run(["claims", "evals/claims"])` is `fogline measure claims evals/claims`."""

from fogline.measure.calls import run

__all__ = ["run"]
