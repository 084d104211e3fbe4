"""Results that are made once: in memory for this process, on disk for the next one."""

import hashlib
import os
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

import fogline

T = TypeVar("T")
FILES_KEPT = 48
"""Results of one store on disk; those not asked for the longest go first."""


class Kept:
    """The results last asked for, each made once, whoever asks first.

    While one is being made, others can be had: who steps through days must not keep everybody
    else waiting.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.RLock] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the result of a key, made now if it is not kept."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                kept: T = self._found[key]
                return kept
            mine = self._making.setdefault(key, threading.RLock())
        with mine:
            with self._lock:
                if key in self._found:
                    found: T = self._found[key]
                    return found
            try:
                made = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._found[key] = made
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
        return made

    def drop(self, key: Hashable) -> None:
        """Forget the result of a key."""
        with self._lock:
            self._found.pop(key, None)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._found.clear()


class Shelf:
    """Results of one store in a folder beside it, so that a server begins where the last one ended.

    What lies there is as secret as the store, and nothing is lost with it. A file that cannot be
    read, or not be written, is as if it were not there.

    Args:
        folder: made when something is put into it.
        state: what the results were made from, see `state_of`.
    """

    def __init__(self, folder: Path, state: bytes) -> None:
        self._folder = folder
        self._state = state

    def get(self, name: str, form: Any, make: Callable[[], T]) -> T:
        """Return a result, made now if it is not there.

        Args:
            name: of the result, with everything that it depends on besides the records.
            form: the type of the result, as msgspec takes it.
            make: makes it.
        """
        digest = hashlib.blake2b(name.encode(), key=self._state, digest_size=16)
        path = self._folder / f"{digest.hexdigest()}.kept"
        try:
            found: T = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=form)
            os.utime(path)
        except (OSError, zlib.error, msgspec.DecodeError):
            found = make()
            self._put(path, found)
        return found

    def _put(self, path: Path, result: Any) -> None:
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
            fresh.write_bytes(zlib.compress(msgspec.msgpack.encode(result), 1))
            fresh.replace(path)
            files = sorted(self._folder.glob("*.kept"), key=lambda f: f.stat().st_mtime)
            for old in files[:-FILES_KEPT]:
                old.unlink(missing_ok=True)
        except (OSError, UnicodeEncodeError):
            return


def state_of(*records: Any) -> bytes:
    """Return a digest of records and of the code that assesses them."""
    digest = hashlib.blake2b(_code(), digest_size=32)
    encoder = msgspec.msgpack.Encoder()
    for group in records:
        for record in group:
            digest.update(encoder.encode(record))
        digest.update(b"\n--\n")
    return digest.digest()


@cache
def _code() -> bytes:
    """Return a digest of the package's files: another version of it may judge otherwise."""
    folder = Path(fogline.__file__).parent
    digest = hashlib.blake2b(digest_size=32)
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".yaml", ".json"}:
            stat = path.stat()
            digest.update(
                f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n".encode()
            )
    return digest.digest()
