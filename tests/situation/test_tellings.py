import pytest

from factory import report
from fogline.situation.known import seconds
from fogline.situation.tellings import tellings, text_disputes
from fogline.theatres import load

AT = "2023-03-05T12:00:00+02:00"


@pytest.fixture(scope="module")
def war():
    return load("ukraine")


def text(words, outlet, published=AT):
    return report(words, outlet=outlet, published=published, fetched=published)


SAME = {
    "a wire retold and credited": (
        ("Engineers rebuilt the ford at Kupiansk in one night, an officer told Reuters.", "Reuters"),
        ("In a single night the Kupiansk ford was restored, Reuters reports.", "Sky News"),
    ),
    "one office through two outlets": (
        ("The mayor of Nikopol says that 30 houses were damaged by shells.", "Suspilne"),
        ("Thirty homes in Nikopol damaged by shelling, according to its mayor.", "Reuters"),
    ),
    "an assertion without credit": (
        ("Two brigades have left Lyman, ISW assesses from footage.", "Institute for the Study of War"),
        ("Two brigades have already left Lyman.", "Prairie Weekly", "2023-03-06T09:00:00+02:00"),
    ),
}  # fmt: skip

TWO = {
    "two correspondents": (
        ("Our reporter in Kherson saw people hug soldiers at the port.", "BBC"),
        ("An AFP correspondent heard shelling by the port of Kherson.", "AFP"),
    ),
    "a resident and a staff": (
        ("A retired miner in Toretsk told us that his street burned.", "Hromadske"),
        ("Four attacks at Toretsk were stopped.", "General Staff of the Armed Forces of Ukraine"),
    ),
    "two sides": (
        ("Robotyne has been liberated, the deputy minister said.", "Ministry of Defence of Ukraine"),
        ("Our troops have left Rabotino.", "Rybar"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SAME)
def test_one_origin(war, case):
    """A retelling adds no origin, whatever its words."""
    a, b = (text(*t) for t in SAME[case])
    assert tellings(war).kinship(a, b).independent < 0.5


@pytest.mark.parametrize("case", TWO)
def test_two_origins(war, case):
    """Voices and eyes of their own are two origins."""
    a, b = (text(*t) for t in TWO[case])
    assert tellings(war).kinship(a, b).independent > 0.5


def test_copies_are_one_telling(war):
    """Reports of one copy family are one, and the reason says so."""
    a = text("Red flags at the mill.", "BBC")
    assert tellings(war).kinship(a, a.but(id="x", copy_family=a.id)).reason == "copies of one text"


OPPOSED = {
    "who holds it": (
        ("Soledar is entirely under our control.", "Ministry of Defence of Russia"),
        ("Soledar is held by our defenders; reports of its loss are false.", "Serhii Cherevatyi"),
    ),
    "whether they left": (
        ("Ukrainian units left Vuhledar today, a source says.", "TASS"),
        ("No unit left Vuhledar today.", "Khortytsia group"),
    ),
    "who did it": (
        ("The dam at Oskil was blown up by Russian troops.", "Volodymyr Zelensky"),
        ("The dam at Oskil was blown up by Ukrainian troops.", "Ministry of Defence of Russia"),
    ),
}  # fmt: skip

FITTING = {
    "another place": (
        ("Marinka is ours.", "Ministry of Defence of Russia"),
        ("Near Kupiansk three attacks were stopped.", "Khortytsia group"),
    ),
    "one cannot say": (
        ("Soledar is entirely under our control.", "Ministry of Defence of Russia"),
        ("Reuters could not verify who holds Soledar.", "Reuters"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OPPOSED)
def test_both_cannot_hold(war, case):
    """Texts of one day that cannot both hold are found, though no claim was read."""
    a, b = (text(*t) for t in OPPOSED[case])
    found = text_disputes([a, b], war, seconds(AT))
    assert [set(d.reports) for d in found] == [{a.id, b.id}]


@pytest.mark.parametrize("case", FITTING)
def test_both_can_hold(war, case):
    """Texts of two places, or of one who cannot say, are no dispute."""
    assert text_disputes([text(*t) for t in FITTING[case]], war, seconds(AT)) == ()


def test_the_later_text_may_be_news(war):
    """What was held in one week and lost in the next is no dispute."""
    (one, by), (other, of) = OPPOSED["who holds it"]
    later = text(other, of, "2023-03-25T12:00:00+02:00")
    assert text_disputes([text(one, by), later], war, seconds(later.known)) == ()


def test_nothing_later_is_compared(war):
    """A text that became known after an instant stands in no dispute of that instant."""
    a, b = (text(*t) for t in OPPOSED["who holds it"])
    assert text_disputes([a, b], war, seconds(AT) - 1) == ()
