import pytest

from synthesis.corpus.labels import _group_by_code as group_by_code
from synthesis.corpus.labels import match_country, match_group, match_region, region_of_country
from synthesis.models import REGIONS, STAKEHOLDER_GROUPS, UNKNOWN


@pytest.mark.parametrize("group", STAKEHOLDER_GROUPS)
def test_every_official_group_matches_itself_and_nothing_is_kept_beside_it(group: str) -> None:
    match = match_group(group)
    assert (match.value, match.as_given) == (group, "")


@pytest.mark.parametrize(
    ("given", "ours"),
    [
        ("Gov", "Government"),
        ("GOVERNMENTS", "Government"),
        ("gouvernement", "Government"),
        ("IGO", "Intergovernmental Organization"),
        ("Intergovernmental Organisations", "Intergovernmental Organization"),
        ("CS", "Civil Society"),
        ("civil  society", "Civil Society"),
        ("Civil Society Organisation", "Civil Society"),
        ("Société civile", "Civil Society"),
        ("SOCIEDAD CIVIL", "Civil Society"),
        ("Technical community", "Technical Community"),
        ("comunidad técnica", "Technical Community"),
        ("Business", "Private Sector"),
        ("private-sector", "Private Sector"),
        ("Private sector (telecom)", "Private Sector"),
        ("Civil society / NGO", "Civil Society"),
        ("私营部门", "Private Sector"),
        ("Гражданское общество", "Civil Society"),
        ("المجتمع المدني", "Civil Society"),
    ],
)
def test_a_group_is_matched_in_other_words(given: str, ours: str) -> None:
    match = match_group(given)
    assert (match.value, match.as_given) == (ours, given)


@pytest.mark.parametrize(
    ("given", "meant"),
    [("Goverment", "Government"), ("Civil Socety", "Civil Society"), ("privat sector", "Private Sector")],
)
def test_a_misspelt_group_stays_unknown_with_a_suggestion(given: str, meant: str) -> None:
    match = match_group(given)
    assert (match.value, match.as_given, match.suggestion) == (UNKNOWN, given, meant)


@pytest.mark.parametrize("given", ["Academia", "Other", "Media", "Civil Society, Technical Community"])
def test_what_has_no_single_counterpart_stays_unknown_without_a_suggestion(given: str) -> None:
    match = match_group(given)
    assert (match.value, match.as_given, match.suggestion) == (UNKNOWN, given, "")


@pytest.mark.parametrize("region", REGIONS)
def test_every_official_region_matches_itself(region: str) -> None:
    assert match_region(region).value == region


@pytest.mark.parametrize(
    ("given", "ours"),
    [
        ("WEOG", "Western European and Others Group (WEOG)"),
        ("Western European & Others", "Western European and Others Group (WEOG)"),
        ("grulac", "Latin American and Caribbean Group (GRULAC)"),
        ("Amérique latine et Caraïbes", "Latin American and Caribbean Group (GRULAC)"),
        ("Asia Pacific", "Asia-Pacific Group"),
        ("Africa", "African Group"),
        ("EASTERN EUROPE", "Eastern European Group"),
    ],
)
def test_a_region_is_matched_in_other_words(given: str, ours: str) -> None:
    assert match_region(given).value == ours


def test_a_misspelt_region_stays_unknown_with_a_suggestion() -> None:
    match = match_region("Asia Pacifc Group")
    assert (match.value, match.suggestion) == (UNKNOWN, "Asia-Pacific Group")


def test_a_continent_of_two_groups_is_not_guessed() -> None:
    assert match_region("Europe").value == UNKNOWN


@pytest.mark.parametrize(
    ("given", "country", "region"),
    [
        ("USA", "United States", "Western European and Others Group (WEOG)"),
        ("the United States", "United States", "Western European and Others Group (WEOG)"),
        ("UK", "United Kingdom", "Western European and Others Group (WEOG)"),
        ("Ivory Coast", "Côte d'Ivoire", "African Group"),
        ("Côte d’Ivoire", "Côte d'Ivoire", "African Group"),
        ("Allemagne", "Germany", "Western European and Others Group (WEOG)"),
        ("Россия", "Russia", "Eastern European Group"),
        ("مصر", "Egypt", "African Group"),
        ("法国", "France", "Western European and Others Group (WEOG)"),
        ("Brasil", "Brazil", "Latin American and Caribbean Group (GRULAC)"),
        ("Republic of Korea", "South Korea", "Asia-Pacific Group"),
        ("Geneva, Switzerland", "Switzerland", "Western European and Others Group (WEOG)"),
        ("Norway, Europe", "Norway", "Western European and Others Group (WEOG)"),
        ("Trinidad and Tobago", "Trinidad and Tobago", "Latin American and Caribbean Group (GRULAC)"),
    ],
)
def test_a_country_is_matched_in_any_language_and_has_its_region(
    given: str, country: str, region: str
) -> None:
    assert match_country(given).value == country
    assert region_of_country(given) == region
    assert region_of_country(country) == region


@pytest.mark.parametrize("given", ["Global", "USA / Poland", "Brazil and Germany", "Europe", ""])
def test_what_names_no_single_country_is_not_matched(given: str) -> None:
    assert match_country(given).value == ""
    assert region_of_country(given) == UNKNOWN


def test_the_table_of_regional_groups_holds_the_193_member_states_once() -> None:
    groups = group_by_code()
    assert len(groups) - 2 == 193  # Hong Kong and Macao are parts of a member
    sizes = {region: sum(group == region for group in groups.values()) for region in set(groups.values())}
    assert sizes == {
        "African Group": 54,
        "Asia-Pacific Group": 54 + 2,
        "Eastern European Group": 23,
        "Latin American and Caribbean Group (GRULAC)": 33,
        "Western European and Others Group (WEOG)": 29,
    }
