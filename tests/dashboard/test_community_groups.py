"""The section Groups of the page Community: the directory, one group, and what people change in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.models import Event, Group, Meeting, Participant
from synthesis.store import open_store
from tests.dashboard.conftest import BUSY, RunPage, busy, words

TRADE = Group(
    "dc-trade",
    "Dynamic Coalition on Trade",
    "dynamic coalition",
    "DC-Trade",
    aliases=("coalitions of trade",),
    remit="Trade <b>rules</b>.",
    website="javascript:alert(1)",
    source="Sample data: composed",
)
IOT = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")
FORUM = Group("bpf", "Best Practice Forum on Local Content", "best practice forum")
CALL = Event(
    "call",
    "Call on trade",
    datetime(2018, 5, 2, 14),
    datetime(2018, 5, 2, 15),
    group_ids=("dc-trade",),
    place="Virtual",
    access_link="https://meet.example.org/secret",
)
MEETING = Meeting("m", "Coordination", participants=(Participant("Ana Souza", ("DC-Trade", "DC-IoT")),))


@pytest.fixture
def own_url(own_url: str) -> str:
    with open_store(own_url) as store:
        store.community.save([TRADE, IOT, FORUM], "The sample data")
        store.community.save([CALL], "The sample data")
        store.add_meeting(MEETING, [], [])
    return own_url


def signed(app: AppTest, name: str = "A. Keeper") -> AppTest:
    return app.text_input(key="reviewer").set_value(name).run()


def kept(url: str, group_id: str = "dc-trade") -> Group:
    with open_store(url, read_only=True) as store:
        return store.community.history(Group, group_id)[-1].record


def one(run_page: RunPage, url: str, **more: object) -> AppTest:
    return run_page("community", url, community_group="dc-trade", **more)


def test_the_directory_shows_each_group_with_its_standing_and_next_meeting(
    run_page: RunPage, own_url: str
) -> None:
    app = run_page("community", own_url)
    shown = words(app)
    assert "Listed: 3 of 3 groups." in shown
    assert "0 of 12 contributions" in shown
    assert "Call on trade, 2 May 2018, 14:00 UTC, Virtual" in shown
    assert "Next meetings are those from 1 June 2017 on." in shown
    assert "nothing is in the calendar" in shown
    assert "secret" not in shown


def test_a_private_meeting_is_nobodys_next_names_nobody_and_ties_no_groups(
    run_page: RunPage, own_url: str
) -> None:
    private = replace(
        CALL,
        uid="private",
        title="Salary talk",
        starts=datetime(2018, 4, 2, 14),
        ends=datetime(2018, 4, 2, 15),
        group_ids=("dc-trade", "bpf"),
        people=("Bo Hidden",),
        extra=("CLASS:PRIVATE",),
    )
    with open_store(own_url) as store:
        store.community.save([private], "The sample data")
    for section in ("Groups", "Together"):
        for asked in ({}, {"community_group": "dc-trade"}):
            shown = words(run_page("community", own_url, section=section, **asked))
            assert "Salary talk" not in shown
            assert "Bo Hidden" not in shown


def test_a_day_of_the_address_sets_what_is_next(run_page: RunPage, own_url: str) -> None:
    shown = words(run_page("community", own_url, on="2018-06-01"))
    assert "Call on trade" not in shown
    assert "nothing ahead; last on 2 May 2018" in shown
    assert "nothing is in the calendar" in shown
    alone = words(one(run_page, own_url, on="2018-06-01"))
    assert "nothing ahead; last on 2 May 2018 (looked for from 1 June 2018 on)" in alone


def test_kind_and_words_narrow_the_directory(run_page: RunPage, own_url: str) -> None:
    app = run_page("community", own_url)
    app.multiselect(key="group_kind").set_value(["best practice forum"]).run()
    assert "Listed: 1 of 3 groups." in words(app)
    app.multiselect(key="group_kind").set_value([]).run()
    app.text_input(key="group_find").set_value("THINGS internet").run()
    assert "Listed: 1 of 3 groups." in words(app)
    app.text_input(key="group_find").set_value("nothing such").run()
    assert "No group is of this kind or has these words." in words(app)


def test_text_of_a_file_is_shown_escaped_and_only_web_addresses_are_links(
    run_page: RunPage, own_url: str
) -> None:
    shown = words(one(run_page, own_url))
    assert "Trade &lt;b&gt;rules&lt;/b&gt;." in shown
    assert 'href="javascript' not in shown
    assert "Sample data" in shown


def test_one_group_shows_its_people_and_whom_they_link_it_to(run_page: RunPage, own_url: str) -> None:
    shown = words(one(run_page, own_url))
    assert "1 person of this group also sits in 1 other group" in shown
    assert "Ana Souza" in shown


def test_a_group_of_a_link_that_is_not_here_is_said(run_page: RunPage, own_url: str) -> None:
    app = run_page("community", own_url, community_group="gone<b>")
    assert "The group of this link is not in the directory." in words(app)
    assert "Listed: 3 of 3 groups." in words(app)


def test_visibility_is_a_chart_beside_a_table(run_page: RunPage, own_url: str) -> None:
    app = run_page("community", own_url)
    app.segmented_control(key="groups_view").set_value("visibility").run()
    shown = words(app)
    assert "How visible the groups are" in shown
    assert "Contributions that mention each group" in shown
    assert not app.exception


def test_nothing_can_be_changed_without_a_name_or_in_read_only_mode(run_page: RunPage, own_url: str) -> None:
    app = one(run_page, own_url)
    assert "To edit or remove it, give your name above." in words(app)
    assert not [each for each in app.button if str(each.key).startswith("group_save")]
    app = one(run_page, own_url, read_only=True)
    assert not app.text_input
    assert "Edit or remove" not in words(app)


def test_a_group_is_edited_with_a_name_and_the_history_says_what_changed(
    run_page: RunPage, own_url: str
) -> None:
    app = signed(one(run_page, own_url))
    app.text_area(key="group_remit_dc-trade_1").set_value("Other words.")
    app.button(key="group_save_dc-trade_1").click().run()
    assert kept(own_url).remit == "Other words."
    shown = words(app)
    assert "Saved: “Dynamic Coalition on Trade”." in shown
    assert "What it does: Other words." in shown
    app.button(key="restore_groups").click().run()
    assert kept(own_url) == TRADE


def test_a_form_without_a_name_is_refused_and_stores_nothing(run_page: RunPage, own_url: str) -> None:
    app = signed(one(run_page, own_url))
    app.text_input(key="group_name_dc-trade_1").set_value(" ")
    app.button(key="group_save_dc-trade_1").click().run()
    assert "A group needs a name." in words(app)
    assert kept(own_url) == TRADE


def test_two_changes_of_one_group_are_shown_to_be_settled(run_page: RunPage, own_url: str) -> None:
    app = signed(one(run_page, own_url))
    with open_store(own_url) as store:
        theirs = Group(TRADE.id, TRADE.name, TRADE.kind, place="Theirs")
        store.community.save([theirs], "B. Other", "", {TRADE.id: 1})
    app.text_area(key="group_remit_dc-trade_1").set_value("Mine.")
    app.button(key="group_save_dc-trade_1").click().run()
    shown = words(app)
    assert "B. Other has changed this group while you did." in shown
    assert "Place: Theirs" in shown
    assert "What it does: Mine." in shown
    app.button(key="groups_put_mine").click().run()
    assert kept(own_url).remit == "Mine."
    assert "Saved" in words(app)


def test_what_is_typed_into_a_form_stays_when_somebody_else_saves_the_group(
    run_page: RunPage, own_url: str
) -> None:
    app = signed(one(run_page, own_url))
    with open_store(own_url) as store:
        store.community.save([Group(TRADE.id, TRADE.name, TRADE.kind, place="Theirs")], "B. Other")
    app.run()
    app.text_area(key="group_remit_dc-trade_1").set_value("Mine, and long.")  # the same field: it keeps words
    assert "B. Other has changed this group since you opened this form." in words(app)
    app.button(key="group_save_dc-trade_1").click().run()
    shown = words(app)
    assert "Place: Theirs" in shown
    assert "What it does: Mine, and long." in shown
    app.button(key="groups_keep_theirs").click().run()
    assert app.text_input(key="group_place_dc-trade_2").value == "Theirs"


def test_a_form_that_is_opened_again_holds_the_group_as_it_is_now(run_page: RunPage, own_url: str) -> None:
    app = signed(one(run_page, own_url))
    with open_store(own_url) as store:
        store.community.save([Group(TRADE.id, TRADE.name, TRADE.kind, place="Theirs")], "B. Other")
    app.query_params["community_group"] = ""
    app.run()
    app.query_params["community_group"] = TRADE.id
    app.run()
    assert app.text_input(key="group_place_dc-trade_2").value == "Theirs"


def test_a_group_is_added_with_a_warning_of_a_shared_acronym(run_page: RunPage, own_url: str) -> None:
    app = signed(run_page("community", own_url))
    app.text_input(key="group_name_new_0").set_value("Traders")
    app.selectbox(key="group_kind_new_0").set_value("other body")
    app.text_input(key="group_acronym_new_0").set_value("dc trade")
    app.button(key="group_save_new_0").click().run()
    assert kept(own_url, "traders").kind == "other body"
    assert "Dynamic Coalition on Trade has the acronym" in words(app)


def test_a_group_is_removed_and_brought_back(run_page: RunPage, own_url: str) -> None:
    app = signed(one(run_page, own_url))
    assert app.button(key="remove_group").disabled
    app.checkbox(key="sure_dc-trade").check().run()
    app.button(key="remove_group").click().run()
    assert "Removed: “Dynamic Coalition on Trade”." in words(app)
    assert "Listed: 2 of 2 groups." in words(app)
    assert app.button(key="bring_group_back").label == "Bring “Dynamic Coalition on Trade” back"
    with busy(own_url):
        app.button(key="bring_group_back").click().run()
    assert BUSY in words(app)
    app.button(key="bring_group_back").click().run()
    with open_store(own_url, read_only=True) as store:
        assert len(store.community.entries(Group)) == 3


def test_a_table_is_read_in_after_a_look_at_it(run_page: RunPage, own_url: str) -> None:
    app = signed(run_page("community", own_url))
    table = "name,kind,place\nDynamic Coalition on Trade,dc,Geneva\nNew,dc,\nBad,club,\n"
    app.file_uploader[0].upload("mine.csv", table.encode(), "text/csv").run()
    app.button(key="check_groups").click().run()
    shown = words(app)
    assert "3 rows received = 1 new + 1 that change a group + 0 merged" in shown
    assert "+ 1 refused" in shown
    assert kept(own_url) == TRADE
    app.button(key="enter_groups").click().run()
    assert kept(own_url).place == "Geneva"
    assert kept(own_url, "new").source == "From the table mine.csv"
    assert "The table mine.csv is entered: 3 rows received = 1 new" in words(app)


def test_an_empty_directory_says_what_to_do(run_page: RunPage) -> None:
    assert "No group is in the directory." in words(run_page("community"))
