"""What is said, how sure, under which condition, when and how many."""

import pytest

from factory import report
from fogline.claims.step import read


@pytest.mark.parametrize(
    ("text", "action", "side"),
    [
        ("Northern troops captured Sadove.", "capture", "north"),
        ("Sadove was captured by Southern forces.", "capture", "south"),
        ("Southern forces launched an assault near Kamin.", "attack", "south"),
        ("Northern units began to withdraw from Sadove.", "withdraw", "north"),
        ("Wolf Group fighters have managed to take Sadove.", "capture", "south"),
        ("Southern troops shelled Orlivka.", "strike", "south"),
        ("Sadove is under the control of Northern forces.", "control", "north"),
        ("Northern troops hold Sadove.", "control", "north"),
        ("The Northern withdrawal from Sadove continued.", "withdraw", "north"),
        ("Southern forces conducted unsuccessful attacks near Kamin.", "attack", "south"),
    ],
)
def test_verbs_nouns_passives_and_controls_say_the_action(claims, text, action, side):
    """Verbs, action nouns, passives and verbs over infinitives give action and side."""
    found = claims(text)
    assert [(c.action, c.side) for c in found] == [(action, side)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Northern troops may be pulling back from Sadove.", "event"),
        ("Northern troops may have pulled back from Sadove.", "event"),
        ("Northern troops may pull back from Sadove.", "forecast"),
    ],
)
def test_a_progressive_under_a_modal_tells_of_now(claims, text, kind):
    """What "may be leaving" is an uncertain event; what "may leave" is a forecast."""
    assert [(c.kind, c.certainty.low) for c in claims(text)] == [(kind, 0.3)]


def test_a_confirmation_that_nobody_saw_is_nobodys_statement(claims):
    """Who has seen no confirmation leaves it open; no second voice affirms it."""
    text = "The Institute has not observed visual confirmation that Northern forces left Sadove."
    assert [(c.polarity, c.verification) for c in claims(text)] == [
        ("undetermined", "not_observed")
    ]


def test_fire_control_is_a_control_of_its_own(claims):
    """A road under somebody's fire control is not held by it."""
    (found,) = claims("The road to Sadove is under the fire control of Southern forces.")
    assert (found.action, found.sub_action, found.side) == ("control", "fire_control", "south")


@pytest.mark.parametrize(
    ("text", "low", "cue"),
    [
        ("Southern forces captured Sadove.", 0.95, None),
        ("Southern forces likely captured Sadove.", 0.55, "likely"),
        ("Southern forces have very likely captured Sadove.", 0.80, "very likely"),
        ("Southern forces may have captured Sadove.", 0.30, "may"),
        ("Southern forces may possibly capture Sadove.", 0.20, "may possibly"),
        ("It is unlikely that Southern forces captured Sadove.", 0.20, "unlikely"),
        ("Southern forces appear to have captured Sadove.", 0.55, "appear to"),
        ("Southern forces will capture Sadove.", 0.80, "will"),
    ],
)
def test_hedges_give_intervals_with_their_cue(claims, text, low, cue):
    """ICD 203 words, modals and verbs of seeming narrow or widen how sure it is."""
    (claim,) = claims(text)
    assert (claim.certainty.low, claim.certainty.cue) == (low, cue)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Southern forces did not capture Sadove.", "denied"),
        ("Southern forces have never entered Sadove.", "denied"),
        ("No Southern troops left Sadove.", "denied"),
        ("Northern forces no longer hold Sadove.", "denied"),
        ("The governor denied that Northern troops had left Sadove.", "denied"),
        ("IWS has not observed evidence that Southern forces captured Sadove.", "undetermined"),
        ("It is too early to talk about the withdrawal of Northern troops.", "undetermined"),
    ],
)
def test_negation_denial_and_silence_set_the_polarity(claims, text, polarity):
    """What is negated or denied is denied, what nobody could see is undetermined."""
    assert [c.polarity for c in claims(text)] == [polarity]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("if the Northern line breaks", "if"),
        ("unless the Northern line holds", "unless"),
        ("as long as the Northern line holds", "as_long_as"),
        ("even if the Northern line holds", "even_if"),
        ("until the Northern line breaks", "until"),
    ],
)
def test_conditions_keep_their_words(claims, text, kind):
    """A condition is no claim of its own; its words stand verbatim at its offsets."""
    whole = f"Southern forces will attack Sadove {text}."
    (claim,) = claims(whole)
    (condition,) = claim.conditions
    assert (condition.type, condition.text) == (kind, text)
    assert whole[condition.start : condition.end] == text


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("on Monday", "2023-03-06", "2023-03-06", "day"),
        ("on Tuesday", "2023-03-07", "2023-03-07", "day"),
        ("last week", "2023-02-27", "2023-03-05", "week"),
        ("since August", "2022-08-01", None, "month"),
        ("on 6 March", "2023-03-06", "2023-03-06", "day"),
        ("between 4 and 6 March", None, None, None),
        ("over the past 24 hours", "2023-03-06", "2023-03-07", "interval"),
        ("overnight", "2023-03-06", "2023-03-07", "part_of_day"),
        ("in January 2023", "2023-01-01", "2023-01-31", "month"),
        ("by 5 March", None, "2023-03-05", "day"),
    ],
)
def test_times_are_resolved_against_the_voices_day(claims, words, start, end, precision):
    """Tuesday's report says "on Monday" of the day before."""
    (claim,) = claims(f"Southern forces attacked Sadove {words}.")
    if precision is not None:
        assert (claim.time.start, claim.time.end, claim.time.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("At least 20 soldiers", 20, None),
        ("Up to 300 soldiers", None, 300),
        ("About 2,500 soldiers", 2500, 2500),
        ("Dozens of soldiers", 24, 99),
        ("Between 10 and 12 soldiers", 10, 12),
        ("Twenty-two soldiers", 22, 22),
        ("Hundreds of thousands of people", 200_000, 999_999),
    ],
)
def test_numbers_with_words_have_bounds(claims, words, low, high):
    """Bounds, ranges, vague numbers and number words, of persons killed."""
    (claim,) = claims(f"{words} were killed in Sadove.")
    (quantity,) = claim.quantities
    assert (quantity.low, quantity.high) == (low, high)
    assert (quantity.unit, quantity.category) == ("person", "killed")


def test_killed_and_wounded_are_one_claim_with_two_numbers(claims):
    """Each number has its own category."""
    (claim,) = claims("Six people were killed and three wounded in Sadove on Monday.")
    assert [(q.low, q.category) for q in claim.quantities] == [(6, "killed"), (3, "wounded")]


def test_coordinated_predicates_are_several_claims(claims):
    """The second claim's quote begins at its verb, its actor is understood."""
    taken, shelled = claims("Southern forces took Sadove and shelled Orlivka.")
    assert (taken.quote, shelled.quote) == ("Southern forces took Sadove", "shelled Orlivka")
    assert taken.side == shelled.side == "south"


def test_an_order_a_plan_and_a_forecast_are_their_kinds(claims):
    """Words over the infinitive make the kind, and who is ordered acts."""
    (order,) = claims("Northern units were ordered to rotate to safer positions.")
    (plan,) = claims("Southern forces plan to attack Sadove.")
    (ahead,) = claims("Southern forces are going to attack Sadove.")
    assert [order.kind, plan.kind, ahead.kind] == ["order", "plan", "forecast"]
    assert (order.action, order.side) == ("rotate", "north")


def test_what_is_only_wanted_for_something_is_no_claim(claims):
    """Purposes, conditions and questions state nothing."""
    assert claims("Would Southern forces attack Sadove?") == []
    (claim,) = claims("Northern forces left Sadove to protect Orlivka.")
    assert claim.purpose.text == "to protect Orlivka"


def test_each_value_has_a_reason(claims):
    """Every field with a value of its own says in words where it comes from."""
    (claim,) = claims("Southern forces likely captured Sadove on Monday, IWS said.")
    for name in ("action", "chain", "kind", "polarity", "certainty", "tense", "phase", "time",
                 "places", "actor"):  # fmt: skip
        assert claim.reasons[name]


def test_a_sentence_without_a_claim_says_why(reading):
    """`fogline read --explain` lists the reason."""
    result = reading("The weather was fine. If troops left Sadove, it would rain.")
    assert all(s.reason for s in result.sentences if not s.claims)


def test_what_the_page_itself_says_is_no_claim(reading):
    """Navigation and titles are furniture."""
    text = "Troops captured Sadove. Northern forces left Kamin."
    result = reading(text, furniture=((0, 23),))
    assert [c.action for c in result.claims] == ["withdraw"]


def test_other_languages_are_unread():
    """They yield nothing and say so."""
    result = read(report("Війська залишили Садове.", language="uk"), None, (), None)
    assert result.claims == ()
    assert "not read" in (result.sentences[0].reason or "")


def test_ids_are_the_same_when_read_again(claims):
    """A claim's id comes from its report, spans and order."""
    text = "Southern forces took Sadove and shelled Orlivka."
    assert [c.id for c in claims(text)] == [c.id for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "polarity", "phase"),
    [
        ("Southern forces do not stop attacking Sadove.", "affirmed", "ongoing"),
        ("Southern forces never halted the shelling of Sadove.", "affirmed", "ongoing"),
        ("Southern forces stopped attacking Sadove.", "affirmed", "halted"),
        ("Southern forces did not attack Sadove.", "denied", "completed"),
    ],
)
def test_who_does_not_stop_goes_on(claims, text, polarity, phase):
    """Two negations make an ongoing action, not a denied one."""
    assert [(c.polarity, c.phase) for c in claims(text)] == [(polarity, phase)]


def test_except_if_is_a_condition(claims):
    """What may happen under "except if" has not happened."""
    text = "Southern forces will not capture Sadove, except if they manage to envelop Kamin."
    (found,) = claims(text)
    assert [(c.type, c.text) for c in found.conditions] == [
        ("unless", "except if they manage to envelop Kamin")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The claim could not be independently verified.",
        "It was not possible to verify the claim.",
        "This could not be confirmed.",
    ],
)
def test_what_nobody_by_name_could_verify_the_outlet_could_not(claims, words):
    """An agentless "could not be verified" is the writer's stance to the voice before."""
    (found,) = claims(f"The Southern ministry said its forces had captured Sadove. {words}")
    assert [v.stance for v in found.chain] == ["unable_to_verify", None]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Southern forces are close to capturing Sadove.", 0.55),
        ("Sadove is in danger of being encircled.", 0.30),
        ("There is a risk that Sadove will fall.", 0.30),
    ],
)
def test_what_looms_has_not_happened(claims, text, low):
    """Risk, danger and "close to" make a forecast, never an event."""
    (found,) = claims(text)
    assert (found.kind, found.certainty.low, found.read_from) == ("forecast", low, "grammar")


@pytest.mark.parametrize(
    "denial",
    [", which Orlivka denied", ", a claim denied by Orlivka", ", but Orlivka denied the claim"],
)
def test_a_denial_behind_the_claim_is_the_deniers_own(claims, denial):
    """The one denied relays nothing of the denial, however the sentence joins them."""
    text = f"Southern forces took Sadove, the Southern ministry said{denial}."
    if denial.startswith(", wh"):
        text = f"The Southern ministry said it had taken Sadove{denial}."
    said, denied = sorted(claims(text), key=lambda c: c.start)
    assert (said.polarity, denied.polarity) == ("affirmed", "denied")
    assert denied.links[0].claim_id == said.id
    assert [v.name for v in denied.chain[1:]] == ["Orlivka"]
