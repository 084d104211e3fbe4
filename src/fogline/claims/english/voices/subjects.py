"""The subject of a verb of saying and the words of a noun phrase."""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.saying import Saying

SUBJECT = ("nsubj", "nsubjpass", "csubj")
RELATIVE = frozenset({"WP", "WDT"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "acomp"})
_THAT = frozenset({"that", "which", "who"})
_DASHES = frozenset({"-", "–", "—", "--"})


def set_source(table: TokenTable, saying: Saying, head: int | None) -> None:
    """Find the source: the subject, the agent of a passive, nobody for an expletive."""
    v = saying.anchor
    if (is_passive(table, v) and table.dep[v] != "pcomp") or by_agent(table, v):
        agent = table.child(v, "agent")
        by = table.child(agent, "pobj") if agent is not None else None
        saying.unnamed = by is None
        saying.head = by
        if by is not None:
            saying.source = phrase(table, by)
        return
    if head is None or (table.lower[head] in {"it", "there"} and _expletive(table, head)):
        saying.unnamed = head is not None
        return
    saying.source, saying.head = phrase(table, head), head
    if saying.source[0] <= v < saying.source[1]:
        # "information indicating that X": the clause hangs on the noun and is no part of its name.
        saying.source = (saying.source[0], max(table.left[v], head + 1))
    _skip_dateline(table, saying)
    if table.tag[head] in RELATIVE:
        clause = head
        while table.dep[clause] != "relcl" and table.head[clause] != clause:
            clause = table.head[clause]
        saying.head = table.head[clause]
        owner = takes_back(table, saying.head)
        if owner is not None:
            # "The agency retracted a story which said": the agency said it.
            saying.source, saying.head, saying.kind = phrase(table, owner), owner, "verb"


def takes_back(table: TokenTable, noun: int) -> int | None:
    """Return who withdraws the statement that a noun names: "the ministry withdrew its report"."""
    verb = table.head[noun]
    if table.dep[noun] != "dobj" or table.lemma[verb] not in _WITHDRAWING:
        return None
    if table.lemma[verb] == "take" and not _DOWN & {table.lower[c] for c in table.children[verb]}:
        return None
    return table.child(verb, "nsubj")


_WITHDRAWING = frozenset({"withdraw", "retract", "delete", "remove", "rescind", "recall", "correct",
                          "take"})  # fmt: skip
_DOWN = frozenset({"down", "back", "offline"})


def by_agent(table: TokenTable, v: int) -> bool:
    """Tell "a claim denied by Kyiv": a participle behind a noun, with who does it."""
    return (
        table.tag[v] == "VBN"
        and table.dep[v] == "acl"
        and table.child(v, "agent") is not None
        and table.child(v, "auxpass") is None
    )


def subject(table: TokenTable, v: int) -> int | None:
    """Return the head of the verb's subject, climbing coordination and participles."""
    dep, head = table.dep, table.head
    at = v
    for _ in range(6):
        found = table.child(at, *SUBJECT)
        if found is not None and found != v and table.pos[found] != "SPACE":
            return _named_beside(table, found, v)
        if dep[at] in {"acl", "relcl"}:
            return _of_noun(table, at, v)
        if dep[at] == "ccomp" and at == v:
            return _inverted(table, at)
        if table.lemma[at] in {"way", "means"} and dep[at] == "dobj":
            at = head[at]  # "has no way of checking"
            continue
        if dep[at] not in _CLIMB or head[at] == at:
            found = _inverted(table, v)
            return found if found is not None else _before(table, v)
        at = head[at]
    return None


def _of_noun(table: TokenTable, at: int, v: int) -> int | None:
    """Return the noun that a participle or a relative clause without subject hangs on."""
    up = table.head[at]
    if table.dep[at] == "acl":
        # "The number reported earlier" reports nothing; "a man told to leave" says nothing.
        told = table.tag[at] == "VBN" and (
            table.child(at, "dobj", "ccomp") is not None or table.dep[up] == "ROOT"
        )
        return up if table.tag[at] == "VBG" or told else None
    relative = any(table.lower[i] in _THAT for i in range(table.left[at], at))
    return up if relative else _before(table, v)


def _named_beside(table: TokenTable, found: int, v: int) -> int:
    """Prefer the name in "state news agency TASS", which the parser makes a second subject."""
    after = found + 1
    second = (
        after < v
        and table.pos[after] == "PROPN"
        and table.dep[after] in SUBJECT
        and (table.head[after] == table.head[found])
    )
    return after if second else found


def _inverted(table: TokenTable, v: int) -> int | None:
    """Find the subject of "said X" that the parser took for an object or for something else."""
    end = table.sents[table.sent[v]][1]
    for i in range(v + 1, min(v + 12, end)):
        if (
            table.pos[i] in {"PROPN", "NOUN", "PRON"}
            and table.head[i] == v
            and (table.dep[i] in {"dobj", "npadvmod", "attr", "oprd", "dep", "appos"})
        ):
            before = table.text[v - 1] if v else ""
            return i if before in {",", "”", '"', "''", "?", "!", "’"} else None
    return None


def _before(table: TokenTable, v: int) -> int | None:
    """Find the subject of "a spokesman, Walid Tongo, stated" that the parser hung elsewhere."""
    finite = table.tag[v] in {"VBD", "VBZ", "VBP"} or (
        table.tag[v] == "VBN"
        and table.child(v, "aux", "auxpass") is None
        and table.dep[v] == "ROOT"
    )
    if not finite or v < 1:
        return None
    at = v - 2 if table.text[v - 1] == "," and v > 1 else v - 1
    if table.pos[at] not in {"NOUN", "PROPN"} or table.sent[at] != table.sent[v]:
        return None
    apart = table.text[v - 1] == ","
    for _ in range(5):
        up = table.head[at]
        if apart and table.dep[at] == "pobj":
            up = table.head[up]
        elif table.dep[at] not in {"appos", "conj"}:
            break
        if table.pos[up] not in {"NOUN", "PROPN"} or up > at:
            break
        at = up
    return at if table.dep[at] != "pobj" and (apart or table.dep[at] != "dobj") else None


def _skip_dateline(table: TokenTable, saying: Saying) -> None:
    """Cut "KHARTOUM, Nov 20 -" off a subject that the parser hung on the place."""
    v = saying.anchor
    start = table.sents[table.sent[v]][0]
    if saying.head is None or saying.head > v:
        return
    place = table.text[start].isupper() and len(table.text[start]) > 1
    marks = _DASHES | {":"} if place else {":"}
    dash = next((i for i in range(start, min(start + 12, v)) if table.text[i] in marks), None)
    if dash is None or saying.head > dash:
        return
    head = next((i for i in range(v - 1, dash, -1) if table.pos[i] in {"NOUN", "PROPN"}), None)
    while head is not None and table.dep[head] == "pobj" and table.head[table.head[head]] > dash:
        head = table.head[table.head[head]]
    if head is not None:
        saying.source, saying.head = (dash + 1, head + 1), head


def is_passive(table: TokenTable, v: int) -> bool:
    """Tell "was told" from "soldiers captured near X said", where the parser may slip."""
    return table.tag[v] == "VBN" and table.child(v, "auxpass") is not None


def _expletive(table: TokenTable, head: int) -> bool:
    v = table.head[head]
    return table.dep[head] in {"nsubjpass", "expl"} or table.lemma[v] in {"seem", "appear"}


def with_name(table: TokenTable, source: TokenRange, head: int) -> tuple[TokenRange, int]:
    """Take in the name in "the war monitor SOHR" that the parser hung elsewhere."""
    end = source[1]
    if table.pos[head] != "NOUN" or end != head + 1:
        return source, head
    while end < table.n and table.pos[end] == "PROPN" and table.sent[end] == table.sent[head]:
        end += 1
    return ((source[0], end), end - 1) if end > source[1] else (source, head)


def phrase(table: TokenTable, head: int) -> TokenRange:
    """Return the words of a noun phrase, with appositions, without clauses that trail on."""
    start, end = table.left[head], table.right[head] + 1
    # A quotation attached to the name is what it says, not what it is.
    for i in range(head + 1, end):
        if table.text[i] in {"“", "”", "``", ":", ";", "—", "\n\n", "\n"}:
            end = i
            break
    while end > head + 1 and (
        table.tag[end - 1] == "POS"
        or (table.pos[end - 1] in {"SPACE", "PUNCT"} and table.text[end - 1] != ")")
    ):
        end -= 1
    # A live entry opens with its hour: "17:05 A spokesman said".
    while start < head and (
        table.pos[start] in {"SPACE", "PUNCT"}
        or (
            table.pos[start] == "NUM"
            and table.text[start][:1].isdigit()
            and table.pos[start + 1] in {"DET", "PROPN", "PUNCT", "SPACE", "ADJ"}
            and (start == 0 or "\n" in table.text[start - 1])
        )
    ):
        start += 1
    return start, end
