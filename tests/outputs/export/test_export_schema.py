"""The published JSON Schema: every export keeps it, and it refuses what no export says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from synthesis.models import (
    REGIONS,
    STAKEHOLDER_GROUPS,
    Assignment,
    Codebook,
    Coding,
    Contribution,
    Decision,
    DecisionKind,
    DecisionLink,
    Filters,
    Meeting,
    Paragraph,
    Passage,
    Position,
    Progress,
    Run,
    Snapshot,
    Theme,
)
from synthesis.outputs.export import export
from synthesis.outputs.export.json_file import FORMAT_VERSION, schema_text
from synthesis.outputs.tables import Frames, frames
from synthesis.store import open_store

SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)

text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)
words = text.filter(lambda given: given.strip() != "")


def made(whole: Frames, filters: Filters | None = None) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        export(whole, filters or Filters(), "json"), parse_constant=pytest.fail
    )
    return content


def faults(content: dict[str, Any]) -> list[str]:
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in VALIDATOR.iter_errors(content)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["format_version"]["const"] == FORMAT_VERSION


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(cycles=(2017,), stakeholder_groups=("Civil Society",)),
        Filters(themes=("visibility",), review=("accepted",), copies_once=True),
        Filters(cycles=(2005,), without_repeats=True),
    ],
)
def test_exports_keep_the_schema_under_any_filter(whole: Frames, filters: Filters) -> None:
    assert faults(made(whole, filters)) == []


def test_an_export_of_nothing_keeps_the_schema() -> None:
    content = made(frames(Snapshot()))
    assert faults(content) == []
    assert content["run"] is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.update(extra=1),
        lambda content: content.pop("hashes"),
        lambda content: content["themes"][0].update(n=-1),
        lambda content: content["themes"][0].update(share=1.5),
        lambda content: content["excerpts"][0].update(source="a file.txt"),
        lambda content: content["excerpts"][0].update(position="neutral"),
        lambda content: content["filters"].update(review=["rejected"]),
        lambda content: content["decisions"][0].pop("owner"),
        lambda content: content["links"][0].update(status="rejected"),
        lambda content: content["run"].update(counts={"passages": "12"}),
        lambda content: content.update(format_version=1),
    ],
)
def test_the_schema_refuses_what_no_export_says(
    whole: Frames, spoil: Callable[[dict[str, Any]], object]
) -> None:
    content = made(whole)
    spoil(content)
    assert len(faults(content)) == 1


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Compose a small store of anything that the records allow."""
    themes = tuple(Theme(f"t{n}", f"Theme {n}", draw(words)) for n in range(draw(st.integers(1, 3))))
    contributions, passages, assignments = [], [], []
    for number in range(draw(st.integers(0, 4))):
        contribution = Contribution(
            f"c{number}",
            draw(words),
            organisation=draw(st.text(max_size=5)),
            stakeholder_group=draw(st.sampled_from(STAKEHOLDER_GROUPS)),
            region=draw(st.sampled_from(REGIONS)),
            cycle=draw(st.none() | st.integers(2005, 2100)),
            language=draw(st.sampled_from(["", "en", "ar"])),
            submitted_on=draw(st.none() | st.dates(date(2005, 1, 1), date(2100, 1, 1))),
            source=draw(st.sampled_from(["", "Sample data: composed"])),
        )
        passage = Passage.of(contribution, 0, len(contribution.text), contribution.language)
        contributions.append(contribution)
        passages.append(passage)
        assignments.append(draw(assigned(passage, themes)))
    meeting = Meeting(
        "m1", draw(words), draw(st.text(max_size=5)), paragraphs=(Paragraph("1", "It was agreed to meet."),)
    )
    decision = Decision(
        "d1",
        "m1",
        "1",
        "It was agreed to meet.",
        draw(st.sampled_from(get_args(DecisionKind))),
        owner=draw(st.text(max_size=5)),
        due_on=draw(st.none() | st.dates(date(2005, 1, 1))),
        progress=draw(st.sampled_from(get_args(Progress))),
    )
    links = [DecisionLink("d1", theme_id="t0", score=draw(st.floats(0, 1)), why=draw(words))]
    links += [DecisionLink("d1", passage_id=passage.id) for passage in passages[:1]]
    return Snapshot(
        codebook=Codebook(draw(words), draw(words), themes),
        contributions=tuple(contributions),
        passages=tuple(passages),
        assignments=tuple(assignments),
        meetings=(meeting,),
        decisions=(decision,),
        links=tuple(links),
        runs=(
            Run("run-1", "code", counts=(("passages", len(passages)),), at=datetime(2018, 1, 1, tzinfo=UTC)),
        ),
    )


def assigned(passage: Passage, themes: tuple[Theme, ...]) -> st.SearchStrategy[Assignment]:
    codings = st.builds(
        Coding,
        st.just(passage.id),
        st.sampled_from([theme.id for theme in themes]),
        st.floats(0, 1),
        st.sampled_from(get_args(Position)),
    )
    several = st.lists(codings, max_size=2, unique_by=lambda coding: coding.theme_id)
    outcomes = st.sampled_from(["none", "undecided"])
    return st.builds(
        lambda found, other: Assignment(passage.id, "coded" if found else other, tuple(found), "t0", 0.5),
        several,
        outcomes,
    )


@given(snapshots())
@settings(max_examples=60, deadline=None)
def test_an_export_of_any_state_keeps_the_schema(snapshot: Snapshot) -> None:
    assert faults(made(frames(snapshot))) == []


@given(snapshots())
@settings(max_examples=8, deadline=None)
def test_an_export_of_any_store_keeps_the_schema_and_carries_its_run(snapshot: Snapshot) -> None:
    with open_store("sqlite://") as store:
        store.save_codebook(snapshot.codebook)
        store.add_contributions(snapshot.contributions, snapshot.passages)
        store.save_assignments(snapshot.assignments, snapshot.runs[0])
        store.add_meeting(snapshot.meetings[0], snapshot.decisions, snapshot.links)
        read = store.snapshot()
    content = made(frames(read))
    assert faults(content) == []
    assert content["run"]["id"] == "run-1"
    assert content["hashes"] == made(frames(replace(snapshot, changed_at=None)))["hashes"]
