import pytest

from fogline.text import parse

TEXT = (
    "Ukrainian troops left Sadove on Monday, the commander said. He did not say why.\n\n"
    "A bridge near Kamin was hit\ntwice.\n\n"
) * 12


def marks(doc: object) -> list[tuple[object, ...]]:
    return [(t.text, t.idx, t.head.i, t.dep_, t.lemma_, t.is_sent_start) for t in doc]


def test_a_long_text_parsed_in_pieces_is_as_if_parsed_whole(monkeypatch: pytest.MonkeyPatch):
    """Words, offsets and sentences are the same; nothing of the text is lost between pieces."""
    parser = parse.Parser()
    whole = parser.doc(TEXT, breaks=[(0, 16)])
    monkeypatch.setattr(parse, "PIECE_CHARS", 300)
    monkeypatch.setattr(parse, "GROUP_CHARS", 500)
    cut, short = parser.docs([(TEXT, [(0, 16)]), "Troops left."])
    assert cut.text == TEXT
    assert short.text == "Troops left."
    assert marks(cut) == marks(whole)


@pytest.mark.parametrize("text", ["", "x" * 1000, "word " * 300, "\n" * 700, "One. Two.\n" * 90])
def test_pieces_cover_a_text_without_gap_or_overlap(text: str, monkeypatch: pytest.MonkeyPatch):
    """Whatever it consists of, the pieces put together are the text."""
    monkeypatch.setattr(parse, "PIECE_CHARS", 100)
    spans = parse.pieces(text)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(b - a <= 100 for a, b in spans)


def test_a_rank_stays_with_its_name_behind_a_dateline():
    """Behind an edge no sentence ends between two words without a mark."""
    text = (
        "PORT SUDAN - General Adil Someone said on Monday that the garrison would leave the city."
    )
    doc = parse.Parser().doc(text, breaks=[(0, 13)])
    assert [s.text for s in doc.sents][-1].startswith("General Adil Someone said")


def test_a_closing_quotation_mark_is_no_sentence():
    """It ends the sentence whose full stop it stands behind."""
    text = 'He said so. "The enemy was not allowed to gain a foothold."\n\nThe police chief said no more.'
    assert all(any(t.is_alpha for t in s) for s in parse.Parser().doc(text).sents)
