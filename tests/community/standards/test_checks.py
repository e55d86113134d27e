"""Each check says met, not met or unknown, with numbers; what is not given is never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from synthesis.community.standards import Context, check
from synthesis.community.standards.checking import check_all
from synthesis.community.standards.checks import CHECKS
from synthesis.community.standards.counts import counts_of
from synthesis.community.standards.findings import Finding
from synthesis.models import Event, Group, Meeting, Participant, Rule, SessionProposal, Speaker, Standard

GROUP = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")


def proposal(**values: Any) -> SessionProposal:
    return SessionProposal(
        **{"id": "p", "title": "A talk", "session_type": "DC session", "cycle": 2018} | values
    )


def found(name: str, value: str, of: SessionProposal, context: Context | None = None) -> Finding:
    standard = Standard("s-2018", "S", "DC session", "2018", (Rule("r", "R.", check=name, value=value),))
    return check(of, standard, context)[0]


def people(*values: dict[str, Any]) -> tuple[Speaker, ...]:
    return tuple(Speaker(**{"name": f"Person {place}"} | each) for place, each in enumerate(values))


def groups(*names: str) -> tuple[Speaker, ...]:
    return people(*({"stakeholder_group": name} for name in names))


def test_too_few_speakers_are_not_met_and_the_missing_number_is_said() -> None:
    finding = found("speakers", "3", proposal(speakers=people({})))
    assert finding.outcome == "not met"
    assert finding.reason == "1 speaker is named; at least 3 are asked for."
    assert finding.mend == "Name 2 more speakers."


def test_a_proposal_without_speakers_fails_the_number_and_leaves_the_mix_unknown() -> None:
    assert found("speakers", "3", proposal()).outcome == "not met"
    for name in ("stakeholder_groups", "regions", "genders", "sessions_per_speaker"):
        assert found(name, "2", proposal()).outcome == "unknown"


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        (("Government", "Civil Society", "Private Sector"), "met"),
        (("Government", "Civil Society", "Civil Society"), "not met"),
        (("Government", "Civil Society", ""), "unknown"),
        (("Government", "", ""), "unknown"),
        (("Government", ""), "not met"),
        (("Government", "Civil Society", "Academia"), "unknown"),
        (("Government", "Civil Society", "Private Sector", ""), "met"),
    ],
)
def test_a_mix_is_met_by_what_is_given_and_unknown_while_it_can_still_be_reached(
    names: tuple[str, ...], outcome: str
) -> None:
    assert found("stakeholder_groups", "3", proposal(speakers=groups(*names))).outcome == outcome


def test_who_gives_no_gender_is_not_given_and_counted_so() -> None:
    finding = found("genders", "2", proposal(speakers=people({"gender": "woman"}, {}, {})))
    assert finding.outcome == "unknown"
    assert "woman 1" in finding.reason
    assert "not given for 2" in finding.reason


def test_nothing_is_told_from_a_name_or_an_organisation() -> None:
    named = (Speaker("Mrs. Marie Dupont", "Government of France"), Speaker("Mr. John Smith", "NGO"))
    for attribute in ("stakeholder_group", "region", "gender"):
        assert counts_of(named, attribute).n_not_given == 2  # type: ignore[arg-type]


def test_a_region_that_is_no_regional_group_is_told_and_does_not_count() -> None:
    finding = found("regions", "1", proposal(speakers=people({"region": "Other"})))
    assert finding.outcome == "unknown"
    assert "given as “Other” 1" in finding.reason


def test_confirmed_speakers_count_and_those_not_said_leave_it_unknown() -> None:
    yes, no, open_ = {"is_confirmed": True}, {"is_confirmed": False}, {"is_confirmed": None}
    assert found("confirmed", "2", proposal(speakers=people(yes, yes, no))).outcome == "met"
    assert found("confirmed", "2", proposal(speakers=people(yes, no, no))).outcome == "not met"
    unknown = found("confirmed", "2", proposal(speakers=people(yes, open_)))
    assert (unknown.outcome, unknown.reason) == (
        "unknown",
        "1 of 2 speakers confirmed, of 1 it is not said; at least 2 are asked for.",
    )


@pytest.mark.parametrize(
    ("minutes", "value", "outcome"),
    [
        (90, "at most 90", "met"),
        (180, "at most 90", "not met"),
        (900, "at most 90", "not met"),
        (-30, "", "not met"),
        (0, "30, 60, 90", "not met"),
        (60, "30, 60, 90", "met"),
        (45, "30, 60, 90", "not met"),
        (None, "at most 90", "unknown"),
        (500, "", "met"),
    ],
)
def test_a_length_is_compared_with_what_is_foreseen(minutes: int | None, value: str, outcome: str) -> None:
    assert found("duration", value, proposal(duration_minutes=minutes)).outcome == outcome


def test_a_report_needs_an_address_or_a_date_to_be_found() -> None:
    assert found("activity_report", "", proposal()).outcome == "not met"
    assert found("activity_report", "", proposal(activity_report="We did much.")).outcome == "unknown"
    assert found("activity_report", "", proposal(activity_report="Newsletter, May 2018")).outcome == "met"


def test_a_missing_session_report_is_only_held_against_who_proposed_a_session_before() -> None:
    now = proposal(group_id="dc-iot")
    assert found("last_session_report", "", now).outcome == "unknown"
    before = replace(now, id="b", cycle=2017)
    finding = found("last_session_report", "", now, Context(proposals=(now, before)))
    assert finding.outcome == "not met"
    assert "proposed for 2017" in finding.reason


def test_days_late_are_counted_and_a_chosen_deadline_stands_over_the_standard() -> None:
    late = proposal(submitted_on=date(2018, 7, 1))
    finding = found("deadline", "2018-06-29", late)
    assert finding.outcome == "not met"
    assert "2 days after 29 June 2018" in finding.reason
    assert found("deadline", "2018-06-29", late, Context(deadline=date(2018, 7, 1))).outcome == "met"
    assert found("deadline", "2018-06-29", proposal()).outcome == "unknown"
    assert found("deadline", "", late).outcome == "unknown"


def test_the_deadline_of_another_year_is_not_held_against_a_proposal() -> None:
    early = proposal(cycle=2017, submitted_on=date(2017, 9, 1))
    assert found("deadline", "2018-06-29", early).outcome == "unknown"


def test_a_deadline_is_taken_from_the_calendar_where_it_has_just_one() -> None:
    day = datetime(2018, 6, 1)
    event = Event("e", "DC session requests due", day, day.replace(day=2), is_all_day=True, kind="deadline")
    now = proposal(submitted_on=date(2018, 6, 1))
    assert found("deadline", "", now, Context(events=(event,))).outcome == "met"
    other = replace(event, uid="f", starts=day.replace(day=8), ends=day.replace(day=9))
    assert found("deadline", "", now, Context(events=(event, other))).outcome == "unknown"


def report(day: int, *affiliations: str) -> Meeting:
    listed = (Participant("A. Person", affiliations),) if affiliations else (Participant("A. Person"),)
    title = "Dynamic Coalition Coordination Group"
    return Meeting(f"m{day}", title, held_on=date(2018, 3, day), participants=listed)


@pytest.mark.parametrize(
    ("says", "listed", "outcome"),
    [
        (True, 2, "met"),
        (True, 0, "unknown"),
        (False, 0, "not met"),
        (False, 2, "met"),
        (None, 0, "unknown"),
        (None, 1, "met"),
    ],
)
def test_part_in_coordination_is_what_the_group_says_beside_what_reports_list(
    says: bool | None, listed: int, outcome: str
) -> None:
    reports = [report(day, "DC-IoT" if day <= listed else "DCPR") for day in (1, 2)]
    context = Context(groups=(GROUP,), meetings=[*reports, report(3)])
    now = proposal(group_id="dc-iot", attends_coordination=says, submitted_on=date(2018, 6, 1))
    finding = found("coordination", "0.5", now, context)
    assert finding.outcome == outcome
    assert f"{listed} of 2 coordination reports" in finding.reason


def test_without_reports_or_group_the_word_of_the_proposal_stands() -> None:
    assert found("coordination", "0.5", proposal(attends_coordination=True)).outcome == "met"
    assert found("coordination", "0.5", proposal(attends_coordination=False)).outcome == "not met"
    unknown = found("coordination", "0.5", proposal(group_id="dc-nobody"))
    assert unknown.outcome == "unknown"
    assert "group is not known" in unknown.reason


def test_somebody_in_too_many_sessions_is_found_under_another_spelling() -> None:
    spellings = ("Hernán Ucumari Vela", "Hernan Ucumari", "Dr. Hernán Ucumari")
    all_ = [proposal(id=str(n), speakers=(Speaker(name),)) for n, name in enumerate(spellings)]
    finding = found("sessions_per_speaker", "2", all_[0], Context(proposals=all_))
    assert finding.outcome == "not met"
    assert "in 3 sessions" in finding.reason
    assert found("sessions_per_speaker", "3", all_[0], Context(proposals=all_)).outcome == "met"


def test_text_in_another_language_is_looked_at_like_any_other() -> None:
    assert found("outcome", "", proposal(outcome="Une feuille de route de deux pages.")).outcome == "met"
    assert found("online_participation", "", proposal()).outcome == "not met"


def test_missing_fields_are_named() -> None:
    finding = found("complete", "title, format, duration_minutes", proposal())
    assert finding.outcome == "not met"
    assert "format and duration" in finding.reason


@pytest.mark.parametrize(("name", "value"), [("", ""), ("no_such_check", ""), ("speakers", "many")])
def test_a_rule_that_nobody_can_check_is_unknown_and_says_so(name: str, value: str) -> None:
    finding = found(name, value, proposal())
    assert finding.outcome == "unknown"
    assert finding.mend


def test_what_mends_is_the_rules_own_word_where_it_has_one() -> None:
    rule = Rule("r", "R.", check="outcome", mend="Write a line on it.")
    standard = Standard("s", "S", "DC session", "2018", (rule,))
    assert check(proposal(), standard)[0].mend == "Write a line on it."
    assert check(proposal(outcome="A list."), standard)[0].mend == ""


def test_what_is_required_decides_the_whole_and_a_missing_standard_is_said() -> None:
    rules = (Rule("a", "A.", check="outcome"), Rule("b", "B.", "recommended", check="online_participation"))
    known = [Standard("s-2018", "S", "DC session", "2018", rules, family="s")]
    met, missing, none = check_all(
        [proposal(outcome="A list."), proposal(), proposal(session_type="workshop")], known
    )
    assert (met.overall, missing.overall, none.overall) == ("met", "not met", "unknown")
    assert none.standard is None
    assert none.findings == ()


def test_every_check_answers_an_empty_proposal() -> None:
    values = {"number": "3", "share": "0.5", "fields": "title"}
    for name, each in CHECKS.items():
        value = next(v for v in ("", *values.values()) if each.is_value(v))
        assert found(name, value, proposal(title="")).reason
