"""Tables of proposals: read whatever their headings, accounted for row by row, written back without loss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.community.standards.nested import nested_table
from synthesis.community.standards.speakers import read_speakers, write_speakers
from synthesis.community.standards.table import ProposalPlan, plan_proposals
from synthesis.corpus.tables.grid import Table, to_table
from synthesis.errors import InputError
from synthesis.models import Group, SessionProposal, Speaker
from synthesis.outputs.export.proposal_file import proposal_file
from synthesis.pipeline.standards import SHIPPED, read_proposals

GROUP = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")
WHOLE = SessionProposal(
    "p1",
    "=A talk; with signs",
    "workshop",
    2018,
    "dc-iot",
    "Somebody",
    "One line\n\nand another",
    "panel",
    -30,
    date(2018, 6, 1),
    (
        Speaker("A; B", "C\\D", "Civil Society", "African Group", "woman", "moderator", True),
        Speaker("", "", "Academia", "", "", "", False),
        Speaker("- Dash", role="line\nbreak"),
    ),
    "Report, 2018",
    "Last, 2017",
    False,
    "A list",
    "By stream",
    ("visibility", "size"),
    "Sample data: composed",
)


def table(*rows: tuple[str, ...]) -> Table:
    return to_table([(number, row) for number, row in enumerate(rows, start=1)], "x.csv")


def plan(*rows: tuple[str, ...], known: tuple[SessionProposal, ...] = ()) -> ProposalPlan:
    return plan_proposals(table(*rows), "x.csv", known, (GROUP,), {"visibility": "Visibility of coalitions"})


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_what_is_written_is_read_again_without_loss(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"out.{format}"
    all_ = [
        WHOLE,
        replace(WHOLE, id="p2", description="word " * 9_000 + "end"),
        SessionProposal("p3", "X", "workshop"),
    ]
    path.write_bytes(proposal_file(all_, format))
    assert list(plan_proposals(read_proposals(path), "x").added) == all_
    again = plan_proposals(read_proposals(path), "x", all_)
    assert (again.merged, again.to_save) == (3, ())


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_a_file_of_one_state_has_the_same_bytes(format: str) -> None:
    assert proposal_file([WHOLE], format) == proposal_file([WHOLE], format)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=12).map(str.strip)
SPEAKERS = st.lists(
    st.builds(
        Speaker,
        name=TEXT.filter(bool),
        organisation=TEXT,
        role=TEXT,
        is_confirmed=st.sampled_from([True, False, None]),
    ),
    max_size=4,
).map(tuple)


@given(SPEAKERS)
def test_speakers_keep_any_sign_in_their_cell(speakers: tuple[Speaker, ...]) -> None:
    assert read_speakers(write_speakers(speakers)) == speakers


def test_headings_are_told_without_case_accents_order_and_in_french_and_spanish() -> None:
    (french,) = plan(
        ("DURÉE (minutes)", "Intervenants", "Type de séance", "Titre", "Résultats attendus", "Déposé le"),
        ("1h30", "Une Personne; Radio; Société civile; Afrique; femme; modératrice; oui", "Atelier", "Parler",
         "Liste", "3 juin 2018"),
    ).added  # fmt: skip
    assert (french.title, french.session_type, french.duration_minutes) == ("Parler", "workshop", 90)
    assert french.submitted_on == date(2018, 6, 3)
    assert french.speakers == (
        Speaker("Une Personne", "Radio", "Civil Society", "African Group", "woman", "modératrice", True),
    )
    (spanish,) = plan(("Título", "Tipo de sesión", "Ponente 1 nombre", "Ponente 1 género"),
                      ("Hablar", "Taller", "Una Persona", "mujer")).added  # fmt: skip
    assert spanish.speakers == (Speaker("Una Persona", gender="woman"),)


def test_speakers_may_stand_in_columns_of_their_own() -> None:
    headings = ("Title", "Session type", "Speaker 2 name", "Speaker 1 name", "Speaker 1 Stakeholder Group",
                "speaker_1_confirmed", "Speaker 3 name")  # fmt: skip
    (found,) = plan(headings, ("A", "workshop", "Second", "First", "Goverment", "to be confirmed", "")).added
    assert found.speakers == (
        Speaker("First", stakeholder_group="Goverment", is_confirmed=False),
        Speaker("Second"),
    )


@pytest.mark.parametrize("first", ["Speaker_1", "Speakers", "Speaker"])
def test_speakers_in_columns_with_a_number_stay_apart(first: str) -> None:
    (found,) = plan(
        ("Title", "Session type", first, "Speaker_2"), ("A", "workshop", "Ann Lee", "Bob Roe")
    ).added
    assert found.speakers == (Speaker("Ann Lee"), Speaker("Bob Roe"))


def test_themes_in_columns_with_a_number_are_named_as_not_read_rather_than_run_together() -> None:
    made = plan(
        ("Title", "Session type", "Theme_1", "Theme_2"), ("A", "workshop", "visibility", "programme_size")
    )
    assert made.added[0].theme_ids == ()
    assert [problem.column for problem in made.problems] == ["Theme_1", "Theme_2"]


def test_a_known_label_is_brought_to_our_spelling_and_any_other_is_kept() -> None:
    (found,) = read_speakers("A; ; NGO; GRULAC; Homme")
    assert (found.stakeholder_group, found.region) == (
        "Civil Society",
        "Latin American and Caribbean Group (GRULAC)",
    )
    assert found.gender == "man"
    (kept,) = read_speakers("A; ; Academia; The North; agender")
    assert (kept.stakeholder_group, kept.region, kept.gender) == ("Academia", "The North", "agender")
    (nothing,) = read_speakers("A; ; n/a; unknown; not given")
    assert nothing == Speaker("A")


def test_rows_that_cannot_be_proposals_are_refused_with_row_column_and_reason() -> None:
    found = plan(
        ("ID", "Title", "Session type", "Speakers"),
        ("1", "", "workshop", ""),
        ("2", "B", "party", ""),
        ("3", "C", "", ""),
        ("4", "D", "workshop", "a;b;c;d;e;f;g;h"),
        ("5", "E", "workshop", "A. Person"),
        ("5", "Another", "workshop", ""),
        ("5", "E", "workshop", "A. Person"),
    )
    assert (found.received, len(found.added), found.merged, found.refused) == (7, 1, 1, 5)
    told = [(each.row, each.column) for each in found.problems if each.is_refusal]
    assert told == [(2, "Title"), (3, "Session type"), (4, "Session type"), (5, "Speakers"), (7, "ID")]
    assert all(each.reason for each in found.problems)


def test_a_value_that_is_none_is_left_unknown_and_told_while_the_row_is_kept() -> None:
    found = plan(
        ("Title", "Session type", "Year", "Duration", "Submitted on", "Coordination", "Group", "Themes"),
        ("A", "workshop", "next", "long", "31 February 2018", "perhaps", "DC-IoTT", "size"),
    )
    (kept,) = found.added
    assert (kept.cycle, kept.duration_minutes, kept.submitted_on, kept.attends_coordination) == (None,) * 4
    assert (kept.group_id, kept.theme_ids) == ("DC-IoTT", ("size",))
    assert {each.column for each in found.problems} == {
        "Year", "Duration (minutes)", "Submitted on", "Part in coordination meetings", "Group", "Themes"
    }  # fmt: skip
    assert all(each.row == 2 and not each.is_refusal for each in found.problems)


@pytest.mark.parametrize(("cell", "minutes"), [("-30", -30), ("900", 900), ("15 h", 900), ("0", 0)])
def test_an_unusual_length_is_kept_as_given_and_asked_about(cell: str, minutes: int) -> None:
    found = plan(("Title", "Session type", "Duration"), ("A", "workshop", cell))
    assert found.added[0].duration_minutes == minutes
    assert "no usual length" in found.problems[0].reason


def test_a_date_that_can_be_read_in_two_ways_is_left_unknown() -> None:
    found = plan(("Title", "Session type", "Date"), ("A", "workshop", "05/04/2018"))
    assert found.added[0].submitted_on is None
    assert "two ways" in found.problems[0].reason


def test_groups_and_themes_are_found_by_any_of_their_names() -> None:
    headings = ("Title", "Session type", "Coalition", "Themes")
    (found,) = plan(headings, ("A", "dc", "dc iot", "visibility of coalitions; visibility")).added
    assert (found.group_id, found.theme_ids) == ("dc-iot", ("visibility",))


def test_a_column_that_a_table_does_not_have_changes_nothing() -> None:
    found = plan(("ID", "Outcome"), ("p1", "Two lists"), known=(WHOLE,))
    assert [each.after for each in found.changed] == [replace(WHOLE, outcome="Two lists")]


def test_a_row_without_an_id_is_the_same_proposal_when_it_is_read_twice() -> None:
    rows = (("Title", "Session type", "Year"), ("A", "workshop", "2018"))
    first = plan(*rows).added
    assert plan(*rows, known=first).merged == 1


def test_a_column_that_is_not_read_is_told() -> None:
    found = plan(("Title", "Session type", "Colour"), ("A", "workshop", "red"))
    assert [(each.column, each.row) for each in found.problems] == [("Colour", None)]


def test_another_table_is_refused_as_a_whole() -> None:
    with pytest.raises(InputError, match="no table of session proposals"):
        plan(("Text", "Stakeholder group"), ("A", "NGO"))


@pytest.mark.parametrize("text", ["nonsense", "[]", "3", '[{"a": 1}, 2]', "{"])
def test_json_that_holds_no_proposals_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        nested_table(text, "x.json")


def test_json_may_be_one_object_a_line_with_keys_in_any_language() -> None:
    text = (
        '{"Titre": "A", "type": "atelier", "intervenants": [{"nom": "B", "groupe": "ONG"}]}\n{"Titre": "C"}\n'
    )
    found = plan_proposals(nested_table(text, "x.jsonl"), "x.jsonl")
    assert found.added[0].speakers == (Speaker("B", stakeholder_group="Civil Society"),)
    assert found.refused == 1


def test_the_shipped_proposals_are_read_without_a_word_and_marked_as_sample() -> None:
    found = plan_proposals(read_proposals(SHIPPED / "proposals.csv"), "proposals.csv")
    assert (len(found.added), found.problems) == (17, ())
    assert all(each.is_sample for each in found.added)
    assert sum(each.cycle == 2018 for each in found.added) == 12
