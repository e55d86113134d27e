"""What a person does, wherever they do it: told once, undone, settled."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard import acting, ui
from synthesis.errors import ConflictError, StoreError, SynthesisError, UnavailableError

BUSY = UnavailableError("The store is busy.", "store.db", "Try again.")
TAKEN = ConflictError("Somebody was faster.")
GONE = StoreError("There is no passage with this id.")


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(acting.st, "session_state", kept)
    return kept


@pytest.fixture
def shown(state: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    on_page: list[str] = []
    monkeypatch.setattr(ui, "done", on_page.append)
    monkeypatch.setattr(ui, "error_box", lambda *words: on_page.append(" / ".join(words)))
    monkeypatch.setattr(ui, "scroll_to", lambda *_: None)
    return on_page


def refuse(error: Exception) -> None:
    raise error


def test_what_was_done_is_told_once_and_in_its_place(shown: list[str]) -> None:
    with acting.attempt("groups"):
        acting.tell("groups", "Saved.")
    acting.told("register")
    assert shown == []
    acting.told("groups")
    acting.told("groups")
    assert shown == ["Saved."]


def test_a_refusal_ends_what_was_begun_and_is_told_with_where_and_what_to_do(shown: list[str]) -> None:
    with acting.attempt("groups"):
        refuse(BUSY)
        acting.tell("groups", "Saved.")
    acting.told("groups")
    assert shown == ["The store is busy. / store.db / Try again."]


def test_an_error_comes_into_sight_and_what_was_done_moves_nothing(
    shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[int] = []
    monkeypatch.setattr(ui, "scroll_to", lambda _, turn: turns.append(turn))
    for said in ("Saved.", BUSY, BUSY, "Saved."):
        acting.tell("groups", said)
        acting.told("groups")
    assert turns == [1, 2]  # another turn each time: the browser runs the same script only once


def test_what_two_people_did_comes_into_sight_once(shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    aims: list[tuple[str, int]] = []
    monkeypatch.setattr(ui, "scroll_to", lambda *aim: aims.append(aim))
    monkeypatch.setattr(ui, "error_box", lambda happened, **_: shown.append(happened))
    with acting.attempt("groups", "mine"):
        refuse(TAKEN)
    for _ in range(2):
        acting.two_sides("groups", "B. Other has changed it.")
    assert shown == ["B. Other has changed it."] * 2
    assert aims == [(".st-key-groups_met_another", 1)]


def test_several_faults_are_told_together(shown: list[str]) -> None:
    acting.tell("agenda", SynthesisError("No title."), SynthesisError("No day."))
    acting.told("agenda")
    assert shown == ["No title. /  / ", "No day. /  / "]


def test_who_met_somebody_settles_it_and_it_waits_until_it_is_stored(shown: list[str]) -> None:
    with acting.attempt("groups", "mine"):
        refuse(TAKEN)
    assert acting.case("groups", str) == "mine"
    with acting.attempt("groups", "mine"):
        refuse(BUSY)
    with acting.attempt("groups"):  # something else is done meanwhile
        pass
    assert acting.case("groups", str) == "mine"
    with acting.attempt("groups", "mine"):
        pass
    assert acting.case("groups", str) is None


def test_what_could_not_be_taken_back_can_be_later_and_what_never_can_goes(shown: list[str]) -> None:
    acting.mine("groups").extend(["first", "second", "third"])
    acting.undo("groups", lambda _: refuse(BUSY))
    assert acting.mine("groups") == ["first", "second", "third"]
    acting.undo("groups", lambda _: refuse(TAKEN))
    assert acting.mine("groups") == ["first", "second"]
    acting.mine("groups").append("of what is no longer there")
    acting.undo("groups", lambda _: refuse(GONE))
    assert acting.mine("groups") == ["first", "second"]
    acting.told("groups")
    assert shown == ["There is no passage with this id. /  / "]
    undone: list[str] = []
    for _ in range(3):  # once more than there is
        acting.undo("groups", undone.append)
    assert undone == ["second", "first"]
