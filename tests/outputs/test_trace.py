"""The stocktaking of conftest.py, counted by hand: meetings on 5 February and 9 March 2018."""

from dataclasses import replace
from datetime import date

import pytest

from synthesis.models import Decision, DecisionLink, Filters, Meeting, Paragraph, Snapshot
from synthesis.outputs import trace
from synthesis.outputs.tables import Frames, frames, narrow, theme_table
from synthesis.outputs.trace import sentences
from tests.outputs.conftest import DECISIONS, LINKS, MEETINGS, a_snapshot


def with_decision(
    quote: str,
    *links: DecisionLink,
    held_on: date | None = date(2018, 6, 1),
    **fields: object,
) -> Frames:
    """The stocktaking with one more meeting, which decided one thing more."""
    meeting = Meeting("m26", "26th coordination meeting", "Dynamic Coalitions", held_on=held_on)
    meeting = replace(meeting, paragraphs=(Paragraph("1", quote),))
    decision = Decision("d9", "m26", "1", quote, "decision", **fields)  # type: ignore[arg-type]
    made = a_snapshot()
    return frames(
        replace(
            made,
            meetings=(*MEETINGS, meeting),
            decisions=(*DECISIONS, decision),
            links=(*LINKS, *links),
        )
    )


def sent(day: date | None, cycle: int | None) -> Frames:
    """The stocktaking in which every contribution was sent on one day."""
    made = a_snapshot()
    contributions = tuple(replace(each, submitted_on=day, cycle=cycle) for each in made.contributions)
    return frames(replace(made, contributions=contributions))


def row_of(table, decision: str, theme: str = "") -> dict:
    found = table[table["decision_id" if "decision_id" in table else "id"] == decision]
    return (found[found["theme_id"] == theme] if theme else found).to_dict("records")[0]


def test_each_decision_stands_beside_what_had_been_said_before_it(whole: Frames) -> None:
    table = trace.trace_table(whole)
    page = row_of(table, "d1")
    assert (page["theme_id"], page["n"], page["N"], page["n_for"], page["n_mixed"]) == (
        "visibility",
        7,
        12,
        5,
        1,
    )
    assert (page["n_groups"], page["link_status"]) == (2, "confirmed")
    assert sentences.said_sentence(page) == (
        "7 of 12 contributions sent by 2018-03-09 speak about this theme, from 2 of the 5 stakeholder groups "
        "that had replied: 5 for, 1 mixed and 1 unclear."
    )


def test_what_came_after_the_meeting_is_not_counted() -> None:
    table = trace.trace_table(sent(date(2018, 2, 20), 2017))
    assert row_of(table, "d4")["N"] == 0
    assert row_of(table, "d1")["N"] == 12
    assert sentences.said_sentence(row_of(table, "d4")) == "No contribution had been sent by 2018-02-05."


def test_without_a_day_the_cycle_stands_for_it() -> None:
    assert row_of(trace.trace_table(sent(None, 2017)), "d4")["N"] == 12
    assert row_of(trace.trace_table(sent(None, 2018)), "d4")["N"] == 0
    assert row_of(trace.trace_table(sent(None, None)), "d4")["N"] == 0


def test_a_filter_narrows_what_had_been_said(whole: Frames) -> None:
    government = narrow(whole, Filters(stakeholder_groups=("Government",)))
    page = row_of(trace.trace_table(government), "d1")
    assert (page["n"], page["N"], page["n_groups_present"]) == (2, 3, 1)


def test_a_review_filter_does_not_make_anybody_silent(whole: Frames) -> None:
    accepted = narrow(whole, Filters(review=("accepted",)))
    assert row_of(trace.trace_table(accepted), "d1")["n"] == 7
    undecided = narrow(frames(replace(a_snapshot(), links=())), Filters(review=("accepted",)))
    assert "7 of 12 contributions raise it" in sentences.undecided_sentence(undecided, "visibility")


def test_a_meeting_without_a_date_says_that_nothing_can_be_told() -> None:
    link = DecisionLink("d9", theme_id="visibility", score=0.9)
    page = row_of(trace.trace_table(with_decision("A page was agreed.", link, held_on=None)), "d9")
    assert (page["N"], page["later"]) == (0, ())
    assert "has no date" in sentences.said_sentence(page)


def with_calendar(later: str, kind: str = "decision", theme: str = "outcome_orientation") -> Frames:
    """The meeting of February decides on a common calendar; that of June says something, on a theme."""
    found = with_decision(later, DecisionLink("d9", theme_id=theme, score=0.9))
    quotes = found.decisions["quote"].where(found.decisions["id"] != "d4", "A common calendar will be kept.")
    kinds = found.decisions["kind"].where(found.decisions["id"] != "d9", kind)
    return replace(found, decisions=found.decisions.assign(quote=quotes, kind=kinds))


@pytest.mark.parametrize(
    ("later", "theme", "tells"),
    [
        ("The common calendar is online.", "outcome_orientation", True),
        ("The calendar of another body is online.", "outcome_orientation", False),
        ("The common calendar is online.", "visibility", False),
    ],
)
def test_what_a_later_meeting_tells_stands_beside_the_decision_it_tells_of(
    later: str, theme: str, tells: bool
) -> None:
    calendar = row_of(trace.trace_table(with_calendar(later, theme=theme)), "d4")
    assert calendar["later"] == (("d9",) if tells else ())
    told = (
        "going by the words, 1 item of later reports tells of it."
        if tells
        else "no later report tells of it."
    )
    assert (
        sentences.became_sentence(calendar)
        == f"Its state in the register is done, as its source has it; {told}"
    )


@pytest.mark.parametrize(
    ("kind", "has_row"), [("restated", False), ("information", False), ("decision", True)]
)
def test_what_only_repeats_an_earlier_decision_has_no_row_of_its_own(kind: str, has_row: bool) -> None:
    table = trace.trace_table(with_calendar("The common calendar is online.", kind))
    assert ("d9" in set(table["id"])) == has_row


def test_a_later_item_that_is_done_is_named_beside_a_decision_that_is_open() -> None:
    found = with_calendar("The common calendar is online.")
    calendar = row_of(trace.trace_table(found), "d4")
    later = found.decisions[found.decisions["id"] == "d9"].assign(progress="done").to_dict("records")
    said = sentences.became_sentence({**calendar, "progress": "open"}, later)
    assert said == (
        "Its state in the register is open, which nobody has said; going by the words, 1 item of later "
        "reports tells of it; of these 1 is done."
    )
    assert "of these" not in sentences.became_sentence(calendar, later)


def test_an_action_that_has_ended_stands_below_the_decision_that_it_ends_and_counts_no_second_time() -> None:
    found = with_calendar("The common calendar is online.", "commitment")
    open_still = found.decisions["progress"].where(found.decisions["id"] != "d4", "open")
    found = replace(found, decisions=found.decisions.assign(progress=open_still))
    n_open = trace.trace_table(found)["theme_id"].eq("outcome_orientation").sum()
    ended = found.decisions["progress"].where(found.decisions["id"] != "d9", "done")
    ended = replace(found, decisions=found.decisions.assign(progress=ended))
    rows = trace.trace_table(ended)
    assert rows["theme_id"].eq("outcome_orientation").sum() == n_open - 1
    calendar = row_of(rows, "d4")
    assert (calendar["reported"], calendar["reported_on"]) == ("done", "2018-06-01")
    counted = theme_table(ended).set_index("theme_id")["n_decisions"]
    assert counted["outcome_orientation"] == n_open - 1


def with_register(*links: DecisionLink, **fields: object) -> Frames:
    """The meeting of June says something in words of its own, of which a person said what it is."""
    return with_decision("Agreed as before.", *links, **fields)


def test_what_a_person_merged_stands_beside_its_decision_and_counts_once() -> None:
    link = DecisionLink("d9", theme_id="visibility", status="confirmed")
    merged = with_register(link, restates="d1", review="confirmed")
    page = row_of(trace.trace_table(merged), "d1")
    assert (page["told"], page["later"]) == (("d9",), ("d9",))
    assert "d9" not in set(trace.trace_table(merged)["id"])
    assert sentences.became_sentence(page).endswith("1 item repeats or replaces it, as a person said.")
    assert "A person confirmed 1 of the 5 links" in sentences.trace_sentence(merged)


def test_what_a_person_merged_tells_of_no_other_decision_by_its_words() -> None:
    calendar = with_calendar("The common calendar is online.")
    merged = calendar.decisions["id"] == "d9"
    decisions = calendar.decisions.assign(
        restates=calendar.decisions["restates"].where(~merged, "d1"), is_merged=merged
    )
    table = trace.trace_table(replace(calendar, decisions=decisions))
    assert row_of(table, "d4")["later"] == ()
    assert row_of(table, "d1")["later"] == ("d9",)


def test_what_a_person_said_restates_nothing_tells_of_no_decision() -> None:
    calendar = with_calendar("The common calendar is online.", "restated")
    restates = calendar.decisions["restates"].where(calendar.decisions["id"] != "d9", "none")
    table = trace.trace_table(replace(calendar, decisions=calendar.decisions.assign(restates=restates)))
    assert row_of(table, "d4")["later"] == ()
    assert "d9" in set(table["id"])


def test_what_took_the_place_of_a_decision_stands_beside_it_and_has_its_own_row() -> None:
    found = with_register(DecisionLink("d9", theme_id="visibility"))
    replaced = found.decisions["superseded_by"].where(found.decisions["id"] != "d1", "d9")
    table = trace.trace_table(replace(found, decisions=found.decisions.assign(superseded_by=replaced)))
    assert row_of(table, "d1")["told"] == ("d9",)
    assert "d9" in set(table["id"])


def test_what_a_person_rejected_stands_beside_no_decision() -> None:
    rejected = with_register(restates="d1", review="rejected")
    assert row_of(trace.trace_table(rejected), "d1")["later"] == ()


def test_a_passage_answered_by_a_decision_and_its_repetition_has_one_answer() -> None:
    link = DecisionLink("d9", passage_id="c01:0-38", score=0.9)
    found = trace.answers(with_register(link, restates="d1", review="confirmed"))
    assert list(found["decision_id"]) == ["d1"]


def test_what_tells_only_of_something_without_a_row_has_one_itself() -> None:
    links = [DecisionLink(decision, theme_id="outcome_orientation") for decision in ("d1", "d9")]
    found = with_decision("The online hours are kept.", *links)
    said = {"d4": "A common calendar will be kept.", "d1": "The common calendar has online hours."}
    kinds = {"d1": "restated", "d9": "restated"}
    decisions = found.decisions.assign(
        quote=found.decisions["id"].map(said).fillna(found.decisions["quote"]),
        kind=found.decisions["id"].map(kinds).fillna(found.decisions["kind"]),
    )
    table = trace.trace_table(replace(found, decisions=decisions))
    rows = table[table["theme_id"] == "outcome_orientation"].set_index("id")["later"]
    assert rows.to_dict() == {"d4": ("d1",), "d9": ()}


def test_three_groups_that_raise_a_theme_without_a_decision_are_a_gap(whole: Frames) -> None:
    assert list(trace.not_decided(whole)["theme_id"]) == []
    undecided = frames(replace(a_snapshot(), links=tuple(each for each in LINKS if each.decision_id != "d4")))
    assert list(trace.not_decided(undecided)["theme_id"]) == ["outcome_orientation"]
    (gaps,) = [each for each in sentences.all_gaps(undecided, "2018-01-01") if each.name == "not_decided"]
    assert gaps.entries == (
        sentences.Gap(
            "“Tangible outcomes”: 3 of 12 contributions, from 3 of the 5 stakeholder groups that replied; "
            "no decision is linked.",
            "outcome_orientation",
        ),
    )


def test_where_nothing_passes_or_is_raised_no_theme_is_said_to_be_decided(whole: Frames) -> None:
    def nothing(filters: Filters) -> str:
        return sentences.all_gaps(narrow(whole, filters), "2018-01-01")[0].nothing

    assert nothing(Filters()) == "Every theme raised by 3 stakeholder groups or more has a linked decision."
    governments = Filters(stakeholder_groups=("Government",))
    assert nothing(governments) == "No theme is raised by 3 stakeholder groups or more."
    nobody = Filters(cycles=(1999,))
    assert nothing(nobody) == "No contribution passes the filters, so nothing can be missing."
    gaps = {each.name: each for each in sentences.all_gaps(narrow(whole, nobody), "2018-01-01")}
    assert gaps["recurring"].nothing == nothing(nobody)
    assert gaps["without_input"].entries == ()
    assert gaps["without_input"].nothing == nothing(nobody)


def test_a_theme_that_nothing_was_decided_on_says_who_raised_it(whole: Frames) -> None:
    assert sentences.undecided_sentence(whole, "visibility") == ""
    undecided = frames(replace(a_snapshot(), links=()))
    assert sentences.undecided_sentence(undecided, "visibility") == (
        "Nothing was decided on this theme, although 7 of 12 contributions raise it, from 2 of the 5 "
        "stakeholder groups that replied."
    )
    assert sentences.undecided_sentence(undecided, "cross_fertilization") == (
        "Nothing was decided on this theme, and no contribution raises it."
    )


def test_a_decision_on_what_nobody_had_raised_is_a_gap(whole: Frames) -> None:
    assert list(trace.without_input(whole)["id"]) == []
    link = DecisionLink("d9", theme_id="cross_fertilization", score=0.9)
    table = trace.without_input(with_decision("A calendar was agreed.", link))
    assert list(table["id"]) == ["d9"]
    early = sent(date(2018, 2, 20), 2017)
    assert list(trace.without_input(early)["id"]) == ["d4"]


def test_a_decision_linked_to_nothing_is_counted(whole: Frames) -> None:
    assert list(trace.unlinked(whole)["id"]) == []
    unlinked = with_decision("The next call is in July.")
    assert list(trace.unlinked(unlinked)["id"]) == ["d9"]
    (gaps,) = [each for each in sentences.all_gaps(unlinked, "2018-01-01") if each.name == "without_input"]
    assert gaps.entries[-1].words == "1 of 4 items is linked to no theme and no passage."
    nothing_linked = frames(replace(a_snapshot(), links=()))
    (gaps,) = [
        each for each in sentences.all_gaps(nothing_linked, "2018-01-01") if each.name == "without_input"
    ]
    assert (len(gaps.entries), gaps.n) == (1, len(trace.unlinked(nothing_linked)))
    assert gaps.n > 1
    answering = with_decision("The next call is in July.", DecisionLink("d9", passage_id="c01:0-38"))
    assert list(trace.unlinked(answering)["id"]) == []


def test_a_theme_recurs_where_enough_raise_it_up_to_the_last_cycle(whole: Frames) -> None:
    table = trace.recurring(whole)
    assert list(table["theme_id"]) == ["visibility"]
    assert table["cycles"].tolist() == [((2016, 1, 1), (2017, 6, 11))]
    assert list(trace.recurring(whole, share=0.6)["theme_id"]) == []
    assert list(trace.recurring(whole, n_cycles=3)["theme_id"]) == []
    assert list(trace.recurring(narrow(whole, Filters(cycles=(2017,))))["theme_id"]) == ["visibility"]


def test_a_recurring_theme_whose_decisions_are_settled_is_no_gap() -> None:
    settled = tuple(replace(each, progress="done") for each in DECISIONS)
    assert list(trace.recurring(frames(replace(a_snapshot(), decisions=settled)))["theme_id"]) == []
    undecided = frames(replace(a_snapshot(), links=()))
    assert list(trace.recurring(undecided)["n_decisions"]) == [0]


@pytest.mark.parametrize(("day", "late"), [("2018-06-01", []), ("2018-06-02", ["d1"])])
def test_overdue_is_what_was_due_before_the_day_and_is_not_done(
    whole: Frames, day: str, late: list[str]
) -> None:
    assert list(trace.overdue(whole, day)["id"]) == late
    done = frames(
        replace(a_snapshot(), decisions=tuple(replace(each, progress="done") for each in DECISIONS))
    )
    assert list(trace.overdue(done, day)["id"]) == []


def test_overdue_names_the_owner_and_the_theme(whole: Frames) -> None:
    (gaps,) = [each for each in sentences.all_gaps(whole, "2019-01-01") if each.name == "overdue"]
    assert gaps.entries == (
        sentences.Gap(
            "Due 2018-06-01, under way, Secretariat: “It was agreed to open a page for coalitions.”",
            "visibility",
        ),
    )


def test_a_passage_names_the_decision_that_answers_it(whole: Frames) -> None:
    (answer,) = trace.answers(whole).to_dict("records")
    assert (answer["passage_id"], answer["decision_id"]) == ("c01:0-38", "d1")
    assert sentences.answered_words(answer) == (
        "Answered on 2018-03-09 (proposed): “It was agreed to open a page for coalitions.”"
    )
    rejected = tuple(replace(each, review="rejected") for each in DECISIONS)
    assert trace.answers(frames(replace(a_snapshot(), decisions=rejected))).empty


def test_the_timeline_has_meetings_with_the_inputs_before_them(whole: Frames) -> None:
    table = trace.timeline(whole)
    shown = list(
        zip(table["kind"], table["label"], table["first"], table["n"], table["n_before"], strict=True)
    )
    assert shown == [
        ("inputs", "Inputs on 2016", "2018-01-15", 1, 0),
        ("inputs", "Inputs on 2017", "2018-01-15", 11, 0),
        ("meeting", "24th coordination meeting", "2018-02-05", 1, 12),
        ("meeting", "25th coordination meeting", "2018-03-09", 2, 12),
    ]
    assert sentences.timeline_sentence(whole) == (
        "2 meetings with 3 items stand beside 12 contributions on 2 cycles."
    )


def test_inputs_without_days_stand_where_their_cycle_puts_them() -> None:
    table = trace.timeline(sent(None, 2017))
    inputs = table[table["kind"] == "inputs"].iloc[0]
    assert (inputs["first"], inputs["last"], inputs["n_undated"]) == ("2017-12-01", "2017-12-01", 12)
    assert not inputs["is_dated"]


def test_an_empty_store_has_no_trace_and_no_gap() -> None:
    empty = frames(Snapshot())
    assert trace.trace_table(empty).empty
    assert trace.timeline(empty).empty
    assert all(gaps.entries == () for gaps in sentences.all_gaps(empty, "2018-01-01"))
    assert "nothing can be traced" in sentences.trace_sentence(empty)


def test_the_tables_change_nothing(whole: Frames) -> None:
    before = whole.decisions.copy(), whole.universe.copy(), whole.links.copy()
    sentences.all_gaps(whole, "2020-01-01")
    trace.timeline(whole)
    for old, new in zip(before, (whole.decisions, whole.universe, whole.links), strict=True):
        assert old.equals(new)
