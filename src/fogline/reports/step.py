"""The reports room.

Reads: inputs, that is files, or bytes that were fetched.
Writes: reports, an embedded post as a report of its own, and a refusal for what cannot be read.
Never: fetches, stores, drops a copy, or reads words for claims.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fogline.errors import InputRefused
from fogline.model.report import Report
from fogline.reports import archives, feeds, html, pdf, plain
from fogline.reports.dates import day_of_name
from fogline.reports.draft import Context, Draft, finish
from fogline.reports.inputs import Input


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A report and the input it came from."""

    input: str
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An input, with the place in it, that was not read, and why."""

    input: str
    reason: str


def read(
    inputs: Iterable[Input | InputRefused],
    context: Context,
    max_bytes: int = 20_000_000,
) -> Iterator[Read | Refused]:
    """Yield what each input gives, in order; a refusal never stops the rest."""
    for given in inputs:
        if isinstance(given, InputRefused):
            yield Refused(input=given.input, reason=given.reason)
            continue
        try:
            for draft in _drafts(given, max_bytes, context):
                yield from _finish(draft, context)
        except InputRefused as refusal:
            yield Refused(input=refusal.input, reason=refusal.reason)
        except GeneratorExit:
            raise
        except Exception as error:  # noqa: BLE001 - one input must not stop the rest
            yield Refused(input=given.name, reason=fault(error))


def fault(error: Exception) -> str:
    """Return the reason of a refusal that nobody foresaw."""
    words = " ".join(str(error).split())[:200]
    return (
        f"Fogline failed on it ({type(error).__name__}: {words}); the rest is done; please report "
        "this fault with the input"
    )


def _drafts(given: Input, max_bytes: int, context: Context) -> Iterator[Draft | InputRefused]:
    if given.form in {"jsonl", "json", "csv", "parquet"}:
        yield from archives.drafts(given, max_bytes)
        return
    data = given.bytes()
    if len(data) > max_bytes:
        raise InputRefused(given.name, f"{len(data):,} bytes, more than {max_bytes:,} for one text")
    if given.form == "feed":
        yield from feeds.drafts(given.name, data, given.url)
    elif given.form == "html":
        yield _dated(html.draft(given.name, data, given.url))
    elif given.form == "pdf":
        yield _dated(pdf.draft(given.name, data, context.publishers))
    else:
        yield _dated(plain.drafts(given.name, _decode(given.name, data), context.publishers))


def _dated(draft: Draft) -> Draft:
    """Give a text that says no date the day in its file's name."""
    if draft.published is None:
        draft.published = day_of_name(draft.name)
    return draft


def _decode(name: str, data: bytes) -> str:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputRefused(name, f"a NUL at byte {data.index(0)}; this is no text")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise InputRefused(
                name, f"broken UTF-16 at byte {error.start}; store it as UTF-8"
            ) from None
        line = data.count(b"\n", 0, error.start) + 1
        raise InputRefused(
            f"{name} line {line}",
            f"not UTF-8 at byte {error.start}; store it as UTF-8 and read again, for instance by "
            "iconv -f windows-1251 -t utf-8",
        ) from None


def _finish(draft: Draft | InputRefused, context: Context) -> Iterator[Read | Refused]:
    if isinstance(draft, InputRefused):
        yield Refused(input=draft.input, reason=draft.reason)
        return
    try:
        report = finish(draft, context)
    except InputRefused as refusal:
        yield Refused(input=refusal.input, reason=refusal.reason)
        return
    yield Read(input=draft.name, report=report)
    for post in draft.posts:
        post.part_of = report.id
        yield from _finish(post, context)
