from datetime import datetime

import pytest

from factory_war import theatre, told
from fogline.model.theatre import CredibilityPrior
from fogline.situation import prepare
from fogline.situation.grades import graded, learned_at

PRIORS = (
    CredibilityPrior(kind="milblogger", topic="own_advance", a=3, b=5, note="made up"),
    CredibilityPrior(kind="think_tank", topic="any", a=8, b=2, note="made up"),
)
BOAST = {"by": "Red Blogger"}


def ready(*more):
    made = [told(on="2023-02-20", where="V2", **BOAST), *more, told(on="2023-03-05", **BOAST)]
    return prepare([c for c, _ in made], [r for _, r in made], theatre(priors=PRIORS))


def trusted(prepared, known):
    evidence = prepared.at(datetime.fromisoformat(known))
    last = max(i for i, c in enumerate(evidence.claims) if c.outlet == "Red Blogger")
    return evidence.observed[last].accuracy


def test_who_was_right_is_believed_more_from_the_next_month_on():
    """A claim borne out in February weighs in pictures of March, not in those of February."""
    borne_out = ready(told(on="2023-02-22", where="V2"))
    assert trusted(borne_out, "2023-03-10T00:00:00+02:00") > trusted(
        ready(), "2023-03-10T00:00:00+02:00"
    )
    assert trusted(borne_out, "2023-02-25T00:00:00+02:00") == pytest.approx(
        trusted(ready(), "2023-02-25T00:00:00+02:00")
    )


def test_who_was_wrong_is_believed_less():
    """A claim that an impartial voice contradicts costs its voice."""
    wrong = ready(told("control", "blue", on="2023-02-22", where="V2"))
    known = "2023-03-10T00:00:00+02:00"
    assert trusted(wrong, known) < trusted(ready(), known)


def test_without_records_nothing_changes():
    """An empty record leaves every weight as the set has it."""
    evidence = ready().evidence
    until = learned_at(datetime.fromisoformat("2023-03-10T00:00:00+02:00"), "Europe/Kyiv")
    assert graded(evidence, (), until).rows.accuracy.tolist() == evidence.rows.accuracy.tolist()
