"""The runner: the same work in this process or spread over a pool of them."""

from fogline.scale.runner import run

__all__ = ["run"]
