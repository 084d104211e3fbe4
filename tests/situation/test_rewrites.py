from factory import voice
from factory_war import theatre, told
from fogline.situation import events
from fogline.situation.origins import Voices, independent, origin_of
from fogline.situation.rewrites import rare_figures, same_words

WIRE = "Red troops entered the village of V3 from the north on Sunday after two days of shelling"
REWRITE = "After two days of shelling red troops on Sunday entered V3 village from the north"


def grouped(*made):
    return events([c for c, _ in made], [r for _, r in made], theatre())


def test_a_rewritten_wire_is_one_origin():
    """An outlet that prints a wire's sentence in another order adds no origin."""
    wire = told(by="The Wire", quote=WIRE)
    copied = told(by="The Courier", quote=REWRITE, on="2023-03-06")
    own = told(
        by="The Courier", quote="Our reporter saw red flags over the school", on="2023-03-06"
    )
    assert sum(grouped(wire, copied)[0].origins_for.values()) == 1
    assert sum(grouped(wire, own)[0].origins_for.values()) == 2


def test_an_institution_speaks_for_itself():
    """Two institutions that say one thing in the same short words stay two origins."""
    made = [
        told(by=b, quote="Red forces have captured all of V3")
        for b in ("The Institute", "Blue Staff")
    ]
    assert sum(grouped(*made)[0].origins_for.values()) == 2


def test_shared_rare_figures():
    """A figure that is neither small nor round gives alike sentences away as one."""
    assert rare_figures("about 2,439 men, 300 guns and 7 tanks") == {"2439"}
    a = "Officials put the number of prisoners taken at the plant since May at 2,439"
    b = "2,439 prisoners were taken at the plant since May, according to officials"
    assert same_words(a, b)
    assert not same_words("Troops left.", "Troops left.")


def _origin(by, kind, **fields):
    item, of = told(
        outlet="The Courier",
        origin_basis="relayed",
        chain=(
            voice("The Courier", stance="relays"),
            voice(by, kind=kind, role="origin", **fields),
        ),
    )
    return origin_of(item, of, {of.id: of}, Voices(theatre()), 738000)


def test_an_office_may_be_the_person_named():
    """An unnamed governor adds nothing beside an official of that side by name, a resident does."""
    named, office = _origin("Ivan Rod", "official"), _origin("governor of the region", "official")
    assert len(independent([named, office])) == 1
    assert len(independent([named, _origin("a shopkeeper", "resident")])) == 2


def test_what_somebody_told_an_outlet_is_the_outlets():
    """A resident through an outlet adds nothing beside that outlet's own reporting."""
    item, of = told(by="The Courier")
    own = origin_of(item, of, {of.id: of}, Voices(theatre()), 738000)
    assert len(independent([own, _origin(None, "resident")])) == 1


def test_repelled_on_the_day_of_the_capture():
    """A capture and its repulse on one day are disputed; a repulse of the day before is not."""
    taken = told("capture", "red", by="Red Ministry")
    beaten = {"by": "Blue Staff", "outcome": "repelled", "actor": None}
    same = grouped(taken, told("attack", **beaten))
    assert next(e for e in same if e.action == "capture").status == "disputed"
    before = grouped(taken, told("attack", on="2023-03-04", **beaten))
    assert next(e for e in before if e.action == "capture").status == "claimed"
