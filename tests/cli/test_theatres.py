"""`fogline theatres`: list, found, check."""

NEW = (
    "theatres", "new", "isle", "--name", "War of the Isle", "--country", "Iceland",
    "--side", "Icelandic government", "--side", "Free Isle Army=FIA",
)  # fmt: skip


def test_a_theatre_is_founded_checked_and_read_with(fogline, tmp_path):
    """One command, and a report of that war is read with its sides and places."""
    made = fogline(*NEW)
    assert made.code == 0, made.err
    assert "who speaks for free_isle_army" in made.out
    (tmp_path / "a.txt").write_text(
        "FIA takes Akureyri\nThe Isle Herald\n2 March 2024\n\n"
        "The FIA captured Akureyri on Friday, the Free Isle Army said. Government troops withdrew.\n"
    )
    assert fogline("read", "a.txt", "--theatre", "isle", "--store", "i.fog").code == 0
    claims = fogline("claims", "--store", "i.fog").out
    assert "Akureyri" in claims
    assert "free_isle_army" in claims
    assert "icelandic_government" in claims
    assert "holds together" in fogline("theatres", "check", "isle").out


def test_a_fault_in_a_theatre_is_named_with_its_file(fogline, tmp_path):
    """`check` lists what does not hold together."""
    assert fogline(*NEW).code == 0
    with (tmp_path / "isle" / "actors.yaml").open("a") as file:
        file.write("- {id: x, name: X, side: nobody, kind: unit}\n")
    found = fogline("theatres", "check", "isle")
    assert found.code == 1
    assert "unknown side 'nobody'" in found.err


def test_the_shipped_theatres_are_listed(fogline):
    """Both, with their sides."""
    assert "ukraine" in (listed := fogline("theatres", "list").out)
    assert "Rapid Support Forces" in listed
