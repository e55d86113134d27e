"""A standard as a table: written and read without loss, refused with the row and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from synthesis.errors import InputError
from synthesis.models import Rule, Standard
from synthesis.outputs.export.standard_file import FORMATS, standard_file
from synthesis.pipeline.standards import holds_standard, read_standard_file, shipped_standards

HEAD = "Family,Version,Name of the standard,Session type,Rule,What is asked,Force,Check,Measure\n"
FIRST = "town,2018,Town hall,workshop,named,Name three.,required,speakers,3\n"


def read(tmp_path: Path, text: str) -> Standard:
    path = tmp_path / "rules.csv"
    path.write_text(text, encoding="utf-8")
    return read_standard_file(path)


@pytest.mark.parametrize("form", FORMATS)
def test_every_shipped_standard_goes_out_and_in_without_loss(form: str, tmp_path: Path) -> None:
    for standard in shipped_standards():
        path = tmp_path / f"{standard.id}.{form}"
        path.write_bytes(standard_file(standard, form))
        assert holds_standard(path)
        assert read_standard_file(path) == standard
        assert standard_file(standard, form) == standard_file(standard, form)


def test_headings_come_in_any_order_and_case_and_the_head_stands_once(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "RULE,what is asked,Session Type,family,version,name of the standard\n"
        "a,A.,workshop,town,2018,Town hall\nb,=B.,,,,\n",
    )
    assert (found.id, found.session_type) == ("town-2018", "workshop")
    assert found.rules == (Rule("a", "A."), Rule("b", "=B."))


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (HEAD + FIRST.replace("speakers", "speekers"), "row 2, rule named", "no check 'speekers'"),
        (HEAD + FIRST.replace(",3\n", ",three\n"), "row 2, rule named", "no measure"),
        (HEAD + FIRST.replace("required", "must"), "row 2, rule named", "no force"),
        (HEAD + FIRST.replace("2018", ""), "row 2", "no version"),
        (HEAD + FIRST + ",,,,named,Again.,,,\n", "row 3, rule named", "taken already (row 2)"),
        (HEAD + FIRST + ",,,,,No id.,,,\n", "row 3", "The rule has no id"),
        (HEAD + FIRST + ",2019,,,other,Else.,,,\n", "row 3", "says '2019' here and '2018' in row 2"),
        (HEAD.replace("Force", "Farce") + FIRST, "rules.csv", "the heading 'Farce'"),
        (HEAD.replace("Measure", "Force") + FIRST, "rules.csv", "stands twice"),
        (HEAD + "town,2018,Town hall,workshop,,,,,\n", "row 2", "lists no rules"),
    ],
)
def test_what_is_wrong_is_refused_with_its_row(text: str, where: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    assert where in refused.value.where
    assert what in refused.value.message
    assert refused.value.hint


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.pdf"
    path.write_bytes(b"%PDF")
    with pytest.raises(InputError, match="not read as standards"):
        read_standard_file(path)
    with pytest.raises(InputError, match="not written as 'pdf'"):
        standard_file(shipped_standards()[0], "pdf")
