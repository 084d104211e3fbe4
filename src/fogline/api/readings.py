"""What is dropped in, read in the background: one thing after the other, with its progress.

A reading is a job in memory; what it stores is in the store. The server that ends while it reads
leaves complete reports, as an interrupted `fogline read` does.
"""

import itertools
import queue
import re
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fogline.errors import FoglineError, UsageError
from fogline.pipeline.reading import published_of
from fogline.settings import Settings
from fogline.store import open_store
from fogline.theatres import load

if TYPE_CHECKING:
    from fogline.pipeline import Outcome

MOST_WAITING = 50
MOST_KEPT = 200
MOST_FILES = 100
_UNSAFE = re.compile(r"[^\w.\- ]+")


@dataclass(slots=True, kw_only=True)
class Given:
    """What somebody gives to be read."""

    files: list[tuple[str, bytes]] = field(default_factory=list)
    """Name and content."""
    text: str | None = None
    address: str | None = None
    outlet: str | None = None
    """Of texts that do not name theirs."""
    published: str | None = None
    """Day or instant of texts that do not say theirs."""

    def title(self) -> str:
        """Return what it is called in lists."""
        if self.address:
            return self.address
        names = ", ".join(name for name, _ in self.files[:3])
        more = len(self.files) - 3
        return (names + (f" and {more} more" if more > 0 else "")) or "a pasted text"


@dataclass(slots=True, kw_only=True)
class Reading:
    """One job."""

    id: str
    title: str
    by: str | None
    state: Literal["waiting", "reading", "done", "failed"] = "waiting"
    stored: int = 0
    claims: int = 0
    already: int = 0
    reports: list[str] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    """Inputs that nobody dated: their claims count as told when they were read."""
    unread: dict[str, int] = field(default_factory=dict)
    error: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in {"done", "failed"}

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {name: getattr(self, name) for name in self.__slots__} | {"over": self.over}


class Readings:
    """The jobs of one server; one thread reads.

    Args:
        path: the store's file, made by the first reading if it is not there.
        settings: limits and the theatre of a new store.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        self._jobs: OrderedDict[str, Reading] = OrderedDict()
        self._queue: queue.Queue[tuple[Reading, Given] | None] = queue.Queue(MOST_WAITING)
        self._lock = threading.Lock()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def add(self, given: Given, by: str | None) -> Reading:
        """Queue something to be read.

        Raises:
            UsageError: there is nothing in it, too much of it, or too much is waiting.
        """
        if not given.files and not (given.text or "").strip() and not (given.address or "").strip():
            raise UsageError("nothing to read: send a file, a text or an address")
        if len(given.files) > MOST_FILES:
            raise UsageError(f"{len(given.files)} files at once; {MOST_FILES} at most")
        if given.address and "://" not in given.address:
            raise UsageError(f"address {given.address!r}: begin it with https://")
        published_of(given.published or None)  # says what is wrong with it before it is queued
        job = Reading(id=secrets.token_hex(8), title=given.title(), by=by)
        try:
            self._queue.put_nowait((job, given))
        except queue.Full:
            raise UsageError(f"{MOST_WAITING} readings are waiting; try again later") from None
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > MOST_KEPT:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="readings", daemon=True)
                self._thread.start()
        return job

    def get(self, job_id: str) -> Reading | None:
        """Return a job, None if there is none of that id."""
        return self._jobs.get(job_id)

    def all(self) -> list[Reading]:
        """Return the jobs, the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def wait(self, job: Reading, seconds: float) -> None:
        """Wait until something has changed, or so long."""
        with self._changed:
            if not job.over:
                self._changed.wait(seconds)

    def close(self) -> None:
        """Let the thread end after what it reads now."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(timeout=10)

    def _work(self) -> None:
        for entry in iter(self._queue.get, None):
            job, given = entry
            try:
                self._read(job, given)
                job.state = "done"
            except FoglineError as error:
                job.state, job.error = "failed", str(error)
            except Exception as error:  # noqa: BLE001 - the next job must still be read
                job.state, job.error = "failed", f"a fault of ours: {type(error).__name__}"
            self._tell()

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _read(self, job: Reading, given: Given) -> None:
        from fogline.pipeline import Given as Said
        from fogline.pipeline import read

        job.state = "reading"
        self._tell()
        folder = Path(tempfile.mkdtemp(prefix="fogline-"))
        try:
            names = list(_inputs(folder, given))
            new = not self.path.exists()
            if new:
                load(self.settings.theatre)  # says what is wrong with it before there is a store
            with open_store(
                self.path, theatre=self.settings.theatre if new else None, create=True
            ) as store:
                outcome = read(
                    names,
                    store,
                    self.settings,
                    given=Said(
                        outlet=given.outlet or None, published=published_of(given.published or None)
                    ),
                    progress=lambda so_far: self._progress(job, so_far, folder),
                )
            self._progress(job, outcome, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _progress(self, job: Reading, outcome: "Outcome", folder: Path) -> None:
        job.stored, job.claims, job.already = outcome.stored, outcome.claims, outcome.already
        job.reports, job.unread = list(outcome.reports), dict(outcome.unread)
        job.undated = [_shown(name, folder) for name in outcome.undated]
        # Names as they were given, not where the files lay meanwhile.
        job.refused = [
            {"input": _shown(r.input, folder), "reason": _shown(r.reason, folder)}
            for r in outcome.refused
        ]
        self._tell()


def _inputs(folder: Path, given: Given) -> "list[str | Path]":
    """Write what was given into a folder and return what the pipeline reads."""
    found: list[str | Path] = []
    numbers = itertools.count()
    for name, data in given.files:
        # A folder each: two files may have one name, and the name must stay theirs.
        own = folder / str(next(numbers))
        own.mkdir()
        path = own / safe_name(name)
        path.write_bytes(data)
        found.append(path)
    if given.text and given.text.strip():
        path = folder / "pasted.txt"
        path.write_text(given.text, encoding="utf-8", errors="replace")
        found.append(path)
    if given.address and given.address.strip():
        found.append(given.address.strip())
    return found


def safe_name(name: str) -> str:
    """Return a file name without folders or signs that mean something elsewhere."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return _UNSAFE.sub("_", last).lstrip(".")[-100:] or "unnamed"


def _shown(text: str, folder: Path) -> str:
    return re.sub(rf"{re.escape(str(folder))}/(\d+/)?", "", text)
