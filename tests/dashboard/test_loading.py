"""Dropping files: nothing is stored before somebody agrees, and every file is accounted for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.meetings.decisions import find_decisions
from synthesis.meetings.report import parse_report
from synthesis.pipeline import reports
from synthesis.store import open_store
from tests.dashboard.conftest import BUSY, RunPage, busy, fill, words
from tests.outputs.conftest import a_snapshot

TABLE = (
    b"id,stakeholder group,cycle,text\n"
    b"x1,Civil Society,2017,There were too many parallel sessions.\n"
    b"x2,Goverment,2017,Show the coalitions on the front page.\n"
    b"x1,Civil Society,2017,There were too many parallel sessions.\n"
)
NAME = "../this year's <inputs>.csv"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'fresh.db'}"


def drop(app: AppTest, *files: tuple[str, bytes, str]) -> AppTest:
    app.file_uploader[0].set_value(list(files)).run()
    return app.button(key="check").click().run()


def assert_no_fault(app: AppTest) -> None:
    """Errors of what is clicked are caught and told on the page, so that no exception reaches it."""
    assert not app.exception
    assert 'class="fault"' not in words(app)


def n_stored(url: str) -> int:
    with open_store(url, read_only=True) as store:
        return len(store.contributions())


def test_a_check_accounts_for_every_record_and_stores_none(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), (NAME, TABLE, "text/csv"), ("broken.pdf", b"no", "application/pdf"))
    shown = words(app)
    assert_no_fault(app)
    assert "4 contributions received = 2 to load + 1 merged" in shown
    assert "1 refused" in shown
    assert "broken.pdf" in shown
    assert "Did you mean &#x27;Government&#x27;?" in shown
    assert n_stored(url) == 0


def test_a_readme_dropped_with_its_folder_is_refused_and_the_rest_is_loaded(
    run_page: RunPage, url: str
) -> None:
    reply = "The captions were excellent, and there should be fewer parallel sessions."
    app = drop(
        run_page("data", url),
        ("README.md", b"About this folder.", "text/markdown"),
        (".DS_Store", b"\0\1", "application/octet-stream"),
        ("reply.txt", reply.encode(), "text/plain"),
    )
    shown = words(app)
    assert "2 contributions received = 1 to load + 0 merged" in shown
    assert "1 refused" in shown
    assert shown.count("A companion file") == 1
    assert "1 file that the system keeps was left aside: .DS_Store" in shown


def test_a_report_names_files_as_people_did_and_never_as_markup(run_page: RunPage, url: str) -> None:
    shown = words(drop(run_page("data", url), (NAME, TABLE, "text/csv")))
    assert "../this year&#x27;s &lt;inputs&gt;.csv" in shown
    assert "<inputs>" not in shown
    assert "/tmp/" not in shown


def test_what_is_agreed_to_is_stored_and_coded_and_told(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), (NAME, TABLE, "text/csv"))
    app.button(key="confirm").click().run()
    shown = words(app)
    assert_no_fault(app)
    assert "3 contributions received = 2 loaded + 1 merged + 0 refused." in shown
    assert "passages coded now" in shown
    assert n_stored(url) == 2


def test_what_the_store_refuses_is_told_with_its_file_and_row(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), (NAME, TABLE, "text/csv"))
    app.button(key="confirm").click().run()
    changed = TABLE.replace(b"too many", b"not enough") + b"x3,Government,2017,Keep the captions.\n"
    app = drop(app, ("again.csv", changed, "text/csv"))
    foreseen = words(app)
    assert "4 contributions received = 1 to load + 2 merged" in foreseen
    assert "is stored already with another text" in foreseen
    app.button(key="confirm").click().run()
    shown = words(app)
    assert_no_fault(app)
    assert "4 contributions received = 1 loaded + 2 merged + 1 refused." in shown
    assert '<th scope="row">again.csv</th><td>2</td><td>id</td><td>refused</td>' in shown


def test_every_remark_is_there_after_loading_to_be_taken_along(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), (NAME, TABLE + b"x4,Government,2017,\n", "text/csv"))
    app.button(key="confirm").click().run()
    shown = words(app.run())
    assert "4 contributions received = 2 loaded + 1 merged + 1 refused." in shown
    assert "Did you mean &#x27;Government&#x27;?" in shown
    assert "3 remarks on the files" in shown
    assert "remarks.csv" in str(app.get("download_button")[0].proto)
    app = drop(app, ("other.csv", b"id,cycle,text\nx9,2017,Keep the hubs.\n", "text/csv"))
    assert "2 loaded" not in words(app)


def test_a_check_looks_at_what_is_stored(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), (NAME, TABLE, "text/csv"))
    app.button(key="confirm").click().run()
    shown = words(drop(app, ("again.csv", TABLE, "text/csv")))
    assert "3 contributions received = 0 to load + 3 merged" in shown
    assert "There is nothing in these files to load." in shown
    assert "confirm" not in [button.key for button in app.button]


def test_the_same_texts_without_their_cycle_are_warned_of_before_loading(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), (NAME, TABLE, "text/csv"))
    assert "Is this stored already?" not in words(app)
    app.button(key="confirm").click().run()
    without = TABLE.replace(b",cycle", b"").replace(b",2017", b"")
    shown = words(drop(app, ("again.csv", without, "text/csv")))
    assert "3 contributions received = 2 to load + 1 merged" in shown
    assert 'role="alert"' in shown
    assert "Is this stored already?" in shown
    assert "The store holds 2 contributions with the same words" in shown


@pytest.fixture
def half_coded(tmp_path: Path) -> str:
    snapshot = a_snapshot()
    return fill(f"sqlite:///{tmp_path / 'half.db'}", replace(snapshot, assignments=snapshot.assignments[:5]))


@pytest.mark.parametrize("page", ["overview", "themes", "explore", "data"])
def test_what_is_not_coded_yet_is_said_on_each_page(page: str, run_page: RunPage, half_coded: str) -> None:
    app = run_page(page, half_coded)
    assert "10 of 12 contributions are not coded yet: no theme counts what they say." in words(app)
    app = run_page(page, half_coded, read_only=True)
    assert "10 of 12 contributions are not coded yet: no theme counts what they say." in words(app)
    assert "code_rest" not in [button.key for button in app.button]


def test_what_is_not_coded_yet_can_be_coded_from_the_page(run_page: RunPage, half_coded: str) -> None:
    app = run_page("themes", half_coded, theme_id="visibility")
    app.button(key="code_rest").click().run()
    assert_no_fault(app)
    assert "not coded yet" not in words(app)
    assert "code_rest" not in [button.key for button in app.button]
    with open_store(half_coded, read_only=True) as store:
        assert len(store.coded_passage_ids()) == len(store.passages())


def test_a_coding_that_fails_is_told_where_it_was_asked_for(
    run_page: RunPage, half_coded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page("themes", half_coded, theme_id="visibility")
    monkeypatch.setenv("SYNTHESIS_ENCODER", "none there")
    shown = words(app.button(key="code_rest").click().run())
    assert "No sentence encoder &#x27;none there&#x27; is installed." in shown
    assert "code_rest" in [button.key for button in app.button]


def test_a_check_no_longer_holds_when_the_files_are_others(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), (NAME, TABLE, "text/csv"))
    app.file_uploader[0].set_value([("other.csv", TABLE, "text/csv")]).run()
    assert "confirm" not in [button.key for button in app.button]


def test_a_broken_file_alone_offers_nothing_to_load(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), ("broken.pdf", b"no", "application/pdf"))
    assert "There is nothing in these files to load." in words(app)
    assert "confirm" not in [button.key for button in app.button]


def test_the_check_of_a_report_shows_its_meeting_and_every_item(run_page: RunPage, url: str) -> None:
    app = run_page("data", url)
    app.button_group[0].set_value("report").run()
    report = b"DCCG call 27, 15 June 2018\n\n1. It was agreed to publish the <list> by 1 July.\n"
    shown = words(drop(app, ("june.txt", report, "text/plain")))
    assert "1 meeting read, 1 item proposed for the register." in shown
    assert "DCCG call 27, 15 June 2018 (2018-06-15)" in shown
    assert "<td>It was agreed to publish the &lt;list&gt; by 1 July.</td>" in shown


def test_a_report_is_entered_as_the_check_showed_it_and_not_read_again(
    run_page: RunPage, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page("data", url)
    app.button_group[0].set_value("report").run()
    report = b"DCCG call 27, 15 June 2018\n\n1. It was agreed to publish the list by 1 July.\n"
    drop(app, ("june.txt", report, "text/plain"))
    monkeypatch.setattr(reports, "read_reports", refuse_to_read)
    app.button(key="confirm").click().run()
    assert_no_fault(app)
    assert "1 meeting entered with 1 item proposed." in words(app)


def refuse_to_read(*_: object) -> None:
    raise AssertionError("was read again")


def test_a_codebook_with_a_fault_is_told_with_its_line(run_page: RunPage, url: str) -> None:
    app = run_page("data", url)
    app.button_group[0].set_value("codebook").run()
    content = b'name: x\nversion: "1"\nthemes:\n  - id: a\n    name: A\n'
    app.file_uploader[0].set_value(("mine.yaml", content, "text/yaml")).run()
    shown = words(app.button(key="check").click().run())
    assert 'role="alert"' in shown
    assert "mine.yaml, line 4" in shown


def test_what_is_stored_is_told_even_where_the_coding_after_it_fails(
    run_page: RunPage, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = drop(run_page("data", url), (NAME, TABLE + b"x4,Government,2017,\n", "text/csv"))
    monkeypatch.setenv("SYNTHESIS_ENCODER", str(tmp_path / "none there"))
    app.button(key="confirm").click().run()
    shown = words(app)
    assert 'class="fault"' in shown
    assert "4 contributions received = 2 loaded + 1 merged + 1 refused." in shown
    assert "3 remarks on the files" in shown
    assert "Stored, not coded yet" in shown
    assert "Done" not in shown
    assert "2 of 2 contributions are not coded yet" in shown
    assert n_stored(url) == 2
    assert "confirm" not in [button.key for button in app.button]
    monkeypatch.delenv("SYNTHESIS_ENCODER")
    shown = words(app.button(key="code_rest").click().run())
    assert_no_fault(app)
    assert '<p class="empty-title">Done</p>' in shown
    assert "passages coded now" in shown


def test_files_that_could_not_be_stored_can_be_loaded_again(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), (NAME, TABLE, "text/csv"))
    with busy(url):
        app.button(key="confirm").click().run()
    assert BUSY in words(app)
    assert n_stored(url) == 0
    app.button(key="confirm").click().run()
    assert n_stored(url) == 2


CODEBOOK = b"""name: mine
version: "1"
themes:
  - {id: a, name: A, definition: Trees and their care, keywords: [trees]}
  - {id: b, name: B, definition: Parks and who uses them, keywords: [trees]}
"""


def test_one_codebook_is_asked_for_and_what_is_strange_in_it_is_said(run_page: RunPage, url: str) -> None:
    app = run_page("data", url)
    app.button_group[0].set_value("codebook").run()
    assert not app.file_uploader[0].proto.multiple_files
    assert "REFI-QDA codebook (.qdc)" in words(app)
    app.file_uploader[0].set_value(("my trees.yaml", CODEBOOK, "text/yaml")).run()
    app.button(key="check").click().run()
    notice = "The keyword &#x27;trees&#x27; stands in a and b; it speaks for each of them."
    assert "mine, version 1: 2 themes." in words(app)
    assert notice in words(app)
    assert '<th scope="row">my trees.yaml</th>' in words(app)
    app.button(key="confirm").click().run()
    shown = words(app)
    assert "The codebook mine 1 is in force." in shown
    assert notice in shown


def test_a_table_of_proposals_among_contributions_is_told_where_it_belongs(
    run_page: RunPage, url: str
) -> None:
    proposals = b"No,Proposal,Responsible,Status\n1,Shorten the programme by half if possible,MAG,Open\n"
    shown = words(drop(run_page("data", url), ("improvements.csv", proposals, "text/csv")))
    assert "This looks like a table of proposals." in shown
    assert n_stored(url) == 0


def test_a_load_is_taken_out_by_name(run_page: RunPage, url: str) -> None:
    app = drop(run_page("data", url), (NAME, TABLE, "text/csv"))
    app = app.button(key="confirm").click().run()
    assert n_stored(url) == 2
    assert app.button(key="withdraw_load").disabled
    app = app.text_input(key="reviewer").set_value("Ada").run()
    app = app.button(key="withdraw_load").click().run()
    assert_no_fault(app)
    assert n_stored(url) == 0
    shown = words(app)
    assert "2 contributions are no longer counted." in shown
    assert "withdraw --undo --load load-" in shown
    assert "2 remarks on the files" in shown
    assert "withdraw_load" not in [button.key for button in app.button]
    with open_store(url, read_only=True) as store:
        assert {each.by for each in store.withdrawals()} == {"Ada"}


REPORT = "DCCG call 27, 15 June 2018\n\n1. It was agreed to publish the list by 1 July.\n"


def check_reports(run_page: RunPage, url: str, *texts: str) -> AppTest:
    """Check reports where that of one meeting is stored."""
    meeting = parse_report(REPORT)
    with open_store(url) as store:
        store.add_meeting(meeting, find_decisions(meeting))
    app = run_page("data", url)
    app.button_group[0].set_value("report").run()
    return drop(app, *((f"{n}.txt", text.encode(), "text/plain") for n, text in enumerate(texts)))


def test_a_check_of_a_corrected_report_says_that_one_is_stored_and_replaces_it_by_name(
    run_page: RunPage, url: str
) -> None:
    app = check_reports(run_page, url, REPORT + "2. It was agreed to publish a calendar.\n")
    assert "1 report corrects a stored one, with 2 items." in words(app)
    assert "0 meetings" not in words(app)
    assert "Another report of the meeting" in words(app)
    assert not any(button.key == "confirm" for button in app.button)
    app = app.checkbox(key="replace_report").check().run()
    assert "Give your name to replace it." in words(app)
    assert app.button(key="confirm").disabled
    app = app.text_input(key="reviewer").set_value("Ada").run()
    app = app.button(key="confirm").click().run()
    assert_no_fault(app)
    assert "1 stored report replaced." in words(app)
    assert "took the place of the stored report" in words(app)
    with open_store(url, read_only=True) as store:
        assert len(store.snapshot().decisions) == 2


def test_a_check_of_reports_that_are_all_stored_offers_nothing_to_load(run_page: RunPage, url: str) -> None:
    app = check_reports(run_page, url, REPORT)
    assert "1 meeting read, 0 items proposed for the register. 1 of 1 stored already." in words(app)
    assert "There is nothing in these files to load." in words(app)
    assert "All of it is stored already." in words(app)
    assert "confirm" not in [button.key for button in app.button]


def test_a_second_copy_of_a_new_report_is_not_called_stored(run_page: RunPage, url: str) -> None:
    new = REPORT.replace("call 27, 15 June", "call 28, 22 June")
    shown = words(check_reports(run_page, url, new, new, REPORT))
    assert "3 meetings read, 1 item proposed for the register. 1 of 3 stored already." in shown
    assert "1 of 3 twice in these files." in shown


def test_a_reason_names_another_file_as_people_did(run_page: RunPage, url: str) -> None:
    other = TABLE.replace(b"There were too many parallel sessions.", b"Fewer sessions please.")
    files = (("owner locked.csv", TABLE, "text/csv"), ("second.csv", other, "text/csv"))
    shown = words(drop(run_page("data", url), *files))
    assert "stands already in owner locked.csv, row 2" in shown
    assert "owner_locked" not in shown
