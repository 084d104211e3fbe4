"""The brief as PDF, with WeasyPrint and what it needs of the system (make test-all)."""

import re

import pytest

from fogline.views import printing

pytestmark = pytest.mark.extra


def test_the_brief_on_paper_holds_its_words_and_its_maps_as_images(picture):
    """A PDF of several pages; its maps and charts are images, so that every colour is printed."""
    made = printing.pdf(picture)
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Subtype\s*/Image", made)) > 2


def test_no_colour_of_the_map_is_left_to_the_page(picture):
    """What draws the images knows no custom properties: each stands for its colour."""
    drawn = printing._drawn("<svg viewBox='0 0 9 9'><path fill='var(--map-land)'/></svg>", picture)
    assert "svg" not in drawn
    assert drawn.startswith('<img alt=""')
