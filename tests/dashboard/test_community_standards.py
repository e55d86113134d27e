"""The section Standards of the page Community: what proposals meet, one proposal, form, conflict, history."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.community.standards.checking import check_all
from synthesis.models import Judgement, SessionProposal
from synthesis.outputs.standards import words as said
from synthesis.pipeline.judging import judge_rule
from synthesis.pipeline.sample import BY
from synthesis.pipeline.standards import SHIPPED, context_of, fill_standards, standards_of
from synthesis.store import open_store
from tests.dashboard.conftest import BUSY, RunPage, busy, words

FIRST = "sample-2018-01"


@pytest.fixture
def url(own_url: str) -> str:
    with open_store(own_url) as store:
        fill_standards(store, SHIPPED, BY)
    return own_url


def stored(url: str, proposal_id: str = FIRST) -> SessionProposal:
    with open_store(url, read_only=True) as store:
        return store.community.history(SessionProposal, proposal_id)[-1].record


def named(app: AppTest, name: str = "A. Keeper") -> AppTest:
    return app.text_input(key="reviewer").set_value(name).run()


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_proposals_are_listed_with_what_they_meet_and_marked_as_sample(run_page: RunPage, url: str) -> None:
    app = run_page("community", url, section="Standards")
    shown = words(app)
    assert not app.exception
    with open_store(url, read_only=True) as store:
        context = context_of(store)
        checked = check_all(context.proposals, standards_of(store), context)
    assert html.escape(said.overview_sentence(checked)) in shown
    assert "✕ not met: what is required" in shown
    assert "Sample data: proposals marked so" in shown


def test_year_type_and_outcome_narrow_what_is_shown(run_page: RunPage, url: str) -> None:
    app = run_page("community", url, section="Standards")
    app.selectbox(key="session_year").set_value("2017").run()
    app.selectbox(key="required").set_value("not met").run()
    shown = words(app)
    assert "2 of 17 proposals shown." in shown
    app.selectbox(key="session_type").set_value("workshop").run()
    assert "No proposal passes what is chosen." in words(app)


def test_another_version_and_deadline_change_what_is_met(run_page: RunPage, url: str) -> None:
    app = run_page("community", url, section="Standards", proposal=FIRST)
    assert "69 days after 29 June 2018" in words(app)
    app.selectbox(key="rules").set_value("2024").run()
    shown = words(app)
    assert "version 2024. It is younger than the proposal (2018)" in shown
    assert "Coordination meetings" in shown
    app = run_page("community", url, section="Standards")
    app.text_input(key="session_deadline").set_value("2018-09-30").run()
    row = '<th scope="row">Deadline</th><td>May differ</td><td class="number">13 of 13</td>'
    assert row in words(app)
    app.text_input(key="session_deadline").set_value("soon").run()
    assert "This is no day" in words(app)


def test_one_proposal_shows_reasons_mends_speakers_and_the_year_before(run_page: RunPage, url: str) -> None:
    shown = words(run_page("community", url, section="Standards", proposal=FIRST))
    assert "<b>To do:</b> Ask the Secretariat" in shown
    assert "6 September 2018</dd>" in shown
    assert "8 speakers are named; at least 3 are asked for." in shown
    assert "Captions, signs, plain language" in shown
    assert "Hernán Ucumari Vela (then: Hernan Ucumari)" in shown
    assert "8 speakers by what the proposals say of them" in shown


def test_a_proposal_without_speakers_and_one_in_french_say_so(run_page: RunPage, url: str) -> None:
    shown = words(run_page("community", url, section="Standards", proposal="sample-2018-05"))
    assert "No speakers are named." in shown
    french = words(run_page("community", url, section="Standards", proposal="sample-2018-09"))
    assert "The proposal is in French" in french
    assert 'lang="fr"' in french


def test_a_link_to_no_proposal_says_so_and_shows_those_there_are(run_page: RunPage, url: str) -> None:
    shown = words(run_page("community", url, section="Standards", proposal="nonsense"))
    assert "There is no such proposal in this store." in shown
    assert "17 proposals" in shown


def test_the_rules_are_readable_with_what_changed(run_page: RunPage, url: str) -> None:
    app = run_page("community", url, section="Standards")
    app.selectbox(key="standard").set_value("dc-session-2024").run()
    shown = words(app)
    assert "What changed from 2022 to 2024" in shown
    assert "New: Coordination meetings (required)" in shown
    assert "a reader" in shown


def test_a_proposal_is_added_with_a_name_and_opened(run_page: RunPage, url: str) -> None:
    app = named(run_page("community", url, section="Standards"))
    app.text_input(key="proposal_title_new_0").set_value("A new talk")
    app.text_area(key="proposal_speakers_new_0").set_value("A. Person; A body; NGO; africa\nB. Person")
    app = press(app, "Save the proposal")
    assert "The proposal is saved." in words(app)
    with open_store(url, read_only=True) as store:
        (entry,) = [e for e in store.community.entries(SessionProposal) if e.by == "A. Keeper"]
    assert entry.record.title == "A new talk"
    assert [s.stakeholder_group for s in entry.record.speakers] == ["Civil Society", ""]
    assert entry.record.speakers[0].region == "African Group"


@pytest.mark.parametrize(
    ("title", "speakers", "told"),
    [("", "A", "has no title"), ("B", "a;b;c;d;e;f;g;h", "more than seven parts")],
)
def test_what_cannot_be_a_proposal_is_told_and_nothing_is_saved(
    title: str, speakers: str, told: str, run_page: RunPage, url: str
) -> None:
    app = named(run_page("community", url, section="Standards"))
    app.text_input(key="proposal_title_new_0").set_value(title)
    app.text_area(key="proposal_speakers_new_0").set_value(speakers)
    app = press(app, "Save the proposal")
    assert told in words(app)
    assert app.text_area(key="proposal_speakers_new_0").value == speakers
    with open_store(url, read_only=True) as store:
        assert len(store.community.entries(SessionProposal)) == 17


def test_a_proposal_that_could_not_be_saved_still_stands_in_the_form(run_page: RunPage, url: str) -> None:
    app = named(run_page("community", url, section="Standards"))
    app.text_input(key="proposal_title_new_0").set_value("A new talk")
    with busy(url):
        app = press(app, "Save the proposal")
    assert BUSY in words(app)
    assert app.text_input(key="proposal_title_new_0").value == "A new talk"


def test_the_form_for_a_new_proposal_is_emptied_when_it_is_put_in_the_place_of_another(
    run_page: RunPage, url: str
) -> None:
    for outcome in ("Theirs", "Mine"):
        app = named(run_page("community", url, section="Standards"))
        app.text_input(key="proposal_title_new_0").set_value("A new talk")
        app.text_area(key="proposal_outcome_new_0").set_value(outcome)
        app = press(app, "Save the proposal")
    assert "has changed this proposal while you did." in words(app)
    app.button(key="proposals_put_mine").click().run()
    assert "The proposal is saved." in words(app)
    assert app.session_state["n_proposals"] == 1


def test_a_version_that_was_taken_out_is_not_offered_to_stand_again(run_page: RunPage, url: str) -> None:
    with open_store(url) as store:
        proposal = stored(url)
        store.community.remove(SessionProposal, FIRST, "B. Keeper", 1)
        store.community.save([proposal], "B. Keeper", base={FIRST: 2})
    app = named(run_page("community", url, section="Standards", proposal=FIRST))
    assert app.selectbox(key="version_proposals").options == ["Version 1"]


def edited(app: AppTest, outcome: str) -> AppTest:
    app.text_area(key=f"proposal_outcome_{FIRST}_1").set_value(outcome)
    return app


def test_a_change_is_kept_with_the_name_and_an_earlier_version_brought_back(
    run_page: RunPage, url: str
) -> None:
    before = stored(url)
    app = named(run_page("community", url, section="Standards", proposal=FIRST))
    app = press(edited(app, "Two lists"), "Save the proposal")
    assert stored(url) == replace(before, outcome="Two lists")
    shown = words(app)
    assert "Version 2: A. Keeper" in shown
    assert "Outcome: “Two lists” instead of" in shown
    app.button(key="restore_proposals").click().run()
    assert stored(url) == before


def test_two_changes_of_one_proposal_are_shown_and_one_is_chosen(run_page: RunPage, url: str) -> None:
    app = named(run_page("community", url, section="Standards", proposal=FIRST))
    with open_store(url) as store:
        theirs = replace(stored(url), outcome="Theirs")
        store.community.save([theirs], "B. Keeper", base={FIRST: 1})
    app = press(edited(app, "Mine"), "Save the proposal")
    shown = words(app)
    assert "B. Keeper has changed this proposal while you did." in shown
    assert "“Theirs” instead of" in shown
    assert "“Mine” instead of" in shown
    assert stored(url).outcome == "Theirs"
    app.button(key="proposals_put_mine").click().run()
    assert stored(url).outcome == "Mine"


def test_a_proposal_is_taken_out_and_its_versions_are_kept(run_page: RunPage, url: str) -> None:
    app = named(run_page("community", url, section="Standards", proposal=FIRST))
    app = app.button(key="remove_proposal").click().run()
    assert "is taken out" in words(app)
    with open_store(url, read_only=True) as store:
        assert FIRST not in {entry.record.id for entry in store.community.entries(SessionProposal)}
        assert store.community.history(SessionProposal, FIRST)[-1].is_removed


def test_a_read_only_dashboard_shows_all_and_changes_nothing(run_page: RunPage, url: str) -> None:
    for query in ({}, {"proposal": FIRST}):
        app = run_page("community", url, read_only=True, section="Standards", **query)
        assert not app.exception
        assert "read-only" in words(app)
        assert not {key for key in keys(app) if key.startswith(("save_", "remove_", "restore_", "check_"))}
        assert "reviewer" not in {field.key for field in app.text_input}


def test_words_of_proposals_are_escaped(run_page: RunPage, url: str) -> None:
    evil = replace(
        stored(url),
        title="<script>x</script>",
        description="<b>bold</b>",
        group_id="<i>g</i>",
        outcome="<u>o</u>",
    )
    with open_store(url) as store:
        store.community.save([evil], "<b>Keeper</b>", "<i>note</i>")
    for query in ({}, {"proposal": FIRST}):
        shown = words(run_page("community", url, section="Standards", **query))
        for raw in ("<script>x", "<b>bold", "<i>g", "<u>o", "<b>Keeper", "<i>note"):
            assert raw not in shown


def test_without_proposals_the_section_says_what_to_do(run_page: RunPage) -> None:
    app = run_page("community", section="Standards")
    assert not app.exception
    shown = words(app)
    assert "There is no proposal yet." in shown
    assert "Session of a Dynamic Coalition" in shown


def test_a_proposal_longer_or_odder_than_the_form_expects_can_still_be_opened(
    run_page: RunPage, url: str
) -> None:
    odd = replace(stored(url), description="word " * 9_000, duration_minutes=-30, cycle=None, title="x" * 400)
    with open_store(url) as store:
        store.community.save(
            [replace(odd, submitted_on=None, theme_ids=("gone",), group_id="nobody")], "B. Keeper"
        )
    app = named(run_page("community", url, section="Standards", proposal=FIRST))
    assert not app.exception
    assert "-30 minutes is no length of a session." in words(app)
    app.text_area(key=f"proposal_outcome_{FIRST}_2").set_value("New")
    press(app, "Save the proposal")
    saved = stored(url)
    assert (saved.outcome, saved.duration_minutes, saved.group_id, saved.theme_ids) == (
        "New", -30, "nobody", ("gone",)
    )  # fmt: skip


JUDGED = "sample-2018-10"


def judging(run_page: RunPage, url: str, outcome: str, note: str, seen: int = 0) -> AppTest:
    app = named(run_page("community", url, section="Standards", proposal=JUDGED))
    app.radio(key=f"judged_relevance_{seen}").set_value(outcome)
    app.text_area(key=f"judged_note_relevance_{seen}").set_value(note)
    return app


def kept(app: AppTest, seen: int = 0) -> AppTest:
    return app.button(key=f"keep_judged_relevance_{seen}").click().run()


def test_a_person_judges_what_the_check_cannot_and_it_is_kept_and_taken_back(
    run_page: RunPage, url: str
) -> None:
    shown = words(kept(judging(run_page, url, "met", "On the <b>programme</b>.")))
    assert "the judgement is kept with your name" in shown
    assert "A person: ● met" in shown
    assert "On the &lt;b&gt;programme&lt;/b&gt;." in shown
    assert "? unknown" in shown
    assert "4 of 6 required rules met, 1 by a person's word." in html.unescape(shown)
    assert "? unknown, 1 of 6 by a person's word: what is required" in html.unescape(shown)
    assert "With what people judged of 1 rule, 4 of 6 required rules met, 2 still unknown." in shown
    app = kept(judging(run_page, url, "not met", "Too wide.", 1), 1)
    assert "met by A. Keeper" in words(app)
    assert "What people said of it" in words(app)
    listed = words(run_page("community", url, section="Standards"))
    assert "people have judged 1 of " in listed
    assert "What people judged (1)" in {each.label for each in run_page(
        "community", url, section="Standards").expander}  # fmt: skip
    app = app.button(key="take_back_relevance").click().run()
    assert "A person:" not in words(app)
    with open_store(url, read_only=True) as store:
        versions = store.community.history(Judgement, f"{JUDGED}/workshop-2018/relevance")
    assert [(e.record.outcome, e.is_removed) for e in versions] == [
        ("met", False), ("not met", False), ("not met", True)
    ]  # fmt: skip


def test_a_judgement_needs_a_choice_and_a_name(run_page: RunPage, url: str) -> None:
    app = run_page("community", url, section="Standards", proposal=JUDGED)
    assert "keep_judged_relevance_0" not in keys(app)
    app = kept(named(app))
    assert "Nothing is chosen yet." in words(app)
    assert "A person:" not in words(app)


def test_of_two_readers_the_second_is_shown_what_the_first_judged(run_page: RunPage, url: str) -> None:
    app = judging(run_page, url, "met", "Mine.")
    with open_store(url) as store:
        judge_rule(store, JUDGED, "relevance", "not met", "B. Reader", "Theirs.")
    shown = words(kept(app))
    assert "Somebody has judged this meanwhile. Judged not met by B. Reader" in shown
    assert "Yours was not kept: met: Mine." in shown
    assert "A person: ✕ not met" in shown


def test_a_judgement_of_an_earlier_version_of_the_proposal_says_so(run_page: RunPage, url: str) -> None:
    with open_store(url) as store:
        judge_rule(store, JUDGED, "relevance", "met", "B. Reader")
        store.community.save([replace(stored(url, JUDGED), outcome="Another")], "B. Keeper")
    assert "The proposal was changed since." in words(
        run_page("community", url, section="Standards", proposal=JUDGED)
    )


def test_read_only_shows_judgements_and_offers_none(run_page: RunPage, url: str) -> None:
    with open_store(url) as store:
        judge_rule(store, JUDGED, "relevance", "met", "B. Reader")
    app = run_page("community", url, read_only=True, section="Standards", proposal=JUDGED)
    assert "A person: ● met" in words(app)
    assert not {key for key in keys(app) if key.startswith(("keep_judged", "take_back"))}
    listed = run_page("community", url, read_only=True, section="Standards")
    assert "Put a version of the rules in force" not in {each.label for each in listed.expander}


def looked_at(run_page: RunPage, url: str, theirs: SessionProposal) -> AppTest:
    """Let somebody else store `theirs` after a table naming another outcome was checked, then enter it."""
    app = named(run_page("community", url, section="Standards"))
    given = next(each for each in app.file_uploader if each.label == "A table of session proposals")
    given.upload("mine.csv", f"ID,Outcome\n{FIRST},A list of my own\n".encode(), "text/csv").run()
    app.button(key="check_proposals").click().run()
    with open_store(url) as store:
        store.community.save([theirs], "B. Other")
    return app.button(key="enter_proposals").click().run()


def test_a_table_of_proposals_keeps_what_somebody_else_wrote_since_it_was_looked_at(
    run_page: RunPage, url: str
) -> None:
    theirs = replace(stored(url), title="Another title")
    assert "The table mine.csv is entered: 1 row received" in words(looked_at(run_page, url, theirs))
    assert stored(url) == replace(theirs, outcome="A list of my own")


def test_a_table_of_proposals_is_not_entered_over_what_somebody_else_said_of_the_same(
    run_page: RunPage, url: str
) -> None:
    theirs = replace(stored(url), outcome="Theirs.")
    assert "Somebody else has changed this meanwhile." in words(looked_at(run_page, url, theirs))
    assert stored(url) == theirs
