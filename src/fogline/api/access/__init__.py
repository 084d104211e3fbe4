"""Who may do what: roles, sessions, tokens, and the log of what was done.

Off by default: whoever reaches a laptop's own server may do everything on it. With the setting
`FOGLINE_ROLES=1` everybody signs in. Users, tokens, sessions and the log stand in a file beside
the store, because a store is handed on and secrets are not.
"""

from fogline.api.access.accounts import Accounts, Entry, Role, Token, User
from fogline.api.access.guard import (
    LOCAL,
    Actor,
    Administering,
    Analysing,
    Reading,
    actor_of,
    allow,
    csrf_token,
    sign_in,
    sign_out,
)

__all__ = [
    "LOCAL",
    "Accounts",
    "Actor",
    "Administering",
    "Analysing",
    "Entry",
    "Reading",
    "Role",
    "Token",
    "User",
    "actor_of",
    "allow",
    "csrf_token",
    "sign_in",
    "sign_out",
]
