"""Tables of groups: every row loaded, merged or refused with a reason; out and in again without loss."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.community.groups.columns import COLUMNS, join_cell, split_cell
from synthesis.community.groups.editing import made, shared_acronym
from synthesis.community.groups.reading import GroupsPlan
from synthesis.errors import InputError
from synthesis.models import GROUP_KINDS, Group
from synthesis.outputs.export.groups_file import groups_file
from synthesis.outputs.export.plain_table import FORMATS
from synthesis.pipeline.grouping import enter_groups, fill_groups, import_groups, preview_groups
from synthesis.store import Store, open_store

SAMPLE = Path(__file__).parents[2] / "data" / "community" / "groups.csv"
TRADE = Group(
    "dc-trade", "Dynamic Coalition on Trade", "dynamic coalition", "DC-Trade", remit="Trade and the Internet."
)


def stored(store: Store) -> dict[str, Group]:
    return {entry.record.id: entry.record for entry in store.community.entries(Group)}


def read(tmp_path: Path, text: str, name: str = "groups.csv", *known: Group) -> GroupsPlan:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with open_store("sqlite://") as store:
        store.community.save(known, "A. Person")
        return preview_groups(store, path)


def refusals(plan: GroupsPlan) -> list[tuple[int | None, str]]:
    return [(each.row, each.column) for each in plan.problems if each.is_refusal]


def test_the_sample_holds_48_groups_and_warns_of_the_acronym_of_two() -> None:
    with open_store("sqlite://") as store:
        plan = import_groups(store, SAMPLE, "A. Person")
        assert (len(plan.added), plan.refused, plan.received) == (48, 0, 48)
        assert [each.column for each in plan.problems] == ["acronym"]
        assert "CIGF" in plan.problems[0].reason
        again = import_groups(store, SAMPLE, "A. Person")
        assert (again.to_save, again.merged) == ((), 48)


@pytest.mark.parametrize("form", FORMATS)
def test_the_directory_goes_out_and_in_again_without_loss(tmp_path: Path, form: str) -> None:
    with open_store("sqlite://") as store, open_store("sqlite://") as other:
        import_groups(store, SAMPLE, "A. Person")
        hard = Group(
            "x", "=1+1", "other body", aliases=("a;b", "-c"), remit="two\nlines, “quoted”", sources=("@s",)
        )
        store.community.save([hard], "A. Person")
        path = tmp_path / f"groups.{form}"
        path.write_bytes(groups_file(list(stored(store).values()), form))
        assert import_groups(other, path, "B. Person").refused == 0
        assert stored(other) == stored(store)


@given(st.lists(st.text(alphabet="ab;,\\ -é", min_size=1).map(str.strip).filter(bool), max_size=5))
def test_any_list_goes_through_one_cell(entries: list[str]) -> None:
    unique = tuple(dict.fromkeys(entries))
    assert split_cell(join_cell(unique)) == unique


def test_headings_are_told_without_regard_to_case_and_order(tmp_path: Path) -> None:
    plan = read(tmp_path, "TYPE;How to join?;Acronym;NAME\ndc;Write.;DCX;Coalition on X\n")
    (group,) = plan.added
    assert (group.name, group.kind, group.how_to_join) == ("Coalition on X", "dynamic coalition", "Write.")
    assert group.source == "From the table groups.csv"


def test_every_row_is_accounted_for_with_what_to_do(tmp_path: Path) -> None:
    rows = [
        "id,name,kind,colour",
        "a,One,Dynamic Coalitons,red",
        "b,,dc,",
        "c,Three,dc,",
        "c,Three,dc,",
        "c,Other,dc,",
        "d,Four,,",
    ]
    plan = read(tmp_path, "\n".join(rows))
    assert (len(plan.added), plan.merged, plan.refused, plan.received) == (1, 1, 4, 6)
    assert refusals(plan) == [(2, "kind"), (3, "name"), (6, "id"), (7, "kind")]
    said = " ".join(each.reason for each in plan.problems)
    assert "Did you mean 'dynamic coalition'?" in said
    assert "'colour'" in said


def test_an_acronym_of_another_group_is_a_warning_and_no_refusal(tmp_path: Path) -> None:
    plan = read(tmp_path, "name,kind,acronym\nTraders,dc,dc trade\n", "groups.csv", TRADE)
    assert (len(plan.added), plan.refused) == (1, 0)
    assert "Dynamic Coalition on Trade has the acronym DC-Trade too" in plan.problems[0].reason


def test_a_row_with_another_name_of_a_group_is_that_group_and_keeps_its_name(tmp_path: Path) -> None:
    iot = Group(
        "dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", aliases=("DC-IoT",)
    )
    plan = read(tmp_path, "name,kind,place\nDC IoT,dc,Geneva\n", "groups.csv", iot)
    assert [(each.after.name, each.after.place, each.fields) for each in plan.changed] == [
        (iot.name, "Geneva", ("place",))
    ]
    assert not plan.added
    assert [each.row for each in plan.problems if "another name of" in each.reason] == [2]


@pytest.mark.parametrize("kind", ["dc", "other body"])
def test_an_id_made_of_a_name_is_never_that_of_another_group(tmp_path: Path, kind: str) -> None:
    iot = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition")
    plan = read(tmp_path, f"name,kind\nDC IoT,{kind}\n", "groups.csv", iot)
    assert [(each.id, each.name) for each in plan.added] == [("dc-iot-2", "DC IoT")]
    assert not plan.changed


def test_a_name_that_two_groups_share_is_neither_of_them(tmp_path: Path) -> None:
    both = [Group(each, each.upper(), "other body", "ICT") for each in ("a", "b")]
    plan = read(tmp_path, "name,kind\nICT,other body\n", "groups.csv", *both)
    assert [each.id for each in plan.added] == ["ict"]


def test_two_long_names_that_begin_alike_are_two_groups_however_often_they_are_read(tmp_path: Path) -> None:
    begin = "Working party on " + "very " * 15
    text = f"name,kind\n{begin}old matters,other body\n{begin}new matters,other body\n"
    first = read(tmp_path, text)
    assert (len(first.added), first.refused) == (2, 0)
    assert all(len(each.id) <= 80 for each in first.added)
    again = read(tmp_path, text, "groups.csv", *first.added)
    assert (again.added, again.changed, again.merged) == ((), (), 2)


def test_an_empty_cell_and_a_column_that_is_not_there_leave_what_is_stored(tmp_path: Path) -> None:
    text = "name,kind,remit,place\nDynamic coalition on trade,dc,,Virtual\n"
    (changed,) = read(tmp_path, text, "groups.csv", TRADE).changed
    assert changed.fields == ("name", "place")
    assert (changed.after.remit, changed.after.acronym) == (TRADE.remit, "DC-Trade")


def test_a_row_that_said_nothing_new_when_it_was_looked_at_undoes_nothing(tmp_path: Path) -> None:
    other = Group("x", "X", "other body")
    path = tmp_path / "groups.csv"
    path.write_bytes(groups_file([replace(TRADE, remit="Mine."), other], "csv"))
    with open_store("sqlite://") as store:
        store.community.save([TRADE, other], "A. Person")
        plan = preview_groups(store, path)
        theirs = [replace(TRADE, meets="Mondays"), replace(other, place="Rome")]
        store.community.save(theirs, "B. Other")
        enter_groups(store, plan, "A. Person", path.name)
        assert stored(store) == {TRADE.id: replace(theirs[0], remit="Mine."), "x": theirs[1]}


def test_an_unknown_theme_is_left_out_and_said(tmp_path: Path) -> None:
    from synthesis.coding.codebook import shipped_codebook

    path = tmp_path / "g.csv"
    path.write_text('name,kind,themes\nX,dc,"visibility, colours"\n', encoding="utf-8")
    with open_store("sqlite://") as store:
        store.save_codebook(shipped_codebook())
        plan = preview_groups(store, path)
    assert plan.added[0].theme_ids == ("visibility",)
    assert "no theme 'colours'" in plan.problems[0].reason


def test_json_takes_lists_and_what_is_none_is_refused_as_a_whole(tmp_path: Path) -> None:
    content = json.dumps([{"name": "X", "kind": "DC", "aliases": ["one", "two; three"]}])
    assert read(tmp_path, content, "g.json").added[0].aliases == ("one", "two; three")
    for broken in ("{", "[]", "[1]", '"x"'):
        with pytest.raises(InputError):
            read(tmp_path, broken, "g.json")


def test_a_table_of_something_else_is_no_directory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no table of groups"):
        read(tmp_path, "id,text\n1,Hello there everybody\n")


def test_the_sample_never_overwrites_what_a_person_changed_or_removed(tmp_path: Path) -> None:
    with open_store("sqlite://") as store:
        fill_groups(store, SAMPLE, "The sample data")
        mine = made({"remit": "Mine.", "name": "Dynamic Coalition on Trade", "kind": "dc"}, (), TRADE)
        store.community.save([mine], "A. Person")
        store.community.remove(Group, "dc-iot", "A. Person", 1)
        fill_groups(store, SAMPLE, "The sample data")
        assert stored(store)["dc-trade"].remit == "Mine."
        assert "dc-iot" not in stored(store)


def test_a_form_makes_a_group_or_says_what_is_wrong() -> None:
    group = made({"name": "DC on Trade", "kind": GROUP_KINDS[0], "aliases": [" a ", "", "a"]}, [TRADE])
    assert (group.id, group.aliases) == ("dc-on-trade", ("a",))
    assert shared_acronym(made({"name": "T", "kind": "dc", "acronym": "dctrade"}, []), [TRADE]) == (TRADE,)
    for values in ({"kind": "dc"}, {"name": "X"}, {"name": TRADE.name.upper(), "kind": "dc"}):
        with pytest.raises(InputError):
            made(values, [TRADE])


def test_every_field_of_a_group_has_a_column() -> None:
    from dataclasses import fields

    assert list(COLUMNS) == [each.name for each in fields(Group)]
