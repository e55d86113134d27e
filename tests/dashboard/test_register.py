"""People keep the register on the page Decisions: each change is stored with the name, undone, settled."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.models import Decision
from synthesis.store import open_store
from tests.dashboard.conftest import RunPage, words
from tests.outputs.conftest import DECISIONS

ITEM = next(each for each in DECISIONS if each.id == "d2")
PLACE = "m25_d2"


@pytest.fixture
def own_url(filled_store: str, tmp_path: Path) -> str:
    path = tmp_path / "own.db"
    path.write_bytes(Path(filled_store.removeprefix("sqlite:///")).read_bytes())
    return f"sqlite:///{path}"


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
    app.button(key="put_mine").click().run()
    assert kept(own_url).owner == "MAG"
    with open_store(own_url, read_only=True) as store:
        assert [each.changed_by for each in store.decision_history(ITEM.id)] == ["", "B. Keeper", "A. Keeper"]


def test_keeping_theirs_leaves_the_item_as_they_left_it(app: AppTest, own_url: str) -> None:
    with open_store(own_url) as store:
        store.review_decision(ITEM.id, {"owner": "Chair"}, "B. Keeper", 1)
    press(app, "confirm")
    app.button(key="keep_theirs").click().run()
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
