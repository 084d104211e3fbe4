from hypothesis import given
from hypothesis import strategies as st

from fogline.reports import CopyIndex, signature
from fogline.reports.copies import similarity

WIRE = (
    "Ukrainian troops pulled back from the eastern edge of Sadove overnight, two officials said on Tuesday, "
    "after a week in which the last paved road into the town came under fire. The army gave no figures."
)


def test_a_reprint_is_near_its_wire_and_another_text_is_not():
    """Cutting the last sentence keeps the copy; other words on the same event do not make one."""
    index = CopyIndex([("wire", signature(WIRE))])
    reprint = signature(WIRE.rsplit(". ", 1)[0] + ".")
    other = signature(
        "The town's mayor said that soldiers had left Sadove's east side in the night."
    )
    assert index.nearest("reprint", reprint)[0] == "wire"
    assert index.nearest("other", other) is None


def test_a_text_of_few_words_has_no_signature():
    """Too short to tell a copy from a coincidence."""
    assert signature("Troops left Sadove.") is None


@given(
    st.lists(
        st.sampled_from(
            ["the", "a", "troops", "town", "left", "held", "road", "river", "bank", "east"]
        ),
        min_size=8,
    )
)
def test_a_text_is_as_near_to_itself_as_can_be(words: list[str]):
    """Similarity is 1 to itself, whatever the capitals and marks."""
    text = " ".join(words)
    assert similarity(signature(text), signature(text.upper() + "!")) == 1.0
