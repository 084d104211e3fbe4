"""Whatever a dump holds, it is loaded whole, and what cannot be read is named."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fogline import places
from fogline.errors import InputRefused
from fogline.places.gazetteer.keys import name_key

texts = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\t\r\n"), max_size=40
)
names = st.one_of(
    texts, st.sampled_from(["x" * 10_000, "Садове", "佐渡", "قرية", "|", "\x00", "🏔"])
)
numbers = st.one_of(
    st.floats(-500, 500).map(str), st.sampled_from(["nan", "inf", "", "1e400", "١٢"])
)
people = st.one_of(st.integers(-(10**30), 10**30).map(str), st.sampled_from(["", "many", "1.5"]))


@st.composite
def rows(draw):
    """A dump's line with anything in its columns."""
    number = draw(st.one_of(st.integers(900, 905).map(str), texts))
    columns = [
        number,
        draw(names),
        draw(names),
        draw(names),
        draw(numbers),
        draw(numbers),
        "P",
        "PPL",
    ]
    columns += ["UA", "", "05", "", "", "", draw(people), "", "", "", ""]
    return "\t".join(columns)


lines = st.lists(st.one_of(rows(), texts), max_size=12)


@given(lines)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_dump_is_loaded_whole_or_refused(gazetteer, tmp_path, found):
    """No line breaks a load; ids come once, coordinates lie on the globe, the file stays readable."""
    path, dump = tmp_path / "g.sqlite", tmp_path / "UA.txt"
    path.write_bytes(gazetteer.path.read_bytes())
    dump.write_text("\n".join(found) + "\n", encoding="utf-8")
    before = path.read_bytes()
    try:
        result = places.load_dump(dump, path)
    except InputRefused:
        assert path.read_bytes() == before
        return
    finally:
        assert sorted(p.name for p in tmp_path.iterdir()) == ["UA.txt", "g.sqlite"]
    with sqlite3.connect(path) as db:
        ids = [row[0] for row in db.execute("SELECT gid FROM entry")]
        wrong = "SELECT count(*) FROM entry WHERE abs(lat) > 90 OR abs(lon) > 180 OR lat IS NULL"
        assert db.execute(wrong).fetchone() == (0,)
    db.close()
    assert len(ids) == len(set(ids))
    assert result.added == len(ids) - before_ids(gazetteer)
    reader = places.Gazetteer(path)
    for line in found:
        reader.named(name_key(line.split("\t")[0]))
    reader.close()


def before_ids(gazetteer) -> int:
    """Return how many entries the small world has."""
    with sqlite3.connect(gazetteer.path) as db:
        (count,) = db.execute("SELECT count(*) FROM entry").fetchone()
    db.close()
    return int(count)


@pytest.mark.parametrize("start", range(0x0, 0x110000, 0x11000))
def test_every_block_of_unicode_may_be_a_name(index, start):
    """Names in every script can be asked for."""
    for code in range(start, start + 0x11000, 0x101):
        index.lookup(chr(code) * 5)
