"""Factuality of predicates: from -3, did not happen, to 3, happened."""

import pytest

from fogline.claims.english.factuality import Factuality
from fogline.errors import InputRefused
from fogline.measure.certainty import measure
from fogline.text.parse import Parser


@pytest.fixture(scope="module")
def parser():
    return Parser()


@pytest.mark.parametrize(
    ("text", "word", "low", "high"),
    [
        ("Troops left the city .", "left", 2.9, 3),
        ("Troops did not leave the city .", "leave", -3, -2),
        ("Troops may leave the city .", "leave", 0.5, 2),
        ("Troops will leave the city .", "leave", 2, 3),
        ("If troops leave , we stay .", "leave", 0.5, 1.5),
        ("Troops plan to leave the city .", "leave", 1, 2.5),
    ],
)
def test_words_over_a_predicate_move_its_value(parser, text, word, low, high):
    """Negation, modals, conditions and plans."""
    value = Factuality(parser.doc(text)).value(text.index(word))
    assert low <= value <= high


def test_error_and_correlation(parser, tmp_path):
    """The file's values are compared with those read."""
    path = tmp_path / "one.conll"
    path.write_text("0\tTroops\t_\n1\tleft\t3.0\n2\t.\t_\n\n0\tNobody\t_\n1\tdid\t_\n2\tnot\t_\n"
                    "3\tleave\t-2.2\n4\t.\t_\n")  # fmt: skip
    figures = measure(path, parser)
    assert (figures["predicates"], figures["mae"] < 3) == (2, True)


def test_a_wrong_line_is_named(parser, tmp_path):
    """File and line stand in the message."""
    path = tmp_path / "one.conll"
    path.write_text("nothing\n")
    with pytest.raises(InputRefused, match=r"one.conll:1"):
        measure(path, parser)


@pytest.mark.shared
def test_better_than_the_target_on_uw_dev(parser, shared):
    """Mean absolute error 0.55 or better, where "happened" for everything has 0.77."""
    figures = measure(shared / "data" / "certainty" / "uw-dev.conll", parser)
    assert figures["mae"] <= 0.55
