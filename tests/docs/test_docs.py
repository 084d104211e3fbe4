"""The docs say what the program does: settings, commands and formats are compared with the pages."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from fogline.cli.app import app
from fogline.model.claim import Claim
from fogline.model.event import Event
from fogline.model.report import Report
from fogline.settings import Settings, load

ROOT = Path(__file__).parents[2]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_stands_on_its_page_with_its_default():
    """The table lists the settings of the code, no more and no fewer."""
    listed = set(re.findall(r"`(FOGLINE_\w+)`", page("docs/settings.md")))
    assert listed == {f"FOGLINE_{f.name.upper()}" for f in fields(Settings)}
    defaults = load({})
    for name in ("batch", "max_input_bytes", "max_text_chars", "workers", "pipeline", "store"):
        assert f"| `FOGLINE_{name.upper()}` | {getattr(defaults, name)} |".replace("`", "") in page(
            "docs/settings.md",
        ).replace("`", "")


def test_an_unknown_setting_is_an_error():
    """A misspelled variable is not ignored."""
    with pytest.raises(Exception, match="FOGLINE_STROE"):
        load({"FOGLINE_STROE": "x"})


def commands() -> list[typer.models.CommandInfo]:
    return app.registered_commands


def test_every_command_shows_an_example():
    """The help text of each command ends in an example."""
    for command in commands():
        assert "Example: fogline" in (command.callback.__doc__ or ""), command.name


def test_every_command_stands_in_the_readme():
    """A command that exists is listed."""
    readme = page("README.md")
    for command in commands():
        assert f"`{command.name}`" in readme or f"fogline {command.name}" in readme, command.name


@pytest.mark.parametrize(
    ("record", "spec"),
    [(Claim, "claims"), (Report, "reports"), (Event, "events")],
)
def test_every_field_of_a_record_stands_in_its_spec(record: type, spec: str):
    """A field that is written is described."""
    text = page(f"docs/spec/{spec}.md")
    missing = [f for f in record.__struct_fields__ if not re.search(rf"`[^`]*\b{f}\b[^`]*`", text)]
    assert missing == []


def test_nothing_links_to_a_page_that_is_not_there():
    """Every relative link in the docs leads to a file."""
    for file in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name} -> {target}"
