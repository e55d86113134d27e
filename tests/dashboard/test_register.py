"""People keep the register on the page Decisions: each change is stored with the name, undone, settled."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.meetings import register as rules
from synthesis.models import RESTATES_NOTHING, Decision, Meeting, Paragraph
from synthesis.pipeline import import_table
from synthesis.store import open_store
from tests.dashboard.conftest import BUSY, RunPage, busy, words
from tests.outputs.conftest import DECISIONS

ITEM = next(each for each in DECISIONS if each.id == "d2")
PLACE = "m25_d2"
LATER = Meeting(
    "m26",
    "26th coordination meeting",
    body="Dynamic Coalitions",
    held_on=date(2018, 4, 10),
    paragraphs=(
        Paragraph("4", "It had been decided to publish session reports. The page for coalitions was opened."),
    ),
    source="Sample data: composed",
)
AGAIN = Decision("again", "m26", "4", "It had been decided to publish session reports.", "restated")
TOLD = Decision("told", "m26", "4", "The page for coalitions was opened.", "information")


@pytest.fixture
def app(run_page: RunPage, own_url: str) -> AppTest:
    return signed(run_page("decisions", own_url))


def signed(app: AppTest, name: str = "A. Keeper") -> AppTest:
    return app.text_input(key="reviewer").set_value(name).run()


def kept(url: str, item_id: str = ITEM.id) -> Decision:
    with open_store(url, read_only=True) as store:
        return store.decision_history(item_id)[-1].decision


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button}


def press(app: AppTest, action: str, place: str = PLACE) -> AppTest:
    app.button(key=f"{action}_{place}").click().run()
    assert not app.exception
    return app


def test_nothing_can_be_changed_before_a_name_is_given_or_where_it_is_read_only(run_page: RunPage) -> None:
    assert f"confirm_{PLACE}" not in keys(run_page("decisions"))
    app = run_page("decisions", read_only=True)
    assert f"confirm_{PLACE}" not in keys(app)
    assert "reviewer" not in [box.key for box in app.text_input]


def test_a_proposal_is_confirmed_with_the_name(app: AppTest, own_url: str) -> None:
    press(app, "confirm")
    assert "Confirmed: “The Secretariat would report on the programme.”." in words(app)
    assert kept(own_url).review == "confirmed"
    with open_store(own_url, read_only=True) as store:
        assert store.decision_history(ITEM.id)[-1].changed_by == "A. Keeper"
    assert f"confirm_{PLACE}" not in keys(app)


def test_an_edit_stores_what_differs_and_the_note(app: AppTest, own_url: str) -> None:
    press(app, "edit")
    app.text_area(key=f"edit_quote_{PLACE}").set_value("would report on the programme")
    app.text_input(key=f"edit_owner_{PLACE}").set_value("MAG")
    app.text_input(key=f"note_{PLACE}").set_value("As the chair said")
    press(app, "submit")
    found = kept(own_url)
    assert (found.quote, found.owner, found.review) == ("would report on the programme", "MAG", "confirmed")
    with open_store(own_url, read_only=True) as store:
        assert store.decision_history(ITEM.id)[-1].note == "As the chair said"


def test_words_that_do_not_stand_in_the_paragraph_are_refused_in_words(app: AppTest, own_url: str) -> None:
    press(app, "edit")
    app.text_area(key=f"edit_quote_{PLACE}").set_value("would report on everything")
    press(app, "submit")
    assert "These words do not stand in the paragraph." in words(app)
    assert app.text_area(key=f"edit_quote_{PLACE}").value == "would report on everything"
    assert kept(own_url) == ITEM


def test_a_rejected_item_goes_from_the_list_with_its_reason_and_can_be_brought_back(
    run_page: RunPage, app: AppTest, own_url: str
) -> None:
    press(app, "reject")
    press(app, "submit")
    assert "An item is rejected with a reason." in words(app)
    app.text_input(key=f"reason_{PLACE}").set_value("Only an announcement")
    press(app, "submit")
    assert kept(own_url).reason == "Only an announcement"
    assert f"reject_{PLACE}" not in keys(app)
    rejected = signed(run_page("decisions", own_url))
    rejected.multiselect(key="standing").set_value(["rejected"]).run()
    assert "Only an announcement" in words(rejected)
    press(rejected, "confirm")
    assert kept(own_url).review == "confirmed"
    assert kept(own_url).reason == ""


def test_a_state_is_a_persons_word_and_looks_it(app: AppTest, own_url: str) -> None:
    assert '<span class="badge progress proposed">Open: nobody has said</span>' in words(app)
    press(app, "state")
    app.radio(key=f"state_progress_{PLACE}").set_value("declined")
    press(app, "submit")
    assert "An item is declined with a reason." in words(app)
    app.text_input(key=f"state_reason_{PLACE}").set_value("No budget")
    press(app, "submit")
    found = kept(own_url)
    assert (found.progress, found.progress_by, found.progress_reason) == (
        "declined",
        "A. Keeper",
        "No budget",
    )
    assert found.review == "proposed"
    assert '<span class="badge progress">Declined</span>' in words(app)
    assert "State said by a person: 1 of 4." in words(app)


def test_what_came_in_the_place_of_an_item_is_named_on_its_card(app: AppTest, own_url: str) -> None:
    press(app, "state")
    app.radio(key=f"state_progress_{PLACE}").set_value("superseded")
    app.selectbox(key=f"state_superseded_by_{PLACE}").set_value("d1")
    press(app, "submit")
    assert kept(own_url).superseded_by == "d1"
    assert "It was agreed to open a page for coalitions.” (25th coordination meeting, 2018-03-09)" in words(
        app
    )


def test_changes_are_undone_one_after_the_other(app: AppTest, own_url: str) -> None:
    press(app, "confirm")
    press(app, "reject")
    app.text_input(key=f"reason_{PLACE}").set_value("Double")
    press(app, "submit")
    app.button(key="undo_register").click().run()
    assert kept(own_url).review == "confirmed"
    app.button(key="undo_register").click().run()
    assert kept(own_url).review == "proposed"
    assert "Your last change is undone." in words(app)
    assert "undo_register" not in keys(app)


def test_a_change_that_could_not_be_undone_can_be_undone_later(app: AppTest, own_url: str) -> None:
    press(app, "confirm")
    with busy(own_url):
        app.button(key="undo_register").click().run()
    assert BUSY in words(app)
    assert kept(own_url).review == "confirmed"
    app.button(key="undo_register").click().run()
    assert kept(own_url).review == "proposed"


def test_what_somebody_went_on_from_is_not_undone_and_what_was_done_before_it_is(
    app: AppTest, own_url: str
) -> None:
    press(app, "confirm")
    with open_store(own_url) as store:
        store.review_decision(ITEM.id, {"owner": "Chair"}, "B. Keeper", 2)
    app.button(key="undo_register").click().run()
    assert kept(own_url).owner == "Chair"
    assert 'class="fault"' in words(app)
    assert "undo_register" not in keys(app)


def test_a_change_that_another_made_meanwhile_is_shown_beside_mine_and_settled(
    app: AppTest, own_url: str
) -> None:
    press(app, "edit")
    app.text_input(key=f"edit_owner_{PLACE}").set_value("MAG")
    with open_store(own_url) as store:
        store.review_decision(ITEM.id, {"owner": "Chair"}, "B. Keeper", 1)
    press(app, "submit")
    shown = words(app)
    assert "B. Keeper has changed this item while you did." in shown
    assert "Owner: Chair" in shown
    assert "Owner: MAG" in shown
    app.button(key="register_put_mine").click().run()
    assert kept(own_url).owner == "MAG"
    with open_store(own_url, read_only=True) as store:
        assert [each.changed_by for each in store.decision_history(ITEM.id)] == ["", "B. Keeper", "A. Keeper"]


def test_two_who_confirm_the_same_item_have_nothing_to_settle(app: AppTest, own_url: str) -> None:
    with open_store(own_url) as store:
        store.review_decision(ITEM.id, {"review": "confirmed"}, "B. Keeper", 1)
    press(app, "confirm")
    assert "B. Keeper has just done the same." in words(app)
    assert kept(own_url).version == 2


def test_keeping_theirs_leaves_the_item_as_they_left_it(app: AppTest, own_url: str) -> None:
    with open_store(own_url) as store:
        store.review_decision(ITEM.id, {"owner": "Chair"}, "B. Keeper", 1)
    press(app, "confirm")
    app.button(key="register_keep_theirs").click().run()
    assert kept(own_url).version == 2
    assert f"confirm_{PLACE}" in keys(app)


def test_the_history_tells_who_changed_what_and_an_earlier_version_stands_again(
    app: AppTest, own_url: str
) -> None:
    with open_store(own_url) as store:
        store.review_decision(ITEM.id, {"owner": "<Chair>"}, "B. Keeper", 1, "as said")
    app.run()
    press(app, "history")
    shown = words(app)
    assert "Owner: &lt;Chair&gt;" in shown
    assert "“as said”" in shown
    app.selectbox(key=f"version_{PLACE}").set_value(1)
    press(app, "restore")
    assert kept(own_url).owner == "Secretariat"
    assert kept(own_url).version == 3


def folds(app: AppTest) -> list[str]:
    return [fold.label for fold in app.expander]


@pytest.fixture
def with_a_later_report(own_url: str) -> str:
    with open_store(own_url) as store:
        store.add_meeting(LATER, [AGAIN, TOLD])
    return own_url


def test_a_restatement_is_suggested_and_merged_by_a_person(
    run_page: RunPage, with_a_later_report: str
) -> None:
    app = signed(run_page("decisions", with_a_later_report))
    assert "Information given (1)" in folds(app)
    assert "It seems to restate “It was decided to publish session reports.”" in words(app)
    assert "4 items (2 decisions, 1 earlier decision restated and 1 commitment) from 3 meetings" in words(app)
    press(app, "merge", "m26_again")
    assert kept(with_a_later_report, "again").restates == "d4"
    shown = words(app)
    assert "It seems to restate" not in shown
    assert "3 items (2 decisions and 1 commitment) from 2 meetings are in the register" in shown
    assert "<dt>Restated by</dt>" in shown
    assert "Information given, and repetitions of earlier decisions (2)" in folds(app)


def test_a_suggested_restatement_that_is_none_is_not_suggested_again(
    run_page: RunPage, with_a_later_report: str
) -> None:
    app = signed(run_page("decisions", with_a_later_report))
    press(app, "own", "m26_again")
    assert "It seems to restate" not in words(app)
    assert kept(with_a_later_report, "again").restates == RESTATES_NOTHING


def test_a_suggested_state_is_set_by_a_person_alone(run_page: RunPage, with_a_later_report: str) -> None:
    app = signed(run_page("decisions", with_a_later_report))
    assert "The report of 2018-04-10 suggests that this is done" in words(app)
    assert kept(with_a_later_report, "d1").progress == "under way"
    press(app, "mark", "m25_d1")
    found = kept(with_a_later_report, "d1")
    assert (found.progress, found.progress_by, found.progress_reason) == ("done", "A. Keeper", "")
    with open_store(with_a_later_report, read_only=True) as store:
        assert "The page for coalitions was opened." in store.decision_history("d1")[-1].note


def test_an_item_that_was_missed_is_added_from_its_paragraph(app: AppTest, own_url: str) -> None:
    app.button(key="add_m24").click().run()
    quote = app.text_area(key="quote_0_add_m24")
    assert quote.value == "It was decided to publish session reports. Badges might be printed."
    quote.set_value("Badges might be made")
    press(app, "submit", "add_m24")
    assert "These words do not stand in the paragraph." in words(app)
    app.text_area(key="quote_0_add_m24").set_value("publish session reports")
    app.text_input(key="due_add_m24").set_value("12 February")
    press(app, "submit", "add_m24")
    with open_store(own_url, read_only=True) as store:
        (found,) = [each for each in store.snapshot().decisions if each.quote == "publish session reports"]
    assert (found.context, found.due_on, found.review) == (
        "It was decided to",
        date(2018, 2, 12),
        "confirmed",
    )
    app.button(key="undo_register").click().run()
    assert kept(own_url, found.id).review == "rejected"


def test_proposals_come_up_one_after_the_other(run_page: RunPage, own_url: str) -> None:
    app = run_page("decisions", own_url)
    app.segmented_control(key="by").set_value("one").run()
    signed(app)
    assert "To be confirmed by a person: 3 of 4" in words(app)
    press(app, "confirm", "one")
    assert "To be confirmed by a person: 2 of 4" in words(app)
    app.button(key="skip_item").click().run()
    app.button(key="skip_item").click().run()
    assert "Nothing waits to be confirmed here." in words(app)
    app.button(key="take_up_register").click().run()
    press(app, "reject", "one")
    app.text_input(key="reason_one").set_value("Said of another year")
    press(app, "submit", "one")
    assert "To be confirmed by a person: 1 of 3" in words(app)
    assert [kept(own_url, each.id).review for each in DECISIONS].count("proposed") == 1


def test_an_item_whose_form_is_open_stays_though_somebody_else_confirms_it(
    run_page: RunPage, own_url: str
) -> None:
    app = run_page("decisions", own_url)
    app.segmented_control(key="by").set_value("one").run()
    signed(app)
    press(app, "reject", "one")
    begun = app.session_state["register_open"][2]
    with open_store(own_url) as store:
        store.review_decision(begun.id, rules.confirmed(), "B. Other", begun.version)
    app.run()
    app.text_input(key="reason_one").set_value("Said of another year")
    press(app, "submit", "one")
    assert kept(own_url, begun.id).review == "confirmed"
    assert "B. Other has changed this item while you did." in words(app)


def test_the_address_asks_for_one_item(run_page: RunPage, own_url: str) -> None:
    app = run_page("decisions", own_url, item="d1")
    app.segmented_control(key="by").set_value("one").run()
    assert "It was agreed to open a page for coalitions." in words(app)
    assert words(app).count("<article") == 1


def test_the_register_stands_in_one_plain_table(run_page: RunPage) -> None:
    app = run_page("decisions")
    app.segmented_control(key="by").set_value("table").run()
    shown = words(app)
    assert "<caption>4 items of the register</caption>" in shown
    assert '<td data-label="State">Open: nobody has said</td>' in shown
    assert "<article" not in shown


@pytest.mark.parametrize(
    ("key", "value", "quotes"),
    [
        ("owner", ["Secretariat"], {"d1", "d2"}),
        ("owner", ["Nobody named"], {"d3", "d4"}),
        ("standing", ["confirmed"], {"d1"}),
        ("standing", ["rejected"], {"d5"}),
        ("state", ["under way", "done"], {"d1", "d4"}),
        ("kind", ["commitment"], {"d2"}),
    ],
)
def test_items_are_kept_by_what_is_asked(
    key: str, value: list[str], quotes: set[str], run_page: RunPage
) -> None:
    app = run_page("decisions")
    app.multiselect(key=key).set_value(value).run()
    shown = words(app)
    assert {each.id for each in DECISIONS if f">{each.quote}<" in shown} == quotes
    assert f"Listed: {len(quotes)} of 5 items of the register" in shown


def test_an_owner_in_small_and_large_letters_is_offered_once(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        store.review_decision("d4", {"owner": "SECRETARIAT"}, "A. Keeper", 1)
    app = run_page("decisions", own_url)
    (offered,) = [each for each in app.multiselect(key="owner").options if each.casefold() == "secretariat"]
    app.multiselect(key="owner").set_value([offered]).run()
    assert "Listed: 3 of 5 items of the register" in words(app)


def test_only_the_item_of_a_link_is_listed_until_something_else_is_asked(run_page: RunPage) -> None:
    app = run_page("decisions", only="d2")
    assert "Listed: 1 of 5 items of the register" in words(app)
    app.button(key="chips_only").click().run()
    assert "Listed: 4 of 5 items of the register" in words(app)
    assert "Listed: 1 of 5 items of the register" in words(run_page("decisions", only="d5"))  # it is rejected
    strange = words(run_page("decisions", only="d99"))
    assert "The item of this link is not here" in strange
    assert "Listed: 4 of 5 items of the register" in strange


def test_items_are_found_by_words_without_regard_to_case_and_by_being_late(run_page: RunPage) -> None:
    app = run_page("decisions")
    app.checkbox(key="overdue").set_value(True).run()
    shown = words(app)
    assert "Listed: 1 of 5 items of the register" in shown
    assert '<span class="badge overdue">Overdue</span>' in shown
    app.checkbox(key="overdue").set_value(False).run()
    app.text_input(key="find").set_value('"SESSION reports"').run()
    assert "Listed: 1 of 5 items of the register" in words(app)
    app.text_input(key="find").set_value("unheard").run()
    assert "No item is of this kind and state." in words(app)


def test_a_long_register_is_shown_twenty_a_page(run_page: RunPage, own_url: str) -> None:
    texts = [f"It was agreed to do thing {n}." for n in range(45)]
    long = Meeting(
        "m9", "A long meeting", paragraphs=tuple(Paragraph(str(n), t) for n, t in enumerate(texts))
    )
    with open_store(own_url) as store:
        items = [Decision(f"long{n}", "m9", str(n), text, "decision") for n, text in enumerate(texts)]
        store.add_meeting(long, items)
    app = run_page("decisions", own_url, page="3")
    assert words(app).count("<article") == 9
    assert words(run_page("decisions", own_url)).count("<article") == 20
    app = run_page("decisions", own_url, page="99")
    assert words(app).count("<article") == 9
    app.multiselect(key="kind").set_value(["decision"]).run()
    assert "page" not in app.query_params


def test_a_meeting_that_a_page_cuts_says_where_its_other_items_are(run_page: RunPage, own_url: str) -> None:
    texts = [f"It was agreed to do the {n}. thing." for n in range(25)]
    long = Meeting("m9", "A long call", held_on=date(2018, 5, 1), source="Sample data: composed")
    long = replace(long, paragraphs=tuple(Paragraph(str(n), text) for n, text in enumerate(texts)))
    with open_store(own_url) as store:
        items = [Decision(f"long{n}", "m9", str(n), text, "decision") for n, text in enumerate(texts)]
        store.add_meeting(long, items)
    said = [words(run_page("decisions", own_url, page=page)) for page in ("1", "2")]
    assert any("of 25 items below, the others on the next page." in each for each in said)
    assert any("of 25 items below, the others on the page before." in each for each in said)


def test_the_list_says_why_it_holds_more_than_the_decisions_of_the_head(run_page: RunPage) -> None:
    shown = words(run_page("decisions"))
    assert "3 items (2 decisions and 1 commitment) from 2 meetings are in the register" in shown
    assert "Listed: 4 of 5 items of the register. That is 3 decisions and 1 item of information." in shown


def test_nobody_is_asked_how_far_information_is(app: AppTest) -> None:
    assert {f"state_{PLACE}", "history_m25_d3"} <= keys(app)
    assert "state_m25_d3" not in keys(app)
    card = words(app).split('auto">The list was launched.</blockquote>')[0].rsplit("<article", 1)[1]
    assert "nobody has said" not in card


TABLE = """No,Proposal,Responsible,Status
1,Shorten the <programme>,MAG,In progress
2,,MAG,
"""


def with_table(app: AppTest, content: str) -> AppTest:
    app.file_uploader[0].set_value(("improvements.csv", content.encode(), "text/csv")).run()
    app.button(key="check_table").click().run()
    assert not app.exception
    return app


def test_a_table_is_looked_at_before_it_is_entered(app: AppTest, own_url: str) -> None:
    with_table(app, TABLE)
    shown = words(app)
    assert "2 rows received = 1 new + 0 that change an item + 0 merged" in shown
    assert "It has no proposal." in shown
    with open_store(own_url, read_only=True) as store:
        assert len(store.snapshot().decisions) == len(DECISIONS)
    app.button(key="enter_table").click().run()
    assert not app.exception
    assert "The table improvements.csv is entered" in words(app)
    assert "Shorten the &lt;programme&gt;" in words(app)
    assert "4 items (3 decisions and 1 commitment) from 2 meetings and 1 table are in the register" in words(
        app
    )
    assert "From a table, not confirmed" in words(app)
    with open_store(own_url, read_only=True) as store:
        (item,) = [each for each in store.snapshot().decisions if each.owner == "MAG"]
        (first,) = store.decision_history(item.id)
    assert (item.progress, item.progress_by, first.changed_by) == ("under way", "A. Keeper", "A. Keeper")


def test_a_table_is_entered_as_it_was_looked_at_or_not_at_all(
    app: AppTest, own_url: str, tmp_path: Path
) -> None:
    with_table(app, TABLE)
    same = tmp_path / "improvements.csv"
    same.write_text(TABLE, encoding="utf-8")
    with open_store(own_url) as store:
        import_table(store, same, "B. Keeper")
        before = store.snapshot()
    app.button(key="enter_table").click().run()
    assert not app.exception
    assert "changed the register since the table was compared" in words(app)
    assert "enter_table" not in keys(app)
    with open_store(own_url, read_only=True) as store:
        assert store.snapshot() == before


def test_a_table_of_something_else_is_refused_in_words(app: AppTest) -> None:
    with_table(app, "ID,Text\n1,Fewer sessions")
    assert "This is no table of proposals" in words(app)


def test_the_items_listed_are_offered_as_a_table_to_readers_too(run_page: RunPage) -> None:
    app = run_page("decisions", read_only=True)
    assert {each.label for each in app.get("download_button")} >= {"Download as CSV", "Download as XLSX"}
    assert not app.file_uploader
