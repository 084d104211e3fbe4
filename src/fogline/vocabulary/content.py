"""Read and check the vocabulary of what is said: actions, nouns, hedges, units, times, conditions.

A language is a suffix: `actions.en.yaml`. `actions.yaml` itself is in no language. Every fault names
the file and the path in it.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from fogline.errors import VocabularyError
from fogline.model.base import Record
from fogline.model.claim import (
    ClaimKind,
    ConditionType,
    Confidence,
    Outcome,
    Phase,
    PlaceRole,
    QuantityCategory,
    Verification,
)
from fogline.vocabulary.load import FOLDER, read

Role: TypeAlias = Literal["subject", "object", "opposite", "to", "none"]
Interval: TypeAlias = tuple[float, float]


class CodeRule(Record, frozen=True, kw_only=True):
    """Codes that hold where everything in `when` is known of the claim."""

    when: dict[str, str]
    acled: str | None = None
    plover: str | None = None


class Action(Record, frozen=True, kw_only=True):
    """An action or sub-action of the claim format."""

    definition: str
    parent: str | None = None
    acled: str | None = None
    plover: str | None = None
    rules: tuple[CodeRule, ...] = ()

    def codes(self, known: dict[str, str]) -> tuple[str | None, str | None]:
        """Return the ACLED and PLOVER codes for what is known of a claim."""
        for rule in self.rules:
            if all(known.get(key) == value for key, value in rule.when.items()):
                return rule.acled, rule.plover
        return self.acled, self.plover


class Actions(Record, frozen=True, kw_only=True):
    """`actions.yaml`: every action and sub-action."""

    actions: dict[str, Action]
    sub_actions: dict[str, Action]


class Said(Record, frozen=True, kw_only=True):
    """What a frame says of a claim; shared by all kinds of frames."""

    action: str = "other"
    sub_action: str | None = None
    outcome: Outcome | None = None
    phase: Phase | None = None
    means: str | None = None
    kind: ClaimKind | None = None
    denied: bool = False


class VerbFrame(Said, frozen=True, kw_only=True):
    """A verb with what it needs around it; see the head of `actions.en.yaml`."""

    lemmas: tuple[str, ...]
    not_lemmas: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    measured: bool = False
    """True where how far must be said, or that an operation did it."""
    particle_free: bool = False
    """True where no particle or preposition of direction may follow: "fell", not "fell back"."""
    preps: dict[str, tuple[str, ...]] = {}
    passive: bool | None = None
    actor: Role = "subject"
    target: Role = "object"
    object_place: PlaceRole = "at"
    motion: bool = False
    context: bool = False
    place_or_skip: bool = False
    witnessed: bool = False
    """Seen, so that its negation leaves open whether it is so."""
    located: bool = False
    """Asks for a place or a thing at which one can be."""
    not_opposite: bool = False
    contextual_opposite: bool = False


class NounFrame(Said, frozen=True, kw_only=True):
    """A nominalisation."""

    lemmas: tuple[str, ...]
    of: Literal["actor", "target", "place"] = "actor"
    actor: Literal["any", "poss"] = "any"
    actor_adjective: bool = True
    bare: bool = False
    motion: bool = False
    needs_of: str | None = None
    only_object: bool = False
    fire_only: bool = False


class Support(Record, frozen=True, kw_only=True):
    """A verb that carries a noun's action."""

    lemmas: tuple[str, ...]
    role: Literal["actor", "target", "opposite", "none"] = "actor"
    only: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    outcome: Outcome | None = None
    phase: Phase | None = None
    sub_action: str | None = None
    kind: ClaimKind | None = None
    weak: bool = False


class Occurrence(Record, frozen=True, kw_only=True):
    """A verb whose subject is the action's noun: "attacks continued"."""

    lemmas: tuple[str, ...]
    phase: Phase | None = None
    outcome: Outcome | None = None
    weak: bool = False
    strike_subject: bool = False


class StateFrame(Said, frozen=True, kw_only=True):
    """A state said by preposition and noun: "under the control of"."""

    noun: str
    preps: tuple[str, ...]
    holder: bool = False
    target: Literal["subject", "none"] = "none"


class AdjectiveFrame(Said, frozen=True, kw_only=True):
    """A state or judgement said by a predicate adjective."""

    lemmas: tuple[str, ...]
    subject: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    """Noun classes of what "of" names, which then acts: "free of troops"."""
    target: Literal["subject", "none"] = "none"
    context: bool = False
    holder_self: bool = False


class DefaultFrame(Said, frozen=True, kw_only=True):
    """What a clause is about whose verb no frame knows, by the nouns in it."""

    subject: tuple[str, ...] = ()
    any: tuple[str, ...] = ()


class OpinionFrame(Record, frozen=True, kw_only=True):
    """A judgement of worth: "makes sense"."""

    verb: str
    noun: str


class Control(Record, frozen=True, kw_only=True):
    """A word over an infinitive or clause that changes what it says: "began to", "likely to"."""

    lemmas: tuple[str, ...]
    phase: Phase | None = None
    outcome: Outcome | None = None
    kind: ClaimKind | None = None
    certainty: Interval | None = None
    verification: Verification | None = None
    denied: bool = False
    attempt: bool = False
    ability: bool = False
    obligation: bool = False
    hearsay: bool = False
    unasserted: bool = False
    passive_only: bool = False
    actor: Literal["subject", "object"] = "subject"


class Frames(Record, frozen=True, kw_only=True):
    """`actions.<language>.yaml`."""

    verbs: tuple[VerbFrame, ...]
    nouns: tuple[NounFrame, ...]
    supports: tuple[Support, ...]
    occurs: tuple[Occurrence, ...]
    states: tuple[StateFrame, ...]
    adjectives: tuple[AdjectiveFrame, ...]
    opinions: tuple[OpinionFrame, ...]
    defaults: tuple[DefaultFrame, ...]
    controls: tuple[Control, ...]
    control_adjectives: tuple[Control, ...]
    control_nouns: tuple[Control, ...]
    looming: tuple[Control, ...]
    stages: dict[Phase, tuple[str, ...]]
    endings: dict[Outcome, tuple[str, ...]]
    silences: tuple[str, ...]
    untrue: tuple[str, ...]


class Wording(Record, frozen=True, kw_only=True):
    """`wording.<language>.yaml`: further frames, tried after those of the actions."""

    verbs: tuple[VerbFrame, ...]
    nouns: tuple[NounFrame, ...]
    adjectives: tuple[AdjectiveFrame, ...]
    states: tuple[StateFrame, ...]


class TopicWords(Record, frozen=True, kw_only=True):
    """Words of what a clause is about."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]


class Nouns(Record, frozen=True, kw_only=True):
    """`nouns.<language>.yaml`."""

    classes: dict[str, tuple[str, ...]]
    roles: dict[Literal["defending", "attacking"], tuple[str, ...]]
    means: dict[str, tuple[str, ...]]


class HedgePhrase(Record, frozen=True, kw_only=True):
    """Several words that say how sure: "very likely"."""

    words: str
    low: float
    high: float


class Undetermined(Record, frozen=True, kw_only=True):
    """Verbs whose negation leaves a claim undetermined: "has not observed"."""

    verbs: tuple[str, ...]
    verification: Verification
    negated: bool = True


class Hedges(Record, frozen=True, kw_only=True):
    """`hedges.<language>.yaml`."""

    phrases: tuple[HedgePhrase, ...]
    words: dict[str, Interval]
    modals: dict[str, Interval | None]
    hearsay: tuple[str, ...]
    nested: Interval
    confidence: dict[str, Confidence]
    undetermined: tuple[Undetermined, ...]
    negators: tuple[str, ...]


class ConditionWords(Record, frozen=True, kw_only=True):
    """A conjunction; `type` None for those that only look like one."""

    words: str
    type: ConditionType | None


class Conditions(Record, frozen=True, kw_only=True):
    """`conditions.<language>.yaml`."""

    conditions: tuple[ConditionWords, ...]
    not_conditions: tuple[str, ...]
    purposes: tuple[str, ...]


class Units(Record, frozen=True, kw_only=True):
    """`units.<language>.yaml`."""

    numbers: dict[str, int]
    multipliers: dict[str, int]
    vague: dict[str, tuple[float, float]]
    weak_vague: tuple[str, ...]
    shares: dict[str, tuple[float, float]]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    as_many: tuple[str, ...]
    people: tuple[str, ...]
    units: dict[str, str]
    durations: tuple[str, ...]
    categories: dict[QuantityCategory, tuple[str, ...]]
    cumulative: tuple[str, ...]


class TimeWords(Record, frozen=True, kw_only=True):
    """`time.<language>.yaml`."""

    weekdays: dict[str, int]
    months: dict[str, int]
    days: dict[str, int]
    parts: tuple[str, ...]
    units: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    past: tuple[str, ...]
    now: tuple[str, ...]
    open_start: tuple[str, ...]
    open_end: tuple[str, ...]
    fuzzy: tuple[str, ...]


class Content(Record, frozen=True, kw_only=True):
    """Everything a language has for reading content, checked against the actions."""

    actions: Actions
    frames: Frames
    topics: dict[str, TopicWords]
    """By action."""
    nouns: Nouns
    hedges: Hedges
    conditions: Conditions
    units: Units
    times: TimeWords


@lru_cache(maxsize=2)
def actions() -> Actions:
    """Return every action and sub-action.

    Raises:
        VocabularyError: a value does not fit, or a parent is no action.
    """
    result = read("actions.yaml", Actions)
    for name, sub in result.sub_actions.items():
        if sub.parent not in result.actions:
            raise VocabularyError(
                f"vocabulary {FOLDER / 'actions.yaml'}: $.sub_actions.{name}.parent: "
                f"{sub.parent!r} is no action",
            )
    return result


@lru_cache(maxsize=4)
def content(language: str = "en", folder: Path = FOLDER) -> Content:
    """Return a language's vocabulary of content.

    Raises:
        VocabularyError: a file is missing or wrong, or a frame names an unknown action or class.
    """
    known = actions()
    frames = read(f"actions.{language}.yaml", Frames, folder)
    wider = read(f"wording.{language}.yaml", Wording, folder)
    nouns = read(f"nouns.{language}.yaml", Nouns, folder)
    _check(folder / f"wording.{language}.yaml", wider, known, nouns)
    _check(folder / f"actions.{language}.yaml", frames, known, nouns)
    frames = frames.but(
        verbs=frames.verbs + wider.verbs,
        nouns=frames.nouns + wider.nouns,
        adjectives=frames.adjectives + wider.adjectives,
        states=frames.states + wider.states,
    )
    return Content(
        actions=known,
        frames=frames,
        topics=_topics(folder / f"topics.{language}.yaml", known),
        nouns=nouns,
        hedges=read(f"hedges.{language}.yaml", Hedges, folder),
        conditions=read(f"conditions.{language}.yaml", Conditions, folder),
        units=read(f"units.{language}.yaml", Units, folder),
        times=read(f"time.{language}.yaml", TimeWords, folder),
    )


def _topics(path: Path, known: Actions) -> dict[str, TopicWords]:
    topics = read(path.name, dict[str, TopicWords], path.parent)
    for action in topics:
        if action not in known.actions:
            raise VocabularyError(f"vocabulary {path}: $.{action}: no such action")
    return topics


_SPECIAL = {"party", "place", "pronoun", "none"}


def _check(path: Path, frames: Frames | Wording, known: Actions, nouns: Nouns) -> None:
    classes = set(nouns.classes) | _SPECIAL
    for group in ("verbs", "nouns", "states", "adjectives", "defaults"):
        for number, frame in enumerate(getattr(frames, group, ())):
            where = f"vocabulary {path}: $.{group}[{number}]"
            _check_frame(where, frame, known, classes)


def _check_frame(where: str, frame: Any, known: Actions, classes: set[str]) -> None:
    if frame.action not in known.actions:
        raise VocabularyError(f"{where}.action: {frame.action!r} is no action")
    if frame.sub_action is not None and frame.sub_action not in known.sub_actions:
        raise VocabularyError(f"{where}.sub_action: {frame.sub_action!r} is no sub-action")
    for field in ("object", "subject", "without", "any"):
        values = getattr(frame, field, ())
        if isinstance(values, tuple) and (unknown := set(values) - classes):
            raise VocabularyError(f"{where}.{field}: no such noun class: {sorted(unknown)}")
