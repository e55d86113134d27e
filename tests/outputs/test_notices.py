"""What happened in a store, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from synthesis.errors import InputError
from synthesis.models import (
    Arrival,
    Decision,
    DecisionLink,
    Event,
    Group,
    Happened,
    Judgement,
    Meeting,
    Message,
    MessageTie,
    Session,
    SessionMessages,
    SessionProposal,
    Span,
    Step,
    Subject,
)
from synthesis.outputs.notices import Asked, Notice, folded, narrowed, notices, read_asked
from synthesis.outputs.notices.decisions import CORRECTED
from synthesis.outputs.notices.events import CHANGED
from synthesis.outputs.notices.table import notice_table
from synthesis.outputs.notices.window import count_sentence, window

AT = datetime(2018, 3, 10, 9, 30, tzinfo=UTC)
CALL = Meeting("m1", "Coordination call XXV", held_on=date(2018, 3, 9))
AGREED = Decision("d1", "m1", "4", "It was agreed to ask DC-IoT for a page.", "decision")
IOT = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")
TRADE = Group("dc-trade", "Dynamic Coalition on Trade", "dynamic coalition", theme_ids=("size",))
EVENT = Event(
    "e1",
    "Call of the coalitions",
    datetime(2018, 4, 10, 14),
    datetime(2018, 4, 10, 15),
    group_ids=("dc-iot",),
)
THEMES = {"visibility": "Visibility", "size": "Size of the programme"}


def step(
    now: Subject | None,
    before: Subject | None = None,
    by: str = "A. Keeper",
    at: datetime = AT,
    *,
    note: str = "",
    is_anew: bool = False,
) -> Step:
    subject = now or before
    record_id = getattr(subject, "id", "a link")
    return Step(record_id, 2 if before else 1, at, now, before, by, note, is_anew)


def told(*steps: Step, links: Sequence[DecisionLink] = (), **more: object) -> tuple[Notice, ...]:
    happened = Happened(
        steps,
        meetings={"m1": CALL},
        decisions={"d1": AGREED},
        links=tuple(links),
        themes=THEMES,
        groups=(IOT, TRADE),
    )
    return notices(replace(happened, **more))  # type: ignore[arg-type]


def title(*steps: Step) -> str:
    (notice,) = told(*steps)
    return notice.title


def test_a_proposed_decision_is_told_with_its_report_and_marked_as_a_proposal() -> None:
    (notice,) = told(step(AGREED, by=""))
    assert notice.title == (
        "New decision proposed from the report of Coordination call XXV (9 March 2018): "
        "“It was agreed to ask DC-IoT for a page.”"
    )
    assert notice.is_proposal
    assert notice.by == ""


def test_all_that_is_proposed_from_one_report_is_one_notice_with_a_list() -> None:
    others = [replace(AGREED, id=f"d{n}", quote=f"Thing {n} was agreed.") for n in range(2, 5)]
    (notice,) = told(*(step(each, by="") for each in [AGREED, *others]))
    assert notice.title == "4 items proposed from the report of Coordination call XXV (9 March 2018)"
    assert [item.words for item in notice.items][1:] == [each.quote for each in others]


def test_a_report_that_was_read_again_is_not_told_as_new() -> None:
    assert "proposed anew from" in title(step(AGREED, by="", is_anew=True))


def test_a_confirmation_a_state_and_a_correction_in_one_version_are_three_notices() -> None:
    now = replace(AGREED, review="confirmed", progress="done", progress_by="A. Keeper", owner="DC-IoT")
    found = told(step(now, AGREED))
    assert {notice.kind for notice in found} == {"review", "state", "edit"}
    assert len({notice.id for notice in found}) == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"review": "confirmed"}, "Decision confirmed by A. Keeper: “"),
        ({"review": "rejected", "reason": "a view"}, "Reason: a view."),
        ({"progress": "done"}, "Now done (was open), says A. Keeper: “"),
        ({"progress": "declined", "progress_reason": "no budget"}, "Reason: no budget."),
        ({"progress_by": "A. Keeper"}, "Still open, says A. Keeper: “"),
        ({"owner": "DC-IoT", "due": "May"}, "Decision corrected by A. Keeper (owner and due date): “"),
    ],
)
def test_each_change_of_a_decision_has_its_words(changes: dict[str, str], words: str) -> None:
    assert words in title(step(replace(AGREED, **changes), AGREED))  # type: ignore[arg-type]


def test_a_review_that_was_taken_back_is_told() -> None:
    confirmed = replace(AGREED, review="confirmed")
    assert title(step(AGREED, confirmed)).startswith("Review taken back by A. Keeper")


def test_every_field_of_a_decision_is_told_of_when_it_changes() -> None:
    told_elsewhere = {"review", "reason", "progress", "progress_by", "progress_reason", "superseded_by"}
    never = {"id", "meeting_id", "paragraph", "version"}
    assert {field.name for field in fields(Decision)} == set(CORRECTED) | told_elsewhere | never


def test_a_decision_is_about_the_themes_it_is_linked_to_and_the_groups_it_names() -> None:
    links = [DecisionLink("d1", theme_id="visibility"), DecisionLink("d2", theme_id="size")]
    (notice,) = told(step(AGREED, by=""), links=links)
    assert (notice.theme_ids, notice.group_ids) == (("visibility",), ("dc-iot",))


def test_the_link_of_a_notice_finds_a_rejected_decision_too() -> None:
    rejected = replace(AGREED, review="rejected")
    (notice,) = told(step(rejected, AGREED), decisions={"d1": rejected})
    assert ("standing", "rejected") in notice.items[0].query
    assert dict(notice.items[0].query)["find"] == '"It was agreed to ask DC-IoT for a page."'


def test_a_judged_link_is_told_with_its_theme() -> None:
    link = DecisionLink("d1", theme_id="visibility", status="confirmed", by="A. Keeper")
    assert title(step(link)).startswith("Link to the theme “Visibility” confirmed by A. Keeper: “It was")


def test_a_new_meeting_of_the_calendar_is_told_with_its_time() -> None:
    assert title(step(EVENT)) == (
        "New meeting in the calendar: “Call of the coalitions”, 10 April 2018, 14:00 (UTC)"
    )
    assert title(step(replace(EVENT, kind="deadline"))).startswith("New deadline")
    assert title(step(replace(EVENT, rules=("FREQ=WEEKLY",)))).startswith("New series of meetings")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"starts": datetime(2018, 4, 11, 15), "ends": datetime(2018, 4, 11, 16)},
            "moved from 10 April 2018, 14:00 (UTC) to 11 April 2018, 15:00 (UTC), says A. Keeper",
        ),
        (
            {"zone": "Asia/Tokyo"},
            "moved from 10 April 2018, 14:00 (UTC) to 10 April 2018, 14:00 (Asia/Tokyo)",
        ),
        ({"ends": datetime(2018, 4, 10, 16)}, "ends at 16:00 instead of 15:00"),
        ({"status": "cancelled", "place": "nowhere"}, "is cancelled, says A. Keeper"),
        ({"status": "tentative"}, "is tentative now"),
        ({"place": "Room 5", "agenda": "1. Welcome"}, "changed (place and agenda), says A. Keeper"),
        ({"rules": ("FREQ=WEEKLY",)}, "changed (dates of the series)"),
    ],
)
def test_each_change_of_a_meeting_has_its_words(changes: dict[str, object], words: str) -> None:
    assert words in title(step(replace(EVENT, **changes), EVENT))  # type: ignore[arg-type]


ONE_TIME = replace(EVENT, replaces=EVENT.starts)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "cancelled"}, "Cancelled: “Call of the coalitions” on 10 April 2018"),
        (
            {"starts": datetime(2018, 4, 11, 9), "ends": datetime(2018, 4, 11, 10)},
            "“Call of the coalitions” of 10 April 2018 moved to 11 April 2018, 09:00 (UTC)",
        ),
        ({"place": "Room 5"}, "“Call of the coalitions” of 10 April 2018 is not as the rest of its series"),
    ],
)
def test_one_time_of_a_series_is_told_as_what_became_of_it(changes: dict[str, object], words: str) -> None:
    assert title(step(replace(ONE_TIME, **changes))) == words  # type: ignore[arg-type]


def test_what_happens_later_to_one_time_of_a_series_names_its_day() -> None:
    assert title(step(replace(ONE_TIME, status="cancelled"), ONE_TIME)) == (
        "The meeting “Call of the coalitions” of 10 April 2018 is cancelled, says A. Keeper"
    )
    assert title(step(None, ONE_TIME)) == (
        "The change of “Call of the coalitions” of 10 April 2018 was taken back by A. Keeper"
    )


def test_what_happens_to_all_later_times_of_a_series_is_told_of_all() -> None:
    later = replace(ONE_TIME, and_later=True, starts=datetime(2018, 4, 11, 9), ends=datetime(2018, 4, 11, 10))
    assert title(step(later)) == (
        "“Call of the coalitions” of 10 April 2018 and all later times moved to 11 April 2018, 09:00 (UTC)"
    )


def test_a_change_of_a_meeting_that_nobody_sees_is_no_notice() -> None:
    assert told(step(replace(EVENT, sequence=2, source="another file"), EVENT)) == ()


def test_a_link_to_take_part_is_never_told() -> None:
    hidden = "https://meet.example.org/secret"
    for notice in told(
        step(replace(EVENT, access_link=hidden)), step(replace(EVENT, access_link=hidden), EVENT)
    ):
        assert hidden not in repr(notice)


def test_a_link_in_a_title_is_never_told() -> None:
    linked = replace(EVENT, title="Call us02web.zoom.us/j/123?pwd=abc")
    for now, before in ((linked, None), (replace(linked, place="Room 5"), linked), (None, linked)):
        assert "zoom" not in repr(told(step(now, before)))


def test_nothing_is_told_of_an_event_that_is_or_was_private() -> None:
    private = replace(EVENT, title="Salary talk", extra=("CLASS:CONFIDENTIAL",))
    for now, before in ((private, None), (private, EVENT), (EVENT, private), (None, private)):
        assert told(step(now, before)) == ()


def test_nothing_is_told_of_what_became_private_later_nor_of_its_single_times() -> None:
    one = replace(EVENT, replaces=datetime(2018, 4, 10, 14))
    for subject in (EVENT, one):
        assert told(step(subject), hidden=frozenset({"e1"})) == ()
    assert told(step(EVENT), hidden=frozenset({one.id})) != ()


def test_the_fields_of_an_event_that_are_told_are_fields_of_it() -> None:
    assert set(CHANGED) < {field.name for field in fields(Event)}


def test_a_meeting_taken_out_of_the_calendar_is_told() -> None:
    assert title(step(None, EVENT)) == (
        "The meeting “Call of the coalitions” was taken out of the calendar by A. Keeper"
    )


def test_what_was_taken_out_leads_to_the_section_alone() -> None:
    for subject in (EVENT, IOT):
        assert [name for name, _ in told(step(None, subject))[0].items[0].query] == ["section"]


def test_a_new_group_is_told_with_its_acronym() -> None:
    (notice,) = told(step(IOT))
    assert (
        notice.title == "New group: Dynamic Coalition on the Internet of Things (DC-IoT), dynamic coalition"
    )
    assert notice.group_ids == ("dc-iot",)


def test_a_changed_group_is_told_with_what_changed() -> None:
    assert title(step(replace(IOT, how_to_join="Write.", meets="monthly"), IOT)) == (
        "A. Keeper changed the group “Dynamic Coalition on the Internet of Things (DC-IoT), "
        "dynamic coalition”: how to join and when it meets"
    )


def test_new_messages_name_their_session_and_its_groups() -> None:
    messages = SessionMessages("s1", (Message("a", "message", "Yes.", (Span(0, 1),), ("size",)),))
    session = Session("s1", "Who is heard", "", group_ids=("dc-trade",))
    (notice,) = told(step(messages), sessions={"s1": session})
    assert notice.title == "New messages of the session: Who is heard (1 message)"
    assert (notice.theme_ids, notice.group_ids) == (("size",), ("dc-trade",))


def test_a_session_and_the_messages_it_is_entered_with_are_one_notice() -> None:
    session = Session("s1", "WHO IS HEARD", "")
    messages = SessionMessages("s1", (Message("a", "message", "Yes.", (Span(0, 1),), ("size",)),))
    (notice,) = told(step(session), step(messages), sessions={"s1": session})
    assert (notice.title, notice.theme_ids) == ("New session: Who is heard (1 message)", ("size",))


def test_changed_messages_are_told_by_what_was_done_to_how_many() -> None:
    a, b, c = (Message(each, "message", "Yes.", (Span(0, 1),)) for each in "abc")
    now = (replace(a, is_confirmed=True), replace(b, is_struck=True), replace(c, text="No.", is_edited=True))
    sessions = {"s1": Session("s1", "Who is heard", "")}
    assert title_of_messages(now, (a, b, c), sessions) == (
        "A. Keeper changed the messages of the session “Who is heard”: "
        "1 confirmed, 1 struck and 1 worded anew"
    )
    assert title_of_messages((a,), (b,), sessions).endswith("“Who is heard”: 1 added and 1 taken out")
    assert title_of_messages((a,), (replace(a, is_struck=True),), sessions).endswith(": 1 put back")


def title_of_messages(
    now: tuple[Message, ...], before: tuple[Message, ...], sessions: dict[str, Session]
) -> str:
    (notice,) = told(step(SessionMessages("s1", now), SessionMessages("s1", before)), sessions=sessions)
    return notice.title


def test_a_session_proposal_is_about_its_group() -> None:
    (notice,) = told(step(SessionProposal("p1", "Safe things", "DC session", group_id="dc-iot")))
    assert (notice.kind, notice.title, notice.group_ids) == (
        "standard",
        "New session proposal: Safe things",
        ("dc-iot",),
    )


def test_loaded_contributions_are_told_with_their_number() -> None:
    assert [each.title for each in told(arrivals=(Arrival(4, AT, n_contributions=42),))] == [
        "42 contributions loaded"
    ]


def test_groups_loaded_in_one_go_are_one_notice_and_by_the_name_that_was_given() -> None:
    (notice,) = told(step(IOT, by="S. Cretary"), step(TRADE, by="S. Cretary"))
    assert (notice.title, notice.by, notice.n_all) == ("2 groups entered by S. Cretary", "S. Cretary", 2)


def test_what_two_people_did_at_one_time_is_two_notices() -> None:
    assert len(told(step(IOT, by="A"), step(TRADE, by="B"))) == 2


def test_the_newest_notice_comes_first() -> None:
    later = AT + timedelta(hours=1)
    assert [each.at for each in told(step(IOT), step(TRADE, at=later))] == [later, AT]


def test_ids_are_the_same_each_time_and_no_two_are_alike() -> None:
    steps = [step(IOT), step(EVENT), step(replace(AGREED, review="confirmed", progress="done"), AGREED)]
    first, second = told(*steps), told(*steps)
    assert [each.id for each in first] == [each.id for each in second]
    assert len({each.id for each in first}) == len(first) == 4


def test_a_narrowed_notice_keeps_its_id_and_says_how_many_of_its_records_are_left() -> None:
    whole = told(step(IOT), step(TRADE))
    (left,) = narrowed(whole, Asked(themes=("size",)))
    assert left.title == "2 groups entered by A. Keeper (1 of 2 as asked for)"
    assert [item.group_ids for item in left.items] == [("dc-trade",)]
    assert left.id == whole[0].id


def test_filters_of_several_kinds_have_all_to_be_met_by_one_record() -> None:
    whole = told(step(IOT), step(TRADE))
    assert narrowed(whole, Asked(themes=("size",), groups=("dc-iot",))) == ()
    assert narrowed(whole, Asked(kinds=("state",))) == ()
    assert narrowed(whole, Asked()) == whole


def test_what_a_person_did_over_and_over_on_a_day_is_one_line_of_the_list() -> None:
    steps = [
        step(
            replace(AGREED, id=f"d{n}", review="confirmed"),
            replace(AGREED, id=f"d{n}"),
            at=AT + timedelta(minutes=n),
        )
        for n in range(5)
    ]
    whole = told(*steps)
    (line,) = folded(whole, UTC)
    assert (len(whole), line.title, line.n_all) == (5, "5 items confirmed by A. Keeper", 5)
    assert line.at == whole[0].at
    assert folded(whole[:3], UTC) == whole[:3]


def test_a_day_of_the_list_ends_at_midnight_of_the_reader() -> None:
    steps = [
        step(
            replace(AGREED, id=f"d{n}", review="confirmed"),
            replace(AGREED, id=f"d{n}"),
            at=AT + timedelta(hours=n),
        )
        for n in range(8)
    ]
    assert len(folded(told(*steps), UTC)) == 1
    assert len(folded(told(*steps), timezone(timedelta(hours=10, minutes=31)))) == 2


def test_what_is_asked_for_may_name_a_group_by_its_acronym() -> None:
    happened = Happened(groups=(IOT,), themes=THEMES)
    assert read_asked(happened, ["size"], ["dc-IOT"], ["state"]) == Asked(("size",), ("dc-iot",), ("state",))


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ((["trees"], [], []), "size, visibility"),
        (([], ["DC-Trees"], []), "dc-iot"),
        (([], [], ["all"]), "contribution, decision, edit"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(
    asked: tuple[list[str], list[str], list[str]], hint: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_asked(Happened(groups=(IOT,), themes=THEMES), *asked)
    assert hint in refused.value.hint


def test_the_table_has_a_row_for_each_record() -> None:
    table = notice_table(told(step(IOT), step(TRADE), step(AGREED, by="")), THEMES, {"dc-iot": "DC-IoT"})
    assert len(table) == 3
    assert set(table["origin"]) == {"A person", "Machine proposal"}
    assert "Size of the programme" in set(table["themes"])


def test_sample_data_is_marked() -> None:
    (notice,) = told(step(replace(IOT, source="Sample data: groups.csv")))
    assert notice.is_sample
    assert not told(step(IOT))[0].is_sample


def test_a_day_asked_for_goes_before_the_last_visit_and_that_before_a_month() -> None:
    visit, today = AT, date(2018, 3, 31)
    assert window(date(2018, 3, 1), visit, today, UTC).words == "since 1 March 2018"
    assert window(None, visit, today, UTC).words == "since your last visit on 10 March 2018, 09:30"
    first = window(None, None, today, UTC)
    assert (first.moment.date(), first.reason) == (date(2018, 3, 1), "first")
    assert "first visit" in count_sentence(3, 3, first)
    assert count_sentence(1, 3, window(None, visit, today, UTC)).startswith("1 of 3 notices since your")


def test_a_tie_of_a_message_is_told_with_who_confirmed_or_rejected_it() -> None:
    sessions = {"s1": Session("s1", "WHO IS HEARD", "", group_ids=("dc-trade",))}
    tie = MessageTie("s1", "m1", theme_id="size", status="confirmed")
    (notice,) = told(step(tie), sessions=sessions, themes={"size": "Programme size"})
    assert (
        notice.title
        == "Tie of a message of “Who is heard” to the theme “Programme size” confirmed by A. Keeper"
    )
    assert (notice.kind, notice.theme_ids, notice.group_ids) == ("review", ("size",), ("dc-trade",))
    later = MessageTie("s1", "m1", decision_id="d1", status="rejected")
    assert told(step(later), sessions=sessions)[0].title.endswith(
        "to the later decision “It was agreed to ask DC-IoT for a page.” rejected by A. Keeper"
    )


def test_a_judgement_of_a_rule_is_told_with_its_proposal_and_so_is_taking_it_back() -> None:
    said = Judgement("p1", "w-2018", "fits", "met")
    proposals = {"p1": SessionProposal("p1", "A talk", "workshop", group_id="dc-iot")}
    (notice,) = told(step(said), proposals=proposals)
    assert notice.title == "Rule “Fits” of the proposal “A talk”: judged met by A. Keeper"
    assert (notice.kind, notice.group_ids) == ("review", ("dc-iot",))
    assert notice.items[0].query == (("section", "Standards"), ("proposal", "p1"))
    (back,) = told(step(None, said), proposals=proposals)
    assert back.title.endswith("judgement taken back by A. Keeper")


def test_a_load_of_sample_contributions_is_marked() -> None:
    (notice,) = told(arrivals=(Arrival(1, AT, 3, is_sample=True),))
    assert notice.is_sample
