"""Drafts of papers on the page: edited, struck, moved, settled, and with a model's help."""

import html
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.models import Contribution, DraftVersion, Filters, Passage
from synthesis.outputs.papers import edits, make_paper
from synthesis.outputs.papers.blocks import Paper
from synthesis.outputs.papers.changed import telling
from synthesis.outputs.papers.citing import labels_of
from synthesis.outputs.papers.drafting import begin
from synthesis.outputs.tables import frames
from synthesis.store import open_store
from tests.answering import Server, answering, reply, sentence
from tests.dashboard.conftest import BUSY, RunPage, busy, words

PAPERS = {"part": "Papers"}
KEY = "visibility/for"


@pytest.fixture
def drafted(own_url: str) -> str:
    """Return a store with one draft, of the summary of one theme."""
    with open_store(own_url) as store:
        store.add_draft(begin(summary(own_url), Filters()), "A. Drafter")
    return own_url


def summary(url: str) -> Paper:
    """Return the summary of the theme as the program writes it now."""
    with open_store(url, read_only=True) as store:
        return make_paper(frames(store.snapshot()), Filters(), "theme", "visibility")


def test_a_draft_is_begun_from_the_filters_of_the_address(run_page: RunPage, own_url: str) -> None:
    app = run_page("overview", own_url, cycle="2017", **PAPERS)
    assert "There is no draft yet." in words(app)
    app.text_input(key="reviewer").set_value("A. Drafter").run()
    app.button(key="begin_draft").click().run()
    assert not app.exception
    with open_store(own_url, read_only=True) as store:
        (latest,) = store.drafts()
    assert (latest.draft.filters, latest.by, latest.version) == (Filters(cycles=(2017,)), "A. Drafter", 1)
    assert app.query_params["draft"] in ("draft-1", ["draft-1"])


def test_a_draft_that_cannot_be_stored_is_told_and_can_be_begun_again(
    run_page: RunPage, own_url: str
) -> None:
    app = run_page("overview", own_url, **PAPERS)
    app.text_input(key="reviewer").set_value("A. Drafter").run()
    with busy(own_url):
        app.button(key="begin_draft").click().run()
    assert BUSY in words(app)
    app.button(key="begin_draft").click().run()
    assert BUSY not in words(app)
    with open_store(own_url, read_only=True) as store:
        assert len(store.drafts()) == 1


def test_a_statement_is_edited_stored_and_exported(run_page: RunPage, drafted: str) -> None:
    app = run_page("overview", drafted, draft="draft-1", statement=KEY, **PAPERS)
    assert "Give your name at the top of the page to begin." in words(app)
    app.button(key="to_name").click().run()
    assert 'querySelector(".st-key-reviewer")' in words(app)
    app.text_input(key="reviewer").set_value("B. Editor").run()
    app.text_area[0].set_value("Visibility was asked for [1].").run()
    app.button(key="save_reworded").click().run()
    assert not app.exception
    assert "Saved as version 2" in words(app)
    assert "Visibility was asked for <sup" in words(app)
    with open_store(drafted, read_only=True) as store:
        newest = store.draft_history("draft-1")[-1]
    assert (newest.version, newest.by, newest.draft.edits[0].text) == (
        2,
        "B. Editor",
        "Visibility was asked for [1].",
    )


def draft_page(run_page: RunPage, url: str, key: str = KEY, *, by: str = "B. Editor", **more: str) -> AppTest:
    """Open a statement of the draft, and give a name where one is asked for."""
    app = run_page("overview", url, draft="draft-1", statement=key, **PAPERS, **more)
    return app.text_input(key="reviewer").set_value(by).run() if app.text_input else app


def newest(url: str) -> DraftVersion:
    with open_store(url, read_only=True) as store:
        return store.draft_history("draft-1")[-1]


def write(app: AppTest, text: str) -> AppTest:
    app.text_area[0].set_value(text).run()
    return app.button(key="save_reworded").click().run()


def review_one(url: str) -> None:
    """Let a person find that one of those for it says nothing of the theme."""
    with open_store(url) as store:
        proposed = (each for each in store.snapshot().assignments if not each.version)
        first = next(
            each
            for each in proposed
            if any(c.theme_id == "visibility" and c.position == "for" for c in each.codings)
        )
        store.review_passage(first.passage_id, {}, "C. Reader", 0)


def test_the_evidence_stands_beside_the_statement_and_leads_to_its_contribution(
    run_page: RunPage, drafted: str
) -> None:
    said = words(run_page("overview", drafted, draft="draft-1", statement=KEY, **PAPERS))
    paper = summary(drafted)
    statement = next(each for each in paper.statements if each.key == KEY)
    with open_store(drafted, read_only=True) as store:
        passages = {passage.id: passage for passage in store.passages()}
    for passage_id in statement.notes[0].passage_ids:
        assert html.escape(passages[passage_id].text) in said


def test_words_that_drop_a_citation_are_saved_only_on_a_second_word(run_page: RunPage, drafted: str) -> None:
    app = write(draft_page(run_page, drafted), "Coalitions want to be seen.")
    assert "The sentence no longer cites" in words(app)
    assert newest(drafted).version == 1
    assert app.button(key="save_reworded").label == "Save all the same"
    app.button(key="save_reworded").click().run()
    assert newest(drafted).draft.edits[0].text == "Coalitions want to be seen."


def test_a_word_of_quantity_without_a_number_is_saved_only_on_a_second_word(
    run_page: RunPage, drafted: str
) -> None:
    app = write(draft_page(run_page, drafted), "A large majority spoke about visibility [1].")
    assert "There is no number beside “majority”." in words(app)
    assert newest(drafted).version == 1
    app.button(key="save_reworded").click().run()
    assert newest(drafted).version == 2


def test_a_call_to_a_note_that_is_not_there_is_refused(run_page: RunPage, drafted: str) -> None:
    app = write(draft_page(run_page, drafted), "Coalitions want to be seen [1] [7].")
    assert "There is no note [7] here; there are [1]." in words(app)
    app.button(key="save_reworded").click().run()
    assert newest(drafted).version == 1


def test_a_statement_is_struck_with_a_reason_put_back_moved_and_undone(
    run_page: RunPage, drafted: str
) -> None:
    app = draft_page(run_page, drafted)
    next(field for field in app.text_input if field.label.startswith("Reason")).set_value("Said twice").run()
    app.button(key="strike_statement").click().run()
    assert (newest(drafted).draft.edits[0].is_struck, newest(drafted).draft.edits[0].reason) == (
        True,
        "Said twice",
    )
    assert "Reason: Said twice" in words(app)
    app.button(key="put_back").click().run()
    assert newest(drafted).draft.edits == ()
    app.button(key="move_down").click().run()
    assert KEY in newest(drafted).draft.order
    app.button(key="undo_version").click().run()
    assert (newest(drafted).draft.order, newest(drafted).note) == ((), "Brought version 3 back")
    app.button(key="undo_version").click().run()
    assert newest(drafted).draft.edits[0].is_struck
    assert newest(drafted).version == 6


def test_words_that_are_not_saved_yet_stay_while_something_else_is(run_page: RunPage, drafted: str) -> None:
    app = draft_page(run_page, drafted)
    app.text_area[0].set_value("Begun and not done [1].").run()
    app.button(key="move_down").click().run()
    assert app.text_area[0].value == "Begun and not done [1]."
    app.text_area[1].set_value("We see it so.").run()
    app.button(key="add_paragraph").click().run()
    assert [area.value for area in app.text_area] == ["Begun and not done [1].", ""]
    app.button(key="save_reworded").click().run()
    assert (newest(drafted).version, newest(drafted).draft.edits[0].text) == (4, "Begun and not done [1].")


def test_words_cite_the_contributions_that_had_the_labels_when_the_statement_was_opened(
    run_page: RunPage, drafted: str
) -> None:
    meant = labels_of(summary(drafted))["C7"]
    app = draft_page(run_page, drafted)
    contribution = Contribution(
        id="new", text="Hello.", organisation="A first one", stakeholder_group="Government", cycle=2017
    )
    with open_store(drafted) as store:
        store.add_contributions([contribution], [Passage.of(contribution, 0, 6, "en")])
    assert labels_of(summary(drafted))["C7"] != meant
    app.text_area[0].set_value("Coalitions want to be seen [1] [C7].").run()
    assert "A name such as [C3] means the contribution that had it then." in words(app)
    app.button(key="save_reworded").click().run()
    assert newest(drafted).draft.edits[0].cited == ((meant,),)


def test_an_own_paragraph_is_added_after_the_statement(run_page: RunPage, drafted: str) -> None:
    app = draft_page(run_page, drafted)
    app.text_area[1].set_value("We see it so.").run()
    app.button(key="add_paragraph").click().run()
    assert [(own.after, own.text) for own in newest(drafted).draft.own] == [(KEY, "We see it so.")]
    assert "Added by a drafter" in words(app)


def test_an_own_paragraph_that_could_not_be_saved_still_stands_in_its_field(
    run_page: RunPage, drafted: str
) -> None:
    app = draft_page(run_page, drafted)
    app.text_area[1].set_value("We see it so.").run()
    with busy(drafted):
        app.button(key="add_paragraph").click().run()
    assert BUSY in words(app)
    assert app.text_area[1].value == "We see it so."
    app.button(key="add_paragraph").click().run()
    assert [own.text for own in newest(drafted).draft.own] == ["We see it so."]


def test_two_who_save_at_once_see_both_changes_and_nothing_is_overwritten(
    run_page: RunPage, drafted: str
) -> None:
    app = draft_page(run_page, drafted, by="A. Drafter")
    with open_store(drafted) as store:
        theirs = edits.reword(newest(drafted).draft, summary(drafted), KEY, "Theirs [1].")
        store.save_draft("draft-1", theirs, "B. Editor", 1, "Reworded a statement")
    app = write(app, "Mine [1].")
    said = words(app)
    assert "Somebody else has saved this draft while you had it open." in said
    assert "Saved by B. Editor, version 2" in said
    assert "Mine" in said
    assert "Theirs" in said
    assert newest(drafted).draft.edits[0].text == "Theirs [1]."
    with busy(drafted):
        app.button(key="drafts_put_mine").click().run()
    assert BUSY in words(app)
    app.button(key="drafts_put_mine").click().run()
    assert (newest(drafted).version, newest(drafted).draft.edits[0].text) == (3, "Mine [1].")


def test_of_two_who_save_at_once_one_can_leave_it_to_the_other(run_page: RunPage, drafted: str) -> None:
    app = draft_page(run_page, drafted, by="A. Drafter")
    with open_store(drafted) as store:
        store.save_draft("draft-1", edits.rename(newest(drafted).draft, "Theirs"), "B. Editor", 1)
    app = write(app, "Mine [1].")
    app.button(key="drafts_keep_theirs").click().run()
    assert "Somebody else has saved" not in words(app)
    assert (newest(drafted).version, newest(drafted).draft.title) == (2, "Theirs")


@pytest.mark.parametrize(("choice", "kept"), [("keep_0", True), ("take_0", False)])
def test_an_edit_on_numbers_that_changed_is_shown_with_both_and_settled(
    run_page: RunPage, drafted: str, choice: str, kept: bool
) -> None:
    write(draft_page(run_page, drafted), "Coalitions want to be seen [1].")
    before = next(each.text for each in summary(drafted).statements if each.key == KEY)
    review_one(drafted)
    now = next(each.text for each in summary(drafted).statements if each.key == KEY)
    app = draft_page(run_page, drafted)
    said = words(app)
    assert "The data have changed" in said
    assert html.escape(telling(before, now)) in said
    assert telling(before, now).startswith("It was ")
    app.button(key=choice).click().run()
    assert not app.exception
    texts = [edit.text for edit in newest(drafted).draft.edits]
    assert texts == (["Coalitions want to be seen [1]."] if kept else [])
    app.button(key="take_note").click().run()
    assert "The data have changed" not in words(app)


def test_an_earlier_version_is_looked_at_compared_and_brought_back(run_page: RunPage, drafted: str) -> None:
    write(draft_page(run_page, drafted), "Coalitions want to be seen [1].")
    app = draft_page(run_page, drafted, version="1")
    said = words(app)
    assert "This is version 1 of 2" in said
    assert "Reworded" in said
    assert [area.label for area in app.text_area] == []
    app.button(key="bring_back").click().run()
    assert (newest(drafted).version, newest(drafted).restores, newest(drafted).draft.edits) == (3, 1, ())


def test_read_only_shows_a_draft_with_its_evidence_and_no_way_to_change_it(
    run_page: RunPage, drafted: str
) -> None:
    app = run_page("overview", drafted, read_only=True, draft="draft-1", statement=KEY, **PAPERS)
    assert not app.exception
    assert not app.text_area
    assert "passages behind this statement" in words(app)
    to_look = ("look_", "close_statement")
    assert [button.key for button in app.button if button.key and not button.key.startswith(to_look)] == []
    listed = run_page("overview", drafted, read_only=True, **PAPERS)
    assert "This dashboard is read-only." in words(listed)


def test_a_draft_that_is_not_there_is_said_not_to_be(run_page: RunPage, own_url: str) -> None:
    assert "There is no such draft in this store." in words(
        run_page("overview", own_url, draft="draft-9", **PAPERS)
    )


def test_without_an_address_no_model_is_offered(
    run_page: RunPage, drafted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SYNTHESIS_LLM_URL", raising=False)
    assert "are sent to" not in words(draft_page(run_page, drafted))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with answering() as server:
        monkeypatch.setenv("SYNTHESIS_LLM_URL", server.url)
        monkeypatch.setenv("SYNTHESIS_LLM_MODEL", "small-model")
        yield server


def test_what_is_sent_and_where_is_said_before_anything_is(
    run_page: RunPage, drafted: str, asked: Server
) -> None:
    said = words(draft_page(run_page, drafted))
    assert f"are sent to 127.0.0.1:{asked.server_port}, for the model small-model" in said
    assert asked.received == []


def test_a_proposed_sentence_that_holds_is_shown_and_taken(
    run_page: RunPage, drafted: str, asked: Server
) -> None:
    statement = next(each for each in summary(drafted).statements if each.key == KEY)
    proposed = f"Taken together, {statement.text}"
    asked.answer = sentence(proposed)
    app = draft_page(run_page, drafted)
    app.button(key="ask").click().run()
    assert "Machine proposal" in words(app)
    assert newest(drafted).version == 1
    app.button(key="take_proposal").click().run()
    latest = newest(drafted)
    assert latest.note == "Took a wording proposed by small-model"
    assert latest.draft.edits[0].text == proposed


def test_a_proposal_keeps_the_citations_that_a_drafter_made(
    run_page: RunPage, drafted: str, asked: Server
) -> None:
    statement = next(each for each in summary(drafted).statements if each.key == KEY)
    own = labels_of(summary(drafted))["C7"]
    app = write(draft_page(run_page, drafted), f"{statement.text} A network agrees [C7].")
    asked.answer = sentence(statement.text)
    app.button(key="ask").click().run()
    assert "It does not call [C7]." in words(app)
    asked.answer = sentence(f"Taken together, {statement.text} A network agrees [c1].")
    app.button(key="ask").click().run()
    assert "agrees [C7]." in words(app)
    app.button(key="take_proposal").click().run()
    (edit,) = newest(drafted).draft.edits
    assert (edit.text.endswith("A network agrees [c1]."), edit.cited) == (True, ((own,),))


def test_a_proposed_sentence_with_another_number_is_shown_with_what_is_wrong_and_cannot_be_taken(
    run_page: RunPage, drafted: str, asked: Server
) -> None:
    asked.answer = sentence("As many as 999 asked for it [1]. See http://example.org")
    app = draft_page(run_page, drafted)
    app.button(key="ask").click().run()
    said = words(app)
    assert "It cannot be taken:" in said
    assert "It states 999, which the statement does not." in said
    assert "It holds a link or an address." in said
    assert app.button(key="take_proposal").disabled


def test_a_model_that_fails_is_told_and_changes_nothing(
    run_page: RunPage, drafted: str, asked: Server
) -> None:
    asked.answer = reply(500, b"")
    app = draft_page(run_page, drafted)
    app.button(key="ask").click().run()
    assert not app.exception
    assert "The language model answers with an error (HTTP 500)." in words(app)
    assert newest(drafted).version == 1
