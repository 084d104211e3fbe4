import pytest

from fogline.errors import VocabularyError
from fogline.vocabulary.load import Speech, read, speech, voice_nouns


def test_the_shipped_vocabulary_of_speech_holds_together():
    assert any("say" in group.words for group in speech().verbs)
    assert "governor" in voice_nouns().offices


def test_a_wrong_value_names_file_and_path(tmp_path):
    (tmp_path / "speech.xx.yaml").write_text("verbs: [{words: [say], stance: shouts}]")
    with pytest.raises(VocabularyError, match=r"speech\.xx\.yaml.*verbs"):
        read("speech.xx.yaml", Speech, tmp_path)
