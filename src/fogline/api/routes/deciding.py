"""`/decisions`: people's judgements, made, listed and taken back."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from fogline.api.access import Actor, Analysing
from fogline.api.answers import reply
from fogline.api.errors import Forbidden
from fogline.api.params import Instant, Serving, instant_of
from fogline.pipeline.deciding import decide as add
from fogline.pipeline.deciding import withdraw

router = APIRouter(tags=["decisions"])


class Judgement(BaseModel):
    """A judgement as it is sent."""

    model_config = ConfigDict(extra="forbid")

    subject_id: Annotated[str, Field(max_length=200, description="Of a claim or event.")]
    verdict: Annotated[str, Field(max_length=20, examples=["confirm"])]
    by: Annotated[
        str | None,
        Field(
            max_length=200,
            description="Who decides; where roles are on, it is who is signed in.",
            examples=["A. Kova"],
        ),
    ] = None
    reason: Annotated[str, Field(max_length=2000, description="Why, in a sentence.")]
    grade: Annotated[
        str | None, Field(max_length=2, examples=["B2"], description="For pin_grade.")
    ] = None
    into: Annotated[
        str | None, Field(max_length=200, description="For merge and move: the event.")
    ] = None
    claims: Annotated[
        list[str], Field(max_length=500, description="For split: those that leave.")
    ] = []


@router.get("/decisions", summary="Every decision, also those taken back since")
def decisions(
    request: Request,
    serving: Serving,
    asked: Annotated[Instant, Query()],
) -> Response:
    """Return who judged what, when and why, the newest first."""
    known = instant_of(asked.known, "known", serving.theatre.zone)
    with serving.store() as store:
        found = store.view(known).judgements()
    return reply(request, {"items": list(reversed(found)), "total": len(found)})


@router.post(
    "/decisions", summary="Judge: confirm, reject, merge, split, move, pin_grade", status_code=201
)
def decide(
    request: Request,
    serving: Serving,
    actor: Analysing,
    judgement: Annotated[Judgement, Body()],
) -> Response:
    """Store a judgement; it leads, the machine's value stays beside it."""
    events = serving.assessed().event_of
    with serving.store() as store:
        made = add(
            store,
            judgement.subject_id,
            judgement.verdict,
            by=signature(actor, judgement.by),
            reason=judgement.reason,
            grade=judgement.grade,
            into=judgement.into,
            claims=judgement.claims,
            events=events,
        )
    return reply(request, made, status=201, headers=_at(made.id))


@router.delete("/decisions/{id}", summary="Take a decision back from now on")
def take_back(request: Request, serving: Serving, actor: Analysing, id: str) -> Response:
    """Withdraw a decision; before, it stood."""
    with serving.store() as store:
        taken = withdraw(store, id)
    serving.log.log(actor.name or taken.by, "withdrew a decision", id)
    return reply(request, taken)


def signature(actor: Actor, by: str | None) -> str:
    """Return who signs a judgement.

    Raises:
        Forbidden: somebody signed in signs with another's name.
    """
    if actor.name is None:
        return by or ""
    if by and by != actor.name:
        raise Forbidden(f"signed in as {actor.name}; a decision cannot be signed {by!r}")
    return actor.name


def _at(id_: str) -> dict[str, Any]:
    return {"Location": f"/api/v1/decisions/{id_}"}
