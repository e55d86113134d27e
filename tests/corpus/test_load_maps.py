"""Tables with a map."""

import pytest

from synthesis.corpus.fieldmap import parse_field_map
from synthesis.corpus.load import load
from synthesis.errors import InputError
from tests.corpus.conftest import Write
from tests.corpus.loaded import TEXT, only

# Maps


def test_a_map_names_fields_questions_values_and_defaults(table: Write) -> None:
    path = table(
        ["Body", "Kind", "Praise", "Blame", "text"],
        ["A library", "Academic", "Good.", "", "office use"],
    )
    field_map = parse_field_map(
        {
            "fields": {"organisation": "body", "stakeholder_group": "KIND"},
            "questions": ["Praise", "Blame"],
            "values": {"stakeholder_group": {"Academic": "Technical Community"}},
            "ignore": ["text"],
            "defaults": {"cycle": 2015, "source": "An older consultation"},
        }
    )
    contribution = only(load([path], field_map=field_map))
    assert (contribution.organisation, contribution.text) == ("A library", "Good.")
    assert (contribution.stakeholder_group, contribution.group_as_given) == (
        "Technical Community",
        "Academic",
    )
    assert (contribution.cycle, contribution.source) == (2015, "An older consultation")


def test_the_cycle_given_goes_before_the_default_of_the_map(table: Write) -> None:
    field_map = parse_field_map({"defaults": {"cycle": 2015}})
    assert only(load([table(["text"], [TEXT])], field_map=field_map, cycle=2017)).cycle == 2017


def test_a_heading_of_the_map_that_is_in_no_table_is_an_error(table: Write) -> None:
    with pytest.raises(InputError, match=r"No table has the heading 'Boddy'\. Did you mean 'Body'"):
        load(
            [table(["Body", "text"], ["A", TEXT])],
            field_map=parse_field_map({"fields": {"organisation": "Boddy"}}),
        )
