"""The one place where text becomes markup, and the files people drop."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import cards, ui
from dashboard.files import uploads
from dashboard.navigation import plain
from dashboard.trace import chain
from dashboard.ui import Mark, marked_text
from synthesis.corpus.sources import is_of_the_system
from synthesis.outputs import tables
from synthesis.outputs.tables import Frames


def test_a_citation_does_not_say_a_group_again_as_its_region() -> None:
    said = cards.citation("A body", "Intergovernmental Organization", "Intergovernmental Organizations", 2017)
    assert said.count("Intergovernmental Organization") == 1


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=5),
)
def test_marks_change_no_letter_and_let_no_markup_in(text: str, stretches: list[tuple[int, int]]) -> None:
    shown = marked_text(text, [Mark(min(s), max(s)) for s in stretches])
    bare = shown.replace('<mark class="found">', "").replace("</mark>", "")
    assert unescape(bare) == unescape(ui.text(text))
    assert "<" not in bare
    assert ">" not in bare


def test_a_mark_stands_where_it_was_asked_for_after_letters_that_are_escaped() -> None:
    assert marked_text("<<ab", [Mark(2, 4)]) == '&lt;&lt;<mark class="found">ab</mark>'


def test_a_citation_gives_the_words_for_a_group_that_is_not_known() -> None:
    said = cards.citation("University", "unknown", "unknown", 2014, given="Academia")
    assert "stakeholder group unknown (given as “Academia”)" in said
    assert "given as" not in cards.citation("Ministry", "Government", "unknown", 2014, given="State")
    assert "given as" not in cards.citation("Somebody", "unknown", "unknown", 2014)


def test_lines_broken_for_width_flow_in_a_card_and_a_mark_stays_where_it_was() -> None:
    said = "We ask\nfor\nfewer sessions.\n\nAlso:\n- rest\n2. time"
    start = said.index("fewer")
    card = cards.quote(said, "en", [Mark(start, start + 5)])
    assert 'We ask for <mark class="found">fewer</mark> sessions.\n\nAlso:\n- rest\n2. time' in card


@pytest.mark.parametrize("code", ["unknown", "", '" onload="x', "en us"])
def test_a_language_that_is_none_is_left_out(code: str) -> None:
    assert ui.language_attribute(code) == 'dir="auto"'


def test_what_is_done_is_told_in_the_direction_of_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(ui.st, "html", shown.append)
    ui.done("“الاجتماع” <b> is taken out.")
    assert shown == [
        '<div class="done" role="status"><p dir="auto">“الاجتماع” &lt;b&gt; is taken out.</p></div>'
    ]


def test_a_label_is_no_markdown() -> None:
    assert plain(":red[x] $y$ ![z](http://evil.example)").count("\\") == 12


def test_what_is_unknown_of_a_contributor_is_said_to_be() -> None:
    said = cards.citation("Contributor not named", "unknown", "unknown", None)
    assert "stakeholder group unknown, region unknown, cycle unknown" in said


@pytest.mark.parametrize(("code", "named"), [("fr", "French"), ("en", ""), ("unknown", ""), ("", "")])
def test_a_citation_names_a_language_other_than_that_of_the_page(code: str, named: str) -> None:
    said = cards.citation("Ministry", "Government", "African Group", 2017, language=code)
    assert said.count("mark-language") == bool(named)
    assert named in said


def test_machine_and_person_are_told_apart_in_words_and_frame() -> None:
    assert ui.review_badge(False) == '<span class="badge proposed">Machine proposal</span>'
    assert ui.review_badge(True) == '<span class="badge confirmed">Confirmed by a person</span>'


def test_a_quote_that_is_not_in_its_paragraph_leaves_the_paragraph_whole() -> None:
    assert "<mark" not in cards.paragraph("It was agreed.", "Something else.")


@pytest.mark.parametrize("risky", ["=1+1", "\u200b=1+1", "\uff1d1+1", "\t=1+1", "\tx", "\rx"])
def test_no_cell_of_a_table_file_becomes_a_formula(risky: str) -> None:
    written = ui.safe_csv(pd.DataFrame({"theme": [risky, "plain"], "n": [1, 2]})).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows == [["theme", "n"], [f"'{risky}", "1"], ["plain", "2"]]


def test_what_no_file_can_hold_does_not_break_a_table_file() -> None:
    assert "one\ufffdtwo" in ui.safe_csv(pd.DataFrame({"theme": ["one\x00two"]})).decode("utf-8-sig")


class Dropped:
    def __init__(self, name: str, content: bytes = b"x") -> None:
        self.name = name
        self._content = content

    def getbuffer(self) -> memoryview:
        return memoryview(self._content)


@given(st.text(max_size=300))
def test_any_name_becomes_one_file_inside_the_folder(name: str) -> None:
    safe = uploads.safe_name(name)
    assert safe
    assert Path(safe).name == safe
    assert safe not in {".", ".."}
    assert len(safe) <= 100


def test_dropped_files_keep_the_names_people_gave_them() -> None:
    kept = uploads.keep([Dropped("../../a b.csv", b"1"), Dropped("x/a b.csv", b"2")])
    assert [path.read_bytes() for path in kept.paths] == [b"1", b"2"]
    assert {path.parent for path in kept.paths} == {kept.folder.path}
    assert [kept.shown_name(path.name) for path in kept.paths] == ["../../a b.csv", "x/a b.csv"]


def test_dropped_files_of_the_system_keep_the_names_by_which_they_are_told() -> None:
    kept = uploads.keep([Dropped(name) for name in (".DS_Store", "x/.DS_Store", "._a b.csv", ".hidden.csv")])
    names = [path.name for path in kept.paths]
    assert names == [".DS_Store", ".DS_Store-2", "._a_b.csv", "hidden.csv"]
    assert all(map(is_of_the_system, kept.paths[:3]))


def test_a_file_is_not_told_under_the_name_of_one_that_ends_like_it() -> None:
    kept = uploads.keep([Dropped("a.csv"), Dropped("data (final).csv"), Dropped("data.csv")])
    shown = [kept.shown_name(path.name) for path in kept.paths]
    assert shown == ["a.csv", "data (final).csv", "data.csv"]
    assert kept.shown_name("x-data.csv") == "x-data.csv"


def test_the_folder_of_dropped_files_goes_with_them() -> None:
    kept = uploads.keep([Dropped("a.csv")])
    path = kept.folder.path
    assert path.exists()
    del kept
    assert not path.exists()


def test_the_folder_of_dropped_files_is_for_this_program_alone() -> None:
    kept = uploads.keep([Dropped("a.csv")])
    assert kept.folder.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("coalitions should meet.", "… coalitions should meet."),
        ("It was agreed to meet.", "It was agreed to meet."),
    ],
)
def test_a_decision_shows_where_its_quote_begins_inside_a_sentence(
    stored: Frames, quote: str, shown: str
) -> None:
    row = tables.decision_table(stored).iloc[0].to_dict() | {"quote": quote}
    assert f">{shown}</blockquote>" in cards.decision_card(row)


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        ("3", "paragraph 3"),
        ("row 7", "2018-03-09, row 7"),
        ("ID 3", "2018-03-09, ID 3"),
        ("", "not numbered"),
    ],
)
def test_a_later_report_is_cited_by_its_paragraph_or_the_row_of_its_table(paragraph: str, told: str) -> None:
    row = {"kind": "decision", "progress": "open", "progress_by": "", "quote": "It was agreed."}
    row |= {"meeting": "25th call", "held_on": "2018-03-09", "paragraph": paragraph, "later": (), "told": ()}
    assert told in chain.became(row, [row])


@pytest.mark.parametrize(
    ("outcome", "is_confirmed", "badges"),
    [
        ("none", True, ["None of the themes", "Confirmed by a person"]),
        ("none", False, ["None of the themes", "Machine proposal"]),
        ("undecided", False, ["Cannot tell", "Machine proposal"]),
        ("uncoded", False, ["Not coded yet"]),
        ("filler", False, ["Says nothing: filler"]),
    ],
)
def test_a_passage_without_a_theme_says_who_found_none(
    outcome: str, is_confirmed: bool, badges: list[str]
) -> None:
    shown = cards.outcome_badges({"outcome": outcome, "is_confirmed": is_confirmed}, {})
    assert re.findall(r">([^<]+)</span>", shown) == badges
