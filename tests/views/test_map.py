import re
from xml.etree import ElementTree as ET

import pytest

from fogline.model.situation import LineSegment
from fogline.views.map import MapOptions, render_map
from fogline.views.map.labels import Sheet
from fogline.views.map.palette import contrast, side_ink
from fogline.views.map.project import fit, scale_length

EXTENT = (37.8, 48.5, 38.3, 48.65)
NASTY = '"><script>alert(1)</script>\u202e'


def drawn(picture, **options):
    return render_map(picture.situation, picture.theatre, EXTENT, MapOptions(**options))


def with_first(picture, **changes):
    first, *rest = picture.situation.places
    return picture.situation.but(places=(first.but(**changes), *rest))


@pytest.mark.parametrize("scheme", ["auto", "light", "dark"])
def test_map_is_well_formed_svg(picture, scheme):
    """A map is well-formed SVG with a name, whatever its colours."""
    root = ET.fromstring(drawn(picture, scheme=scheme))  # noqa: S314
    assert root.tag.endswith("svg")
    assert root.get("aria-label")


def test_map_asks_for_nothing(picture):
    """A map names no other host, carries no script and no image."""
    svg = drawn(picture).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in svg
    assert "<script" not in svg
    assert "<image" not in svg


def test_hostile_names_stay_text(picture):
    """A place that is called like markup is shown as text, without direction tricks."""
    situation = with_first(picture, name=NASTY, status="held")
    svg = render_map(situation, picture.theatre, EXTENT, MapOptions())
    ET.fromstring(svg)  # noqa: S314
    assert "<script" not in svg
    assert "\u202e" not in svg


def test_each_mark_has_a_title_and_leads_to_its_sentences(picture):
    """A mark with sentences is a link with an accessible name; others are no links."""
    svg = drawn(picture, link=lambda id_: f"#x-{id_}" if id_ == "theatre:misto-east" else None)
    links = re.findall(r"<a [^>]*>", svg)
    assert len(links) == 1
    assert 'href="#x-theatre:misto-east"' in links[0]
    assert "Misto (east)" in re.search(r'aria-label="([^"]*)"', links[0])[1]


def test_ids_are_unique_and_carry_the_prefix(picture):
    """Two maps fit one page: every id starts with the map's prefix and stands once."""
    ids = re.findall(r' id="([^"]+)"', drawn(picture, prefix="city"))
    assert len(ids) == len(set(ids))
    assert all(i.startswith("city") for i in ids)


def test_legend_explains_only_what_is_drawn(nothing):
    """Without contested ground the legend says nothing of it."""
    svg = drawn(nothing)
    assert ">Contested<" not in svg
    assert "No evidence since the baseline" in svg


def test_line_of_contact_by_basis(picture):
    """A stale stretch is dashed, an observed one is not."""
    stretch = ((38.0, 48.5), (38.1, 48.6))
    bases = {}
    for basis in ("observed", "stale"):
        line = (LineSegment(coordinates=stretch, basis=basis),)
        situation = picture.situation.but(line_of_contact=line)
        svg = render_map(situation, picture.theatre, EXTENT, MapOptions(legend=False))
        bases[basis] = svg.split('class="line-of-contact"')[1].split("</g>")[0]
    assert "stroke-dasharray" in bases["stale"]
    assert "stroke-dasharray" not in bases["observed"]


def test_any_number_of_sides(picture):
    """A third side has its own colour."""
    third = picture.theatre.sides[0].but(id="third", name="Third", colour="#8844aa")
    theatre = picture.theatre.but(sides=(*picture.theatre.sides, third))
    situation = with_first(picture, control={"third": 0.97, "red": 0.03}, status="held")
    assert "#8844aa" in render_map(situation, theatre, EXTENT, MapOptions(scheme="light"))


def test_labels_never_cover_each_other():
    """Names that find no room beside their mark are left out."""
    sheet = Sheet(240, 60)
    seats = [sheet.beside((120, 30), 3, "Longname", 11) for _ in range(12)]
    assert any(seats)
    assert None in seats


def test_scale_bar_is_round():
    """The scale bar shows a round length that fits."""
    projection = fit(EXTENT, 700)
    km, text = scale_length(projection, 150)
    assert text == f"{km:g} km"
    assert km * projection.units_per_km <= 150
    assert f"{km:g}"[0] in "125"


@pytest.mark.parametrize("dark", [True, False])
def test_side_colours_can_be_read_as_text(picture, dark):
    """A side's colour as text has a contrast of 4.5 on either ground."""
    for side in picture.theatre.sides:
        assert contrast(side_ink(side, dark=dark), "#14171a" if dark else "#ffffff") >= 4.5
