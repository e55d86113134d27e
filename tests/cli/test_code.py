"""code: in the store or file to file, and what is wrong usage."""

from pathlib import Path

import pytest

from tests.cli.calling import command, json_of

# code


def test_code_codes_what_is_in_the_store(capsys: pytest.CaptureFixture[str], inputs: Path) -> None:
    command(capsys, "load", inputs)
    counts = json_of(capsys, "code")
    assert counts["passages"] == counts["coded"] + counts["none"] + counts["undecided"] == 2
    assert json_of(capsys, "code")["kept"] == 2


def test_code_works_file_to_file_without_a_store(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path, own_store: Path
) -> None:
    outputs = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for output in outputs:
        assert json_of(capsys, "code", "--input", inputs, "--output", output)["received"] == 2
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert not own_store.exists()


def test_code_takes_a_codebook_of_another_consultation(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path
) -> None:
    codebook, reviewed, output = (tmp_path / name for name in ("own.yaml", "reviewed.csv", "out.csv"))
    codebook.write_text(
        "name: Own\nversion: '1'\nthemes:\n"
        "  - {id: size, name: Size, definition: How many sessions there are, keywords: [sessions],"
        " examples: [There are too many sessions.]}\n",
        encoding="utf-8",
    )
    reviewed.write_text("text,theme\nThe programme was full.,size\n", encoding="utf-8")
    options = ["--codebook", codebook, "--reviewed", reviewed, "--passages"]
    assert json_of(capsys, "code", "--input", inputs, "--output", output, *options)["coded"] >= 1
    assert ",size," in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        ["--input", "in.csv"],
        ["--output", "out.csv"],
        ["--passages"],
        ["--reviewed", "reviewed.csv"],
        ["--encoder", "some-model"],
        ["--input", "absent.csv", "--output", "out.csv"],
        ["--input", "in.docx", "--output", "out.csv"],
        ["--codebook", "absent.yaml"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_of_code_is_2(capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    code, out, err = command(capsys, "code", *options)
    assert (code, out) == (2, "")
    assert "Error" in err


def test_a_codebook_with_a_doubled_id_is_2_and_says_where(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "own.yaml"
    theme = "  - {id: size, name: Size, definition: How many, keywords: [x], examples: [y]}\n"
    path.write_text("name: Own\nversion: '1'\nthemes:\n" + theme * 2, encoding="utf-8")
    code, _, err = command(capsys, "code", "--codebook", path)
    assert code == 2
    assert "where: own.yaml" in err
    assert "hint:" in err


def test_an_input_without_text_is_refused_with_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("id,words\n1,x\n", encoding="utf-8")
    content = json_of(capsys, "code", "--input", path, "--output", tmp_path / "out.csv", code=1)
    assert "'text' is missing" in content["problems"][0]["reason"]
    code, out, err = command(capsys, "code", "--input", path, "--output", tmp_path / "out.csv")
    assert (code, out) == (1, "")
    assert "'text' is missing" in err


def test_an_output_that_cannot_be_written_is_not_blamed_on_the_input(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    for output in (folder, tmp_path / "absent" / "out.csv"):
        code, out, err = command(capsys, "code", "--input", inputs, "--output", output, "--json")
        assert (code, out) == (2, "")
        assert "output cannot be written" in err
        assert f"where: {output}" in err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_reviewed_rows_with_a_theme_that_the_codebook_lacks_are_wrong_usage(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path
) -> None:
    reviewed, output = tmp_path / "reviewed.csv", tmp_path / "out.csv"
    reviewed.write_text("text,theme\nThe programme was full.,absent\n", encoding="utf-8")
    code, out, err = command(
        capsys, "code", "--input", inputs, "--output", output, "--reviewed", reviewed, "--json"
    )
    assert (code, out) == (2, "")
    assert "'absent'" in err


MATCHES_ALL = """name: Parks
themes:
- {id: trees, name: Trees, definition: Planting of trees, keywords: [river], examples: [A tree by the river.]}
- {id: moon, name: Moon, definition: Xenon, keywords: ['*']}
"""
SAID_OF_ALL = [
    "The keyword '*' of moon is never found: it holds no letter and no digit.",
    "'Trees' was found in 6 of 6 passages: look at its keywords and examples.",
    "'Moon' was found in none of 6 passages: look at its keywords and examples.",
]


@pytest.mark.parametrize("to_store", [False, True])
def test_code_says_which_theme_is_in_all_passages_and_which_in_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, *, to_store: bool
) -> None:
    codebook, source = tmp_path / "parks.yaml", tmp_path / "in.csv"
    codebook.write_text(MATCHES_ALL, encoding="utf-8")
    rows = [f"{n},A tree by the river number {n} is old.\n" for n in range(6)]
    source.write_text("id,text\n" + "".join(rows), encoding="utf-8")
    if to_store:
        command(capsys, "load", source)
    files = [] if to_store else ["--input", source, "--output", tmp_path / "out.csv"]
    assert json_of(capsys, "code", *files, "--codebook", codebook)["notes"] == SAID_OF_ALL
    _, _, err = command(capsys, "code", *files, "--codebook", codebook)
    assert all(f"note     {note}" in err for note in SAID_OF_ALL)
