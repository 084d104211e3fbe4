"""Set right what the parser often gets wrong, before voices and claims are read.

Example: in "the ministry said on Monday its forces had left" the parser hangs "on Monday" on
"left"; it is the day of saying and is hung on "said".
"""

from fogline.claims.english.lexis import Lexis
from fogline.claims.english.tokens import TokenTable

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SAYING = frozenset({"say", "add", "tell", "claim", "note", "report", "warn", "deny", "stress",
                     "insist", "make"})  # fmt: skip


def mend(table: TokenTable, lexis: Lexis) -> None:
    """Change heads, relations and tags of a table in place."""
    days = lexis.words.times.weekdays
    changed = False
    for i in range(table.n):
        word, tag = table.lower[i], table.tag[i]
        if word == "on" and i + 1 < table.n and table.lower[i + 1] in days:
            changed |= _day_of_saying(table, i)
        elif word == "counter":
            changed |= _counter(table, i)
        elif tag == "JJ" and word.endswith("ed"):
            _participle(table, lexis, i)
        elif tag == "VBG" and table.dep[i] == "advcl":
            changed |= _shown_doing(table, i)
        changed |= _verb(table, i) or _went_on(table, lexis, i) or _taken(table, i)
        changed |= _named_object(table, i)
        if word in _UNKNOWN_PASTS:
            changed |= _past(table, i, _UNKNOWN_PASTS[word])
    if changed:
        table.rehang()
    late = [i for i in range(table.n) if table.dep[i] == "conj" and table.tag[i][:1] == "V"]
    mended = [_behind_condition(table, lexis, i) for i in late]
    if any(mended):
        table.rehang()


def _named_object(table: TokenTable, i: int) -> bool:
    """In "plans to seize Bakhmut" the name that the parser does not know is what is seized."""
    verb = table.head[i]
    if table.tag[i] not in ("NNP", "NNPS") or table.dep[i] != "advmod":
        return False
    if table.tag[verb][:1] != "V" or verb >= i or table.child(verb, "dobj") is not None:
        return False
    if any(table.head[t] != i for t in range(verb + 1, i)):
        return False
    table.dep[i] = "dobj"
    return True


_TAKEN = frozenset({"capture", "take", "detain", "seize", "arrest", "catch", "intercept"})
_CAPTIVES = frozenset({"prisoner", "captive", "hostage"})


def _taken(table: TokenTable, i: int) -> bool:
    """In "soldiers captured near Sadove said" the soldiers were captured, and they say it."""
    said = table.head[i]
    if table.dep[i] != "ccomp" or table.lemma[i] not in _TAKEN or said <= i:
        return False
    noun, taken = table.child(i, "nsubj"), table.child(i, "dobj")
    if (
        noun is None
        or table.child(said, *_SUBJECTS) is not None
        or table.child(i, "aux", "auxpass", "mark") is not None
        or (taken is not None and table.lemma[taken] not in _CAPTIVES)
        or table.text[said - 1] in {",", '"', "”", "'", "’"}
    ):
        return False
    table.tag[i] = "VBN"
    table.head[noun], table.dep[noun] = said, "nsubj"
    table.head[i], table.dep[i] = noun, "acl"
    return True


def _went_on(table: TokenTable, lexis: Lexis, i: int) -> bool:
    """In "seized Sadove and continued offensive operations" the second word is a verb."""
    noun, joint = table.head[i], i - 1
    if table.dep[i] != "amod" or not table.lower[i].endswith("ed") or joint < 1 or noun <= i:
        return False
    verb = table.head[joint]
    if table.tag[verb][:1] == "N" and table.dep[verb] == "dobj":
        verb = table.head[verb]  # the parser joins the operations to what was seized
    if table.dep[joint] != "cc" or table.tag[verb] != "VBD" or table.tag[noun][:1] != "N":
        return False
    stem = table.lower[i][:-2]
    lemma = next((s for s in (stem, stem + "e", stem[:-1]) if s in lexis.supports), None)
    if lemma is None:
        return False
    above = table.head[noun]
    table.tag[i], table.pos[i], table.lemma[i] = "VBD", "VERB", lemma
    table.head[i], table.dep[i] = verb, "conj"
    table.head[noun], table.dep[noun] = i, "dobj"
    if above not in (i, verb) and table.head[above] == verb and table.dep[above] == "conj":
        table.head[above], table.dep[above] = i, "advmod"
    return True


_INTRANSITIVE = frozenset({"counterattack", "retreat", "advance", "withdraw", "regroup", "flee"})


def _acted(table: TokenTable, i: int) -> bool:
    """In "forces counterattacked near Sadove but were unsuccessful" they did so themselves."""
    noun = table.head[i]
    verb = table.head[noun]
    if table.dep[i] != "acl" or table.lemma[i] not in _INTRANSITIVE or verb <= i:
        return False
    joined = any(table.lower[t] in ("and", "but") for t in range(i + 1, verb))
    if table.dep[noun] != "nsubj" or not joined:
        return False
    table.tag[i] = "VBD"
    table.head[i], table.dep[i] = (
        (i if table.head[verb] == verb else table.head[verb]),
        table.dep[verb],
    )
    for child in table.children[verb]:
        if child < noun:
            table.head[child] = i
    table.head[noun] = i
    table.head[verb], table.dep[verb] = i, "conj"
    return True


_UNKNOWN_PASTS = {"retook": "retake", "overcame": "overcome", "leapt": "leap", "trod": "tread",
                  "snuck": "sneak", "swam": "swim"}  # fmt: skip


def _past(table: TokenTable, i: int, lemma: str) -> bool:
    """Make a verb of a past that the tagger does not know: "the army retook Sadove"."""
    noun = table.tag[i][:1] == "N"
    table.tag[i], table.pos[i], table.lemma[i] = "VBD", "VERB", lemma
    name, subject = table.head[i], i - 1
    if not noun or table.dep[i] != "compound" or name <= i or table.tag[subject][:1] != "N":
        return False
    table.head[i] = i if table.head[name] == name else table.head[name]
    table.dep[i] = table.dep[name]
    for child in (*table.children[name], *table.children[i]):
        if child < i:
            table.head[child] = subject
        elif child > name:
            table.head[child] = i
    table.head[subject], table.dep[subject] = i, "nsubj"
    table.head[name], table.dep[name] = i, "dobj"
    return True


def _verb(table: TokenTable, i: int) -> bool:
    """Mend what hangs on a finite verb or a participle."""
    tag = table.tag[i]
    if tag in _FINITE:
        return _swallowed(table, i) or _lost_subject(table, i) or _said_too(table, i)
    if tag != "VBN":
        return False
    if (table.lower[i] in _HARMED and _counted_wounded(table, i)) or _acted(table, i):
        return True
    return table.dep[i] == "conj" and _second_clause(table, i)


def _day_of_saying(table: TokenTable, i: int) -> bool:
    verb, head = i - 1, table.head[i]
    if (
        table.tag[verb][:1] != "V"
        or table.head[head] != verb
        or table.dep[head] != "ccomp"
        or table.text[i + 2 : i + 3] == [","]
    ):
        return False
    table.head[i] = verb
    return True


def _counter(table: TokenTable, i: int) -> bool:
    """In "a future counter-offensive" the noun is "offensive"."""
    noun = i + 2
    if noun >= table.n or table.text[i + 1] != "-" or table.end[i] != table.idx[i + 1]:
        return False
    if table.head[i] == noun or table.head[noun] == i + 1 or table.tag[noun][:1] == "V":
        return False
    if table.lower[noun] not in ("offensive", "attack", "offensives", "attacks", "assault"):
        return False
    if table.head[i] == i + 1:
        return False
    above = noun if table.head[i] == i else table.head[i]
    table.head[noun], table.dep[noun] = above, table.dep[i]
    table.tag[noun] = "NNS" if table.lower[noun].endswith("s") else "NN"
    table.pos[noun] = "NOUN"
    for child in table.children[i]:
        if child != noun:
            table.head[child] = noun
    for part in (i, i + 1):
        table.head[part], table.dep[part] = noun, "compound"
    return True


def _participle(table: TokenTable, lexis: Lexis, i: int) -> None:
    """The tagger takes "forces marginally advanced" for an adjective."""
    head = table.head[i]
    own = any(table.dep[c] == "nsubj" for c in table.children[i])
    alone = not any(table.lemma[c] == "be" for c in table.children[i])
    joined = table.dep[i] == "conj" and table.tag[head] == "VBD"
    if not (joined or (own and alone and table.dep[i] in ("ROOT", "ccomp", "conj", "advcl"))):
        return
    stem = table.lower[i][:-2]
    lemma = next((s for s in (stem, stem + "e", stem[:-1]) if s in lexis.verbs), None)
    if lemma is not None:
        table.tag[i], table.pos[i], table.lemma[i] = "VBD", "VERB", lemma


def _shown_doing(table: TokenTable, i: int) -> bool:
    """In "a video appeared of soldiers raising a flag" it is the soldiers who raise it."""
    noun = i - 1
    if table.dep[noun] != "pobj" or table.head[i] >= noun:
        return False
    of = table.head[noun]
    if table.lower[of] != "of" or table.head[of] != table.head[i]:
        return False
    table.head[i], table.dep[i] = noun, "acl"
    return True


def _lost_subject(table: TokenTable, i: int) -> bool:
    """In "analysts said the fall of X, which ..., was Y" what fell is the subject of "was"."""
    saying = table.head[i]
    if table.dep[i] != "ccomp" or saying >= i or table.tag[saying][:1] != "V":
        return False
    if any(table.dep[c] in (*_SUBJECTS, "mark") for c in table.children[i]):
        return False
    noun = table.child(saying, "dobj")
    if noun is None or not saying < noun < i or table.tag[noun] in ("PRP", "WP", "WDT"):
        return False
    table.head[noun], table.dep[noun] = i, "nsubj"
    return True


_HARMED = frozenset({"wounded", "injured"})
_ARGUMENTS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr"})


def _counted_wounded(table: TokenTable, i: int) -> bool:
    """In "took in 38 wounded" those counted are a noun."""
    number = i - 1
    if number < 0 or table.tag[number] != "CD" or table.dep[number] not in _ARGUMENTS:
        return False
    if any(table.dep[c] in ("aux", "auxpass", "agent") for c in table.children[i]):
        return False
    if table.head[number] == i or any(table.lower[c] == "by" for c in table.children[i]):
        return False
    table.head[i], table.dep[i] = table.head[number], table.dep[number]
    table.tag[i], table.pos[i], table.lemma[i] = "NNS", "NOUN", table.lower[i]
    for child in table.children[number]:
        if child < number:
            table.head[child] = i
    table.head[number], table.dep[number] = i, "nummod"
    return True


def _swallowed(table: TokenTable, i: int) -> bool:
    """In "fighting could wear already depleted forces" the verb is "wear", not "depleted"."""
    verb, noun = table.child(i, "nsubj", "csubj"), table.child(i, "dobj")
    if verb is None or noun is None or table.tag[verb] != "VB" or not verb < i < noun:
        return False
    if not any(table.tag[c] == "MD" for c in table.children[verb]):
        return False
    if any(table.tag[t][:1] != "R" for t in range(verb + 1, i)):
        return False
    above = verb if table.head[i] == i else table.head[i]
    table.head[verb], table.dep[verb] = above, table.dep[i]
    for child in table.children[i]:
        if child > noun:
            table.head[child] = verb
    table.head[noun], table.dep[noun] = verb, "dobj"
    table.head[i], table.dep[i], table.tag[i], table.pos[i] = noun, "amod", "VBN", "ADJ"
    return True


def _said_too(table: TokenTable, i: int) -> bool:
    """In "they admit that troops have come, but say ..." those who admit are those who say."""
    inner = table.head[i]
    if table.dep[i] != "conj" or table.lemma[i] not in _SAYING or inner >= i:
        return False
    outer = table.head[inner]
    if table.dep[inner] != "ccomp" or table.tag[outer] != table.tag[i] or outer >= inner:
        return False
    if table.tag[inner] == table.tag[i] or any(
        table.dep[c] in _SUBJECTS for c in table.children[i]
    ):
        return False
    table.head[i] = outer
    for child in table.children[inner]:
        if inner < child < i and table.dep[child] in ("cc", "punct") and i - child <= 2:
            table.head[child] = outer
    return True


def _second_clause(table: TokenTable, i: int) -> bool:
    """In "reported that he ordered them to hold and that units came" both are reported."""
    inner = table.head[i]
    mark = table.child(i, "mark")
    if mark is None or table.lower[mark] != "that" or table.dep[inner] not in ("xcomp", "advcl"):
        return False
    top = table.head[inner]
    for _ in range(3):
        if any(table.dep[c] == "mark" and table.lower[c] == "that" for c in table.children[top]):
            table.head[i] = top
            return True
        top = table.head[top]
    return False


def _behind_condition(table: TokenTable, lexis: Lexis, i: int) -> bool:
    """In "they must fight unless they advance, and raids could follow" the raids are no condition."""
    inner = table.head[i]
    if inner >= i or table.dep[inner] != "advcl" or table.head[inner] >= inner:
        return False
    mark, subject = table.child(inner, "mark"), table.child(i, "nsubj", "nsubjpass")
    if mark is None or subject is None or table.lower[mark] not in lexis.condition_marks:
        return False
    if table.tag[i] in ("VB", "VBG") and not any(table.tag[c] == "MD" for c in table.children[i]):
        return False
    first = min(table.left[subject], subject)
    if (
        first < 2
        or table.text[first - 1].lower() not in ("and", "but")
        or (table.text[first - 2] != ",")
    ):
        return False
    table.head[i] = table.head[inner]
    for child in table.children[inner]:
        if child in (first - 1, first - 2):
            table.head[child] = table.head[inner]
    return True
