"""Tables of proposed topics: every row is read, merged or refused with a reason."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from synthesis.community.alignment import TopicsPlan
from synthesis.errors import InputError
from synthesis.models import ProposedTopic
from synthesis.outputs.export.plain_table import FORMATS
from synthesis.outputs.export.topics_file import topics_file
from synthesis.pipeline.aligning import import_topics, preview_topics
from synthesis.store import open_store

TOPICS = (
    ProposedTopic("a", "Trust", "main session", 2018, "Who is trusted,\nand why; “really”", "Sample data: x"),
    ProposedTopic("b", "=Access", "yearly theme", None, "", "A person"),
    ProposedTopic("c", "信任 и доверие", "main session", 2017, "ثقة", "A person"),
)


def read(folder: Path, text: str, name: str = "topics.csv") -> TopicsPlan:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return looked_at(path)


def looked_at(path: Path) -> TopicsPlan:
    with open_store("sqlite://") as store:
        return preview_topics(store, path)


def test_headings_are_told_in_any_case_order_and_name(tmp_path: Path) -> None:
    found = read(tmp_path, "Summary,YEAR,Proposed topic,Type\nOf masts,IGF 2018,Access,Theme\n")
    (topic,) = found.added
    assert (topic.title, topic.description, topic.cycle, topic.kind) == (
        "Access", "Of masts", 2018, "yearly theme",
    )  # fmt: skip
    assert topic.id == "2018-access"
    assert topic.source == "topics.csv"


def test_a_bad_row_is_refused_with_row_and_reason_and_stops_no_other(tmp_path: Path) -> None:
    text = "id,title,cycle\n1,,2018\n2,Access,soon\n3,Trust,2018\n3,Other,2018\n3,Trust,2018\n"
    found = read(tmp_path, text)
    assert [topic.title for topic in found.added] == ["Trust"]
    refused = [(each.row, each.column) for each in found.problems if each.is_refusal]
    assert refused == [(2, "title"), (3, "cycle"), (5, "id")]
    assert found.merged == 1


def test_an_unknown_kind_is_named_and_kept_as_a_main_session(tmp_path: Path) -> None:
    found = read(tmp_path, "title,kind\nAccess,Flash mob\n")
    assert found.added[0].kind == "main session"
    assert "Flash mob" in found.problems[0].reason
    assert not found.problems[0].is_refusal


def test_a_table_without_titles_is_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="column headed Title"):
        read(tmp_path, "colour,size\nred,3\n")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_read_back_the_same(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"topics.{form}"
    path.write_bytes(topics_file(TOPICS, form))
    found = looked_at(path)
    assert found.added == TOPICS
    assert not found.problems
    assert topics_file(found.added, form) == path.read_bytes()


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="odt"):
        topics_file(TOPICS, "odt")


def test_a_workbook_of_somebody_else_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Main session", "Year"])
    book.active.append(["Access", 2018])
    book.save(tmp_path / "own.xlsx")
    assert looked_at(tmp_path / "own.xlsx").added[0].cycle == 2018


def test_reading_a_table_twice_changes_nothing_and_a_changed_row_is_the_next_version(tmp_path: Path) -> None:
    path = tmp_path / "topics.json"
    rows = [{"id": "a", "title": "Trust"}, {"id": "b", "title": "Access"}, {"title": "", "kind": "theme"}]
    with open_store("sqlite://") as store:
        for expected, title in (((2, 0, 0, 1), "Trust"), ((0, 0, 2, 1), "Trust"), ((0, 1, 1, 1), "Mistrust")):
            rows[0]["title"] = title
            path.write_text(json.dumps(rows))
            done = import_topics(store, path, "A. Person")
            assert (len(done.added), len(done.changed), done.merged, done.refused) == expected
            assert done.received == 3
        versions = store.community.history(ProposedTopic, "a")
        assert [each.record.title for each in versions] == ["Trust", "Mistrust"]


def test_a_column_that_is_not_there_leaves_what_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "topics.csv"
    path.write_text("ID,Title\na,Mistrust\nb,=Access\n", encoding="utf-8")
    with open_store("sqlite://") as store:
        store.community.save(TOPICS, "A. Person")
        plan = preview_topics(store, path)
    assert [(each.after.id, each.fields) for each in plan.changed] == [("a", ("title",))]
    assert plan.changed[0].after == replace(TOPICS[0], title="Mistrust")
    assert plan.merged == 1


def test_the_shipped_topics_are_read_whole_and_are_marked_as_sample() -> None:
    found = looked_at(Path(__file__).parents[3] / "data" / "community" / "topics.csv")
    assert not found.problems
    assert sum(topic.cycle == 2018 for topic in found.added) == 10
    assert sum(topic.cycle == 2017 for topic in found.added) == 5
    assert all(topic.is_sample for topic in found.added)
