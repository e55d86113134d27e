"""Table in, table out: what leaves the register as a file comes back as it was, and the commands do it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.cli import run
from synthesis.errors import ConflictError, InputError
from synthesis.meetings.register_import import Known, plan_import, table_meeting
from synthesis.models import DECISION_KINDS, Decision, Meeting, Paragraph, Snapshot
from synthesis.outputs.export.register_file import register_file
from synthesis.outputs.tables import decision_table, frames
from synthesis.pipeline import import_table, preview_table
from synthesis.pipeline.registering import read_register
from synthesis.store import Store, open_store
from tests.cli.calling import command, json_of

CALL = Meeting(
    "m1",
    "25th call",
    held_on=date(2018, 3, 9),
    paragraphs=(Paragraph("3", "It was agreed to meet."),),
    source="Sample data: composed",
)
AGREED = Decision("d1", "m1", "3", "It was agreed to meet.", "decision", owner="Chair")
TABLE = """Responsible,PROPOSAL,Catégorie,Status,Remark,No
MAG,Shorten the programme,Programme,In progress,Since May,1
Secretariat,=Publish a calendar,Outreach,Parked,,2
,,Outreach,Done,,3
"""


def exported(snapshot: Snapshot, form: Literal["csv", "xlsx"] = "csv") -> bytes:
    return register_file(snapshot, decision_table(frames(snapshot), has_rejected=True), form)


def rows(items: Sequence[Decision]) -> list[tuple[Any, ...]]:
    """Return what items say, without what another register numbers in its own way."""
    places = {item.id: place for place, item in enumerate(items)}
    own = {"id": "", "meeting_id": "", "paragraph": "", "version": 0}
    return [
        (
            replace(item, **own, restates="", superseded_by=""),  # type: ignore[arg-type]
            places.get(item.restates, item.restates),
            places.get(item.superseded_by, item.superseded_by),
        )
        for item in items
    ]


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30).map(str.strip)
WORDS = CELL.filter(bool)
STATES = st.one_of(
    st.tuples(st.sampled_from(["open", "under way", "done"]), WORDS, CELL, st.just(False)),
    st.tuples(st.just("declined"), WORDS, WORDS, st.just(False)),
    st.tuples(st.just("superseded"), WORDS, CELL, st.just(True)),
    st.tuples(st.sampled_from(["open", "done"]), st.just(""), st.just(""), st.just(False)),
)
REVIEWS = st.one_of(
    st.tuples(st.sampled_from(["proposed", "confirmed"]), st.just("")), st.tuples(st.just("rejected"), WORDS)
)


@st.composite
def registers(draw: st.DrawFn) -> tuple[Meeting, list[Decision]]:
    n = draw(st.integers(2, 4))
    items = []
    for place in range(n):
        standing = [item.id for item in items if item.review != "rejected"]
        progress, said_by, why, is_replaced = draw(STATES)
        review, reason = draw(REVIEWS)
        items.append(
            Decision(
                id=f"row-{place}",
                meeting_id="table-x",
                paragraph=f"row {place + 2}",
                quote=draw(WORDS),
                kind=draw(st.sampled_from(DECISION_KINDS)),
                due_on=draw(st.none() | st.dates()),
                review=review,
                reason=reason,
                progress=progress,
                progress_by=said_by,
                progress_reason=why,
                superseded_by=f"row-{(place + 1) % n}" if is_replaced else "",
                restates=draw(st.sampled_from(["", "none", *standing])),
                **{name: draw(CELL) for name in FREE},
            )
        )
    texts = tuple(Paragraph(item.paragraph, item.quote) for item in items)
    return replace(table_meeting("x.csv"), paragraphs=texts), items


FREE = (
    "context",
    "owner",
    "due",
    "category",
    "tags",
    "source",
    "reference",
    "cross_reference",
    "cost",
    "remark",
)


@settings(max_examples=60, deadline=None)
@given(register=registers())
def test_any_register_comes_back_from_its_table_as_it_was(
    register: tuple[Meeting, list[Decision]],
) -> None:
    meeting, items = register
    content = exported(Snapshot(meetings=(meeting,), decisions=tuple(items)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(content)
        table = read_register(path)
    elsewhere = plan_import(table, "x.csv", [], "A. Keeper")
    assert elsewhere.problems == ()
    assert rows(elsewhere.added) == rows(items)
    known = [Known(item, meeting) for item in items]
    assert [plan_import(table, "x.csv", known, by).merged for by in ("", "A. Keeper")] == [len(items)] * 2


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(str(tmp_path / "store.db"))
    opened.add_meeting(CALL, [AGREED])
    return opened


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "improvements.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def keep(store: Store, changes: dict[str, Any], by: str = "A. Keeper") -> None:
    item = next(each for each in store.snapshot().decisions if each.quote == "Shorten the programme")
    store.review_decision(item.id, changes, by, item.version)


def test_a_workbook_comes_back_with_long_texts_and_formulas_whole(store: Store, tmp_path: Path) -> None:
    long = {"remark": "=" + "long " * 9_000 + "end", "category": "'-x"}
    store.review_decision("d1", long, "A. Keeper", 1)
    path = tmp_path / "register.xlsx"
    path.write_bytes(exported(store.snapshot(), "xlsx"))
    assert preview_table(store, path).merged == 1
    with open_store("sqlite://") as other:
        (item,) = preview_table(other, path, "A. Keeper").added
    assert {name: getattr(item, name) for name in long} == long


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_two_tables_of_one_state_are_the_same_bytes_and_say_that_it_is_sample_data(
    store: Store, form: Literal["csv", "xlsx"], tmp_path: Path
) -> None:
    assert exported(store.snapshot(), form) == exported(store.snapshot(), form)
    path = tmp_path / f"register.{form}"
    path.write_bytes(exported(store.snapshot(), form))
    with open_store("sqlite://") as other:
        assert preview_table(other, path).meeting.is_sample


def test_the_register_is_written_in_two_formats_only(store: Store) -> None:
    with pytest.raises(InputError, match="not written as 'pdf'"):
        register_file(store.snapshot(), decision_table(frames(store.snapshot())), "pdf")


def test_a_table_enters_the_register_and_what_people_change_there_outlives_its_next_version(
    store: Store, table: Path
) -> None:
    plan = import_table(store, table)
    assert (plan.received, len(plan.added), plan.merged, plan.refused) == (3, 2, 0, 1)
    keep(store, {"owner": "Chair"})
    table.write_text(TABLE.replace("MAG,", "IGF,").replace("In progress", "Done"), encoding="utf-8")
    again = import_table(store, table)
    assert (len(again.changed), again.merged, again.refused) == (1, 1, 1)
    found = {item.quote: item for item in store.snapshot().decisions}
    assert set(found) == {"It was agreed to meet.", "Shorten the programme", "=Publish a calendar"}
    changed = found["Shorten the programme"]
    assert (changed.owner, changed.progress, changed.version) == ("Chair", "done", 3)
    history = store.decision_history(changed.id)
    assert [each.changed_by for each in history] == ["", "A. Keeper", ""]
    assert history[-1].note == "From the table improvements.csv"
    assert store.verify() == ()


def test_nothing_of_a_table_is_stored_where_somebody_changed_an_item_meanwhile(
    store: Store, table: Path
) -> None:
    import_table(store, table)
    table.write_text(TABLE.replace("In progress", "Done"), encoding="utf-8")
    plan = preview_table(store, table)
    keep(store, {"remark": "Seen"})
    before = store.snapshot()
    with pytest.raises(ConflictError, match="since the table was compared"):
        store.enter_table(plan.meeting, plan.added, plan.changed, "", "")
    assert store.snapshot() == before


def items_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json_of(capsys, "register", "list", *arguments)["items"]
    return found


def quotes(found: Sequence[dict[str, Any]]) -> set[str]:
    return {item["quote"] for item in found}


def test_the_commands_take_a_table_in_and_out(
    capsys: pytest.CaptureFixture[str], store: Store, table: Path, tmp_path: Path
) -> None:
    account = json_of(capsys, "register", "import", table, "--by", "A. Keeper", code=1)
    assert [account[name] for name in ("received", "loaded", "merged", "refused")] == [3, 2, 0, 1]
    assert {problem["row"] for problem in account["problems"]} == {3, 4}
    assert quotes(items_of(capsys, "--state", "under way")) == {"Shorten the programme"}
    out = tmp_path / "out.xlsx"
    assert json_of(capsys, "register", "export", "--output", out, "--kind", "decision")["items"] == 3
    again = json_of(capsys, "register", "import", out)
    assert (again["merged"], again["loaded"]) == (3, 0)
    code, _, err = command(capsys, "register", "export", "--output", tmp_path / "nowhere" / "out.csv")
    assert code == 2
    assert "Choose another place with --output." in err


def test_set_confirms_states_and_rejects_in_a_persons_name(
    capsys: pytest.CaptureFixture[str], store: Store
) -> None:
    done = ("register", "set", "d1", "--by", "B. Keeper", "--progress", "done", "--note", "Seen in June")
    assert json_of(capsys, *done) == {"id": "d1", "version": 2, "replaced": None}
    last = store.decision_history("d1")[-1]
    assert (last.decision.progress_by, last.changed_by, last.note) == (
        "B. Keeper",
        "B. Keeper",
        "Seen in June",
    )
    rejected = ("register", "set", "d1", "--by", "B. Keeper", "--review", "rejected")
    code, _, err = command(capsys, *rejected)
    assert (code, "rejected with a reason" in err) == (2, True)
    assert command(capsys, *rejected, "--reason", "Double")[0] == 0
    assert items_of(capsys) == []
    assert quotes(items_of(capsys, "--review", "rejected")) == {AGREED.quote}


def test_a_state_is_taken_in_any_case(capsys: pytest.CaptureFixture[str], store: Store) -> None:
    assert command(capsys, "register", "set", "d1", "--by", "B. Keeper", "--progress", "Done")[0] == 0
    assert store.decision_history("d1")[-1].decision.progress == "done"
    assert quotes(items_of(capsys, "--state", "DONE")) == {AGREED.quote}


def test_whose_word_a_change_replaces_is_said_and_one_that_was_not_seen_stands(
    capsys: pytest.CaptureFixture[str], store: Store
) -> None:
    said = ("register", "set", "d1", "--progress")
    assert command(capsys, *said, "done", "--by", "B. Keeper")[0] == 0
    code, _, err = command(capsys, *said, "open", "--by", "C. Keeper", "--version", "1")
    assert code != 0
    assert "B. Keeper" in err
    assert store.decision_history("d1")[-1].decision.progress == "done"
    changed = json_of(capsys, *said, "open", "--by", "C. Keeper", "--version", "2")
    assert changed == {"id": "d1", "version": 3, "replaced": {"version": 2, "by": "B. Keeper"}}
    _, _, err = command(capsys, *said, "done", "--by", "B. Keeper")
    assert "the word of C. Keeper (version 3)" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", "d1", "--by", "B. Keeper"),
        ("set", "d1", "--by", " ", "--progress", "done"),
        ("set", "d1", "--by", "B. Keeper", "--progress", "nearly"),
        ("set", "unheard", "--by", "B. Keeper", "--progress", "done"),
        ("set", "d1", "--by", "B. Keeper", "--progress", "superseded", "--superseded-by", "unheard"),
        ("list", "--kind", "wish"),
        ("list", "--theme", "unheard"),
        ("export", "--output", "register.pdf"),
    ],
)
def test_what_cannot_be_asked_of_the_register_is_wrong_usage(
    arguments: tuple[str, ...], store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["register", *arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert store.decision_history("d1")[-1].version == 1
