"""What a person writes in the place of what was read: checked as at loading, refused with what is meant."""

from dataclasses import replace

import pytest

from synthesis.corpus.correcting import read_values
from synthesis.errors import InputError
from synthesis.models import Contribution

LETTER = Contribution(id="2017-1", text="Fewer sessions, please.")


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("organisation", "  A\nlibrary ", "A library"),
        ("stakeholder_group", "ngo", "Civil Society"),
        ("stakeholder_group", "", "unknown"),
        ("region", "Africa", "African Group"),
        ("country", "Kenia", "Kenya"),
        ("cycle", "2018", 2018),
        ("cycle", "", None),
        ("submitted_on", "3 December 2018", "2018-12-03"),
        ("submitted_on", "", ""),
        ("language", "français", "fr"),
    ],
)
def test_a_value_is_read_as_it_is_read_from_a_file(field: str, written: str, value: object) -> None:
    assert read_values({field: written}, LETTER)[field] == value


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("stakeholder_group", "Goverment", "Did you mean 'Government'"),
        ("region", "Atlantis", "not a region"),
        ("country", "Atlantis", "not the name of one country"),
        ("cycle", "18", "must be a year"),
        ("submitted_on", "03/12/2018", "can be read as"),
        ("language", "Klingonese", "not the name or code"),
        ("text", "Other words.", "cannot be corrected"),
    ],
)
def test_what_can_be_no_value_is_refused_with_what_can(field: str, written: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_values({field: written}, LETTER)


def test_a_country_tells_a_region_that_nobody_knows_and_no_other() -> None:
    assert read_values({"country": "Kenya"}, LETTER)["region"] == "African Group"
    known = Contribution(id="2017-1", text="Fewer.", region="Other")
    assert "region" not in read_values({"country": "Kenya"}, known)
    assert read_values({"country": "Kenya", "region": "WEOG"}, LETTER)["region"].startswith("Western")


def test_a_region_that_the_country_told_follows_a_corrected_country() -> None:
    told = Contribution(id="2017-1", text="Fewer.", country="Kenya", region="African Group")
    assert read_values({"country": "Peru"}, told)["region"].startswith("Latin American")
    assert read_values({"country": ""}, told)["region"] == "unknown"
    assert read_values({"country": "Peru", "region": "WEOG"}, told)["region"].startswith("Western")
    named = replace(told, region_as_given="Africa")
    assert "region" not in read_values({"country": "Peru"}, named)
