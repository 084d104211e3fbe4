"""The figures at the head of the brief, and the lists that stand behind them."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from fogline.model.event import OriginNode
from fogline.model.report import Report
from fogline.model.time import parse_instant
from fogline.views.people import redact
from fogline.views.picture import Picture
from fogline.views.words import age, instant, shown, texts, thousands


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How much was read, by whom, how much of it we wrote ourselves, and how old it is."""

    reports: int
    reports_day: int
    """Published on the last day before the knowledge instant."""
    outlets: int
    copies: int
    retold: int
    claims: int
    origins: int
    origin_list: tuple[tuple[str, str, int], ...]
    """Name, what it is, and how many events of the area it speaks on."""
    report_list: tuple[tuple[str, str, str], ...]
    """Outlet, title and time of the last day's reports."""
    corrections: int
    newest: str
    newest_hours: float | None

    def count(self, number: int) -> str:
        """Return a number with thin spaces."""
        return thousands(number)


def figures(picture: Picture) -> Figures:
    """Count what the picture rests on."""
    reports = list(picture.reports.values())
    last = picture.known - timedelta(hours=24)
    recent = [r for r in reports if parse_instant(r.known) >= last]
    recent.sort(key=lambda r: r.known, reverse=True)
    voices = _origins(picture)
    ages = [p.evidence_age_hours for p in picture.places if p.evidence_age_hours is not None]
    newest = min(ages, default=None)
    return Figures(
        reports=len(reports),
        reports_day=len(recent),
        outlets=len({r.outlet for r in reports}),
        copies=sum(r.copy_family is not None and r.copy_family != r.id for r in reports),
        retold=sum(r.retold for r in reports),
        claims=len(picture.claims),
        origins=len(voices),
        origin_list=tuple((name, what, n) for (name, what), n in voices.most_common(200)),
        report_list=tuple(
            (shown(r.outlet), _title(r, picture), instant(r.known, picture.zone))
            for r in recent[:200]
        ),
        corrections=_corrections(picture),
        newest=age(newest),
        newest_hours=newest,
    )


def _title(report: Report, picture: Picture) -> str:
    """Return a report's title or first words, without those who must not be named."""
    names = picture.withheld.get(report.id, ())
    return redact(report.title or _opening(report.text), names).text


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:9]) + (" …" if len(words) > 9 else "")


def _origins(picture: Picture) -> Counter[tuple[str, str]]:
    """Count independent origins over the area's events; those without a name by what they are."""
    found: Counter[tuple[str, str]] = Counter()
    for event in picture.area_events:
        nodes = {(_name(n), _what(n, picture)) for n in event.origin_tree if n.independent}
        found.update(nodes)
    return found


def _name(node: OriginNode) -> str:
    private = node.kind == "resident" or not node.name
    return texts()(f"voice_{node.kind}") if private else shown(node.name)


def _what(node: OriginNode, picture: Picture) -> str:
    kind = texts()(f"source_{node.kind}")
    side = picture.side_name(node.side)
    return f"{kind}, {side}" if side else kind


def _corrections(picture: Picture) -> int:
    """Count what is now held otherwise about the day before."""
    if picture.changes is None:
        return 0
    places = sum(c.place_id in picture.place_ids for c in picture.changes.learned)
    events = sum(
        c.status_before is not None and picture.speaks_of_area(c.event)
        for c in picture.changes.events_learned
    )
    return places + events
