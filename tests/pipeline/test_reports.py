"""Reports are read, and entered with links to themes."""

from pathlib import Path

import pytest

from synthesis.errors import StoreError
from synthesis.meetings import answers
from synthesis.models import DecisionLink
from synthesis.pipeline import (
    code_store,
    enter_reports,
    load_into,
    load_reports,
    preview_reports,
    read_decisions,
)
from synthesis.pipeline.linking import propose_anew
from synthesis.pipeline.reports import coder_in_force
from synthesis.store import Store, open_store
from tests.pipeline.given import REPORT, SMALL

# Reports


def test_decisions_are_read_without_a_store(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    (read,) = read_decisions([path])
    assert read.meeting is not None
    assert [decision.paragraph for decision in read.decisions] == ["1"]
    assert not read.is_refused


def test_a_report_that_is_not_there_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    read = read_decisions([tmp_path / "absent.txt", path])
    assert sorted(report.is_refused for report in read) == [False, True]


def test_reports_are_entered_once_with_links_to_themes(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT.replace("hold the next call in April", "ask for fewer sessions"), encoding="utf-8")
    (read,) = load_reports(store, [path])
    assert read.is_new
    snapshot = store.snapshot()
    assert snapshot.decisions == read.decisions
    assert "programme_size" in {link.theme_id for link in snapshot.links}
    (again,) = load_reports(store, [path])
    assert not again.is_new
    assert store.snapshot() == snapshot


def test_a_report_is_entered_as_it_was_read_whatever_became_of_its_file(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    read = read_decisions([path])
    path.write_text(REPORT.replace("hold the next call in April", "publish a calendar"), encoding="utf-8")
    (entered,) = enter_reports(store, read)
    assert entered.is_new
    assert store.snapshot().decisions == read[0].decisions


def test_another_report_of_a_meeting_is_refused_and_the_first_kept(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    load_reports(store, [path])
    before = store.snapshot()
    path.write_text(REPORT + "3. It was agreed to publish a calendar.\n", encoding="utf-8")
    (read,) = load_reports(store, [path])
    assert read.is_refused
    assert store.snapshot() == before


def test_a_corrected_report_takes_the_place_of_the_stored_one_by_name(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    load_reports(store, [path])
    path.write_text(REPORT + "3. It was agreed to publish a calendar.\n", encoding="utf-8")
    (foreseen,) = preview_reports(store, [path])
    assert (foreseen.is_refused, foreseen.is_correction) == (True, True)
    (read,) = load_reports(store, [path], replaced_by="Ada")
    assert not read.is_refused
    assert read.problem is not None
    assert "took the place" in read.problem.reason
    assert {decision.paragraph for decision in store.snapshot().decisions} == {"1", "3"}


def test_what_there_is_to_remark_on_a_corrected_report_is_said_too(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    load_reports(store, [path])
    path.write_text(REPORT.replace("It was agreed to hold", "Some spoke of"), encoding="utf-8")
    (read,) = enter_reports(store, preview_reports(store, [path]), replaced_by="Ada")
    assert read.problem is not None
    assert "stayed, because people touched or named them. No item was found" in read.problem.reason


def test_a_preview_of_reports_promises_what_loading_keeps(store: Store, tmp_path: Path) -> None:
    path, other = tmp_path / "report.txt", tmp_path / "other.txt"
    path.write_text(REPORT, encoding="utf-8")
    other.write_text(REPORT + "3. It was agreed to publish a calendar.\n", encoding="utf-8")
    foreseen = preview_reports(store, [path, other])
    assert store.is_empty()
    loaded = load_reports(store, [path, other])
    for each in ("is_new", "is_refused"):
        assert [getattr(report, each) for report in foreseen] == [getattr(report, each) for report in loaded]
    (again,) = preview_reports(store, [path])
    assert not again.is_new
    assert not again.is_refused


def test_reports_of_two_bodies_on_one_day_are_both_entered(store: Store, tmp_path: Path) -> None:
    path, other = tmp_path / "report.txt", tmp_path / "other.txt"
    path.write_text(REPORT, encoding="utf-8")
    other.write_text(REPORT.replace("Dynamic Coalition Coordination Group", "MAG"), encoding="utf-8")
    assert [report.is_new for report in load_reports(store, [path, other])] == [True, True]
    assert len(store.snapshot().decisions) == 2
    assert not any(report.is_new or report.is_refused for report in load_reports(store, [path, other]))


def test_another_codebook_links_decisions_anew(store: Store, inputs: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT.replace("hold the next call in April", "ask for fewer sessions"), encoding="utf-8")
    load_into(store, [inputs], cycle=2017)
    load_reports(store, [path])
    code_store(store, SMALL)
    assert {link.theme_id for link in store.snapshot().links} <= {"size"}


def test_codings_are_not_stored_without_the_links_that_come_of_them(
    store: Store, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.txt"
    asks = REPORT.replace("hold the next call in April", "ask for fewer parallel sessions")
    path.write_text(asks, encoding="utf-8")
    load_into(store, [inputs], cycle=2017)
    load_reports(store, [path])
    with monkeypatch.context() as patched:
        patched.setattr(answers, "link_passages", refuse)
        with pytest.raises(StoreError, match="busy"):
            code_store(store)
    assert store.coded_passage_ids() == frozenset()
    code_store(store)
    snapshot = store.snapshot()
    assert any(link.passage_id for link in snapshot.links)
    assert snapshot.links == links_as_it_stands(store)
    assert store.changes()[-1].what.startswith("Coded")


def test_reviewed_passages_are_linked_by_what_people_found_in_them(
    store: Store, inputs: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    asks = REPORT.replace("hold the next call in April", "ask for fewer parallel sessions")
    path.write_text(asks, encoding="utf-8")
    load_into(store, [inputs], cycle=2017)
    load_reports(store, [path])
    code_store(store)
    linked = {link.passage_id for link in store.snapshot().links if link.passage_id}
    for passage_id in linked:
        store.review_passage(passage_id, {}, "A. Reader", 0)
    code_store(store)
    assert store.snapshot().links == links_as_it_stands(store)
    assert linked.isdisjoint(link.passage_id for link in store.snapshot().links)


def links_as_it_stands(store: Store) -> tuple[DecisionLink, ...]:
    """What the decisions would be linked to, asked of what is stored now."""
    snapshot = store.snapshot()
    proposed = propose_anew(snapshot, coder_in_force(store, snapshot)).links
    return tuple(sorted(proposed, key=lambda link: link.key))


def refuse(*_: object) -> None:
    raise StoreError("The store is busy.")


def test_links_of_a_report_that_another_process_enters_while_coding_runs_stay(
    store: Store, inputs: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    asks = REPORT.replace("hold the next call in April", "ask for fewer sessions")
    first.write_text(asks, encoding="utf-8")
    second.write_text(asks.replace("9 March", "10 April"), encoding="utf-8")
    load_into(store, [inputs], cycle=2017)
    load_reports(store, [first])
    with open_store(store.where) as other:
        code_store(store, on_progress=lambda *_: load_reports(other, [second]))
    snapshot = store.snapshot()
    assert len(snapshot.decisions) == 2
    assert {link.decision_id for link in snapshot.links} == {decision.id for decision in snapshot.decisions}


def test_a_transcript_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "transcript.txt"
    turns = [
        f">> SPEAKER {n % 3}: Thank you. I think we agreed to meet again, let me see.\n" for n in range(40)
    ]
    path.write_text("IGF 2018 - transcript\n\n" + "\n".join(turns), encoding="utf-8")
    (read,) = read_decisions([path])
    assert read.meeting is not None
    assert read.meeting.format == "transcript"
    assert read.is_refused
    assert read.decisions == ()
