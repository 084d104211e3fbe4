import pytest


@pytest.mark.parametrize(
    ("outlet", "text", "basis"),
    [
        # newspapers assert, institutions and channels report of their own
        ("Evening Post", "Troops left Sadove.", "uncredited"),
        ("53rd Brigade", "Troops left Sadove.", "own_reporting"),
        ("Grey Owl", "I hear the guns. The enemy left Sadove.", "own_reporting"),
        ("Grey Owl", "Troops left Sadove. Donations: see the pinned post.", "own_reporting"),
        ("Grey Owl", "Our mobile team was there. Troops left Sadove.", "own_reporting"),
        ("Grey Owl", "Our correspondent was there. Troops left Sadove.", "uncredited"),
        ("Grey Owl", '"Our boys are there," he said. Troops left Sadove.', "uncredited"),
        # an institute's flat assertion is nobody's, a laboratory's finding its own
        ("Hill Institute", "Troops left Sadove.", "uncredited"),
        ("Hill Institute", "We assess that troops left Sadove.", "own_reporting"),
        ("Hill Imagery Lab", "Troops left Sadove.", "own_reporting"),
    ],
)
def test_how_an_outlet_speaks_says_whose_report_it_is(reading, outlet, text, basis):
    chain = reading(text, outlet=outlet).chain("left")
    assert (len(chain.voices), chain.basis) == (1, basis)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Our photographer saw that troops left Sadove.", "witnessed"),
        ("A Daily reporter saw how troops left Sadove.", "witnessed"),
        ("An earlier version of this page said that troops left Sadove.", "uncredited"),
    ],
)
def test_the_outlets_eyes_are_witnesses_and_its_errors_uncredited(reading, text, basis):
    chain = reading(text).chain("left")
    assert [v.name for v in chain.voices] == ["Daily"]
    assert chain.basis == basis


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Footage shows that troops left Sadove.", "relays"),
        ("Geolocated footage shows that troops left Sadove.", "verifies"),
        ("Troops left Sadove, according to geolocated footage.", "verifies"),
    ],
)
def test_an_outlet_relays_images_and_verifies_those_it_geolocated(reading, text, stance):
    found = reading(text)
    assert found.names("left") == ["Daily", "(imagery)"]
    assert found.stances("left")[0] == stance
