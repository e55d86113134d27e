"""The reports that ship to learn from, and what is learnt from them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from synthesis.meetings.atoms import part_atoms
from synthesis.meetings.clauses import part_joined, part_sentences
from synthesis.meetings.decisions import find_decisions
from synthesis.meetings.learnt import (
    ItemReader,
    Taught,
    Vote,
    learn_items,
)
from synthesis.meetings.report import parse_report, read_reports
from synthesis.meetings.strength import Judge
from synthesis.meetings.taught import ITEMS, read_items, read_sentences, read_taught, shipped_reader, teach
from synthesis.meetings.traits import Sentence, atom_traits
from synthesis.models import DECISION_KINDS, Meeting, Span
from synthesis.shipped import DATA

REPORTS = DATA / "reference" / "reports"
SETTLED = "decision"
JUDGE = Judge(Meeting(id="m", title="t"))


def sentence(text: str) -> Sentence:
    return Sentence(text, tuple(part_atoms(text)))


@pytest.fixture(scope="module")
def taught() -> tuple[Taught, ...]:
    return read_taught(REPORTS)


def test_every_item_is_of_a_report_that_ships_and_of_a_known_kind() -> None:
    items = read_items(REPORTS / ITEMS)
    assert set(items) <= {path.name for path in REPORTS.glob("*.txt")}
    assert {row["kind"] for rows in items.values() for row in rows} == set(DECISION_KINDS)


def test_every_quote_stands_in_its_report() -> None:
    for name, rows in read_items(REPORTS / ITEMS).items():
        written = (REPORTS / name).read_text(encoding="utf-8")
        text = " ".join(re.sub(r"^\s*(?:>\s?)+", "", written, flags=re.M).split())
        missing = [row["quote"] for row in rows if " ".join(row["quote"].split()) not in text]
        assert len(missing) <= 2, (name, missing)  # a running head may stand in a quote


def test_every_report_says_that_it_is_sample_data() -> None:
    for path in REPORTS.glob("*.txt"):
        assert path.read_text(encoding="utf-8").startswith("Sample data"), path.name


def test_nearly_all_items_are_found_in_the_sentences_to_learn_from(taught: tuple[Taught, ...]) -> None:
    n_found = sum(len(example.items) for example in taught)
    n_marked = sum(map(len, read_items(REPORTS / ITEMS).values()))
    assert n_found > 0.9 * n_marked


def test_half_of_the_sentences_hold_no_item(taught: tuple[Taught, ...]) -> None:
    assert sum(not example.items for example in taught) > 0.5 * len(taught)


def test_items_are_stretches_of_their_sentence_that_do_not_overlap(taught: tuple[Taught, ...]) -> None:
    for example in taught:
        ends = [span.end for span, _ in example.items]
        starts = [span.start for span, _ in example.items]
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
        assert not ends or ends[-1] <= len(example.sentence.text)


def test_a_quote_is_taught_where_it_stands() -> None:
    meeting = parse_report("Call 7\n\n9 March 2018\n\n1. Rain fell, and the limit stays at six pages.\n")
    item = {"kind": "decision", "quote": "the limit stays at six pages"}
    (example,) = teach(meeting, [item])
    assert example.items == ((Span(15, 43), "decision"),)


def test_a_reader_learns_kinds_and_where_one_item_ends() -> None:
    def example(text: str, *items: tuple[str, str]) -> Taught:
        spans = tuple((Span(text.index(q), text.index(q) + len(q)), kind) for q, kind in items)
        return Taught(sentence(text), spans, JUDGE)  # type: ignore[arg-type]

    things = ["limit", "date", "room", "text", "fee", "list", "name", "form"]
    pairs = list(pairwise(things))
    examples = [
        *(
            example(f"The {a} stays, and the {b} goes.",
                    (f"The {a} stays", SETTLED), (f"the {b} goes", SETTLED))
            for a, b in pairs
        ),
        *(example(f"Ada sends the {a}.", (f"Ada sends the {a}", "commitment")) for a in things),
        *(example(f"The {a} was praised, and the {b} was shown.") for a, b in pairs),
        *(example(f"If it rains, Ada sends the {a}.", (f"If it rains, Ada sends the {a}", "conditional"))
          for a in things),
        example("We had agreed it.", ("We had agreed it", "restated")),
        example("The page is online.", ("The page is online", "information")),
    ]  # fmt: skip
    reader = ItemReader(learn_items(examples))
    text = "The chair stays, and the table goes."
    found = reader.read(sentence(text), JUDGE)
    assert [(text[item.start : item.end], item.kind) for item in found] == [
        ("The chair stays", "decision"),
        ("the table goes.", "decision"),
    ]
    assert reader.read(sentence("The chair was praised, and the table was shown."), JUDGE) == []
    assert [item.kind for item in reader.read(sentence("Ada sends the chair."), JUDGE)] == ["commitment"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In the end the theme stays as it came out of the poll.", "decision"),
        ("Ms. K. took it upon herself to telephone the other coalitions.", "commitment"),
        ("If fewer than ten answers come in, the co-chairs would extend the survey.", "conditional"),
    ],
)
def test_wordings_without_a_verb_of_deciding_are_read(text: str, kind: str) -> None:
    assert kind in {item.kind for item in shipped_reader().read(sentence(text), JUDGE)}


@pytest.mark.parametrize(
    "text",
    [
        "Several participants felt that the matter ought to be decided before the summer.",
        "The representative of DC-IoT thanked the host and described the venue.",
        "It was hoped that more young people would attend.",
    ],
)
def test_views_thanks_and_hopes_are_no_items(text: str) -> None:
    assert shipped_reader().read(sentence(text), JUDGE) == []


def test_a_sentence_without_words_has_no_items() -> None:
    assert shipped_reader().read(sentence("..."), JUDGE) == []


def test_learning_twice_gives_the_same(taught: tuple[Taught, ...]) -> None:
    some = taught[:400]
    first, second = ItemReader(learn_items(some)), ItemReader(learn_items(some))
    for example in taught[400:460]:
        assert first.read(example.sentence, JUDGE) == second.read(example.sentence, JUDGE)


def test_names_days_and_numbers_are_seen_as_what_they_are() -> None:
    (traits,) = atom_traits(sentence("On Monday Wanjiru sent 14 forms"), JUDGE)
    assert {"w:DAY", "w:NAME", "w:#", "w:forms"} <= set(traits)


@pytest.mark.parametrize("text", ["Ms. A. smiled", "K.L. smiled", "AR smiled", "B smiled"])
def test_titles_and_initials_are_seen_as_people_where_a_sentence_opens_too(text: str) -> None:
    (traits,) = atom_traits(sentence(text), JUDGE)
    assert "w:WHO" in traits


def test_a_sentence_ends_after_initials_and_not_inside_a_number() -> None:
    text = "The form was shown by Mr. W. The choice of no. 5 stays."
    assert part_sentences(text) == ["The form was shown by Mr. W.", "The choice of no. 5 stays."]


def test_arrows_part_what_they_lead_to() -> None:
    assert [sentence(text).words(1) for text in ("Long talk => two pages", "Long talk -> two pages")] == [
        "two pages",
        "two pages",
    ]


def test_what_the_table_of_wordings_finds_counts_most_where_it_is_plain() -> None:
    text = "Colleagues will look at the page again at some point, as ever."
    doubted = sentence(text)
    assert shipped_reader().read(doubted, JUDGE) == []
    whole = Vote(0, len(text), "commitment", is_plain=True)
    (found,) = shipped_reader().read(doubted, JUDGE, [whole])
    assert (found.start, found.end, found.kind) == (0, len(text), "commitment")


def test_a_vote_alone_makes_no_item_of_a_hope() -> None:
    view = sentence("It was hoped that more young people would attend.")
    assert shipped_reader().read(view, JUDGE, [Vote(0, len(view.text), "decision")]) == []


def quotes_of(sentence: str) -> list[str]:
    return [item.quote for item in find_decisions(parse_report(f"Call 7\n\n9 March 2018\n\n1. {sentence}"))]


def test_two_things_that_one_person_would_do_are_two_items() -> None:
    text = "Co-chair B said that he would take account of the remarks and would send a clean version by May."
    assert quotes_of(text) == [
        "Co-chair B said that he would take account of the remarks",
        "would send a clean version by May.",
    ]


def test_parts_too_short_to_stand_alone_stay_together() -> None:
    words = "that it closes and that it stays"
    assert part_joined(words, "", is_doing=True) == [(0, len(words))]


def test_an_item_that_begins_with_its_day_is_one() -> None:
    assert quotes_of("By 20 March Ana will report on it.") == ["By 20 March Ana will report on it."]


def test_a_plain_promise_is_quoted_whole() -> None:
    text = "The Secretariat undertook to state, after the annual meeting, how many sessions were held."
    assert quotes_of(text) == [text]


def test_what_carries_on_an_item_stays_with_it() -> None:
    text = (
        "They would look to contribute to the work of other groups and to shaping the programme of the year."
    )
    assert quotes_of(text) == [text]


def test_a_note_in_brackets_belongs_to_its_item() -> None:
    text = (
        "They would look to contribute to the work of others (BPFs and NRIs, for example) before the summer."
    )
    assert quotes_of(text) == [text]


@pytest.mark.parametrize(
    "text", ["With kind regards,", "It was hoped coalitions would send their wishes to the MAG."]
)
def test_greetings_and_hopes_are_no_items_of_a_report(text: str) -> None:
    assert quotes_of(text) == []


def test_tables_and_headings_are_not_read_by_sentence() -> None:
    text = "Call 7\n\n9 March 2018\n\nActions\n\nAction | Owner\nWrite | Ada\n\n1. It met again.\n"
    assert [each.text for each in read_sentences(parse_report(text))] == ["It met again."]


def test_hands_are_as_many_as_promised() -> None:
    per_hand = Counter(path.name.rpartition("-")[0] for path in REPORTS.glob("hand-*.txt"))
    assert len(per_hand) >= 30
    assert set(per_hand.values()) == {9}
    assert all(read_reports(path) for path in REPORTS.glob("hand-*-1.txt"))
