"""The map of the 2014 texts, on files of the same shape composed here, and on the real ones where present."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from synthesis.corpus.fieldmap import read_field_map
from synthesis.corpus.load import Loaded, load
from tests.corpus.loaded import only

ROOT = Path(__file__).parents[2]
FIELD_MAP = read_field_map(ROOT / "data/maps/netmundial.yaml")
REAL = ROOT.parent / "shared/netmundial"

FORM = """A roadmap for registries,
in two lines
Area: ROADMAP FOR THE FURTHER EVOLUTION OF THE
ECOSYSTEM
Entitled by: A person in São Tomé
Region: {region}
Organization: A registry of “names” and
numbers
Sector: {sector}
Keywords: registries;
roadmap
Doc Attached: Click here to see the doc 1
Abstract
This abstract says something that stands nowhere else; it came out as S?o Tom? in the form.
Document
The registry proposes a yearly report, which should be short and
written for those who run networks.
See the attached document above for the full text."""

FULL = """Document

The registry proposes a yearly report, which should be short and written for those who run networks.

The Experts’ Meeting in Genève – it cost 13 € – agreed: “less is more”…
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, number: int, form: str, full: str = FULL, line_end: str = "\r\n") -> None:
    for part, text in (("A", form), ("B", full)):
        content = text.replace("\n", line_end).encode("cp1252")
        (folder / f"{number:03d}{part}.txt").write_bytes(content)


def read(folder: Path) -> Loaded:
    return load([folder], field_map=FIELD_MAP)


def test_two_files_make_one_contribution_with_the_fields_of_its_form(folder: Path) -> None:
    write(folder, 7, FORM.format(region="Brasil", sector="Technical community"))
    loaded = read(folder)
    contribution = only(loaded)
    assert (loaded.received, loaded.merged, loaded.refused, loaded.problems) == (1, 0, 0, ())
    assert contribution.id == "2014-007"
    assert contribution.contributor == "A person in São Tomé"
    assert contribution.organisation == "A registry of “names” and numbers"
    assert contribution.country == "Brazil"
    assert contribution.region == "Latin American and Caribbean Group (GRULAC)"
    assert (contribution.stakeholder_group, contribution.cycle) == ("Technical Community", 2014)
    assert contribution.may_publish_name is False


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_text_holds_once_what_both_files_say_accents_included(folder: Path, line_end: str) -> None:
    write(folder, 7, FORM.format(region="Brazil", sector="Government"), line_end=line_end)
    assert only(read(folder)).text == (
        "A roadmap for registries,\nin two lines\n\n"
        "This abstract says something that stands nowhere else; it came out as S?o Tom? in the form.\n\n"
        "See the attached document above for the full text.\n\n"
        "The registry proposes a yearly report, which should be short and written for those who run "
        "networks.\n\n"
        "The Experts’ Meeting in Genève – it cost 13 € – agreed: “less is more”…"
    )


@pytest.mark.parametrize("sector", ["Academia", "Other"])
def test_a_sector_without_counterpart_is_kept_beside_unknown_and_told(folder: Path, sector: str) -> None:
    write(folder, 7, FORM.format(region="Brazil", sector=sector))
    loaded = read(folder)
    assert (only(loaded).stakeholder_group, only(loaded).group_as_given) == ("unknown", sector)
    (problem,) = loaded.problems
    assert (problem.file, problem.column, problem.is_refusal) == ("007A.txt", "Sector", False)


def test_labels_that_ran_into_the_text_are_parted(folder: Path) -> None:
    form = FORM.format(region="Brazil", sector="Government")
    form = form.replace("lines\nArea", "linesArea").replace("doc 1\nAbstract", "doc 1Abstract")
    write(folder, 7, form)
    contribution = only(read(folder))
    assert contribution.contributor == "A person in São Tomé"
    assert contribution.text.startswith("A roadmap for registries,\nin two lines\n\nThis abstract")


def test_a_file_that_the_map_does_not_know_is_refused_and_told(folder: Path) -> None:
    write(folder, 7, FORM.format(region="Brazil", sector="Government"))
    (folder / "list.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    loaded = read(folder)
    assert (loaded.received, len(loaded.contributions), loaded.refused) == (2, 1, 1)
    expected, pattern = loaded.problems[0].reason.split(" (Its pattern: ")
    assert "files that are named such as '001A.txt'; this one is named otherwise" in expected
    assert "?P<" in pattern


@pytest.fixture(scope="module")
def real() -> Loaded:
    if not REAL.is_dir():
        pytest.skip("../shared/netmundial is absent: tested on composed files only")
    return load([REAL / "contributions"], field_map=FIELD_MAP)


@pytest.mark.shared
def test_the_real_files_reconcile_to_187_contributions(real: Loaded) -> None:
    assert (real.received, len(real.contributions), real.merged, real.refused) == (187, 187, 0, 0)


@pytest.mark.shared
def test_the_real_contributions_have_all_their_fields(real: Loaded) -> None:
    for contribution in real.contributions:
        assert contribution.contributor, contribution.id
        assert contribution.organisation, contribution.id
        assert contribution.country, contribution.id
        assert contribution.cycle == 2014, contribution.id


@pytest.mark.shared
def test_the_real_sectors_are_those_of_the_list(real: Loaded) -> None:
    with (REAL / "contributors.csv").open(encoding="utf-8", newline="") as stream:
        listed = {f"2014-{int(row['Serial Number']):03d}": row["Sector"] for row in csv.DictReader(stream)}
    found = {
        contribution.id: contribution.group_as_given
        if contribution.stakeholder_group == "unknown"
        else contribution.stakeholder_group
        for contribution in real.contributions
    }
    assert found == listed
    assert Counter(found.values()) == {
        "Civil Society": 59,
        "Private Sector": 43,
        "Government": 28,
        "Academia": 21,
        "Other": 20,
        "Technical Community": 16,
    }


@pytest.mark.shared
def test_the_real_texts_have_no_broken_character(real: Loaded) -> None:
    broken = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]|[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
    found = {contribution.id: broken.findall(contribution.text) for contribution in real.contributions}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.shared
def test_the_real_accents_and_quotes_are_right(real: Loaded) -> None:
    text = next(contribution.text for contribution in real.contributions if contribution.id == "2014-001")
    assert "Jérôme Huet" in text
    assert "“Droit de l’informatique et des télécoms”" in text


@pytest.mark.shared
def test_every_line_of_the_real_full_texts_is_held_as_it_was_written(real: Loaded) -> None:
    for contribution in real.contributions:
        path = REAL / "contributions" / f"{contribution.id.removeprefix('2014-')}B.txt"
        lines = path.read_bytes().decode("cp1252").replace("\r", "\n").split("\n")
        # One full text repeats the form's short heading lines, which are fields and not text.
        missing = [line for line in lines if len(line) > 120 and line.strip() not in contribution.text]
        assert missing == [], contribution.id


@pytest.mark.shared
def test_the_real_texts_hold_hardly_anything_twice(real: Loaded) -> None:
    n_letters, n_twice = 0, 0
    for contribution in real.contributions:
        letters = re.sub(r"[\W\d_]+", "", contribution.text.casefold())
        stretches = [letters[i : i + 200] for i in range(0, len(letters) - 199, 50)]
        n_letters += len(stretches)
        n_twice += sum(letters.count(stretch) > 1 for stretch in stretches)
    assert n_twice / n_letters < 0.01
