"""A film of the map: an HTML page that plays without a network, a GIF, or an MP4.

Reads: a Replay.
Writes: one HTML file with every day's map; the same maps as pictures in a GIF or MP4.
"""

import base64
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Safe

from fogline.errors import MissingResource
from fogline.pipeline.replay import Replay
from fogline.situation import PlaceHistory, StatusChange
from fogline.views.film.frames import Frame, frames, key, sheet
from fogline.views.map.palette import Palette
from fogline.views.words import Texts
from fogline.views.words import day as day_words

__all__ = ["gif", "html", "mp4"]

FOLDER = Path(__file__).parent
WIDTH = 720.0
STEP_MS, LAST_MS = 450, 3000
"""How long a day and the last day stay on the screen."""
COLOURS = 256
"""Of a GIF, picked so that rare ones are covered: a small mark may be all that changes."""
KEY_WIDTH = 360.0
MP4_FPS = 2
Progress = Callable[[int], None]


@lru_cache(maxsize=1)
def _texts() -> Texts:
    return Texts(yaml.safe_load((FOLDER / "en.yaml").read_text(encoding="utf-8")))


def html(replay: Replay, progress: Progress = lambda _: None) -> str:
    """Return the film as one page that needs nothing beside it."""
    made = []
    for number, frame in enumerate(frames(replay, WIDTH, "auto"), 1):
        made.append(frame)
        progress(number)
    say = _texts()
    script = (FOLDER / "film.js").read_text(encoding="utf-8")
    palette = Palette(replay.theatre.sides)
    style = (
        f"{(FOLDER / 'film.css').read_text(encoding='utf-8')}:root{{{palette.css(dark=False)}}}"
        f"@media(prefers-color-scheme:dark){{:root{{{palette.css(dark=True)}}}}}"
    )
    days = [f.day for f in made]
    return (
        _environment()
        .get_template("film.html.j2")
        .render(
            t=say,
            title=_title(replay),
            days=days,
            first=Safe(made[0].svg),  # noqa: S704 - the renderer escapes all text
            legend=Safe(key(replay, KEY_WIDTH, "auto")),  # noqa: S704
            data=Safe(_data(made, replay)),  # noqa: S704 - JSON without a single <
            style=Safe(style),  # noqa: S704
            script=Safe(script),  # noqa: S704
            policy=f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}",
            rows=[row(h, replay) for h in replay.histories if h.side is not None],
            version=version("fogline"),
        )
    )


def _title(replay: Replay) -> str:
    first, last = replay.pictures[0].on, replay.pictures[-1].on
    return _texts()("title", area=replay.area.name, first=day_words(first), last=day_words(last))


def _data(made: Sequence[Frame], replay: Replay) -> str:
    """Return the frames as JSON: what frames share, which is nearly all, is written once.

    An SVG is cut at each "<"; `parts` are the different pieces, a frame is a list of their numbers.
    """
    parts: dict[str, int] = {}
    rows = [[parts.setdefault(p, len(parts)) for p in f.svg.split("<")] for f in made]
    data = {
        "parts": list(parts),
        "frames": rows,
        "days": [day_words(f.day) for f in made],
        "changes": _changes(replay),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _changes(replay: Replay) -> list[list[str]]:
    """Return for each day what changed, as sentences."""
    at = {p.on.isoformat(): n for n, p in enumerate(replay.pictures)}
    told: list[dict[str, None]] = [{} for _ in replay.pictures]
    for history in replay.histories:
        for change in history.changes[1:]:
            told[at[change.day]][f"{history.name}: {_status(change, replay)}"] = None
    return [list(t) for t in told]


def _status(change: StatusChange, replay: Replay) -> str:
    say = _texts()
    word = say(f"status_{change.status}")
    if change.status == "claimed" and change.claimed_by:
        return say("status_by", status=word, side=_side(change.claimed_by[0], replay))
    if change.status not in {"held", "infiltrated", "isolated"}:
        return word
    return say("status_by", status=word, side=_side(change.leading, replay))


def _side(side: str | None, replay: Replay) -> str:
    names = {s.id: s.name for s in replay.theatre.sides}
    return names.get(side or "", _texts()("never"))


def row(history: PlaceHistory, replay: Replay) -> dict[str, str]:
    """Return a place's history as words for a reader."""

    def day(text: str | None) -> str:
        return day_words(date.fromisoformat(text)) if text else _texts()("never")

    return {
        "place": history.name,
        "held_by": _side(history.before, replay),
        "by": _side(history.side, replay),
        "claimed": day(history.claimed),
        "claimed_by": history.claimed_by or "",
        "likely": day(history.likely),
        "confirmed": day(history.confirmed),
        "changes": "; ".join(f"{day(c.day)}: {_status(c, replay)}" for c in history.changes[1:]),
    }


def _digest(text: str) -> str:
    """Return a text's name in a content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _pictures(replay: Replay, progress: Progress) -> Iterable[bytes]:
    """Yield each day as a PNG that stands alone.

    Raises:
        MissingResource: the renderer is not installed.
    """
    try:
        import resvg_py
    except ImportError:
        raise MissingResource(
            "film: pictures need resvg-py, which is missing; install with: pip install resvg-py"
        ) from None
    legend = key(replay, WIDTH, "light")
    for number, frame in enumerate(frames(replay, WIDTH, "light"), 1):
        head = f"{replay.area.name}, {day_words(frame.day)}"
        drawn = sheet(frame, legend, head, WIDTH)
        yield bytes(resvg_py.svg_to_bytes(svg_string=drawn, background="#ffffff"))
        progress(number)


def gif(replay: Replay, progress: Progress = lambda _: None) -> bytes:
    """Return the film as an animated GIF.

    Raises:
        MissingResource: the packages that draw pictures are not installed.
    """
    from PIL import Image

    drawn = [
        Image.open(io.BytesIO(png))
        .convert("RGB")
        .quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        for png in _pictures(replay, progress)
    ]
    out = io.BytesIO()
    times = [STEP_MS] * (len(drawn) - 1) + [LAST_MS]
    drawn[0].save(
        out, "GIF", save_all=True, append_images=drawn[1:], duration=times, loop=0, optimize=False
    )
    return out.getvalue()


def mp4(replay: Replay, file: Path, progress: Progress = lambda _: None) -> None:
    """Write the film as an MP4 (H.264), two days a second.

    Raises:
        MissingResource: imageio or its encoder is not installed.
    """
    try:
        import imageio.v3 as iio
        import imageio_ffmpeg  # noqa: F401 - the encoder that imageio looks for
    except ImportError:
        raise MissingResource(
            "film: an MP4 needs imageio with its encoder; install with: pip install 'fogline[film]'"
        ) from None
    import numpy as np
    from PIL import Image

    drawn = [
        np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))
        for png in _pictures(replay, progress)
    ]
    # The encoder wants even sides.
    high, wide = (n - n % 2 for n in drawn[0].shape[:2])
    iio.imwrite(
        file, [d[:high, :wide] for d in drawn], fps=MP4_FPS, codec="libx264", macro_block_size=2
    )
