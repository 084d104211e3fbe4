"""What a user names, opened: a file, a folder of files, or bytes that were fetched."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fogline.errors import InputRefused

ARCHIVES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
_FORMS = {
    ".txt": "plain",
    ".md": "plain",
    ".text": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".json": "json",
    **ARCHIVES,
}
_CUES = {"feed": (b"<rss", b"<feed", b"<rdf:rdf"), "html": (b"<!doctype html", b"<html", b"<body")}
_PACKED = "packed; unpack it and read what is in it"
_BINARIES = {
    b"\x1f\x8b": _PACKED,
    b"PK\x03\x04": _PACKED,
    b"BZh": _PACKED,
    b"\xfd7zXZ": _PACKED,
    b"7z\xbc\xaf": _PACKED,
    b"\xd0\xcf\x11\xe0": "an office document; store its text as .txt and read that",
    b"\x89PNG": "a picture; Fogline reads words",
    b"\xff\xd8\xff": "a picture; Fogline reads words",
    b"GIF8": "a picture; Fogline reads words",
}
"""First bytes -> what to say of such a file."""
_MARKS = {b"PAR1": "parquet", b"%PDF": "pdf"}
"""First bytes -> form."""
_SERVED = {"html": "html", "xml": "feed", "json": "json", "csv": "csv"}
"""Word in a content type -> form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing to read: its name for messages, its form, and its bytes or its file."""

    name: str
    form: str
    path: Path | None = None
    data: bytes | None = None
    url: str | None = None

    def bytes(self) -> bytes:
        """Return the bytes.

        Raises:
            InputRefused: the file cannot be read.
        """
        if self.data is not None:
            return self.data
        assert self.path is not None  # noqa: S101 - one of the two is always set
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise InputRefused(self.name, f"cannot be read: {error.strerror}") from None


def expand(path: Path, max_bytes: int) -> Iterator[Input | InputRefused]:
    """Yield the inputs under a path: itself, or every file of a folder, in order of name.

    What cannot be read is yielded as its refusal, so that the rest is done.
    """
    folders: set[tuple[int, int]] = set()
    waiting = [path]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
        except (OSError, ValueError) as error:
            yield InputRefused(shown(here), _why_not(here, error))
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield _file(here, status, max_bytes)
            continue
        # Links are followed, each folder is read once: a link to a folder above ends here.
        folder = (status.st_dev, status.st_ino)
        if folder in folders:
            continue
        folders.add(folder)
        try:
            waiting += _inside(here)
        except InputRefused as refusal:
            yield refusal


def shown(path: Path) -> str:
    """Return a path as text that can be stored and printed, whatever bytes its name has."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _why_not(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):  # a NUL in the name
        return f"no name of a file: {error}"
    if error.errno in {errno.ENOENT, errno.ELOOP} and path.is_symlink():
        return "a link that leads nowhere"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "there is no such file or folder"
    return f"cannot be read: {error.strerror}"


def _inside(folder: Path) -> list[Path]:
    """Return what is in a folder, last name first; hidden files are nobody's reports."""
    try:
        found = sorted(folder.iterdir(), key=lambda p: p.name, reverse=True)
    except OSError as error:
        raise InputRefused(shown(folder), f"folder cannot be read: {error.strerror}") from None
    visible = [p for p in found if not p.name.startswith(".")]
    if not visible:
        raise InputRefused(shown(folder), "folder is empty; there is nothing to read")
    return visible


def _file(path: Path, status: os.stat_result, max_bytes: int) -> Input | InputRefused:
    name = shown(path)
    if not stat.S_ISREG(status.st_mode):
        return InputRefused(name, "neither a file nor a folder")
    size = status.st_size
    if size == 0:
        return InputRefused(name, "empty; there is nothing to read")
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        return InputRefused(name, f"cannot be read: {error.strerror}")
    form = form_of(head, path.suffix.lower())
    if form is None:
        return InputRefused(name, _binary(head))
    if form not in ARCHIVES.values() and size > max_bytes:
        return InputRefused(
            name,
            f"{size:,} bytes, more than {max_bytes:,} for one text; split it, or raise "
            "FOGLINE_MAX_INPUT_BYTES",
        )
    return Input(name=name, form=form, path=path)


def _binary(head: bytes) -> str:
    for start, what in _BINARIES.items():
        if head.startswith(start):
            return what
    return (
        "a binary file that is no report; Fogline reads text, HTML, PDF, RSS and Atom, JSONL, CSV "
        "and Parquet"
    )


def form_of(head: bytes, suffix: str = "", content_type: str = "") -> str | None:
    """Return the form of an input by its first bytes, its suffix and its content type.

    The bytes lead: pages are often stored as .txt. None is a binary of an unknown form.
    """
    if packed := next((form for mark, form in _MARKS.items() if head.startswith(mark)), None):
        return packed
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:600].lower()
    binary = b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if binary or head.startswith(tuple(_BINARIES)):
        return None
    if suffix in ARCHIVES:  # whose records often hold markup
        return ARCHIVES[suffix]
    for form, cues in _CUES.items():
        if any(cue in start for cue in cues):
            return form
    if start.startswith(b"<?xml"):
        return "feed"
    served = next((form for word, form in _SERVED.items() if word in content_type), "plain")
    return _FORMS.get(suffix, served)
