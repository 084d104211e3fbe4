"""Turn marked passages into gold places: `python evals/places/mark.py SHEET FOLDER`.

Writes FOLDER/texts/NAME.md and FOLDER/places.jsonl. Nobody counts offsets by hand: a sheet marks the
words, `[[words||where]]`, and says in the words of README.md where they are. A report in it:

    === f01-name
    outlet: Steppe Wire
    published: 2024-03-14T20:05:00+02:00
    theatre: ukraine

    Men hold [[the eastern quarter of Sadove||part sadove E]] and [[Orlivka||name orlivka]].

`where` is one of

    name X            the place itself, called by its name
    at LON LAT R      a point with a half extent; `name` behind it where the words are its name
    centre X | near X | around X | towards X | self X
    outskirts X [E]   X's edge, all around or on one side
    part X E          | of X E | dist X KM [DEGREES] | between X Y | line X Y
    skip              a mention that the gold leaves out

X is an id of the report's theatre or LON,LAT,RADIUS. The formulas are those of README.md; they are
written here a second time so that the gold does not rest on the code that it measures.
"""

import json
import math
import re
import sys
from pathlib import Path
from typing import Any

import yaml

THEATRES = Path(__file__).parents[2] / "src" / "fogline" / "theatres"
MARK = re.compile(r"\[\[(.+?)\|\|(.+?)\]\]")
COMPASS = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}
LEADING = re.compile(
    r"(?:in and |in|on|at|into|from|for|over|inside|via|the border)\s+", re.IGNORECASE
)
ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
NEAR_KM, AROUND_KM, TOWARDS_KM, OUTSIDE_KM, EDGE_KM = 2.0, 5.0, 3.0, 2.0, 0.5
WIDER = {"centre": None, "near": NEAR_KM, "around": AROUND_KM, "towards": TOWARDS_KM, "self": 0.0}

Spot = tuple[float, float, float]
"""Longitude, latitude, half extent in km."""


def step(spot: Spot, bearing: float, km: float) -> tuple[float, float]:
    """Return the point at a bearing and distance."""
    angle = math.radians(bearing)
    lat = spot[1] + km * math.cos(angle) / 111.2
    return spot[0] + km * math.sin(angle) / (111.2 * math.cos(math.radians(spot[1]))), lat


def half_way(one: Spot, two: Spot) -> Spot:
    """Return the middle of two places and half the way between them."""
    lon, lat = (one[0] + two[0]) / 2, (one[1] + two[1]) / 2
    across = (one[0] - two[0]) * math.cos(math.radians(lat))
    return lon, lat, max(0.5, math.hypot(across, one[1] - two[1]) * 111.2 / 2)


def spot_of(text: str, places: dict[str, Spot]) -> Spot:
    """Return a place by its id or its numbers."""
    if "," in text:
        lon, lat, radius = map(float, text.split(","))
        return lon, lat, radius
    return places[text]


def where(said: list[str], places: dict[str, Spot]) -> Spot:
    """Return where a mark says that its words are."""
    verb, *rest = said
    if verb == "at":
        return float(rest[0]), float(rest[1]), float(rest[2])
    spot = spot_of(rest[0], places)
    if verb in {"between", "line"}:
        return half_way(spot, spot_of(rest[1], places))
    if verb == "name":
        return spot
    if verb in WIDER:
        wider = WIDER[verb]
        return spot[0], spot[1], spot[2] / 3 if wider is None else spot[2] + wider
    return aside(verb, spot, rest[1:])


def aside(verb: str, spot: Spot, rest: list[str]) -> Spot:
    """Return a part of a place, its edge, or what lies off it."""
    lon, lat, radius = spot
    if verb == "outskirts" and (not rest or rest[0] not in COMPASS):
        return lon, lat, radius + EDGE_KM
    if verb == "dist":
        km = float(rest[0])
        if len(rest) == 1:
            return lon, lat, km
        return *step(spot, float(rest[1]), km), max(0.5, 0.35 * km)
    off, wide = {
        "part": (radius / 2, radius / 2),
        "of": (radius + OUTSIDE_KM, OUTSIDE_KM),
        "outskirts": (radius, radius / 2 + EDGE_KM),
    }[verb]
    return *step(spot, COMPASS[rest[0]], off), wide


def mark(name: str, body: str, places: dict[str, Spot]) -> tuple[str, list[dict[str, Any]]]:
    """Return a report's text without its marks, and its gold mentions."""
    found: list[dict[str, Any]] = []
    text, at = "", 0
    for match in MARK.finditer(body):
        text += body[at : match.start()]
        words, said = match[1], match[2].split()
        at, start = match.end(), len(text)
        text += words
        if said == ["skip"]:
            continue
        relative = not (said[-1] == "name" or (said[0] == "name" and said[-1] != "rel"))
        keeps_to = re.match(r"(?i)(?:to|on|in) the (?:north|south|east|west|opposite)", words)
        while not (keeps_to and relative) and (lead := LEADING.match(words)):
            start, words = start + lead.end(), words[lead.end() :]
        if not relative and (article := ARTICLE.match(words)):
            start, words = start + article.end(), words[article.end() :]
        lon, lat, radius = where(said, places)
        found.append(
            {
                "report_id": name, "text": words, "start": start, "end": start + len(words),
                "lon": round(lon, 4), "lat": round(lat, 4), "radius_km": round(radius, 2),
                "relative": relative,
            }
        )  # fmt: skip
    return text + body[at:], found


def places_of(theatre: str) -> dict[str, Spot]:
    """Return a theatre's places by their ids, none for reports of no theatre."""
    path = THEATRES / theatre / "places.yaml"
    if not path.is_file():
        return {}
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {row["id"]: (row["lon"], row["lat"], float(row.get("radius_km", 1.0))) for row in rows}


def main(sheet: str, folder: str) -> None:
    """Write the gold of a sheet."""
    texts = Path(folder) / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    for report in Path(sheet).read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, body = report.strip().partition("\n\n")
        name, _, fields = head.partition("\n")
        header = yaml.safe_load(fields)
        text, found = mark(name, body.strip(), places_of(header["theatre"]))
        (texts / f"{name}.md").write_text(f"---\n{fields}\n---\n\n{text}\n", encoding="utf-8")
        lines += [json.dumps(item, ensure_ascii=False) for item in found]
    (Path(folder) / "places.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
