"""Charts are pure: a table in, a figure that says the same out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from dashboard import charts
from synthesis.outputs import tables
from synthesis.outputs.tables import Frames


def test_a_heatmap_writes_n_of_n_into_each_cell(stored: Frames) -> None:
    cells = tables.theme_by_group(stored)
    figure = charts.heatmap(cells)
    written = {(note.y, note.x): note.text for note in figure.layout.annotations}
    groups = list(dict.fromkeys(cells["value"]))
    themes = list(dict.fromkeys(cells["theme_id"]))
    for row in cells.to_dict("records"):
        text = written[themes.index(row["theme_id"]), groups.index(row["value"])]
        assert text.startswith(f"{row['n']} of {row['N']}" if row["N"] else "none")
        assert text.endswith("few") == (0 < row["N"] < tables.SMALL_GROUP)


def test_a_click_on_a_cell_carries_its_theme_and_group(stored: Frames) -> None:
    cells = tables.theme_by_group(stored)
    targets = charts.heatmap(cells).data[-1]
    carried = {(str(data[0]), str(data[1])) for data in targets.customdata}
    with_something = cells[cells["n"] > 0]
    assert carried == set(zip(with_something["theme_id"], with_something["value"], strict=True))


def test_for_lies_right_and_against_left_whatever_the_group(stored: Frames) -> None:
    figure = charts.position_bars(tables.positions_by_group(stored, "outcome_orientation"))
    bars = {bar.name: bar for bar in figure.data}
    assert [(bar.name, bar.xaxis) for bar in figure.data] == [
        ("Against", "x"),
        ("Mixed", "x"),
        ("For", "x"),
        ("Position unclear", "x2"),
    ]
    assert min(bars["For"].x) >= 0
    assert max(bars["Against"].x) <= 0
    assert bars["For"].marker.color == charts.POSITION_COLOURS["for"]
    assert bars["Against"].marker.color == charts.POSITION_COLOURS["against"]


def test_both_sides_lie_on_the_middle_and_the_unclear_beside_the_sides_to_the_same_scale() -> None:
    columns = ["value", "n_for", "n_against", "n_mixed", "n_unclear", "n", "N"]
    groups = pd.DataFrame(
        [("Government", 3, 2, 4, 5, 14, 20), ("unknown", 1, 0, 0, 0, 1, 2)], columns=columns
    )
    figure = charts.position_bars(groups)
    against, mixed, for_, _ = figure.data
    assert [(bar.base[0], bar.base[0] + bar.x[0]) for bar in (against, mixed, for_)] == [
        (-2, -4),
        (-2, 2),
        (2, 5),
    ]
    sides, unclear = figure.layout.xaxis, figure.layout.xaxis2
    assert sides.domain[1] < unclear.domain[0]

    def of_a_count(axis: Any) -> float:
        return float((axis.domain[1] - axis.domain[0]) / (axis.range[1] - axis.range[0]))

    assert of_a_count(sides) == pytest.approx(of_a_count(unclear))


def test_a_narrow_filter_leaves_the_cells_of_the_heatmap_as_wide_as_a_cell_and_frames_fit(
    stored: Frames,
) -> None:
    cells = tables.theme_by_group(stored)
    assert charts.heatmap(cells).layout.xaxis.domain is None
    one = cells[cells["value"] == cells["value"].iloc[0]].assign(is_small=True)
    narrow = charts.heatmap(one).layout
    assert narrow.xaxis.domain[1] < 0.5
    for frame in narrow.shapes:
        assert frame.x1 - frame.x0 == pytest.approx(0.98)


def test_the_legend_says_what_a_side_means_without_markup(stored: Frames) -> None:
    groups = tables.positions_by_group(stored, "outcome_orientation")
    said = {"for": "For: <b>more</b>", "against": "Against: less", "mixed": "Mixed", "unclear": "Unclear"}
    names = [bar.name for bar in charts.position_bars(groups, said).data]
    assert names == ["Against: less", "Mixed", "For: &lt;b&gt;more&lt;/b&gt;", "Unclear"]


def test_a_name_from_a_codebook_is_no_markup_in_a_chart(stored: Frames) -> None:
    themes = stored.themes.assign(name='<a href="http://evil.example">x</a>')
    figure = charts.heatmap(tables.theme_by_group(replace(stored, themes=themes)))
    assert "<a " not in "".join(figure.data[0].y)


def test_charts_leave_their_table_as_it_was(stored: Frames) -> None:
    cells = tables.theme_by_group(stored)
    before = cells.copy()
    charts.heatmap(cells)
    pd.testing.assert_frame_equal(cells, before)


def test_nobody_speaking_is_a_chart_too(stored: Frames) -> None:
    nobody = tables.positions_by_group(stored, "cross_fertilization")
    assert charts.position_bars(nobody).layout.height > 0


def test_the_timeline_draws_what_has_a_date_in_the_lane_of_its_body() -> None:
    columns = ["kind", "label", "first", "last", "n", "n_undated", "is_dated", "n_before", "lane"]
    rows = pd.DataFrame(
        [
            ("inputs", "Inputs on 2017", "2017-12-18", "2018-01-31", 79, 1, True, 0, "Contributions"),
            ("inputs", "Inputs on <b>2018</b>", "2018-12-01", "2018-12-01", 3, 3, False, 0, "Contributions"),
            ("meeting", "First call", "2018-02-05", "2018-02-05", 1, 0, True, 79, "Coordination"),
            ("meeting", "A call without a date", "", "", 2, 0, False, 0, "Coordination"),
        ],
        columns=columns,
    )
    long, short, meetings = charts.timeline(rows).data
    assert (list(long.x), long.mode) == (["2017-12-18", "2018-01-31"], "lines+text")
    assert "markers" in short.mode
    assert "<b>" not in short.text[0]
    assert (list(meetings.x), list(meetings.text)) == (["2018-02-05"], ["1"])
    assert meetings.customdata[0][1] == "1 item, after 79 contributions"
    assert "3 inputs on" in short.text[0]
    assert "no date" in short.text[0]
    assert "no date" not in long.text[0]
    assert "2018-12-01" not in short.hovertemplate
    assert set(long.y) == {"Contributions"}
    assert list(meetings.y) == ["Coordination"]
    assert charts.timeline(rows).layout.xaxis.dtick is None
    few = charts.timeline(rows.iloc[:1])
    assert few.layout.xaxis.dtick == "M1"  # each month is named once
