"""Data, Correct: what was read wrongly stands right, with a name; two at once are both shown."""

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.store import open_store
from tests.dashboard.conftest import BUSY, RunPage, busy, words
from tests.outputs.conftest import a_snapshot

LETTER = a_snapshot().contributions[0]


@pytest.fixture
def page(run_page: RunPage, own_url: str) -> AppTest:
    app = run_page("data", own_url, tab="Correct", correct=LETTER.id)
    app.text_input(key="reviewer").set_value("Ada").run()
    assert not app.exception
    return app


def fill_in(app: AppTest, version: int = 0, **written: str) -> AppTest:
    for name, text in written.items():
        key = f"correct_{name}_{LETTER.id}_{version}"
        field = app.selectbox if name in {"stakeholder_group", "region"} else app.text_input
        field(key=key).set_value(text)
    (save,) = [button for button in app.button if button.label == "Save what is right"]
    save.click().run()
    assert not app.exception
    return app


def test_a_correction_is_kept_with_name_and_reason_and_the_page_shows_what_the_file_said(
    page: AppTest, own_url: str
) -> None:
    fill_in(page, organisation="A ministry", stakeholder_group="Government", cycle="2018", note="slip")
    shown = words(page)
    assert "Corrected: Organisation, Stakeholder group, Cycle." in shown
    assert f"Corrected: 1 of {len(a_snapshot().contributions)} contributions." in shown
    labels = [field.label for field in (*page.text_input, *page.selectbox)]
    assert any("the file said" in label for label in labels)
    with open_store(own_url) as store:
        (corrected,) = [each for each in store.contributions() if each.id == LETTER.id]
        (kept,) = store.corrections()
    assert (corrected.organisation, corrected.stakeholder_group, corrected.cycle) == (
        "A ministry",
        "Government",
        2018,
    )
    assert (kept.by, kept.note) == ("Ada", "slip")


def test_what_can_be_no_value_is_told_and_changes_nothing(page: AppTest, own_url: str) -> None:
    fill_in(page, country="Atlantis")
    assert "is not the name of one country" in words(page)
    with open_store(own_url) as store:
        assert store.corrections() == ()


def test_without_a_name_nothing_can_be_saved(run_page: RunPage, own_url: str) -> None:
    app = run_page("data", own_url, tab="Correct", correct=LETTER.id)
    (save,) = [button for button in app.button if button.label == "Save what is right"]
    assert save.disabled
    assert "Give your name above" in words(app)


def test_an_unchanged_form_is_no_correction(page: AppTest, own_url: str) -> None:
    assert "Nothing was changed." in words(fill_in(page))
    with open_store(own_url) as store:
        assert store.corrections() == ()


def test_two_who_correct_at_once_are_both_shown_and_mine_can_go_on_top(page: AppTest, own_url: str) -> None:
    with open_store(own_url) as store:
        store.correct({LETTER.id: {"organisation": "A club"}}, "Ben")
    fill_in(page, organisation="A ministry", country="Kenya")
    shown = words(page)
    assert "Ben has corrected this contribution while you did." in shown
    assert "A club" in shown
    assert "A ministry" in shown
    page.button(key="correct_put_mine").click().run()
    with open_store(own_url) as store:
        last = store.corrections()[-1]
    assert (last.version, last.by, last.values["organisation"]) == (2, "Ada", "A ministry")


@pytest.mark.parametrize("n_seen", [0, 1])
def test_what_waits_to_be_settled_goes_with_a_contribution_that_is_withdrawn(
    page: AppTest, own_url: str, n_seen: int
) -> None:
    if n_seen:
        fill_in(page, organisation="A union")
    with open_store(own_url) as store:
        store.correct({LETTER.id: {"organisation": "A club"}}, "Ben")
    fill_in(page, version=n_seen, organisation="A ministry")
    with open_store(own_url) as store:
        store.withdraw([LETTER.id], "Ben", copies=())
    page.run()
    assert not page.exception
    assert "withdrawn while you corrected it" in words(page)
    assert "A ministry" in words(page)
    page.run()
    assert not page.exception
    assert "withdrawn while you corrected it" not in words(page)


def test_what_the_file_said_stands_again(page: AppTest, own_url: str) -> None:
    fill_in(page, organisation="A ministry")
    page.button(key="correct_back").click().run()
    assert "What the file said stands again." in words(page)
    with open_store(own_url) as store:
        assert store.contributions() == a_snapshot().contributions
        assert [each.version for each in store.corrections()] == [1, 2]


def test_a_correction_that_cannot_be_stored_is_told_and_stays_in_the_form(
    page: AppTest, own_url: str
) -> None:
    with busy(own_url):
        fill_in(page, organisation="A ministry")
        assert BUSY in words(page)
    assert page.text_input(key=f"correct_organisation_{LETTER.id}_0").value == "A ministry"
    fill_in(page)
    assert "Corrected: Organisation." in words(page)


def test_names_of_contributions_never_reach_the_page_as_markup(page: AppTest) -> None:
    fill_in(page, organisation="<b>A</b> *club*")
    fill_in(page, version=1, organisation="A ministry")
    assert "<b>A</b>" not in words(page)


def test_a_contribution_that_is_read_leads_to_its_correction(run_page: RunPage, own_url: str) -> None:
    app = run_page("explore", own_url, contribution=LETTER.id)
    assert any("Read wrongly?" in element.proto.label for element in app.get("page_link"))
    app = run_page("explore", own_url, read_only=True, contribution=LETTER.id)
    assert not any("Read wrongly?" in element.proto.label for element in app.get("page_link"))
