"""The command draft, as other programs call it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from synthesis.models import Filters
from synthesis.outputs.papers import edits, make_paper
from synthesis.outputs.papers.drafting import OWN_MARK, STALE_MARK
from synthesis.outputs.tables import frames
from synthesis.store import open_store
from tests.cli import calling
from tests.dashboard.conftest import fill
from tests.outputs.conftest import a_snapshot

KEY = "visibility/for"


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = fill(f"sqlite:///{tmp_path / 'own.db'}", a_snapshot())
    monkeypatch.setenv("SYNTHESIS_STORE", address)
    monkeypatch.delenv("SYNTHESIS_READ_ONLY", raising=False)
    monkeypatch.setattr("synthesis.cli.drafting.measured_agreement", lambda *_: "")  # takes seconds
    return address


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    return calling.command(capsys, "draft", *arguments)


def begin(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = command(
        capsys, "new", "--paper", "theme", "--theme", "visibility", "--by", "A. Drafter", "--cycle", 2017
    )
    assert (code, out) == (0, "Began draft-1.\n"), err


def edit(url: str) -> None:
    with open_store(url) as store:
        latest = store.drafts()[0]
        paper = make_paper(frames(store.snapshot()), latest.draft.filters, "theme", "visibility")
        draft = edits.reword(latest.draft, paper, KEY, "Seven of 11 asked to be seen [1].")
        store.save_draft(
            latest.draft_id, edits.add_own(draft, paper, KEY, "We agree."), "B. Editor", 1, "Worded it"
        )


def test_a_draft_is_begun_listed_shown_and_exported(
    capsys: pytest.CaptureFixture[str], url: str, tmp_path: Path
) -> None:
    assert command(capsys, "list")[:2] == (0, "There is no draft yet.\n")
    begin(capsys)
    edit(url)
    (listed,) = json.loads(command(capsys, "list", "--json")[1])["drafts"]
    assert (listed["id"], listed["version"], listed["by"], listed["theme"]) == (
        "draft-1",
        2,
        "B. Editor",
        "visibility",
    )
    shown = json.loads(command(capsys, "show", "draft-1", "--json")[1])
    states = {each["key"]: each["state"] for each in shown["statements"]}
    assert (states[KEY], states["own/1"]) == (["edited"], ["own"])
    assert shown["data_changed"] == []
    code, _, err = command(capsys, "export", "draft-1", "--output", tmp_path / "d.docx", "--format", "docx")
    assert code == 0, err
    said = "\n".join(
        paragraph.text
        for paragraph in docx.Document(io.BytesIO((tmp_path / "d.docx").read_bytes())).paragraphs
    )
    assert "Draft 1, version 2" in said
    assert "Seven of 11 asked to be seen" in said
    assert f"We agree. {OWN_MARK}" in said


def test_an_earlier_version_is_exported_as_it_was(
    capsys: pytest.CaptureFixture[str], url: str, tmp_path: Path
) -> None:
    begin(capsys)
    edit(url)
    arguments = ("export", "draft-1", "--output", tmp_path / "d.md", "--format", "md")
    assert command(capsys, *arguments, "--version", 1)[0] == 0
    text = (tmp_path / "d.md").read_text(encoding="utf-8")
    assert "version 1" in text
    assert "Seven of 11" not in text
    before = (tmp_path / "d.md").read_bytes()
    command(capsys, *arguments, "--version", 1)
    assert (tmp_path / "d.md").read_bytes() == before


def test_a_file_made_after_the_data_changed_says_what_is_to_be_checked(
    capsys: pytest.CaptureFixture[str], url: str, tmp_path: Path
) -> None:
    begin(capsys)
    edit(url)
    with open_store(url) as store:
        snapshot = store.snapshot()
        first = next(
            each
            for each in snapshot.assignments
            if each.version == 0
            and any(c.theme_id == "visibility" and c.position == "for" for c in each.codings)
        )
        store.review_passage(first.passage_id, {}, "C. Reader", 0)
    code, _, err = command(capsys, "export", "draft-1", "--output", tmp_path / "d.md", "--format", "md")
    assert code == 0
    assert "1 statement is marked to be checked" in err
    assert STALE_MARK.strip("().") in (tmp_path / "d.md").read_text(encoding="utf-8").replace("\\", "")
    assert "(edited, to check)" in command(capsys, "show", "draft-1")[1]


def test_the_annex_of_a_drafted_synthesis_says_that_nothing_cites_what_only_struck_statements_did(
    capsys: pytest.CaptureFixture[str], url: str, tmp_path: Path
) -> None:
    assert command(capsys, "new", "--paper", "synthesis", "--by", "A. Drafter")[0] == 0
    with open_store(url) as store:
        latest = store.drafts()[0]
        paper = make_paper(frames(store.snapshot()), Filters(), "synthesis")
        draft = latest.draft
        for statement in paper.statements:
            if any(cite.contribution_id == "c07" for note in statement.notes for cite in note.cites):
                draft = edits.strike(draft, paper, statement.key)
        store.save_draft(latest.draft_id, draft, "A. Drafter", 1)
    files = ("--output", tmp_path / "d.md", "--annex", tmp_path / "a.md", "--format", "md")
    assert command(capsys, "export", "draft-1", *files)[0] == 0
    annex = (tmp_path / "a.md").read_text(encoding="utf-8")
    label = next(
        cite.label
        for statement in paper.statements
        for note in statement.notes
        for cite in note.cites
        if cite.contribution_id == "c07"
    )
    (row,) = (line for line in annex.splitlines() if line.startswith(f"| {label} "))
    assert "none" in row


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "draft-9"), "There is no draft 'draft-9'"),
        (("export", "draft-9", "--output", "x.md", "--format", "md"), "There is no draft"),
        (("new", "--paper", "theme", "--by", "A"), "needs one --theme"),
        (("new", "--paper", "novel", "--by", "A"), "is not one of"),
        (("new", "--paper", "theme", "--theme", "visibility", "--by", " "), "needs the name"),
        (("new", "--paper", "theme", "--theme", "weather", "--by", "A"), "no theme 'weather'"),
    ],
)
def test_what_cannot_be_done_is_said_and_ends_with_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    code, _, err = command(capsys, *arguments)
    assert code == 2
    assert message in " ".join(err.replace("│", " ").split())


def test_a_version_that_there_is_not_and_a_format_that_is_no_paper_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    begin(capsys)
    files = ("export", "draft-1", "--output", tmp_path / "d", "--format")
    assert "there is no 5" in command(capsys, *files, "md", "--version", 5)[2]
    assert "cannot be written as 'csv'" in command(capsys, *files, "csv")[2]


def test_no_annex_is_written_for_a_draft_that_is_no_synthesis_paper(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    begin(capsys)
    files = ("--output", tmp_path / "d.md", "--annex", tmp_path / "a.md", "--format", "md")
    code, _, err = command(capsys, "export", "draft-1", *files)
    assert code == 2
    assert "Only a synthesis paper has an inputs annex." in " ".join(err.replace("│", " ").split())
    assert list(tmp_path.glob("*.md")) == []
