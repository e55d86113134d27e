"""A table of proposals read into the register: what is new, what changed, what is refused and why."""

from dataclasses import replace
from datetime import date

import pytest

from synthesis.corpus.tables import Table
from synthesis.corpus.tables.grid import to_table
from synthesis.errors import InputError
from synthesis.meetings.register_import import Known, Plan, changed_by, plan_import
from synthesis.meetings.register_table import as_cells, field_of, is_register, read_status
from synthesis.models import Decision, Meeting, Paragraph

HEADINGS = ("No.", "Proposal", "Category", "Source", "Responsible", "Status", "Remark")
CALL = Meeting(
    "m1", "25th call", held_on=date(2018, 3, 9), paragraphs=(Paragraph("3", "It was agreed to meet."),)
)
AGREED = Decision("d1", "m1", "3", "It was agreed to meet.", "decision", owner="Chair")


def a_table(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Table:
    return to_table(list(enumerate([headings, *rows], start=1)), "improvements.csv")


FIRST = ("1", "Shorten the programme", "Programme", "Report of 2012", "MAG", "In progress", "Since May")
SECOND = ("2", "Publish a calendar", "Outreach", "Report of 2012", "Secretariat", "", "")


def stored(plan: Plan) -> list[Known]:
    """Return the register as it is after a plan was entered."""
    changed = [
        replace(item, **changes, version=item.version + 1)  # type: ignore[arg-type]
        for item, changes in plan.changed
    ]
    return [Known(item, plan.meeting) for item in (*plan.added, *changed)]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("PROPOSAL", "quote"),
        ("Catégorie", "category"),
        ("cross reference", "cross_reference"),
        ("Cross-Reference", "cross_reference"),
        ("Responsable(s)", ""),
        ("Responsables", "owner"),
        ("Implementation status", "progress"),
        ("Observaciones", "remark"),
        ("N°", "id"),
    ],
)
def test_headings_are_told_without_regard_to_case_accents_and_language(heading: str, field: str) -> None:
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("cell", "progress"),
    [
        ("done", "done"),
        ("Not started", "open"),
        ("EN COURS", "under way"),
        ("Réalisé", "done"),
        ("Parked", None),
    ],
)
def test_a_status_is_one_of_five_or_none(cell: str, progress: str | None) -> None:
    assert read_status(cell) == progress


def test_a_table_of_contributions_is_no_register() -> None:
    assert not is_register(["ID", "Text", "Stakeholder group", "Source"])
    with pytest.raises(InputError, match="column headed Proposal"):
        plan_import(a_table(("1", "x"), headings=("ID", "Text")), "x.csv", [])


def test_each_row_becomes_an_item_whose_words_stand_in_its_paragraph() -> None:
    plan = plan_import(a_table(FIRST, SECOND), "improvements.csv", [])
    assert (plan.received, len(plan.added), plan.merged, plan.refused) == (2, 2, 0, 0)
    first, second = plan.added
    assert (first.quote, first.category, first.source, first.owner, first.remark) == FIRST[1:5] + FIRST[6:]
    assert (first.progress, first.progress_by, first.review) == ("under way", "", "proposed")
    assert (second.progress, second.paragraph) == ("open", "ID 2")
    assert plan.meeting.format == "table"
    assert all(
        item.quote in paragraph.text
        for item, paragraph in zip(plan.added, plan.meeting.paragraphs, strict=True)
    )


def test_columns_stand_in_any_order_and_one_that_is_unknown_stays_in_the_paragraph() -> None:
    headings = ("Status", "Colour", "Responsible", "Recommendation")
    plan = plan_import(a_table(("Done", "Red", "MAG", "Shorten it"), headings=headings), "x.csv", [])
    (item,) = plan.added
    assert (item.quote, item.owner, item.progress) == ("Shorten it", "MAG", "done")
    assert "Colour: Red" in plan.meeting.paragraphs[0].text


def test_a_second_import_of_the_same_table_changes_nothing() -> None:
    plan = plan_import(a_table(FIRST, SECOND), "improvements.csv", [])
    again = plan_import(a_table(FIRST, SECOND), "improvements.csv", stored(plan))
    assert (again.added, again.changed, again.merged, again.problems) == ((), (), 2, ())


def test_a_changed_row_is_known_by_its_id_and_changes_its_item() -> None:
    plan = plan_import(a_table(FIRST, SECOND), "improvements.csv", [])
    new_words = ("1", "Shorten the programme by half", *FIRST[2:5], "Completed", "Since May")
    again = plan_import(a_table(new_words, SECOND), "improvements.csv", stored(plan))
    ((item, changes),) = again.changed
    assert item == plan.added[0]
    assert changes == {
        "quote": "Shorten the programme by half",
        "progress": "done",
        "progress_by": "",
        "progress_reason": "",
    }
    assert again.meeting.paragraphs[:2] == plan.meeting.paragraphs
    assert "by half" in again.meeting.paragraphs[2].text


def test_a_row_without_an_id_is_known_by_its_words_in_a_file_of_another_name_too() -> None:
    plan = plan_import(a_table(("", *FIRST[1:])), "improvements.csv", [])
    moved = ("", "shorten the  PROGRAMME", "Other", *FIRST[3:])
    again = plan_import(a_table(SECOND, moved), "improvements v2.csv", stored(plan))
    ((item, changes),) = again.changed
    assert item.id == plan.added[0].id
    assert changes["category"] == "Other"
    assert [each.quote for each in again.added] == ["Publish a calendar"]


def test_two_rows_of_the_same_words_and_different_ids_are_two_items() -> None:
    plan = plan_import(a_table(FIRST, ("7", *FIRST[1:])), "improvements.csv", [])
    assert len({item.id for item in plan.added}) == 2
    again = plan_import(a_table(FIRST, ("7", *FIRST[1:])), "improvements.csv", stored(plan))
    assert again.merged == 2


def test_what_a_person_changed_here_is_not_overwritten() -> None:
    plan = plan_import(a_table(FIRST), "improvements.csv", [])
    before = plan.added[0]
    after = replace(before, owner="Chair", version=2)
    versions = [(before, "", "From the table improvements.csv"), (after, "A. Keeper", "")]
    hand = changed_by(versions, lambda who, note: who == "A. Keeper")
    assert hand == {"owner": 2}
    changed = ("1", *FIRST[1:4], "Secretariat", "In progress", "Since June")
    again = plan_import(a_table(changed), "improvements.csv", [Known(after, plan.meeting, hand)])
    ((_, changes),) = again.changed
    assert changes == {"remark": "Since June"}
    assert "It was changed in the register since, which stands: Responsible." in again.problems[0].reason


def test_versions_that_are_not_meant_change_nothing() -> None:
    before = Decision("d", "m", "ID 1", "Shorten it", "decision")
    after = replace(before, owner="MAG", version=2)
    versions = [(before, "A. Keeper", ""), (after, "A. Keeper", "From the table x.csv")]
    assert changed_by(versions, lambda who, note: not note) == {}


def test_a_later_export_may_change_what_a_person_had_changed_before_it() -> None:
    item = replace(AGREED, owner="Secretariat", version=3)
    headings = ("Proposal", "Responsible", "Status", "Category", "Register ID", "Register version")
    row = ("It was agreed to meet.", "MAG", "", "", "d1", "3")
    known = [Known(item, CALL, by_others={"owner": 3})]
    plan = plan_import(a_table(row, headings=headings), "register.csv", known, "B. Keeper")
    assert plan.changed == ((item, {"owner": "MAG"}),)
    stale = plan_import(a_table((*row[:5], "2"), headings=headings), "register.csv", known, "B. Keeper")
    assert (stale.changed, stale.merged) == ((), 1)


def test_an_item_of_a_report_is_changed_only_in_a_persons_name_and_never_its_words() -> None:
    headings = ("Proposal", "Responsible", "Status", "Register ID")
    known = [Known(AGREED, CALL)]
    row = ("It was agreed to meet.", "MAG", "Done", "d1")
    assert plan_import(a_table(row, headings=headings), "r.csv", known).refused == 1
    plan = plan_import(a_table(row, headings=headings), "r.csv", known, "B. Keeper")
    assert plan.changed[0][1] == {
        "owner": "MAG",
        "progress": "done",
        "progress_by": "B. Keeper",
        "progress_reason": "",
    }
    other = ("It was agreed to part.", *row[1:])
    refused = plan_import(a_table(other, headings=headings), "r.csv", known, "B. Keeper")
    assert "Its words are those of the report" in refused.problems[0].reason


def test_an_unknown_status_is_kept_among_the_remarks_and_told() -> None:
    row = (*FIRST[:5], "Parked", "Since May")
    plan = plan_import(a_table(row), "improvements.csv", [])
    assert plan.added[0].remark == "Since May (Status: Parked)"
    assert plan.added[0].progress == "open"
    assert "'Parked' is none of open, under way" in plan.problems[0].reason
    again = plan_import(a_table(row), "improvements.csv", stored(plan))
    assert (again.changed, again.merged) == ((), 1)


def test_what_a_table_says_of_review_and_state_counts_as_a_persons_word_only_with_a_name() -> None:
    headings = ("Proposal", "Responsible", "Status", "Review", "Rejected because")
    rows = [("A", "MAG", "Done", "Confirmed", ""), ("B", "MAG", "Declined", "Rejected", "")]
    without = plan_import(a_table(*rows, headings=headings), "r.csv", [])
    assert [(each.review, each.progress_by) for each in without.added] == [("proposed", "")] * 2
    named = plan_import(a_table(*rows, headings=headings), "r.csv", [], "B. Keeper")
    assert [(each.review, each.progress_by) for each in named.added] == [
        ("confirmed", "B. Keeper"),
        ("proposed", ""),
    ]
    assert len(named.problems) == 2, "a rejection and a declined item without a reason are told"


def test_rows_without_a_proposal_or_at_odds_with_another_are_refused_with_their_number() -> None:
    empty = ("3", "", "Programme", "", "", "", "")
    other = (*FIRST[:4], "Chair", *FIRST[5:])
    plan = plan_import(a_table(FIRST, empty, FIRST, other), "improvements.csv", [])
    assert (plan.received, len(plan.added), plan.merged, plan.refused) == (4, 1, 1, 2)
    assert [(each.row, each.is_refusal) for each in plan.problems] == [(3, True), (4, False), (5, True)]


def test_rows_that_name_each_other_are_tied_and_an_unknown_name_is_told() -> None:
    headings = (*HEADINGS, "Superseded by", "Restates")
    first, second = ((*row, by, restates) for row, by, restates in ((FIRST, "2", "9"), (SECOND, "", "none")))
    plan = plan_import(a_table(first, second, headings=headings), "x.csv", [], "A. Keeper")
    assert plan.added[0].superseded_by == plan.added[1].id
    assert (plan.added[0].restates, plan.added[1].restates) == ("", "none")
    assert "There is no item '9'" in plan.problems[0].reason


def test_a_table_that_says_it_is_sample_data_stays_marked() -> None:
    headings = (*HEADINGS, "Sample data")
    assert plan_import(a_table((*FIRST, "yes"), headings=headings), "x.csv", []).meeting.is_sample
    assert not plan_import(a_table((*FIRST, "no"), headings=headings), "x.csv", []).meeting.is_sample


def test_an_item_of_a_report_names_its_report_and_paragraph_as_source_and_reference() -> None:
    cells = as_cells(AGREED, CALL)
    assert (cells["source"], cells["reference"]) == ("25th call, 2018-03-09", "Paragraph 3")
    assert as_cells(replace(AGREED, source="A letter"), CALL)["source"] == "A letter"


def test_a_state_that_nobody_has_said_is_an_empty_cell() -> None:
    assert as_cells(AGREED, CALL)["progress"] == ""
    assert as_cells(replace(AGREED, progress_by="A. Keeper"), CALL)["progress"] == "Open"
    assert as_cells(replace(AGREED, progress="done"), CALL)["progress"] == "Done"


def test_numbered_columns_that_go_on_with_none_are_named_and_not_run_together() -> None:
    headings = ("Proposal", "Source", "Status", "Remark_1", "Remark_2")
    plan = plan_import(a_table(("A", "MAG", "", "Costly", "Late"), headings=headings), "r.csv", [])
    assert plan.added[0].remark == ""
    assert [problem.reason for problem in plan.problems] == [
        "'Remark_1' goes on with no column of the table; it was not read.",
        "'Remark_2' goes on with no column of the table; it was not read.",
    ]


@pytest.mark.parametrize("version", ["²", "two", ""])
def test_a_version_that_is_no_number_is_as_old_as_can_be(version: str) -> None:
    headings = ("Proposal", "Responsible", "Status", "Register ID", "Register version")
    row = ("It was agreed to meet.", "MAG", "", "d1", version)
    known = [Known(AGREED, CALL, {"owner": 1})]
    plan = plan_import(a_table(row, headings=headings), "r.csv", known, "B. Keeper")
    assert plan.changed == (), "what a person changed here stands"


NAMING = (
    "ID",
    "Proposal",
    "Responsible",
    "Status",
    "Superseded by",
    "Restates",
    "Review",
    "Rejected because",
)


def naming(item: str, superseded_by: str = "", restates: str = "", review: str = "") -> tuple[str, ...]:
    """Return a row that names other items; a rejected one with its reason."""
    return (item, f"Proposal {item}", "MAG", "", superseded_by, restates, review, "No" if review else "")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([naming("1", restates="1")], "An item can restate only another one"),
        ([naming("1", restates="2"), naming("2", restates="1")], "An item can restate only another one"),
        ([naming("1", restates="2"), ("2", "", *naming("2")[2:])], "There is no item '2'"),
        ([naming("1", restates="2"), naming("2", review="Rejected")], "was rejected"),
        ([naming("1", superseded_by="1")], "superseded by another one, not by itself"),
        ([naming("1", superseded_by="2"), ("2", "", *naming("2")[2:])], "There is no item '2'"),
    ],
)
def test_a_row_names_only_an_item_that_it_could_name_on_the_page(
    rows: list[tuple[str, ...]], told: str
) -> None:
    plan = plan_import(a_table(*rows, headings=NAMING), "x.csv", [], "A. Keeper")
    assert (plan.added[0].restates, plan.added[0].superseded_by) == ("", "")
    assert any(told in each.reason and "was not taken over" in each.reason for each in plan.problems)


def test_a_row_that_names_what_it_cannot_leaves_the_item_as_it_was() -> None:
    rows = [naming("1"), naming("2", restates="1")]
    known = stored(plan_import(a_table(*rows, headings=NAMING), "x.csv", [], "A. Keeper"))
    faulty = [naming("1"), naming("2", restates="2")]
    again = plan_import(a_table(*faulty, headings=NAMING), "x.csv", known, "A. Keeper")
    assert (again.changed, again.merged) == ((), 2)
    assert again.problems[0].row == 3


def test_an_item_is_merged_only_in_a_persons_name() -> None:
    rows = a_table(naming("1"), naming("2", restates="1"), headings=NAMING)
    plan = plan_import(rows, "x.csv", [])
    assert plan.added[1].restates == ""
    assert "in a person's name" in plan.problems[0].reason
    known = stored(plan_import(rows, "x.csv", [], "A. Keeper"))
    assert known[1].item.restates == known[0].item.id
    assert plan_import(rows, "x.csv", known).problems == (), "what is so already needs no name"


SAID = (
    *("Proposal", "Responsible", "Status", "Status said by", "Due", "Due on", "Register ID"),
    "Register version",
)


def exported(item: Decision, **changed: str) -> Table:
    """Return the row that the register writes of an item, with other cells."""
    cells = as_cells(item, CALL) | changed
    names = ("quote", "owner", "progress", "progress_by", "due", "due_on", "id", "version")
    return a_table(tuple(cells[name] for name in names), headings=SAID)


@pytest.mark.parametrize(
    ("before", "name_cell", "said_by"),
    [("", "", "Anna"), ("Bob", "Bob", "Anna"), ("Bob", "Chris", "Chris"), ("", "Chris", "Chris")],
)
def test_a_status_changed_in_a_table_is_said_by_who_vouches_unless_another_name_was_written(
    before: str, name_cell: str, said_by: str
) -> None:
    item = replace(AGREED, progress="under way", progress_by=before)
    table = exported(item, progress="Done", progress_by=name_cell)
    ((_, changes),) = plan_import(table, "r.csv", [Known(item, CALL)], "Anna").changed
    assert (changes["progress"], changes["progress_by"]) == ("done", said_by)


def test_a_status_that_a_table_leaves_as_it_was_stays_said_by_who_said_it() -> None:
    item = replace(AGREED, progress="done", progress_by="Bob")
    table = exported(item, owner="Secretariat")
    ((_, changes),) = plan_import(table, "r.csv", [Known(item, CALL)], "Anna").changed
    assert changes == {"owner": "Secretariat"}


IN_MAY = replace(AGREED, due="end of May", due_on=date(2018, 5, 31))


def test_a_table_without_due_on_keeps_the_day_and_finds_one_for_other_words() -> None:
    headings = ("Proposal", "Responsible", "Status", "Due", "Register ID")
    for due, changed in [("end of May", {}), ("15 June", {"due": "15 June", "due_on": date(2018, 6, 15)})]:
        row = (AGREED.quote, "MAG", "", due, "d1")
        plan = plan_import(a_table(row, headings=headings), "r.csv", [Known(IN_MAY, CALL)], "Anna")
        assert plan.changed[0][1] == {"owner": "MAG", **changed}


@pytest.mark.parametrize(
    ("cells", "changes"),
    [
        ({"due_on": "2018-06-15"}, {"due_on": date(2018, 6, 15)}),
        ({"due_on": "15 June"}, {"due_on": date(2018, 6, 15)}),
        ({"due_on": ""}, {"due_on": None}),
        ({"due": "15 June"}, {"due": "15 June", "due_on": date(2018, 6, 15)}),
    ],
)
def test_a_changed_day_is_taken_over_or_found_in_the_changed_words(
    cells: dict[str, str], changes: dict[str, object]
) -> None:
    plan = plan_import(exported(IN_MAY, **cells), "r.csv", [Known(IN_MAY, CALL)], "Anna")
    assert [each for _, each in plan.changed] == [changes]


def test_a_day_that_cannot_be_read_is_told_and_the_old_one_kept() -> None:
    plan = plan_import(exported(IN_MAY, due_on="soon"), "r.csv", [Known(IN_MAY, CALL)], "Anna")
    assert (plan.changed, plan.merged) == ((), 1)
    assert "'soon' is no day" in plan.problems[0].reason


def test_new_rows_beside_sample_data_are_marked_with_them_and_that_is_said() -> None:
    headings = ("ID", "Proposal", "Responsible", "Status", "Sample data")
    one, two = ("1", "Meet", "MAG", "", "yes"), ("2", "Write", "MAG", "", "no")
    mixed = plan_import(a_table(one, two, headings=headings), "r.csv", [])
    assert mixed.meeting.is_sample
    assert "1 of 2 new rows are sample data" in mixed.problems[0].reason


def test_a_row_of_ones_own_in_an_export_of_the_sample_is_no_sample_data() -> None:
    headings = ("Proposal", "Responsible", "Status", "Register ID", "Sample data")
    known = ("It was agreed to meet.", "", "", "d1", "yes")
    table = a_table(known, ("Write", "MAG", "", "", ""), headings=headings)
    plan = plan_import(table, "r.csv", [Known(AGREED, CALL)], "A. Keeper")
    assert not plan.meeting.is_sample
    assert not plan.problems


def test_a_reason_that_stands_in_the_cell_of_the_state_is_kept_as_its_reason() -> None:
    headings = ("ID", "Proposal", "Responsible", "Status")
    row = ("1", "Meet", "MAG", "Declined: no agreement on the text")
    (item,) = plan_import(a_table(row, headings=headings), "r.csv", [], "A. Keeper").added
    assert (item.progress, item.progress_reason) == ("declined", "no agreement on the text")


@pytest.mark.parametrize(
    ("status", "reason", "changed"),
    [("Declined", "No money", "progress"), ("Superseded", "", "progress"), ("Done", "", "progress_reason")],
)
def test_a_state_stands_or_falls_with_its_reason_and_successor(
    status: str, reason: str, changed: str
) -> None:
    headings = (
        "Proposal",
        "Category",
        "Status",
        "Status reason",
        "Superseded by",
        "Register ID",
        "Register version",
    )
    item = replace(
        AGREED, progress="declined", progress_by="A. Keeper", progress_reason="Too dear", version=2
    )
    other = replace(AGREED, id="d2", quote="It was agreed to write.")
    row = ("It was agreed to meet.", "", status, reason, "d2" if status == "Superseded" else "", "d1", "1")
    known = [Known(item, CALL, by_others={changed: 2}), Known(other, CALL)]
    plan = plan_import(a_table(row, headings=headings), "r.csv", known, "B. Keeper")
    assert plan.changed == ()
    assert "which stands" in plan.problems[-1].reason
