"""The readings of issue 3 that must come out right, as patterns."""


def one(found, **wanted):
    """Return the only claim with these values."""
    fits = [c for c in found if all(getattr(c, k) == v for k, v in wanted.items())]
    assert len(fits) == 1, [(c.quote, c.action, c.polarity) for c in found]
    return fits[0]


def test_denied_reports_are_told_by_nobody_and_denied_by_somebody(claims):
    """The unnamed voice affirms the withdrawal, officials deny it, and the denial is linked."""
    found = claims("Officials denied reports that defenders had left Sadove.")
    told = one(found, action="withdraw", polarity="affirmed")
    denial = one(found, action="withdraw", polarity="denied")
    assert told.origin.kind == "unnamed"
    assert denial.origin.kind == "official"
    assert [(link.type, link.claim_id) for link in denial.links] == [("denies", told.id)]


def test_repelled_attacks_are_the_other_sides(claims):
    """Fourteen attacks over three places together, by the side against the one that repels."""
    (claim,) = claims(
        "Troops repelled 14 attacks near Sadove, Orlivka and Kamin, the General Staff said."
    )
    assert (claim.action, claim.sub_action, claim.outcome) == ("attack", "repel", "repelled")
    assert claim.side == "south"
    assert [p.name for p in claim.places] == ["Sadove", "Orlivka", "Kamin"]
    assert [(q.low, q.high, q.unit) for q in claim.quantities] == [(14, 14, "attack")]


def test_a_flag_in_images_is_presence_until_the_day_they_were_posted(claims):
    """The chain ends in imagery, the day of posting bounds the time from above."""
    (claim,) = claims(
        "Footage posted Tuesday, geolocated by volunteers, shows their flag on Sadove's school."
    )
    assert (claim.action, claim.sub_action) == ("control", "raise_flag")
    assert claim.origin.kind == "imagery"
    assert (claim.time.start, claim.time.end) == (None, "2023-03-07")


def test_a_loss_denied_and_a_withdrawal_affirmed(claims):
    """What is called regrouping is a withdrawal; the loss is denied."""
    found = claims("\"We lost nothing, we 'regrouped to better positions'\", the commander said.")
    one(found, action="capture", polarity="denied")
    one(found, action="withdraw", polarity="affirmed")


def test_no_comment_is_no_denial(claims):
    """The origin stays flat, the silent side leaves it undetermined."""
    found = claims(
        "Sudburg said it took Sadove; Norburg has not commented and the agency could not verify it."
    )
    told = one(found, action="capture", polarity="affirmed")
    silent = one(found, polarity="undetermined")
    assert told.certainty.cue is None
    assert (told.side, told.origin.side) == ("south", "south")
    assert "unable_to_verify" in [v.stance for v in told.chain]
    assert (silent.verification, silent.origin.side) == ("no_comment", "north")
    assert silent.links[0].claim_id == told.id


def test_a_conditional_forecast_beside_a_completed_event(claims):
    """The condition belongs to the surrender only, the date to the road only."""
    found = claims(
        "Unless relief comes by Friday, the garrison, whose last road was cut on 3 May, "
        "will surrender."
    )
    ahead = one(found, kind="forecast")
    done = one(found, kind="event")
    assert ahead.sub_action == "surrender"
    assert [c.type for c in ahead.conditions] == ["unless"]
    assert (done.sub_action, done.phase, done.conditions) == ("cut_road", "completed", ())
    assert done.time.start == "2022-05-03"


def test_at_most_300_killed_or_wounded_in_seven_days(claims):
    """The words "treble the earlier toll" are no number."""
    (claim,) = claims(
        "Rebels said up to 300 soldiers were killed or wounded in a week, treble the earlier toll."
    )
    (quantity,) = claim.quantities
    assert (quantity.low, quantity.high) == (None, 300)
    assert (quantity.category, quantity.period_days) == ("killed_or_wounded", 7)


def test_the_month_belongs_to_the_flight_only(claims):
    """The mayor tells of the displacement; March is when he fled himself."""
    found = claims('The mayor, who fled in March, said residents moved "voluntarily".')
    fled, moved = found
    assert (fled.action, fled.time.start, fled.origin_basis) == (
        "displace", "2023-03-01", "uncredited",
    )  # fmt: skip
    assert (moved.action, moved.time, moved.origin.kind) == ("displace", None, "official")


def test_a_deleted_post_takes_its_claim_back(claims):
    """The fall told on Sunday is corrected; "have yet to" denies the entry."""
    found = claims(
        "The channel that announced Kamin's fall on Sunday deleted the post; "
        "fighters have yet to enter."
    )
    told = one(found, action="capture", polarity="affirmed")
    back = one(found, action="capture", polarity="denied")
    assert told.time.start == "2023-03-05"
    assert [(link.type, link.claim_id) for link in back.links] == [("corrects", told.id)]
    one(found, action="advance", polarity="denied")


def test_soldiers_captured_is_no_place_captured(claims):
    """People are taken, and a column moves towards another village."""
    found = claims(
        "Soldiers captured near Sadove said their column had been pushing towards Orlivka."
    )
    taken = one(found, action="casualties")
    assert taken.sub_action == "capture_people"
    pushed = one(found, action="advance")
    assert [(p.name, p.role) for p in pushed.places] == [("Orlivka", "to")]
