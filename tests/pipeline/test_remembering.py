"""What coders have learnt: kept by content, safe to lose, never seen in a result."""

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from synthesis.coding import basis, words
from synthesis.coding.codebook import codebook_from_dict
from synthesis.coding.reference import ReviewedPassage
from synthesis.coding.score import Learnt
from synthesis.corpus import tables
from synthesis.corpus.readers import docx
from synthesis.errors import InputError
from synthesis.meetings.decisions import find_decisions
from synthesis.meetings.report import parse_report
from synthesis.pipeline import code_file, keeping, remembering
from synthesis.pipeline.keeping import arrays_of, keep
from synthesis.pipeline.remembering import address, theme_coder

PARKS = codebook_from_dict(
    {
        "name": "Parks",
        "version": "1",
        "themes": [
            {"id": "trees", "name": "Trees", "definition": "Planting trees.", "keywords": ["oak"]},
            {"id": "paths", "name": "Paths", "definition": "Walking and cycling.", "keywords": ["footpath"]},
        ],
    }
)
REVIEWED = tuple(
    ReviewedPassage(f"{what} number {n}", (theme,), "", (side,))
    for what, theme in (("an oak for shade", "trees"), ("a footpath to the pond", "paths"))
    for n, side in enumerate(["for", "against"] * 5)
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    remembering._learnt.cache_clear()
    remembering.learn.cache_clear()
    monkeypatch.setenv("SYNTHESIS_LEARNT", str(tmp_path / "learnt"))
    return tmp_path / "learnt"


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    return remembering.learn(PARKS, REVIEWED)


def codings(tmp_path: Path, name: str) -> bytes:
    source, target = tmp_path / "in.csv", tmp_path / name
    source.write_text("id,text\n1,More oaks by the footpath.\n2,Coffee.\n3,Shade!\n", encoding="utf-8")
    remembering._learnt.cache_clear()
    code_file(source, target, codebook=PARKS, reviewed=REVIEWED, are_passages=True)
    return target.read_bytes()


def bits(learnt: Learnt) -> dict[str, bytes]:
    return {name: array.tobytes() for name, array in arrays_of(learnt)}


def recall(path: Path, n_themes: int) -> Learnt:
    return keeping.recall(path, Learnt, lambda found: remembering.coder_shapes(found, n_themes))


def refuse(*_: object) -> Learnt:
    raise AssertionError("was learnt again")


def test_a_second_run_learns_nothing_and_writes_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = codings(tmp_path, "first.csv")
    monkeypatch.setattr(remembering, "learn", refuse)
    assert codings(tmp_path, "second.csv") == first


def test_where_nothing_can_be_kept_the_bytes_are_the_same(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = codings(tmp_path, "first.csv")
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("SYNTHESIS_LEARNT", str(in_the_way / "learnt"))
    assert codings(tmp_path, "second.csv") == first


def test_what_is_recalled_is_what_was_learnt_to_the_last_bit(home: Path, learnt: Learnt) -> None:
    keep(home / "a.npz", learnt)
    assert bits(recall(home / "a.npz", 2)) == bits(learnt)


def _flip(path: Path, at: float) -> None:
    data = bytearray(path.read_bytes())
    data[int(at * (len(data) - 1))] ^= 0xFF
    path.write_bytes(data)


def _leave_one_out(path: Path) -> None:
    with zipfile.ZipFile(path) as kept:
        members = {name: kept.read(name) for name in kept.namelist()}
    members.pop("threshold.npy")
    with zipfile.ZipFile(path, "w") as written:
        for name, data in members.items():
            written.writestr(name, data)


class _Runs:
    """Leaves a mark when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self._mark,)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-1000]),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "first byte": lambda path: _flip(path, 0),
    "in the first quarter": lambda path: _flip(path, 0.25),
    "in the middle": lambda path: _flip(path, 0.5),
    "last byte": lambda path: _flip(path, 1),
    "one array missing": _leave_one_out,
    "another file": lambda path: path.write_text("id,text\n", encoding="utf-8"),
    "a single array": lambda path: np.save(path.open("wb"), np.zeros(3)),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_damaged_file_is_learnt_anew(home: Path, learnt: Learnt, damage: Callable[[Path], object]) -> None:
    path = home / f"{address(PARKS, REVIEWED)}.npz"
    keep(path, learnt)
    damage(path)
    assert bits(remembering._learnt(PARKS, REVIEWED, None)) == bits(learnt)
    if path.is_file():
        assert bits(recall(path, 2)) == bits(learnt)


def test_nothing_in_a_file_is_run(home: Path, tmp_path: Path, learnt: Learnt) -> None:
    path, mark = home / f"{address(PARKS, REVIEWED)}.npz", tmp_path / "ran"
    home.mkdir()
    arrays = dict(arrays_of(learnt)) | {"threshold": np.array([_Runs(mark)], dtype=object)}
    np.savez(path, **arrays)
    theme_coder(PARKS, REVIEWED)
    assert not mark.exists()


def test_arrays_of_another_shape_are_not_used(home: Path, learnt: Learnt) -> None:
    wide = replace(learnt, threshold=np.zeros(3))
    keep(home / "a.npz", wide)
    with pytest.raises(ValueError, match="'threshold' must be"):
        recall(home / "a.npz", 2)


def test_two_that_write_at_once_leave_one_whole_file(home: Path, learnt: Learnt) -> None:
    path = home / "a.npz"
    keep(path, learnt)

    def write_and_read(_: int) -> bool:
        keep(path, learnt)
        return bits(recall(path, 2)) == bits(learnt)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(write_and_read, range(8)))
    assert [each.name for each in home.iterdir()] == ["a.npz"]


def kept_name(letter: str) -> str:
    return f"{letter * 64}.npz"


def part_name(letter: str) -> str:
    return f".{letter * 64}.{letter * 32}"


def aged(path: Path, seconds: float) -> None:
    path.write_bytes(b"not ours, or part of a file")
    os.utime(path, (time.time() - seconds,) * 2)


def test_the_last_files_used_are_kept_and_no_more(home: Path, learnt: Learnt) -> None:
    home.mkdir()
    aged(home / part_name("e"), 2 * keeping.ABANDONED)
    aged(home / part_name("f"), 0)
    for letter in "abcd":
        keep(home / kept_name(letter), learnt)
    recall(home / kept_name("a"), 2)
    keep(home / kept_name("9"), learnt)
    assert {each.name for each in home.iterdir()} == {part_name("f"), *map(kept_name, "acd9")}


def test_files_of_somebody_else_in_the_folder_are_left_alone(home: Path, learnt: Learnt) -> None:
    home.mkdir()
    foreign = {".profile", ".git-credentials", "figures.npz", "run-1.npz", "run-2.npz", f".{'a' * 64}"}
    for name in foreign:
        aged(home / name, 2 * keeping.ABANDONED)
    for letter in "abcde":
        keep(home / kept_name(letter), learnt)
    assert {each.name for each in home.iterdir()} == foreign | set(map(kept_name, "bcde"))


def test_what_is_written_has_a_name_that_is_known_as_its_own(home: Path, learnt: Learnt) -> None:
    written: list[str] = []
    replaced = Path.replace

    def noting(self: Path, target: Path) -> Path:
        written.extend([self.name, target.name])
        return replaced(self, target)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "replace", noting)
        keep(home / f"{address(PARKS, REVIEWED)}.npz", learnt)
    assert keeping.PART.fullmatch(written[0])
    assert keeping.WHOLE.fullmatch(written[1])


def test_the_address_changes_with_all_that_learning_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Encoder:
        digest = "1"

    seen = [
        address(PARKS),
        address(replace(PARKS, version="2")),
        address(PARKS, REVIEWED),
        address(PARKS, REVIEWED[1:]),
        address(PARKS, (), Encoder()),
    ]
    changes = {
        (basis, "CODER_VERSION"): -1,
        (basis, "shipped_reference"): lambda: REVIEWED,
        (keeping, "_program"): lambda _: "other",
        (keeping, "version"): lambda _: "0",
        (keeping, "threadpool_info"): list,
    }
    for (room, name), value in changes.items():
        with monkeypatch.context() as patched:
            patched.setattr(room, name, value)
            seen.append(address(PARKS))
    assert len(set(seen)) == len(seen)
    assert address(PARKS) == seen[0]


def test_a_review_with_an_unknown_theme_is_refused_before_and_after_something_is_kept() -> None:
    stray = (*REVIEWED, ReviewedPassage("a pond", ("ponds",)))
    for reviewed in (stray, REVIEWED, stray):
        if reviewed is stray:
            with pytest.raises(InputError, match="'ponds' is no theme"):
                theme_coder(PARKS, reviewed)
        else:
            theme_coder(PARKS, reviewed)


def test_a_reader_of_reports_is_learnt_once_and_reads_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = parse_report("Call 7\n\n9 March 2018\n\n1. The group settled on a shared paper by May.\n")
    remembering.item_reader.cache_clear()
    first = find_decisions(meeting, remembering.item_reader())
    monkeypatch.setattr(remembering, "learn_items", refuse)
    remembering.item_reader.cache_clear()
    assert find_decisions(meeting, remembering.item_reader()) == first == find_decisions(meeting)
    assert len(list(home.iterdir())) == 1


def test_a_change_of_any_room_or_record_that_a_learner_uses_is_noticed() -> None:
    names = {path.name for path in keeping.programs(remembering.ROOMS_OF_CODER)}
    assert {"learn.py", "cues.yaml", "codings.py", "corpus.py", "segment.py"} <= names


@pytest.mark.parametrize(
    ("rooms", "program"),
    [("coder", "synthesis.coding.assign"), ("reader", "synthesis.meetings.taught")],
)
def test_every_part_of_the_program_that_a_learner_loads_counts_as_what_it_rests_on(
    rooms: str, program: str
) -> None:
    files = "(m.__file__ for name, m in sys.modules.items() if name.startswith('synthesis.'))"
    show = f"import sys, {program}; print(*{files}, sep=chr(10))"
    loaded = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True).stdout
    beside = {"errors.py", "grammar.py", "lazily.py", "shipped.py"}  # words, names, where data lie
    known = set(keeping.programs(getattr(remembering, f"ROOMS_OF_{rooms.upper()}")))
    assert {path for path in map(Path, loaded.splitlines()) if path.name not in beside} <= known


def test_a_reader_rests_on_how_words_are_compared_and_files_read() -> None:
    known = keeping.programs(remembering.ROOMS_OF_READER)
    assert {Path(str(each.__file__)) for each in (words, docx, tables)} <= set(known)


def test_a_mistake_of_the_program_is_not_taken_for_a_damaged_file(home: Path, learnt: Learnt) -> None:
    keep(home / "a.npz", learnt)
    with pytest.raises(KeyError):
        keeping.kept("a", Learnt, lambda: learnt, lambda _: {})


def test_a_mistake_in_putting_a_record_together_is_not_taken_for_a_damaged_file(
    home: Path, learnt: Learnt, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home / "a.npz", learnt)
    monkeypatch.setattr(keeping, "get_type_hints", lambda kind: {"words": str})
    with pytest.raises(keeping.UnusableFileError, match="'words' is missing"):
        recall(home / "a.npz", 2)
    monkeypatch.setattr(keeping, "get_type_hints", lambda kind: {})
    with pytest.raises(TypeError):
        recall(home / "a.npz", 2)


def test_what_was_learnt_is_used_where_its_last_use_cannot_be_noted(
    home: Path, learnt: Learnt, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home / "a.npz", learnt)
    monkeypatch.setattr(os, "utime", refuse_to_write)
    assert bits(recall(home / "a.npz", 2)) == bits(learnt)


def refuse_to_write(*_: object) -> None:
    raise PermissionError("a folder that may only be read")
