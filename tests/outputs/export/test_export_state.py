"""What a file rests on stands in it, its filters reach every sheet, and one state is one file anywhere."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from synthesis.models import Decision, DecisionLink, Filters, Snapshot
from synthesis.outputs.export import FORMATS, export
from synthesis.outputs.export.rows import passages_reconciled
from synthesis.outputs.frames.provenance import provenance_of
from synthesis.outputs.frames.register import DECISION_COLUMNS, LINK_COLUMNS
from synthesis.outputs.tables import Frames, frames, narrow, totals
from synthesis.store import open_store
from tests.outputs.conftest import HIDDEN_NAME, WEOG
from tests.outputs.export.test_export import EVERY, rows_of_csv, text_of

SCRIPT = """
import hashlib, sys
from synthesis.models import Filters
from synthesis.outputs.export import FORMATS, export
from synthesis.outputs.tables import frames
from synthesis.store import open_store
with open_store(sys.argv[1], read_only=True) as store:
    whole = frames(store.snapshot())
for form in FORMATS:
    print(form, hashlib.sha256(export(whole, Filters(cycles=(2017,)), form)).hexdigest())
"""
HASHES = ("contributions", "codebook", "decisions")


def sheet(content: bytes, name: str) -> list[dict[str, Any]]:
    headings, *rows = openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def said_of_run(whole: Frames, filters: Filters) -> dict[tuple[str, str], str]:
    rows = sheet(export(whole, filters, "xlsx"), "Run")
    return {(row["part"], row["what"]): row["value"] for row in rows}


@pytest.mark.parametrize("format", EVERY)
def test_every_file_names_the_run_that_coded_and_the_hashes_of_what_it_rests_on(
    whole: Frames, format: Any
) -> None:
    text = text_of(export(whole, Filters(cycles=(2017,)), format), format)
    assert "code-1a2b3c" in text
    assert "load-0" not in text
    unbroken = "".join(text.replace("\u200b", "").split())  # a narrow column of a PDF breaks them
    for value in whole.provenance.hashes.values():
        assert value in unbroken


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        (
            lambda s: {"contributions": (replace(s.contributions[0], country="Chile"), *s.contributions[1:])},
            0,
        ),
        (lambda s: {"codebook": replace(s.codebook, version="1.3")}, 1),
        (lambda s: {"decisions": (replace(s.decisions[0], owner="MAG"), *s.decisions[1:])}, 2),
        (lambda s: {"links": (replace(s.links[0], status="rejected"), *s.links[1:])}, 2),
        (lambda s: {"contributions": s.contributions[::-1], "links": s.links[::-1]}, None),
        (lambda s: {"revision": s.revision + 1, "runs": ()}, None),
    ],
)
def test_a_hash_changes_with_what_it_is_of_and_with_nothing_else(
    snapshot: Snapshot, change: Callable[[Snapshot], dict[str, Any]], moved: int | None
) -> None:
    before = provenance_of(snapshot).hashes
    after = provenance_of(replace(snapshot, **change(snapshot))).hashes
    assert [name for name in HASHES if before[name] != after[name]] == (
        [] if moved is None else [HASHES[moved]]
    )


def test_a_name_that_nobody_may_publish_is_in_no_hash(snapshot: Snapshot) -> None:
    renamed = [
        replace(each, contributor="Somebody else") if each.contributor == HIDDEN_NAME else each
        for each in snapshot.contributions
    ]
    assert renamed != list(snapshot.contributions)
    other = replace(snapshot, contributions=tuple(renamed))
    assert provenance_of(other).hashes == provenance_of(snapshot).hashes


def test_the_run_sheet_tells_the_run_the_state_and_sums_that_reconcile(whole: Frames) -> None:
    filters = Filters(cycles=(2017,), themes=("visibility",))
    said = said_of_run(whole, filters)
    assert said["Run", "Id"] == "code-1a2b3c"
    assert said["Run", "Codebook version"] == "1.2"
    assert said["Parameters", "encoder"] == "none"
    assert said["Input hashes", "passages"] == "bb22"
    assert said["Library versions", "numpy"] == "2.4.6"
    assert said["State", "Last stored change"] == "2018-05-02T14:30:05+00:00"
    assert said["State", "Filters"] == "cycle 2017; theme Visibility of coalitions"
    assert said["Run", "Passages"] == (
        "25 = 13 coded + 11 without a theme + 1 undecided + 0 kept as they were"
    )
    n_universe = totals(narrow(whole, filters)).n_universe
    assert said["State", "Contributions"].startswith(f"{n_universe} = ")


def test_a_sum_that_does_not_reconcile_is_not_called_equal() -> None:
    counts = {"passages": 9, "coded": 3, "none": 1, "undecided": 1, "kept": 1}
    assert passages_reconciled(counts).startswith("9 is not 3 coded + ")
    assert passages_reconciled({"passages": 9}) == ""


def test_without_a_coding_run_the_file_says_so(snapshot: Snapshot) -> None:
    unrun = frames(replace(snapshot, runs=snapshot.runs[:1]))
    assert said_of_run(unrun, Filters())["Run", "Id"] == "nothing was coded by a run"
    assert json.loads(export(unrun, Filters(), "json"))["run"] is None
    assert {row["run_id"] for row in rows_of_csv(export(unrun, Filters(), "csv"))} == {""}


FILTERS = {
    "cycle": (Filters(cycles=(2016,)), ("2016",)),
    "stakeholder_group": (Filters(stakeholder_groups=("Government",)), ("Government",)),
    "region": (Filters(regions=(WEOG,)), (WEOG,)),
    "language": (Filters(languages=("fr",)), ("fr",)),
    "theme_id": (Filters(themes=("programme_size",)), ("programme_size",)),
    "status": (Filters(review=("accepted",)), ("Confirmed by a person",)),
}


@pytest.mark.parametrize("column", list(FILTERS))
def test_each_filter_reaches_every_sheet_and_its_numbers(whole: Frames, column: str) -> None:
    filters, allowed = FILTERS[column]
    narrowed = narrow(whole, filters)
    seen = totals(narrowed)
    content = export(whole, filters, "xlsx")
    excerpts = sheet(content, "Excerpts")
    assert excerpts
    assert {str(row[column]) for row in excerpts} == set(allowed)
    assert {row["N"] for row in sheet(content, "Themes")} == {seen.n_universe}
    groups = [row for row in sheet(content, "Groups") if row["attribute"] == "stakeholder group"]
    assert sum(row["n"] for row in groups) == seen.n_universe
    on_theme = {row["theme_id"]: row["n"] for row in sheet(content, "Themes") if row["theme_id"]}
    for theme_id, n in on_theme.items():
        assert sum(row[f"n_{theme_id}"] for row in groups) == n
    passages = set(narrowed.passages["id"])
    assert {row["passage_id"] for row in sheet(content, "Links")} - {""} <= passages
    assert f"{seen.n_universe} = " in said_of_run(whole, filters)["State", "Contributions"]


def test_a_theme_chooses_decisions_and_links_and_a_cycle_chooses_the_linked_passages(whole: Frames) -> None:
    of_size = export(whole, Filters(themes=("programme_size",)), "xlsx")
    assert [row["decision_id"] for row in sheet(of_size, "Decisions")] == ["d2"]
    assert [(row["decision_id"], row["theme_id"]) for row in sheet(of_size, "Links")] == [
        ("d2", "programme_size")
    ]
    of_2016 = export(whole, Filters(cycles=(2016,)), "xlsx")
    assert len(sheet(of_2016, "Decisions")) == 4
    assert {row["passage_id"] for row in sheet(of_2016, "Links")} == {""}
    assert "c01:0-38" in {row["passage_id"] for row in sheet(export(whole, Filters(), "xlsx"), "Links")}


def test_decisions_carry_what_the_register_has_and_their_links(whole: Frames) -> None:
    first = json.loads(export(whole, Filters(), "json"))["decisions"][0]
    inside = {"id", "meeting_id", "paragraph_text", "theme_ids", "passage_ids", "order", "progress_by"}
    assert set(DECISION_COLUMNS) - inside <= set(first)
    assert first["links"] == (
        "Visibility of coalitions (confirmed by a person: page, coalitions); "
        "passage c01:0-38 (machine proposal: the same words)"
    )
    assert (first["owner"], first["due_on"], first["progress"]) == ("Secretariat", "2018-06-01", "Under way")


def test_decisions_say_who_says_their_state_without_a_name(snapshot: Snapshot) -> None:
    first, *others = snapshot.decisions
    said = replace(snapshot, decisions=(replace(first, progress_by="A. Keeper"), *others))
    content = export(frames(said), Filters(), "json")
    by = {row["decision_id"]: row["progress_said_by"] for row in json.loads(content)["decisions"]}
    assert by[first.id] == "a person"
    assert set(by.values()) == {"a person", "its source", "nobody"}
    assert b"A. Keeper" not in content


def test_links_carry_state_reason_and_both_ends_in_words(whole: Frames) -> None:
    links = json.loads(export(whole, Filters(), "json"))["links"]
    assert set(LINK_COLUMNS) <= set(links[0])
    to_passage = next(row for row in links if row["passage_id"])
    assert to_passage["passage"] == "Show the coalitions on the front page."
    assert to_passage["quote"] == "It was agreed to open a page for coalitions."
    assert (to_passage["status"], to_passage["why"]) == ("Machine proposal", "the same words")
    rejected = {("d4", "visibility"), ("d5", "visibility")}
    assert not rejected & {(row["decision_id"], row["theme_id"]) for row in links}


def stored(snapshot: Snapshot, path: Path) -> str:
    with open_store(str(path)) as store:
        store.save_codebook(snapshot.codebook)
        store.add_contributions(snapshot.contributions, snapshot.passages, snapshot.copies)
        store.save_assignments(snapshot.assignments, snapshot.runs[1])
        for meeting in snapshot.meetings:
            own = [each for each in snapshot.decisions if each.meeting_id == meeting.id]
            ids = {decision.id for decision in own}
            links = [link for link in snapshot.links if link.decision_id in ids]
            store.add_meeting(meeting, own, links)
    return str(path)


def test_two_processes_that_open_one_store_write_the_same_bytes(snapshot: Snapshot, tmp_path: Path) -> None:
    path = stored(snapshot, tmp_path / "store.db")
    printed = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, path],
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[3],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    with open_store(path) as store:
        here = frames(store.snapshot())
    own = [
        f"{form} {hashlib.sha256(export(here, Filters(cycles=(2017,)), form)).hexdigest()}\n"
        for form in FORMATS
    ]
    assert printed == ["".join(own)] * 2
    assert len(own) == len(FORMATS)


def test_a_store_opened_again_after_a_change_names_the_same_run_and_a_new_hash(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    path = stored(snapshot, tmp_path / "store.db")
    with open_store(path) as store:
        before = frames(store.snapshot()).provenance
        store.review_decision("d2", {"due_on": date(2018, 9, 1)}, "A. Reader", 1)
    with open_store(path) as store:
        after = frames(store.snapshot()).provenance
    assert after.run == before.run
    assert [name for name in HASHES if before.hashes[name] != after.hashes[name]] == ["decisions"]


def test_a_decision_of_sample_data_marks_its_link_though_the_passage_is_none(snapshot: Snapshot) -> None:
    real = replace(
        snapshot,
        contributions=tuple(replace(c, source="") for c in snapshot.contributions),
        meetings=(snapshot.meetings[0], replace(snapshot.meetings[1], source="")),
        decisions=(*snapshot.decisions, Decision("d9", "m24", "2", "Badges might be printed.", "decision")),
        links=(*snapshot.links, DecisionLink("d9", passage_id="c01:0-38")),
    )
    links = json.loads(export(frames(real), Filters(), "json"))["links"]
    assert {row["decision_id"] for row in links if row["is_sample"]} == {"d1", "d2", "d3"}
    assert "d9" in {row["decision_id"] for row in links}
