"""Each page: with data, with an empty store, with a broken one; its numbers are those of the tables."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from dashboard import navigation
from synthesis.models import Filters
from synthesis.outputs import narrative, tables
from synthesis.outputs.export import counts_of
from synthesis.outputs.phrases import counted
from synthesis.outputs.tables import Frames
from synthesis.store import Store
from tests.dashboard.conftest import RunPage, fill, words
from tests.outputs.conftest import CHINESE, a_snapshot

PAGES = ["overview", "themes", "explore", "decisions", "review", "community", "data"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_one_heading_and_the_sample_mark(page: str, run_page: RunPage, stored: Frames) -> None:
    app = run_page(page)
    shown = words(app)
    assert not app.exception
    assert shown.count("<h1") == 1
    assert html.escape(narrative.sample_sentence(stored)) in shown
    assert 'role="alert"' not in shown


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_store_says_what_to_do(page: str, run_page: RunPage, tmp_path: Path) -> None:
    app = run_page(page, f"sqlite:///{tmp_path / 'empty.db'}")
    assert not app.exception
    assert "There are no contributions yet." in words(app)
    assert "Load the sample stocktaking" in [button.label for button in app.button]


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_is_no_store_is_told_in_words(page: str, run_page: RunPage, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"This is a letter, not a database." * 50)
    app = run_page(page, f"sqlite:///{broken}")
    shown = words(app)
    assert not app.exception
    assert 'role="alert"' in shown
    assert "This file is not a store of this program." in shown
    assert "Traceback" not in shown


def test_the_overview_counts_as_the_tables_do(run_page: RunPage, stored: Frames) -> None:
    shown = words(run_page("overview"))
    assert html.escape(narrative.overview_sentence(stored)) in shown
    assert narrative.coverage_sentence(stored) in shown
    for row in tables.theme_table(stored).to_dict("records"):
        assert f"<b>{row['n']} of {row['N']}</b> contributions" in shown
        if row["has_sides"]:
            assert f"<b>{row['n_for']}</b> for, <b>{row['n_against']}</b> against" in shown


def test_the_overview_folds_away_below_the_themes_how_they_were_counted(
    run_page: RunPage, stored: Frames
) -> None:
    app = run_page("overview")
    (caveats,) = [
        each for each in app.expander if each.label == navigation.plain(narrative.review_sentence(stored))
    ]
    assert narrative.THEME_ORDER in caveats.get("html")[0].proto.body
    shown = words(app)
    last = html.escape(tables.theme_table(stored)["definition"].iloc[-1])
    assert shown.index(last) < shown.index(narrative.THEME_ORDER)


def test_the_overview_does_not_count_groups_where_none_is_known(run_page: RunPage, tmp_path: Path) -> None:
    snapshot = a_snapshot()
    unknown = tuple(replace(each, stakeholder_group="unknown") for each in snapshot.contributions)
    url = fill(f"sqlite:///{tmp_path / 'unknown.db'}", replace(snapshot, contributions=unknown))
    shown = words(run_page("overview", url))
    assert "from 0 of" not in shown
    assert "%, stakeholder group unknown</p>" in shown


def test_the_overview_says_which_groups_are_against_a_theme(run_page: RunPage, stored: Frames) -> None:
    shown = words(run_page("overview"))
    for row in tables.theme_table(stored).to_dict("records"):
        if not row["n_against"]:
            continue
        groups = tables.positions_by_group(stored, row["theme_id"]).set_index("value")["n_against"]
        told = re.search(rf"{row['n_against']} against: ([^;<]*)", shown[shown.index(row["definition"]) :])
        assert told is not None
        assert {each.rsplit(" ", 1)[0] for each in told[1].split(", ")} == set(groups[groups > 0].index)


def test_the_overview_counts_what_the_filters_in_the_address_leave(run_page: RunPage, stored: Frames) -> None:
    shown = words(run_page("overview", group=["Civil Society"], cycle=["2017"]))
    narrowed = tables.narrow(stored, Filters(cycles=(2017,), stakeholder_groups=("Civil Society",)))
    n = tables.totals(narrowed).n_contributions
    assert f"Filtered: <b>{n} of {len(stored.universe)}</b> contributions" in shown
    assert html.escape(narrative.overview_sentence(narrowed)) in shown


def test_the_overview_says_what_answers_a_theme_best_and_leads_to_it_in_the_register(
    run_page: RunPage, stored: Frames
) -> None:
    app = run_page("overview")
    links = {link.label: link for link in app.get("page_link")}
    for theme_id, row in tables.lead_decisions(stored).iterrows():
        assert html.escape(f"{narrative.decided_by(row)}, {narrative.decided_on(row)}:") in words(app)
        link = links[navigation.plain(f"“{row['quote']}”")]
        asked = dict(parse_qsl(link.proto.query_string))
        assert asked["tab"] == "Register", theme_id
        assert asked["only"] == row["id"]
        shown = words(run_page("decisions", tab="Register", only=row["id"]))
        assert "Listed: 1 of" in shown
        assert html.escape(row["quote"]) in shown


def test_the_overview_leads_to_the_decisions_that_stand_beside_no_theme(
    run_page: RunPage, stored: Frames, tmp_path: Path
) -> None:
    snapshot = a_snapshot()
    assert "linked to no theme and no passage" not in words(run_page("overview"))
    url = fill(f"sqlite:///{tmp_path / 'unlinked.db'}", snapshot, links=())
    app = run_page("overview", url)
    assert "3 of 3 decisions are linked to no theme and no passage:" in words(app)
    (link,) = [each for each in app.get("page_link") if each.label == "Read them in the register"]
    assert "unlinked=true" in link.proto.query_string


def test_the_overview_names_who_was_not_heard(run_page: RunPage, stored: Frames) -> None:
    shown = words(run_page("overview"))
    assert html.escape(narrative.not_heard_sentence(stored)) in shown
    for value in tables.not_heard(stored)["value"]:
        assert html.escape(value) in shown


def test_the_overview_does_not_report_what_its_own_filter_leaves_out_as_not_heard(run_page: RunPage) -> None:
    shown = words(run_page("overview", group=["Private Sector"]))
    assert "Stakeholder groups without" not in shown
    assert "Regions without a contribution that passes the filters" in shown


def test_the_overview_compares_the_groups_that_were_chosen(run_page: RunPage) -> None:
    app = run_page("overview", group=["Government"])
    assert list(app.selectbox(key="cell_group").options) == ["Government"]
    assert " groups</p>" not in words(app)
    assert "from 2 of 5 groups</p>" in words(run_page("overview"))
    assert "Civil Society" not in words(app)
    app = run_page("overview", region=["African Group"])
    assert list(app.selectbox(key="cell_group").options) == ["Government", "Civil Society"]


def test_a_theme_shows_each_side_and_what_was_decided(run_page: RunPage, stored: Frames) -> None:
    shown = words(run_page("themes", theme_id="visibility"))
    synthesis = narrative.theme_synthesis(stored, "visibility")
    assert f"{synthesis.n} of {synthesis.n_universe} contributions" in shown
    for statement in synthesis.statements:
        assert f"{statement.n} of {statement.n_on_theme} contributions on this theme." in shown
        assert html.escape(statement.sentence) not in shown  # the groups stand in the table above
    for row in tables.positions_by_group(stored, "visibility").to_dict("records"):
        if row["N"]:
            said = row["value"].replace("unknown", "Group unknown")
            assert f'<th scope="row">{said}</th><td class="number">{row["n_for"]}</td>' in shown
    linked = tables.decision_table(stored, by="theme")
    for quote in linked.loc[linked["theme_id"] == "visibility", "quote"]:
        assert html.escape(quote) in shown


@pytest.mark.parametrize(
    ("page", "query"),
    [("overview", {}), ("themes", {"theme_id": "visibility"}), ("decisions", {"tab": "Trace"})],
)
def test_a_codebook_that_hardly_fits_is_said_wherever_its_themes_are_counted(
    page: str, query: dict[str, str], run_page: RunPage, tmp_path: Path
) -> None:
    snapshot = a_snapshot()
    first = next(each for each in snapshot.assignments if each.outcome == "coded")
    hardly = tuple(
        each if each == first else replace(each, outcome="none", codings=(), review=None)
        for each in snapshot.assignments
    )
    url = fill(f"sqlite:///{tmp_path / 'misfit.db'}", replace(snapshot, assignments=hardly))
    assert "this codebook was hardly made for these inputs" in words(run_page(page, url, **query))
    assert "this codebook was hardly made" not in words(run_page(page, **query))


def test_a_theme_says_ahead_for_a_phone_what_was_decided_in_the_order_of_the_page(
    run_page: RunPage, stored: Frames
) -> None:
    shown = words(run_page("themes", theme_id="programme_size"))
    ahead = shown[shown.index("Decided, in short") :].split("</ul>")[0]
    ranked = tables.decisions_ranked(stored)
    of_theme = ranked[ranked["theme_id"] == "programme_size"]
    own = list(of_theme["quote"])
    told = [narrative.decided_on(row) for row in of_theme[:3].to_dict("records")]
    assert re.findall(r"”, ([^<]*)</li>", ahead) == [html.escape(each) for each in told]
    assert all(re.match(r"\d{4}-\d\d-\d\d \(\w", each) for each in told)  # the day and the state
    places = [ahead.index(html.escape(quote)) for quote in own[:3]]
    assert places == sorted(places)
    assert len(places) == min(3, len(own))
    assert html.escape(narrative.ahead_words(len(places), len(own))) in ahead
    below = shown[shown.index("What was decided</h2>") :]
    places = [below.index(html.escape(quote)) for quote in own]
    assert places == sorted(places)


@pytest.mark.parametrize("page", ["overview", "themes"])
def test_under_a_review_filter_no_page_says_that_nobody_speaks(page: str, run_page: RunPage) -> None:
    shown = words(run_page(page, review=["accepted"], theme_id="cross_fertilization"))
    assert "that passes the review filter" in shown
    assert "contribution speaks about" not in shown
    assert "contributions speaks about" not in shown
    assert "speak about the theme" not in shown
    assert "Nobody" not in shown


def test_a_number_for_or_against_stands_beside_what_it_means(run_page: RunPage, labelled_store: str) -> None:
    overview = words(run_page("overview", labelled_store))
    assert "<b>0</b> for: a &lt;smaller&gt; programme<br><b>2</b> against: as large as now" in overview
    theme = words(run_page("themes", labelled_store, theme_id="programme_size"))
    assert "2 against (as large as now)" in theme
    assert ">Against: as large as now</span></h3>" in theme
    assert "Wants fewer sessions." in theme
    passages = words(run_page("explore", labelled_store, theme=["programme_size"]))
    assert passages.count(">Against: as large as now</span>") == 2


def test_a_codebook_that_does_not_say_what_for_means_leaves_the_word_alone(run_page: RunPage) -> None:
    shown = words(run_page("themes", theme_id="programme_size"))
    assert ">Against</span></h3>" in shown


def test_a_theme_that_a_filter_leaves_out_is_not_replaced_by_another(run_page: RunPage) -> None:
    shown = words(run_page("themes", theme_id="visibility", theme=["programme_size"]))
    assert "A filter leaves out the theme of this link." in shown
    assert "Size of the programme</h1>" not in shown


def test_a_theme_that_is_in_no_codebook_here_is_not_replaced_by_another(run_page: RunPage) -> None:
    app = run_page("themes", theme_id="<captions>", group=["Government"])
    shown = words(app)
    assert "The theme of this link is not in the codebook." in shown
    assert "<code>&lt;captions&gt;</code>" in shown
    assert "Themes</h1>" in shown
    assert "theme_id" not in app.query_params
    app.selectbox(key="theme_choice").select("programme_size").run()
    assert "Size of the programme</h1>" in words(app)
    assert app.query_params["theme_id"] in ("programme_size", ["programme_size"])


def test_explore_shows_no_more_than_a_page_and_counts_all(run_page: RunPage, stored: Frames) -> None:
    shown = words(run_page("explore"))
    n = len(tables.passage_table(stored))
    assert f"{n} passages in" in shown
    assert shown.count("<article") == min(n, 25)


def test_a_search_that_finds_no_passage_shows_those_on_a_theme_of_that_name(
    run_page: RunPage, stored: Frames
) -> None:
    app = run_page("explore", q="tangible outcomes")
    assert "No passage is found." not in words(app)
    told = "No passage holds “tangible” and “outcomes”, but “Tangible outcomes” is a theme: "
    on_it = stored.codings[stored.codings["theme_id"] == "outcome_orientation"]
    assert f"{told}{counted(on_it['passage_id'].nunique(), 'passage')} in" in words(app)
    assert words(app).count("<article") == on_it["passage_id"].nunique()
    row = tables.theme_table(stored).set_index("theme_id").loc["outcome_orientation"]
    wanted = f"Theme: Tangible outcomes, {row['n']} of {row['N']} contributions"
    assert [link.label for link in app.get("page_link") if link.label == navigation.plain(wanted)]
    assert "No passage is found." in words(run_page("explore", q="zzz"))
    assert not [
        link for link in run_page("explore", q="zzz").get("page_link") if link.label.startswith("Theme\\:")
    ]


def test_a_search_that_finds_passages_offers_the_theme_beside_them(run_page: RunPage) -> None:
    app = run_page("explore", q="coalitions")
    assert "<article" in words(app)
    assert any("Visibility of coalitions, " in link.label for link in app.get("page_link"))


@pytest.mark.parametrize("theme", ["visibility", "outcome_orientation", "programme_size"])
def test_explore_shows_the_passages_that_the_number_of_a_theme_rests_on(
    theme: str, run_page: RunPage, stored: Frames
) -> None:
    texts = stored.passages.set_index("id")["text"]
    for statement in narrative.theme_synthesis(stored, theme).statements:
        shown = words(run_page("explore", theme=[theme], stance=statement.position))
        n_passages = counted(len(statement.passage_ids), "passage")
        n_contributions = counted(statement.n, "contribution")
        assert f"{n_passages} in {n_contributions} that " in shown
        assert shown.count("<article") == len(statement.passage_ids)
        for passage_id in statement.passage_ids:
            assert html.escape(texts[passage_id]) in shown


def test_the_position_of_contributions_can_be_taken_off_again(run_page: RunPage) -> None:
    app = run_page("explore", theme=["visibility"], stance="mixed", page="1")
    assert "2 passages in 1 contribution that says both for and against." in words(app)
    app.button(key="chip_stance").click().run()
    assert "8 passages in 7 contributions." in words(app)
    assert "stance" not in app.query_params


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("none", "2 passages in 1 contribution without any of the themes."),
        ("undecided", "1 passage in 1 contribution whose theme cannot be told."),
        ("uncoded", "0 passages in 0 contributions not coded yet."),
    ],
)
def test_contributions_without_a_theme_can_be_read(outcome: str, told: str, run_page: RunPage) -> None:
    app = run_page("explore", outcome=outcome)
    assert told in words(app)
    app.button(key="chip_outcome").click().run()
    assert "25 passages in 12 contributions." in words(app)
    assert "outcome" not in app.query_params


def test_the_rows_below_the_themes_open_what_they_count(run_page: RunPage, stored: Frames) -> None:
    links = {link.label: link.proto for link in run_page("overview", cycle=["2017"]).get("page_link")}
    for name, outcome in (("None of the themes", "none"), ("Cannot tell", "undecided")):
        assert f"outcome={outcome}" in links[name].query_string
        assert "cycle=2017" in links[name].query_string


@pytest.mark.parametrize("stance", ["", "For", "<b>"])
def test_a_position_of_contributions_that_is_none_filters_nothing(stance: str, run_page: RunPage) -> None:
    app = run_page("explore", theme=["visibility"], stance=stance)
    assert "8 passages in 7 contributions." in words(app)
    assert "chip_stance" not in [button.key for button in app.button]
    assert ("is left out" in words(app)) == bool(stance)
    assert not app.query_params.get("stance")


@pytest.mark.parametrize("position", ["for", "against", "mixed", "unclear"])
def test_explore_says_the_position_of_the_passages_once(position: str, run_page: RunPage) -> None:
    shown = words(run_page("explore", position=position))
    assert f", position {position}." in shown


def test_explore_marks_what_was_searched_for(run_page: RunPage) -> None:
    shown = words(run_page("explore", q="RESULTATS"))
    assert '<mark class="found">résultats</mark>' in shown
    assert shown.count("<article") == 1


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('"on the front page"', "1 passage with “on the front page” in"),
        ('page "On  the" ', "1 passage with “page” and “On the” in"),
        ('" ', "25 passages in"),
    ],
)
def test_explore_says_each_word_or_phrase_that_was_searched_for(
    query: str, told: str, run_page: RunPage
) -> None:
    assert told in words(run_page("explore", q=query))


def test_explore_says_so_when_nothing_is_found(run_page: RunPage) -> None:
    assert "No passage is found." in words(run_page("explore", q="zeppelin"))


@pytest.mark.parametrize("page", ["-1", "0", "99", "two", "²"])
def test_a_page_number_that_is_none_shows_a_page_all_the_same(page: str, run_page: RunPage) -> None:
    assert "<article" in words(run_page("explore", page=page))


def test_a_contribution_is_read_whole_with_the_passage_framed(run_page: RunPage, stored: Frames) -> None:
    passages = stored.passages[stored.passages["contribution_id"] == "c01"]
    shown = words(run_page("explore", contribution="c01", passage=passages["id"].iloc[1]))
    for text in passages["text"]:
        assert text.split(" ", 1)[1] in shown.replace("</mark>", "").replace('<mark class="evidence">', "")
    assert shown.count('is-here" aria-current="true"') == 1


def test_text_that_attacks_stays_text(run_page: RunPage) -> None:
    shown = words(run_page("explore", contribution="c11"))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_a_link_to_a_contribution_that_is_not_there_says_so(run_page: RunPage) -> None:
    shown = words(run_page("explore", contribution="<b>nobody</b>"))
    assert "The contribution of this link is not here." in shown
    assert "<b>nobody" not in shown


def test_a_right_to_left_passage_says_its_language_and_direction(run_page: RunPage) -> None:
    assert 'lang="ar" dir="auto"' in words(run_page("explore", contribution="c09"))


def test_a_name_without_consent_is_on_no_page(run_page: RunPage) -> None:
    shown = "".join(words(run_page(page)) for page in PAGES) + words(run_page("explore", contribution="c02"))
    assert "Hidden Personne" not in shown
    assert "Shown Persona" in words(run_page("explore", contribution="c07"))


@pytest.mark.parametrize("by", ["By meeting", "By theme"])
def test_decisions_stand_with_their_paragraph(by: str, run_page: RunPage, stored: Frames) -> None:
    shown = words(run_page("decisions", by=by))
    listed = tables.decision_table(stored)
    assert html.escape(narrative.decisions_sentence(stored)) in shown
    for quote in listed["quote"]:
        assert f'<mark class="quoted">{html.escape(quote)}</mark>' in shown


def test_decisions_show_the_filters_that_apply_to_them(run_page: RunPage, stored: Frames) -> None:
    by_cycle = words(run_page("decisions", cycle=["2016"]))
    assert "Filtered:" not in by_cycle
    assert html.escape(narrative.gaps_sentence(stored)) in by_cycle
    app = run_page("decisions", cycle=["2016"], theme=["programme_size"])
    assert "Filtered: <b>1 of 3</b> decisions" in words(app)
    assert "1 commitment from 1 meeting, of 3 in the register, is linked to the theme chosen" in words(app)
    assert "chip_cycle_2016" not in [button.key for button in app.button]


def test_decisions_are_kept_by_kind(run_page: RunPage, stored: Frames) -> None:
    app = run_page("decisions")
    app.multiselect(key="kind").select("commitment").run()
    listed = tables.decision_table(stored)
    shown = words(app)
    for kind, quote in zip(listed["kind"], listed["quote"], strict=True):
        assert (f">{html.escape(quote)}</blockquote>" in shown) == (kind == "commitment")


def test_the_export_says_what_the_file_will_hold(run_page: RunPage, stored: Frames) -> None:
    app = run_page("data", tab="Export", group=["Government"])
    narrowed = tables.narrow(stored, Filters(stakeholder_groups=("Government",)))
    assert f"The file will hold: {'; '.join(counts_of(narrowed, 'csv').values())}." in words(app)
    assert "stakeholder group Government" in words(app)
    app.radio(key="export_format").set_value("docx").run()
    assert f"The file will hold: {'; '.join(counts_of(narrowed, 'docx').values())}." in words(app)


def test_the_export_offers_each_paper_with_a_sentence(run_page: RunPage) -> None:
    app = run_page("data", tab="Export")
    assert "export_paper" not in {radio.key for radio in app.radio}
    app.radio(key="export_format").set_value("docx").run()
    offered = [option.split(":")[0] for option in app.radio(key="export_paper").options]
    assert offered == ["Synthesis paper", "MAG brief", "Inputs annex"]
    assert "excerpts" in words(app)
    app.radio(key="export_paper").set_value("brief").run()
    assert "excerpts" not in words(app).split("The file will hold")[1]
    app.selectbox(key="export_theme").set_value("visibility").run()
    of_theme = app.radio(key="export_paper_of_theme")
    assert any(option.startswith("Theme summary") for option in of_theme.options)
    assert of_theme.value == "theme"
    assert not app.exception


def test_the_export_as_pdf_tells_what_no_font_can_show(
    run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.files.taking_out.lacking_note", lambda: "No font for Chinese.")
    app = run_page("data", tab="Export")
    assert "No font for Chinese." not in words(app)
    app.radio(key="export_format").set_value("pdf").run()
    assert "No font for Chinese." in words(app)


def test_read_only_mode_offers_no_way_to_change_anything(run_page: RunPage) -> None:
    app = run_page("data", read_only=True)
    assert not app.get("file_uploader")
    assert "Read-only" in words(app)
    assert app.get("download_button")


def test_a_failure_nobody_foresaw_is_told_with_a_reference_and_no_traceback(
    run_page: RunPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(narrative, "coverage_sentence", fail)
    shown = words(run_page("overview"))
    assert "Something went wrong on this page" in shown
    assert "the secret inside" not in shown
    assert "the secret inside" in caplog.text
    assert "look whether it is there before you do it again" in shown


def test_a_failure_nobody_foresaw_is_told_so_too_where_somebody_does_something(
    run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError("the secret inside")

    app = run_page("review", own_url)
    app.text_input(key="reviewer").set_value("A. Reader").run()
    monkeypatch.setattr(Store, "review_passage", fail)
    shown = words(app.button(key="none_review").click().run())
    assert "Something went wrong on this page" in shown
    assert "the secret inside" not in shown
    assert "the secret inside" in caplog.text


def test_a_theme_without_sides_is_shown_without_positions(run_page: RunPage, sideless_store: str) -> None:
    overview = words(run_page("overview", sideless_store, theme=["programme_size"]))
    assert "<b>2 of 12</b>" in overview
    assert "</b> against" not in overview
    assert ">Unclear</th>" not in overview
    page = run_page("themes", sideless_store, theme_id="programme_size")
    assert not page.get("plotly_chart")
    theme = words(page)
    assert "Which groups speak about it" in theme
    assert CHINESE in theme
    assert not re.search("(against|unclear)", re.sub("<style>.*?</style>", "", theme, flags=re.DOTALL))


def test_a_passage_on_a_theme_without_sides_has_no_position(run_page: RunPage, sideless_store: str) -> None:
    shown = words(run_page("explore", sideless_store, theme=["programme_size"]))
    assert "Size of the programme" in shown
    assert "Position unclear" not in shown


@pytest.mark.parametrize("page", ["explore", "themes"])
def test_a_passage_in_another_language_says_which(page: str, run_page: RunPage) -> None:
    shown = words(run_page(page, theme_id="outcome_orientation"))
    assert '<span class="mark-language">French</span>' in shown
    assert '<span class="mark-language">English</span>' not in shown
