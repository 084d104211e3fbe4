"""The patterns of issue 3 in other words, other order and other wars."""

import pytest


def one(found, **wanted):
    """Return the only claim with these values."""
    fits = [c for c in found if all(getattr(c, k) == v for k, v in wanted.items())]
    assert len(fits) == 1, [(c.quote, c.action, c.polarity) for c in found]
    return fits[0]


def chain(claim):
    """Return the names, else the kinds, of a chain."""
    return [v.name or v.kind for v in claim.chain]


@pytest.mark.parametrize(
    ("text", "told_by", "denied_by"),
    [
        (
            "The ministry rejected claims that its soldiers had abandoned Sadove.",
            ["Daily", "unnamed"],
            ["Daily", "ministry"],
        ),
        (
            "Reports that Northern troops have left Sadove are untrue, the governor said.",
            ["Daily", "unnamed"],
            ["Daily", "governor"],
        ),
        (
            (
                "Contrary to reports that troops had left Sadove, local authorities said they were "
                "still there."
            ),
            ["Daily", "unnamed"],
            ["Daily", "local authorities"],
        ),
        (
            'The army\'s press officer called reports of a retreat from Sadove "nonsense".',
            ["Daily", "unnamed"],
            ["Daily", "army"],
        ),
    ],
)
def test_whoever_denies_words_does_not_pass_them_on(claims, text, told_by, denied_by):
    """The told and the denied have chains of their own, the denial links to what it denies."""
    found = claims(text)
    told = one(found, action="withdraw", polarity="affirmed")
    denial = one(found, action="withdraw", polarity="denied")
    assert chain(told) == told_by
    assert chain(denial) == denied_by
    assert [(link.type, link.claim_id) for link in denial.links] == [("denies", told.id)]


def test_it_is_not_true_denies_in_the_tense_of_what_is_denied(claims):
    """The verb that judges has no tense of its own for the claim."""
    (claim,) = claims("It is not true that our units abandoned Sadove, the brigade wrote.")
    assert (claim.polarity, claim.tense, claim.phase) == ("denied", "past", "completed")
    assert claim.certainty.cue is None


def test_both_halves_of_a_bulletin_are_the_staffs(claims):
    """Who is named at the end of a sentence says what stands before its semicolon too."""
    attacked, repelled = claims(
        "The enemy carried out 17 attacks near Sadove; all were repelled, the General Staff said."
    )
    assert chain(attacked) == chain(repelled) == ["Daily", "General Staff"]
    assert repelled.outcome == "repelled"


def test_attempts_to_take_a_place_are_attacks_on_it(claims):
    """They failed, and nothing was captured."""
    (claim,) = claims("Six attempts to storm Sadove failed, the brigade said.")
    assert (claim.action, claim.outcome) == ("attack", "failed")
    assert claim.quote == "Six attempts to storm Sadove failed"


@pytest.mark.parametrize(
    ("text", "located_by"),
    [
        (
            (
                "A video published on Sunday and geolocated by open-source analysts shows Southern "
                "soldiers in Sadove."
            ),
            "open-source analysts",
        ),
        (
            (
                "Photographs shared on Monday, which volunteers geolocated to the outskirts of Sadove, "
                "show a Southern flag on a water tower."
            ),
            "volunteers",
        ),
    ],
)
def test_an_image_is_verified_by_whoever_located_it(claims, text, located_by):
    """The chain ends in imagery once, the outlet verifies, the day of posting bounds the time."""
    (claim,) = claims(text)
    assert chain(claim) == ["Daily", "imagery"]
    assert claim.chain[0].stance == "verifies"
    assert [e.geolocated_by for e in claim.evidence] == [located_by]
    assert claim.time.start is None


@pytest.mark.parametrize(
    ("silence", "why"),
    [
        ("Norburg has yet to respond.", "no_comment"),
        ("There was no immediate comment from Norburg.", "no_comment"),
        ("Norburg would neither confirm nor deny it.", "no_comment"),
    ],
)
def test_silence_leaves_open_what_was_told(claims, silence, why):
    """No comment is no denial."""
    found = claims(f"Sudburg said its forces had taken Sadove. {silence}")
    told = one(found, polarity="affirmed")
    silent = one(found, polarity="undetermined")
    assert (silent.verification, silent.origin.side) == (why, "north")
    assert [(link.type, link.claim_id) for link in silent.links] == [("does_not_confirm", told.id)]


def test_who_cannot_verify_stands_before_the_voice_even_two_sentences_later(claims):
    """It is a stance towards the words, not a claim."""
    found = claims(
        "Sudburg says it has taken Sadove. There was no comment from Norburg. "
        "The Northern Wire could not verify the claim."
    )
    told = one(found, polarity="affirmed")
    assert [v.stance for v in told.chain] == ["relays", "unable_to_verify", None]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("It was too early to say whether Sadove had fallen, the governor said.", "too_early"),
        ("We cannot say who shelled Sadove.", "cannot_verify"),
        ("It is not clear whether troops left Sadove.", "cannot_verify"),
        ("The institute has not observed any fighting in Sadove.", "not_observed"),
    ],
)
def test_what_nobody_can_say_is_undetermined(claims, text, why):
    """It is neither affirmed nor denied, and the reason is named."""
    (claim,) = claims(text)
    assert (claim.polarity, claim.verification) == ("undetermined", why)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Should Sadove fall, the garrison would be cut off, he said.", "if", "Should Sadove fall"),
        ("Without more shells, the army will leave Sadove.", "if", "Without more shells"),
        (
            "Provided that the weather holds, troops will enter Sadove.",
            "if",
            "Provided that the weather holds",
        ),
        (
            "As long as the road is open, troops will hold Sadove.",
            "as_long_as",
            "As long as the road is open",
        ),
        (
            "Even if Sadove falls, the army is unlikely to leave Kamin.",
            "even_if",
            "Even if Sadove falls",
        ),
        (
            "Troops will leave Sadove as soon as the shelling ends.",
            "if",
            "as soon as the shelling ends",
        ),
    ],
)
def test_conditions_of_many_forms_make_a_forecast(claims, text, kind, words):
    """What is only the condition states nothing by itself."""
    (claim,) = claims(text)
    assert claim.kind == "forecast"
    assert [(c.type, c.text) for c in claim.conditions] == [(kind, words)]


def test_whether_it_can_be_held_depends_on_supplies(claims):
    """It judges an ability under a condition."""
    claim = next(
        c
        for c in claims("Whether Sadove can be held depends on supplies, he said.")
        if c.action == "control"
    )
    assert claim.kind == "assessment"
    assert [c.text for c in claim.conditions] == ["depends on supplies"]


@pytest.mark.parametrize("words", ["in order not to be encircled", "so as not to be cut off"])
def test_what_shall_not_happen_is_a_purpose(claims, words):
    """It is no forecast and no event."""
    (claim,) = claims(f"Northern troops left Sadove {words}.")
    assert claim.action == "withdraw"
    assert claim.purpose.text == words


def test_what_does_not_follow_is_not_claimed(claims):
    """The entry does not mean control."""
    found = claims("This does not mean that Southern forces control Sadove.")
    assert not found


def test_no_more_than_sixty_denies_nothing_and_not_one_village_does(claims):
    """A bound on a number is no negation."""
    (claim,) = claims("No more than 60 soldiers were killed near Sadove.")
    assert claim.polarity == "affirmed"
    (claim,) = claims("Not one village was abandoned, the general said.")
    assert claim.polarity == "denied"


def test_half_of_what_another_claims_is_nobodys_report(claims):
    """Neither the one compared with nor "the number reported" speaks."""
    (claim,) = claims("Rebels said 60 men were killed near Sadove, half of what Norburg claims.")
    assert claim.origin.kind == "military"
    (claim,) = claims(
        "A hundred fighters died near Sadove, twice the number reported earlier, the militia said."
    )
    assert chain(claim) == ["Daily", "militia"]


@pytest.mark.parametrize("word", ["voluntarily", "of their own free will"])
def test_scare_quotes_keep_the_outlet_at_a_distance(claims, word):
    """Other picked words are only quoted."""
    (claim,) = claims(f'The governor said residents had moved "{word}".')
    assert claim.chain[0].stance == "distances"
    (claim,) = claims('The governor said residents had moved "to the south".')
    assert claim.chain[0].stance == "relays"


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The ministry withdrew its statement of Sunday that Sadove had been taken.", "capture"),
        ("The agency retracted a story which said that troops had left Sadove.", "withdraw"),
        ("The blogger who reported the capture of Sadove on Friday removed his post.", "capture"),
        ("A channel that had announced the fall of Sadove later took the post down.", "capture"),
        ("The channel admitted that its report of the capture of Sadove was wrong.", "capture"),
        (
            (
                "Correction: an earlier version of this report said troops had left Sadove. "
                "They have not."
            ),
            "withdraw",
        ),
    ],
)
def test_what_was_told_is_taken_back(claims, text, action):
    """The first claim stands with its voice; the same voice denies it, as a correction."""
    found = claims(text)
    told = one(found, action=action, polarity="affirmed")
    back = one(found, action=action, polarity="denied")
    assert (back.origin.name, back.origin.kind) == (told.origin.name, told.origin.kind)
    assert [(link.type, link.claim_id) for link in back.links] == [("corrects", told.id)]


@pytest.mark.parametrize(
    "text",
    [
        "Fighters taken prisoner near Sadove said their unit had been moving towards Orlivka.",
        (
            "A soldier captured near Sadove told reporters that his unit had been moving towards "
            "Orlivka."
        ),
    ],
)
def test_captives_tell_in_captivity_and_the_outlet_that_they_were_taken(claims, text):
    """Being taken is the outlet's to tell; what they say is flagged."""
    taken, moved = claims(text)
    assert (taken.sub_action, taken.origin_basis, taken.flags) == (
        "capture_people", "uncredited", (),
    )  # fmt: skip
    assert (moved.origin.kind, moved.flags) == ("military", ("captivity",))


def test_an_elder_once_detained_does_not_speak_in_captivity(claims):
    """Only fighters and those who are called captives do."""
    moved = claims("The elder, who was detained in May, said families had left Sadove.")[-1]
    assert moved.flags == ()
