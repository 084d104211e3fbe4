"""Places: which point, line or area the words of a report mean.

gazetteer = places.open_gazetteer(settings)
index = places.Index(gazetteer, theatre)
words = places.find(doc, index)
placements = places.resolve(report.text, words, index)
claims = places.place(claims, placements)
"""

from fogline.places.find import find
from fogline.places.gazetteer.load import Loaded, load_dump
from fogline.places.gazetteer.read import Gazetteer, open_gazetteer
from fogline.places.index import Index
from fogline.places.resolve import resolve
from fogline.places.step import place

__all__ = [
    "Gazetteer", "Index", "Loaded", "find", "load_dump", "open_gazetteer", "place", "resolve",
]  # fmt: skip
