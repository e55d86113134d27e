"""The sections Together and Alignment, run without a browser on a small community."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import datetime

import pytest

from synthesis.errors import InputError
from synthesis.models import Event, Group, ProposedTopic
from synthesis.outputs import together
from synthesis.store import open_store
from tests.community.together.making import GROUPS
from tests.dashboard.conftest import RunPage, words

PAGES = ProposedTopic(
    "pages",
    "Coalitions in the opening",
    cycle=2018,
    description="Coalitions that are hard to find; publicity and shows.",
    source="Sample data: test",
)
OPERA = ProposedTopic("opera", "Opera <b>", cycle=2018, description="Arias and singers.")
NAME = "A. Keeper"


def event(uid: str, *groups: str, people: tuple[str, ...] = ()) -> Event:
    day = datetime(2018, 5, 1, 9), datetime(2018, 5, 1, 10)
    return Event(uid, f"Call {uid}", *day, group_ids=groups, people=people, source="Sample data")


EVENTS = (
    event("one", "villages", people=("Ana Souza",)),
    event("two", "islands", people=("Ana Souza",)),
    event("three", "toys", "children"),
)


@pytest.fixture
def community(own_url: str) -> str:
    """Return a store of one's own with five groups, three events and two topics."""
    with open_store(own_url) as store:
        store.community.save(GROUPS, NAME)
        store.community.save(EVENTS, NAME)
        store.community.save([PAGES, OPERA], NAME)
    return own_url


def topics(url: str) -> dict[str, ProposedTopic]:
    with open_store(url, read_only=True) as store:
        return {entry.record.id: entry.record for entry in store.community.entries(ProposedTopic)}


def test_pairs_not_yet_in_contact_come_first_each_with_its_reasons(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Together")
    app = app.select_slider(key="pair_least").set_value(0.0).run()
    assert not app.exception
    shown = words(app)
    assert shown.index("Not yet in contact (") < shown.index("In contact already (")
    assert "1 person sits in both: Ana Souza." in shown
    assert "Both were at 1 meeting: Call three (1 May 2018, 2 groups)." in shown
    assert html.escape(together.weights_sentence()) in shown
    assert "Machine proposal" in shown


def test_two_groups_of_the_address_are_set_beside_each_other(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Together", pair="villages+bread")
    assert not app.exception
    assert "BREAD and VILLAGES" in words(app)
    assert app.selectbox(key="pair_one").value == "villages"


def test_an_unknown_group_in_the_address_is_no_error(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Together", pair="nobody+villages")
    assert not app.exception
    assert "Choose two groups" in words(app)


@pytest.mark.parametrize("view", ["Matrix", "Network"])
def test_the_other_views_are_drawn_and_written_as_a_table(
    run_page: RunPage, community: str, view: str
) -> None:
    app = run_page("community", community, section="Together")
    app = app.segmented_control(key="pairs_as").set_value(view).run()
    assert not app.exception
    assert "<table" in words(app)


def test_no_pair_that_passes_is_said_to_be_none(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Together")
    app = app.select_slider(key="pair_least").set_value(0.8).run()
    assert "No pair passes." in words(app)
    assert "pairs of these groups pass" in words(app)


def test_without_groups_the_section_says_what_to_do(run_page: RunPage) -> None:
    assert "There are no two groups here." in words(run_page("community", section="Together"))


def test_alignment_says_what_is_covered_and_what_not(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Alignment")
    assert not app.exception
    shown = words(app)
    assert "Raised, and covered by no topic (" in shown
    assert "1 of 2 proposed topics has a passage" in shown
    assert "Opera &lt;b&gt;" in shown
    assert "Sample data: 1 of 2 proposed topics" in shown


def test_a_cell_of_the_address_shows_the_passages_behind_it(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Alignment", topic="pages", beside="visibility")
    assert not app.exception
    assert "More publicity would turn coalitions into shows." in words(app)
    bare = run_page("community", community, section="Alignment", topic="opera")
    assert "No passage is near." in words(bare)


def test_a_topic_is_added_with_a_name_and_the_page_says_so(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Alignment")
    assert not [each for each in app.text_input if str(each.key).startswith("topic_title_")]
    app = app.text_input(key="reviewer").set_value(NAME).run()
    app.text_input(key="topic_title__0_0").set_value("Access")
    app.text_area(key="topic_text__0_0").set_value("Masts.")
    app.number_input(key="topic_cycle__0_0").set_value(2018)
    app = app.button(key="FormSubmitter:topic__0_0-Add the topic").click().run()
    assert not app.exception
    assert topics(community)["2018-access"].description == "Masts."
    assert "The topic “Access” is saved." in words(app)


def test_a_topic_of_the_same_title_is_another_topic_also_where_one_was_removed(
    run_page: RunPage, community: str
) -> None:
    with open_store(community) as store:
        store.community.save([ProposedTopic("2018-access", "Access", cycle=2018)], NAME)
        store.community.remove(ProposedTopic, "2018-access", NAME, 1)
    app = run_page("community", community, section="Alignment")
    app = app.text_input(key="reviewer").set_value(NAME).run()
    app.text_input(key="topic_title__0_0").set_value("Access")
    app.number_input(key="topic_cycle__0_0").set_value(2018)
    app = app.button(key="FormSubmitter:topic__0_0-Add the topic").click().run()
    assert "The topic “Access” is saved." in words(app)
    assert topics(community)["2018-access-2"].title == "Access"


def test_a_title_longer_than_the_form_allows_can_still_be_edited(run_page: RunPage, community: str) -> None:
    with open_store(community) as store:
        store.community.save([ProposedTopic("long", "Access " * 80, cycle=2018)], NAME)
    app = run_page("community", community, section="Alignment")
    app = app.text_input(key="reviewer").set_value(NAME).run()
    app = app.selectbox(key="topic_to_change").set_value("long").run()
    assert not app.exception
    assert app.text_input(key="topic_title_long_1_0").value == "Access " * 80


def test_a_topic_without_a_title_is_refused(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Alignment")
    app = app.text_input(key="reviewer").set_value(NAME).run()
    app = app.button(key="FormSubmitter:topic__0_0-Add the topic").click().run()
    assert "A topic must have a title." in words(app)
    assert len(topics(community)) == 2


def test_a_topic_that_somebody_else_changed_is_not_overwritten(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Alignment")
    app = app.text_input(key="reviewer").set_value(NAME).run()
    app = app.selectbox(key="topic_to_change").set_value("opera").run()
    with open_store(community) as store:
        store.community.save([ProposedTopic("opera", "Operetta", cycle=2018)], "B. Other")
    app.text_input(key="topic_title_opera_1_0").set_value("Grand opera")
    app = app.button(key="FormSubmitter:topic_opera_1_0-Save the topic").click().run()
    assert "Somebody else has changed this topic meanwhile" in words(app)
    assert topics(community)["opera"].title == "Operetta"


def test_a_topic_is_removed_and_its_versions_are_kept(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Alignment")
    app = app.text_input(key="reviewer").set_value(NAME).run()
    app = app.selectbox(key="topic_to_change").set_value("opera").run()
    app = app.button(key="remove_topic_opera").click().run()
    assert "opera" not in topics(community)
    with open_store(community, read_only=True) as store:
        assert len(store.community.history(ProposedTopic, "opera")) == 2


def test_a_table_of_topics_is_looked_at_before_it_is_kept(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Alignment")
    app = app.text_input(key="reviewer").set_value(NAME).run()
    table = "Title,Cycle\nMasts,2018\n,2018\n"
    app.file_uploader[0].upload("topics.csv", table.encode(), "text/csv").run()
    app.button(key="check_topics").click().run()
    assert (
        "2 rows received = 1 new + 0 that change a topic + 0 merged (the same is there) + 1 refused."
        in words(app)
    )
    assert len(topics(community)) == 2
    app.button(key="enter_topics").click().run()
    assert not app.exception
    assert "The table topics.csv is entered: 2 rows received = 1 new" in words(app)
    assert "check_topics" not in [each.key for each in app.button], "the field is empty again"
    assert len(topics(community)) == 3


def test_a_table_of_topics_keeps_what_somebody_else_wrote_since_it_was_looked_at(
    run_page: RunPage, community: str
) -> None:
    app = run_page("community", community, section="Alignment")
    app = app.text_input(key="reviewer").set_value(NAME).run()
    app.file_uploader[0].upload("topics.csv", b"ID,Title\nopera,Grand opera\n", "text/csv").run()
    app.button(key="check_topics").click().run()
    theirs = replace(topics(community)["opera"], description="Theirs.")
    with open_store(community) as store:
        store.community.save([theirs], "B. Other")
    app.button(key="enter_topics").click().run()
    assert topics(community)["opera"] == replace(theirs, title="Grand opera")


def test_a_table_that_can_no_longer_be_read_leaves_no_earlier_account(
    run_page: RunPage, community: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page("community", community, section="Alignment")
    app = app.text_input(key="reviewer").set_value(NAME).run()
    app.file_uploader[0].upload("topics.csv", b"Title\nMasts\n", "text/csv").run()
    assert "1 row received" in words(app.button(key="check_topics").click().run())
    monkeypatch.setattr("synthesis.pipeline.aligning.preview_topics", _refuse)
    app.button(key="check_topics").click().run()
    assert "The disk is full." in words(app)
    assert "row received" not in words(app)


def _refuse(*_: object) -> None:
    raise InputError("The disk is full.")


def test_a_read_only_dashboard_offers_no_change(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, read_only=True, section="Alignment")
    assert not app.exception
    assert not [each for each in app.text_input if each.key == "reviewer"]
    assert "read-only" in words(app)


def test_without_topics_the_section_says_what_to_do(run_page: RunPage) -> None:
    assert "No topic is proposed here." in words(run_page("community", section="Alignment"))


def test_groups_can_be_missing_where_topics_are(run_page: RunPage, community: str) -> None:
    with open_store(community) as store:
        for entry in store.community.entries(Group):
            store.community.remove(Group, entry.record.id, NAME, entry.version)
    app = run_page("community", community, section="Alignment")
    assert not app.exception
    assert "There is no group of these kinds." in words(app)


def test_the_address_holds_the_group_by_its_id_and_old_links_by_label_still_lead_to_it(
    run_page: RunPage, community: str
) -> None:
    group = GROUPS[0]
    label = together.labels(GROUPS)[group.id]
    assert label != group.id
    for asked in (group.id, label):
        app = run_page("community", community, section="Together", pair_with=asked)
        assert app.selectbox(key="pair_with").value == group.id
    app = app.selectbox(key="pair_with").set_value(GROUPS[1].id).run()
    assert app.query_params["pair_with"] == GROUPS[1].id
    app = app.selectbox(key="pair_with").set_value("").run()
    assert "pair_with" not in app.query_params


def test_a_group_that_is_not_here_is_told_and_left_out(run_page: RunPage, community: str) -> None:
    app = run_page("community", community, section="Together", pair_with="dc-nobody")
    assert "“dc-nobody” of this link is not here" in words(app)
    assert app.selectbox(key="pair_with").value == ""
