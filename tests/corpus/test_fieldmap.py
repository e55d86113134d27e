from pathlib import Path

import pytest

from synthesis.corpus.fieldmap import parse_field_map, read_field_map
from synthesis.errors import InputError


def test_a_map_names_a_field_by_one_heading_or_several() -> None:
    field_map = parse_field_map({"fields": {"organisation": "Body", "country": ["State", "Land"]}})
    assert field_map.field_of("BODY") == "organisation"
    assert field_map.field_of("land:") == "country"
    assert field_map.field_of("elsewhere") == ""


def test_a_mapped_value_keeps_the_word_that_was_given() -> None:
    field_map = parse_field_map({"values": {"stakeholder_group": {"Academic": "Technical Community"}}})
    assert field_map.values_of("stakeholder_group", "ACADEMIC") == {
        "stakeholder_group": "Technical Community",
        "group_as_given": "ACADEMIC",
    }
    assert field_map.values_of("country", "Kenya") == {"country": "Kenya"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"feilds": {}}, "Unknown key 'feilds'. Did you mean 'fields'?"),
        ({"fields": {"organizaton": "Body"}}, "Did you mean 'organisation'?"),
        ({"files": "(?P<id>[)"}, "cannot be used"),
        ({"files": r"\d+\.txt"}, "must have a group named 'id'"),
        ({"files": {"pattern": r"(?P<id>\d)\.txt", "order": ["A"]}}, "needs a group named 'part'"),
        (
            {"files": {"pattern": r"(?P<id>\d)\.txt", "example": "a.txt"}},
            "does not match its example 'a.txt'",
        ),
        ({"encoding": "utf-9"}, "no encoding called 'utf-9'"),
        ({"header_lines": "maybe"}, "must be true or false"),
        ({"questions": {"a": 1}}, "must be a heading or a list of headings"),
        (["fields"], "must be names and values"),
    ],
)
def test_a_bad_map_is_refused_with_a_hint(content: object, says: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_field_map(content, "map.yaml")
    assert says in str(caught.value)
    assert caught.value.where == "map.yaml"
    assert caught.value.hint


def test_a_heading_that_no_table_has_is_refused_with_the_nearest() -> None:
    field_map = parse_field_map(
        {"fields": {"country": ["Home state", "State"]}, "questions": ["What was good"]}
    )
    field_map.check_headings(["STATE", "what was good?"])
    with pytest.raises(InputError, match="Did you mean 'What was god'"):
        field_map.check_headings(["State", "What was god"])


def test_invalid_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("fields:\n  country: [State\n", encoding="utf-8")
    with pytest.raises(InputError, match="not valid YAML in line 3"):
        read_field_map(path)


def test_a_missing_map_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_field_map(tmp_path / "none.yaml")


def test_the_shipped_maps_are_valid() -> None:
    maps = sorted(Path("data/maps").glob("*.yaml"))
    assert maps
    for path in maps:
        read_field_map(path)
