"""Which claims and events a request finds: asked of the store's index, taken from memory."""

from dataclasses import replace

from fogline.api.service import Assessed, Service
from fogline.model.claim import Claim
from fogline.model.event import Event
from fogline.situation.records import SourceRecord
from fogline.situation.sources import JudgedSource, judged_sources
from fogline.store import Query
from fogline.views.release import Held

_EVERYTHING = Query()


def claim_ids(serving: Service, picture: Assessed, query: Query) -> list[str]:
    """Return the ids of the claims that a query finds, the oldest first.

    A claim that is found by a name that is withheld is not.
    """
    if query == _EVERYTHING:
        return list(picture.claims)

    rest = replace(query, text=None, voice=None, certainty=None)

    def ask() -> list[str]:
        with serving.store() as store:
            # By words the index answers in no order, and memory knows the order: sorting by
            # what is on disk would be most of the time.
            worded = None if rest == query else store.found_claims(query)
            others = picture.claims if rest == _EVERYTHING else store.view(picture.known).ids(rest)
        # What came in since the picture was made belongs to the next one.
        known = [i for i in others if i in picture.claims and (worded is None or i in worded)]
        return serving.release(picture).answers(known, query.text, query.voice)

    return picture.kept.get(("ids", query), ask)


def claims_found(
    serving: Service, picture: Assessed, query: Query, *, newest: bool = False
) -> tuple[list[Claim], Held]:
    """Return the claims that a query finds and that may go out, and how many may not.

    They are as they stand in the store: `Release.unnamed` must still be applied to each.
    """

    def find() -> tuple[list[Claim], Held]:
        ids = claim_ids(serving, picture, query)
        gate = serving.release(picture)
        out = [picture.claims[i] for i in ids if i not in gate.held]
        return (out[::-1] if newest else out), gate.held_among(ids)

    return picture.kept.get(("claims", query, newest), find)


def events_found(serving: Service, picture: Assessed, query: Query) -> tuple[list[Event], int]:
    """Return the events that a query's claims speak of, the newest first, and how many are held."""

    def find() -> tuple[list[Event], int]:
        found = list(reversed(picture.events))
        if query != _EVERYTHING:
            wanted = set(claim_ids(serving, picture, query))
            found = [e for e in found if not wanted.isdisjoint((*e.claims_for, *e.claims_against))]
        out = serving.release(picture).events(found)
        return out, len(found) - len(out)

    return picture.kept.get(("events", query), find)


def sources_found(picture: Assessed) -> tuple[tuple[JudgedSource, ...], int]:
    """Return the theatre's sources with what may go out of their records, and the claims of nobody.

    The second figure counts the claims of no source of the theatre.
    """

    def find() -> tuple[tuple[JudgedSource, ...], int]:
        return judged_sources(picture.theatre, picture.claims.values(), records_found(picture))

    return picture.kept.get("judged_sources", find)


def records_found(picture: Assessed) -> list[SourceRecord]:
    """Return every origin's record by kind of claim, without ids and names that are held back."""

    def find() -> list[SourceRecord]:
        gate = picture.release
        return [
            r.but(claims=gate.kept(r.claims), reason=gate.words(r.reason))
            for r in picture.records()
        ]

    return picture.kept.get("records", find)
