"""Voices named by prepositions, adverbs, accounts, and by "citing"."""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.contents import clause_range
from fogline.claims.english.voices.evidence import describe_evidence
from fogline.claims.english.voices.saying import Saying, minus, segment
from fogline.claims.english.voices.subjects import phrase, with_name
from fogline.claims.english.voices.words import Words
from fogline.vocabulary.load import Cues

_ACCOUNTS = {
    "by": frozenset({"account", "count", "estimate", "reckoning", "register", "description"}),
    "in": frozenset({"word", "view", "opinion", "telling", "version", "account", "estimate"}),
}
_CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "conj", "relcl", "acl", "xcomp", "parataxis"})
_PLAIN = Cues(words=())


def citing_verbs(table: TokenTable, words: Words, found: list[Saying]) -> None:
    """Turn "X reported A, citing Y" into X relaying Y: Y is the source, A the content."""
    anchors = {s.anchor: s for s in found}
    for saying in found:
        cited = _cited(table, words, saying)
        if cited is None:
            continue
        v = saying.anchor
        outer = _told_over(table, anchors, v)
        whole = clause_range(table, v if outer is None else outer.anchor)
        content = list(outer.content) if outer is not None and outer.content else [whole]
        cut = (table.left[v], table.right[v] + 1)
        saying.content = minus(content, cut)
        if outer is not None:
            outer.content = minus(outer.content, cut)
        _become(saying, phrase(table, cited), cited, outer)
    for saying in found:
        _in_turn(table, words, saying, found)


def _cited(table: TokenTable, words: Words, saying: Saying) -> int | None:
    """Return who is cited by "citing X", "referring to X"."""
    v = saying.anchor
    if saying.negated or table.tag[v] != "VBG" or table.dep[v] == "ROOT":
        return None
    if saying.lemma in words.citing:
        return table.child(v, "dobj")
    if saying.lemma != "refer":
        return None
    to = next((c for c in table.children[v] if table.lower[c] == "to"), None)
    whom = table.child(to, "pobj") if to is not None else None
    return whom if whom is not None and _a_voice(table, words, whom) else None


def _told_over(table: TokenTable, anchors: dict[int, Saying], v: int) -> Saying | None:
    """Return the statement over a citing verb."""
    at = table.head[v]
    for _ in range(8):
        told = anchors.get(at)
        if (told is not None and told.content and told.entry.statement) or table.head[at] == at:
            break
        at = table.head[at]
    return anchors.get(at)


def _become(saying: Saying, source: TokenRange, head: int, outer: Saying | None) -> None:
    saying.parent = outer
    saying.kind, saying.entry = "citing", _PLAIN
    saying.source, saying.head, saying.unnamed = source, head, False


def _in_turn(table: TokenTable, words: Words, saying: Saying, found: list[Saying]) -> None:
    """Read "citing X, which in turn quotes Y": Y speaks through X."""
    v = saying.anchor
    quoted = table.child(v, "dobj")
    if table.dep[v] != "relcl" or saying.lemma not in words.citing or quoted is None:
        return
    noun = table.head[v]
    for relay in found:
        if relay.kind != "citing" or relay.source is None or relay is saying:
            continue
        if not relay.source[0] <= noun < relay.source[1]:
            continue
        start = table.left[v]
        saying.content = list(relay.content)
        relay.source = (relay.source[0], max(min(relay.source[1], start - 1), noun + 1))
        _become(saying, phrase(table, quoted), quoted, relay)
        return


def preposition_sayings(table: TokenTable, words: Words) -> list[Saying]:
    """Return "according to X, A", "per X", "in the words of X"."""
    found = []
    for i, word in enumerate(table.lower):
        for rest, entry in words.prepositions.get(word, ()):
            if word in {"citing", "quoting", "referring"}:
                continue
            end = i + 1 + len(rest)
            if tuple(table.lower[i + 1 : end]) == rest:
                saying = _preposition(table, words, i, end, entry)
                if saying is not None:
                    found.append(saying)
                break
    return found


def account_sayings(table: TokenTable) -> list[Saying]:
    """Return "by her account X", "by the army's count X"."""
    found = []
    entry = Cues(words=())
    for i in range(table.n - 2):
        if table.lower[i] not in {"by", "in"}:
            continue
        noun = table.child(i, "pobj")
        if noun is None or table.dep[i] == "agent":
            continue
        owner = table.child(noun, "poss")
        of = next((k for k in table.children[noun] if table.lower[k] == "of"), None)
        if owner is None and of is not None:
            owner = table.child(of, "pobj")
        clause = _clause(table, i)
        if owner is None or clause is None or table.lemma[noun] not in _ACCOUNTS[table.lower[i]]:
            continue
        end = max(noun, table.right[owner]) + 1
        content = _trim(table, minus([segment(table, i)], (i, end)), i)
        found.append(
            Saying(
                i,
                entry,
                "by account",
                [i, noun],
                phrase(table, owner),
                owner,
                content,
                kind="preposition",
            )
        )
    return found


def _preposition(
    table: TokenTable,
    words: Words,
    start: int,
    end: int,
    entry: Cues,
) -> Saying | None:
    head = next(
        (
            c
            for c in range(end, min(end + 14, table.n))
            if table.dep[c] == "pobj" and start <= table.head[c] < end
        ),
        None,
    )
    if head is None or (table.lower[start] == "per" and not _a_voice(table, words, head)):
        return None
    source, head = with_name(table, phrase(table, head), head)
    top = start
    while table.head[top] in range(start, end) and table.head[top] != top:
        top = table.head[top]
    clause = _clause(table, top)
    if clause is None:
        return None
    a, b = segment(table, start)
    after = source[1]
    opens = all(table.pos[i] in {"SPACE", "PUNCT", "CCONJ"} for i in range(a, start))
    closes = table.text[start - 1] == "," and all(
        table.pos[i] in {"SPACE", "PUNCT"} for i in range(after, b)
    )
    # At the edge of a sentence it covers all of it, whatever verb the parser hung it on.
    whole = (a, b) if opens or closes else clause_range(table, clause)
    content = minus([whole], (start, source[1]))
    content = _trim(table, content, start)
    saying = Saying(
        start,
        entry,
        " ".join(table.lower[start:end]),
        list(range(start, end)),
        source,
        head,
        content,
        kind="preposition",
    )
    if table.lemma[head].lower() in words.imagery:
        describe_evidence(table, words, saying)
        saying.unnamed = False
        saying.kind = "evidence" if saying.evidence is not None else saying.kind
    return saying


def _a_voice(table: TokenTable, words: Words, head: int) -> bool:
    lemma = table.lemma[head].lower()
    return table.pos[head] == "PROPN" or lemma in words.persons or lemma in words.bodies


def _clause(table: TokenTable, start: int) -> int | None:
    """Return the head of the clause that the phrase hangs on."""
    at = table.head[start]
    for _ in range(12):
        if table.dep[at] in _CLAUSE and table.pos[at] in {"VERB", "AUX"}:
            return at
        if table.head[at] == at:
            return at if at != start else None
        at = table.head[at]
    return at


def _trim(table: TokenTable, content: list[TokenRange], start: int) -> list[TokenRange]:
    """Drop commas and the final stop that only separated the attribution."""
    result = []
    for a, b in content:
        while a < b and (table.text[a] in {",", ".", "—"} or table.pos[a] == "SPACE"):
            a += 1  # noqa: PLW2901
        while b > a and (
            table.pos[b - 1] == "SPACE"
            or table.text[b - 1] == ","
            or (b > start and table.text[b - 1] == "." and b - a == 1)
        ):
            b -= 1  # noqa: PLW2901
        if b > a:
            result.append((a, b))
    return result


def adverb_sayings(table: TokenTable, words: Words) -> list[Saying]:
    """Return "reportedly", "allegedly": nobody is named, the clause is the content."""
    found = []
    for i, word in enumerate(table.lower):
        entry = words.adverbs.get(word)
        if entry is None:
            continue
        clause = _clause(table, i)
        if clause is None:
            continue
        content = minus([clause_range(table, clause)], (i, i + 1))
        found.append(
            Saying(
                i,
                entry,
                word,
                [i],
                content=content,
                kind="adverb",
                unnamed=True,
            )
        )
    return found
