"""The vocabulary of content holds together, and a wrong file is named with the place in it."""

import shutil

import pytest

from fogline.errors import VocabularyError
from fogline.vocabulary.content import actions, content
from fogline.vocabulary.load import FOLDER

CONTRACT = [
    "attack",
    "advance",
    "capture",
    "control",
    "defend",
    "withdraw",
    "rotate",
    "reinforce",
    "move",
    "counterattack",
    "encircle",
    "fortify",
    "strike",
    "destroy",
    "casualties",
    "displace",
    "mobilise",
    "supply",
    "halt",
    "other",
]
FINER = [
    "repel",
    "infiltrate",
    "raid",
    "besiege",
    "shell",
    "mine",
    "intercept",
    "surrender",
    "detain",
    "execute",
    "abduct",
    "sexual_violence",
    "loot",
    "evacuate",
    "deliver_aid",
    "obstruct_aid",
    "ceasefire",
    "transfer",
    "raise_flag",
    "repair",
    "presence",
    "air_strike",
    "drone_strike",
    "missile_strike",
    "clear",
    "cut_road",
    "capture_people",
    "lack",
]


def test_every_action_of_the_contract_has_a_definition():
    """Actions and sub-actions are those of the claim format, each defined, each with its parent."""
    known = actions()
    assert sorted(known.actions) == sorted(CONTRACT)
    assert set(FINER) <= set(known.sub_actions)
    assert all(a.definition for a in (*known.actions.values(), *known.sub_actions.values()))


def test_codes_depend_on_actor_and_previous_holder():
    """A capture by rebels and one by the state have different ACLED codes."""
    capture = actions().actions["capture"]
    state = capture.codes({"actor": "state", "previous": "own"})
    rebel = capture.codes({"actor": "rebel", "previous": "other"})
    assert state[0] == "Battles / Government regains territory"
    assert rebel[0] == "Battles / Non-state actor overtakes territory"


def test_intervals_are_probabilities():
    """Every hedge has a low below its high, both between 0 and 1."""
    hedges = content().hedges
    pairs = [(p.low, p.high) for p in hedges.phrases]
    pairs += [*hedges.words.values(), *(m for m in hedges.modals.values() if m)]
    assert all(0 <= low < high <= 1 for low, high in pairs)


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("actions.en.yaml", "action: attack", "action: atack", "is no action"),
        ("actions.en.yaml", "sub_action: raid", "sub_action: rade", "is no sub-action"),
        ("actions.en.yaml", "object: [flag]", "object: [flagg]", "no such noun class"),
        ("hedges.en.yaml", "low: 0.95", "low: high", "$.phrases"),
        ("units.en.yaml", "numbers:", "numberz:", "numberz"),
    ],
)
def test_a_wrong_file_is_named_with_the_place(tmp_path, file, old, new, place):
    """Somebody who extends the vocabulary learns which line is wrong."""
    for path in FOLDER.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(VocabularyError) as error:
        content("en", tmp_path)
    assert file in str(error.value)
    assert place in str(error.value)
