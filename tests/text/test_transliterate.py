import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.text.transliterate import LANGUAGES, SCHEMES, cyrillic, latin, skeleton


@pytest.mark.parametrize(("text", "language", "scheme", "expected"), [
    ("Хромове", "uk", "national", "Khromove"),
    ("Згурівка", "uk", "national", "Zghurivka"),
    ("Ямпіль", "uk", "national", "Yampil"),
    ("Часів Яр", "uk", "bgn", "Chasiv Yar"),
    ("Часов Яр", "ru", "bgn", "Chasov Yar"),
    ("Артёмовск", "ru", "newspaper", "Artyomovsk"),
    ("Луганский", "ru", "newspaper", "Lugansky"),
    ("Київ", "uk", "scholarly", "Kyjiv"),
    ("Ниш", "sr", "national", "Niš"),
])  # fmt: skip
def test_known_spellings(text, language, scheme, expected):
    """Names are spelled as their scheme's table says."""
    assert latin(text, language, scheme) == expected


@pytest.mark.parametrize(("a", "b"), [
    ("Khromovo", "Хромове"), ("Chasov Yar", "Часів Яр"), ("Klishchiivka", "Клещеевка"),
    ("Severodonetsk", "Сєвєродонецьк"), ("Lisichansk", "Lysychansk"), ("Kharkov", "Харків"),
    ("Bahmut", "Бахмут"), ("El Fasher", "Al-Fashir"), ("Umm Durman", "Omdurman"),
])  # fmt: skip
def test_spellings_share_a_skeleton(a, b):
    """Spellings of one name in two languages or schemes have one skeleton."""
    assert skeleton(a) == skeleton(b)


def test_back_to_cyrillic():
    """A plain national spelling comes back."""
    assert cyrillic("Soledar", "uk") == "Соледар"
    assert cyrillic("Bakhmut", "uk") == "Бахмут"


@given(st.text(), st.sampled_from(LANGUAGES), st.sampled_from(SCHEMES))
def test_any_text_is_taken(text, language, scheme):
    """No text breaks it, and letters of other scripts stay as they are."""
    latin(text, language, scheme)
    cyrillic(text, language)
    assert len(skeleton(text)) <= 500


@given(st.text(st.characters(min_codepoint=0x430, max_codepoint=0x44F), min_size=1, max_size=30),
       st.sampled_from(SCHEMES))  # fmt: skip
def test_result_has_no_cyrillic(word, scheme):
    """A word of the alphabet leaves no Cyrillic letter behind."""
    assert not any("Ѐ" <= c <= "ӿ" for c in latin(word, "ru", scheme))
