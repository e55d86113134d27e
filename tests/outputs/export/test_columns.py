"""How the width of a page is shared among the columns of a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.outputs.export.columns import column_widths
from synthesis.outputs.papers.blocks import Table


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.lists(st.text(max_size=90), min_size=n, max_size=n), min_size=1)
    )
)
def test_columns_fill_the_width_and_none_is_lost(rows: list[list[str]]) -> None:
    headings, *rest = map(tuple, rows)
    for n_text in range(len(headings) + 1):
        widths = column_widths(Table(headings, tuple(rest), n_text), 15)
        assert sum(widths) == pytest.approx(15)
        assert min(widths) > 0.1


def test_a_column_of_words_holds_its_longest_word_beside_one_of_long_cells() -> None:
    table = Table(
        ("Contributor", "Language", "n"), (("A long name " * 9, "intergovernmental", "3"),), n_text=2
    )
    long, short, number = column_widths(table, 15)
    assert short > 17 * 0.17
    assert long > short > number


def test_a_table_of_many_numbers_is_narrowed_to_the_width() -> None:
    headings = ("Theme", *(f"Contributions {n}" for n in range(14)))
    assert sum(column_widths(Table(headings, ()), 15.5)) == pytest.approx(15.5)


@pytest.mark.parametrize(("heading", "n_cm"), [("Share", 0.9), ("Mixed", 0.96), ("Groups", 1.13)])
def test_a_short_bold_heading_fits_between_the_margins_of_its_cell(heading: str, n_cm: float) -> None:
    """Measured in Noto Sans Bold at 9 points; a cell has margins of 0.19 cm."""
    table = Table(("Theme", heading), (("A name that is rather long " * 3, "1"),))
    assert column_widths(table, 15.5)[1] >= n_cm + 2 * 0.19


def test_one_long_cell_among_empty_ones_takes_no_width_from_a_column_that_is_full() -> None:
    full, rest = "It was decided that coalitions have a page of their own. " * 2, "paragraph 3"
    rows = ((full, rest, "The co-facilitators; 31 May 2018"), (full, rest, ""), (full, rest, ""))
    decision, meeting, owner = column_widths(Table(("Decision", "Meeting", "Responsible"), rows, 3), 15.5)
    assert decision > meeting + owner
