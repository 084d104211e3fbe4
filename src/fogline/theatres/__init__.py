"""Theatres are data: `load("ukraine")` returns one, checked, or says what does not hold together.

Reads: `theatres/<id>/*.yaml` of this package, or a folder of the same form anywhere.
"""

from fogline.theatres.load import available, dossier_folder, load

__all__ = ["available", "dossier_folder", "load"]
