import pytest

from fogline.errors import InputRefused
from fogline.measure.attribution import Attributed, Counts, compare, load, measure
from fogline.text.parse import Parser

TEXT = "The ministry said that troops left. Nobody was hurt."
ANN = (
    "T1\tSource 0 12\tThe ministry\nT2\tCue 13 17\tsaid\nT3\tContent 18 34\tthat troops left\n"
    "T4\tAttribution 13 17\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
)


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "one_a1.ann").write_text(ANN, encoding="utf-8")
    (tmp_path / "attributions" / "one_b2.ann").write_text("", encoding="utf-8")
    return tmp_path


def test_a_text_read_as_annotated_scores_one_and_names_its_corpus(corpus):
    scores = measure(corpus, Parser())
    assert scores["corpus"] == corpus.name
    assert scores["texts"] == 1
    assert scores["token_f1"] == scores["exact_f1"] == 1.0


def test_the_first_annotator_by_name_counts(corpus):
    assert [len(gold.attributions) for gold in load(corpus)] == [1]


def test_a_folder_of_another_form_is_refused(tmp_path):
    with pytest.raises(InputRefused, match="expected"):
        list(load(tmp_path))


def test_token_scores_count_tokens_and_exact_ones_whole_attributions():
    gold = [Attributed(frozenset({0, 1}), frozenset({2}), frozenset({3, 4}))]
    found = [Attributed(frozenset({1}), frozenset({2}), frozenset({3, 4}))]
    roles = {role: Counts() for role in ("source", "cue", "content")}
    exact = Counts()
    compare(gold, found, roles, exact)
    assert roles["source"].f1 == pytest.approx(2 / 3)
    assert roles["content"].f1 == 1.0
    assert exact.f1 == 0.0
