"""Why a sentence has no claim, said so that a reader can judge whether one was missed."""

from fogline.claims.attribution import Attribution
from fogline.claims.english.text import Text

PLAIN = "no word for an action, state or judgement in it"


def why_none(text: Text, number: int, passed: str | None) -> str:
    """Return the reason for a sentence without a claim.

    Args:
        text: the text.
        number: of the sentence.
        passed: why a word of it that could have made a claim did not, if one was looked at.
    """
    begin, end = text.table.sents[number]
    said = [
        a
        for a in text.voices.attributions
        if a.cue and begin <= a.cue[0] < end and (a.content or a.meaning.verification)
    ]
    silent = next((a for a in said if a.meaning.verification is not None), None)
    if silent is not None:
        return _silence(silent)
    form = _form(text, begin, end)
    told = next((a for a in said if a.meaning.carries), None)
    if passed is None and form is None and told is not None:
        return f"{_name(told)} is quoted, on nothing that bears on the war"
    return passed or form or PLAIN


def _form(text: Text, begin: int, end: int) -> str | None:
    """Return why words of this form state nothing: no words, no verb, a question."""
    words = [i for i in range(begin, end) if text.table.pos[i] not in ("PUNCT", "SPACE")]
    if not words:
        return "no words in it"
    if "?" in text.table.text[words[-1] : end]:
        return "it is a question"
    if not any(text.table.pos[i] in ("VERB", "AUX") for i in words):
        return "no verb in it: a heading, a name or a date"
    return None


def _silence(attribution: Attribution) -> str:
    if attribution.meaning.verification == "cannot_verify":
        return f"{_name(attribution)} could not verify what was told: a stance, no claim"
    return f"{_name(attribution)} leaves open what no claim before it tells"


def _name(attribution: Attribution) -> str:
    voice = attribution.voice
    if voice.name is not None:
        return voice.name
    return "somebody without a name" if voice.kind == "unnamed" else f"somebody ({voice.kind})"
