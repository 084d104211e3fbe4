"""How place words of our own gold are scored."""

import json

import pytest

from fogline import settings
from fogline.errors import DataError
from fogline.measure.theatre_places import measure


@pytest.fixture
def gold(tmp_path):
    """Write one text with gold mentions over no theatre."""

    def made(text: str, *mentions: tuple[str, float, float, bool]):
        part = tmp_path / "part"
        (part / "texts").mkdir(parents=True)
        (part / "texts" / "a.md").write_text(f"---\ntheatre: none\n---\n\n{text}\n")
        lines = [
            {"report_id": "a", "start": text.index(words), "end": text.index(words) + len(words),
             "lon": lon, "lat": lat, "radius_km": 1.0, "relative": relative}
            for words, lon, lat, relative in mentions
        ]  # fmt: skip
        (part / "places.jsonl").write_text("\n".join(map(json.dumps, lines)))
        return tmp_path

    return made


def test_a_name_within_a_phrase_is_known_but_not_found(gold):
    """We read the direction whole; the gold's bare name is answered by it, not found as such."""
    folder = gold("They moved in the direction of Aleppo.", ("Aleppo", 37.16, 36.2, False))
    figures = measure(folder, settings.load())["part"]
    assert figures["named_placed"] == 0.0
    assert figures["names_known"] == 1.0


def test_a_wrong_place_counts_as_placed_and_not_right(gold):
    """Naming a place elsewhere lowers what is right, not what is placed."""
    folder = gold("They hold Aleppo.", ("Aleppo", 10.0, 50.0, False))
    figures = measure(folder, settings.load())["part"]
    assert (figures["named_placed"], figures["named_acc5"]) == (1.0, 0.0)
    assert figures["names_known"] == 0.0


def test_a_folder_without_gold_is_refused(tmp_path):
    """The error says what is looked for."""
    with pytest.raises(DataError, match=r"places\.jsonl"):
        measure(tmp_path, settings.load())
