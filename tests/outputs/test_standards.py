"""Checked proposals as tables, sentences and a paper: counts say of how many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from synthesis.community.standards import Context
from synthesis.community.standards.checking import Checked, check_all
from synthesis.community.standards.checks import CHECKS
from synthesis.community.standards.earlier import compare
from synthesis.models import Judgement, Rule, SessionProposal, Speaker, Standard
from synthesis.outputs.export import write_paper
from synthesis.outputs.standards import compared, judged, tables, words
from synthesis.outputs.standards.history import differences, field_words
from synthesis.outputs.standards.measures import measure_words
from synthesis.outputs.standards.paper import checklist_paper
from synthesis.pipeline.standards import StandardPlan

RULES = (
    Rule("named", "Name them.", "required", 2018, "speakers", "2"),
    Rule("by-a-reader", "It is good."),
    Rule("outcome", "Say it.", "recommended", check="outcome"),
)
STANDARD = Standard("s-2018", "A session", "workshop", "2018", RULES, family="s")
PEOPLE = (Speaker("A. One", gender="woman", region="Other"), Speaker("B. Two", stakeholder_group="Academia"))
FULL = SessionProposal(
    "f", "Full <b>", "workshop", 2018, organiser="O", speakers=PEOPLE, source="Sample data: x"
)
EMPTY = SessionProposal("e", "Empty", "workshop", 2017, organiser="O", outcome="A list")


@pytest.fixture
def checked() -> tuple[Checked, ...]:
    return check_all([FULL, EMPTY], [STANDARD], Context())


def test_the_table_of_proposals_counts_rules_of_how_many(checked: tuple[Checked, ...]) -> None:
    full, empty = tables.proposal_table(checked, {}).to_dict("records")
    assert (full["overall"], full["n_required_met"], full["n_required"]) == ("unknown", 1, 2)
    assert (full["n_met"], full["n_not_met"], full["n_unknown"], full["n_rules"]) == (1, 1, 1, 3)
    assert empty["overall"] == "not met"
    shown = tables.shown_proposals(tables.proposal_table(checked, {}))
    assert list(shown["What is required"]) == ["? unknown", "✕ not met"]
    assert list(shown["Required and met"]) == ["1 of 2", "0 of 2"]


def test_the_matrix_says_outcomes_in_shapes_and_words(checked: tuple[Checked, ...]) -> None:
    matrix = tables.rules_matrix(checked, STANDARD)
    assert list(matrix.columns) == ["Proposal", "Named", "By a reader", "Outcome"]
    assert list(matrix["Named"]) == ["● met", "✕ not met"]
    counts = tables.rule_counts(checked, STANDARD).set_index("rule_id")
    assert list(counts.loc["named"][["met", "not_met", "unknown", "N"]]) == [1, 1, 0, 2]


def test_what_is_not_given_is_a_row_of_its_own_and_other_words_are_kept() -> None:
    counts = tables.diversity_table(PEOPLE).set_index(["attribute", "value"])["n"]
    assert counts["Gender", "Not given"] == 1
    assert counts["Gender", "woman"] == 1
    assert counts["Stakeholder group", "Academia (as given)"] == 1
    assert counts["Regional group", "Other (as given)"] == 1
    assert (tables.diversity_table(PEOPLE)["N"] == 2).all()
    assert list(tables.diversity_table(())["n"]) == [0, 0, 0]


def test_sentences_say_what_is_met_and_what_a_reader_has_to_judge(checked: tuple[Checked, ...]) -> None:
    assert words.overview_sentence(checked) == (
        "0 of 2 proposals meet all that is required; 1 does not, and of 1 it cannot be told yet. "
        "Counted proposal by proposal, the checks leave 2 of 4 required rules unknown; "
        "people have judged none of these yet."
    )
    assert (
        words.verdict_sentence(checked[0]) == "1 of 2 required rules met. For a reader to judge: By a reader."
    )
    assert words.beyond_sentence(checked[0]) == "Of what is recommended, 0 of 1 met, 1 not."
    assert "younger than the proposal (2017)" in words.against_sentence(checked[1])
    assert "no standard" in words.verdict_sentence(Checked(FULL, None))
    assert "French" in words.language_sentence("fr")
    assert words.language_sentence("en") == words.language_sentence("") == ""


def test_the_year_before_stands_beside_with_what_was_promised() -> None:
    before = compare(FULL, [EMPTY])
    assert before is not None
    assert "“Empty”, 2017, of the same organiser" in compared.compared_sentence(before)
    assert compared.promise_rows(FULL, before)[0] == ("Promised for 2017", "A list")
    assert ("Title", "Empty", "Full <b>") in compared.changed_rows(before)


@pytest.mark.parametrize("format", ["md", "docx", "html"])
def test_the_checklist_is_written_as_a_paper_with_the_mark_of_sample_data(
    format: str, checked: tuple[Checked, ...]
) -> None:
    paper = checklist_paper(checked[0], compare(FULL, [EMPTY]), datetime(2018, 6, 1))
    content = write_paper(paper, format)  # type: ignore[arg-type]
    assert content == write_paper(paper, format)  # type: ignore[arg-type]
    if format != "docx":
        text = content.decode()
        assert "Sample data" in text
        assert "Name them" in text
        assert "As stored on 1 June 2018" in text
        assert "Distr." not in text
        assert "<b>" not in text.replace("<b>Sample", "")


def test_versions_differ_field_by_field() -> None:
    assert differences(None, FULL) == ["Entered it."]
    assert differences(FULL, FULL) == []
    changed = differences(FULL, replace(FULL, speakers=(), outcome="New"))
    assert [each.split(":")[0] for each in changed] == ["Speakers", "Outcome"]


@pytest.mark.parametrize(
    ("check", "value", "shown"),
    [
        ("deadline", "2018-06-29", "Deadline: 29 June 2018"),
        ("duration", "at most 90", "Length: at most 90 minutes"),
        ("duration", "30, 60", "Length: 30, 60 minutes"),
        ("speakers", "1", "Number of speakers: at least 1 speaker"),
        ("sessions_per_speaker", "2", "Sessions of one speaker: at most 2 sessions"),
        ("description", "300", "Description: at most 300 words"),
        ("coordination", "0.5", "Part in coordination meetings: at least 50 % of the meetings"),
        ("deadline", "", "Deadline"),
    ],
)
def test_the_measure_of_a_rule_has_its_unit_and_days_are_in_words(check: str, value: str, shown: str) -> None:
    rule = Rule("r", "Do.", check=check, value=value)
    assert list(tables.standard_table(replace(STANDARD, rules=(rule,)))["Checked by"]) == [shown]


def test_every_check_that_counts_has_a_unit_for_its_measure() -> None:
    assert [
        name for name, each in CHECKS.items() if "number" in each.form and measure_words(name, "7") == "7"
    ] == []


def test_the_day_on_which_a_proposal_was_handed_in_is_in_words() -> None:
    before, after = (replace(FULL, submitted_on=date(2018, 9, day)) for day in (3, 4))
    assert field_words(before, "submitted_on") == "3 September 2018"
    assert differences(before, after) == ["Submitted on: “4 September 2018” instead of “3 September 2018”"]


def test_a_changed_measure_is_told_with_the_new_value_and_the_old() -> None:
    rules = (replace(RULES[0], value="3"), replace(RULES[1], check="outcome"), *RULES[2:])
    named, read = words.difference_words(STANDARD, replace(STANDARD, rules=rules))
    assert named.endswith(
        "Name them. The measure is at least 3 speakers; before, it was at least 2 speakers."
    )
    assert "before: a reader." in read


JUDGED = Judgement("f", "s-2018", "by-a-reader", "met", "As asked.", "It is good.", 1, "A. Reader",
                   datetime(2018, 6, 2))  # fmt: skip


def test_what_people_judged_is_told_apart_with_who_and_when() -> None:
    (each,) = check_all([FULL], [STANDARD], judgements=[JUDGED])
    assert judged.said_words(JUDGED) == "Judged met by A. Reader, 2 June 2018: As asked."
    assert judged.people_sentence(each) == "With what people judged of 1 rule, 2 of 2 required rules met."
    assert judged.people_sentence(check_all([FULL], [STANDARD])[0]) == ""
    (row,) = judged.judgement_table([each], {"f": 2}).to_dict("records")
    assert (row["The check says"], row["A person says"], row["On"]) == ("? unknown", "● met", "2018-06-02")
    assert row["Since then"] == "The proposal was changed since."


def test_the_overview_counts_what_people_judged_of_what_no_check_can_tell() -> None:
    cannot = replace(JUDGED, outcome="cannot tell")
    not_met = replace(JUDGED, outcome="not met")
    told = [
        words.overview_sentence(check_all([FULL], [STANDARD], judgements=[each]))
        for each in (JUDGED, not_met, cannot)
    ]
    left = (
        "Counted proposal by proposal, the checks leave 1 of 2 required rules unknown; "
        "people have judged 1 of 1:"
    )
    assert told == [
        "1 of 1 proposal meets all that is required (1 by a person's word); 0 do not, and of 0 it cannot be "
        f"told yet. {left} 1 met.",
        "0 of 1 proposal meet all that is required; 1 does not (1 by a person's word), and of 0 it cannot be "
        f"told yet. {left} 1 not met.",
        "0 of 1 proposal meet all that is required; 0 do not, and of 1 it cannot be told yet. "
        f"{left} 1 cannot tell.",
    ]


def test_head_badge_and_what_is_to_do_take_in_what_people_judged_and_say_so() -> None:
    (each,) = check_all([FULL], [STANDARD], judgements=[JUDGED])
    assert words.verdict_sentence(each) == "2 of 2 required rules met, 1 by a person's word."
    assert words.overall_words(each) == "● met, 1 of 2 by a person's word: what is required"
    assert [each.mend_with_people(found) for found in each.required] == ["", ""]
    (not_met,) = check_all([FULL], [STANDARD], judgements=[replace(JUDGED, outcome="not met")])
    said = "1 of 2 required rules met. Not met: By a reader (by a person's word)."
    assert words.verdict_sentence(not_met) == said
    (plain,) = check_all([FULL], [STANDARD], judgements=[replace(JUDGED, outcome="cannot tell")])
    assert words.overall_words(plain) == "? unknown: what is required"
    assert plain.mend_with_people(plain.required[1]) == "Let somebody read it for this."


def test_tables_show_judgements_beside_outcomes_and_only_where_there_are_any() -> None:
    both = check_all([FULL, EMPTY], [STANDARD], judgements=[JUDGED])
    assert tables.rules_matrix(both, STANDARD).iloc[0]["By a reader"] == "? unknown; a person: ● met"
    shown = tables.shown_rule_counts(tables.rule_counts(both, STANDARD))
    assert list(shown["People judged"]) == ["nobody", "1 met", "nobody"]
    plain = tables.shown_rule_counts(tables.rule_counts(check_all([FULL], [STANDARD]), STANDARD))
    assert "People judged" not in plain.columns
    listed = tables.shown_proposals(tables.proposal_table(both, {}))
    assert list(listed["With people's judgements"]) == ["● met", "nobody judged"]


def test_the_checklist_lists_judgements_apart_from_the_checks() -> None:
    (each,) = check_all([FULL], [STANDARD], judgements=[JUDGED])
    text = write_paper(checklist_paper(each, None, datetime(2018, 6, 1)), "md").decode()
    assert text.index("What people judged") > text.index("By a reader: It is good.")
    assert "A. Reader" in text
    plain = write_paper(checklist_paper(check_all([FULL], [STANDARD])[0], None, None), "md").decode()
    assert "What people judged" not in plain


def test_a_version_to_be_put_in_force_is_described_beside_what_is() -> None:
    newer = replace(STANDARD, id="s-2019", version="2019", rules=RULES[1:], note="Shorter.")
    plan = StandardPlan(newer, STANDARD)
    assert words.put_sentence(plan).startswith("A session, version 2019, is new beside version 2018.")
    assert "corrected" in words.put_sentence(StandardPlan(replace(STANDARD, name="B"), STANDARD))
    assert "nothing to put in force" in words.put_sentence(StandardPlan(STANDARD, STANDARD))
    assert "first of its family" in words.put_sentence(StandardPlan(STANDARD))
    assert words.change_counts(STANDARD, newer) == "0 requirements added, 1 removed, 0 changed."
    assert words.difference_words(STANDARD, newer) == [
        "No longer asked for: Named (required). Name them.", "Note: “Shorter.” instead of nothing"
    ]  # fmt: skip
    turned = replace(STANDARD, rules=RULES[::-1])
    assert words.difference_words(STANDARD, turned) == ["The rules stand in another order."]
