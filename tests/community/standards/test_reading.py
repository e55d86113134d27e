"""Standards as files: read, checked, refused with the line, written again, versions compared."""

from __future__ import annotations

import pytest

from synthesis.community.standards import applicable, read_standard, standard_to_yaml, what_changed
from synthesis.community.standards.versions import versions_for
from synthesis.errors import InputError
from synthesis.models import Rule, SessionProposal, Standard
from synthesis.pipeline.standards import shipped_standards

HEAD = 'family: dc\nversion: "2018"\nname: A session\nsession_type: DC session\n'
RULE = "rules:\n  - id: report\n    text: A report.\n    check: activity_report\n"


def test_a_standard_is_read_with_the_force_required_where_none_is_written() -> None:
    found = read_standard(HEAD + RULE)
    assert (found.id, found.family, found.session_type) == ("dc-2018", "dc", "DC session")
    assert found.rules == (Rule("report", "A report.", "required", None, "activity_report"),)


def test_every_shipped_standard_is_read_and_written_without_loss() -> None:
    ids = [standard.id for standard in shipped_standards()]
    assert {"dc-session-2018", "dc-session-2019", "dc-session-2024", "workshop-2018", "workshop-2019"} <= {
        *ids
    }
    for standard in shipped_standards():
        assert read_standard(standard_to_yaml(standard)) == standard
        assert all(rule.source for rule in standard.rules)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (HEAD + RULE.replace("activity_report", "activty_report"), "line 8, rule report", "no check"),
        (HEAD + RULE + "    force: must\n", "line 9, rule report", "no force"),
        (HEAD + RULE + "  - id: Report\n    text: Again.\n", "line 9, rule Report", "taken already (line 6)"),
        (HEAD + RULE + "    value: '3'\n", "line 9, rule report", "no measure"),
        (HEAD + RULE + "    since: last year\n", "line 9, rule report", "no year"),
        (HEAD + RULE + "    forse: required\n", "line 9", "Unknown entry"),
        (HEAD + RULE + "    text: Twice.\n", "line 9", "stands twice"),
        (HEAD + "rules:\n  - id: report\n", "line 6, rule report", "no text"),
        (HEAD + "rules: []\n", "line 1", "no rules"),
        (HEAD.replace("DC session", "party") + RULE, "line 4", "no type of session"),
        (HEAD.replace("name: A session\n", "") + RULE, "line 1", "no name"),
        ("- a\n- b\n", "standard", "mapping"),
        (HEAD + "rules:\n  - just words\n", "line 6", "mapping"),
        (HEAD + "rules:\n  - id: [a]\n    text: b\n", "line 6", "must be a text"),
        ("a: 'b\n", "standard, line", "not valid YAML"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(text: str, where: str, what: str) -> None:
    with pytest.raises(InputError) as refused:
        read_standard(text)
    assert where in refused.value.where
    assert what in refused.value.message
    assert refused.value.hint


def test_a_check_that_is_nearly_known_is_suggested() -> None:
    with pytest.raises(InputError, match="Did you mean 'activity_report'"):
        read_standard(HEAD + RULE.replace("activity_report", "activity_reports"))


def test_versions_are_compared_rule_by_rule() -> None:
    old = Standard("a", "A", "workshop", "2018", (Rule("x", "X."), Rule("y", "Y.", value="1")))
    new = Standard("b", "A", "workshop", "2019", (Rule("y", "Y.", value="2"), Rule("z", "Z.")))
    found = [(change.kind, change.rule.id) for change in what_changed(old, new)]
    assert found == [("changed", "y"), ("added", "z"), ("removed", "x")]
    assert what_changed(old, old) == ()


@pytest.mark.parametrize(
    ("cycle", "version", "expected"),
    [
        (2018, "", "w-2018"),
        (2020, "", "w-2019"),
        (2010, "", "w-2018"),
        (None, "", "w-2019"),
        (2018, "2019", "w-2019"),
        (2018, "1999", None),
        (2018, "w-2019", "w-2019"),
    ],
)
def test_a_proposal_is_held_against_the_version_of_its_year(
    cycle: int | None, version: str, expected: str | None
) -> None:
    known = [Standard(f"w-{year}", "W", "workshop", str(year), family="w") for year in (2019, 2018)]
    known.append(Standard("d-2018", "D", "DC session", "2018", family="d"))
    found = applicable(SessionProposal("p", "P", "workshop", cycle), known, version)
    assert (found.id if found else None) == expected


def test_two_standards_for_one_type_of_session_can_be_told_apart() -> None:
    known = [Standard(f"{f}-2018", "A", "workshop", "2018", family=f) for f in ("a", "b")]
    assert versions_for(known) == ["2018", "a-2018", "b-2018"]
    found = applicable(SessionProposal("p", "P", "workshop", 2018), known, "a-2018")
    assert found == known[0]
