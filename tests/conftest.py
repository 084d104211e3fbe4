"""Fixtures for every test."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parent))

SHARED = Path(__file__).parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs data beside the checkout where it is not there."""
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="needs the data beside the checkout")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Where everything is to run (TEST_ALL), a test that skips itself fails.

    Only the data beside the checkout may be missing, which strangers do not have.
    """
    report = yield
    excused = "shared" in item.keywords and not SHARED.is_dir()
    if os.environ.get("TEST_ALL") and report.skipped and not excused:
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests reaches them, but for a shared gazetteer."""
    for key in list(os.environ):
        if key.startswith("FOGLINE_") and key != "FOGLINE_CACHE":
            monkeypatch.delenv(key)


CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader",
    "--disable-gpu-process-crash-limit",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, one for all tests: Playwright runs once in a process."""
    from playwright.sync_api import expect, sync_playwright

    from patience import PATIENCE_MS

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as played:
        browser = played.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with corpora that do not belong to the repository."""
    return SHARED


@pytest.fixture
def fogline(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Callable[..., "Ran"]:
    """Run the command line in this process, in a folder of its own."""
    from fogline.cli import main

    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["fogline", *map(str, words)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records of a jsonl list."""
        return [json.loads(line) for line in self.out.splitlines()]
