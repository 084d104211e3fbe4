"""Corroboration and disputes over pairs of reports: does a second report add an origin, a denial?

JSONL rows: `{a: {text, outlet, published}, b: {...}, label: independent|same_origin}` or
`label: dispute|none`. Each pair is read as the pipeline reads, apart from all others.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from fogline.errors import DataError
from fogline.model.claim import Claim
from fogline.model.report import Report, report_id
from fogline.model.theatre import Theatre
from fogline.model.time import now
from fogline.pipeline.reader import TextReader
from fogline.reports import signature
from fogline.reports.copies import CopyIndex
from fogline.settings import Settings
from fogline.situation import events
from fogline.situation.origins import Voices, independent, origin_of
from fogline.situation.rewrites import Told, collapse
from fogline.situation.tellings import tellings

LABELS = {"corroboration": ("same_origin", "independent"), "disputes": ("none", "dispute")}
"""Per measure: the label that must not be found, and the one that must."""
FIGURES = {"corroboration": ("false", "missed"), "disputes": ("false", "found")}

EVEN = 0.05
"""A probability this near to one half says nothing."""

Read: TypeAlias = Callable[[str, Sequence[Report]], tuple[list[Sequence[Claim]], Theatre]]
"""From a theatre's id and reports to the claims of each, and the theatre."""


def measure(name: str, file: Path, settings: Settings) -> dict[str, Any]:
    """Return the figures of a file of pairs; see `score`."""
    readers: dict[str, TextReader] = {}

    def read(theatre: str, reports: Sequence[Report]) -> tuple[list[Sequence[Claim]], Theatre]:
        reader = readers.get(theatre)
        if reader is None:
            reader = readers[theatre] = TextReader(theatre, settings)
        found: list[Sequence[Claim]] = [
            r.claims for r in reader.read([(report, None) for report in reports])
        ]
        return found, reader.theatre

    rows = [{"theatre": settings.theatre, **row} for row in rows_of(name, file)]
    return {"corpus": file.name} | score(name, rows, read)


def rows_of(name: str, file: Path) -> list[dict[str, Any]]:
    """Read the rows.

    Raises:
        DataError: a row is no JSON, lacks a text or has another label; the line is named.
    """
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            good = row["label"] in LABELS[name] and row["a"]["text"] and row["b"]["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{file}, line {number}: {error!r}") from error
        if not good:
            raise DataError(f"{file}, line {number}: label {row['label']!r} or an empty text")
        rows.append(row)
    return rows


def score(name: str, rows: Sequence[Mapping[str, Any]], read: Read) -> dict[str, Any]:
    """Return the share of wrong finds and of misses (corroboration) or of finds (disputes).

    Corroboration asks whether the second report adds an independent origin to the first. The keys
    `read_...` are the same over pairs in which claims were found in both reports, `same_event_...`
    where claims of both must stand in one event, too.
    """
    judged = [_judged(name, row, read) for row in rows]
    result: dict[str, Any] = {"pairs": len(rows), **_figures(name, judged, "found")}
    known = [j for j in judged if j["read"]]
    result["unread"] = round(1 - len(known) / len(judged), 4) if judged else None
    result |= {f"read_{k}": v for k, v in _figures(name, known, "found").items()}
    if name == "corroboration":
        together = _figures(name, judged, "together")
        result |= {f"same_event_{k}": v for k, v in together.items()}
    return result


def _judged(name: str, row: Mapping[str, Any], read: Read) -> dict[str, Any]:
    pair = linked([_report(row["a"]), _report(row["b"])])
    claims, theatre = read(row["theatre"], pair)
    both = [c for part in claims for c in part]
    found = corroborates if name == "corroboration" else disputed
    return {
        "label": row["label"],
        "case": row.get("case"),
        "read": all(claims),
        "found": found(both, pair, theatre),
        "together": name == "corroboration" and corroborated(both, pair, theatre),
    }


def _figures(name: str, judged: Sequence[Mapping[str, Any]], key: str) -> dict[str, float | None]:
    negative, positive = LABELS[name]
    shares: dict[str, float | None] = {}
    for label in (negative, positive):
        hits = [bool(j[key]) for j in judged if j["label"] == label]
        shares[label] = round(sum(hits) / len(hits), 4) if hits else None
    right = shares[positive]
    second = right if name == "disputes" or right is None else round(1 - right, 4)
    return {FIGURES[name][0]: shares[negative], FIGURES[name][1]: second}


def _report(row: Mapping[str, Any]) -> Report:
    instant = now().isoformat()
    return Report(
        id=report_id(row["outlet"], row.get("url"), row["text"]), outlet=row["outlet"],
        url=row.get("url"), title=None, authors=(), language=row.get("language", "en"),
        published=row.get("published"), published_precision="minute", fetched=instant,
        text=row["text"],
    )  # fmt: skip


def linked(pair: Sequence[Report]) -> list[Report]:
    """Return the reports with their copy family, the earlier one its head."""
    first, second = sorted(pair, key=lambda r: (r.known, r.id))
    index = CopyIndex([])
    for report in (first, second):
        minhash = signature(report.text)
        if minhash is None:
            continue
        if index.nearest(report.id, minhash) is not None:
            return [first, second.but(copy_family=first.id)]
        index.add(report.id, minhash)
    return [first, second]


def corroborates(claims: Sequence[Claim], reports: Sequence[Report], theatre: Theatre) -> bool:
    """Whether the two reports rest on origins of their own, by the room's judgement of the texts.

    Where that is as good as even, the claims' origins decide.
    """
    first, second = reports
    judged = tellings(theatre).kinship(first, second).independent
    if abs(judged - 0.5) > EVEN:
        return judged > 0.5
    by_claims = _by_claims(claims, reports, theatre)
    return judged > 0.5 if by_claims is None else by_claims


def _by_claims(claims: Sequence[Claim], reports: Sequence[Report], theatre: Theatre) -> bool | None:
    """Whether each report's claims have an origin that the other's lack; None if one has none."""
    voices, by_id = Voices(theatre), {r.id: r for r in reports}
    told = [
        Told(c, origin_of(c, by_id[c.report_id], by_id, voices, None), 0.0) for c in claims
    ]  # fmt: skip
    origins = collapse(told)
    counted = independent(origins)
    keys = [
        {o.key for c, o in zip(claims, origins, strict=True) if c.report_id == r.id} & set(counted)
        for r in reports
    ]
    if not all(keys):
        return None
    return bool(keys[0] - keys[1]) and bool(keys[1] - keys[0])


def corroborated(claims: Sequence[Claim], reports: Sequence[Report], theatre: Theatre) -> bool:
    """Whether some event rests on claims of both reports and on two independent origins."""
    of = {c.id: c.report_id for c in claims}
    return any(
        len({of[c] for c in e.claims_for}) > 1 and sum(e.origins_for.values()) > 1
        for e in events(claims, reports, theatre)
    )


def disputed(claims: Sequence[Claim], reports: Sequence[Report], theatre: Theatre) -> bool:
    """Whether the two reports cannot both hold, by the room's judgement of the texts.

    Where that is as good as even, the claims' events decide.
    """
    first, second = reports
    judged = tellings(theatre).contradiction(first, second).probability
    if abs(judged - 0.5) > EVEN:
        return judged > 0.5
    return judged > 0.5 or any(e.status == "disputed" for e in events(claims, reports, theatre))
