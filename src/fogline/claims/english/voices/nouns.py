"""Voices named by nouns: "the claim that", "reports that", "footage in which", "no word from"."""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.contents import clause_range, clause_trim
from fogline.claims.english.voices.evidence import describe_evidence
from fogline.claims.english.voices.saying import Saying, minus, segment
from fogline.claims.english.voices.subjects import phrase, takes_back
from fogline.claims.english.voices.words import Words
from fogline.vocabulary.load import Cues

_PLAIN = Cues(words=())
_SILENT = Cues(
    words=(),
    polarity="undetermined",
    verification="no_comment",
    statement=False,
)
_SHOWN = Cues(words=(), stance="relays")


def noun_sayings(table: TokenTable, words: Words) -> list[Saying]:
    """Return "the claim that A", "X's statement that A", "reports of A"."""
    found = []
    for i, pos in enumerate(table.pos):
        if pos not in {"NOUN", "PROPN"}:
            continue
        lemma = table.lemma[i].lower()
        entry = words.nouns.get(lemma)
        if pos == "PROPN" and (entry is None or not _introduces(table, i)):
            continue
        if lemma in words.imagery:
            found += _in_which(table, words, i) or _seen_in(table, words, i)
        special = _name_reports(table, words, i) or (
            _no_word(table, i) if lemma in words.replies else None
        )
        if special is not None:
            found.append(special)
        elif entry is not None and not (table.lower[i - 1 : i] == ["in"] and lemma == "order"):
            saying = _noun(table, words, i, entry)
            if saying is not None:
                found.append(saying)
    return found


def _noun(table: TokenTable, words: Words, i: int, entry: Cues) -> Saying | None:
    content = _noun_content(table, words, i)
    if content is None and not _introduces(table, i):
        return None
    saying = Saying(i, entry, table.lemma[i], [i], kind="noun")
    saying.content = [content] if content is not None else []
    saying.untrue = _called_untrue(table, words, i)
    owner = takes_back(table, i)
    if owner is None:
        owner = table.child(i, "poss")
    if owner is None:
        owner = _of_side(table, i)
    by = next((c for c in table.children[i] if table.lower[c] in {"by", "from"}), None)
    if owner is None and by is not None:
        owner = table.child(by, "pobj")
    owner = _made_by(table, i) if owner is None else owner
    owner = _claimed_by(table, words, i) if owner is None else owner
    if owner is not None:
        saying.source, saying.head = phrase(table, owner), owner
    elif content is None and i + 2 < table.n and table.lower[i + 1] == "by":
        saying.source, saying.head = (i + 2, i + 3), i + 2
    elif not _borrowed(table, saying):
        saying.unnamed = True
    return saying


def _called_untrue(table: TokenTable, words: Words, noun: int) -> bool:
    """Tell "reports that X are untrue"."""
    verb = table.head[noun]
    if table.dep[noun] not in {"nsubj", "nsubjpass"} or table.lemma[verb] != "be":
        return False
    said = table.child(verb, "acomp", "attr")
    return said is not None and table.lower[said] in words.untrue


def _of_side(table: TokenTable, noun: int) -> int | None:
    """Return "Russian" in "Russian claims that X": somebody of that side."""
    first = noun - 1
    return (
        first
        if first >= 0
        and table.dep[first] == "amod"
        and table.head[first] == noun
        and table.text[first][:1].isupper()
        and table.sents[table.sent[noun]][0] != first
        else None
    )


def _claimed_by(table: TokenTable, words: Words, noun: int) -> int | None:
    """Return "channels" for "the claim of Russian channels that X", "a rumour comes from"."""
    of = next((c for c in table.children[noun] if table.lower[c] == "of"), None)
    whom = table.child(of, "pobj") if of is not None else None
    verb = table.head[noun]
    if whom is None and table.dep[noun] == "nsubj" and table.lemma[verb] in {"come", "stem"}:
        source = next((c for c in table.children[verb] if table.lower[c] == "from"), None)
        whom = table.child(source, "pobj") if source is not None else None
    if whom is None:
        return None
    lemma = table.lemma[whom].lower()
    return whom if lemma in words.persons or lemma in words.bodies else None


def _made_by(table: TokenTable, noun: int) -> int | None:
    """Return who made "the claim, made by the ministry on Saturday, that X"."""
    for c in table.children[noun]:
        agent = table.child(c, "agent") if table.dep[c] == "acl" else None
        if agent is not None and table.lemma[c] in _MAKING:
            return table.child(agent, "pobj")
    return None


_MAKING = frozenset({"make", "issue", "publish", "voice", "repeat", "advance", "spread", "release",
                     "post", "circulate", "put"})  # fmt: skip


def _name_reports(table: TokenTable, words: Words, i: int) -> Saying | None:
    """Read ", IOM reports.", ", the relief office estimates.", whose verb is taken for a noun."""
    lower = table.lower[i]
    lemma = lower.removesuffix("s")
    if lemma not in _MISTAKEN or i < 2:
        return None
    after = table.text[i + 1] if i + 1 < table.n else "."
    if after.strip() not in {".", "", ","}:
        return None
    first = segment(table, i)[0]
    comma = next((k for k in range(i - 1, max(first, i - _NAME), -1) if table.text[k] == ","), None)
    if comma is None or i - comma < 2 or any(p == "VERB" for p in table.pos[comma:i]):
        return None
    head = next((k for k in range(i - 1, comma, -1) if _names_one(table, words, k)), None)
    finite = any(table.tag[k] in {"VBD", "VBZ", "VBP", "MD"} for k in range(first, comma))
    if head is None or not finite:
        return None
    content = clause_trim(table, first, comma)
    entry = words.verbs[lemma][-1][1]
    return Saying(i, entry, lemma, [i], (comma + 1, i), head, [content])


def _names_one(table: TokenTable, words: Words, k: int) -> bool:
    lemma = table.lemma[k].lower()
    return table.pos[k] == "PROPN" or lemma in words.bodies or lemma in words.persons


_NAME = 9  # tokens from the comma to the verb in ", our two reporters in the city write"
_MISTAKEN = frozenset({"report", "estimate", "claim", "write", "reckon", "state"})


def _no_word(table: TokenTable, i: int) -> Saying | None:
    """Return "there was no word from the army": it is silent."""
    if not any(table.lower[c] == "no" for c in table.children[i]):
        return None
    from_ = next((k for k in range(i + 1, min(i + 4, table.n)) if table.lower[k] == "from"), None)
    whom = table.child(from_, "pobj") if from_ is not None else None
    if whom is None:
        return None
    return Saying(i, _SILENT, table.lemma[i], [i], phrase(table, whom), whom, kind="noun")


def _in_which(table: TokenTable, words: Words, i: int) -> list[Saying]:
    """Return "a video in which fighters cheer": the image is the witness of the clause."""
    for c in table.children[i]:
        start = table.left[c]
        if table.dep[c] != "relcl" or start + 1 >= table.n:
            continue
        if table.lower[start + 1] == "which" and table.lower[start] in {"in", "on"}:
            saying = Saying(
                i,
                _SHOWN,
                table.lemma[i],
                [start, start + 1],
                (i, i + 1),
                i,
                [clause_trim(table, start + 2, table.right[c] + 1)],
                kind="evidence",
            )
            describe_evidence(table, words, saying)
            owner = table.child(table.head[i], "nsubj") if table.dep[i] == "dobj" else None
            if owner is not None:
                saying.via.append(owner)
            return [saying]
    return _which_follows(table, words, i)


def _seen_in(table: TokenTable, words: Words, i: int) -> list[Saying]:
    """Read "soldiers were seen in a video waving", "a flag is visible on a photo"."""
    preposition = table.head[i]
    if table.dep[i] != "pobj" or table.lower[preposition] not in _ON:
        return []
    verb = table.head[preposition]
    seen = table.lemma[verb] in _SEEING and (
        table.child(verb, "auxpass") is not None or table.tag[verb][:1] == "J"
    )
    if not seen:
        return []
    over = table.head[verb] if table.tag[verb][:1] == "J" else verb
    behind = [c for c in table.children[i] if c > i and table.tag[c] != "VBG"]
    cut = (table.left[preposition], max([i, *(table.right[c] for c in behind)]) + 1)
    content = minus([clause_range(table, over)], cut)
    saying = Saying(
        i, _SHOWN, table.lemma[i], [preposition, i], (i, i + 1), i,
        [clause_trim(table, a, b) for a, b in content], kind="evidence",
    )  # fmt: skip
    describe_evidence(table, words, saying)
    return [saying] if saying.evidence in _PICTURES else []


_ON = frozenset({"in", "on", "from", "by"})
_SEEING = frozenset({"see", "spot", "show", "film", "capture", "picture", "observe", "visible",
                     "count", "identify"})  # fmt: skip
_PICTURES = frozenset({"photo", "video", "satellite"})


def _which_follows(table: TokenTable, words: Words, i: int) -> list[Saying]:
    """Read "in which" off the words where the parser hung the clause elsewhere."""
    for k in range(i + 2, min(i + 9, table.n - 2)):
        if table.text[k] in {",", ";", "."}:
            break
        if table.lower[k] == "which" and table.lower[k - 1] in {"in", "on"}:
            end = next(
                (j for j in range(k + 1, segment(table, i)[1]) if table.text[j] in {",", "."}),
                segment(table, i)[1],
            )
            saying = Saying(
                i,
                _SHOWN,
                table.lemma[i],
                [k - 1, k],
                (i, i + 1),
                i,
                [clause_trim(table, k + 1, end)],
                kind="evidence",
            )
            describe_evidence(table, words, saying)
            before = table.lower[max(i - 4, 0) : i]
            saying.geolocated = saying.geolocated or any(w in words.geolocated for w in before)
            return [saying]
    return []


def _states(table: TokenTable, c: int) -> bool:
    """Tell "the allegation that he died", which the parser reads like "the claim that he made"."""
    return (
        table.dep[c] == "relcl"
        and table.child(c, "nsubj", "nsubjpass") is not None
        and table.tag[table.child(c, "nsubj", "nsubjpass") or c] not in {"WDT", "WP"}
        and table.lemma[c] not in _OF_WORDS
    )


_OF_WORDS = frozenset({"make", "issue", "publish", "release", "put", "post", "spread", "hear", "read",
                       "deny", "reject", "repeat", "cite", "receive", "give", "have", "hold", "call",
                       "see", "file", "say", "get"})  # fmt: skip
_SPREADING = frozenset({"spread", "circulate", "swirl", "emerge", "surface", "grow", "go"})
_REPORTING = frozenset({"report", "rumour", "rumor", "claim", "allegation", "accusation", "news",
                        "word", "announcement", "talk"})  # fmt: skip


def _introduces(table: TokenTable, i: int) -> bool:
    """Tell whether a colon and a quotation follow: "post by X, Saturday: "...""."""
    for at in range(i + 1, min(i + 14, table.n - 1)):
        if table.text[at] == ":":
            return table.text[at + 1] in {"“", '"', "``", "''", "«", "‘"}
    return False


def _noun_content(table: TokenTable, words: Words, i: int) -> TokenRange | None:
    candidates = list(table.children[i])
    if takes_back(table, i) is not None:
        # "withdrew its statement of Sunday that X": the parser hangs X on the verb.
        candidates += [c for c in table.children[table.head[i]] if table.dep[c] == "ccomp"]
    if table.dep[i] == "nsubj" and table.lemma[table.head[i]] in _SPREADING:
        # "Rumours are spreading that X"
        candidates += [c for c in table.children[table.head[i]] if table.dep[c] == "ccomp"]
    for c in candidates:
        if c > i and table.lower[c] == "of" and table.lemma[i].lower() in _REPORTING:
            told = table.child(c, "pobj")
            if told is not None and table.lemma[told].lower() in words.events:
                start, end = clause_range(table, told)
                # "called reports of a retreat nonsense": the parser hangs the verdict on the noun.
                verdict = (k for k in range(told, end) if table.lower[k] in words.untrue)
                return clause_trim(table, start, next(verdict, end))
        if (
            c > i
            and (table.dep[c] in {"acl", "ccomp"} or _states(table, c))
            and (table.lower[table.left[c]] == "that" or table.lower[table.left[c]] == "to")
        ):
            return clause_range(table, c)
    return None


def _borrowed(table: TokenTable, saying: Saying) -> bool:
    """Give "made the claim that" its subject."""
    i = saying.anchor
    verb = table.head[i]
    if table.dep[i] == "dobj" and table.lemma[verb] in {
        "make",
        "issue",
        "give",
        "express",
        "repeat",
        "voice",
        "release",
        "have",
        "publish",
        "reiterate",
        "send",
        "offer",
    }:
        owner = table.child(verb, "nsubj")
        if owner is not None:
            saying.source, saying.head = phrase(table, owner), owner
            saying.cue = [verb, i]
            return True
    return False
