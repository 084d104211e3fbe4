"""Fixtures of the views: the small war's picture, and pictures of any claims."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from factory_film import Told, make, story
from fogline.views.picture import Picture


@pytest.fixture
def picture() -> Picture:
    """The small war's picture."""
    return make(*story())


@pytest.fixture
def nothing() -> Picture:
    """A picture of which nobody has said anything."""
    return make()


@pytest.fixture
def picture_of() -> Callable[..., Picture]:
    """Make a picture from claims."""

    def build(*pairs: Told, **fields: Any) -> Picture:
        return replace(make(*pairs), **fields)

    return build
