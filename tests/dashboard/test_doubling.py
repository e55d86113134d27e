import pytest
from streamlit.testing.v1 import AppTest

from synthesis.store import open_store
from tests.dashboard.conftest import BUSY, RunPage, busy, words


def twice(run_page: RunPage, url: str, name: str) -> AppTest:
    app = run_page("review", url, work="Coded twice")
    app.text_input(key="reviewer").set_value(name).run()
    return app


def test_two_people_code_a_sample_blind_and_settle_it(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        passage = next(a for a in store.snapshot().assignments if not a.review and a.codings)
        store.draw_sample([passage.passage_id], "A. Keeper")
    first = twice(run_page, own_url, "A. Reader")
    assert "Machine proposal" not in words(first)
    first.button(key="none_blind").click().run()
    assert "You have coded all of it." in words(first)
    second = twice(run_page, own_url, "B. Reader")
    theme = passage.codings[0].theme_id
    second.button(key=f"choose_{theme}").click().run()
    second.button(key=f"position_{theme}_for").click().run()
    second.button(key="keep_blind").click().run()
    assert "1 passage to settle" in words(second)
    second.button(key="take_2").click().run()
    assert not second.exception
    with open_store(own_url, read_only=True) as store:
        settled = [each for each in store.snapshot().samples[0].codings if each.is_settlement]
    assert [dict(each.themes) for each in settled] == [{theme: "for"}]


def test_an_answer_that_could_not_be_stored_is_still_there_and_the_page_says_why(
    run_page: RunPage, own_url: str
) -> None:
    with open_store(own_url) as store:
        passage = next(a for a in store.snapshot().assignments if not a.review and a.codings)
        store.draw_sample([passage.passage_id], "A. Keeper")
    app = twice(run_page, own_url, "A. Reader")
    theme = passage.codings[0].theme_id
    app.button(key=f"choose_{theme}").click().run()
    with busy(own_url):
        app.button(key="keep_blind").click().run()
    (fault,) = (each for each in words(app).splitlines() if 'class="fault"' in each)
    assert BUSY in fault
    assert 'class="done"' not in words(app)
    app.button(key="keep_blind").click().run()  # what was chosen still stands
    with open_store(own_url, read_only=True) as store:
        (kept,) = store.snapshot().samples[0].codings
    assert dict(kept.themes) == {theme: "unclear"}


def test_a_sample_is_drawn_from_what_nobody_has_reviewed(run_page: RunPage, own_url: str) -> None:
    app = twice(run_page, own_url, "A. Reader")
    app.button(key="draw_it").click().run()
    assert not app.exception
    with open_store(own_url, read_only=True) as store:
        snapshot = store.snapshot()
    reviewed = {each.passage_id for each in snapshot.assignments if each.review}
    assert snapshot.samples[0].passage_ids
    assert not reviewed & set(snapshot.samples[0].passage_ids)


def test_read_only_shows_no_way_to_code(run_page: RunPage) -> None:
    app = run_page("review", read_only=True, work="Coded twice")
    assert "Coded twice by people" in words(app)
    assert not app.text_input


def test_the_passage_begun_blind_stays_when_two_others_have_coded_it(run_page: RunPage, own_url: str) -> None:
    with open_store(own_url) as store:
        ids = [a.passage_id for a in store.snapshot().assignments if not a.review and a.codings][:2]
        sample = store.draw_sample(ids, "A. Keeper")
    app = twice(run_page, own_url, "C. Reader")
    begun = app.session_state["blind_draft"].passage_id
    app.button(key="choose_visibility").click().run()
    with open_store(own_url) as store:
        for coder in ("A. Reader", "B. Reader"):
            store.code_blind(sample, begun, {}, coder)
    app.button(key="position_visibility_for").click().run()
    assert "This passage is done." in words(app)
    assert not [button for button in app.button if button.key in ("keep_blind", "none_blind")]
    app.button(key="go_on_blind").click().run()
    assert app.session_state["blind_draft"].passage_id != begun


def test_what_is_settled_elsewhere_does_not_bring_another_under_the_hands(
    run_page: RunPage, own_url: str
) -> None:
    with open_store(own_url) as store:
        ids = [a.passage_id for a in store.snapshot().assignments if not a.review and a.codings][:2]
        sample = store.draw_sample(ids, "A. Keeper")
        for passage_id in ids:
            store.code_blind(sample, passage_id, {}, "A. Reader")
            store.code_blind(sample, passage_id, {"visibility": "for"}, "B. Reader")
    app = twice(run_page, own_url, "A. Reader")
    with open_store(own_url) as store:
        store.code_blind(sample, ids[0], {}, "B. Reader", is_settlement=True)
    app.button(key="choose_visibility").click().run()
    assert "This passage is done." in words(app)
    assert not [button for button in app.button if button.key == "settle_so"]
    app.button(key="go_on_blind").click().run()
    assert app.session_state["settling_draft"].passage_id == ids[1]


def test_agreement_is_told_of_as_many_passages_as_it_rests_on_and_not_of_a_handful(
    run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.review.doubling.FEWEST_DOUBLED", 3)
    with open_store(own_url) as store:
        ids = [each.passage_id for each in store.snapshot().assignments if not each.review][:3]
        sample = store.draw_sample(ids, "A. Keeper")
        for passage_id in ids:
            store.code_blind(sample, passage_id, {"visibility": "for"}, "A. Reader")
            store.code_blind(sample, passage_id, {"visibility": "against"}, "B. Reader")
    said = words(run_page("review", own_url, work="Coded twice"))
    assert "Agreement on passages of this store" in said
    assert "Settled and machine" not in said
    with open_store(own_url) as store:
        for passage_id in ids:
            store.code_blind(sample, passage_id, {"visibility": "for"}, "A. Reader", is_settlement=True)
    assert "Settled and machine" in words(run_page("review", own_url, work="Coded twice"))
