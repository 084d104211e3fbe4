"""The file of users, tokens, sessions and the log; nothing in it signs anybody in.

Passwords are hashed by Argon2 (pwdlib's recommended parameters). Tokens and session keys are 256
random bits, so a plain SHA-256 of them is enough to store.
"""

import hashlib
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from pwdlib import PasswordHash

from fogline.errors import StoreError, UsageError
from fogline.model.base import Record
from fogline.model.time import now, parse_instant

Role: TypeAlias = Literal["reader", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may."""
SESSION_HOURS = 12
PASSWORD_LEAST = 10
_SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY COLLATE NOCASE, role TEXT NOT NULL, password TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    purpose TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, created TEXT NOT NULL, expires TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS sessions (
    digest TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    csrf TEXT NOT NULL, expires TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS log (
    n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
    subject TEXT, reason TEXT
);
CREATE TRIGGER IF NOT EXISTS log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is kept'); END;
CREATE TRIGGER IF NOT EXISTS log_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is kept'); END;
"""


class User(Record, frozen=True, kw_only=True):
    """Somebody who signs in."""

    name: str
    role: Role
    created: str


class Token(Record, frozen=True, kw_only=True):
    """A key for a program that asks in somebody's name; the key itself is not stored."""

    id: str
    user: str
    purpose: str
    created: str
    expires: str


class Session(Record, frozen=True, kw_only=True):
    """Somebody signed in in a browser."""

    user: User
    csrf: str


class Entry(Record, frozen=True, kw_only=True):
    """A line of the log."""

    at: str
    who: str
    what: str
    subject: str | None = None
    reason: str | None = None


class Accounts:
    """One file of accounts. Use from any thread.

    Raises:
        StoreError: the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        with self._named():
            new = not path.exists()
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            if new:
                path.chmod(0o600)
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute("PRAGMA busy_timeout = 5000")
            self._connection.executescript(_SCHEMA)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"accounts {self.path}: {error}; make the file and its folder writable, or name "
                "another with FOGLINE_ACCOUNTS"
            ) from error

    def _run(self, sql: str, *values: object) -> list[Any]:
        with self._lock, self._named():
            return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def add(self, name: str, password: str, role: str) -> User:
        """Add a user.

        Raises:
            UsageError: the name is taken or empty, the role is none, the password too short.
        """
        name = " ".join(name.split())
        if not name or len(name) > 100 or not name.isprintable():
            raise UsageError("a user needs a name of at most 100 letters")
        if self.user(name) is not None:
            raise UsageError(f"user {name!r}: there is one already")
        made = User(name=name, role=_role(role), created=now().isoformat(timespec="seconds"))
        self._run(
            "INSERT INTO users VALUES (?, ?, ?, ?)", name, made.role, _hash(password), made.created
        )
        return made

    def user(self, name: str) -> User | None:
        """Return a user, None if there is none of that name."""
        found = self._run("SELECT name, role, created FROM users WHERE name = ?", name)
        return User(name=found[0][0], role=found[0][1], created=found[0][2]) if found else None

    def users(self) -> list[User]:
        """Return everybody who can sign in, by name."""
        rows = self._run("SELECT name, role, created FROM users ORDER BY name")
        return [User(name=n, role=r, created=c) for n, r, c in rows]

    def change(self, name: str, *, role: str | None = None, password: str | None = None) -> None:
        """Change role or password; whoever was signed in under that name is so no longer.

        Raises:
            UsageError: there is no such user, or the new value is none.
        """
        if self.user(name) is None:
            raise UsageError(f"user {name!r}: there is none; see fogline users list")
        if role is not None:
            self._run("UPDATE users SET role = ? WHERE name = ?", _role(role), name)
        if password is not None:
            self._run("UPDATE users SET password = ? WHERE name = ?", _hash(password), name)
        self._run("DELETE FROM sessions WHERE user = ?", name)

    def remove(self, name: str) -> None:
        """Remove a user with tokens and sessions; the log stays.

        Raises:
            UsageError: there is no such user.
        """
        if self.user(name) is None:
            raise UsageError(f"user {name!r}: there is none; see fogline users list")
        self._run("DELETE FROM users WHERE name = ?", name)

    def check(self, name: str, password: str) -> User | None:
        """Return the user whose password it is; it takes as long if there is no such user."""
        found = self._run("SELECT password FROM users WHERE name = ?", name)
        right = _hasher().verify(password, found[0][0] if found else _dummy())
        return self.user(name) if found and right else None

    def begin(self, user: User) -> tuple[str, Session]:
        """Begin a session; return its key, which goes into the cookie only."""
        key, session = secrets.token_urlsafe(32), Session(user=user, csrf=secrets.token_urlsafe(24))
        until = now() + timedelta(hours=SESSION_HOURS)
        self._run("DELETE FROM sessions WHERE expires < ?", now().isoformat())
        self._run(
            "INSERT INTO sessions VALUES (?, ?, ?, ?)",
            _digest(key),
            user.name,
            session.csrf,
            until.isoformat(),
        )
        return key, session

    def session(self, key: str) -> Session | None:
        """Return the session of a key, None if it is over."""
        found = self._run(
            "SELECT u.name, u.role, u.created, s.csrf, s.expires FROM sessions s"
            " JOIN users u ON u.name = s.user WHERE s.digest = ?",
            _digest(key),
        )
        if not found or _over(found[0][4]):
            return None
        name, role, created, csrf, _ = found[0]
        return Session(user=User(name=name, role=role, created=created), csrf=csrf)

    def end(self, key: str) -> None:
        """End a session."""
        self._run("DELETE FROM sessions WHERE digest = ?", _digest(key))

    def issue(self, name: str, purpose: str, days: int) -> tuple[str, Token]:
        """Make a token for a user; return the key, which is shown once.

        Raises:
            UsageError: there is no such user, or it would never hold.
        """
        if self.user(name) is None:
            raise UsageError(f"user {name!r}: there is none; see fogline users list")
        if not 1 <= days <= 3650:
            raise UsageError(f"--days {days}: 1 to 3650")
        key = "fog_" + secrets.token_urlsafe(32)
        made = now()
        token = Token(
            id=_digest(key)[:12],
            user=name,
            purpose=purpose,
            created=made.isoformat(timespec="seconds"),
            expires=(made + timedelta(days=days)).isoformat(timespec="seconds"),
        )
        self._run(
            "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?)",
            token.id, name, purpose, _digest(key), token.created, token.expires,
        )  # fmt: skip
        return key, token

    def tokens(self) -> list[Token]:
        """Return all tokens, without their keys."""
        rows = self._run("SELECT id, user, purpose, created, expires FROM tokens ORDER BY created")
        return [Token(id=i, user=u, purpose=p, created=c, expires=e) for i, u, p, c, e in rows]

    def revoke(self, token_id: str) -> None:
        """Let a token hold no longer.

        Raises:
            UsageError: there is none of that id.
        """
        if not self._run("DELETE FROM tokens WHERE id = ? RETURNING id", token_id):
            raise UsageError(f"token {token_id!r}: there is none; see fogline tokens list")

    def bearer(self, key: str) -> User | None:
        """Return the user in whose name a token speaks, None if it does not hold."""
        found = self._run(
            "SELECT u.name, u.role, u.created, t.expires FROM tokens t"
            " JOIN users u ON u.name = t.user WHERE t.digest = ?",
            _digest(key),
        )
        if not found or _over(found[0][3]):
            return None
        return User(name=found[0][0], role=found[0][1], created=found[0][2])

    def log(
        self, who: str, what: str, subject: str | None = None, reason: str | None = None
    ) -> Entry:
        """Add a line to the log, which nothing changes or removes."""
        entry = Entry(
            at=now().isoformat(timespec="seconds"),
            who=who,
            what=what,
            subject=subject,
            reason=reason,
        )
        self._run(
            "INSERT INTO log (at, who, what, subject, reason) VALUES (?, ?, ?, ?, ?)",
            entry.at, who, what, subject, reason,
        )  # fmt: skip
        return entry

    def entries(self, most: int = 1000) -> list[Entry]:
        """Return the newest lines of the log, the newest first."""
        rows = self._run(
            "SELECT at, who, what, subject, reason FROM log ORDER BY n DESC LIMIT ?", most
        )
        return [Entry(at=a, who=w, what=d, subject=s, reason=r) for a, w, d, s, r in rows]


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise UsageError(f"role {role!r}: there are {', '.join(ROLES)}")


def _hash(password: str) -> str:
    if len(password) < PASSWORD_LEAST:
        raise UsageError(f"the password is too short: {PASSWORD_LEAST} letters at least")
    if len(password) > 1000:
        raise UsageError("the password is too long: 1000 letters at most")
    return _hasher().hash(password)


@lru_cache(maxsize=1)
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@lru_cache(maxsize=1)
def _dummy() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _over(expires: str) -> bool:
    moment: datetime = parse_instant(expires)
    return moment <= now()
