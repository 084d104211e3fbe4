from factory import claim, report, voice
from factory_war import at, theatre, told
from fogline.model.event import OriginNode
from fogline.situation.lineage import tree
from fogline.situation.origins import Voices, by_side, independent, origin_of

VOICES = Voices(theatre())


def origin(made, reports=None):
    item, of = made
    return origin_of(item, of, reports or {of.id: of}, VOICES, 738000)


def test_one_voice_in_two_outlets():
    """Two outlets that end in one voice are one origin."""
    a = origin(told(by="Red Ministry", outlet="The Wire"))
    b = origin(told(by="Red Ministry", outlet="The Courier"))
    assert a.key == b.key
    assert by_side(independent([a, b])) == {"red": 1}


def test_a_speaker_is_its_organisation():
    """A spokesperson and the body it speaks for are one origin."""
    assert (
        origin(told(by="Ivan Redov", outlet="The Wire")).key == origin(told(by="Red Ministry")).key
    )


def test_uncredited_is_none():
    """What an outlet asserts without credit, and what "reports say", counts as no origin."""
    flat = told(by="The Courier", origin_basis="uncredited")
    unknown = told(
        by="The Courier",
        origin_basis="relayed",
        chain=(voice("The Courier", stance="relays"), voice(None, kind="unnamed", role="origin")),
    )
    assert independent([origin(flat), origin(unknown)]) == {}


def test_a_credited_outlet_without_credit_is_none():
    """What a page says in its own words is no origin because it was first another outlet's page."""
    item = told(
        by="The Courier",
        origin_basis="uncredited",
        chain=(voice("A Portal", stance="relays"), voice("The Courier", role="credited")),
    )
    assert origin(item).key is None


def test_an_institution_speaks_for_itself():
    """A ministry or think tank that asserts without credit is its own origin."""
    assert origin(told(by="The Institute", origin_basis="uncredited")).key == "source:institute"


def test_a_copy_has_the_origin_of_its_head():
    """A reprint under another masthead is the first report's word."""
    first, of = told(by="The Wire", text="T")
    copy, other = told(by="Harbour", outlet="Harbour", text="T", copy_family=of.id)
    both = {of.id: of, other.id: other}
    assert origin((copy, other), both).key == origin((first, of), both).key


def test_romanisations_meet():
    """One commander in two spellings is one voice."""
    a = told(by="Denys Yaroslavskyi", outlet="The Wire", kind_of_voice="military")
    b = told(by="Denys Yaroslavsky", outlet="The Courier", kind_of_voice="military")
    assert origin(a).key == origin(b).key


def test_accounts_without_a_record_are_one():
    """Fifty accounts that nobody knows count as one voice."""
    many = [
        origin(told(by=f"acct{i}", outlet="The Wire", kind_of_voice="social_account"))
        for i in range(50)
    ]
    assert len(independent(many)) == 1


def test_one_clip_is_one_origin():
    """Footage of one place and action is one origin, however many geolocate it."""
    chains = [
        (voice(by, stance="verifies"), voice(None, kind="imagery", role="origin"))
        for by in ("The Courier", "The Institute")
    ]
    a, b = (origin(told(chain=c, origin_basis="imagery")) for c in chains)
    assert a.key == b.key


def test_an_unnamed_voice_may_be_the_named_one():
    """Unnamed red bloggers through an outlet add nothing beside a red blogger by name."""
    named = origin(told(by="Red Blogger"))
    unnamed = origin(
        told(
            by="The Institute",
            origin_basis="relayed",
            chain=(
                voice("The Institute", stance="relays"),
                voice(None, kind="milblogger", side="red", role="origin"),
            ),
        )
    )
    assert unnamed.key is not None
    assert len(independent([named, unnamed])) == 1


def test_the_tree_shows_who_took_it_over():
    """The tree's root is the origin, its branches those who took its word."""
    made = [told(by="Red Ministry", outlet=o) for o in ("The Wire", "The Courier")]
    roots = tree([(c, origin((c, r))) for c, r in made])
    assert [n.name for n in roots] == ["Red Ministry"]
    assert roots[0].independent
    assert {n.name for n in roots[0].taken_by} == {"The Wire", "The Courier"}
    assert isinstance(roots[0], OriginNode)


def test_a_post_belongs_to_its_author():
    """A post inside an article is its author's word, not the outlet's."""
    of = report("Troops left.", outlet="Red Blogger", part_of="article")
    item = claim(
        "withdraw",
        of=of,
        places=(at("V1"),),
        origin_basis="own_reporting",
        chain=(
            voice("The Courier", stance="relays"),
            voice("Red Blogger", kind="milblogger", role="origin"),
        ),
    )
    assert origin((item, of)).key == "source:red-blogger"
