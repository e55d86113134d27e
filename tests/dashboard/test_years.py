"""The tab Year on year of the Overview: its words and numbers are those of the tables."""

from __future__ import annotations

import html

import pytest

from dashboard import charts
from synthesis.models import Run, Snapshot
from synthesis.outputs.tables import frames
from synthesis.outputs.years import sentences
from synthesis.outputs.years.shares import YearOnYear, year_on_year
from synthesis.store import open_store
from tests.dashboard.conftest import RunPage, words
from tests.outputs.test_years import CIVIL, COMPOSITION, HIDDEN, said

TAB = {"part": "Year on year"}


def kept(url: str, snapshot: Snapshot) -> str:
    with open_store(url, read_only=False) as store:
        store.save_codebook(snapshot.codebook)
        store.add_contributions(snapshot.contributions, snapshot.passages)
        store.save_assignments(snapshot.assignments, Run("r1", "code", snapshot.codebook.version))
    return url


@pytest.fixture(scope="module")
def two_cycles(tmp_path_factory: pytest.TempPathFactory) -> str:
    return kept(f"sqlite:///{tmp_path_factory.mktemp('years') / 'two.db'}", said(COMPOSITION))


@pytest.fixture(scope="module")
def found() -> YearOnYear:
    return year_on_year(frames(said(COMPOSITION)))


def test_the_tab_says_what_changed_and_marks_what_the_replies_made(
    run_page: RunPage, two_cycles: str, found: YearOnYear
) -> None:
    app = run_page("overview", two_cycles, **TAB)
    shown = words(app)
    assert not app.exception
    said = [sentences.theme_sentence(row) for row in sentences.latest(found)]
    told = (sentences.lead_sentence(found), sentences.composition_sentence(found), sentences.NO_SAMPLE)
    for sentence in (*told, *said):
        assert html.escape(sentence) in shown
    assert f'<span class="badge caution">{sentences.KIND_WORDS["composition"]}</span>' in shown
    assert "30 of 40 (75 %)" in shown
    assert "What changed from 2016 to 2017" in shown


def test_weighing_groups_alike_is_a_choice_that_the_page_explains(run_page: RunPage, two_cycles: str) -> None:
    app = run_page("overview", two_cycles, **TAB)
    assert html.escape(sentences.EQUAL_GROUPS) not in words(app)
    app.segmented_control(key="weigh").set_value("groups").run()
    shown = words(app)
    assert html.escape(sentences.EQUAL_GROUPS) in shown
    assert "from 50 % in 2016 to 50 % in 2017 with each group weighing the same" in shown
    assert "badge caution" not in shown
    assert "made from those of the groups (Wilson)" in shown


def test_a_filter_that_leaves_one_cycle_is_told_with_the_way_back(run_page: RunPage, two_cycles: str) -> None:
    shown = words(run_page("overview", two_cycles, **TAB, cycle=["2017"]))
    assert sentences.ONE_CYCLE in shown
    assert "Take the filter on the cycle away." in shown


def test_filters_that_leave_nothing_are_named_as_the_reason(run_page: RunPage, two_cycles: str) -> None:
    shown = words(run_page("overview", two_cycles, **TAB, group=["Government"], region=["African Group"]))
    assert "No contribution passes the filters." in shown
    assert "names the cycle" not in shown


def test_a_store_with_one_small_cycle_shows_words_in_the_place_of_shares(run_page: RunPage) -> None:
    app = run_page("overview", **TAB)
    shown = words(app)
    assert not app.exception
    assert "2016 has no shares: too few contributions for a share (1 contribution)." in shown
    assert "badge caution" not in shown


def test_the_summary_is_what_the_overview_opens_with(run_page: RunPage, two_cycles: str) -> None:
    shown = words(run_page("overview", two_cycles))
    assert "Who speaks about what" in shown
    assert "What changed from" not in shown


def test_a_dot_stands_at_its_share_on_the_line_of_its_interval(found: YearOnYear) -> None:
    figure = charts.interval_dots(found.shares)
    dots = figure.data[0]
    assert list(dots.x) == list(found.shares["share"])
    assert list(dots.x + dots.error_x.array) == pytest.approx(list(found.shares["high"]))
    assert list(dots.x - dots.error_x.arrayminus) == pytest.approx(list(found.shares["low"]))
    assert list(dots.marker.color) == ["#FFFFFF", charts.ACT]
    assert list(figure.layout.yaxis.ticktext) == ["2016: 10 of 20", "2017: 26 of 40"]


def test_where_each_group_weighs_the_same_a_dot_is_labelled_with_its_share() -> None:
    found = year_on_year(frames(said(COMPOSITION)), "groups")
    labels = charts.interval_dots(found.shares, found.weighting).layout.yaxis.ticktext
    assert list(labels) == ["2016: 50 %", "2017: 50 %"]


def test_a_share_that_is_missing_is_words_and_no_dot() -> None:
    found = year_on_year(frames(said({2016: {CIVIL: (1, 3)}, 2017: {CIVIL: (5, 20)}})))
    figure = charts.interval_dots(found.shares)
    assert len(figure.data[0].x) == 1
    assert "too few contributions for a share" in {note.text for note in figure.layout.annotations}


def test_a_theme_name_is_no_markup_in_the_chart_and_the_table_is_left_as_it_was() -> None:
    shares = year_on_year(frames(said(HIDDEN))).shares.assign(theme='<a href="http://evil.example">x</a>')
    before = shares.copy()
    figure = charts.interval_dots(shares)
    assert not any("<a " in note.text for note in figure.layout.annotations)
    assert shares.equals(before)


def test_a_chart_of_nothing_is_a_chart_too() -> None:
    assert charts.interval_dots(year_on_year(frames(Snapshot())).shares).layout.height > 0
