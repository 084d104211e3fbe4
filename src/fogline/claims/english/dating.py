"""When a claim was so, and when the images it rests on were posted or taken."""

from datetime import timedelta

from fogline.claims.attribution import Attribution, Chain
from fogline.claims.english.attaching import Parts, tokens
from fogline.claims.english.text import Text
from fogline.claims.english.times import TimeWord
from fogline.model.claim import Evidence
from fogline.model.time import TimeSpan

_TAKEN = frozenset({"film", "take", "capture", "record", "date", "shoot"})


class Dating:
    """Over the time expressions of one text."""

    def __init__(self, text: Text, found: list[TimeWord]) -> None:
        self.text = text
        self.times = found

    def time(
        self,
        part: Parts,
        bounds: tuple[int, int],
        *,
        future: bool,
        lasting: bool = False,
        past: bool = True,
    ) -> TimeSpan | None:
        """Return the time of a claim.

        `future` reads "on Friday" as the next one; what is `lasting` "by Friday" is so from then on;
        "within days" of what is not `past` is still to come.
        """
        if not part.times:
            return None
        inside = [t for t in part.times if bounds[0] <= t[1] < bounds[1]] or part.times
        word, _ = inside[0]
        said = (word.span.text or "").lower()
        future = future or (not past and said.startswith(("within", "before", "until", "till")))
        span = word.ahead if future and word.ahead is not None else word.span
        day = self.text.day
        if day is None:
            return span
        coming = span.last_day is not None and span.last_day > day
        if future and span.start is not None and coming and (span.first_day or day) < day:
            # "This year" of what is to come is the rest of it.
            return span.but(start=day.isoformat())
        if lasting and said.startswith("by ") and span.start is None and not future:
            return span.but(start=span.end, end=None)
        if span.start is None and span.end is not None and (future or coming):
            return span.but(start=day.isoformat())
        return span

    def history(self) -> TimeSpan | None:
        """Return the open past before the voice's day."""
        day = self.text.day
        if day is None:
            return None
        end = (day - timedelta(days=1)).isoformat()
        return TimeSpan(start=None, end=end, precision="fuzzy")

    def bounded(self, chain: Chain) -> TimeSpan | None:
        """Return the bound that images set: what they show was so by the day they were posted."""
        posted = next((e.posted for e in self.evidence(chain) if e.posted), None)
        return None if posted is None else posted.but(start=None)

    def evidence(self, chain: Chain) -> tuple[Evidence, ...]:
        """Add when images were posted or taken, from the words around their name."""
        if not chain.evidence:
            return ()
        result = []
        for item in chain.evidence:
            attribution = next((a for a in chain.attributions if item in a.evidence), None)
            result.append(self._dated(item, attribution))
        return tuple(result)

    def _dated(self, item: Evidence, attribution: Attribution | None) -> Evidence:
        table = self.text.table
        if attribution is None or not attribution.cue or item.posted or item.captured:
            return item
        cue = min(attribution.cue)
        first = (
            table.sents[table.sent[cue]][0]
            if attribution.source is None
            else (attribution.source[0])
        )
        last = cue if attribution.source is None else max(attribution.source[1], cue)
        sentence = table.sents[table.sent[first]]
        for word in self.times:
            at = tokens(self.text, word.start, word.end)[0]
            if not sentence[0] <= at < sentence[1] or not first <= at <= last + 1:
                continue
            before = set(table.lemma[first:at])
            if before & _TAKEN:
                return item.but(captured=word.span)
            return item.but(posted=word.span)
        return item
