"""A number takes the noun's form that it asks for, in any sentence of the texts."""

from fogline.views.words import Texts


def test_a_sentence_says_one_report_and_two_reports():
    """Also with the verb, and with a number already written for readers."""
    say = Texts({"held": "{n:claim is|claims are} held, from {outlets:outlet|outlets}; {plain}"})
    assert say("held", n=1, outlets="1", plain="{}") == "1 claim is held, from 1 outlet; {}"
    assert say("held", n="1,200", outlets=0, plain=3) == "1,200 claims are held, from 0 outlets; 3"
