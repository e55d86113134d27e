import html
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.models import Assignment, Position, Run, Span
from synthesis.store import open_store
from tests.dashboard.conftest import BUSY, RunPage, busy, fill, words
from tests.outputs.conftest import a_snapshot


def test_a_reviewer_gives_a_name_before_anything_else(run_page: RunPage) -> None:
    app = run_page("review")
    assert "Who is reviewing?" in words(app)
    assert not [button for button in app.button if button.key == "none_review"]


def test_read_only_shows_how_far_the_review_is_and_no_way_to_change_it(run_page: RunPage) -> None:
    app = run_page("review", read_only=True)
    assert "This dashboard is read-only." in words(app)
    assert not app.text_input


def test_how_far_the_review_is_goes_by_the_filters(run_page: RunPage) -> None:
    def told(**query: object) -> str:
        (bar,) = run_page("review", read_only=True, **query).get("progress")
        return str(bar.proto.text)

    snapshot = a_snapshot()
    governments = {each.id for each in snapshot.contributions if each.stakeholder_group == "Government"}
    n = sum(each.contribution_id in governments for each in snapshot.passages)
    assert 0 < n < len(snapshot.passages)
    assert told(group=["Government"]).endswith(f"of {n} passages reviewed")
    assert told() != told(group=["Government"])


def test_an_answer_is_kept_with_name_note_and_themes(run_page: RunPage, own_url: str) -> None:
    snapshot = a_snapshot()
    coded = next(
        each for each in snapshot.assignments if each.codings and each.codings[0].status == "proposed"
    )
    app = run_page("review", own_url, passage=coded.passage_id)
    app.text_input(key="reviewer").set_value("A. Reader").run()
    theme = coded.codings[0].theme_id
    app.button(key=f"position_{theme}_mixed").click().run()
    app.text_input(key="review_note").set_value("Both sides").run()
    app.button(key="confirm_review").click().run()
    assert not app.exception
    with open_store(own_url, read_only=True) as store:
        (kept,) = store.review_history(coded.passage_id)
    assert (kept.coder, kept.note, kept.themes[theme]) == ("A. Reader", "Both sides", "mixed")


def test_what_is_skipped_does_not_come_up_until_it_is_taken_up(run_page: RunPage, own_url: str) -> None:
    app = run_page("review", own_url)
    app.text_input(key="reviewer").set_value("A. Reader").run()
    while [button for button in app.button if button.key == "skip_review"]:
        app.button(key="skip_review").click().run()
    assert "Nothing waits for a review here." in words(app)
    next(button for button in app.button if button.label == "Take up what I skipped").click().run()
    assert "What does it speak of?" in words(app)


def test_a_passage_already_reviewed_shows_by_whom(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url, read_only=True) as store:
        reviewed = next(each for each in store.snapshot().assignments if each.review)
    app = run_page("review", own_url, passage=reviewed.passage_id)
    app.text_input(key="reviewer").set_value("B. Reader").run()
    assert "This one was reviewed by A person." in words(app)


def test_every_review_of_a_passage_is_told_with_who_when_and_why(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        passage = next(each for each in store.snapshot().assignments if not each.review).passage_id
        store.review_passage(passage, {}, "A. Reader", 0, "Only <b>thanks</b>")
        store.withdraw_review(passage, "B. Reader", 1)
    app = run_page("review", own_url, passage=passage)
    app.text_input(key="reviewer").set_value("C. Reader").run()
    said = words(app)
    assert "A. Reader</b>: none of the themes." in said
    assert "Only &lt;b&gt;thanks&lt;/b&gt;" in said
    assert said.index("B. Reader</b>: withdrew the review") < said.index("A. Reader</b>")


def test_the_name_is_there_again_after_another_page(run_page: RunPage, own_url: str) -> None:
    app = run_page("review", own_url)
    app.text_input(key="reviewer").set_value("A. Reader").run()
    app.switch_page("views/themes.py").run()
    app.switch_page("views/review.py").run()
    assert app.text_input(key="reviewer").value == "A. Reader"


def test_a_review_that_could_not_be_withdrawn_can_be_withdrawn_later(run_page: RunPage, own_url: str) -> None:
    app = run_page("review", own_url)
    app.text_input(key="reviewer").set_value("A. Reader").run()
    app.button(key="none_review").click().run()
    (passage_id, _version) = app.session_state["review_mine"][0]
    with busy(own_url):
        app.button(key="undo_review").click().run()
    assert BUSY in words(app)
    assert not app.exception
    app.button(key="undo_review").click().run()
    with open_store(own_url, read_only=True) as store:
        assert [each.is_withdrawal for each in store.review_history(passage_id)] == [False, True]
    assert app.button(key="undo_review").disabled


def test_a_review_of_a_passage_that_was_withdrawn_does_not_block_what_was_done_before(
    run_page: RunPage, own_url: str
) -> None:
    app = run_page("review", own_url)
    app.text_input(key="reviewer").set_value("A. Reader").run()
    for _ in range(2):
        app.button(key="none_review").click().run()
    (first, _), (last, _) = app.session_state["review_mine"]
    with open_store(own_url) as store:
        of_passage = {each.id: each.contribution_id for each in store.snapshot().passages}
        assert of_passage[first] != of_passage[last]
        store.withdraw([of_passage[last]], "B. Reader", copies=())
    app.button(key="undo_review").click().run()
    assert f"There is no passage with the id {last!r}" in html.unescape(words(app))
    app.button(key="undo_review").click().run()
    assert "Your last review is withdrawn" in words(app)


def opened(run_page: RunPage, url: str, name: str, **query: object) -> AppTest:
    app = run_page("review", url, **query)
    return app.text_input(key="reviewer").set_value(name).run()


def before(app: AppTest) -> str:
    """Return the passage that stands before a reviewer."""
    return str(app.session_state["draft"].passage_id)


def history(url: str, passage: str) -> list[tuple[str, dict[str, Position]]]:
    with open_store(url, read_only=True) as store:
        return [(each.coder, each.themes) for each in store.review_history(passage)]


@pytest.mark.parametrize("other", ["A. Reader", "B. Reader"])
def test_the_passage_begun_stays_whatever_is_answered_in_another_window(
    run_page: RunPage, own_url: str, other: str
) -> None:
    mine = opened(run_page, own_url, "A. Reader")
    passage = before(mine)
    with open_store(own_url) as store:
        store.review_passage(passage, {}, other, 0)
    (theme, *_) = mine.session_state["draft"].themes
    mine.button(key=f"position_{theme}_mixed").click().run()
    assert before(mine) == passage
    assert "answered this passage while you had it before you: none of the themes." in words(mine)
    mine.button(key=f"position_{theme}_against").click().run()
    mine.button(key="confirm_review").click().run()
    assert history(own_url, passage) == [(other, {})]
    assert "Say which one stands." in words(mine)
    assert ("under your name in another window" in words(mine)) == (other == "A. Reader")
    mine.button(key="review_put_mine").click().run()
    assert history(own_url, passage)[-1][1][theme] == "against"
    assert before(mine) != passage


def test_the_same_answer_in_two_windows_is_told_and_leads_on(run_page: RunPage, own_url: str) -> None:
    mine = opened(run_page, own_url, "A. Reader")
    passage = before(mine)
    with open_store(own_url) as store:
        store.review_passage(passage, {}, "B. Reader", 0)
    mine.button(key="none_review").click().run()
    assert "B. Reader gave the same answer before: none of the themes." in words(mine)
    assert before(mine) != passage
    assert history(own_url, passage) == [("B. Reader", {})]


def test_a_note_is_kept_with_an_answer_that_met_another(run_page: RunPage, own_url: str) -> None:
    mine = opened(run_page, own_url, "A. Reader")
    passage = before(mine)
    with open_store(own_url) as store:
        store.review_passage(passage, {}, "B. Reader", 0)
    mine.text_input(key="review_note").set_value("Only thanks").run()
    mine.button(key="none_review").click().run()
    assert "“Only thanks”" in words(mine)
    mine.button(key="review_put_mine").click().run()
    with open_store(own_url, read_only=True) as store:
        assert store.review_history(passage)[-1].note == "Only thanks"


def test_nothing_is_put_in_the_place_of_a_passage_that_was_withdrawn(run_page: RunPage, own_url: str) -> None:
    mine = opened(run_page, own_url, "A. Reader")
    passage = before(mine)
    with open_store(own_url) as store:
        of_it = next(each for each in store.snapshot().passages if each.id == passage)
        store.withdraw([of_it.contribution_id], "B. Reader", copies=())
    mine.button(key="choose_visibility").click().run()
    assert "This passage was withdrawn." in words(mine)
    assert not [button for button in mine.button if button.key == "confirm_review"]
    mine.button(key="go_on").click().run()
    assert before(mine) != passage


def test_filters_that_leave_out_the_passage_begun_bring_up_another(run_page: RunPage, own_url: str) -> None:
    mine = opened(run_page, own_url, "A. Reader")
    with open_store(own_url, read_only=True) as store:
        snapshot = store.snapshot()
    contribution_of = {each.id: each.contribution_id for each in snapshot.passages}
    group_of = {each.id: each.stakeholder_group for each in snapshot.contributions}

    def group() -> str:
        return group_of[contribution_of[before(mine)]]

    first = group()
    mine.query_params["group"] = [next(each for each in group_of.values() if each != first)]
    mine.run()
    assert group() != first


def test_each_proposal_names_the_words_that_spoke_for_it_and_the_keys_their_theme(
    run_page: RunPage, own_url: str
) -> None:
    with open_store(own_url, read_only=True) as store:
        snapshot = store.snapshot()
    text_of = {each.id: each.text for each in snapshot.passages}
    shown = next(each for each in snapshot.assignments if not each.review and len(each.codings) == 1)
    (coding,) = shown.codings
    span = Span(0, len(text_of[shown.passage_id].split()[0]))
    with open_store(own_url) as store:
        kept = replace(shown, codings=(replace(coding, evidence=(span,), position_evidence=()),))
        store.save_assignments([kept], Run("r2", "code", snapshot.codebook.version))
    app = opened(run_page, own_url, "A. Reader", passage=shown.passage_id)
    assert f"Words for the theme: “{text_of[shown.passage_id].split()[0]}”." in words(app)
    assert "The keys F, A, M and U" not in words(app)
    other = next(each for each in snapshot.codebook.themes if each.id != coding.theme_id)
    app.button(key=f"choose_{other.id}").click().run()
    assert f"set the position on “{other.name}”, the theme chosen last." in words(app)


def test_the_page_says_how_many_passages_are_left_out_of_the_review(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        snapshot = store.snapshot()
        said_nothing = next(each for each in snapshot.assignments if not each.review)
        filler = Assignment(said_nothing.passage_id, "none")
        store.save_assignments([filler], Run("r2", "code", snapshot.codebook.version))
    n_all = len(snapshot.assignments)
    assert f"1 of {n_all} passages is left out" in words(run_page("review", own_url))


def test_nothing_reviewed_is_nothing_to_learn_from(run_page: RunPage, tmp_path: Path) -> None:
    snapshot = a_snapshot()
    proposed = tuple(
        replace(
            each,
            codings=tuple(
                replace(coding, status="proposed", origin="codebook", coder="") for coding in each.codings
            ),
        )
        for each in snapshot.assignments
    )
    url = fill(f"sqlite:///{tmp_path / 'new.db'}", replace(snapshot, assignments=proposed))
    said = words(run_page("review", url))
    assert "There is no review to learn from yet." in said
    assert "learnt from every review" not in said


def met_another(run_page: RunPage, own_url: str) -> tuple[AppTest, str]:
    """Open a passage that nobody has reviewed, and answer it after somebody else did; return its id too."""
    with open_store(own_url, read_only=True) as store:
        passage = next(each for each in store.snapshot().assignments if not each.review).passage_id
    app = run_page("review", own_url, passage=passage)
    app.text_input(key="reviewer").set_value("B. Reader").run()
    with open_store(own_url) as store:
        store.review_passage(passage, {"visibility": "for"}, "A. Reader", 0)
    app.button(key="none_review").click().run()
    return app, passage


def test_a_case_whose_passage_was_withdrawn_is_left(run_page: RunPage, own_url: str) -> None:
    app, passage = met_another(run_page, own_url)
    with open_store(own_url) as store:
        of_it = next(each for each in store.snapshot().passages if each.id == passage)
        store.withdraw([of_it.contribution_id], "A. Reader", copies=())
    app.run()
    assert not app.exception
    assert "was withdrawn: nothing is left to settle" in words(app)
    assert "was withdrawn: nothing is left to settle" not in words(app.run())


def test_an_answer_that_could_not_be_put_in_the_place_of_another_still_waits_to_be_settled(
    run_page: RunPage, own_url: str
) -> None:
    app, passage = met_another(run_page, own_url)
    assert "Somebody else has reviewed this passage while you did." in words(app)
    with busy(own_url):
        app.button(key="review_put_mine").click().run()
    assert BUSY in words(app)
    app.button(key="review_put_mine").click().run()
    with open_store(own_url, read_only=True) as store:
        assert [each.coder for each in store.review_history(passage)] == ["A. Reader", "B. Reader"]


def test_the_machine_does_not_say_that_it_has_learnt_where_nothing_could_be_stored(
    run_page: RunPage, own_url: str
) -> None:
    app = run_page("review", own_url)
    app.text_input(key="reviewer").set_value("A. Reader").run()
    app.button(key="none_review").click().run()
    app.button(key="preview_lesson").click().run()
    with busy(own_url):
        app.button(key="apply_lesson").click().run()
    assert BUSY in words(app)
    assert "The machine has learnt" not in words(app)
    app.button(key="apply_lesson").click().run()
    assert "The machine has learnt." in words(app)
