from dataclasses import replace

import pytest

from synthesis.models import Assignment, Contribution, Passage, Run, Topic, TopicDecision, TopicTerm
from synthesis.store import Store, open_store
from tests.dashboard.conftest import BUSY, RunPage, busy, words

SEARCH = Run("run-t", "discover", counts=(("passages", 9), ("different", 9), ("needed", 150), ("topics", 0)))

NOBODY = {"group": ["Private Sector"], "cycle": ["2016"]}
"""Filters that no contribution passes."""


def history(store: Store, topic_id: str) -> tuple[TopicDecision, ...]:
    return next(each.history for each in store.snapshot().topics if each.id == topic_id)


@pytest.fixture
def with_topics(own_url: str) -> str:
    with open_store(own_url) as store:
        ids = [passage.id for passage in store.passages()]
        first = Topic(
            "topic-a", "visa <b>letters</b>", (TopicTerm("visa", "visa", 0.9),), (*ids[:2],), (0.9, 0.4)
        )
        second = Topic("topic-b", "lunch", (TopicTerm("lunch", "lunch", 0.9),), (ids[2],), (0.7,))
        store.save_topics([first, second], SEARCH)
    return own_url


def test_before_any_search_the_tab_says_so(run_page: RunPage) -> None:
    assert "Nobody has looked for topics yet." in words(run_page("themes", about="Topics"))


def test_too_few_passages_are_said_to_be_too_few(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        store.save_topics([], SEARCH)
    said = words(run_page("themes", own_url, about="Topics"))
    assert "Too few to cluster: 9 different passages without a theme." in said
    assert "At least 150 are needed" in said


def test_topics_are_listed_as_proposals_with_n_of_n_and_escaped(run_page: RunPage, with_topics: str) -> None:
    app = run_page("themes", with_topics, about="Topics")
    said = words(app)
    assert not app.exception
    assert "Topics beyond the codebook" in said
    assert "visa &lt;b&gt;letters&lt;/b&gt;" in said
    assert said.count("Machine proposal") == 2
    with open_store(with_topics, read_only=True) as store:
        assert f"of {len(store.contributions())} contributions" in said


def test_filters_that_narrow_no_topic_are_said_to_narrow_none(run_page: RunPage, with_topics: str) -> None:
    told = "narrow nothing here: topics have no theme"
    assert told not in words(run_page("themes", with_topics, about="Topics"))
    assert told in words(run_page("themes", with_topics, about="Topics", review="accepted"))


def test_filters_that_leave_no_contribution_are_named_in_place_of_topics(
    run_page: RunPage, with_topics: str
) -> None:
    said = words(run_page("themes", with_topics, about="Topics", **NOBODY))
    assert "No contribution passes the filters." in said
    assert "The largest" not in said


def test_all_passages_of_a_topic_can_be_paged_through(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        sent = Contribution("many", "".join(f"Room {n} was cold. " for n in range(12)), cycle=2017)
        cut = tuple(
            Passage.of(sent, sent.text.index(f"Room {n} "), sent.text.index(f"Room {n} ") + 14)
            for n in range(12)
        )
        store.add_contributions((sent,), cut)
        none = [
            Assignment(each.id, "none", nearest_theme=store.snapshot().codebook.themes[0].id) for each in cut
        ]
        store.save_assignments(none, Run("r-many", "code", store.snapshot().codebook.version))
        nearness = tuple(1 - n / 100 for n in range(12))
        cold = Topic("topic-c", "cold", (TopicTerm("cold", "cold", 0.9),), tuple(p.id for p in cut), nearness)
        store.save_topics([cold], SEARCH)
    first = words(run_page("themes", own_url, about="Topics", topic="topic-c"))
    assert "10 of 12 passages on this page, copies put together." in first
    assert "Room 11 was" not in first
    second = words(run_page("themes", own_url, about="Topics", topic="topic-c", page="2"))
    assert "2 of 12 passages on this page" in second
    assert "Room 11 was" in second


def test_a_topic_opened_again_is_decided_as_it_stands_then(run_page: RunPage, with_topics: str) -> None:
    app = run_page("themes", with_topics, about="Topics", topic="topic-a")
    app.text_input(key="reviewer").set_value("A. Reader").run()
    assert [term.text for term in app.session_state["topic_seen"].terms] == ["visa"]
    with open_store(with_topics) as store:
        (first, second) = store.snapshot().topics
        found = replace(first, terms=(TopicTerm("letter", "letters", 0.9),))
        store.save_topics([found, second], replace(SEARCH, id="run-u"))
    app.query_params["topic"] = ""
    app.run()
    app.query_params["topic"] = "topic-a"
    app.run()
    assert [term.text for term in app.session_state["topic_seen"].terms] == ["letters"]


def test_read_only_shows_a_topic_and_no_way_to_decide(run_page: RunPage, with_topics: str) -> None:
    app = run_page("themes", with_topics, read_only=True, about="Topics", topic="topic-a")
    assert "This dashboard is read-only." in words(app)
    assert not app.text_input


def test_a_topic_is_promoted_with_name_definition_and_what_was_ticked(
    run_page: RunPage, with_topics: str
) -> None:
    app = run_page("themes", with_topics, about="Topics", topic="topic-a")
    assert "Who is deciding?" in words(app)
    app.text_input(key="reviewer").set_value("A. Reader").run()
    named = {field.label: field for field in app.text_input}
    named["Name of the theme"].set_value("Visa letters")
    app.text_area[0].set_value("How visas are had.")
    app.button[-1].click().run()
    assert not app.exception
    with open_store(with_topics, read_only=True) as store:
        theme = store.codebook().themes[-1]
        (decided,) = history(store, "topic-a")
    assert (theme.name, theme.definition, theme.keywords[0].text) == (
        "Visa letters",
        "How visas are had.",
        "visa",
    )
    assert len(theme.examples) == 2
    assert (decided.verdict, decided.by, decided.theme_id) == ("promoted", "A. Reader", theme.id)
    assert "“Visa letters” is a theme of the codebook now" in words(app)


def test_a_decision_that_is_kept_is_shown_so_even_where_the_coding_after_it_fails(
    run_page: RunPage, with_topics: str
) -> None:
    app = run_page("themes", with_topics, about="Topics", topic="topic-a")
    app.text_input(key="reviewer").set_value("A. Reader").run()
    app.text_area[0].set_value("How visas are had.")
    with busy(with_topics, "run"):
        app.button[-1].click().run()
    said = words(app)
    assert BUSY in said
    assert "Decided (1)" in said
    assert "Made the theme" in said


def test_a_theme_without_a_definition_is_told_and_nothing_is_changed(
    run_page: RunPage, with_topics: str
) -> None:
    app = run_page("themes", with_topics, about="Topics", topic="topic-a")
    app.text_input(key="reviewer").set_value("A. Reader").run()
    app.button[-1].click().run()
    assert "The theme has no definition." in words(app)
    with open_store(with_topics, read_only=True) as store:
        assert history(store, "topic-a") == ()


def test_what_is_put_aside_is_listed_with_its_reason_and_can_be_undone(
    run_page: RunPage, with_topics: str
) -> None:
    app = run_page("themes", with_topics, about="Topics", topic="topic-b")
    app.text_input(key="reviewer").set_value("A. Reader").run()
    app.radio[0].set_value("Put it aside").run()
    named = {field.label: field for field in app.text_input}
    named["Why is it no theme?"].set_value("Only lunch")
    app.button[-1].click().run()
    assert "Put aside: Only lunch." in words(app)
    app.button(key="undo_topic-b").click().run()
    assert "The decision about “lunch” is undone." in words(app)
    with open_store(with_topics, read_only=True) as store:
        assert [each.verdict for each in history(store, "topic-b")] == ["dismissed", "undone"]


def test_a_promotion_is_undone_on_the_page_and_the_history_stays_on_it(
    run_page: RunPage, with_topics: str
) -> None:
    app = run_page("themes", with_topics, about="Topics", topic="topic-a")
    app.text_input(key="reviewer").set_value("A. Reader").run()
    app.text_area[0].set_value("How visas are had.")
    app.button[-1].click().run()
    with open_store(with_topics) as store:
        theme = store.codebook().themes[-1]
        passage = store.passages()[0]
        version = {each.passage_id: each.version for each in store.snapshot().assignments}.get(passage.id, 0)
        store.review_passage(passage.id, {theme.id: "for"}, "B. Reader", version)
    app.run()
    assert "1 of them gave this theme and needs another look then." in words(app)
    app.button(key="undo_topic-a").click().run()
    assert not app.exception
    said = words(app)
    assert "Undid the decision before." in said
    assert f"Made the theme “{theme.name.replace('<', '&lt;').replace('>', '&gt;')}”." in said
    assert "Reviews to look at again (1)" in said
    with open_store(with_topics, read_only=True) as store:
        assert theme not in store.codebook().themes


def test_nothing_is_undone_without_a_name_or_read_only(run_page: RunPage, with_topics: str) -> None:
    from synthesis.pipeline import dismiss_topic

    with open_store(with_topics) as store:
        dismiss_topic(store, store.snapshot().topics[1], "Only lunch", "A. Reader")
    app = run_page("themes", with_topics, about="Topics")
    assert app.button(key="undo_topic-b").disabled
    app = run_page("themes", with_topics, read_only=True, about="Topics")
    assert "Put aside: Only lunch." in words(app)
    assert not app.button


def test_copies_are_shown_once_with_how_many_they_are(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        text = "The visa came after the closing ceremony, and nobody could say why it took that long."
        sent = [Contribution(id=f"copy-{number}", text=text, cycle=2017) for number in range(3)]
        passages = [Passage(f"{each.id}:0", each.id, 0, len(text), text, "en") for each in sent]
        store.add_contributions(sent, passages)
        theme = store.codebook().themes[0].id
        none = [Assignment(each.id, "none", nearest_theme=theme) for each in passages]
        store.save_assignments(none, Run("run-c", "code"))
        copies = [each.id for each in passages]
        nearness = (0.9,) * 3
        terms = (TopicTerm("visa", "visa", 0.9),)
        store.save_topics([Topic("topic-c", "visa", terms, tuple(copies), nearness)], SEARCH)
    said = words(run_page("themes", own_url, about="Topics", topic="topic-c"))
    assert said.count("Nearness 0.90") == 1
    assert "And 2 copies" in said
    assert "3 of 3 passages, copies put together." in said


def test_somebody_else_s_decision_is_not_overwritten(run_page: RunPage, with_topics: str) -> None:
    from synthesis.pipeline import dismiss_topic, undo_decision

    app = run_page("themes", with_topics, about="Topics", topic="topic-b")
    app.text_input(key="reviewer").set_value("A. Reader").run()
    app.radio[0].set_value("Put it aside").run()
    with open_store(with_topics) as store:
        dismiss_topic(store, store.snapshot().topics[1], "Theirs", "B. Reader")
        undo_decision(store, next(t for t in store.snapshot().topics if t.id == "topic-b"), "B. Reader")
    named = {field.label: field for field in app.text_input}
    named["Why is it no theme?"].set_value("Mine")
    app.button[-1].click().run()
    assert "This topic has changed meanwhile" in words(app)
