"""What a person does on a page: done or refused in words, told once, undone, settled where two met.

`place` names the part of a page at which it is told, such as register or groups. What is done stands in an
attempt, and so does all that follows from it, in a callback and in the page alike:

    with acting.attempt("groups"):
        store.community.remove(Group, group.id, by, version)
        acting.tell("groups", f"Removed: {group.name}.")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from dashboard import ui
from synthesis.errors import ConflictError, SynthesisError, UnavailableError

T = TypeVar("T")

BOTH_BELOW = "Nothing is lost: both changes are below. Say which one stands."
EITHER = ("Keep theirs", "Put mine in its place")
ON_TOP = ("Leave it as they have it", "Put mine on top of theirs")
"""Where what a person did can be done to the version of the other, too."""


@contextmanager
def attempt(place: str, mine: object = None) -> Iterator[None]:
    """Do what stands inside; what cannot be done ends there, and is told instead.

    `mine` is what a person wanted, on what they had seen: where somebody else was faster, it is kept to be
    settled, until it is stored or they leave it.
    """
    try:
        yield
    except ConflictError as error:
        if mine is None:
            tell(place, error)
        else:
            st.session_state[f"{place}_case"] = mine
            st.session_state[f"{place}_met"] = True
    except Exception as error:
        tell(place, ui.failure(error))
    else:
        if mine is not None:
            leave(place)


def tell(place: str, *said: str | SynthesisError) -> None:
    """Keep what an action came to: what is done as words, what could not be done as its error."""
    st.session_state[f"{place}_told"] = said


def told(place: str) -> None:
    """Show, once, what the last action here came to; an error comes into sight from further down the page."""
    said = st.session_state.pop(f"{place}_told", ())
    for each in said:
        if isinstance(each, str):
            ui.done(each)
        else:
            ui.error_box(each.message, each.where, each.hint)
    if any(isinstance(each, SynthesisError) for each in said):
        _bring_into_sight(".fault")


def _bring_into_sight(selector: str) -> None:
    st.session_state["n_errors"] = turn = st.session_state.get("n_errors", 0) + 1
    ui.scroll_to(selector, turn)


def case(place: str, kind: type[T]) -> T | None:
    """Return what a person wanted and has to settle first; None where there is no such case."""
    found = st.session_state.get(f"{place}_case")
    return found if isinstance(found, kind) else None


def leave(place: str) -> None:
    """Forget what waits to be settled."""
    st.session_state.pop(f"{place}_case", None)


def two_sides(
    place: str, happened: str, *sides: tuple[str, str], hint: str = BOTH_BELOW, about: Sequence[str] = ()
) -> None:
    """Show what two people did, one below the other: of each whose it is, and as HTML what it is.

    It comes into sight once, when the two meet. `about` is what both of them changed, as HTML.
    """
    with st.container(key=f"{place}_met_another"):
        ui.error_box(happened, hint=hint)
    if st.session_state.pop(f"{place}_met", False):
        _bring_into_sight(f".st-key-{place}_met_another")
    for html in (*about, *(_side(whose, what) for whose, what in sides)):
        st.html(html)


def _side(whose: str, what: str) -> str:
    return f'<p class="said"><b {ui.BIDI}>{ui.text(whose)}</b></p>{what}'


def settle(
    place: str,
    put: Callable[[], None],
    *,
    keep: Callable[[], None] | None = None,
    words: tuple[str, str] = EITHER,
    can_put: bool = True,
) -> None:
    """Ask which of two changes stands: theirs, which forgets mine, or mine, which `put` stores on theirs."""
    with st.container(horizontal=True, gap="small", key=f"{place}_settle"):
        st.button(words[0], key=f"{place}_keep_theirs", on_click=keep or partial(leave, place))
        st.button(words[1], key=f"{place}_put_mine", disabled=not can_put, on_click=put)


def mine(place: str) -> list[Any]:
    """Return what this person did here and can take back, the last at the end; to be added to."""
    found: list[Any] = st.session_state.setdefault(f"{place}_mine", [])
    return found


def undo(place: str, take_back: Callable[[Any], object]) -> None:
    """Take back what was done last; where the store cannot be used now, it can be tried again.

    What cannot be taken back at all, since somebody has gone on from it or it is no longer there, is told
    and goes: what was done before it comes up next.
    """
    done = mine(place)
    if not done:
        return  # clicked twice
    last = done.pop()
    with attempt(place):
        try:
            take_back(last)
        except UnavailableError:
            done.append(last)
            raise
