"""The finer action: by what a strike is made, what is shot down, when a presence is a flag."""

from fogline.claims.english.matching import Match
from fogline.claims.english.text import Text

_BY_WORD = {
    word: sub_action
    for sub_action, words in {
        "drone_strike": ("drone", "drones", "uav", "uavs", "shahed", "shaheds", "fpv", "quadcopter"),
        "missile_strike": ("missile", "missiles", "iskander", "kinzhal", "kalibr"),
        "air_strike": (
            "air", "aviation", "aircraft", "warplane", "warplanes", "jet", "jets", "airstrike",
            "airstrikes", "bomb", "bombs", "bomber", "bombers", "plane", "planes",
        ),
        "shell": (
            "shell", "shells", "shelling", "mortar", "mortars", "artillery", "howitzer", "gunner",
            "gunners", "grad", "grads", "rocket", "rockets", "mlrs", "barrage", "barrages",
            "bombardment", "tank", "tanks", "shelled", "shells",
        ),
    }.items()
    for word in words
}  # fmt: skip
_AIRBORNE = frozenset({"drone", "uav", "shahed", "missile", "rocket", "kinzhal", "kalibr", "iskander",
                       "quadcopter", "target"})  # fmt: skip
_AIR = (["strike"], ["raid"], ["attack"], ["bomb"], ["power"])
_DOWNING = frozenset({"destroy", "down", "shoot", "bring", "intercept"})


def sub_action(text: Text, match: Match, bounds: tuple[int, int]) -> str | None:
    """Return the finer action of a claim by the words of its quote."""
    table = text.table
    if match.action == "strike":
        return _strike(text, match, bounds)
    if match.action == "destroy" and match.sub_action is None:
        hit = match.target if match.target is not None else match.object
        if (
            hit is not None
            and table.lemma[match.trigger] in _DOWNING
            and table.lemma[hit].lower() in _AIRBORNE
        ):
            return "intercept"
    if match.action == "control" and _by_fire(text, bounds):
        return "fire_control"
    if match.sub_action == "presence" and "flag" in table.lemma[bounds[0] : bounds[1]]:
        return "raise_flag"
    return match.sub_action


def _by_fire(text: Text, bounds: tuple[int, int]) -> bool:
    """Say whether what is controlled is within fire only: "under the fire control of"."""
    table = text.table
    return any(
        table.lower[t] in ("fire", "firing") and table.lower[t + 1] == "control"
        for t in range(bounds[0], bounds[1] - 1)
    )


def _strike(text: Text, match: Match, bounds: tuple[int, int]) -> str | None:
    table = text.table
    if match.sub_action not in (None, "shell"):
        return match.sub_action
    found: set[str] = set()
    for token in range(*bounds):
        word = _BY_WORD.get(table.lower[token])
        if word is None or _part_of_target(text, match, token):
            continue
        if table.lower[token] == "air" and table.lemma[token + 1 : token + 2] not in _AIR:
            continue
        found.add(word)
    if len(found) > 1:
        found.discard("shell")
    if found:
        return found.pop() if len(found) == 1 else None
    # "Under fire" does not say by what; "shelled" does.
    fire = any(table.lemma[t] == "fire" for t in match.core)
    return None if fire else match.sub_action


def _part_of_target(text: Text, match: Match, token: int) -> bool:
    """Say whether a word belongs to what is hit: "the drone factory", "two tanks"."""
    table = text.table
    for _ in range(3):
        if token in (match.target, match.object):
            return table.lemma[match.trigger] not in _LAUNCHING
        if table.dep[token] not in ("compound", "amod", "nmod", "poss", "conj"):
            return False
        token = table.head[token]
    return False


_LAUNCHING = frozenset(
    {"launch", "fire", "drop", "carry", "send", "use", "conduct", "make", "land"}
)
