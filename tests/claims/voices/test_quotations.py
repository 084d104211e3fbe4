def test_a_quotation_goes_on_after_its_cue(reading):
    found = reading('"We hold the town," the General Staff said. "The enemy fled at dawn."')
    assert found.names("fled") == ["Daily", "General Staff"]
    assert found.names("hold") == ["Daily", "General Staff"]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph(reading):
    found = reading(
        "The General Staff said: “We hold the town.\n\n“The enemy fled at dawn.” Nobody was hurt.",
    )
    assert found.names("fled") == ["Daily", "General Staff"]
    assert found.names("hurt") == ["Daily"]


def test_a_picked_word_in_quotes_is_no_statement(reading):
    found = reading('The "liberation" of the town took a year.')
    assert found.voices.attributions == ()


def test_words_after_a_quotation_stay_outside_it(reading):
    found = reading('"We hold the town," he said. The shelling went on.')
    assert found.names("shelling") == ["Daily"]
