"""The section Messages of the page Community."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.community.messages import confirmed, draft_messages, read_text
from synthesis.models import Decision, LinkStatus, Meeting, MessageTie, Session, SessionMessages
from synthesis.outputs.session_messages import cited_places, support_words
from synthesis.pipeline.judging import judge_tie
from synthesis.store import Entry, open_store
from tests.community.test_messages_drafting import TALK
from tests.dashboard.conftest import RunPage, words

SESSION = read_text(TALK, "Sample data: talk.txt").sessions[0]
DRAFTED = draft_messages(SESSION)
FIRST = DRAFTED.messages[0]


@pytest.fixture
def own_url(own_url: str) -> str:
    with open_store(own_url) as store:
        store.community.save([SESSION], "The program")
        store.community.save([DRAFTED], "The program", "Drafted by the program")
    return own_url


def entry(url: str) -> Entry[SessionMessages]:
    with open_store(url, read_only=True) as store:
        return store.community.entries(SessionMessages)[0]


def opened(run_page: RunPage, url: str, message: str = FIRST.id, **more: object) -> AppTest:
    return run_page("community", url, section="Messages", session=SESSION.id, message=message, **more)


def named(app: AppTest, name: str = "A. Keeper") -> AppTest:
    return app.text_input(key="reviewer").set_value(name).run()


def test_without_a_session_the_section_says_what_to_do(run_page: RunPage) -> None:
    shown = words(run_page("community", section="Messages"))
    assert "No session is here." in shown


def test_sessions_are_listed_with_what_stands_of_them(run_page: RunPage, own_url: str) -> None:
    app = run_page("community", own_url, section="Messages")
    assert not app.exception
    shown = words(app)
    assert SESSION.title in shown
    assert "13 November 2018, Paris" in shown
    assert "nobody has checked" in shown
    assert "Sample data: 1 of 1 session was composed for this project" in shown


def test_an_address_of_no_session_is_told(run_page: RunPage, own_url: str) -> None:
    assert "There is no such session" in words(
        run_page("community", own_url, section="Messages", session="x")
    )


def test_a_message_stands_beside_its_places(run_page: RunPage, own_url: str) -> None:
    app = opened(run_page, own_url)
    assert not app.exception
    shown = words(app)
    for message in DRAFTED.messages:
        assert html.escape(message.text) in shown
        assert html.escape(support_words(SESSION, message)) in shown
    for place in cited_places(SESSION, FIRST):
        assert html.escape(place.quote) in shown
    assert "Machine proposal" in shown


def test_a_place_is_shown_in_the_transcript(run_page: RunPage, own_url: str) -> None:
    app = opened(run_page, own_url, at=str(FIRST.cites[0].start))
    assert 'aria-current="true"' in words(app)
    assert '<mark class="found">' in words(app)


@pytest.mark.parametrize("at", ["²", "-1", "1e3", "9" * 5000])
def test_a_place_that_is_none_shows_the_transcript_from_its_beginning(
    run_page: RunPage, own_url: str, at: str
) -> None:
    app = opened(run_page, own_url, at=at)
    assert not app.exception
    assert '<div class="whole">' in words(app)
    assert not [each for each in app.button if each.key == "leave_place_button"]


def test_a_message_is_reworded_with_a_name_and_keeps_its_places(run_page: RunPage, own_url: str) -> None:
    app = named(opened(run_page, own_url))
    app.text_area(key=f"words_{FIRST.id}_1").set_value("Small networks want free licences.")
    app = app.button(key=f"save_{FIRST.id}_1").click().run()
    assert not app.exception
    kept = entry(own_url)
    message = next(each for each in kept.record.messages if each.id == FIRST.id)
    assert (message.text, message.is_edited, message.cites) == (
        "Small networks want free licences.",
        True,
        FIRST.cites,
    )
    assert (kept.version, kept.by) == (2, "A. Keeper")
    assert "Worded by a person" in words(app)


def test_a_message_is_struck_and_brought_back(run_page: RunPage, own_url: str) -> None:
    app = named(opened(run_page, own_url))
    app = app.button(key="strike_message").click().run()
    assert next(each for each in entry(own_url).record.messages if each.id == FIRST.id).is_struck
    app = app.button(key="bring_back_message").click().run()
    assert not app.exception
    assert entry(own_url).record == DRAFTED


def test_a_marked_sentence_becomes_a_message(run_page: RunPage, own_url: str) -> None:
    app = named(opened(run_page, own_url))
    app = app.text_input(key="find_sentence").set_value("only door").run()
    app = app.button(key="add_marked").click().run()
    assert not app.exception
    added = entry(own_url).record.messages[-1]
    assert added.is_added
    assert "only door for many women" in added.text


def test_two_people_at_once_both_see_what_happened(run_page: RunPage, own_url: str) -> None:
    app = named(opened(run_page, own_url))
    with open_store(own_url) as store:
        store.community.save([confirmed(DRAFTED, FIRST.id)], "B. Keeper", "Confirmed", {SESSION.id: 1})
    app = app.button(key="strike_message").click().run()
    shown = words(app)
    assert "Somebody else has changed these messages" in shown
    assert "Saved by B. Keeper, version 2" in shown
    assert entry(own_url).version == 2
    app = app.button(key="messages_put_mine").click().run()
    message = next(each for each in entry(own_url).record.messages if each.id == FIRST.id)
    assert message.is_struck
    assert message.is_confirmed


def test_without_a_name_nothing_can_be_changed(run_page: RunPage, own_url: str) -> None:
    keys = {each.key for each in opened(run_page, own_url).button}
    assert not {"strike_message", "confirm_message", "add_marked"} & keys


def test_read_only_shows_all_and_offers_no_change(run_page: RunPage, own_url: str) -> None:
    app = opened(run_page, own_url, read_only=True)
    assert html.escape(FIRST.text) in words(app)
    assert not [each for each in app.text_input if each.key == "reviewer"]
    listed = run_page("community", own_url, read_only=True, section="Messages")
    assert "This dashboard is read-only." in words(listed)


def test_what_speakers_said_cannot_become_markup(
    run_page: RunPage, filled_store: str, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'hostile.db'}"
    Path(url.removeprefix("sqlite:///")).write_bytes(
        Path(filled_store.removeprefix("sqlite:///")).read_bytes()
    )
    hostile = Session(
        "h", "<img src=x onerror=alert(1)>", ">> A: <script>alert(1)</script> must go.", source="h.txt"
    )
    with open_store(url) as store:
        store.community.save([hostile], "A. Person")
        store.community.save([SessionMessages("h")], "A. Person")
    shown = words(run_page("community", url, section="Messages", session="h"))
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


TIED = MessageTie(SESSION.id, FIRST.id, theme_id="visibility")
"""A tie that the program does not propose."""


def tied(url: str, status: LinkStatus = "confirmed", by: str = "B. Keeper") -> None:
    with open_store(url) as store:
        judge_tie(store, TIED, status, by)


def test_a_tie_is_added_rejected_and_confirmed_again_by_name(run_page: RunPage, own_url: str) -> None:
    app = named(opened(run_page, own_url))
    place = f"{FIRST.id}_0"
    app.selectbox(key=f"tie_target_{place}").set_value("visibility")
    app.text_input(key=f"tie_note_{place}").set_value("Said <b>so</b>.")
    app = app.button(key=f"add_tie_{place}").click().run()
    shown = words(app)
    assert "The tie is confirmed, and kept with your name." in shown
    assert "Reason for the link: Said &lt;b&gt;so&lt;/b&gt;." in shown
    assert "Confirmed by A. Keeper" in shown
    app = app.button(key=f"rejected_tie_{FIRST.id}_visibility").click().run()
    assert "Rejected ties (1)" in {each.label for each in app.expander}
    app = app.button(key=f"confirmed_tie_{FIRST.id}_visibility").click().run()
    assert "What people said of it (3)" in {each.label for each in app.expander}
    with open_store(own_url, read_only=True) as store:
        statuses = [e.record.status for e in store.community.history(MessageTie, TIED.id)]
    assert statuses == ["confirmed", "rejected", "confirmed"]


def test_the_choices_of_a_tie_are_plain_words_with_the_day_first(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        report = Meeting("m-after", "After", held_on=date(2019, 3, 1))
        decision = Decision("d-after", "m-after", "1", "A (Dynamic Coalition) writes.", "decision")
        store.add_meeting(report, [decision])
    app = named(opened(run_page, own_url))
    shown = app.selectbox(key=f"tie_target_{FIRST.id}_0").options
    assert "2019-03-01: A (Dynamic Coalition) writes." in shown


def test_of_two_who_judge_one_tie_the_second_is_told(run_page: RunPage, own_url: str) -> None:
    tied(own_url)
    app = named(opened(run_page, own_url))
    tied(own_url, "rejected", "C. Keeper")
    app = app.button(key=f"rejected_tie_{FIRST.id}_visibility").click().run()
    assert "Somebody else has changed this meanwhile." in words(app)
    assert "Rejected by C. Keeper" in words(app)


def test_a_confirmed_tie_shows_at_its_theme_and_a_rejected_one_does_not(
    run_page: RunPage, own_url: str
) -> None:
    assert "Taken up in the messages of" not in words(run_page("themes", own_url, theme_id="visibility"))
    tied(own_url)
    shown = words(run_page("themes", own_url, theme_id="visibility"))
    assert f"Taken up in the messages of “{SESSION.title}”" in shown
    assert "tie confirmed by B. Keeper" in shown
    heading = shown.index("In the messages of sessions</h3>")
    assert shown.index("What was decided</h2>") < heading < shown.index("Taken up in the messages of")
    tied(own_url, "rejected")
    shown = words(run_page("themes", own_url, theme_id="visibility"))
    assert "Taken up in the messages of" not in shown
    assert "In the messages of sessions" not in shown


def test_the_news_of_a_tie_leads_to_its_message_in_words_that_say_so(run_page: RunPage, own_url: str) -> None:
    tied(own_url)
    app = run_page("community", own_url, section="News", since="2001-01-01", notice=["review"])
    labels = [each.proto.label for each in app.get("page_link")]
    assert "Open the message" in labels
    assert "Open it in the register" not in labels


def test_a_confirmed_tie_shows_at_its_decision_in_the_register(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        report = Meeting("m-after", "After", held_on=date(2019, 3, 1))
        decision = Decision("d-after", "m-after", "1", "Licences are to be free.", "decision")
        store.add_meeting(report, [decision])
        judge_tie(store, replace(TIED, theme_id="", decision_id="d-after"), "confirmed", "B. Keeper")
    assert f"Takes up a message of “{SESSION.title}”" in words(run_page("decisions", own_url))


def test_without_a_name_and_read_only_ties_are_shown_and_not_judged(run_page: RunPage, own_url: str) -> None:
    tied(own_url)
    for app in (opened(run_page, own_url), opened(run_page, own_url, read_only=True)):
        assert "Confirmed by B. Keeper" in words(app)
        assert not [b for b in app.button if b.key and b.key.startswith(("rejected_tie", "add_tie"))]
