"""The tabs Trace and Timeline of the page Decisions, and what the page Themes says of the chain."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import cards, navigation
from dashboard.trace.gaps import grouped
from synthesis.models import DecisionLink
from synthesis.outputs import trace
from synthesis.outputs.phrases import quoted
from synthesis.outputs.tables import Frames
from synthesis.outputs.trace import sentences
from synthesis.outputs.trace.sentences import Gap
from synthesis.store import open_store
from tests.dashboard.conftest import RunPage, words

ON_VISIBILITY = ("d1", "visibility", "")
DAY = "2018-07-01"
OPENING = "c02:0-42"
"""The passage that says: Coalitions deserve a place in the opening."""


def named(app: AppTest, name: str = "A. Keeper") -> AppTest:
    return app.text_input(key="reviewer").set_value(name).run()


def stored_links(url: str) -> dict[tuple[str, str, str], DecisionLink]:
    with open_store(url, read_only=True) as store:
        return {link.key: link for link in store.snapshot().links}


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def test_the_trace_sets_what_was_said_beside_what_was_decided_and_became_of_it(
    run_page: RunPage, stored: Frames
) -> None:
    app = run_page("decisions", tab="Trace", theme_id="visibility", day=DAY)
    shown = words(app)
    assert not app.exception
    assert html.escape(sentences.trace_sentence(stored)) in shown
    table = trace.trace_table(stored)
    for row in table[table["theme_id"] == "visibility"].to_dict("records"):
        assert row["later"] == ()
        assert html.escape(sentences.said_sentence(row)) in shown
        assert html.escape(row["quote"]) in shown
        assert html.escape(sentences.became_sentence(row)) in shown
    assert "A page was asked for. " in shown


def test_the_trace_says_once_what_had_been_said_and_no_answers_where_there_are_none(
    run_page: RunPage, own_url: str, stored: Frames
) -> None:
    with open_store(own_url) as store:
        store.review_link(DecisionLink("d2", theme_id="visibility"), "confirmed", "A. Keeper", "")
    app = run_page("decisions", own_url, tab="Trace", theme_id="visibility", day=DAY)
    shown = words(app)
    rows = list(re.findall(r'You said</p><p class="said">([^<]*)<', shown))
    assert len(rows) == len(set(rows))
    assert "Passages that it answers (0)" not in [each.label for each in app.expander]
    assert "Passages that it answers (0)" in [each.label for each in named(app).expander]


def test_what_is_overdue_has_its_badge_wherever_its_card_stands(run_page: RunPage) -> None:
    badge = '<span class="badge overdue">Overdue</span>'
    query = {"tab": "Trace", "theme_id": "visibility"}
    assert badge in words(run_page("themes", theme_id="visibility"))
    assert badge in words(run_page("decisions", **query, day="2018-07-01"))
    assert badge not in words(run_page("decisions", **query, day="2018-05-01"))


def test_the_gaps_stand_on_top_in_sentences(run_page: RunPage, stored: Frames) -> None:
    shown = words(run_page("decisions", tab="Trace", day=DAY))
    names = dict(zip(stored.themes["id"], stored.themes["name"], strict=True))
    for gaps in sentences.all_gaps(stored, DAY):
        assert f"{gaps.title} ({len(gaps.entries)})" in shown
        for entry in gaps.entries:
            named = quoted(names[entry.theme_id]) if entry.theme_id else ""
            assert html.escape(entry.words.removeprefix(f"{named}: ")) in shown
        assert gaps.entries or html.escape(gaps.nothing) in shown


def test_a_list_of_gaps_names_each_theme_once_as_the_link_to_its_chain(
    run_page: RunPage, stored: Frames
) -> None:
    app = run_page("decisions", tab="Trace", day=DAY)
    names = dict(zip(stored.themes["id"], stored.themes["name"], strict=True))
    labels = [link.label for link in app.get("page_link")]
    told = [gaps.entries for gaps in sentences.all_gaps(stored, DAY)]
    for name in names.values():
        n_lists = sum(any(names.get(entry.theme_id) == name for entry in entries) for entries in told)
        assert labels.count(navigation.plain(name)) == n_lists


def test_gaps_of_no_theme_come_behind_those_of_themes() -> None:
    gaps = [Gap("Due in May.", "size"), Gap("Due in June."), Gap("“Seen”: due in July.", "seen")]
    told = grouped(gaps, {"size": "Size", "seen": "Seen"})
    assert list(told.items()) == [
        ("size", ["Due in May."]),
        ("seen", ["due in July."]),
        ("", ["Due in June."]),
    ]


def test_a_filter_narrows_what_had_been_said(run_page: RunPage) -> None:
    shown = words(run_page("decisions", tab="Trace", theme_id="visibility", group=["Government"]))
    assert "2 of 3 contributions sent by 2018-03-09" in shown


def test_a_link_is_confirmed_with_a_name_and_the_page_says_so(run_page: RunPage, own_url: str) -> None:
    key = ("d2", "programme_size", "")
    app = run_page("decisions", own_url, tab="Trace", theme_id="programme_size")
    assert not {key for key in keys(app) if key.startswith(("confirmed_", "rejected_", "form_"))}
    assert "To judge or add a link, give your name above." in words(app)
    app = named(app).button(key="confirmed_theme_d2").click().run()
    link = stored_links(own_url)[key]
    assert (link.status, link.by) == ("confirmed", "A. Keeper")
    assert "Confirmed by A. Keeper" in words(app)
    assert "confirmed_theme_d2" not in keys(app)


def test_a_rejected_link_leaves_the_chain_and_can_be_brought_back(run_page: RunPage, own_url: str) -> None:
    app = named(run_page("decisions", own_url, tab="Trace", theme_id="visibility"))
    app = app.button(key="rejected_theme_d1").click().run()
    assert stored_links(own_url)[ON_VISIBILITY].status == "rejected"
    assert "rejected_theme_d1" not in keys(app)
    app = app.button(key="confirmed_rejected_d1").click().run()
    assert stored_links(own_url)[ON_VISIBILITY].status == "confirmed"
    assert "rejected_theme_d1" in keys(app)
    assert "What people said of it (2)" in [each.label for each in app.expander]


def test_a_passage_is_linked_and_a_wrong_one_rejected(run_page: RunPage, own_url: str) -> None:
    app = named(run_page("decisions", own_url, tab="Trace", theme_id="visibility"))
    offered = app.selectbox(key="target_passage_d1")
    assert not any("Show the coalitions on the front page" in option for option in offered.options)
    offered.set_value(OPENING)
    app.text_input(key="note_passage_d1").set_value("asks for the same page")
    app = next(b for b in app.button if b.form_id == "form_passage_d1").click().run()
    added = [link for link in stored_links(own_url).values() if link.why == "asks for the same page"]
    assert [(link.decision_id, link.status, link.by) for link in added] == [("d1", "confirmed", "A. Keeper")]
    assert [link.passage_id for link in added] == [OPENING]
    app = app.button(key="rejected_d1_c01:0-38").click().run()
    assert stored_links(own_url)["d1", "", "c01:0-38"].status == "rejected"
    assert "Passages that it answers (1)" in [each.label for each in app.expander]


def test_a_decision_is_linked_to_one_more_theme(run_page: RunPage, own_url: str) -> None:
    app = named(run_page("decisions", own_url, tab="Trace", theme_id="visibility"))
    app.selectbox(key="target_decision_visibility").set_value("d2")
    app = next(b for b in app.button if b.form_id == "form_decision_visibility").click().run()
    link = stored_links(own_url)["d2", "visibility", ""]
    assert (link.status, link.why) == ("confirmed", "added by a person")
    assert "rejected_theme_d2" in keys(app)


def test_who_judges_a_link_that_another_judged_meanwhile_is_told(run_page: RunPage, own_url: str) -> None:
    app = named(run_page("decisions", own_url, tab="Trace", theme_id="programme_size"))
    seen = stored_links(own_url)["d2", "programme_size", ""]
    with open_store(own_url) as store:
        store.review_link(seen, "rejected", "B. Keeper")
    app = app.button(key="confirmed_theme_d2").click().run()
    assert "B. Keeper has rejected this link meanwhile." in words(app)
    assert stored_links(own_url)["d2", "programme_size", ""].by == "B. Keeper"


def test_a_read_only_dashboard_shows_the_chain_and_changes_nothing(run_page: RunPage) -> None:
    app = run_page("decisions", read_only=True, tab="Trace", theme_id="visibility")
    assert not app.exception
    assert "What became of it" in words(app)
    assert not {key for key in keys(app) if key.startswith(("confirmed_", "rejected_", "form_"))}


def test_words_of_people_are_escaped_in_the_trace(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        passages = [passage.id for passage in store.passages() if passage.id.startswith("c11")]
        link = DecisionLink("d1", passage_id=passages[0])
        store.review_link(link, "confirmed", "<b>Keeper</b>", "<i>same</i>")
    shown = words(run_page("decisions", own_url, tab="Trace", theme_id="visibility"))
    assert "<script>alert" not in shown
    assert "<b>Keeper" not in shown
    assert "&lt;i&gt;same&lt;/i&gt;" in shown


def test_a_theme_that_no_decision_is_linked_to_can_be_opened_and_linked(
    run_page: RunPage, own_url: str, stored: Frames
) -> None:
    app = named(run_page("decisions", own_url, tab="Trace", theme_id="cross_fertilization"))
    assert app.selectbox(key="chain_theme").value == "cross_fertilization"
    assert html.escape(sentences.undecided_sentence(stored, "cross_fertilization")) in words(app)
    app.selectbox(key="target_decision_cross_fertilization").set_value("d1")
    app = next(b for b in app.button if b.form_id == "form_decision_cross_fertilization").click().run()
    assert stored_links(own_url)["d1", "cross_fertilization", ""].status == "confirmed"
    assert "Nothing was decided on this theme" not in words(app)


def test_every_theme_of_the_codebook_can_be_chosen(run_page: RunPage, stored: Frames) -> None:
    app = run_page("decisions", tab="Trace")
    assert list(app.selectbox(key="chain_theme").options) == list(stored.themes["name"])


def test_the_only_link_of_a_theme_can_be_brought_back_after_it_was_rejected(
    run_page: RunPage, own_url: str
) -> None:
    app = named(run_page("decisions", own_url, tab="Trace", theme_id="programme_size"))
    app = app.button(key="rejected_theme_d2").click().run()
    assert app.selectbox(key="chain_theme").value == "programme_size"
    assert "Rejected links to this theme (1)" in [each.label for each in app.expander]
    app.button(key="confirmed_rejected_d2").click().run()
    assert stored_links(own_url)["d2", "programme_size", ""].status == "confirmed"


def test_where_no_theme_has_a_link_one_can_be_added_by_hand(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        for link in [link for link in store.snapshot().links if link.theme_id]:
            if link.status != "rejected":
                store.review_link(link, "rejected", "B. Keeper")
    app = named(run_page("decisions", own_url, tab="Trace", theme_id="cross_fertilization"))
    app = next(b for b in app.button if b.form_id == "form_decision_cross_fertilization").click().run()
    assert any(key[1] == "cross_fertilization" for key in stored_links(own_url))


@pytest.mark.parametrize(
    ("theme_id", "why"),
    [("visibility", "is left out by the filter Theme"), ("nonsense", "is not in the codebook")],
)
def test_a_link_to_a_theme_that_cannot_be_shown_says_why(theme_id: str, why: str, run_page: RunPage) -> None:
    shown = words(run_page("decisions", tab="Trace", theme_id=theme_id, theme=["programme_size"]))
    assert f"The theme of this link {why}; another one is shown." in shown


def test_a_state_that_nobody_has_said_looks_the_same_in_the_card_and_beside_it(
    run_page: RunPage, stored: Frames
) -> None:
    row = next(r for r in trace.trace_table(stored).to_dict("records") if not r["progress_by"])
    shown = words(run_page("decisions", tab="Trace", theme_id=row["theme_id"]))
    beside = shown.split("What became of it</p>")[1]
    assert beside.startswith(f'<p class="badges">{cards.progress_badge(row)}</p>')


def test_what_a_person_wrote_as_a_reason_reads_as_one(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        link = DecisionLink("d1", theme_id="programme_size")
        store.review_link(link, "confirmed", "A. Keeper", "Both speak of rooms")
    shown = words(run_page("decisions", own_url, tab="Trace", theme_id="programme_size"))
    assert "Reason for the link: Both speak of rooms." in shown


def test_the_timeline_is_a_chart_with_the_same_as_a_table(run_page: RunPage, stored: Frames) -> None:
    app = run_page("decisions", tab="Timeline")
    shown = words(app)
    assert not app.exception
    assert html.escape(sentences.timeline_sentence(stored)) in shown
    for label in trace.timeline(stored)["label"]:
        assert f'<th scope="row">{html.escape(label)}</th>' in shown
    assert len(app.get("plotly_chart")) == 1


def test_a_theme_says_what_became_of_its_decisions_and_which_excerpt_is_answered(
    run_page: RunPage, stored: Frames
) -> None:
    shown = words(run_page("themes", theme_id="visibility"))
    row = next(r for r in trace.trace_table(stored).to_dict("records") if r["id"] == "d1")
    assert html.escape(sentences.became_sentence(row)) in shown
    (answer,) = trace.answers(stored).to_dict("records")
    assert html.escape(sentences.answered_words(answer)) in shown


def test_a_theme_tells_of_an_excerpt_only_the_decisions_on_that_theme(
    run_page: RunPage, own_url: str, stored: Frames
) -> None:
    (answer,) = trace.answers(stored).to_dict("records")
    said = html.escape(sentences.answered_words(answer))
    with open_store(own_url) as store:
        link = stored_links(own_url)[ON_VISIBILITY]
        store.review_link(link, "rejected", "A. Keeper")
    assert said not in words(run_page("themes", own_url, theme_id="visibility"))


def test_a_theme_that_nothing_was_decided_on_says_so(run_page: RunPage, stored: Frames) -> None:
    shown = words(run_page("themes", theme_id="cross_fertilization"))
    assert html.escape(sentences.undecided_sentence(stored, "cross_fertilization")) in shown
    assert "Nothing was decided on this theme" in shown


@pytest.mark.parametrize("tab", ["Trace", "Timeline"])
def test_without_decisions_or_inputs_a_tab_says_what_to_do(
    tab: str, run_page: RunPage, tmp_path: Path
) -> None:
    app = run_page("decisions", f"sqlite:///{tmp_path / 'empty.db'}", tab=tab)
    assert not app.exception
    assert "There are no contributions yet." in words(app)


def test_links_to_a_theme_that_left_the_codebook_are_told_of(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        book = store.codebook()
        kept = tuple(theme for theme in book.themes if theme.id != "programme_size")
        store.save_codebook(replace(book, version="1.3", themes=kept))
    shown = words(run_page("decisions", own_url, tab="Trace"))
    assert "1 link leads to what is no longer a theme of the codebook (“Size of the programme”)" in shown
