from dataclasses import replace
from datetime import date

import pytest

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.meetings.answers import MOST, link_passages
from synthesis.meetings.order import order_in_words, was_sent_by
from synthesis.models import (
    Assignment,
    Coding,
    Contribution,
    Decision,
    DecisionLink,
    Meeting,
    Passage,
    Position,
    Snapshot,
)

HELD_ON = date(2018, 2, 5)
MEETING = Meeting("m", "Call", body="Dynamic Coalition Coordination Group", held_on=HELD_ON)
PAGE = Decision("d", "m", "1", "It was agreed to prepare a page that explains how to join.", "decision")
ON_VISIBILITY = DecisionLink("d", theme_id="visibility", score=0.9)
ASKS = "Give each coalition a page that says how to join it."


@pytest.fixture(scope="module")
def coder() -> ThemeCoder:
    return ThemeCoder(shipped_codebook())


def said(
    *texts: str,
    theme: str = "visibility",
    position: Position = "for",
    sent: date | None = date(2018, 1, 10),
    cycle: int | None = 2017,
    prefix: str = "c",
) -> Snapshot:
    """One contribution a text, each coded as a whole to one theme, with the one decision."""
    contributions = tuple(
        Contribution(id=f"{prefix}{n}", text=text, submitted_on=sent, cycle=cycle)
        for n, text in enumerate(texts)
    )
    passages = tuple(Passage.of(each, 0, len(each.text), "en") for each in contributions)
    assignments = tuple(
        Assignment(each.id, "coded", (Coding(each.id, theme, 0.9, position),)) for each in passages
    )
    return Snapshot(
        contributions=contributions,
        passages=passages,
        assignments=assignments,
        meetings=(MEETING,),
        decisions=(PAGE,),
    )


def answered(snapshot: Snapshot, coder: ThemeCoder, *links: DecisionLink) -> list[str]:
    found = link_passages(snapshot, links or (ON_VISIBILITY,), coder)
    return [link.passage_id.partition(":")[0] for link in found]


def test_a_passage_with_the_theme_and_the_words_of_a_decision_is_proposed_with_the_reason(coder):
    (link,) = link_passages(said(ASKS), [ON_VISIBILITY], coder)
    assert (link.decision_id, link.passage_id, link.status) == ("d", f"c0:0-{len(ASKS)}", "proposed")
    assert "the theme" in link.why
    assert "'join'" in link.why
    assert link.why.endswith("was sent before the meeting, on 2018-01-10")
    assert 0 < link.score <= 1


def test_what_came_after_the_meeting_is_not_answered_by_it(coder):
    assert answered(said(ASKS, sent=HELD_ON), coder) == ["c0"]
    assert answered(said(ASKS, sent=date(2018, 2, 6)), coder) == []


def test_what_was_sent_more_than_three_years_before_is_history(coder):
    assert answered(said(ASKS, sent=date(2015, 3, 1)), coder) == ["c0"]
    assert answered(said(ASKS, sent=date(2015, 1, 1)), coder) == []


def test_without_a_day_the_cycle_gives_the_order_and_the_reason_says_so(coder):
    (link,) = link_passages(said(ASKS, sent=None), [ON_VISIBILITY], coder)
    assert link.why.endswith(
        "is of cycle 2017, whose inputs were sent from December 2017 on (its own date is not known)"
    )
    assert answered(said(ASKS, sent=None, cycle=2018), coder) == []


def test_where_the_order_is_not_known_nothing_is_proposed(coder):
    assert answered(said(ASKS, sent=None, cycle=None), coder) == []
    undated = replace(said(ASKS), meetings=(replace(MEETING, held_on=None),))
    assert answered(undated, coder) == []


def test_the_same_words_on_another_theme_are_not_proposed(coder):
    assert answered(said(ASKS, theme="programme_size"), coder) == []


def test_the_theme_alone_without_a_telling_word_is_not_enough(coder):
    assert answered(said("The coalitions of the meeting should be better known."), coder) == []


def test_who_does_not_want_it_is_not_answered(coder):
    assert answered(said(ASKS, position="against"), coder) == []


def test_a_rejected_link_to_a_theme_leads_to_no_passage(coder):
    assert answered(said(ASKS), coder, replace(ON_VISIBILITY, status="rejected")) == []
    weak = replace(ON_VISIBILITY, score=0.1)
    assert answered(said(ASKS), coder, weak) == []
    assert answered(said(ASKS), coder, replace(weak, status="confirmed")) == ["c0"]


def test_a_theme_that_a_decision_touches_far_less_than_another_leads_to_no_passage(coder):
    main = DecisionLink("d", theme_id="programme_size", score=1.0)
    assert answered(said(ASKS), coder, main, replace(ON_VISIBILITY, score=0.75)) == []
    assert answered(said(ASKS), coder, main, replace(ON_VISIBILITY, score=0.85)) == ["c0"]


def test_a_handful_is_proposed_and_copies_only_once(coder):
    different = [f"Give each coalition a page on {what} that says how to join it." for what in SUBJECTS]
    assert len(answered(said(*different), coder)) == MOST
    assert answered(said(ASKS, ASKS, ASKS + " "), coder) == ["c0"]


SUBJECTS = (
    "gender in villages and rural schools",
    "the trade of small island states",
    "libraries for readers with low vision",
    "neutral networks in mountain regions",
    "blockchain registers of land titles",
    "young people in remote harbours",
    "child safety for worried parents",
)


def test_a_group_that_both_name_stands_in_the_reason(coder):
    decision = replace(PAGE, quote="It was agreed to name a contact person for each BPF.")
    snapshot = said("Every Best Practice Forum needs a contact person.", theme="cross_fertilization")
    (link,) = link_passages(
        replace(snapshot, decisions=(decision,)),
        [DecisionLink("d", theme_id="cross_fertilization", score=1.0)],
        coder,
    )
    assert "both name Best Practice Forums" in link.why


def test_links_do_not_depend_on_the_order_of_the_passages(coder):
    snapshot = said(ASKS, *(f"A page on {what}, and how to join." for what in SUBJECTS))
    backwards = replace(snapshot, passages=snapshot.passages[::-1], assignments=snapshot.assignments[::-1])
    assert link_passages(snapshot, [ON_VISIBILITY], coder) == link_passages(backwards, [ON_VISIBILITY], coder)


def test_nothing_said_or_decided_gives_no_links(coder):
    assert link_passages(Snapshot(), [], coder) == ()
    assert link_passages(replace(said(ASKS), decisions=()), [ON_VISIBILITY], coder) == ()
    assert link_passages(Snapshot(meetings=(MEETING,), decisions=(PAGE,)), [ON_VISIBILITY], coder) == ()


def test_the_order_in_words_names_the_day_or_the_cycle():
    assert was_sent_by(date(2018, 2, 5), None, date(2018, 2, 5))
    assert not was_sent_by(date(2018, 2, 6), 2016, date(2018, 2, 5))
    assert "cycle 2016" in order_in_words(None, 2016)
