"""Patterns of long analytical sentences: what is under way, recalled, left, crossed or conditional."""


def told(found, action):
    """Return the only claim of an action."""
    (claim,) = [c for c in found if c.action == action]
    return claim


def test_units_seen_being_deployed_move_and_are_no_part_of_the_order_before(claims):
    """Two clauses after one "it is reported that": an order, and a move towards a place."""
    found = claims(
        "It is reported that the president has ordered his generals to hold Sadove and that further "
        "Northern Infantry Units have been seen being deployed towards Orlivka."
    )
    order, move = told(found, "defend"), told(found, "move")
    assert (order.kind, [p.name for p in order.places]) == ("order", ["Sadove"])
    assert (move.kind, move.side) == ("event", "north")
    assert [(p.role, p.relation) for p in move.places] == [("to", "towards")]
    assert {c.origin.kind for c in found} == {"unnamed"}


def test_those_left_are_left_in_the_place_under_discussion(claims):
    """An estimate without a place has the one that the sentences before named."""
    found = claims(
        "Northern troops are leaving Sadove. It is estimated that there are only about 900 "
        "Northern soldiers left."
    )
    estimate = told(found, "control")
    assert (estimate.kind, [p.name for p in estimate.places]) == ("estimate", ["Sadove"])
    assert estimate.quantities[0].low == 900


def test_a_bridge_over_a_river_is_where_its_city_is(claims):
    """The place that says where comes before the one that says what is crossed."""
    (claim,) = claims("The Northerners blew up the road bridge over the Kamin in Sadove.")
    assert claim.action == "destroy"
    assert claim.places[0].name == "Sadove"


def test_what_is_told_to_compare_lies_in_the_open_past(claims):
    """A withdrawal "similar to what happened during" is history and not of the report's day."""
    found = claims(
        "Street battles could wear down already weakened Southern brigades in a way similar to "
        "what happened during the withdrawal of Northern forces from Orlivka."
    )
    recalled, forecast = told(found, "withdraw"), told(found, "casualties")
    assert (recalled.time.start, recalled.time.end, recalled.time.precision) == (
        None,
        "2023-03-06",
        "fuzzy",
    )
    assert forecast.time is None
    assert forecast.target.text.startswith("already weakened Southern brigades")
    assert forecast.target.side == "south"


def test_a_second_clause_is_no_part_of_the_condition_before_it(claims):
    """The word "unless" ends where a new sentence with its own subject begins."""
    found = claims(
        "Southern troops will have to fight for the market unless they can advance north of Kamin, "
        "and street fighting could exhaust already depleted Southern units."
    )
    fight, exhaust = told(found, "attack"), told(found, "casualties")
    assert [(c.type, c.text) for c in fight.conditions] == [
        ("unless", "unless they can advance north of Kamin")
    ]
    assert (exhaust.conditions, exhaust.certainty.cue) == ((), "could")


def test_what_lies_high_is_no_force_and_its_chance_is_a_judgement(claims):
    """Positions on high ground are not troops present; a chance of holding is an assessment."""
    found = claims(
        "Northern forces are giving up the hill to keep the positions west of Sadove, which have a "
        "better chance of holding because they are on high ground."
    )
    assert [(c.kind, c.action) for c in found] == [("event", "withdraw"), ("assessment", "control")]


def test_a_value_holds_as_long_as_its_condition_and_a_plan_even_if(claims):
    """Conditions stay with the claims that they limit, in either order."""
    (sense,) = claims(
        "Defending Sadove makes sense for Norburg as long as its troops wear down the Southern army."
    )
    (plan,) = claims(
        "Even if the Southerners take Sadove, the Northerners will withdraw to Orlivka."
    )
    assert (sense.kind, sense.conditions[0].type) == ("opinion", "as_long_as")
    assert (plan.action, plan.conditions[0].type) == ("withdraw", "even_if")


def test_a_voice_is_named_without_its_abbreviation_in_brackets(claims):
    """The letters behind a name are another name of it."""
    (claim,) = claims("The Northern Policy Centre (NPC) said that Wolf fighters left Kamin.")
    assert claim.origin.name == "Northern Policy Centre"


def test_who_lived_somewhere_before_is_no_claim_of_its_own(claims):
    """Background on those who fled says who they are."""
    found = claims("About 5,000 residents who lived there before the war have fled Sadove.")
    assert [c.action for c in found] == ["displace"]


def test_whether_nobody_can_say_is_left_open(claims):
    """A question that cannot be answered is an undetermined claim, not a condition."""
    (claim,) = claims("Whether Sadove will be defended nobody can say.")
    assert (claim.action, claim.polarity, claim.verification) == (
        "defend",
        "undetermined",
        "cannot_verify",
    )


def test_forces_without_a_side_go_on_with_those_who_acted_last(claims):
    """The words "elements of the brigade" in the next sentence are of the attacker's side."""
    found = claims(
        "Southern forces attacked Sadove on Monday. Elements of the 30th Brigade advanced to Kamin."
    )
    assert told(found, "advance").side == "south"


def test_the_wounded_that_a_hospital_takes_in_are_told_once(claims):
    """The participle that counts them is no second claim."""
    (claim,) = claims("The hospital in Sadove took in 38 wounded on Monday.")
    assert (claim.action, claim.quantities[0].low) == ("casualties", 38)


def test_what_somebody_describes_as_something_is_his_judgement(claims):
    """The words after "as" are an opinion of the one who describes."""
    withdrawal, judgement = claims(
        'Denys Koval told Sadove Radio that some units had left, describing the situation as a "nightmare".'
    )
    assert (withdrawal.action, judgement.kind) == ("withdraw", "opinion")
    assert judgement.quote == 'the situation as a "nightmare"'
    assert judgement.origin.name == "Denys Koval"
