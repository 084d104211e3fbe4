import json

import pytest

from factory_war import theatre, told
from fogline.errors import DataError
from fogline.measure.pairs import rows_of, score


def side(text, outlet):
    return {"text": text, "outlet": outlet, "published": "2023-03-05T12:00:00+00:00"}


def read(_, reports):
    """Read each report as one capture told by its outlet itself."""
    found = [
        [
            told(by=r.outlet, origin_basis="own_reporting")[0].but(
                id=r.id, report_id=r.id, quote=r.text
            )
        ]
        for r in reports
    ]
    return found, theatre()


ROWS = [
    {"theatre": "made", "label": "independent", "case": "x",
     "a": side("Red men hold the school of V3 since noon", "The Wire"),
     "b": side("We saw a red flag at the mill this morning", "The Institute")},
    {"theatre": "made", "label": "same_origin", "case": "y",
     "a": side("Red men hold the school of V3 since noon", "The Wire"),
     "b": side("Since noon red men hold the school of V3", "The Courier")},
]  # fmt: skip


def test_independent_and_rewritten_pairs():
    """Two own observations corroborate; a sentence in another order does not."""
    found = score("corroboration", ROWS, read)
    assert (found["false"], found["missed"], found["unread"]) == (0.0, 0.0, 0.0)


def test_rows_are_checked(tmp_path):
    """A row with another label is refused with its line."""
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({**ROWS[0], "label": "perhaps"}))
    with pytest.raises(DataError, match="line 1"):
        rows_of("corroboration", path)
