"""Turn annotations written by hand into gold claims, and check gold that is there.

    python evals/annotate.py SHEET FOLDER     write FOLDER/texts/NAME.md and FOLDER/claims-STEM.jsonl
    python evals/annotate.py --check FOLDER   name every quote, place and condition off its offsets

Nobody counts offsets by hand: a sheet quotes the words, and this finds them. A sheet holds reports:

    === fresh-01-name
    outlet: Steppe Wire
    published: 2024-03-14T20:05:00+02:00
    theatre: ukraine

    The text of the report.
    ~~~
    @outlet = outlet                     kind/side of the outlet, where it is not a plain outlet
    @gov = Oleh Syniehubov/official/ukraine    a voice; the name "-" is null
    * the quote of a claim ++ a further span of it
      gov | event.strike.drone ; A:Russia/russia ; P:near Sadove =Sadove #near ; D:Tuesday =2024-03-12 day

The part before the bar is the chain after the outlet, by the names of voices; one of + ~ ? # ! before a
name is the stance towards it (endorses, distances, doubts, unable_to_verify, verifies), else relays;
`c:NAME` is a credited voice. `.` is the outlet alone, uncredited; `.own`, `.wit` say own_reporting and
witnessed; `"` repeats the chain before. After the bar stand kind.action.sub_action and fields:

    neg | und=not_observed        polarity          ph=ongoing t=present    phase, tense
    c=L likely                    certainty by level and cue (LEVELS below)
    A:words/side  T:words/side    actor, target     M:means  O:outcome  U:purpose  K:confidence
    P:words >role =name #relation                   place
    D:words =start..end precision                   time; `=day` is that day, `..day` is open before
    Q:words =low..high unit category of X ~ cum per N   quantity; `=20..` has no upper bound
    C:if words                    condition         L:denies 3  L:denies words    link
    E:video                       evidence          F:allegation                  flag

A word that stands twice is the one in the quote, else the last before it; `words @2` is the second.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STANCES = {
    "+": "endorses",
    "~": "distances",
    "?": "doubts",
    "#": "unable_to_verify",
    "!": "verifies",
}
LEVELS = {
    "C": (0.95, 1.0),
    "A": (0.95, 0.99),
    "V": (0.8, 0.95),
    "L": (0.55, 0.8),
    "E": (0.45, 0.55),
    "M": (0.3, 0.7),
    "P": (0.2, 0.6),
    "U": (0.2, 0.45),
    "X": (0.05, 0.2),
    "R": (0.01, 0.05),
    "W": (0.8, 0.95),
}
USUAL = {
    "event": ("completed", "past"),
    "state": (None, "present"),
    "order": ("planned", "past"),
    "plan": ("planned", "present"),
    "assessment": (None, "present"),
    "forecast": (None, "future"),
    "estimate": (None, "past"),
    "opinion": (None, "present"),
}
BASES = {".": "uncredited", ".own": "own_reporting", ".wit": "witnessed"}
WORDS = {"A": "actor", "T": "target"}
LISTS = {
    "P": "places",
    "Q": "quantities",
    "C": "conditions",
    "L": "links",
    "E": "evidence",
    "F": "flags",
}
PLAIN = {"M": "means", "O": "outcome", "K": "confidence"}


class SheetError(ValueError):
    """A sheet says something that cannot be gold; the message names the report and the line."""


def main(arguments: list[str]) -> int:
    """Run one of the two commands; return the exit code."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    if arguments[0] == "--check":
        faults = list(check(Path(arguments[1])))
        print("\n".join(faults) or "every quote stands at its offsets")
        return min(len(faults), 1)
    sheet, folder = Path(arguments[0]), Path(arguments[1])
    try:
        reports = [report(part) for part in parts(sheet.read_text(encoding="utf-8"))]
    except SheetError as error:
        print(f"annotate: {sheet}: {error}", file=sys.stderr)
        return 1
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    for name, content, _ in reports:
        (folder / "texts" / f"{name}.md").write_text(content, encoding="utf-8")
    lines = [json.dumps(c, ensure_ascii=False) for _, _, claims in reports for c in claims]
    target = folder / f"claims-{sheet.stem}.jsonl"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{target}: {len(reports)} reports, {len(lines)} claims")
    return 0


def check(folder: Path) -> Iterator[str]:
    """Yield a sentence for each annotated run of words that is not at its offsets."""
    for path in sorted(folder.glob("claims*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            claim = json.loads(line)
            text = body((folder / "texts" / f"{claim['report_id']}.md").read_text("utf-8"))
            runs = [("quote", claim["quote"], claim), *_runs(claim)]
            for what, words, span in runs:
                if text[span["start"] : span["end"]] != words:
                    yield f"{path.name}: {claim['id']}: {what} {words!r} is not at its offsets"


def _runs(claim: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in ("places", "conditions"):
        for item in claim.get(name, ()):
            yield name, item["text"], item


def body(content: str) -> str:
    """Return what offsets count in: the text after the header and its blank line."""
    return content.split("---\n", 2)[2].removeprefix("\n")


def parts(sheet: str) -> list[str]:
    """Split a sheet into its reports."""
    return [p for p in re.split(r"^=== ", sheet, flags=re.MULTILINE)[1:] if p.strip()]


def report(part: str) -> tuple[str, str, list[dict[str, Any]]]:
    """Return name, file content and claims of one report of a sheet."""
    name, _, rest = part.partition("\n")
    name = name.strip()
    header, _, rest = rest.partition("\n\n")
    text, _, notes = rest.partition("\n~~~\n")
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    fields.setdefault("language", "en")
    head = "\n".join(f"{key}: {value}" for key, value in fields.items())
    sheet = Sheet(name, fields, text + "\n", Voices(fields))
    try:
        return name, f"---\n{head}\n---\n\n{text}\n", list(sheet.claims(notes))
    except (SheetError, ValueError, KeyError, IndexError) as error:
        raise SheetError(f"{name}: {error}") from error


class Voices:
    """The voices that a report defines, and chains of them."""

    def __init__(self, header: dict[str, str]) -> None:
        self._known: dict[str, dict[str, Any]] = {}
        self._outlet: dict[str, Any] = {"name": header["outlet"], "kind": "outlet"}
        self._last: tuple[list[dict[str, Any]], str] = ([], "")

    def define(self, line: str) -> None:
        """Take a line `@key = name/kind/side`, or `@outlet = kind/side`."""
        key, _, value = line[1:].partition(" = ")
        words = [w.strip() for w in value.split("/")]
        if key == "outlet":
            self._outlet |= {"kind": words[0], **({"side": words[1]} if words[1:] else {})}
            return
        side = {"side": words[2]} if words[2:] else {}
        self._known[key] = {"name": None if words[0] == "-" else words[0], "kind": words[1], **side}

    def chain(self, words: str) -> tuple[list[dict[str, Any]], str]:
        """Return the chain from the outlet to the origin, and the basis of the origin."""
        if words == '"':
            return self._last
        first = {**self._outlet, "role": "outlet"}
        if words in BASES:
            self._last = [first], BASES[words]
            return self._last
        chain = [first]
        names = words.split()
        for place, word in enumerate(names):
            stance = STANCES.get(word[0], "relays")
            key = word.removeprefix(word[0]) if word[0] in STANCES else word
            credited = key.startswith("c:")
            voice = self._known[key.removeprefix("c:")]
            chain[-1]["stance"] = stance
            last = place == len(names) - 1
            chain.append(
                {**voice, "role": "credited" if credited else "origin" if last else "relay"}
            )
        basis = "imagery" if chain[-1]["kind"] == "imagery" else "relayed"
        self._last = chain, basis
        return self._last


class Sheet:
    """One report's annotations."""

    def __init__(self, name: str, header: dict[str, str], text: str, voices: Voices) -> None:
        self._name, self._header, self._text, self._voices = name, header, text, voices
        self._number = 0

    def claims(self, notes: str) -> Iterator[dict[str, Any]]:
        """Yield the claims in the order of the sheet."""
        quote = ""
        for raw in notes.splitlines():
            line = raw.strip()
            if line.startswith("@"):
                self._voices.define(line)
            elif line.startswith("* "):
                quote = line[2:]
            elif line:
                self._number += 1
                try:
                    yield self._claim(quote, line)
                except (SheetError, ValueError, KeyError, IndexError) as error:
                    raise SheetError(f"claim {self._number} ({quote!r}): {error!r}") from error

    def _id(self, number: int) -> str:
        return f"{self._name}-{number:02}"

    def _claim(self, quote: str, line: str) -> dict[str, Any]:
        runs = [self._find(q.strip(), 0, 0) for q in quote.split(" ++ ")]
        start, end = runs[0]
        words, _, rest = line.partition(" | ")
        chain, basis = self._voices.chain(words)
        what, *fields = [f.strip() for f in rest.split(" ; ")]
        kind, action, *sub = what.split(".")
        phase, tense = USUAL[kind]
        claim: dict[str, Any] = {
            "id": self._id(self._number),
            "report_id": self._name,
            "quote": self._text[start:end],
            "start": start,
            "end": end,
            "spans": [list(r) for r in runs],
            "chain": chain,
            "origin_basis": basis,
            "kind": kind,
            "action": action,
            **({"sub_action": sub[0]} if sub else {}),
            "phase": phase,
            "tense": tense,
            "polarity": "affirmed",
            "certainty": {"low": 0.95, "high": 1.0},
        }
        for field in fields:
            self._add(claim, field)
        return {k: v for k, v in claim.items() if v is not None}

    def _add(self, claim: dict[str, Any], field: str) -> None:
        if ":" in field[:2]:
            self._field(claim, field[0], field[2:].strip())
        elif field == "neg":
            claim["polarity"] = "denied"
        elif field.startswith("und="):
            claim |= {"polarity": "undetermined", "verification": field[4:]}
            claim["certainty"] = {"low": 0.0, "high": 1.0}
        elif field.startswith(("ph=", "t=")):
            key, _, value = field.partition("=")
            claim[{"ph": "phase", "t": "tense"}[key]] = None if value == "-" else value
        elif field.startswith("c="):
            low, high = LEVELS[field[2]]
            claim["certainty"] = {"low": low, "high": high, "cue": field[4:]}
        else:
            raise SheetError(f"unknown field {field!r}")

    def _field(self, claim: dict[str, Any], letter: str, value: str) -> None:
        if letter in WORDS:
            text, _, side = value.rpartition("/") if "/" in value else (value, "", "")
            claim[WORDS[letter]] = {"text": text, **({"side": side} if side else {})}
            self._must(text)
        elif letter in PLAIN:
            claim[PLAIN[letter]] = value
        elif letter in LISTS:
            claim.setdefault(LISTS[letter], []).append(self._item(claim, letter, value))
        elif letter == "U":
            self._must(value)
            claim["purpose"] = {"text": value}
        elif letter == "D":
            claim["time"] = _time(value)
            self._must(claim["time"]["text"])
        else:
            raise SheetError(f"unknown field {letter}:")

    def _item(self, claim: dict[str, Any], letter: str, value: str) -> Any:
        kind, _, rest = value.partition(" ")
        if letter == "P":
            return self._place(value, claim)
        if letter == "Q":
            quantity = _quantity(value)
            self._must(quantity["text"])
            return quantity
        if letter == "C":
            start, end = self._find(rest, claim["start"], claim["end"])
            return {"type": kind, "text": self._text[start:end], "start": start, "end": end}
        if letter == "L":
            to = {"claim_id": self._id(int(rest))} if rest.isdigit() else {"text": rest}
            return {"type": kind, "claim_id": None, **to}
        return {"type": value} if letter == "E" else value

    def _place(self, value: str, claim: dict[str, Any]) -> dict[str, Any]:
        marks = {">": "at", "=": "", "#": ""}
        while found := re.search(r" ([>=#])([^>=#]+)$", value):
            marks[found.group(1)] = found.group(2).strip()
            value = value[: found.start()]
        start, end = self._find(value, claim["start"], claim["end"])
        text = self._text[start:end]
        return {
            "text": text,
            "start": start,
            "end": end,
            "role": marks[">"],
            "name": marks["="] or text,
            **({"relation": marks["#"]} if marks["#"] else {}),
        }

    def _must(self, words: str) -> None:
        if words not in self._text:
            raise SheetError(f"{words!r} is not in the text")

    def _find(self, words: str, start: int, end: int) -> tuple[int, int]:
        """Return the offsets of the words: in the quote, else last before it, else after it."""
        which = 0
        if found := re.search(r" @(\d)$", words):
            words, which = words[: found.start()], int(found.group(1))
        at = [m.start() for m in re.finditer(re.escape(words), self._text)]
        if not at:
            raise SheetError(f"{words!r} is not in the text")
        if which:
            chosen = at[which - 1]
        elif end:
            inside = [a for a in at if start <= a and a + len(words) <= end]
            before = [a for a in at if a < end]
            chosen = (inside or before[-1:] or at)[0]
        elif len(at) > 1:
            raise SheetError(f"{words!r} stands {len(at)} times in the text: say which with @N")
        else:
            chosen = at[0]
        return chosen, chosen + len(words)


def _time(value: str) -> dict[str, Any]:
    text, _, rest = value.rpartition(" =")
    days, _, precision = rest.partition(" ")
    start, dots, end = days.partition("..")
    return {
        "start": start or None,
        "end": (end or None) if dots else start,
        "precision": precision,
        "text": text,
    }


def _quantity(value: str) -> dict[str, Any]:
    text, _, rest = value.rpartition(" =")
    number, _, rest = rest.partition(" ")
    low, dots, high = number.partition("..")
    result: dict[str, Any] = {"text": text, "low": _number(low)}
    result["high"] = _number(high) if dots else result["low"]
    if found := re.search(r" per (\d+)\b", rest):
        result["period_days"] = int(found.group(1))
        rest = rest.replace(found.group(0), "")
    for mark, key in ((" ~", "approximate"), (" cum", "cumulative")):
        if rest.endswith(mark) or f"{mark} " in rest:
            result[key] = True
            rest = rest.replace(mark, "", 1)
    if found := re.search(r" of (.+)$", rest):
        result["of"] = found.group(1).strip()
        rest = rest[: found.start()]
    if found := re.search(
        r" (killed_or_wounded|killed|wounded|missing|captured|displaced|remaining|present)$", rest
    ):
        result["category"] = found.group(1)
        rest = rest[: found.start()]
    return {**result, "unit": rest.strip()}


def _number(word: str) -> float | None:
    if not word:
        return None
    value = float(word)
    return int(value) if value.is_integer() else value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
