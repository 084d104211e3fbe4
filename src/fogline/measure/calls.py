"""From the words of a `fogline measure` call to its figures."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from fogline.errors import UsageError
from fogline.settings import Settings, load

Figures = dict[str, Any]
DEFAULT_CLAIMS = Path("evals/claims")
DEFAULT_PLACES = Path("evals/places")
USAGE = {
    "claims": "claims [DIR]",
    "attribution": "attribution polnear DIR",
    "certainty": "certainty factuality FILE",
    "places": "places lgl FILE, or places theatre [DIR], or places names DIR",
    "control": "control FILE --store FILE",
    "corroboration": "corroboration FILE",
    "disputes": "disputes FILE",
    "outlook": "outlook battles FILE, or outlook front FILE, or outlook case [SCENARIO] FILE",
}


def run(words: Sequence[str], settings: Settings | None = None) -> Figures:
    """Return the figures of a measure.

    Args:
        words: as on the command line: the measure, its corpus' form, paths.
        settings: None = from the environment.

    Raises:
        UsageError: no such measure, or its words are off.
    """
    settings = settings or load()
    calls: dict[str, Callable[[list[str], Settings], Figures]] = {
        "claims": _claims,
        "attribution": _attribution,
        "certainty": _certainty,
        "places": _places,
        "control": _control,
        "corroboration": partial(_pairs, "corroboration"),
        "disputes": partial(_pairs, "disputes"),
        "outlook": _outlook,
    }
    name = words[0] if words else ""
    if name not in calls:
        raise UsageError(
            f"measure {name!r}: no such measure; there are: {'; '.join(USAGE.values())}"
        )
    return calls[name](list(words[1:]), settings)


def _path(words: list[str], name: str, form: str | None = None) -> Path:
    expected = 1 if form is None else 2
    if len(words) != expected or (form is not None and words[0] != form):
        raise UsageError(f"measure {name}: call it as: fogline measure {USAGE[name]}")
    path = Path(words[-1])
    if not path.exists():
        raise UsageError(f"measure {name}: {path}: there is no such file or folder")
    return path


def _claims(words: list[str], settings: Settings) -> Figures:
    from fogline.measure.claims import measure
    from fogline.measure.reading import GoldReader

    return measure(_path(words or [str(DEFAULT_CLAIMS)], "claims"), GoldReader(settings))


def _attribution(words: list[str], settings: Settings) -> Figures:
    from fogline.measure.attribution import measure
    from fogline.text.parse import Parser

    return measure(_path(words, "attribution", "polnear"), Parser(settings.pipeline))


def _certainty(words: list[str], settings: Settings) -> Figures:
    from fogline.measure.certainty import measure
    from fogline.text.parse import Parser

    return measure(_path(words, "certainty", "factuality"), Parser(settings.pipeline))


def _places(words: list[str], settings: Settings) -> Figures:
    if words[:1] == ["theatre"]:
        from fogline.measure.theatre_places import measure as measure_theatre

        folder = _path(
            words if len(words) > 1 else [*words, str(DEFAULT_PLACES)], "places", "theatre"
        )
        return measure_theatre(folder, settings)
    if words[:1] == ["names"]:
        from fogline.measure.place_names import measure as measure_names

        return measure_names(_path(words, "places", "names"), settings)
    from fogline.measure.places import measure
    from fogline.places import Index, open_gazetteer
    from fogline.text.parse import Parser

    index = Index(open_gazetteer(settings))
    return measure(_path(words, "places", "lgl"), index, Parser(settings.pipeline))


def _control(words: list[str], _settings: Settings) -> Figures:
    from fogline.measure.control import measure
    from fogline.store import open_store

    if len(words) != 3 or words[1] != "--store":
        raise UsageError(f"measure control: call it as: fogline measure {USAGE['control']}")
    file = _path(words[:1], "control")
    with open_store(words[2]) as store:
        return measure(file, tuple(store.claims()), tuple(store.reports()), store.theatre)


def _outlook(words: list[str], _settings: Settings) -> Figures:
    form = words[0] if words else ""
    if form == "battles":
        from fogline.measure.outlook_battles import measure as battles

        return battles(_path(words, "outlook", form))
    if form == "case":
        return _outlook_case(words[1:])
    from fogline.measure.outlook_front import measure as front

    return front(_path(words, "outlook", "front"))


def _outlook_case(words: list[str]) -> Figures:
    from fogline.measure.outlook_case import measure as case

    files = [w for w in words if w.endswith(".csv")]
    if len(files) != 1:
        raise UsageError(
            "measure outlook case: name one file of shares by day (.csv) and, if not all that "
            "ship, scenarios: fogline measure outlook case bakhmut-2023-03-08 shares.csv"
        )
    path = Path(files[0])
    if not path.is_file():
        raise UsageError(f"measure outlook case: {path}: there is no such file")
    return case(path, [w for w in words if w not in files])


def _pairs(name: str, words: list[str], settings: Settings) -> Figures:
    from fogline.measure.pairs import measure

    return measure(name, _path(words, name), settings)
