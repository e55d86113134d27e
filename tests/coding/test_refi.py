"""A codebook goes out as REFI-QDA Codebook and comes back; files of other programs come in."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from synthesis.coding.codebook import codebook_from_dict, read_codebook, shipped_codebook
from synthesis.coding.refi import MAX_DEPTH, codebook_to_qdc, qdc_to_dict
from synthesis.errors import CodebookError
from synthesis.models import Codebook, Theme

SCHEMA = etree.XMLSchema(file=str(Path(__file__).with_name("refi_codebook.xsd")))
OF_ANOTHER_PROGRAM = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Another program 1.0">
  <Codes>
    <Code guid="1ff58b12-6f6f-4b0c-8be5-bbdc91f55294" name="Venue" isCodable="false" color="#46AA00">
      <Code guid="1ff58b12-6f6f-4b0c-8be5-bbdc91f55295" name="Other" isCodable="true">
        <Description>Rooms,
          stairs and   doors.</Description>
      </Code>
    </Code>
    <Code guid="1ff58b12-6f6f-4b0c-8be5-bbdc91f55296" name="Remote" isCodable="true">
      <Code guid="1ff58b12-6f6f-4b0c-8be5-bbdc91f55297" name="Other" isCodable="true"/>
    </Code>
  </Codes>
  <Sets>
    <Set guid="1ff58b12-6f6f-4b0c-8be5-bbdc91f55298" name="A group"><Description>Its words</Description></Set>
  </Sets>
</CodeBook>
"""
NESTED = "<CodeBook><Codes>" + '<Code name="a">' * 60 + "</Code>" * 60 + "</Codes></CodeBook>"

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: "".join(text.split()) not in ("", "none", "undecided")
)
phrases = st.lists(words, max_size=2) | st.dictionaries(
    st.sampled_from(["en", "fr", "any"]), st.lists(words, max_size=2), max_size=2
)
sides = st.fixed_dictionaries({}, optional={"meaning": words, "label": words, "keywords": phrases})
details = st.fixed_dictionaries(
    {"definition": words},
    optional={
        "includes": st.lists(words, max_size=2),
        "excludes": st.lists(words, max_size=2),
        "keywords": phrases,
        "examples": phrases,
        "positions": st.fixed_dictionaries({}, optional={"for": sides, "against": sides}),
    },
)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Compose a codebook as a file gives it, some themes inside others."""
    n_themes = draw(st.integers(1, 5))
    names = draw(st.permutations([f"Theme {n}" for n in range(n_themes)]))
    themes = [{"id": f"t{n}", "name": name, **draw(details)} for n, name in enumerate(names)]
    for number, theme in enumerate(themes[1:], 1):
        theme["parent"] = draw(st.sampled_from(["", *(f"t{above}" for above in range(number))]))
    shuffled = draw(st.permutations(themes))
    return codebook_from_dict({"name": draw(words), "version": draw(words), "themes": list(shuffled)})


def back(written: str) -> Codebook:
    return codebook_from_dict(qdc_to_dict(written.encode("utf-8")))


def faults(written: str) -> list[str]:
    SCHEMA.validate(etree.fromstring(written.encode("utf-8")))
    return [str(fault) for fault in SCHEMA.error_log]


@given(codebooks())
def test_any_codebook_comes_back_as_it_was_and_keeps_the_schema(codebook: Codebook) -> None:
    written = codebook_to_qdc(codebook, ["Filters: none"])
    assert back(written) == codebook
    assert faults(written) == []


def test_the_shipped_codebook_comes_back_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "themes.QDC"
    path.write_text(codebook_to_qdc(shipped_codebook()), encoding="utf-8")
    assert read_codebook(path) == shipped_codebook()


def test_writing_twice_gives_the_same_and_a_theme_keeps_its_guid_in_the_next_version() -> None:
    book = shipped_codebook()
    assert codebook_to_qdc(book) == codebook_to_qdc(book)
    guids = [
        {code.get("name"): code.get("guid") for code in etree.fromstring(written.encode()).iter("{*}Code")}
        for written in (codebook_to_qdc(book), codebook_to_qdc(replace(book, version="9")))
    ]
    assert guids[0] == guids[1]


def test_a_child_theme_is_a_code_inside_its_parent() -> None:
    parent, child = Theme("p", "Parent", "Above"), Theme("c", "Child", "Below", parent="p")
    root = etree.fromstring(codebook_to_qdc(Codebook("B", "1", (child, parent))).encode())
    assert root.findtext("{*}Codes/{*}Code/{*}Code/{*}Description").startswith("Below")
    assert len(root.findall("{*}Sets/{*}Set/{*}MemberCode")) == 2


def test_a_codebook_of_another_program_is_read(tmp_path: Path) -> None:
    assert faults(OF_ANOTHER_PROGRAM) == []
    path = tmp_path / "theirs.qdc"
    path.write_text(OF_ANOTHER_PROGRAM, encoding="utf-8")
    book = read_codebook(path)
    assert (book.name, book.version) == ("theirs", "1")
    assert [(t.id, t.name, t.definition, t.parent) for t in book.themes] == [
        ("venue", "Venue", "Venue", ""),
        ("other", "Venue: Other", "Rooms, stairs and doors.", "venue"),
        ("remote", "Remote", "Remote", ""),
        ("other_2", "Remote: Other", "Other", "remote"),
    ]


def test_a_code_of_another_namespace_spelling_is_read() -> None:
    assert len(back(OF_ANOTHER_PROGRAM.replace("codebook:1.0", "codebook:1:0")).themes) == 4


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("<CodeBook", "not valid XML"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><CodeBook>&b;</CodeBook>', "not valid XML"),
        ("<Project/>", "holds 'Project'"),
        (NESTED, f"deeper than {MAX_DEPTH}"),
        ("<CodeBook><Codes/></CodeBook>", "at least one theme"),
        ('<CodeBook><Codes><Code name=" "/></Codes></CodeBook>', "has no name"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused_by_name(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "broken.qdc"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CodebookError, match=f"broken.qdc.*{complaint}"):
        read_codebook(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('isCodable="true"', ""),
        ("<Codes>", '<Codes note="x">'),
        ("1ff58b12-6f6f-4b0c-8be5-bbdc91f55297", "7"),
        ("55297", "55296"),
        ("#46AA00", "green"),
    ],
)
def test_the_schema_finds_what_breaks_the_standard(old: str, new: str) -> None:
    assert faults(OF_ANOTHER_PROGRAM.replace(old, new, 1)) != []
