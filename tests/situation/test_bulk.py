from collections import Counter
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory_war import theatre, told, war
from fogline.situation.bulk import fuse
from fogline.situation.columns import encode
from fogline.situation.control import field
from fogline.situation.grouping import groups_of, members_of
from fogline.situation.known import Ledger
from fogline.situation.observations import digest
from fogline.situation.origins import independent
from fogline.situation.parameters import newest
from fogline.situation.supports import supports

ON = date(2023, 3, 10).toordinal()
KNOWN = datetime.fromisoformat("2023-04-01T00:00:00+00:00").timestamp()


def both(made, claims, reports):
    """Return what columns make of records, and what the records themselves make."""
    places = supports(made, claims)
    fused = fuse(encode(claims, reports, made), made, places, newest(), ON, KNOWN)
    return fused, digest(claims, reports, made, places, newest()), Ledger(claims, reports)


def partition(numbers, claims):
    groups = {}
    for number, claim in zip(numbers, claims, strict=True):
        groups.setdefault(number, set()).add(claim.id)
    return {frozenset(g) for g in groups.values()}


def check(made, claims, reports):
    fused, evidence, ledger = both(made, claims, reports)
    ours, theirs = fused.evidence.rows, evidence.rows
    for name in ("place", "day", "kind", "side", "bloc", "accuracy", "spread", "known", "until"):
        assert getattr(ours, name) == pytest.approx(getattr(theirs, name), abs=1e-12), name
    names = [*fused.evidence.voices, None]
    assert [names[v] for v in fused.voice] == [o.key for o in evidence.origins]
    for smoothed, found in ((False, fused.filtered), (True, fused.smoothed)):
        wanted = field(evidence, ON, KNOWN, smoothed=smoothed)
        assert found[: len(wanted.days)] == pytest.approx(wanted.control, abs=1e-9)
    groups = groups_of(members_of(evidence, ledger, KNOWN))
    assert partition(fused.event, evidence.claims) == {
        frozenset(m.claim.id for m in g) for g in groups
    }
    counted = Counter(zip(fused.origins_for.tolist(), fused.origins_against.tolist(), strict=True))
    assert counted == Counter(
        tuple(
            len(
                independent(
                    m.origin
                    for m in g
                    if m.against == against
                    and m.withdrawn is None
                    and m.claim.polarity != "undetermined"
                )
            )
            for against in (False, True)
        )
        for g in groups
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_columns_say_what_records_say(seed, bare):
    """Origins, observations, events, filter and smoother are those of the claims one by one."""
    made, claims, reports = war(60, 6, 60, seed)
    if bare:
        made = made.but(baseline=None)
    rng = np.random.default_rng(seed)
    for n in rng.choice(60, 8, replace=False).tolist():
        if n % 4 == 0:
            reports[n] = reports[n].but(copy_family=reports[int(rng.integers(60))].id)
        elif n % 4 == 1:
            claims[n] = claims[n].but(time=None)
        elif n % 4 == 2:
            claims[n] = claims[n].but(places=())
        else:
            claims[n] = claims[n].but(origin_basis="imagery")
    check(made, claims, reports)


def test_odd_claims():
    """Cities, unnamed and office voices, open times and days ahead are read alike."""
    span = told()[0].time
    pairs = [
        told(where="Misto", by="Red Ministry"),
        told(where="Misto", action="attack"),
        told(by="a spokesman", outlet="The Wire", kind_of_voice="official", text="e"),
        told(by="officials", outlet="The Courier", kind_of_voice="official", text="f"),
        told(time=span.but(start=None), text="a"),
        told(time=span.but(end=None), text="b"),
        told(time=span.but(start="2023-05-01", end="2023-05-02"), text="c"),
        told(time=span.but(start="2022-05-01", end="2023-03-02"), text="d"),
        *(told(on=f"2023-0{m}-{d:02d}", text=f"{m} {d}") for m in (1, 2) for d in range(1, 28, 3)),
    ]
    check(theatre(), [c for c, _ in pairs], [r for _, r in pairs])


def test_nothing_at_all():
    """No claims are the baseline."""
    made = theatre()
    fused, evidence, _ = both(made, [], [])
    assert fused.filtered[-1] == pytest.approx(field(evidence, ON, KNOWN).control[-1])
