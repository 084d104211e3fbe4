"""Where a colon, a dash, a bracket or a comma parts a claim's clause from its neighbours."""

from fogline.claims.english.text import Text

_DASHES = frozenset("-–—")
_TURNS = frozenset({"when", "while", "as", "though", "although", "since", "so", "whereas", "where",
                    "which", "who", "whose", "what", "whatever"})  # fmt: skip


def behind(text: Text, start: int, core: int, first: int) -> int:
    """Leave out what stands before a colon, a spaced dash or a bracket that opens the clause."""
    table = text.table
    limit = min(core, first)
    for token in range(limit - 1, start, -1):
        word = table.text[token]
        if token in text.place_at:
            continue  # "the Kamin - Sadove line"
        if table.pos[token] == "SPACE" and "\n" in word:
            return token + 1
        if word in (":", ")", ";") or (word in _DASHES and table.end[token - 1] < table.idx[token]):
            if word == ":" and token - start <= 3 and first == core and start in text.place_at:
                return start  # "Kamin: occupied"
            inside = "(" in table.text[start:token] if word == ")" else False
            return start if inside and token + 1 != limit else token + 1
    return start


def before(text: Text, end: int, core: int) -> int:
    """End the quote at the comma behind which another clause or an aside begins."""
    table = text.table
    for token in range(core + 1, end - 2):
        if token in text.place_at and table.text[token] != ",":
            continue
        if table.text[token] in _DASHES and table.end[token - 1] < table.idx[token]:
            return token
        if table.text[token] == ";" or (table.pos[token] == "SPACE" and "\n" in table.text[token]):
            return token
        if table.text[token] != ",":
            continue
        word, tag, dep = table.lower[token + 1], table.tag[token + 1], table.dep[token + 1]
        if word in _TURNS and not (word == "as" and table.lower[token + 2] == "well"):
            return token
        if tag in ("VBG", "VBN") and dep in ("advcl", "acl", "conj"):
            return token
        if _figure(text, token + 1, end):
            return token
    return end


def _figure(text: Text, token: int, end: int) -> bool:
    """Say whether an apposition with a clause of its own begins: "a figure that many doubt"."""
    table = text.table
    if table.lower[token] not in ("a", "an", "the"):
        return False
    noun = table.head[token]
    return (
        table.dep[noun] in ("appos", "npadvmod", "conj", "dep")
        and noun < end
        and any(table.dep[c] == "relcl" for c in table.children[noun])
    )
