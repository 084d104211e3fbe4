"""From a predicate up to the top of its clause: what stands over it and changes what it says.

In "some units had been ordered to rotate" the predicate "rotate" is read under "ordered": an order,
its actor the one ordered. In "unless they advance" the predicate is no statement at all.
"""

from dataclasses import dataclass, field

from fogline.claims.english.text import Text
from fogline.model.claim import ClaimKind, Outcome, Phase, Verification
from fogline.vocabulary.content import Control

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_UNDER = frozenset({"xcomp", "ccomp", "pcomp", "acomp", "advcl", "oprd", "attr", "dobj", "dep"})
_MAX_STEPS = 24  # deeper nesting than any sentence people write; keeps broken parses linear
Interval = tuple[float, float, str]


@dataclass(slots=True)
class Scope:
    """What was found between a predicate and the top of its clause."""

    predicate: int
    chain: list[int]
    """The predicate and the words over it up to the finite verb, innermost first."""
    shared: list[int]
    """Tokens of the chain whose auxiliaries and negations also hold for the predicate."""
    subject: int | None = None
    passive: bool = False
    """True where the subject is what the predicate happens to."""
    over: int | None = None
    """The word under which the whole clause stands, None for a main clause."""
    relation: str = "ROOT"
    kind: ClaimKind | None = None
    phase: Phase | None = None
    outcome: Outcome | None = None
    verification: Verification | None = None
    denied: bool = False
    attempt: bool = False
    ability: bool = False
    obligation: bool = False
    yet: bool = False
    """True for "have yet to": not done so far."""
    hearsay: int | None = None
    certainty: list[Interval] = field(default_factory=list)
    unasserted: str | None = None
    """Why nobody states it: it is a condition, a purpose, a question."""
    condition: bool = False

    @property
    def top(self) -> int:
        """The finite verb of the clause."""
        return self.chain[-1]


def scope(text: Text, predicate: int) -> Scope:
    """Read what stands over a predicate."""
    table = text.table
    result = Scope(predicate=predicate, chain=[predicate], shared=[predicate])
    own = _subject(table.children[predicate], table.dep)
    if own is not None:
        result.subject, result.passive = _noun(text, own), table.dep[own] == "nsubjpass"
        if _garden_path(text, predicate) or _headline(text, predicate):
            result.passive = True
    elif _participle_passive(text, predicate):
        result.passive = True
    current = predicate
    sharing = True
    for _ in range(_MAX_STEPS):
        head, dep = table.head[current], table.dep[current]
        if head == current:
            break
        if dep == "conj" and _verbal(text, head):
            sharing = sharing and _shares(text, current)
            current = head
            _climb(text, result, current, shared=sharing, conj=True)
            continue
        control = _control(text, current, head, dep)
        if control is None:
            result.over, result.relation = head, dep
            break
        _apply(text, result, control, current, _predicative(text, head, dep))
        current = head
        sharing = True
        _climb(text, result, current, shared=True, conj=False)
    if result.subject is None:
        _borrow(text, result)
    _outside(text, result)
    return result


def _subject(children: list[int], dep: list[str]) -> int | None:
    for child in children:
        if dep[child] in SUBJECTS:
            return child
    return None


def _noun(text: Text, subject: int) -> int:
    """A clause that the parser took for the subject stands for its own subject."""
    table = text.table
    if table.dep[subject] != "csubj":
        return subject
    inner = _subject(table.children[subject], table.dep)
    return subject if inner is None else inner


def _verbal(text: Text, token: int) -> bool:
    tag = text.table.tag[token]
    return tag[:1] == "V" or text.table.pos[token] in ("VERB", "AUX")


def _garden_path(text: Text, token: int) -> bool:
    """Say whether the parser took a participle for the verb: "soldiers captured near K said"."""
    table = text.table
    head = table.head[token]
    return (
        table.dep[token] == "ccomp"
        and head > token
        and table.lemma[token] in _TAKES_OBJECT
        and not any(
            table.dep[c] in ("dobj", "aux", "auxpass", "mark", "ccomp")
            for c in table.children[token]
        )
        and not any(table.dep[c] in SUBJECTS for c in table.children[head])
        and table.lower[head - 1] not in (",", '"', "”", "'")
    )


def _headline(text: Text, token: int) -> bool:
    """Headlines leave out "were": "Three men killed near K"."""
    table = text.table
    return (
        table.tag[token] == "VBN"
        and table.lemma[token] in _TAKES_OBJECT
        and not any(table.dep[c] in ("dobj", "aux", "auxpass") for c in table.children[token])
    )


_TAKES_OBJECT = frozenset({"capture", "detain", "kill", "wound", "injure", "seize", "take",
                           "displace", "evacuate", "deport", "destroy", "interview", "station"})  # fmt: skip


def _participle_passive(text: Text, token: int) -> bool:
    table = text.table
    if table.tag[token] != "VBN":
        return False
    if any(
        table.dep[c] in ("aux", "auxpass") and table.lemma[c] == "have"
        for c in table.children[token]
    ):
        return any(table.dep[c] == "auxpass" for c in table.children[token])
    if any(table.dep[c] == "dobj" for c in table.children[token]):
        return False
    return table.dep[token] in (
        "acl",
        "amod",
        "advcl",
        "ROOT",
        "conj",
        "relcl",
        "xcomp",
        "ccomp",
        "oprd",
        "appos",
    )


def _shares(text: Text, token: int) -> bool:
    """Say whether the auxiliaries of the first conjunct hold for this one too."""
    table = text.table
    if any(
        table.dep[c] in ("aux", "auxpass") or table.dep[c] in SUBJECTS
        for c in table.children[token]
    ):
        return False
    return (
        table.tag[token] in ("VB", "VBN", "VBG")
        and table.tag[token] == table.tag[table.head[token]]
    )


def _climb(text: Text, result: Scope, token: int, *, shared: bool, conj: bool) -> None:
    table = text.table
    result.chain.append(token)
    if shared:
        result.shared.append(token)
    if result.subject is None:
        found = _subject(table.children[token], table.dep)
        if found is not None:
            result.subject = _noun(text, found)
            if conj and table.dep[found] == "nsubjpass" and table.tag[result.predicate] == "VBN":
                result.passive = True


def _control(text: Text, token: int, head: int, dep: str) -> Control | None:  # noqa: C901, PLR0911 - a list of cases, each with its answer
    """Return the control entry of the head if it stands over the token, else None."""
    table, lexis = text.table, text.lexis
    lemma = table.lemma[head].lower()
    if _verbal(text, head):
        if dep not in _UNDER:
            return None
        said = _predicative(text, head, dep)
        if said != head:
            return lexis.control_adjectives[table.lower[said]][0]
        if not _nonfinite(text, token) or (
            table.tag[token] == "VBG" and lemma in ("appear", "seem", "look")
        ):
            return None
        if lemma == "go":
            return _GOING if dep == "xcomp" and table.tag[head] == "VBG" else None
        for control in lexis.controls.get(lemma, ()):
            if (
                control.passive_only
                and not _is_passive(text, head)
                and not (control.kind == "order" and _addressed(text, head))
            ):
                continue
            return control
        if lemma == "be" and dep in ("acomp", "attr", "xcomp") and table.tag[token][:1] in "JR":
            return _PLAIN
        if lemma in ("be", "ought") and dep == "xcomp":
            return _TO_BE if lemma == "be" else _OUGHT
        return None
    if dep in ("xcomp", "ccomp", "acl", "advcl", "pcomp") and table.tag[head][:1] in "JR":
        found = lexis.control_adjectives.get(lemma)
        if found and (dep != "acl" or _nonfinite(text, token)):
            return found[0]
    return None


def _addressed(text: Text, head: int) -> bool:
    """Say whether people are told to do something: "urged residents to leave"."""
    table = text.table
    told = table.child(head, "dobj", "dative")
    if told is None:
        return False
    return bool(text.classes(told) & {"civilian", "force"}) or table.lower[told] in (
        "us", "them", "him", "everyone", "everybody",
    )  # fmt: skip


def _predicative(text: Text, head: int, dep: str) -> int:
    """Return the adjective of "it is unlikely that ...", else the verb itself."""
    table = text.table
    if dep != "ccomp" or table.lemma[head] not in ("be", "seem", "look", "appear", "remain"):
        return head
    adjective = table.child(head, "acomp", "oprd")
    if adjective is not None and table.lower[adjective] in text.lexis.control_adjectives:
        return adjective
    return head


_PLAIN = Control(lemmas=())
_TO_BE = Control(lemmas=("be",), kind="plan", phase="planned")
_OUGHT = Control(lemmas=("ought",), obligation=True)
_GOING = Control(lemmas=("go",), kind="forecast", certainty=(0.80, 0.95))


def _nonfinite(text: Text, token: int) -> bool:
    """Say whether a verb is an infinitive, a gerund or a participle, or no verb at all."""
    table = text.table
    if table.tag[token][:1] in "JR":
        return True
    if table.tag[token] not in ("VB", "VBG", "VBN"):
        return False
    return not any(
        table.dep[c] in ("aux", "auxpass") and table.tag[c] in ("VBZ", "VBP", "VBD", "MD")
        for c in table.children[token]
    )


def _is_passive(text: Text, token: int) -> bool:
    table = text.table
    return any(table.dep[c] == "auxpass" for c in table.children[token]) or (
        table.tag[token] == "VBN" and table.dep[token] in ("acl", "amod", "conj", "advcl")
    )


def _apply(text: Text, result: Scope, control: Control, token: int, head: int) -> None:
    table = text.table
    word = table.text[head]
    if control.actor == "object":
        _controlled(text, result, head)
    result.kind = control.kind or result.kind
    result.phase = control.phase or result.phase
    result.outcome = control.outcome or result.outcome
    result.verification = control.verification or result.verification
    result.denied ^= control.denied
    result.attempt |= control.attempt
    result.ability |= control.ability
    if control.obligation and _yet(text, head, token):
        result.denied = not result.denied
        result.phase, result.yet = "completed", True
    else:
        result.obligation |= control.obligation
    if control.hearsay:
        result.hearsay = head
    if control.certainty:
        result.certainty.append((*control.certainty, _cue(text, head, token, word)))
    if control.unasserted and result.unasserted is None and not _granted(text, head):
        result.unasserted = f'"{word}" says what may be done, not that it is'


def _granted(text: Text, head: int) -> bool:
    """Say whether leave was given to a force of one's own, which then used it."""
    table = text.table
    if table.lemma[head] not in ("allow", "permit", "let") or table.tag[head] not in ("VBD", "VBN"):
        return False
    if any(table.tag[c] == "MD" for c in table.children[head]):
        return False
    given = table.child(head, "dobj", "nsubj")
    inner = next((c for c in table.children[head] if table.dep[c] in ("ccomp", "xcomp")), None)
    subject = None if inner is None else table.child(inner, "nsubj")
    return any(t is not None and "force" in text.classes(t) for t in (given, subject))


def _yet(text: Text, head: int, token: int) -> bool:
    """Say whether the words are "have yet to"."""
    return "yet" in text.table.lower[head + 1 : token]


def _cue(text: Text, head: int, token: int, word: str) -> str:
    """Return the cue as it stands: "appears to", "is expected to"."""
    table = text.table
    start = head
    for child in table.children[head]:
        if (table.dep[child] == "auxpass" and head - child <= 2) or (
            table.dep[child] == "advmod" and child == head - 1 and table.tag[head][:1] == "J"
        ):
            start = child
    end = head + 1
    if end < token and table.lower[end] == "to":
        end += 1
    return table.span(start, end) if end > start else word


def _controlled(text: Text, result: Scope, head: int) -> None:
    """The one ordered acts: the verb's object, or its subject if the verb is passive."""
    table = text.table
    if result.subject is not None:
        return
    if _is_passive(text, head):
        found = _subject(table.children[head], table.dep)
    else:
        found = table.child(head, "dobj", "dative")
    if found is not None:
        result.subject = found


def _borrow(text: Text, result: Scope) -> None:
    """Participles and infinitives act for the subject or the noun that they stand with."""
    table = text.table
    over, relation = result.over, result.relation
    if over is None:
        return
    if relation in ("acl", "relcl", "amod") and table.tag[over][:1] in "NPC":
        if relation == "acl" and table.tag[result.top] == "VB":
            return
        result.subject = over
        return
    if relation in ("advcl", "xcomp", "ccomp", "conj", "pcomp", "prep"):
        for _ in range(6):
            found = _subject(table.children[over], table.dep)
            if table.lemma[over] in _BLAMES:
                # "accused the group of shelling": the one accused did it.
                found = table.child(over, "dobj", "nsubjpass") or found
            if found is not None:
                result.subject = found
                return
            if table.head[over] == over or table.tag[over][:1] == "N":
                if table.dep[over] in SUBJECTS:
                    result.subject = over
                return
            over = table.head[over]


_BLAMES = frozenset({"accuse", "blame", "suspect", "charge", "convict", "prevent", "stop", "keep"})


def _outside(text: Text, result: Scope) -> None:
    """See whether the clause stands in a condition, a purpose or under a noun of intent."""
    table = text.table
    current = result.top
    of_any = False
    for step in range(_MAX_STEPS):
        head, dep = table.head[current], table.dep[current]
        # "Harder to follow units that leave Sadove": whichever may leave.
        of_any |= (
            dep == "relcl"
            and table.tag[current] in ("VBP", "VBZ")
            and table.text[table.left[current] - 1] != ","
        )
        if of_any and table.tag[head] == "VB" and "to" in _marks(text, head):
            result.unasserted = result.unasserted or "it is of any that may do so"
            return
        if dep in ("advcl", "ccomp", "acl", "prep", "pcomp", "mark", "csubj", "relcl"):
            why = _conditional(text, current)
            if why is not None and _untold(text, current):
                result.verification = "cannot_verify"
                return
            if why is not None:
                result.condition = True
                result.unasserted = result.unasserted or why
                return
        if step == 0:
            _looming(text, result, current, head, dep)
            _first_step(text, result, current, head, dep)
        if head == current or (dep == "conj" and _own_clause(text, current)):
            return
        current = head


def _marks(text: Text, verb: int) -> list[str]:
    return [text.table.lower[c] for c in text.table.children[verb] if text.table.dep[c] == "aux"]


def _own_clause(text: Text, token: int) -> bool:
    """Say whether a conjunct is a sentence of its own, to which no condition of the first holds."""
    table = text.table
    return (
        table.left[token] > 1
        and table.text[table.left[token] - 2] == ","
        and any(table.dep[c] in SUBJECTS for c in table.children[token])
    )


def _untold(text: Text, token: int) -> bool:
    """Say whether it is left open: "nobody can say whether", "whether X holds is unknown"."""
    table = text.table
    if not any(table.lower[c] == "whether" for c in table.children[token]):
        return False
    over = table.head[token]
    for word in (over, *table.children[over]):
        if table.lower[word] in _OPEN_QUESTIONS:
            return True
    return table.lemma[over] in _TELLING and any(
        table.dep[c] == "neg"
        or table.lower[c] in ("nobody", "no", "none", "nothing", "difficult", "hard")
        for t in (over, *table.children[over])
        for c in (t, *table.children[t])
    )


_OPEN_QUESTIONS = frozenset({"unclear", "unknown", "uncertain", "open", "unanswered", "disputed"})
_TELLING = frozenset({"say", "tell", "know", "determine", "establish", "verify", "confirm", "show",
                      "see", "ascertain", "judge", "clear", "check"})  # fmt: skip


def _conditional(text: Text, token: int) -> str | None:
    table = text.table
    for child in table.children[token]:
        if table.dep[child] not in ("mark", "advmod", "prep"):
            continue
        word = table.lower[child]
        if table.dep[child] == "prep" and table.child(child, "pobj") is not None:
            continue
        if word in ("if", "unless", "until", "till", "provided", "lest", "whether"):
            return f'it is the condition after "{word}"'
        if word == "as" and child >= 2 and table.lower[child - 1] == "long":
            return 'it is the condition after "as long as"'
        if word == "though" and child >= 1 and table.lower[child - 1] == "as":
            return "it is a comparison"
    first = table.left[token]
    if table.dep[token] == "advcl" and token and table.lower[first] == "should":
        return 'it is the condition after "should"'
    if table.dep[first] == "aux" and table.head[first] == token and table.text[first] == "Had":
        return 'it is the condition after "had"'
    return None


def _looming(text: Text, result: Scope, token: int, head: int, dep: str) -> None:
    """Read "at risk of falling", "a danger that it falls", "close to taking": not come yet."""
    table = text.table
    over = head
    if dep in ("pcomp", "pobj") and table.lower[head] in ("of", "to"):
        over = table.head[head]
    elif dep not in ("acl", "ccomp", "relcl") or table.tag[token] in ("VBD", "VBN"):
        return
    found = text.lexis.looming.get(table.lemma[over].lower())
    if found is None or over == token or table.tag[over][:1] not in "NJ":
        return
    result.kind = found[0].kind
    if found[0].certainty is not None:
        result.certainty.append((*found[0].certainty, table.text[over]))
    while result.subject is None and table.head[over] != over:
        over = table.head[over]  # "the town is in danger of being taken": what is in danger
        if table.tag[over][:1] == "V":
            result.subject = _subject(table.children[over], table.dep)
            result.passive = _is_passive(text, token)
            break


def _first_step(text: Text, result: Scope, token: int, head: int, dep: str) -> None:
    table = text.table
    infinitive = table.tag[token] == "VB" and any(
        table.lower[c] == "to" for c in table.children[token]
    )
    if (
        infinitive
        and dep == "acl"
        and table.lower[head] == "order"
        and (head and table.lower[head - 1] == "in")
    ):
        result.unasserted = result.unasserted or "it is a purpose"
    elif infinitive and dep == "acl":
        controls = text.lexis.control_nouns.get(table.lemma[head].lower())
        if controls:
            _apply(text, result, controls[0], token, head)
            _owner(text, result, head)
            if controls[0].attempt and table.dep[head] == "pobj":
                result.unasserted = result.unasserted or "an attempt is only mentioned"
        elif result.unasserted is None:
            result.unasserted = "it says what something is for"
    elif (
        infinitive
        and dep in ("advcl", "relcl", "conj", "xcomp", "ccomp")
        and not (dep == "xcomp" and _is_passive(text, head))
        and not _kept(text, result, head)
    ):
        result.unasserted = result.unasserted or "it is a purpose"


def _kept(text: Text, result: Scope, head: int) -> bool:
    """Infinitives under words of saying ("ordered to", "vowed to") are statements."""
    return (
        head in text.cues
        or result.kind is not None
        or (
            result.subject is not None
            and (
                text.table.dep[result.subject] in SUBJECTS
                and text.table.head[result.subject] == result.top
            )
        )
    )


def _owner(text: Text, result: Scope, noun: int) -> None:
    """The actor of "the Ukrainian attempt to" stands before the noun or acts on it."""
    table = text.table
    if result.subject is not None:
        return
    for child in table.children[noun]:
        if table.dep[child] in ("poss", "amod", "compound") and (
            text.is_party(child) or table.dep[child] == "poss"
        ):
            result.subject = child
            return
    head = table.head[noun]
    if table.dep[noun] in ("dobj", "pobj", "attr") and _verbal(text, head):
        result.subject = _subject(table.children[head], table.dep)
