"""The lock files hold what the project asks for, hashed and without addresses."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def named(requirement: str) -> str:
    return re.split(r"[<>=!~\[; ]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize(
    ("file", "asked"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_every_dependency_is_locked_with_hashes_and_no_address(file: str, asked: list[str]):
    """A dependency added to the project and not to the lock would be missing for strangers."""
    text = (ROOT / file).read_text(encoding="utf-8")
    locked = {match.replace("_", "-") for match in re.findall(r"(?m)^([\w.-]+)==", text)}
    assert {named(a) for a in asked} <= locked
    assert not re.search(r"https?://|file:", text)
    assert text.count("--hash=sha256:") > len(locked)
