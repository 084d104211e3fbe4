import io
import json
import re
from datetime import date
from html import unescape

import pytest
from PIL import Image

from factory_film import make, story
from factory_war import told
from fogline.errors import MissingResource
from fogline.pipeline.replay import Replay
from fogline.situation import History
from fogline.views import film
from fogline.views.film.frames import frames

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def replay():
    """Two days: before the story and after it."""
    before, after = make(told("control", "blue", "V4", "The Wire", "2023-03-05")), make(*story())
    pictures = (before.situation.but(on=date(2023, 3, 6)), after.situation)
    history = History()
    for picture in pictures:
        history.add(picture)
    return Replay(
        theatre=after.theatre, area=after.area, pictures=pictures, histories=history.places({})
    )


def data(page):
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_frames_come_back_whole(replay):
    """The page holds what frames share once, and each frame is put together exactly."""
    held = data(film.html(replay))
    drawn = frames(replay, film.WIDTH, "auto")
    for row, frame in zip(held["frames"], drawn, strict=True):
        assert "<".join(held["parts"][i] for i in row) == frame.svg
    assert len(held["parts"]) < sum(map(len, held["frames"])) * 0.8
    assert held["days"] == ["6 March 2023", "7 March 2023"]


def test_no_other_host_and_no_script_but_its_own(replay):
    """Nothing is fetched, and the policy names the one script by its digest."""
    page = unescape(film.html(replay))
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    assert "default-src 'none'" in page
    assert "script-src 'sha256-" in page
    assert "unsafe-inline" not in page


def test_hostile_names_stay_words(replay):
    """A place called like a tag is shown as its letters."""
    renamed = replay.histories[0].but(name=HOSTILE, side="red", before="blue")
    page = film.html(
        Replay(
            theatre=replay.theatre,
            area=replay.area,
            pictures=replay.pictures,
            histories=(renamed,),
        )
    )
    assert HOSTILE not in page
    assert "&lt;script&gt;alert" in page


def test_changes_of_a_day_are_told(replay):
    """Each day lists the places whose status changed, the first none."""
    told_ = data(film.html(replay))["changes"]
    assert told_[0] == []
    assert any("V3" in line for line in told_[1])


def test_gif_has_a_frame_a_day(replay):
    """The GIF plays every day and rests on the last."""
    made = Image.open(io.BytesIO(film.gif(replay)))
    assert made.n_frames == 2
    made.seek(1)
    assert made.info["duration"] == film.LAST_MS


def test_without_the_extra_packages(replay, monkeypatch):
    """Where the packages for pictures are missing, the error says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(MissingResource, match="pip install resvg-py"):
        film.gif(replay)
