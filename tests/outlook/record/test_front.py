from datetime import date

import numpy as np
import pytest

import factory_record as make
from fogline.errors import InputRefused
from fogline.outlook.record import front as grid
from fogline.outlook.record import hazard


@pytest.fixture
def front(tmp_path):
    """An invented front of sixty weeks."""
    return grid.load(make.write_front(tmp_path / "front.npz"))


def test_only_cells_beside_the_line_are_scored(front):
    """Each is free, and an occupied cell lies within 3 km."""
    rows = grid.cells(front)
    assert not front.occupied[rows.week, rows.row, rows.column].any()
    assert rows.pick(("distance",)).max() <= 3


def test_what_fell_is_seen_at_its_week_and_unknown_past_the_end(front):
    """A cell counts as fallen if it is occupied so many weeks later."""
    rows = grid.cells(front)
    fell = grid.falls(front, rows, 4)
    last = rows.week >= len(front.days) - 4
    assert np.isnan(fell[last]).all()
    n = int(np.flatnonzero(fell == 1)[0])
    assert front.occupied[rows.week[n] + 4, rows.row[n], rows.column[n]]


def test_nothing_of_the_future_reaches_a_hazard(tmp_path, front):
    """A front that differs only from a week on gives the same hazard before that week."""
    begin = 40
    after = front.occupied.copy()
    after[begin:] = True
    other = grid.Front("other", after, front.unclear, front.days)
    before = [hazard.learn(f, grid.cells(f), 4, begin).hazard for f in (front, other)]
    assert np.array_equal(before[0].weights, before[1].weights)


def test_the_hazard_learns_where_the_line_moves(front):
    """In the fast north cells fall more often than in the slow south."""
    rows = grid.cells(front)
    learned = hazard.learn(front, rows, 4, 50).hazard
    now = rows.week == 50
    p = learned.probability(rows.pick(grid.FULL)[now])
    north = rows.row[now] < 10
    assert p[north].mean() > 2 * p[rows.row[now] > 30].mean()


def test_a_front_that_stopped_is_expected_to_stand(front):
    """After ten weeks without a change the chance to fall is far lower than on the move."""
    still = front.occupied.copy()
    still[40:50] = still[39]
    stopped = grid.Front("stopped", still, front.unclear, front.days)
    mean = []
    for other in (front, stopped):
        rows = grid.cells(other)
        now = rows.week == 49
        learned = hazard.learn(other, rows, 1, 50).hazard
        mean.append(learned.probability(rows.pick(grid.FULL)[now]).mean())
    assert mean[1] < mean[0] / 2


def test_quarters_begin_where_the_calendar_has_them(front):
    """Weeks are named by the quarter of their Monday, from 2023 on."""
    found = list(hazard.quarters(front.days))
    assert [name for name, _, _ in found] == ["2023-Q1", "2023-Q2", "2023-Q3"]
    assert front.days[found[0][1]] == date(2023, 1, 2)


def test_recent_weeks_count_more(front):
    """After a half-life a row counts half."""
    assert hazard.faded(np.array([0.0, 13.0, 26.0])).tolist() == [1, 0.5, 0.25]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda a: a.pop("unclear"), "no front by weeks"),
        (lambda a: a.update(occupied=a["occupied"][:, 1:]), "should both be"),
        (lambda a: a.update(occupied=a["occupied"].astype(int)), "boolean"),
        (lambda a: a.update(week=a["week"] * 2), "seven days"),
    ],
)
def test_what_is_no_front_is_refused(tmp_path, change, reason):
    """Missing arrays, wrong shapes and types, and weeks with gaps are named."""
    path = make.write_front(tmp_path / "front.npz", weeks=5, size=8)
    arrays = dict(np.load(path))
    change(arrays)
    np.savez(path, **arrays)
    with pytest.raises(InputRefused, match=reason):
        grid.load(path)


def test_a_text_is_no_front(tmp_path):
    """A file of another kind is refused without a traceback."""
    path = tmp_path / "front.npz"
    path.write_text("week,lat,lon")
    with pytest.raises(InputRefused, match="no front"):
        grid.load(path)
