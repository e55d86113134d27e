"""What people hand in by mistake: codebooks that contradict themselves, texts that are no texts."""

from pathlib import Path
from typing import Any

import pytest

from synthesis.coding.codebook import codebook_from_dict, read_codebook, shipped_codebook
from synthesis.coding.notices import codebook_notices, outcome_notices
from synthesis.errors import CodebookError
from synthesis.models import Codebook

TREES = {"id": "trees", "name": "Trees", "definition": "Planting and care of trees"}
PATHS = {"id": "paths", "name": "Paths", "definition": "Walking and cycling"}
NAMES = {"trees": "Trees", "paths": "Paths"}


def book(*themes: dict[str, Any]) -> Codebook:
    return codebook_from_dict({"name": "Parks", "version": "2", "themes": list(themes)})


@pytest.mark.parametrize(
    ("themes", "says"),
    [
        ([{**TREES, "keywords": ["of the"]}], "'of the' of trees is never found: it holds small words only"),
        ([{**TREES, "keywords": ["*"]}], "'*' of trees is never found: it holds no letter and no digit"),
        ([{**TREES, "keywords": ["Oak"], "excludes": ["oak"]}], "'Oak' of trees stands in its excludes too"),
        (
            [{**TREES, "includes": ["oaks"], "excludes": ["Oaks"]}],
            "in the includes and the excludes of trees",
        ),
        (
            [{**TREES, "examples": ["A bench."]}, {**PATHS, "examples": ["A bench."]}],
            "The example 'a bench.' stands in trees and paths",
        ),
        ([TREES, {**PATHS, "definition": TREES["definition"]}], "trees and paths have the same definition"),
    ],
)
def test_what_contradicts_itself_or_is_never_found_is_noticed(
    themes: list[dict[str, Any]], says: str
) -> None:
    notices = codebook_notices(book(*themes))
    assert len(notices) == 1
    assert says in notices[0]


def test_the_shipped_codebook_gives_no_notice() -> None:
    assert codebook_notices(shipped_codebook()) == ()


def test_a_theme_in_nearly_all_passages_and_one_in_none_are_noticed() -> None:
    assert outcome_notices(NAMES, {"trees": 980}, 1_000) == (
        "'Trees' was found in 980 of 1,000 passages: look at its keywords and examples.",
        "'Paths' was found in none of 1,000 passages: look at its keywords and examples.",
    )


def test_themes_that_tell_passages_apart_are_not_noticed() -> None:
    assert outcome_notices(NAMES, {"trees": 899, "paths": 1, "of an earlier codebook": 1_000}, 1_000) == ()


def test_of_a_few_passages_only_what_is_in_none_is_noticed_without_advice() -> None:
    assert outcome_notices(NAMES, {}, 1) == ("'Trees' and 'Paths' were found in none of 1 passage.",)
    assert outcome_notices(NAMES, {"trees": 3, "paths": 3}, 3) == ()
    assert outcome_notices(NAMES, {}, 0) == ()


@pytest.mark.parametrize("nothing", ["", "null", "~", "Null"])
def test_a_value_that_is_null_counts_as_missing(tmp_path: Path, nothing: str) -> None:
    path = tmp_path / "parks.yaml"
    path.write_text(f"themes:\n- id: trees\n  name: Trees\n  definition: {nothing}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"line 2, theme 1 .trees.: The theme has no definition"):
        read_codebook(path)


def test_lists_that_are_null_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "parks.yaml"
    theme = "{id: trees, name: 'null', definition: x, parent: ~, keywords: {en: null, fr: }, examples: null}"
    path.write_text(f"themes: [{theme}]", encoding="utf-8")
    read = read_codebook(path).themes[0]
    assert (read.name, read.parent, read.keywords, read.examples) == ("null", "", (), ())
    assert book({**TREES, "keywords": {"en": None, None: ["oak", None]}}).themes[0].keywords[0].text == "oak"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            b"PK\x03\x04\x14\x00\xe9 a workbook",
            "parks.yaml: The codebook is not UTF-8 text. A codebook is a YAML",
        ),
        ("name: é".encode("latin-1"), "not UTF-8 text"),
        ("name: Parks".encode("utf-16"), "not UTF-8 text"),
        (b"name: Parks\nthemes: a\x00b\n", "parks.yaml, line 2: YAML does not allow the character U\\+0000"),
        (b"name: Parks\nthemes:\n\t- id: trees\n", "parks.yaml, line 3: .* spaces, no tabs"),
        (b"themes: &again [*again]\n", "not valid YAML"),
    ],
    ids=["workbook", "Latin-1", "UTF-16", "NUL", "tab", "circle"],
)
def test_a_file_that_is_no_yaml_text_is_refused_with_its_place(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "parks.yaml"
    path.write_bytes(content)
    with pytest.raises(CodebookError, match=says):
        read_codebook(path)


def test_a_byte_order_mark_before_the_codebook_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "parks.yaml"
    path.write_text("themes: [{id: trees, name: Trees, definition: x}]", encoding="utf-8-sig")
    assert read_codebook(path).themes[0].id == "trees"
