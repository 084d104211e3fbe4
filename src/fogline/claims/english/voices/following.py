"""Words that go on with a voice whose cue stands elsewhere: after colons, semicolons, stops.

"Residents tell it otherwise: soldiers ran." The clause after the colon is theirs.
"79 drones were shot down, the air force said; 54 were jammed." So is the part without a cue.
"The guard spoke to us. His group was sent ahead." So is what he tells of himself.
"""

from bisect import bisect_left

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.contents import clause_trim
from fogline.claims.english.voices.mentions import Mentions
from fogline.claims.english.voices.saying import Saying, merged
from fogline.claims.english.voices.subjects import phrase
from fogline.vocabulary.load import Cues

_PLAIN = Cues(words=(), takes=("clause", "quote"))
_QUOTES = frozenset({"“", "”", '"', "''", "``", "«", "»", "‘"})
_LEAD = 30
"""Tokens of the longest lead before a colon."""
_LONG = 60
_TURN = frozenset({"but", "though", "although", "however", "yet", "while", "whereas", "meanwhile"})
_AGAINST = frozenset({"while", "whereas", "but"})
_OF_HIM = frozenset({"he", "she", "his", "her"})
_TELLING = frozenset({"tell", "see", "give", "be", "describe", "explain", "put", "paint", "have"})
_PLAINLY = frozenset(
    {"categorical", "clear", "blunt", "adamant", "certain", "sure", "brief", "firm"}
)
_ACCOUNT = frozenset(
    {
        "story",
        "account",
        "version",
        "picture",
        "it",
        "otherwise",
        "differently",
        "explanation",
    }
)


def leads(table: TokenTable, mentions: Mentions, found: list[Saying]) -> list[Saying]:
    """Return what stands after "VOICE tells it otherwise:", new or added to the cue's content."""
    at = {s.anchor: s for s in found}
    made = []
    for colon in range(2, table.n - 2):
        if table.text[colon] != ":" or table.text[colon + 1] in _QUOTES:
            continue
        if table.pos[colon + 1] == "NUM" and table.pos[colon - 1] == "NUM":
            continue
        end = _stop(table, colon + 1)
        rest = _until_turn(table, *clause_trim(table, colon + 1, end))
        if (
            rest[1] - rest[0] < 2
            or table.lower[rest[0]] == "because"
            or table.string[table.idx[colon] :].startswith(":\n")
        ):
            continue
        verb = _lead_verb(table, colon)
        if verb is None:
            continue
        saying = at.get(verb)
        if saying is not None and (saying.entry.statement or not saying.content):
            if saying.kind == "verb" and saying.entry.verification is None:
                saying.content = merged([*saying.content, rest])
                saying.leads = True
            continue
        new = _told(table, mentions, verb, rest)
        if new is not None and saying is None:
            made.append(new)
    return made


def _stop(table: TokenTable, start: int) -> int:
    """Return the end of the sentence, whatever clauses the parser cut it into."""
    number = table.sent[start]
    end = table.sents[number][1]
    while (
        number + 1 < len(table.sents)
        and end - start < _LONG
        and (table.text[end - 1] in {",", ";"} or table.pos[end - 1] not in {"PUNCT", "SPACE"})
    ):
        number += 1
        end = table.sents[number][1]
    return end


def _lead_verb(table: TokenTable, colon: int) -> int | None:
    """Return the last main verb before the colon within its sentence."""
    start = table.sents[table.sent[colon - 1]][0]
    for i in range(colon - 1, max(start, colon - _LEAD) - 1, -1):
        if table.text[i] in {";", "\n", "\n\n"}:
            return None
        if (
            table.pos[i] in {"VERB", "AUX"}
            and table.dep[i] in {"ROOT", "conj", "ccomp"}
            and (table.child(i, "nsubj") is not None or table.dep[i] == "conj")
        ):
            return i
    return None


def _told(
    table: TokenTable,
    mentions: Mentions,
    verb: int,
    rest: TokenRange,
) -> Saying | None:
    subject = table.child(verb, "nsubj")
    if subject is None or table.lemma[verb] not in _TELLING:
        return None
    words = {table.lemma[i].lower() for i in range(verb + 1, min(table.right[verb] + 1, rest[0]))}
    if not words & (_PLAINLY if table.lemma[verb] == "be" else _ACCOUNT):
        return None
    if not mentions.speaks(subject):
        return None
    return Saying(
        verb,
        _PLAIN,
        table.lemma[verb],
        [verb],
        phrase(table, subject),
        subject,
        [rest],
        kind="verb",
        leads=True,
    )


def go_on(
    table: TokenTable,
    mentions: Mentions,
    found: list[Saying],
    paragraph: list[int],
) -> None:
    """Let contents run on over semicolons and into sentences that the same voice tells."""
    cues = sorted(
        i
        for s in found
        for i in s.cue
        if s.entry.statement
        or s.entry.verification
        or (s.head is not None and s.kind == "verb" and mentions.speaks(s.head))
    )
    _cut_contrasts(table, found, cues)
    for saying in found:
        if (
            not saying.content
            or not saying.entry.statement
            or saying.kind in {"noun", "adverb", "evidence"}
        ):
            continue
        if saying.denies is None and saying.entry.polarity == "affirmed":
            _over_semicolons(table, saying, cues)
            _back_over_semicolon(table, saying, cues)
            _over_stop(table, saying, cues, paragraph)


def _cut_contrasts(table: TokenTable, found: list[Saying], cues: list[int]) -> None:
    """Leave ", while the ministry said Y" to the ministry."""
    for saying in found:
        if saying.quoted or not saying.entry.statement:
            continue
        for number, (a, b) in enumerate(saying.content):
            for i in range(max(a + 1, saying.anchor + 1), b):
                if table.text[i - 1] == "," and table.lower[i] in _AGAINST and (_cued(cues, i, b)):
                    saying.content[number] = clause_trim(table, a, i)
                    break


def _over_semicolons(table: TokenTable, saying: Saying, cues: list[int]) -> None:
    end = table.sents[table.sent[saying.anchor]][1]
    last = max(saying.content[-1][1], max(saying.cue) + 1, saying.source[1] if saying.source else 0)
    at = next((i for i in range(last, min(end, last + 12)) if table.text[i] == ";"), None)
    if (
        at is None
        or any(table.pos[i] == "VERB" for i in range(last, at))
        or (table.dep[saying.anchor] in {"relcl", "acl", "advcl"})
    ):
        return
    while at is not None and at + 1 < end:
        stop = next((i for i in range(at + 1, end) if table.text[i] == ";"), end)
        if _cued(cues, at, stop) or table.lower[at + 1] in _TURN or stop - at > _LONG:
            return
        saying.content.append(_until_turn(table, *clause_trim(table, at + 1, stop)))
        at = stop if stop < end else None


def _back_over_semicolon(table: TokenTable, saying: Saying, cues: list[int]) -> None:
    """Read "There were 17 attacks; all were repelled, the staff said": it says both."""
    begin, end = table.sents[table.sent[saying.anchor]]
    first = saying.content[0][0]
    last = max(*saying.cue, (saying.source or (0, 0))[1] - 1)
    if saying.kind != "verb" or saying.content[-1][1] > saying.anchor or first <= begin + 1:
        return
    closes = all(table.pos[i] in {"PUNCT", "SPACE"} for i in range(last + 1, end))
    if table.text[first - 1] != ";" or not closes or _cued(cues, begin - 1, first):
        return
    if first - begin <= _LONG and not any(t in _QUOTES for t in table.text[begin:first]):
        saying.content.insert(0, clause_trim(table, begin, first - 1))


def _until_turn(table: TokenTable, start: int, end: int) -> TokenRange:
    """Cut what the outlet sets against it: ", though the decree names no number"."""
    for i in range(start + 1, end):
        if table.lower[i] in {"though", "although", "whereas"} and table.text[i - 1] == ",":
            return clause_trim(table, start, i)
    return start, end


def _over_stop(
    table: TokenTable,
    saying: Saying,
    cues: list[int],
    paragraph: list[int],
) -> None:
    """Go on into the next sentence: after a lead's colon, or where the speaker is its subject."""
    last = max(saying.content[-1][1], max(saying.cue) + 1, saying.source[1] if saying.source else 0)
    number = table.sent[last - 1] + 1
    if number >= len(table.sents) or saying.quoted:
        return
    start, end = table.sents[number]
    if (
        paragraph[start] != paragraph[last - 1]
        or end - start > _LONG
        or _cued(cues, start - 1, end)
    ):
        return
    if any(table.pos[i] == "VERB" for i in range(last, start)) or table.text[end - 1] == "?":
        return
    if any(t in _QUOTES for t in table.text[start:end]):
        return
    if saying.leads or _backshifted(table, start, end) or _of_himself(table, saying, start):
        saying.content.append(clause_trim(table, start, end))


def _backshifted(table: TokenTable, start: int, end: int) -> bool:
    """Tell "Winter would not stop it" from a conditional of the outlet's own."""
    lower = table.lower
    if any(w in {"if", "unless", "were", "without"} for w in lower[start:end]):
        return False
    return any(
        lower[i] == "would" and table.dep[table.head[i]] == "ROOT" for i in range(start, end)
    )


def _of_himself(table: TokenTable, saying: Saying, start: int) -> bool:
    """Tell whether a person who has no name goes on about himself: "She left her goats"."""
    if table.lower[start] not in _OF_HIM or saying.head is None:
        return False
    singular = table.tag[saying.head] == "NN" or table.lower[saying.head] in _OF_HIM
    subject = start if table.dep[start] == "nsubj" else table.head[start]
    return singular and table.dep[subject] in {"nsubj", "nsubjpass"}


def _cued(cues: list[int], start: int, end: int) -> bool:
    at = bisect_left(cues, start + 1)
    return at < len(cues) and cues[at] < end
