from datetime import datetime

import pytest

from fogline.model.time import TimeSpan
from fogline.views.words import age, instant, listed, percent, probability_word, span, texts
from fogline.vocabulary.content import actions


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.99, "almost certain"),
        (0.9, "very likely"),
        (0.55, "likely"),
        (0.5, "roughly even chance"),
        (0.3, "unlikely"),
        (0.1, "very unlikely"),
        (0.0, "almost no chance"),
    ],
)
def test_probability_words(probability, word):
    """A probability has the word of ICD 203."""
    assert probability_word(probability) == word


@pytest.mark.parametrize("hundredth", range(1, 1000))
def test_percent_agrees_with_the_word(hundredth):
    """A rounded figure never says another word than the probability itself."""
    probability = hundredth / 1000
    figure = percent(probability)
    if figure[0].isdigit():
        assert probability_word(int(figure.split()[0]) / 100) == probability_word(probability)


def test_percent_is_never_certain():
    """Nothing is shown as 0 or 100 percent."""
    assert percent(1.0) == "over 99 %"
    assert percent(0.0) == "under 1 %"


def test_midnight_ends_the_day():
    """The end of a day is 24:00 of that day, as readers say it."""
    midnight = datetime.fromisoformat("2023-03-08T00:00:00+02:00")
    assert instant(midnight, "Europe/Kyiv") == "7 March 2023, 24:00"


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2023-03-01", "2023-03-31", "month", "March 2023"),
        ("2023-03-06", "2023-03-06", "day", "6 March 2023"),
        ("2023-03-01", "2023-03-04", "interval", "1 March 2023 to 4 March 2023"),
        ("2023-03-01", None, "interval", "since 1 March 2023"),
        (None, None, "fuzzy", "time not said"),
    ],
)
def test_spans_are_never_finer_than_known(start, end, precision, words):
    """A month stays a month and an open end stays open."""
    assert span(TimeSpan(start=start, end=end, precision=precision), "Europe/Kyiv") == words


def test_small_words():
    """Ages and lists read as a person would say them."""
    assert (age(0.5), age(14.2), age(80), age(None)) == (
        "within the hour",
        "14 h ago",
        "3 days ago",
        "none since the baseline",
    )
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed("abcd", most=2) == "a, b and 2 more"


def test_missing_texts_are_refused():
    """A text that is not there is an error, not an empty string."""
    with pytest.raises(Exception, match="no sentence"):
        texts()("no_such_key")


def test_every_action_has_words():
    """No title falls back on an id: each action and sub-action of the vocabulary is put in words."""
    vocabulary = actions()
    say = texts()
    names = [*vocabulary.actions, *vocabulary.sub_actions]
    assert [n for n in names if not say.get(f"act_{n}", "")] == []
