"""Every error Fogline raises on purpose, as a tree.

    FoglineError
    |-- UsageError            the call makes no sense: wrong option, unknown name (exit code 2)
    |-- HeldBack              the theatre's publication policy does not let it out yet
    |-- DataError             shipped or user data is wrong: theatre, vocabulary, gold
    |   |-- TheatreError      a theatre pack does not hold together
    |   `-- VocabularyError   a vocabulary file does not hold together
    |-- InputRefused          one input cannot be read; the others are (exit code 1)
    |-- FetchRefused          an address was not fetched, and why
    |-- MissingResource       a model, gazetteer or package is not installed, and how to get it
    `-- StoreError            the store cannot be used
        |-- StoreNotFound     there is no store at that address
        |-- StoreTooNew       written by a newer Fogline
        |-- StoreBusy         another process holds it
        `-- StoreFull         the disk or quota is full; nothing was half-stored

Each message names the input, the place in it and what to do.
"""


class FoglineError(Exception):
    """Base of all errors that a user can act on; its text is shown without a traceback."""

    exit_code = 1


class UsageError(FoglineError):
    """The call makes no sense: a wrong option or an unknown name."""

    exit_code = 2


class HeldBack(FoglineError):
    """The theatre's publication policy does not let it out yet, whichever side it is about."""


class DataError(FoglineError):
    """Data that Fogline ships or was given as configuration is wrong."""


class TheatreError(DataError):
    """A theatre pack does not hold together."""


class VocabularyError(DataError):
    """A vocabulary file does not hold together."""


class InputRefused(FoglineError):
    """One input cannot be read.

    Attributes:
        input: what the user named, a path or an address, with the place in it if known.
        reason: one sentence that says what is wrong and what to do.
    """

    def __init__(self, input: str, reason: str) -> None:
        self.input = input
        self.reason = reason
        super().__init__(f"{input}: {reason}")


class FetchRefused(InputRefused):
    """An address was not fetched: private network, wrong scheme, too large, too slow."""


class MissingResource(FoglineError):
    """Something that must be installed or built first is missing; the message says how."""


class StoreError(FoglineError):
    """The store cannot be used."""


class StoreNotFound(StoreError):
    """There is no store at that address."""

    exit_code = 2


class StoreTooNew(StoreError):
    """The store was written by a newer version of Fogline."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""


class StoreFull(StoreError):
    """The disk is full; what was being written was rolled back."""
