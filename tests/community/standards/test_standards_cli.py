"""The commands `standards`: file to file without a store, and on a store; exit codes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from synthesis.cli import run
from synthesis.errors import ConflictError, InputError
from synthesis.models import Judgement, SessionProposal, Standard
from synthesis.pipeline.judging import judge_rule, judgements_of, keep_judgement, take_back_judgement
from synthesis.pipeline.sample import BY
from synthesis.pipeline.standards import (
    SHIPPED,
    fill_standards,
    import_proposals,
    preview_standard,
    put_in_force,
)
from synthesis.store import open_store

GOOD = "Title,Session type,Year,Activity report\nA talk,DC session,2018,\n"
BAD = GOOD + ",workshop,2018,\n"


@pytest.fixture
def url(tmp_path: Path) -> str:
    path = f"sqlite:///{tmp_path / 'store.db'}"
    with open_store(path) as store:
        fill_standards(store, SHIPPED, BY)
    return path


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_file_is_checked_without_a_store_and_what_is_not_met_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["standards", "check", written(tmp_path, GOOD), "--json"]) == 0
    (found,) = told(capsys)["proposals"]
    assert (found["standard"], found["overall"]) == ("dc-session-2018", "not met")
    report = next(each for each in found["findings"] if each["rule"] == "activity-report")
    assert (report["force"], report["outcome"]) == ("required", "not met")
    assert report["reason"]
    assert report["mend"]


def test_a_refused_proposal_is_told_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["standards", "check", written(tmp_path, BAD)]) == 1
    out = capsys.readouterr()
    assert "row 3, Title" in out.err
    assert "A talk" in out.out


@pytest.mark.parametrize("more", [["--standard", "nothing"], ["--version", "1999"]])
def test_a_standard_that_is_not_there_is_wrong_usage(more: list[str], tmp_path: Path) -> None:
    assert run(["standards", "check", written(tmp_path, GOOD), *more]) == 2


def test_another_table_or_no_file_is_wrong_usage(tmp_path: Path) -> None:
    assert run(["standards", "check", written(tmp_path, "Text,Region\na,b\n")]) == 2
    assert run(["standards", "check", str(tmp_path / "none.csv")]) == 2


def test_what_is_stored_is_checked_against_a_version_and_a_deadline(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["standards", "check", "--standard", "dc-session", "--version", "2024"]
    assert run([*command, "--deadline", "2018-09-06", "--json", "--store", url]) == 0
    proposals = {each["id"]: each for each in told(capsys)["proposals"]}
    assert len(proposals) == 17
    first = proposals["sample-2018-01"]
    outcomes = {each["rule"]: each["outcome"] for each in first["findings"]}
    assert (first["standard"], first["is_sample"]) == ("dc-session-2024", True)
    assert outcomes["deadline"] == "met"
    assert proposals["sample-2018-09"]["standard"] == ""


def test_the_standards_are_listed_and_one_is_shown_with_what_changed(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["standards", "list", "--store", url]) == 0
    assert "workshop-2019" in capsys.readouterr().out
    assert run(["standards", "show", "dc-session", "--store", url]) == 0
    shown = capsys.readouterr().out
    assert "version 2024" in shown
    assert "From 2019 to 2022" in shown
    assert "New: Coordination meetings" in shown
    assert run(["standards", "show", "nothing", "--store", url]) == 2


def test_without_a_store_the_shipped_standards_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["standards", "list", "--json", "--store", f"sqlite:///{tmp_path / 'none.db'}"]) == 0
    assert "dc-session-2018" in [each["id"] for each in told(capsys)["standards"]]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_what_is_exported_is_imported_again_as_the_same(
    ending: str, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / f"out.{ending}")
    assert run(["standards", "export", "--output", path, "--store", url]) == 0
    assert run(["standards", "import", path, "--by", "A. Person", "--json", "--store", url]) == 0
    account = told(capsys)
    assert (account["received"], account["merged"], account["loaded"]) == (17, 17, 0)


def test_an_import_carries_a_name_and_is_kept_with_it(url: str, tmp_path: Path) -> None:
    path = written(tmp_path, BAD)
    assert run(["standards", "import", path, "--by", " ", "--store", url]) == 2
    assert run(["standards", "import", path, "--by", "A. Person", "--store", url]) == 1
    with open_store(url) as store:
        new = [entry for entry in store.community.entries(SessionProposal) if entry.by == "A. Person"]
    assert [entry.record.title for entry in new] == ["A talk"]
    assert new[0].record.source == "table.csv"


def test_the_sample_is_entered_once_and_what_people_did_stays(url: str, tmp_path: Path) -> None:
    with open_store(url) as store:
        path = Path(written(tmp_path, "ID,Outcome\nsample-2018-01,Another one\n"))
        import_proposals(store, path, "A. Person")
        store.community.remove(SessionProposal, "sample-2018-02", "A. Person", 1)
        n = store.stamp().n_entries
        fill_standards(store, SHIPPED, BY)
        assert store.stamp().n_entries == n
        entries = {entry.record.id: entry.record for entry in store.community.entries(SessionProposal)}
        assert entries["sample-2018-01"].outcome == "Another one"
        assert "sample-2018-02" not in entries
        assert len(store.community.entries(Standard)) == 6


OWN = """family: town
version: "2018"
name: Town hall
session_type: workshop
rules:
  - id: good
    text: It is good.
"""


def test_a_standard_of_ones_own_is_checked_against_as_a_file_and_entered(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(OWN, encoding="utf-8")
    table = written(tmp_path, "Title,Session type\nA talk,workshop\n")
    assert run(["standards", "check", table, "--standard", str(path), "--json"]) == 0
    (found,) = told(capsys)["proposals"]
    assert (found["standard"], found["overall"]) == ("town-2018", "unknown")
    assert run(["standards", "import", str(path), "--by", "A. Person", "--store", url]) == 0
    with open_store(url) as store:
        assert {"town-2018", "workshop-2018"} <= {e.record.id for e in store.community.entries(Standard)}
    path.write_text(OWN.replace("text:", "test:"), encoding="utf-8")
    assert run(["standards", "import", str(path), "--by", "A. Person", "--store", url]) == 2
    assert "line 7" in capsys.readouterr().err


def test_entering_a_standard_in_an_empty_store_keeps_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(OWN, encoding="utf-8")
    with open_store(f"sqlite:///{tmp_path / 'new.db'}") as store:
        put_in_force(store, preview_standard(store, path), "A. Person")
        assert len(store.community.entries(Standard)) == 7


def test_a_new_version_is_set_beside_the_one_in_force_and_put_there_by_name(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rules.csv"
    assert run(["standards", "export", "--standard", "workshop", "--output", str(path), "--store", url]) == 0
    text = path.read_text(encoding="utf-8-sig").replace("workshop,2019,", "workshop,2020,")
    path.write_text(text.replace("At least three speakers", "At least four speakers"), encoding="utf-8")
    assert run(["standards", "import", str(path), "--by", "A. Person", "--store", url]) == 0
    out = capsys.readouterr().out
    assert "Workshop, version 2020, is new beside version 2019." in out
    assert "Beside workshop-2019: 0 requirements added, 0 removed, 1 changed." in out
    assert "At least four speakers have been asked" in out
    assert run(["standards", "import", str(path), "--by", "B. Person", "--json", "--store", url]) == 0
    assert told(capsys)["same"] is True
    with open_store(url) as store:
        (entry,) = store.community.history(Standard, "workshop-2020")
    assert (entry.by, entry.note) == ("A. Person", "From the file rules.csv")


def test_a_version_between_two_others_is_compared_with_the_one_before_it_in_time(
    url: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.csv"
    assert run(["standards", "export", "--standard", "workshop", "--output", str(path), "--store", url]) == 0
    text = path.read_text(encoding="utf-8-sig")
    for version, before in (("2024", "2019"), ("2021", "2019"), ("2010", "")):
        path.write_text(text.replace("workshop,2019,", f"workshop,{version},"), encoding="utf-8")
        with open_store(url) as store:
            plan = preview_standard(store, path)
            put_in_force(store, plan, "A. Person")
        assert (plan.before.version if plan.before else "") == before


def test_a_correction_is_a_version_more_and_two_at_once_are_a_conflict(url: str, tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(OWN, encoding="utf-8")
    with open_store(url) as store:
        put_in_force(store, preview_standard(store, path), "A. Person")
        path.write_text(OWN.replace("It is good.", "It is better."), encoding="utf-8")
        mine, theirs = preview_standard(store, path), preview_standard(store, path)
        put_in_force(store, theirs, "B. Person")
        with pytest.raises(ConflictError):
            put_in_force(store, replace(mine, standard=replace(mine.standard, name="Mine")), "A. Person")
        texts = [e.record.rules[0].text for e in store.community.history(Standard, "town-2018")]
        with pytest.raises(InputError, match="in a person's name"):
            put_in_force(store, mine, " ")
    assert texts == ["It is good.", "It is better."]


def test_a_family_keeps_its_type_of_session(url: str, tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(OWN.replace("family: town", "family: dc-session"), encoding="utf-8")
    with open_store(url) as store, pytest.raises(InputError, match="is for a DC session, not a workshop"):
        preview_standard(store, path)


def test_what_a_person_judges_stands_beside_the_check_and_in_the_table(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judged = ["standards", "judge", "sample-2018-10", "relevance", "--store", url, "--by", "A. Reader"]
    assert run([*judged, "--outcome", "met", "--note", "On the programme."]) == 0
    assert run([*judged, "--outcome", "Not met", "--note", "Too wide."]) == 0
    assert run([*judged, "--outcome", "maybe"]) == 2
    assert run([*judged[:-1], " ", "--outcome", "met"]) == 2
    assert run([*judged[:2], "nothing", *judged[3:], "--outcome", "met"]) == 2
    capsys.readouterr()
    assert run(["standards", "check", "--json", "--store", url]) == 0
    each = next(one for one in told(capsys)["proposals"] if one["id"] == "sample-2018-10")
    relevance = next(one for one in each["findings"] if one["rule"] == "relevance")
    assert (relevance["outcome"], relevance["judgement"]["outcome"]) == ("unknown", "not met")
    assert (each["overall"], each["with_people"]) == ("unknown", "not met")
    assert run(["standards", "check", "--store", url]) == 0
    assert "Judged not met by A. Reader" in capsys.readouterr().out
    path = tmp_path / "judged.csv"
    assert run(["standards", "judgements", "--output", str(path), "--json", "--store", url]) == 0
    (row,) = told(capsys)["judgements"]
    assert (row["The check says"], row["A person says"], row["By"]) == ("? unknown", "✕ not met", "A. Reader")
    assert "Too wide." in path.read_text(encoding="utf-8-sig")
    with open_store(url) as store:
        kept = store.community.history(Judgement, "sample-2018-10/workshop-2018/relevance")
    assert [entry.record.outcome for entry in kept] == ["met", "not met"]


def test_two_readers_who_judge_at_once_are_a_conflict_and_a_judgement_is_taken_back(url: str) -> None:
    with open_store(url) as store:
        said = judge_rule(store, "sample-2018-10", "relevance", "met", "A. Reader")
        with pytest.raises(ConflictError):
            keep_judgement(store, replace(said, outcome="not met"), "B. Reader", base=0)
        with pytest.raises(InputError, match="carries a person's name"):
            keep_judgement(store, said, "", base=1)
        (stands,) = judgements_of(store)
        assert (stands.by, stands.version, stands.outcome) == ("A. Reader", 1, "met")
        take_back_judgement(store, stands, "A. Reader")
        assert judgements_of(store) == ()
        judge_rule(store, "sample-2018-10", "relevance", "cannot tell", "B. Reader")
        assert [each.outcome for each in judgements_of(store)] == ["cannot tell"]
