"""The hard case of March 2023, with claims made by hand after the public reporting."""

from datetime import datetime

from factory import place, voice
from factory_war import told
from fogline.model.claim import Certainty
from fogline.situation import situation
from fogline.theatres import load

LIKELY = Certainty(low=0.55, high=0.8, cue="likely")
UKRAINE = load("ukraine")


def at(slug):
    found = next(p for p in UKRAINE.places if p.id == slug)
    return place(
        found.name,
        gazetteer_id=f"theatre:{slug}",
        lon=found.lon,
        lat=found.lat,
        radius_km=found.radius_km,
        geometry=found.geometry,
    )


def said(action, side, slug, by, on, hour, **fields):  # noqa: PLR0917 - one claim a line
    kind = fields.pop("kind_of_voice", "think_tank")
    outlet = fields.pop("outlet", by)
    chain = fields.pop("chain", None) or (
        (voice(by, kind=kind),)
        if by == outlet
        else (
            voice(outlet, stance="relays"),
            voice(by, kind=kind, role="origin", side=fields.pop("voice_side", None)),
        )
    )
    return told(
        action,
        side,
        by=by,
        on=on,
        hour=hour,
        outlet=outlet,
        kind_of_voice=kind,
        places=(at(slug),),
        chain=chain,
        where=slug,
        **fields,
    )


ISW = "Institute for the Study of War"
BEFORE = [
    said("attack", "russia", "bakhmut-east", ISW, "2023-03-02", 2, phase="ongoing"),
    said("withdraw", "ukraine", "bakhmut-east", ISW, "2023-03-06", 2, certainty=LIKELY),
    said(
        "control",
        "russia",
        "bakhmut-east",
        "Grey Zone",
        "2023-03-06",
        21,
        kind_of_voice="milblogger",
    ),
    said(
        "withdraw",
        "ukraine",
        "bakhmut-east",
        ISW,
        "2023-03-07",
        2,
        certainty=LIKELY,
        phase="ongoing",
    ),
    said(
        "withdraw",
        "ukraine",
        "bakhmut-east",
        "Kontinent Online",
        "2023-03-06",
        15,
        kind_of_voice="outlet",
        origin_basis="uncredited",
    ),
    said("control", "ukraine", "bakhmut-centre", ISW, "2023-03-07", 2),
    said("control", "ukraine", "bakhmut-west", ISW, "2023-03-07", 2),
]
AFTER = [
    said("capture", "russia", "bakhmut-east", ISW, "2023-03-08", 2, certainty=LIKELY),
    said(
        "control",
        "russia",
        "bakhmut-east",
        ISW,
        "2023-03-08",
        3,
        sub_action="presence",
        origin_basis="imagery",
        chain=(
            voice(ISW, kind="think_tank", stance="verifies"),
            voice(None, kind="imagery", role="origin"),
        ),
    ),
    said(
        "control",
        "russia",
        "bakhmut-east",
        "Yevgeny Prigozhin",
        "2023-03-08",
        6,
        outlet="Reuters",
        kind_of_voice="official",
        voice_side="russia",
    ),
    said(
        "withdraw",
        "ukraine",
        "bakhmut-east",
        None,
        "2023-03-08",
        14,
        outlet="Suspilne",
        chain=(
            voice("Suspilne", stance="relays"),
            voice(None, kind="military", role="origin", side="ukraine"),
        ),
    ),
]


def picture(made, known):
    instant = datetime.fromisoformat(known)
    found = situation(
        [c for c, _ in made], [r for _, r in made], UKRAINE, None, instant.date(), instant
    )
    return {p.place_id.removeprefix("theatre:"): p for p in found.places}


def test_the_seeds_hour():
    """On 7 March at 10:25 the east bank is claimed and open, the centre and the west are held."""
    found = picture(BEFORE + AFTER, "2023-03-07T10:25:00+01:00")
    east = found["bakhmut-east"]
    assert east.status == "claimed"
    assert [c.side for c in east.claimed_by] == ["russia"]
    assert max(east.control["russia"], east.control["ukraine"]) < 0.8
    assert found["bakhmut-centre"].status == found["bakhmut-west"].status == "held"
    assert found["bakhmut-centre"].control["ukraine"] > 0.8


def test_a_day_and_a_half_later():
    """By the end of 8 March the east bank is lost in all likelihood, the centre is not."""
    found = picture(BEFORE + AFTER, "2023-03-08T23:59:00+02:00")
    assert found["bakhmut-east"].control["russia"] > 0.8
    assert found["bakhmut-centre"].control["ukraine"] > 0.8
    assert found["bakhmut"].control["contested"] > 0.5
