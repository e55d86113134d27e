import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from synthesis.coding import basis
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.reference import ReviewedPassage
from synthesis.corpus.tables import read_table
from synthesis.errors import InputError, ReadOnlyError, UnreadableFileError
from synthesis.models import Codebook, Theme
from synthesis.pipeline import (
    code_file,
    code_store,
    fill_with_sample,
    load_into,
    load_reports,
    preview_learning,
    preview_load,
    preview_stored,
    read_decisions,
    read_reviewed,
    reviewed_passages,
    reviews_to_learn_from,
    store_loaded,
)
from synthesis.pipeline.tabular import read_rows
from synthesis.store import Store, open_store

INPUTS = """id,Stakeholder group,text
1,Civil Society,There were far too many sessions at the same time.
2,Government,"Few people know what the dynamic coalitions do.

There should be fewer parallel sessions."
3,Civil Society,There were far too many sessions at the same time.
"""
REPORT = """Dynamic Coalition Coordination Group - Virtual Meeting XXV
9 March 2018

1. It was agreed to hold the next call in April.
2. Some contributors had recommended fewer sessions.
"""
SMALL = Codebook("Small", "1", (Theme("size", "Size", "How many sessions there are."),))


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    path = tmp_path / "inputs.csv"
    path.write_text(INPUTS, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db")) as opened:
        yield opened


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
    assert store_loaded(store, loaded) == foreseen


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


# Codings in the store


def test_counts_of_a_run_reconcile(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    run = code_store(store)
    counts = dict(run.counts)
    parts = ("coded", "none", "undecided", "kept")
    assert counts["passages"] == len(store.passages()) == sum(counts[name] for name in parts)
    assert counts["codings"] == sum(len(each.codings) for each in store.snapshot().assignments)
    assert run.codebook_version == store.codebook().version
    assert store.runs()[-1] == run
    assert dict(run.library_versions)["scikit-learn"]


def test_coding_again_finds_nothing_to_do(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    before = store.revision()
    assert dict(code_store(store).counts)["kept"] == len(store.passages())
    assert store.revision() == before


def test_only_new_passages_are_coded(store: Store, inputs: Path, tmp_path: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    n_before = len(store.passages())
    more = tmp_path / "more.csv"
    more.write_text("id,text\n9,The programme was too full.\n", encoding="utf-8")
    load_into(store, [more], cycle=2017)
    counts = dict(code_store(store).counts)
    assert counts["kept"] == n_before
    assert counts["passages"] == n_before + 1


def test_another_codebook_codes_everything_again(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    assert dict(code_store(store, SMALL).counts)["kept"] == 0
    assert store.codebook() == SMALL
    themes = {coding.theme_id for each in store.snapshot().assignments for coding in each.codings}
    assert themes <= {"size"}


@pytest.mark.parametrize("changed", ["version", "cues", "reference"])
def test_a_changed_coder_codes_everything_again(
    store: Store, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    cues = tmp_path / "cues.yaml"
    cues.write_text("wish: {en: [please]}\n", encoding="utf-8")
    name, value = {
        "version": ("CODER_VERSION", basis.CODER_VERSION + 1),
        "cues": ("CUES", cues),
        "reference": ("shipped_reference", lambda: (ReviewedPassage("Fewer sessions.", ("size",)),)),
    }[changed]
    monkeypatch.setattr(basis, name, value)
    assert dict(code_store(store).counts)["kept"] == 0
    assert dict(code_store(store).counts)["kept"] == len(store.passages())


def test_a_review_is_learned_from_and_kept(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    assignment = next(each for each in store.snapshot().assignments if each.codings)
    found = {coding.theme_id: "for" for coding in assignment.codings}
    store.review_passage(assignment.passage_id, found, "A. Reader", 0)
    assert dict(code_store(store).counts)["kept"] == 0
    coded = next(each for each in store.snapshot().assignments if each.passage_id == assignment.passage_id)
    people = {coding.theme_id for coding in coded.codings if coding.origin == "person"}
    assert people == {coding.theme_id for coding in assignment.codings}
    assert dict(code_store(store).counts)["kept"] == len(store.passages())


def test_reviewed_passages_are_learned_from_as_people_judged_them(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    assert reviewed_passages(store.snapshot()) == ()
    first, second = store.passages()[:2]
    store.review_passage(first.id, {"visibility": "against"}, "A. Reader", 0)
    store.review_passage(second.id, {}, "A. Reader", 0)
    found, none = reviewed_passages(store.snapshot())
    assert (found.themes, found.positions) == (("visibility",), ("against",))
    assert (none.themes, none.text) == ((), second.text)
    store.withdraw_review(second.id, "A. Reader", 1)
    assert reviewed_passages(store.snapshot()) == (found,)


def test_a_review_says_nothing_of_a_theme_that_came_later(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store, SMALL)
    store.review_passage(store.passages()[0].id, {}, "A. Reader", 0)
    store.save_codebook(shipped_codebook())
    (reviewed,) = reviewed_passages(store.snapshot())
    assert reviewed.asked == ()


def test_the_codings_are_the_same_on_two_processes(tmp_path: Path, inputs: Path) -> None:
    found = []
    for workers in (1, 2):
        with open_store(str(tmp_path / f"{workers}.db")) as store:
            load_into(store, [inputs], cycle=2017)
            code_store(store, workers=workers)
            found.append(store.snapshot().assignments)
    assert found[0] == found[1]


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


def test_another_report_of_a_meeting_is_refused_and_the_first_kept(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    load_reports(store, [path])
    before = store.snapshot()
    path.write_text(REPORT + "3. It was agreed to publish a calendar.\n", encoding="utf-8")
    (read,) = load_reports(store, [path])
    assert read.is_refused
    assert store.snapshot() == before


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


# The sample


def test_the_sample_fills_a_store_once(store: Store) -> None:
    report = fill_with_sample(store)
    assert report.refused == 0
    assert report.received == report.loaded + report.merged
    first = store.snapshot()
    assert {contribution.cycle for contribution in first.contributions} == {2016, 2017}
    assert all(contribution.is_sample for contribution in first.contributions)
    assert all(meeting.is_sample for meeting in first.meetings)
    assert len(first.assignments) == len(first.passages)
    assert first.decisions
    assert first.links
    assert fill_with_sample(store).loaded == 0
    assert store.snapshot() == first


# File to file


def test_every_passage_of_the_input_is_accounted_for(inputs: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    report = code_file(inputs, target)
    rows = rows_of(target)
    assert list(rows[0]) == [
        "contribution_id",
        "passage_id",
        "start",
        "end",
        "theme",
        "score",
        "position",
        "status",
        "evidence",
    ]
    assert {row["contribution_id"] for row in rows} == {"1", "2", "3"}
    assert len({row["passage_id"] for row in rows}) == report.passages
    assert report.passages == report.coded + report.none + report.undecided
    assert report.codings == sum(row["status"] == "proposed" for row in rows)


def test_evidence_stands_in_the_text_it_is_about(inputs: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    code_file(inputs, target)
    texts = {row["id"]: row["text"] for row in rows_of(inputs)}
    coded = [row for row in rows_of(target) if row["status"] == "proposed"]
    assert coded
    for row in coded:
        passage = texts[row["contribution_id"]][int(row["start"]) : int(row["end"])]
        assert row["evidence"]
        assert all(words in passage for words in row["evidence"].split("; "))


def test_rows_that_are_passages_keep_their_ids(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text('id,text\np1,"Too many sessions.\n\nFew know us."\np2,RAS\n', encoding="utf-8")
    report = code_file(source, target, are_passages=True)
    rows = rows_of(target)
    assert {(row["contribution_id"], row["passage_id"]) for row in rows} == {("p1", "p1"), ("p2", "p2")}
    assert (rows[0]["start"], rows[0]["end"]) == ("0", str(len("Too many sessions.\n\nFew know us.")))
    assert report.passages == 2


def test_none_and_undecided_have_one_row_each(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,text\na,RAS\nb,\nc,Coffee was served at four.\n", encoding="utf-8")
    code_file(source, target)
    rows = rows_of(target)
    assert [row["contribution_id"] for row in rows[:2]] == ["a", "b"]
    for row in rows:
        assert row["status"] in {"none", "undecided", "proposed"}
        assert (row["theme"] == "") == (row["status"] == "none")
        assert row["evidence"] == "" or row["status"] == "proposed"


def test_the_same_input_gives_the_same_bytes_on_any_number_of_processes(inputs: Path, tmp_path: Path) -> None:
    for ending in ("csv", "parquet"):
        outputs = [tmp_path / f"{number}.{ending}" for number in range(3)]
        for target, workers in zip(outputs, (1, 1, 2), strict=True):
            code_file(inputs, target, workers=workers)
        contents = [target.read_bytes() for target in outputs]
        assert contents[0] == contents[1] == contents[2]


def test_parquet_and_csv_hold_the_same(inputs: Path, tmp_path: Path) -> None:
    table = rows_of(inputs)
    source = tmp_path / "in.parquet"
    columns = {"TEXT": [row["text"] for row in table], "Id": pa.array([1, 2, 3])}
    pq.write_table(pa.table(columns), source)
    code_file(source, tmp_path / "out.parquet")
    code_file(inputs, tmp_path / "out.csv")
    from_parquet = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [{name: str(value) for name, value in row.items()} for row in from_parquet] == rows_of(
        tmp_path / "out.csv"
    )


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-16", ";"), ("cp1252", ";"), ("utf-8", "\t")]
)
def test_encodings_and_delimiters_of_the_input_are_told(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    text = "Il y avait trop de séances parallèles à Genève, et trop peu de débats."
    source.write_text(f"id{delimiter}text\né1{delimiter}{text}\n", encoding=encoding)
    code_file(source, target)
    assert rows_of(target)[0]["contribution_id"] == "é1"


@pytest.mark.parametrize("are_passages", [False, True])
def test_a_row_with_the_id_of_an_earlier_one_is_refused(tmp_path: Path, are_passages: bool) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    between = "".join(f"{number},RAS\n" for number in range(300))  # in another partition than the first
    source.write_text(f"id,text\na,Too many sessions.\n{between}a,More sessions.\n", encoding="utf-8")
    report = code_file(source, target, are_passages=are_passages)
    assert (report.received, report.loaded, report.refused) == (302, 301, 1)
    assert (report.problems[0].row, "'a'" in report.problems[0].reason) == (303, True)
    rows = rows_of(target)
    assert len({row["passage_id"] for row in rows}) == report.passages
    assert [row["end"] for row in rows if row["contribution_id"] == "a"] == [str(len("Too many sessions."))]


PADDING = "".join(f"{number},Fewer sessions would do.\n" for number in range(40_000)).encode()
ACCENTED = "a,Réunions trop longues à Genève.\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id,text\n" + ACCENTED.encode() + ACCENTED.encode("cp1252"), "Windows-1252"),
        (b"id,text\n" + PADDING + ACCENTED.encode("cp1252"), ""),
        (b"id,text\n" + PADDING + "a,Слишком много заседаний.\n".encode("cp1251"), "cp1251"),
        (b"id,text\n" + ACCENTED.encode("cp1252") + PADDING + ACCENTED.encode(), "Windows-1252"),
        ("id,text\na,Fewer sessions, café".encode()[:-1], "breaks off"),
        (b"sep=;\nid;text\na;Fewer sessions, and longer\n", ""),
        (b"\nid,text\na,Fewer sessions.\n,,\n", ""),
    ],
    ids=["mixed lines", "late accents", "late cyrillic", "late UTF-8", "cut", "delimiter told", "blank rows"],
)
def test_a_long_table_is_read_as_load_reads_it(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    told: list[str] = []
    rows = [(row.number, row.id, row.text) for row in read_rows(path, told.append)]
    table = read_table(path)
    assert rows == [(number, *cells[:2]) for number, cells in zip(table.row_numbers, table.rows, strict=True)]
    assert len(told) == bool(says)
    assert all(says in reason for reason in told)


def test_what_was_told_of_a_table_refuses_none_of_its_rows(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"id,text\n" + ACCENTED.encode() + ACCENTED.replace("a", "b", 1).encode("cp1252"))
    report = code_file(source, tmp_path / "out.csv")
    assert (report.received, report.loaded, report.refused) == (2, 2, 0)
    assert ["Windows-1252" in problem.reason for problem in report.problems] == [True]


def test_a_missing_quotation_mark_refuses_a_file_to_code(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text('id,text\n1,One.\n2,"Two.\n3,"Three."\n', encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="missing or too many in row 3"):
        code_file(source, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_of_a_byte_order_mark_alone_is_empty(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"\xef\xbb\xbf")
    with pytest.raises(UnreadableFileError, match="empty"):
        code_file(source, tmp_path / "out.csv")


def test_a_row_without_an_id_is_refused_and_the_rest_coded(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,text\n,Too many sessions.\nb,Too many sessions.\n", encoding="utf-8")
    report = code_file(source, target)
    assert (report.received, report.loaded, report.refused) == (2, 1, 1)
    assert report.problems[0].row == 2
    assert {row["contribution_id"] for row in rows_of(target)} == {"b"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "empty"),
        ("id,text\n", "no rows"),
        ("id,words\n1,x\n", "'text' is missing"),
        ("\0\1\2", "not text"),
    ],
)
def test_an_input_that_cannot_be_used_leaves_no_output(tmp_path: Path, content: str, says: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        code_file(source, target)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_a_damaged_parquet_file_is_unreadable(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    source.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(UnreadableFileError, match="damaged"):
        code_file(source, tmp_path / "out.csv")


def test_other_formats_are_refused_before_any_work(inputs: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="CSV or Parquet"):
        code_file(inputs, tmp_path / "out.xlsx")


def test_a_text_longer_than_a_megabyte_is_coded(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,text\n1," + "Too many sessions. " * 60_000 + "\n", encoding="utf-8")
    assert code_file(source, target).received == 1


def test_reviewed_rows_of_one_text_become_one_passage(tmp_path: Path) -> None:
    path = tmp_path / "reviewed.csv"
    path.write_text(
        "Text,Theme,Position\nToo many.,programme_size,for\nToo many.,visibility,\nCoffee.,none,\n",
        encoding="utf-8",
    )
    first, second = read_reviewed(path)
    assert (first.themes, first.positions) == (("programme_size", "visibility"), ("for", "unclear"))
    assert (second.text, second.themes) == ("Coffee.", ())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("text\nx\n", "The column 'theme' is missing"),
        ("text,theme,text\nx,none,y\n", "The column 'text' stands twice"),
        ("text,theme,position,position\nx,size,for,against\n", "The column 'position' stands twice"),
        ("text,theme,position\nx,visibility,maybe\n", "row 2: 'maybe' is no position"),
        ("text,theme\nx,none\n ,visibility\n", "row 3: The row has no text"),
        (
            "text,theme\nx,none\ny,Size of the program\n",
            "row 3: 'Size of the program' is no theme .* Did you mean 'programme_size'. Its themes are vis",
        ),
        ("text,theme\nx,none\nx,visibility\n", r"row 3: .* a theme in one row and none in another \(row 2\)"),
        (
            "text,theme,position\nx,visibility,for\nx,visibility,against\n",
            "row 3: The same text is for 'visibility' in one row and against in another",
        ),
        ('text,theme\nx,none\n"y,visibility\nz,none\n', "row 3"),
    ],
)
def test_a_reviewed_file_with_a_fault_says_which(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "reviewed.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_reviewed(path)


def test_reviewed_passages_change_what_is_learned(inputs: Path, tmp_path: Path) -> None:
    from synthesis.coding.reference import ReviewedPassage

    text = "There were far too many sessions at the same time."
    reviewed = [ReviewedPassage(text, ()) for _ in range(30)]
    code_file(inputs, tmp_path / "plain.csv")
    code_file(inputs, tmp_path / "taught.csv", reviewed=reviewed)
    assert (tmp_path / "plain.csv").read_bytes() != (tmp_path / "taught.csv").read_bytes()


def test_the_report_of_a_file_is_json(inputs: Path, tmp_path: Path) -> None:
    report = code_file(inputs, tmp_path / "out.csv", codebook=shipped_codebook())
    assert json.loads(json.dumps(report.as_dict()))["received"] == 3


# Learning from reviews


def test_what_reviews_would_change_is_told_before_it_is_changed(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    assert reviews_to_learn_from(store, store.snapshot()) == 0
    coded = [each for each in store.snapshot().assignments if each.codings]
    store.review_passage(coded[0].passage_id, {}, "A. Reader", 0)
    assert reviews_to_learn_from(store, store.snapshot()) == 1
    revision = store.revision()
    lesson = preview_learning(store)
    assert store.revision() == revision
    assert (lesson.n_reviewed, lesson.n_passages) == (1, len(store.passages()) - 1)
    code_store(store)
    after = {each.passage_id: each for each in store.snapshot().assignments}
    before = {each.passage_id: each for each in coded}
    changed = {
        passage_id
        for passage_id, each in after.items()
        if each.review is None
        and {c.theme_id: c.position for c in each.codings}
        != {c.theme_id: c.position for c in (before[passage_id].codings if passage_id in before else ())}
    }
    assert changed == {change.passage_id for change in lesson.changes}
    assert reviews_to_learn_from(store, store.snapshot()) == 0
    assert preview_learning(store).changes == ()


def test_a_change_names_the_reviewed_passage_most_like_it(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "id,text\na,Parking near the venue is too small.\nb,Parking near the venue was too small again.\n",
        encoding="utf-8",
    )
    load_into(store, [path], cycle=2017)
    code_store(store)
    first, second = store.passages()
    found = {each.passage_id: each for each in store.snapshot().assignments}
    verdict = {} if found[second.id].codings else {"programme_size": "for"}
    for version in range(1):
        store.review_passage(first.id, verdict, "A. Reader", version)  # type: ignore[arg-type]
    for change in preview_learning(store).changes:
        assert change.because == first.id
        assert 0 < change.likeness <= 1


def test_withdrawing_a_review_is_something_to_learn_too(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    passage = store.passages()[0].id
    store.review_passage(passage, {}, "A. Reader", 0)
    code_store(store)
    store.withdraw_review(passage, "A. Reader", 1)
    assert reviews_to_learn_from(store, store.snapshot()) == 1
