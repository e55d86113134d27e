"""Into the store: what is loaded, merged, refused, and told of it."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from synthesis.errors import ConflictError, ReadOnlyError
from synthesis.models import Contribution, CopyGroup, Passage
from synthesis.pipeline import (
    code_store,
    load_into,
    load_reports,
    loading,
    preview_load,
    preview_stored,
    store_loaded,
)
from synthesis.store import Store, open_store
from tests.pipeline.given import INPUTS

# Into the store


def test_loading_stores_contributions_passages_and_copies(store: Store, inputs: Path) -> None:
    report = load_into(store, [inputs], cycle=2017)
    assert (report.received, report.loaded, report.merged, report.refused) == (3, 3, 0, 0)
    snapshot = store.snapshot()
    texts = {contribution.id: contribution.text for contribution in snapshot.contributions}
    assert len(texts) == 3
    for passage in snapshot.passages:
        assert texts[passage.contribution_id][passage.start : passage.end] == passage.text
    assert [contribution.cycle for contribution in snapshot.contributions] == [2017] * 3


def test_loading_twice_merges_all_and_changes_nothing(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    before = store.snapshot()
    report = load_into(store, [inputs], cycle=2017)
    assert (report.received, report.loaded, report.merged, report.refused) == (3, 0, 3, 0)
    assert store.snapshot() == before


def test_two_orders_of_loading_come_to_the_same(tmp_path: Path, inputs: Path) -> None:
    other = tmp_path / "more.csv"
    other.write_text("id,text\n0,There were far too many sessions at the same time.\n", encoding="utf-8")
    snapshots = []
    for number, order in enumerate([[inputs, other], [other, inputs]]):
        with open_store(str(tmp_path / f"{number}.db")) as store:
            for path in order:
                load_into(store, [path], cycle=2017)
            snapshots.append(store.snapshot())
    assert snapshots[0].contributions == snapshots[1].contributions
    assert snapshots[0].passages == snapshots[1].passages
    assert snapshots[0].copies == snapshots[1].copies


def test_copies_that_another_process_loads_meanwhile_are_grouped(
    store: Store, inputs: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("id,text\n9,The coffee was good.\n", encoding="utf-8")
    with open_store(store.where) as other:
        store_loaded(store, preview_load([more]), lambda *_: load_into(other, [inputs], cycle=2017))
    snapshot = store.snapshot()
    assert len(snapshot.contributions) == 4
    (group,) = snapshot.copies
    texts = {each.text for each in snapshot.contributions if each.id in group.contribution_ids}
    assert (len(group.contribution_ids), len(texts)) == (2, 1)


def test_loading_gives_up_where_others_never_stop(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    group = loading.copies_among

    def group_while_another_loads(contributions: Iterable[Contribution]) -> tuple[CopyGroup, ...]:
        tried.append(len(tried))
        other = Contribution(id=f"other-{len(tried)}", text="The coffee was good.")
        store.add_contributions([other], [Passage.of(other, 0, 20)])
        return group(contributions)

    monkeypatch.setattr(loading, "copies_among", group_while_another_loads)
    with pytest.raises(ConflictError, match="Others keep loading"):
        load_into(store, [inputs], cycle=2017)
    assert tried == [0, 1, 2]
    assert {each.id for each in store.contributions()} == {"other-1", "other-2", "other-3"}


def test_how_files_are_batched_does_not_change_what_becomes_of_them(tmp_path: Path) -> None:
    letter = "Please keep the captions and begin the main sessions at the time that was announced for them."
    for country in ("Kenya", "Brazil"):
        (tmp_path / f"{country}.csv").write_text(f"Country,Text\n{country},{letter}\n", encoding="utf-8")
    paths = sorted(tmp_path.glob("*.csv"))
    snapshots = []
    for number, batches in enumerate([[paths], [[path] for path in paths]]):
        with open_store(str(tmp_path / f"{number}.db")) as store:
            reports = [load_into(store, batch, cycle=2017) for batch in batches]
            assert sum(report.loaded for report in reports) == 2
            assert sum(report.merged + report.refused for report in reports) == 0
            snapshots.append(store.snapshot())
    assert snapshots[0].contributions == snapshots[1].contributions
    assert [group.contribution_ids for group in snapshots[0].copies] == [
        tuple(contribution.id for contribution in snapshots[0].contributions)
    ]


def test_a_preview_stores_nothing_and_can_be_stored_later(store: Store, inputs: Path) -> None:
    loaded = preview_load([inputs], cycle=2017)
    assert store.is_empty()
    assert store_loaded(store, loaded).loaded == 3


def test_what_storing_would_come_to_is_told_beforehand(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    inputs.write_text(
        INPUTS.replace("far too many", "not enough", 1) + "4,,Another letter.\n", encoding="utf-8"
    )
    loaded = preview_load([inputs], cycle=2017)
    before = store.snapshot()
    foreseen = preview_stored(store, loaded)
    assert (foreseen.received, foreseen.loaded, foreseen.merged, foreseen.refused) == (4, 1, 2, 1)
    assert store.snapshot() == before
    assert replace(store_loaded(store, loaded), run_id="") == foreseen


@pytest.mark.parametrize(("first", "second"), [(2017, None), (None, 2017), (2017, 2018)])
def test_what_is_stored_under_another_cycle_is_told_and_loaded(
    store: Store, inputs: Path, first: int | None, second: int | None
) -> None:
    load_into(store, [inputs], cycle=first)
    inputs.write_text(INPUTS + "4,,Another letter.\n", encoding="utf-8")
    report = load_into(store, [inputs], cycle=second)
    assert report.loaded == 4
    (double,) = report.doubles
    assert (double.file, double.column, double.is_refusal) == ("inputs.csv", "Cycle", False)
    assert "The store holds 3 contributions" in double.reason
    assert double in report.problems
    assert double in store.problems()
    assert load_into(store, [inputs], cycle=second).doubles == ()


def test_the_same_words_under_another_id_in_one_cycle_are_no_double(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    inputs.write_text(INPUTS.replace("1,Civil", "7,Civil"), encoding="utf-8")
    assert load_into(store, [inputs], cycle=2017).doubles == ()


def test_what_is_refused_is_told_and_the_rest_is_loaded(store: Store, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    load_into(store, [inputs], cycle=2017)
    inputs.write_text(
        INPUTS.replace("far too many", "not enough", 1) + "4,,Another letter.\n", encoding="utf-8"
    )
    report = load_into(store, [inputs, tmp_path / "empty.csv"], cycle=2017)
    assert (report.received, report.loaded, report.merged, report.refused) == (5, 1, 2, 2)
    assert sum(problem.is_refusal for problem in report.problems) == 2
    assert set(report.as_dict()["problems"][0]) == {"file", "row", "column", "reason"}


def test_a_refusal_by_the_store_names_its_file_and_row_and_is_kept_once_for_each(
    store: Store, inputs: Path, tmp_path: Path
) -> None:
    load_into(store, [inputs], cycle=2017)
    for name in ("a.csv", "b.csv"):
        other = INPUTS.replace("far too many", "not enough", 1).replace("id,", "Ref,", 1)
        (tmp_path / name).write_text(other, encoding="utf-8")
        report = load_into(store, [tmp_path / name], cycle=2017)
        (refusal,) = (problem for problem in report.problems if problem.is_refusal)
        assert (refusal.file, refusal.row, refusal.column) == (name, 2, "Ref")
        assert report.received == report.loaded + report.merged + report.refused
    assert [problem.file for problem in store.problems() if problem.is_refusal] == ["a.csv", "b.csv"]


def test_progress_is_told_to_the_end(store: Store, inputs: Path) -> None:
    told: list[tuple[int, int, str]] = []
    load_into(store, [inputs], on_progress=lambda done, total, what: told.append((done, total, what)))
    code_store(store, on_progress=lambda done, total, what: told.append((done, total, what)))
    assert {what for done, total, what in told if done == total} >= {
        "Cutting contributions into passages",
        "Coding passages",
    }


def test_names_and_headings_that_are_no_characters_stop_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.csv")).write_text("ID,Text\n1,\n", encoding="utf-8")
    (folder / "late.json").write_text(
        '[{"What \\ud800 worked?": "The captions were good."}]', encoding="utf-8"
    )
    report_file = tmp_path / os.fsdecode(b"r\xe9union.txt")
    report_file.write_text("Captions Group - Call 7\n\n9 March 2018\n\n1. It was agreed to meet in May.")
    with open_store("sqlite://") as store:
        report = load_into(store, [folder, folder / os.fsdecode(b"\xff.csv")], cycle=2018)
        (entered,) = load_reports(store, [report_file])
        snapshot = store.snapshot()
    assert (report.loaded, report.refused) == (1, 2)
    assert {problem.file for problem in report.problems} == {"caf\ufffd.csv", "\ufffd.csv"}
    assert snapshot.contributions[0].answers[0].question == "What \ufffd worked?"
    assert (entered.file, snapshot.meetings[0].source) == ("r\ufffdunion.txt", "r\ufffdunion.txt")


def test_read_only_mode_is_told_before_any_file_is_read(tmp_path: Path, inputs: Path) -> None:
    url = str(tmp_path / "store.db")
    open_store(url).close()
    with open_store(url, read_only=True) as store, pytest.raises(ReadOnlyError):
        load_into(store, [inputs], on_progress=lambda *_: pytest.fail("A file was read."))


def test_a_contribution_dated_after_the_day_of_loading_is_told(tmp_path: Path) -> None:
    path = tmp_path / "inputs.csv"
    path.write_text("id,submitted_on,text\n1,2099-01-01,Fewer sessions at the same time.\n", encoding="utf-8")
    assert any("future" in problem.reason for problem in preview_load([path], cycle=2017).problems)
