"""A parser that dies, hangs or hoards is a refusal with a reason, and nothing else."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from synthesis.corpus import guard
from synthesis.corpus.guard import TASKS, Limits, run_guarded
from synthesis.errors import UnreadableFileError

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "numpy", "sklearn", "scipy", "streamlit", "sqlalchemy", "plotly", "rich")


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setitem(TASKS, "misbehave", "tests.corpus.misbehaving")

    def run(deed: str, limits: Limits | None = None) -> str:
        path = tmp_path / "input.docx"
        path.write_text(deed)
        return str(run_guarded("misbehave", path, limits=limits)["text"])

    return run


def refusal(do: Any, deed: str, limits: Limits | None = None) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        do(deed, limits)
    assert caught.value.where == "input.docx"
    assert caught.value.hint
    assert "Traceback" not in str(caught.value)
    return caught.value


def test_a_child_that_aborts_is_a_refusal(do: Any) -> None:
    assert "broke down" in refusal(do, "abort").message


def test_a_child_that_leaves_without_an_answer_is_a_refusal(do: Any) -> None:
    assert "without an answer" in refusal(do, "leave_silently").message


def test_a_child_that_hangs_is_stopped_by_the_clock(do: Any) -> None:
    assert "longer than 0.5 seconds" in refusal(do, "sleep", Limits(wall_seconds=0.5)).message


def test_a_child_that_burns_the_processor_is_stopped(do: Any) -> None:
    assert "1 second of processor time" in refusal(do, "burn", Limits(cpu_seconds=1)).message


def test_a_child_that_hoards_memory_is_told_no(do: Any) -> None:
    assert "more memory" in refusal(do, "hoard").message


def test_endless_recursion_is_named_as_nesting(do: Any) -> None:
    assert "nested too deeply" in refusal(do, "recurse").message


def test_an_error_of_a_parser_is_a_damaged_file(do: Any) -> None:
    assert "damaged" in refusal(do, "stumble").message


def test_a_child_can_write_no_files(do: Any) -> None:
    assert "damaged" in refusal(do, "write").message


def test_more_text_than_can_be_held_is_refused(do: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_ANSWER_BYTES", 1_000_000)
    assert "more text than can be held" in refusal(do, "flood").message


def test_what_a_library_prints_does_not_garble_the_answer(do: Any) -> None:
    assert do("chatter") == "read all the same"


def test_the_child_sees_no_secrets_of_the_environment(do: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNTHESIS_STORE", "postgresql://someone:secret@somewhere/db")
    assert "SYNTHESIS_STORE" not in do("list_environment").split()


def test_the_child_starts_without_the_heavy_packages(do: Any) -> None:
    loaded = {name.split(".")[0] for name in do("list_modules").split()}
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize("module", TASKS.values())
def test_no_reader_brings_the_heavy_packages(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert {name.split(".")[0] for name in loaded}.isdisjoint({"pandas", "sklearn", "scipy", "streamlit"})


def test_a_script_without_a_main_guard_can_read(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Read from a bare script.")
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from synthesis.corpus.readers import read_document\n"
        f"print(read_document(Path({str(page)!r})).text)\n"
    )
    (tmp_path / "email.py").write_text("raise SystemExit('a file beside the input was imported')")
    done = subprocess.run(
        [sys.executable, "-P", str(script)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "Read from a bare script.\n", done.stderr
