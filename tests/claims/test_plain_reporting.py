"""Plain sentences of wires, bulletins and assessments: each must give its claims, each once."""

import pytest


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("The Southern army retook Sadove on Saturday.", ["capture"]),
        ("The siege of Sadove entered its second year.", ["encircle"]),
        ("Sadove: two dead.", ["casualties"]),
        ("Two Southern helicopters crashed near Kamin.", ["destroy"]),
        ("A Southern missile struck a school in Sadove.", ["strike"]),
        ("The strike left half of Sadove without power.", ["supply"]),
        ("They had no food or winter clothing in Sadove.", ["supply"]),
        ("Windows were shattered in 14 houses in Sadove.", ["destroy"]),
        ("Firefighters extinguished the fire at the Sadove depot.", ["other"]),
        ("No casualties have been reported in Sadove.", ["casualties"]),
        ("The 76th has been thrown in near Kamin.", ["reinforce"]),
        ("Northern soldiers laid down their arms in Sadove.", ["casualties"]),
        (
            "Northern forces seized Sadove and continued offensive operations.",
            ["capture", "attack"],
        ),
        ("Northern forces counterattacked near Kamin but were unsuccessful.", ["counterattack"]),
        ("The army shot down 21 drones launched from Kamin overnight.", ["destroy"]),
        ("The road to Sadove is closed.", ["supply"]),
        ("The fighting near Sadove resumed on Monday.", ["attack"]),
    ],
)
def test_a_plain_sentence_gives_its_claims(claims, text, actions):
    """Neither missed nor told twice."""
    assert [c.action for c in claims(text)] == actions


def test_drones_launched_from_somewhere_were_not_shot_down_there(claims):
    """Where a thing came from only says which thing; the night belongs to the deed."""
    (claim,) = claims("The army shot down 21 drones launched from Kamin overnight.")
    assert claim.places == ()
    assert claim.time.precision == "part_of_day"


def test_dead_and_wounded_of_one_blow_are_one_claim(claims):
    """Each number has its own category."""
    (left,) = claims("Shelling of Sadove left three dead and 12 wounded.")
    (hit,) = claims("A drone strike on Kamin killed two women and wounded a child.")
    assert [(q.low, q.category) for q in left.quantities] == [(3, "killed"), (12, "wounded")]
    assert [(q.low, q.category) for q in hit.quantities] == [(2, "killed")]


def test_those_killed_by_a_strike_were_killed_where_it_fell(claims):
    """A clause of cause lends its place."""
    killed, hit = claims("Four civilians were killed when a shell hit a bus in Sadove.")
    assert [p.name for p in killed.places] == ["Sadove"] == [p.name for p in hit.places]


def test_losses_are_killed_or_wounded_unless_the_words_say_more(claims):
    """A side's losses are no count of the dead."""
    (claim,) = claims("Southern losses over the past day amounted to 1,240 personnel near Kamin.")
    assert [q.category for q in claim.quantities] == ["killed_or_wounded"]


def test_allies_of_a_side_are_not_of_it(claims):
    """Who stands by Northland does not fight for it."""
    (claim,) = claims("Northland's allies pledged 500 million euros in military aid.")
    assert (claim.action, claim.actor.side) == ("supply", None)


def test_an_order_that_may_come_is_a_forecast(claims):
    """Nobody has ordered what somebody may order."""
    (claim,) = claims("The Southern president may order a new mobilisation wave in spring.")
    assert (claim.kind, claim.action) == ("forecast", "mobilise")


def test_shelling_reported_somewhere_fell_there(claims):
    """The word of saying stands between the noun and its place."""
    (claim,) = claims("Heavy shelling was reported in Sadove overnight.")
    assert (claim.quote, [p.name for p in claim.places]) == (
        "Heavy shelling was reported in Sadove overnight",
        ["Sadove"],
    )


def test_denied_responsibility_denies_the_blow_told_before(claims):
    """A denial without a clause is of the deed before it."""
    strike, denial = claims(
        "Southern drones hit the power station in Kamin. The Southern army denied responsibility."
    )
    assert (denial.polarity, denial.links[0].claim_id) == ("denied", strike.id)


def test_residents_urged_to_leave_are_under_an_order(claims):
    """What people are told to do has not happened."""
    (claim,) = claims("Officials urged residents to leave Sadove.")
    assert (claim.kind, claim.action) == ("order", "displace")
