from factory import claim, report, voice
from factory_war import told
from fogline.model.claim import Party
from fogline.views.brief.said import said
from fogline.views.people import names_by_report, public, voice_name

TEXT = "Olena Petrenko, a teacher, said that Petrenko's street is empty."


def resident():
    return claim(
        of=report(TEXT),
        quote="Petrenko's street is empty",
        chain=(voice("The Courier"), voice("Olena Petrenko", kind="resident", role="origin")),
    )


def test_residents_are_not_named():
    """A resident's name is nowhere in what leaves the store, in the quote neither."""
    shown = public(resident())
    assert "Petrenko" not in str(shown.to_json())
    assert shown.quote == "[name withheld]'s street is empty"
    assert voice_name(resident().origin) == "a resident"


def test_public_functions_are_named():
    """An official keeps the name."""
    item, _ = told(by="Ivan Redov", outlet="The Courier")
    assert public(item) == item


def test_victims_are_not_named_while_the_official_is():
    """A victim's name goes, the name of who speaks of it stays."""
    item = claim(
        "casualties",
        of=report("Ivan Ivanenko was hit, Red Ministry said."),
        quote="Ivan Ivanenko was hit",
        flags=("victim",),
        target=Party(text="Ivan Ivanenko"),
        chain=(voice("The Courier"), voice("Red Ministry", kind="military", role="origin")),
    )
    shown = public(item)
    assert "Ivanenko" not in str(shown.to_json())
    assert shown.origin.name == "Red Ministry"


def test_captives_are_not_named():
    """Who speaks in captivity is a captive, whatever the rank."""
    item = claim(flags=("captivity",), chain=(voice("Major Tom", kind="military", role="origin"),))
    assert voice_name(item.origin, item) == "a captive"


def test_excerpts_withhold_names_around_the_quote(picture_of):
    """The name stands withheld in the report's text around the words, too."""
    of = report(TEXT)
    item = resident()
    view = said(item, picture_of((item, of)))
    assert "Petrenko" not in view.before + view.words + view.after
    assert view.redacted


def test_names_are_withheld_from_the_whole_report():
    """A resident named in a report is not named in anybody else's words there."""
    other = claim(of=report(TEXT), quote="Olena Petrenko, a teacher, said")
    names = names_by_report([resident(), other])
    assert public(other, names[other.report_id]).quote == "[name withheld], a teacher, said"
