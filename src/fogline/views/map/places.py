"""City sectors and settlements, filled by who holds them and how surely that is known."""

from fogline.model.situation import PlaceSituation
from fogline.model.theatre import TheatrePlace
from fogline.views.map.ground import outline
from fogline.views.map.labels import around
from fogline.views.map.scene import Gazetteer, Scene, at, geometry, leading, rivals
from fogline.views.map.svg import Markup, Point, el, group
from fogline.views.words import age, percent, probability_word, texts

STEPS = ((0.95, 0.92), (0.80, 0.68), (0.55, 0.44))
"""From probability to how full the colour is, at the steps of ICD 203."""


def fullness(probability: float) -> float:
    """Return how full a side's colour is for a probability; 0 where it is no likelier than not."""
    return next((full for low, full in STEPS if probability >= low), 0.0)


def words_of(place: PlaceSituation, scene: Scene) -> str:
    """Return what a mark says: name, side, word, status, age."""
    say = texts()
    side, probability = leading(place)
    name = {s.id: s.name for s in scene.theatre.sides}.get(side or "", "")
    if place.status == "unknown":
        return say("mark_unknown", name=place.name)
    held = (
        say("no_recent_evidence")
        if place.place_id in scene.silent
        else (
            say("mark_held", side=name, word=probability_word(probability), p=percent(probability))
            if side and probability >= 0.5
            else say("mark_open")
        )
    )
    return say(
        "mark",
        name=place.name,
        held=held,
        status=say(f"status_{place.status}"),
        age=age(place.evidence_age_hours),
    )


def patterns(scene: Scene) -> Markup:
    """Define the hatches: one of each side for claims, one of each pair for contested ground."""
    places = scene.situation.places
    made: list[str] = [_claim_hatch(scene, c.side) for p in places for c in p.claimed_by]
    made += [_contested(scene, *_pair(p)) for p in places if p.status == "contested"]
    return el("defs", *(Markup(m) for m in dict.fromkeys(made)))


def _pair(place: PlaceSituation) -> tuple[str, str]:
    sides = [*rivals(place), "", ""]
    return sides[0], sides[1]


def _claim_hatch(scene: Scene, side: str) -> Markup:
    bar = el("rect", x=0, y=0, width=1.9, height=7, fill=scene.palette.side(side))
    return el(
        "pattern",
        bar,
        id=scene.id("claim", side),
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _contested(scene: Scene, a: str, b: str) -> Markup:
    bars = [
        el("rect", x=0, y=0, width=5, height=10, fill=scene.palette.side(a), fill_opacity=0.55),
        el("rect", x=5, y=0, width=5, height=10, fill=scene.palette.side(b), fill_opacity=0.55),
    ]
    return el(
        "pattern",
        *bars,
        id=scene.id("contested", a, b),
        width=10,
        height=10,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(-45)",
    )


def sectors(scene: Scene) -> Markup:
    """Draw the quarters of cities."""
    gazetteer = Gazetteer(scene.theatre)
    parts = []
    for place in scene.situation.places:
        entry = gazetteer.get(place.place_id)
        if place.kind == "sector" and entry is not None and geometry(entry.geometry) is not None:
            parts.append(_sector(scene, place, entry))
    return group(parts, class_="sectors")


def _sector(scene: Scene, place: PlaceSituation, entry: TheatrePlace) -> Markup:
    shape = geometry(entry.geometry)
    if shape is None:
        return Markup()
    seen = scene.projection.shape(shape).intersection(scene.projection.sheet)
    d = outline(seen)
    if not d:
        return Markup()
    halo = scene.palette("halo")
    layers = [
        el("path", d=d, fill=halo),
        el("path", d=d, **_fill(scene, place)),
        *_claims_over(scene, place, d),
        el("path", d=d, fill="none", stroke=halo, stroke_width=1.4),
    ]
    return _linked(scene, place, layers, "sector")


def _fill(scene: Scene, place: PlaceSituation) -> dict[str, object]:
    """Return the paint of a sector by its status and probability."""
    side, probability = leading(place)
    if place.status == "unknown":
        scene.used.add("unknown")
        return {"fill": scene.palette("land")}
    if place.status == "contested":
        scene.used.add("contested")
        return {"fill": f"url(#{scene.id('contested', *_pair(place))})"}
    full = fullness(probability)
    if place.status == "grey_zone" or side is None or not full:
        scene.used.add("grey")
        return {"fill": scene.palette("grey"), "fill_opacity": 0.5}
    scene.used.add(f"side_{side}")
    return {"fill": scene.palette.side(side), "fill_opacity": full}


def _claims_over(scene: Scene, place: PlaceSituation, d: str) -> list[Markup]:
    """Hatch what a side claims and is not held to have."""
    side, probability = leading(place)
    made = []
    for claim in place.claimed_by:
        if claim.side == side and probability >= 0.8:
            continue
        scene.used.add(f"claimed_{claim.side}")
        made.append(el("path", d=d, fill=f"url(#{scene.id('claim', claim.side)})"))
    return made


def settlements(scene: Scene) -> Markup:
    """Draw towns and villages that are not drawn by sectors."""
    gazetteer = Gazetteer(scene.theatre)
    cities = {p.part_of for p in scene.situation.places if p.kind == "sector"}
    parts: list[str] = []
    for place in by_weight(scene, gazetteer):
        slug = place.place_id.removeprefix("theatre:")
        spot = at(scene, place)
        if place.kind != "settlement" or not scene.projection.holds(spot, -4):
            continue
        if slug in cities or place.place_id in cities:
            continue
        reach = radius(place, gazetteer.get(place.place_id))
        scene.sheet.take(around(spot, reach))
        parts.append(_linked(scene, place, _dot(scene, place, spot, reach), "settlement"))
    return group(parts, class_="settlements")


def radius(place: PlaceSituation, entry: TheatrePlace | None) -> float:
    """Return how large a settlement's mark is: by people where known, else by extent."""
    people = (entry.population or 0) if entry else 0
    extent = entry.radius_km if entry else 0.0
    size = 8.0 if people > 50_000 else 6.6 if people > 5_000 or extent >= 2 else 5.2
    if people <= 5_000 and extent <= 1.0:
        size = 4.2
    return size - 0.8 if place.status == "unknown" else size


def _dot(scene: Scene, place: PlaceSituation, spot: Point, reach: float) -> list[Markup]:
    x, y = spot
    side, probability = leading(place)
    halo, ink = scene.palette("halo"), scene.palette("ink")
    base = el("circle", cx=x, cy=y, r=reach + 1.2, fill=halo)
    if place.status == "unknown":
        scene.used.add("unknown")
        return [
            el(
                "circle",
                cx=x,
                cy=y,
                r=reach,
                fill=halo,
                stroke=scene.palette("unknown"),
                stroke_width=1,
                stroke_dasharray="1.6 1.6",
            )
        ]
    if place.status == "contested":
        return [base, *_halves(scene, place, spot, reach)]
    paint = _fill(scene, place)
    made = [
        base,
        el("circle", cx=x, cy=y, r=reach, stroke=paint["fill"], stroke_width=1.2, **paint),
    ]
    if place.status == "vacated":
        scene.used.add("vacated")
        made = [
            base,
            el(
                "circle",
                cx=x,
                cy=y,
                r=reach - 0.8,
                fill="none",
                stroke_width=2.2,
                stroke=scene.palette.side(side),
            ),
        ]
    if place.status == "isolated":
        scene.used.add("isolated")
        made.append(
            el(
                "circle",
                cx=x,
                cy=y,
                r=reach + 2.6,
                fill="none",
                stroke=ink,
                stroke_width=1.4,
                stroke_dasharray="3 2",
            )
        )
    if place.status == "infiltrated":
        scene.used.add("infiltrated")
        other = next((s for s in rivals(place) if s != side), None)
        made.append(
            el(
                "circle",
                cx=x,
                cy=y,
                r=reach * 0.45,
                fill=scene.palette.side(other),
                stroke=halo,
                stroke_width=1,
            )
        )
    return made + _claim_rings(scene, place, spot, reach, (side, probability))


def _halves(scene: Scene, place: PlaceSituation, spot: Point, reach: float) -> list[Markup]:
    scene.used.add("contested")
    (x, y), (a, b) = spot, _pair(place)
    made = []
    for who, sweep in ((a, 0), (b, 1)):
        d = f"M{x:.1f} {y - reach:.1f} A{reach} {reach} 0 0 {sweep} {x:.1f} {y + reach:.1f} Z"
        made.append(el("path", d=d, fill=scene.palette.side(who or None), fill_opacity=0.85))
    return [*made, *_claim_rings(scene, place, spot, reach, (None, 0.0))]


def _claim_rings(
    scene: Scene,
    place: PlaceSituation,
    spot: Point,
    reach: float,
    held: tuple[str | None, float],
) -> list[Markup]:
    """Ring a settlement in the colours of the sides that claim it without being held to have it."""
    made = []
    for i, claim in enumerate(
        c for c in place.claimed_by if not (c.side == held[0] and held[1] >= 0.8)
    ):
        scene.used.add(f"claimed_{claim.side}")
        made.append(
            el(
                "circle",
                cx=spot[0],
                cy=spot[1],
                r=reach + 2.6 + 2.8 * i,
                fill="none",
                stroke=scene.palette.side(claim.side),
                stroke_width=2,
                stroke_dasharray="2.6 1.8",
            )
        )
    return made


def _linked(scene: Scene, place: PlaceSituation, layers: list[Markup], kind: str) -> Markup:
    said = words_of(place, scene)
    title = el("title", said)
    id_ = scene.id(kind, place.place_id.removeprefix("theatre:"))
    href = scene.link(place.place_id)
    if href is None:
        return el("g", title, *layers, id=id_)
    return el("a", title, *layers, id=id_, href=href, class_="mark", aria_label=said)


def by_weight(scene: Scene, gazetteer: Gazetteer) -> list[PlaceSituation]:
    """Settlements, those with news and many people first: they get their names first."""

    def weight(place: PlaceSituation) -> tuple[float, ...]:
        entry = gazetteer.get(place.place_id)
        people = (entry.population or 0) if entry else 0
        told = 0 if place.status == "unknown" else 1
        disputed = 0 if place.status in {"unknown", "held"} else 1
        return (people > 5000, told, disputed, people, len(place.claims))

    return sorted(scene.situation.places, key=weight, reverse=True)
