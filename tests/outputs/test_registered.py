"""The register laid out and narrowed: what counts as one, what is late, what is found."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from synthesis.models import Snapshot
from synthesis.outputs.tables import decision_table, frames, theme_table, totals
from synthesis.outputs.tables.registered import (
    Wanted,
    narrowed_register,
    overdue,
    with_folded,
    words_to_find,
)

TODAY = date(2018, 6, 2)


def listed(snapshot: Snapshot) -> pd.DataFrame:
    return with_folded(decision_table(frames(snapshot), has_rejected=True))


def changed(snapshot: Snapshot, item_id: str, **changes: object) -> Snapshot:
    items = tuple(
        replace(each, **changes) if each.id == item_id else each  # type: ignore[arg-type]
        for each in snapshot.decisions
    )
    return replace(snapshot, decisions=items)


def ids(found: pd.DataFrame) -> set[str]:
    return set(found["id"])


def test_an_item_merged_with_an_earlier_one_counts_with_it_as_one(snapshot: Snapshot) -> None:
    merged = changed(snapshot, "d2", kind="restated", restates="d4")
    before, after = (totals(frames(each)) for each in (snapshot, merged))
    assert (before.n_decisions, after.n_decisions) == (3, 2)
    rows = listed(merged).set_index("id")
    assert not rows.loc["d2", "is_decision"]
    assert "It was decided to publish session reports." in rows.loc["d2", "restates_words"]
    assert rows.loc["d4", "restated_words"] == "25th coordination meeting, 2018-03-09"


def test_what_is_linked_to_a_merged_item_is_linked_to_the_earlier_one(snapshot: Snapshot) -> None:
    merged = changed(snapshot, "d2", kind="restated", restates="d4")
    assert set(listed(merged).set_index("id").loc["d4", "theme_ids"]) == {
        "outcome_orientation",
        "programme_size",
    }
    counts = theme_table(frames(merged)).set_index("theme_id")["n_decisions"]
    assert counts["programme_size"] == 1


def test_an_item_whose_earlier_one_is_rejected_counts_for_itself(snapshot: Snapshot) -> None:
    merged = changed(snapshot, "d2", kind="restated", restates="d4")
    rejected = changed(merged, "d4", review="rejected", reason="Only a wish")
    assert totals(frames(rejected)).n_decisions == totals(frames(merged)).n_decisions == 2
    assert listed(rejected).set_index("id").loc["d2", "is_decision"]


def test_what_is_linked_to_an_item_counts_for_the_first_of_a_chain(snapshot: Snapshot) -> None:
    chain = changed(changed(snapshot, "d2", restates="d3"), "d3", restates="d4")
    assert "programme_size" in listed(chain).set_index("id").loc["d4", "theme_ids"]


def test_a_merged_item_that_is_rejected_restates_nothing_any_more(snapshot: Snapshot) -> None:
    rejected = changed(snapshot, "d2", restates="d4", review="rejected")
    assert listed(rejected).set_index("id").loc["d4", "restated_words"] == ""


@pytest.mark.parametrize(
    ("changes", "is_late"),
    [
        ({}, True),
        ({"due_on": TODAY}, False),
        ({"due_on": None}, False),
        ({"progress": "done"}, False),
        ({"review": "rejected"}, False),
        ({"kind": "information"}, False),
        ({"restates": "d4"}, False),
    ],
)
def test_what_was_due_before_today_and_is_not_finished_is_overdue(
    changes: dict[str, object], is_late: bool, snapshot: Snapshot
) -> None:
    rows = listed(changed(snapshot, "d1", **changes))
    assert bool(overdue(rows, TODAY.isoformat())[rows["id"] == "d1"].iloc[0]) is is_late


def test_rejected_items_are_listed_only_where_they_are_asked_for(snapshot: Snapshot) -> None:
    rows = listed(snapshot)
    assert "d5" not in ids(narrowed_register(rows, Wanted(), TODAY))
    assert ids(narrowed_register(rows, Wanted(reviews=("rejected",)), TODAY)) == {"d5"}
    assert ids(narrowed_register(rows, Wanted(only="d5"), TODAY)) == {"d5"}
    assert ids(narrowed_register(rows, Wanted(only="d5", reviews=("confirmed",)), TODAY)) == set()


def test_fields_narrow_together_and_values_of_one_field_widen(snapshot: Snapshot) -> None:
    rows = listed(snapshot)
    wanted = Wanted(kinds=("decision", "commitment"), owners=("Secretariat",))
    assert ids(narrowed_register(rows, wanted, TODAY)) == {"d1", "d2"}
    assert ids(narrowed_register(rows, replace(wanted, words="PROGRAMME"), TODAY)) == {"d2"}
    assert ids(narrowed_register(rows, replace(wanted, is_overdue=True), TODAY)) == {"d1"}
    assert narrowed_register(rows, replace(wanted, owners=("SECRETARIAT",)), TODAY).equals(
        narrowed_register(rows, wanted, TODAY)
    )
    assert ids(narrowed_register(rows, Wanted(only="d2"), TODAY)) == {"d2"}


def test_what_is_linked_to_nothing_can_be_listed(snapshot: Snapshot) -> None:
    rows = listed(replace(snapshot, links=tuple(each for each in snapshot.links if each.decision_id != "d4")))
    assert ids(narrowed_register(rows, Wanted(is_unlinked=True), TODAY)) == {"d4"}


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('It "must" be so', '"be so"'),
        ('"Forums" go on as they are', '"go on as they are"'),
        ('The MAG agreed to call them "open forums"', '"The MAG agreed to call them"'),
    ],
)
def test_an_item_with_quotes_is_looked_for_by_its_longest_stretch_without(quote: str, found: str) -> None:
    assert words_to_find(quote) == found
