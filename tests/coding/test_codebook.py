from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from synthesis.coding.codebook import (
    codebook_from_dict,
    codebook_to_dict,
    read_codebook,
    shipped_codebook,
)
from synthesis.coding.notices import codebook_notices
from synthesis.errors import CodebookError
from synthesis.models import Phrase

TREES = {"id": "trees", "name": "Trees", "definition": "Planting and care"}
PATHS = {"id": "paths", "name": "Paths", "definition": "Walking and cycling"}


def book(*themes):
    return {"name": "Parks", "version": "2", "themes": list(themes)}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "parks.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_codebook_has_the_four_themes_with_examples_and_positions():
    themes = shipped_codebook().themes
    assert {theme.id for theme in themes} == {
        "visibility",
        "cross_fertilization",
        "outcome_orientation",
        "programme_size",
    }
    assert all(len(theme.examples) >= 12 for theme in themes)
    guides = [guide for theme in themes for guide in (theme.position_for, theme.position_against)]
    assert all(guide.meaning and guide.label for guide in guides)


def test_the_mapping_of_the_shipped_codebook_reads_as_the_same():
    assert codebook_from_dict(codebook_to_dict(shipped_codebook())) == shipped_codebook()


@given(
    st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30), max_size=4)
)
def test_any_keyword_is_read_from_yaml_as_it_was_written(tmp_path_factory, keywords):
    first = codebook_from_dict(book({**TREES, "keywords": keywords}))
    content = yaml.safe_dump(codebook_to_dict(first), allow_unicode=True)
    assert read_codebook(written(tmp_path_factory.mktemp("books"), content)) == first
    assert codebook_from_dict(codebook_to_dict(first)) == first


def test_keywords_are_read_as_a_list_or_per_language():
    listed = codebook_from_dict(book({**TREES, "keywords": ["oak"]})).themes[0]
    mapped = codebook_from_dict(book({**TREES, "keywords": {"en": ["oak"], "fr": ["chêne"]}})).themes[0]
    assert listed.keywords == (Phrase("oak"),)
    assert mapped.keywords == (Phrase("oak", "en"), Phrase("chêne", "fr"))


def test_a_side_may_have_a_label_and_keeps_it():
    sides = {"for": {"label": "more trees", "meaning": "Wants more."}, "against": {"keywords": ["enough"]}}
    first = codebook_from_dict(book({**TREES, "positions": sides}))
    assert first.themes[0].position_for.label == "more trees"
    assert first.themes[0].position_against.label == ""
    assert codebook_from_dict(codebook_to_dict(first)) == first


def test_values_stay_as_they_are_written(tmp_path):
    theme = "{id: 7, name: no, definition: yes, keywords: [on, 007, null]}"
    text = f"name: Parks\nversion: 1.10\nthemes:\n- {theme}\n"
    read = read_codebook(written(tmp_path, text))
    assert (read.version, read.themes[0].id, read.themes[0].name) == ("1.10", "7", "no")
    assert [phrase.text for phrase in read.themes[0].keywords] == ["on", "007", "null"]


@pytest.mark.parametrize(
    ("themes", "says"),
    [
        ([TREES, TREES], "The id 'trees' is taken already"),
        ([TREES, {**PATHS, "id": "TREES"}], "The id 'TREES' is taken already"),
        ([TREES, {**PATHS, "name": " trees"}], "The name 'trees' is taken already"),
        ([{"name": "Trees", "definition": "x"}], "no id"),
        ([{"id": "trees", "definition": "x"}], "no name"),
        ([{"id": "trees", "name": "Trees", "definition": "  "}], "no definition"),
        ([{**TREES, "parent": "forest"}], "no theme of this codebook"),
        ([{**TREES, "parent": "trees"}], "lead back"),
        ([{**TREES, "parent": "paths"}, {**PATHS, "parent": "trees"}], "lead back"),
        ([{**TREES, "keyword": ["oak"]}], "Did you mean 'keywords'"),
        ([{**TREES, "keywords": "oak"}], "must be a list"),
        ([{**TREES, "keywords": [["oak"]]}], "must be a text"),
        ([{**TREES, "id": "none"}], "cannot be an id"),
        ([{**TREES, "id": "a;b"}], "cannot be an id"),
        ([{**TREES, "positions": ["for"]}], "'for' and 'against'"),
        ([{**TREES, "positions": {"for": ["x"]}}], "'meaning' and 'keywords'"),
        ([{**TREES, "positions": {"for": {"lable": "more trees"}}}], "Did you mean 'label'"),
        (["trees"], "must be a mapping"),
        ([], "at least one theme"),
    ],
)
def test_a_fault_is_refused_with_what_it_is(themes, says):
    with pytest.raises(CodebookError, match=says):
        codebook_from_dict(book(*themes))


def test_a_fault_names_file_line_and_theme(tmp_path):
    text = "name: Parks\nthemes:\n- id: trees\n  name: Trees\n  definition: x\n- id: paths\n  name: Paths\n"
    with pytest.raises(
        CodebookError, match=r"parks\.yaml, line 6, theme 2 \(paths\): The theme has no definition"
    ):
        read_codebook(written(tmp_path, text))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"name: [", "not valid YAML"),
        (b"- a\n- b\n", "must be a mapping"),
        (b"", "must be a mapping"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"name: a\nname: b\n", "stands twice"),
        (b"[" * 50_000, "not valid YAML"),
    ],
    ids=["broken", "list", "empty", "encoding", "doubled key", "nested"],
)
def test_a_file_that_is_no_codebook_is_refused(tmp_path, content, says):
    path = tmp_path / "parks.yaml"
    path.write_bytes(content)
    with pytest.raises(CodebookError, match=says) as caught:
        read_codebook(path)
    assert "parks.yaml" in str(caught.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CodebookError, match="cannot be opened"):
        read_codebook(tmp_path / "absent.yaml")


def test_one_keyword_for_two_themes_is_allowed_and_noticed():
    two = codebook_from_dict(book({**TREES, "keywords": ["shade"]}, {**PATHS, "keywords": ["Shade"]}))
    assert codebook_notices(two) == (
        "The keyword 'shade' stands in trees and paths; it speaks for each of them.",
    )


def test_a_phrase_for_both_positions_is_noticed():
    sides = {"for": {"keywords": ["more"]}, "against": {"keywords": ["more"]}}
    notices = codebook_notices(codebook_from_dict(book({**TREES, "positions": sides})))
    assert notices == ("'more' stands for both positions of trees; it decides neither.",)
