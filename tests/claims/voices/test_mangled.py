import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factory_voices import THEATRE, report
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices import chain_at, read
from fogline.theatres.lexicon import Lexicon

PIECES = st.sampled_from(
    [
        "The ministry",
        "said",
        "that",
        "troops",
        "left",
        "Sadove",
        ",",
        ".",
        ";",
        ":",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "\n",
        "\n\n",
        "(",
        ")",
        "Reuters",
        "according to",
        "he",
        "added",
        "DENIED",
        "reports",
        "could not verify",
        "\u202e",
        "🙂",
        "told",
        "Morning TV",
        "citing",
        "footage shows",
        "by her account",
        "as saying",
        "quoted",
        "—",
        "it is",
        "who",
        "which",
        " ",
        "\u00a0",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(PIECES, max_size=40))
def test_mangled_text_is_read_with_ranges_inside_it(parser, pieces):
    text = " ".join(pieces)
    table = TokenTable.of(parser.doc(text))
    voices = read(table, report(text), Lexicon.of(THEATRE))
    for attribution in voices.attributions:
        spans = [*attribution.content, *([attribution.source] if attribution.source else [])]
        assert all(0 <= a < b <= table.n for a, b in spans)
        assert all(0 <= i < table.n for i in attribution.cue)
        assert attribution.parent is None or attribution.parent < len(voices.attributions)
    for i in range(table.n):
        chain = chain_at(voices, i)
        assert chain.voices[0].name == "Daily"
        assert chain.voices[-1].stance is None


def test_a_long_text_takes_time_in_proportion(parser):
    sentence = 'The ministry said that troops left Sadove. "We hold the town," he added. '
    seconds = []
    for times in (100, 400):
        table = TokenTable.of(parser.doc(sentence * times))
        start = time.process_time()
        read(table, report(sentence * times), Lexicon.of(THEATRE))
        seconds.append(time.process_time() - start)
    assert seconds[1] < seconds[0] * 12 + 0.2
