"""Number words: what they amount to, and what is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.claims.english.amounts import amount, spoken
from fogline.vocabulary.content import content

UNITS = content("en").units
ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def below_thousand(n):
    """Spell a number below a thousand."""
    words = [ONES[n // 100], "hundred"] if n >= 100 else []
    rest = n % 100
    if rest and words:
        words.append("and")
    if rest >= 20:
        words += [TENS[rest // 10], *([ONES[rest % 10]] if rest % 10 else [])]
    elif rest:
        words.append(ONES[rest])
    return words


@given(st.integers(1, 999_999))
def test_spelled_numbers_amount_to_themselves(n):
    """Up to a million, with "and" as the British have it."""
    high, low = divmod(n, 1000)
    words = [*below_thousand(high), "thousand"] if high else []
    if high and 0 < low < 100:
        words.append("and")
    words += below_thousand(low)
    assert spoken(words, 0, UNITS) == (float(n), len(words))


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("a hundred and twenty soldiers", 120, 120),
        ("two to three hundred men", 200, 300),
        ("1.2 million people", 1_200_000, 1_200_000),
        ("half a million people", 500_000, 500_000),
        ("one in five houses", 20, 20),
        ("four out of five houses", 80, 80),
        ("every second casualty", 50, 50),
        ("two thirds of the houses", 66, 67),
        ("dozens of men", 24, 99),
        ("several hundred men", 300, 9999),
    ],
)
def test_amounts(words, low, high):
    """Ranges, shares and vague words have bounds."""
    value = amount(words.split(), 0, UNITS)
    if words.startswith("several"):
        assert value.low == low
        assert value.vague
    else:
        assert (value.low, value.high) == (low, high)


@given(st.lists(st.sampled_from([*ONES[1:], *TENS[2:], "hundred", "and", "-", "to", "in", "of", "a", "12",
                                 "1,5", "..", "k", "million", "half", "every", "dozen"]), min_size=1, max_size=12))  # fmt: skip
def test_any_words_end_within_them(words):
    """No exception, and the bounds are in order."""
    value = amount(words, 0, UNITS)
    if value is not None:
        assert 0 < value.end <= len(words)
        assert value.low <= value.high
