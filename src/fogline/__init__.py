"""Fogline reads war reporting and keeps every statement tied to who said it.

    import fogline

    with fogline.open("war.fog", theatre="ukraine") as war:
        war.read("articles/")
        print(war.situation("2023-03-07", area="Bakhmut"))

The command line is `fogline`; the records are in `fogline.model`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fogline.workspace import Workspace, open, theatres  # noqa: A004 - fogline.open

    __version__: str

__all__ = ["Workspace", "__version__", "open", "theatres"]


def __getattr__(name: str) -> Any:
    # `import fogline.model` must load neither numpy and the store nor the packages' metadata.
    if name == "__version__":
        return _version()
    if name in {"Workspace", "open", "theatres"}:
        from fogline import workspace

        return getattr(workspace, name)
    raise AttributeError(f"module 'fogline' has no attribute {name!r}")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("fogline")
    except PackageNotFoundError:  # run from a checkout without installation
        return "0+unknown"
