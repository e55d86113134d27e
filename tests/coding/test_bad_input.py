"""What people hand in by mistake: codebooks that contradict themselves, texts that are no texts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import codebook_from_dict, read_codebook, shipped_codebook
from synthesis.coding.notices import codebook_notices, language_notices, outcome_notices
from synthesis.coding.position import PositionReader
from synthesis.coding.reference import ReviewedPassage
from synthesis.coding.words import Word, split_words
from synthesis.errors import CodebookError, InputError
from synthesis.models import Codebook, Passage, Span

TREES = {"id": "trees", "name": "Trees", "definition": "Planting and care of trees"}
PATHS = {"id": "paths", "name": "Paths", "definition": "Walking and cycling"}
NAMES = {"trees": "Trees", "paths": "Paths"}


def book(*themes: dict[str, Any]) -> Codebook:
    return codebook_from_dict({"name": "Parks", "version": "2", "themes": list(themes)})


def outcomes(coder: ThemeCoder, *texts: str) -> list[str]:
    passages = [Passage(f"p{n}", "c", 0, len(text), text) for n, text in enumerate(texts)]
    return [found.outcome for found in coder.assign(passages)]


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
        ([TREES, {"id": "paths", "name": "Paths", "definition": "..."}], "paths has a name only"),
        ([{**TREES, "keywords": ["they are"]}], "stands in nearly every text"),
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


def test_languages_in_which_nothing_is_known_are_named_the_most_frequent_first() -> None:
    (notice,) = language_notices({"tr": 8, "ko": 30}, 1_525)
    assert notice.startswith(
        "The codebook has no words in Korean and Turkish: for 38 of 1,525 passages stored"
    )
    assert "in these languages" in notice
    assert "in this language" in language_notices({"ko": 3}, 20)[0]
    assert language_notices({}, 1_525) == ()


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


@pytest.mark.parametrize("ending", ["csv", "XLSX"])
def test_a_table_is_refused_as_a_codebook_by_what_it_is(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"parks.{ending}"
    path.write_bytes(b"id,name,definition\ntrees,Trees,x\n")
    with pytest.raises(CodebookError, match="A table is not read as a codebook"):
        read_codebook(path)


def test_a_byte_order_mark_before_the_codebook_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "parks.yaml"
    path.write_text("themes: [{id: trees, name: Trees, definition: x}]", encoding="utf-8-sig")
    assert read_codebook(path).themes[0].id == "trees"


OLD_ELMS = ReviewedPassage("Elms are old and tall.", ("trees",))


@pytest.mark.parametrize(
    "reviewed",
    [
        [OLD_ELMS, ReviewedPassage("The oaks need water.", ("trees",)), ReviewedPassage("The mayor spoke.")],
        [OLD_ELMS, OLD_ELMS, ReviewedPassage(OLD_ELMS.text)],
        [ReviewedPassage("", ("trees",)), ReviewedPassage(" ", ("trees",)), ReviewedPassage("")],
        [OLD_ELMS],
        [ReviewedPassage("The mayor spoke.")] * 3,
    ],
    ids=["two with and one without", "one text, said both ways", "no text", "one", "none of the themes"],
)
@pytest.mark.parametrize("themes", [(TREES,), (TREES, PATHS)], ids=["one theme", "two themes"])
def test_a_few_reviewed_passages_do_not_give_a_theme_to_everything(
    themes: tuple[dict[str, Any], ...], reviewed: list[ReviewedPassage]
) -> None:
    coder = ThemeCoder(book(*themes), reviewed, ())
    assert outcomes(coder, "The bus was late again today.", "Coffee was cold.") == ["none", "none"]
    assert outcomes(coder, "Plant trees and take care of trees.") == ["coded"]


def test_positions_that_do_not_run_beside_the_themes_are_refused() -> None:
    stray = ReviewedPassage("Elms.", ("trees",), positions=("for", "against"))
    with pytest.raises(InputError, match="reviewed passage 1: The positions must be"):
        ThemeCoder(book(TREES), [stray])


def test_a_codebook_without_themes_is_refused_when_there_is_something_to_code() -> None:
    coder = ThemeCoder(Codebook("Parks", "1", ()))
    assert coder.assign([]) == ()
    with pytest.raises(CodebookError, match="Parks: The codebook has no themes"):
        outcomes(coder, "Plant an oak.")


def test_sixty_themes_of_one_definition_are_coded_without_a_crash() -> None:
    alike = [{"id": f"t{n}", "name": f"Theme {n}", "definition": TREES["definition"]} for n in range(60)]
    coder = ThemeCoder(book(*alike), (), ())
    assert outcomes(coder, "The bus was late again today.") == ["none"]


def test_a_passage_of_many_clauses_has_its_position_read_in_time_that_grows_with_its_length() -> None:
    sides = {"for": {"keywords": ["more trees"]}, "against": {"keywords": ["fewer oaks"]}}
    reader = PositionReader(book({**TREES, "positions": sides}))
    text = "Please, more trees but fewer oaks. " * 3_000
    looked_at = 0

    class Counted(list[Word]):
        def __iter__(self) -> Iterator[Word]:
            nonlocal looked_at
            looked_at += len(self)
            return super().__iter__()

    words = Counted(split_words(text))
    reader.read(text, "trees", [Span(0, len(text))], words)
    assert looked_at < 10 * len(words)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("too\u0000many\u0000sessions and workshops", "coded"),
        (
            "\uff54\uff4f\uff4f \uff4d\uff41\uff4e\uff59 \uff53\uff45\uff53\uff53\uff49\uff4f\uff4e\uff53",
            "coded",
        ),
        ("\u202btoo many\u202c 会议太多 sessions", "coded"),
        ("\ud800 too many sessions here", "coded"),
        ("\u0000" * 50, "none"),
        ("\u200f\u200e\u2067\u2069" * 10, "none"),
        ("\u05d4\u05e7\u05e4\u05d4 \u05d4\u05d9\u05d4 \u05e7\u05e8 \u05de\u05d3\u05d9", "none"),
    ],
    ids=["NUL", "wide", "marked and mixed", "lone surrogate", "only NUL", "only marks", "Hebrew"],
)
def test_characters_that_are_no_letters_neither_hide_a_theme_nor_make_one(text: str, outcome: str) -> None:
    assert outcomes(ThemeCoder(shipped_codebook()), text) == [outcome]
