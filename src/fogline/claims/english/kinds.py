"""What kind of statement a claim is: event, state, order, plan, assessment, forecast, estimate."""

from fogline.claims.english.matching import Match
from fogline.claims.english.modality import Manner
from fogline.model.claim import ClaimKind


def _may_come(said: Manner) -> bool:
    """Say whether a modal makes it something that may come: "may order a new call-up"."""
    cue = said.certainty.cue
    return cue is not None and cue.lower() in ("may", "might", "could") and said.tense == "present"


def kind_of(  # noqa: C901, PLR0911 - a list of cases, each with its answer
    match: Match,
    said: Manner,
    meaning: ClaimKind | None,
    *,
    counted: bool,
    under_way: bool = False,
) -> tuple[ClaimKind, str]:
    """Return the kind and why."""
    over = match.scope
    if over.kind is not None:
        return over.kind, "the words over the verb make it one"
    if match.kind == "opinion":
        return "opinion", "it judges a worth"
    if match.kind in ("plan", "order") and not (said.future or _may_come(said)):
        return match.kind, "the verb makes it one"
    if over.obligation and not said.future:
        return ("assessment", "it says what is necessary")
    if said.future:
        plan = meaning == "plan"
        return ("plan", "the speaker intends it") if plan else ("forecast", "it is still to come")
    if over.ability:
        return "assessment", "it judges an ability"
    if meaning in ("plan", "order", "forecast") and said.tense != "past":
        return meaning, "the word of saying makes it one"
    if (
        said.certainty.cue is not None
        and said.certainty.cue.lower()
        in (
            "may",
            "might",
            "could",
            "can",
        )
        and said.tense == "present"
        and not under_way
    ):
        return (
            ("forecast", "it may come")
            if said.phase == "ongoing" and match.kind != "state"
            else ("assessment", "it may be so")
        )
    if meaning == "estimate" and counted:
        return "estimate", "the word of saying makes it one"
    if match.kind is not None:
        return match.kind, "it is so over time"
    return "event", "it happened or is happening"
