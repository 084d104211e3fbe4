import pytest

from fogline.errors import InputRefused
from fogline.measure.places import measure, read

XML = """<articles><article><text>Hello Paris, said the man.</text><toponyms>
<toponym><start>4</start><end>9</end><phrase>Paris</phrase><gaztag><lat>48.85</lat><lon>2.35</lon>
</gaztag></toponym></toponyms></article></articles>"""


def test_offsets_that_drifted_are_set_right(tmp_path):
    """A toponym stands where its words are, even if the file's offsets are off."""
    path = tmp_path / "c.xml"
    path.write_text(XML)
    (article,) = read(path)
    assert (article.toponyms[0].start, article.toponyms[0].end) == (6, 11)


@pytest.mark.parametrize(
    "text", ["", "no xml", "<articles/>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']
)
def test_what_is_no_corpus_is_refused(tmp_path, text):
    """Empty, broken, foreign and explosive files are refused with a reason."""
    path = tmp_path / "c.xml"
    path.write_text(text)
    with pytest.raises(InputRefused):
        read(path)


@pytest.mark.shared
def test_floor_on_a_corpus(shared, tmp_path):
    """On thirty articles the product stays above the best published one of any tool."""
    from fogline import places, settings
    from fogline.text.parse import Parser

    index = places.Index(places.open_gazetteer(settings.load()))
    text = (shared / "data/places/tr-news.xml").read_text(encoding="utf-8")
    path = tmp_path / "part.xml"
    path.write_text("</article>".join(text.split("</article>")[:30]) + "</article></articles>")
    figures = measure(path, index, Parser())
    assert figures["recall_x_acc161"] > 0.75
    assert figures["ceiling161"] > 0.9
