import pickle

import pytest

from synthesis.coding.memory import Memory


def lengths(keys: list[str]) -> list[int]:
    return [len(key) for key in keys]


@pytest.mark.parametrize("most", [0, 2, 100])
def test_keys_let_go_and_met_again_come_to_the_same(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(Memory, "MOST", most)
    memory, long = Memory(lengths), "w" * 50
    assert memory.of(["too", "many", long, "too"]) == [3, 4, 50, 3]
    assert memory.of(["many", "others", "too", long]) == [4, 6, 3, 50]


def test_a_key_is_worked_out_once() -> None:
    asked: list[str] = []

    def note(keys: list[str]) -> list[int]:
        asked.extend(keys)
        return lengths(keys)

    memory = Memory(note)
    memory.of(["too", "many", "too"])
    memory.of(["many", "more"])
    assert asked == ["too", "many", "more"]


def test_what_is_kept_does_not_grow_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memory, "MOST", 100)
    memory = Memory(lengths)
    for start in range(0, 10_000, 50):
        memory.of([f"item{n}" for n in range(start, start + 50)])
    memory.of(["w" * 100_000])
    assert len(memory._known) <= 100
    assert max(map(len, memory._known)) <= Memory.LONGEST


def test_nothing_kept_travels() -> None:
    memory = Memory(lengths)
    before = pickle.dumps(memory)
    memory.of(["too", "many"])
    assert pickle.dumps(memory) == before
