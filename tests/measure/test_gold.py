"""A gold set that a stranger made, in the contract's form and nothing more."""

import json
from pathlib import Path
from typing import Any

import pytest

from fogline.errors import DataError
from fogline.measure.claims import measure
from fogline.measure.gold import load
from fogline.measure.reading import GoldReader
from fogline.model.report import report_id
from fogline.settings import load as settings

ARTICLE = (
    "Ukrainian troops withdrew from Soledar on Monday, the garrison said.\r\n\r\n"
    "Russian forces captured Krasna Hora today. — Front Watch (@frontwatch) March 6, 2023\r\n\r\n"
    "The mayor of the town was not available.\r\n"
)
HELD = "Ukrainian troops withdrew from Soledar on Monday"
POST = "Russian forces captured Krasna Hora today."


def line(key: str, quote: str, text: str, **fields: Any) -> dict[str, Any]:
    start = text.index(quote)
    return {
        "report_id": key, "quote": quote, "start": start, "end": start + len(quote),
        "outlet": "The Courier", "published": "2023-03-07T10:25:00+02:00", "url": None,
        "chain": [{"name": "The Courier", "kind": "outlet", "role": "outlet"}],
        "origin_basis": "uncredited", "certainty": {"low": 0.95, "high": 1.0},
        "retold": False, "kind": "event", **fields,
    }  # fmt: skip


def folder(path: Path, *lines: dict[str, Any], text: str = ARTICLE) -> Path:
    (path / "texts").mkdir()
    (path / "texts" / "one.txt").write_bytes(text.encode())
    (path / "claims.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


@pytest.mark.parametrize("key", ["one", "one.txt", report_id("The Courier", None, ARTICLE)])
def test_a_bare_text_is_read_with_what_its_claims_say(tmp_path: Path, key: str):
    """Outlet and instant come from the lines, whichever way they name the report."""
    gold, (text,) = load(folder(tmp_path, line(key, HELD, ARTICLE, action="withdraw")))
    assert (text.header["outlet"], text.header["published"][:10]) == ("The Courier", "2023-03-07")
    assert text.text == ARTICLE
    assert len(gold["one"]) == 1
    claims = GoldReader(settings())(text)
    withdrawn = next(c for c in claims if c.action == "withdraw")
    assert (withdrawn.outlet, withdrawn.published) == ("The Courier", "2023-03-07T10:25:00+02:00")
    assert all(ARTICLE[c.start : c.end] == c.quote for c in claims)


def test_the_posts_in_a_text_are_read_with_it(tmp_path: Path):
    """Their claims stand at their place in the text, and their today is their own day."""
    made = folder(tmp_path, line("one", POST[:-1], ARTICLE, action="capture"))
    _, (text,) = load(made)
    captured = next(c for c in GoldReader(settings())(text) if c.action == "capture")
    assert ARTICLE[captured.start : captured.end] == captured.quote
    assert captured.time.start == "2023-03-06"
    figures = measure(made, GoldReader(settings()))[made.name]
    assert figures["claim_recall"] == 1
    assert "misplaced_quotes" not in figures


def test_a_post_annotated_as_its_own_report_is_read_apart(tmp_path: Path):
    """Then its claims count there, and not in the article a second time."""
    key = report_id("Front Watch", None, POST)
    lines = [
        line("one", HELD, ARTICLE, action="withdraw"),
        line(key, POST[:-1], POST, action="capture", outlet="Front Watch"),
    ]
    _, (article, post) = load(folder(tmp_path, *lines))
    reader = GoldReader(settings())
    assert {c.action for c in reader(article)} == {"withdraw"}
    assert {c.action for c in reader(post)} == {"capture"}
    assert reader(post)[0].chain[0].name == "The Courier"


def test_offsets_counted_without_carriage_returns_hold_too(tmp_path: Path):
    """Most languages read line ends as one character; the quotes tell which way it was."""
    plain = ARTICLE.replace("\r\n", "\n")
    quote = "The mayor of the town was not available"
    _, (text,) = load(folder(tmp_path, line("one", quote, plain, action="other")))
    assert text.text == plain


def test_gold_that_belongs_to_no_text_and_quotes_out_of_place_are_said(tmp_path: Path):
    """Neither passes for a bad reading."""
    shifted = line("one", HELD, ARTICLE, action="withdraw") | {"start": 3}
    made = folder(tmp_path, shifted)
    assert measure(made, GoldReader(settings()))[made.name]["misplaced_quotes"] == 1
    (made / "claims.jsonl").write_text(json.dumps(shifted | {"report_id": "two"}))
    with pytest.raises(DataError, match="'two'"):
        load(made)
