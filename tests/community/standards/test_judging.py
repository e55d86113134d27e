"""What people judge where no check can tell: apart from the check, refused where it answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from synthesis.community.standards import judge
from synthesis.community.standards.checking import Checked, check_all
from synthesis.community.standards.judging import LONGEST_NOTE, is_of_another_rule
from synthesis.errors import InputError
from synthesis.models import Judgement, Rule, SessionProposal, Speaker, Standard

RULES = (
    Rule("named", "Name one.", check="speakers", value="1"),
    Rule("fits", "It fits."),
    Rule("good", "Good."),
)
STANDARD = Standard("w-2018", "Workshop", "workshop", "2018", RULES, family="w")
PROPOSAL = SessionProposal("p", "A talk", "workshop", 2018, speakers=(Speaker("A. Person"),))


def checked(*judgements: Judgement) -> Checked:
    return check_all([PROPOSAL], [STANDARD], judgements=judgements)[0]


def said(rule_id: str, outcome: str = "met") -> Judgement:
    return judge(checked(), rule_id, outcome)


def test_a_judgement_keeps_what_was_asked_and_which_version_was_read() -> None:
    made = judge(checked(), "fits", "not met", " Too \n far off. ", 3)
    assert (made.id, made.outcome, made.note) == ("p/w-2018/fits", "not met", "Too far off.")
    assert (made.asked, made.proposal_version) == ("It fits.", 3)


def test_the_answer_of_the_check_stays_and_people_are_counted_apart() -> None:
    each = checked(said("fits"), said("good"))
    assert [finding.outcome for finding in each.findings] == ["met", "unknown", "unknown"]
    assert (each.overall, each.with_people) == ("unknown", "met")
    assert checked(said("fits")).with_people == "unknown"
    assert checked(said("fits"), said("good", "cannot tell")).with_people == "unknown"
    assert checked(said("fits", "not met")).with_people == "not met"


def test_a_judgement_counts_no_longer_where_the_check_answers() -> None:
    late = replace(said("fits"), rule_id="named", outcome="not met")
    each = checked(late, said("fits"), said("good"))
    assert each.judgement("named") == late
    assert each.with_people == "met"


def test_a_judgement_on_another_version_of_the_rules_is_not_taken() -> None:
    other = replace(STANDARD, id="w-2019", version="2019")
    (each,) = check_all([PROPOSAL], [STANDARD, other], version="2019", judgements=[said("fits")])
    assert each.judgements == ()


def test_a_rule_that_asks_for_something_else_now_is_told() -> None:
    reworded = replace(STANDARD, rules=(RULES[0], Rule("fits", "It fits well."), RULES[2]))
    (each,) = check_all([PROPOSAL], [reworded], judgements=[said("fits")])
    assert is_of_another_rule(each, said("fits"))
    assert not is_of_another_rule(checked(), said("fits"))


@pytest.mark.parametrize(
    ("rule_id", "outcome", "note", "told"),
    [
        ("named", "met", "", "The check answers this rule: met."),
        ("nothing", "met", "", "There is no rule 'nothing' here."),
        ("fits", "unknown", "", "'unknown' is no judgement."),
        ("fits", "met", "x" * (LONGEST_NOTE + 1), f"at most {LONGEST_NOTE} characters. Got 601"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_what_to_do(
    rule_id: str, outcome: str, note: str, told: str
) -> None:
    with pytest.raises(InputError) as refused:
        judge(checked(), rule_id, outcome, note)
    assert told in refused.value.message


def test_without_a_standard_nothing_can_be_judged() -> None:
    with pytest.raises(InputError, match="There is no rule"):
        judge(Checked(PROPOSAL, None), "fits", "met")
