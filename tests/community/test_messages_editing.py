"""What people do to messages, and what the store keeps of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from synthesis.community.messages import added, confirmed, draft_messages, moved, read_text, reworded, struck
from synthesis.errors import ConflictError, InputError
from synthesis.models import Event, Message, Session, SessionMessages, Span
from synthesis.pipeline.messaging import load_sessions
from synthesis.pipeline.sample import fill_community
from synthesis.store import open_store

SESSION = Session("s", "Access", "Fewer sessions, please. And longer breaks.")
GIVEN = SessionMessages(
    "s",
    (
        Message("m1", "message", "Fewer sessions, please.", (Span(0, 23),)),
        Message("m2", "message", "... longer breaks.", (Span(24, 42),)),
    ),
)
TRANSCRIPT = (
    "Access\nParis, 13 November 2018\n\n"
    ">> ANA LIMA: A licence for a small network should be free.\n>> BO CHEN: No licence should be free."
)


def test_a_reworded_message_keeps_its_places_and_says_that_it_is_edited() -> None:
    message = reworded(GIVEN, "m1", "Fewer   sessions are asked for.").messages[0]
    assert (message.text, message.cites, message.is_edited) == (
        "Fewer sessions are asked for.",
        (Span(0, 23),),
        True,
    )
    assert not GIVEN.messages[0].is_edited


def test_the_same_words_are_no_edit_and_another_kind_is_kept() -> None:
    message = reworded(GIVEN, "m1", "Fewer sessions, please.", "diverging").messages[0]
    assert (message.is_edited, message.kind) == (False, "diverging")


@pytest.mark.parametrize("words", ["  ", "x" * 700])
def test_a_message_without_words_or_too_long_is_refused(words: str) -> None:
    with pytest.raises(InputError):
        reworded(GIVEN, "m1", words)


def test_a_struck_message_is_kept_and_can_be_brought_back() -> None:
    gone = struck(GIVEN, "m2")
    assert [each.is_struck for each in gone.messages] == [False, True]
    assert struck(gone, "m2", is_struck=False) == GIVEN


def test_messages_are_moved_no_further_than_the_ends() -> None:
    assert [each.id for each in moved(GIVEN, "m2", -1).messages] == ["m2", "m1"]
    assert moved(GIVEN, "m2", 5) == GIVEN


def test_a_marked_sentence_becomes_a_message_in_its_own_words() -> None:
    message = added(GIVEN, SESSION, Span(24, 42)).messages[-1]
    assert (message.id, message.text, message.is_added) == ("m3", "And longer breaks.", True)
    with pytest.raises(InputError):
        added(GIVEN, SESSION, Span(24, 99))


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(InputError):
        confirmed(GIVEN, "m9")


def test_every_change_is_a_version_and_a_second_person_meets_a_conflict() -> None:
    with open_store("sqlite://") as store:
        store.community.save([GIVEN], "The program")
        store.community.save([confirmed(GIVEN, "m1")], "A. Person", "Confirmed", {"s": 1})
        with pytest.raises(ConflictError):
            store.community.save([struck(GIVEN, "m1")], "B. Person", "Struck", {"s": 1})
        history = store.community.history(SessionMessages, "s")
        assert [(each.version, each.by) for each in history] == [(1, "The program"), (2, "A. Person")]
        assert history[-1].record.messages[0].is_confirmed


def test_a_session_is_stored_once_and_edits_outlive_a_second_loading(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TRANSCRIPT)
    with open_store("sqlite://") as store:
        first = load_sessions(store, [path], "A. Person")
        assert (first.n_received, first.n_loaded, first.n_merged, first.n_refused) == (1, 1, 0, 0)
        assert store.community.entries(Session)[0].note == "From the file a.txt"
        given = store.community.entries(SessionMessages)[0]
        changed = struck(given.record, given.record.messages[0].id)
        store.community.save([changed], "A. Person", "Struck", {given.record.id: 1})
        second = load_sessions(store, [path], "A. Person")
        assert (second.n_received, second.n_loaded, second.n_merged) == (1, 0, 1)
        assert store.community.entries(SessionMessages)[0].record == changed


def test_another_text_of_the_same_day_and_title_is_kept_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with open_store("sqlite://") as store:
        for words in (TRANSCRIPT, TRANSCRIPT + "\n>> CARA DIAZ: I agree with Ana.", TRANSCRIPT):
            path.write_text(words)
            load_sessions(store, [path], "A. Person")
        assert len(store.community.entries(Session)) == 2


def test_the_second_text_of_a_day_and_title_is_stored_once_however_often_it_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with open_store("sqlite://") as store:
        path.write_text(TRANSCRIPT)
        load_sessions(store, [path], "A. Person")
        path.write_text(TRANSCRIPT + "\n>> CARA DIAZ: I agree with Ana.")
        made = [load_sessions(store, [path], "A. Person") for _ in range(3)]
        assert [(each.n_loaded, each.n_merged) for each in made] == [(1, 0), (0, 1), (0, 1)]
        assert {each.read[0].session.id for each in made} == {
            f"{read_text(TRANSCRIPT, 'a.txt').sessions[0].id}-2"
        }


def test_themes_of_a_message_that_a_person_stands_behind_stay() -> None:
    from synthesis.coding.codebook import shipped_codebook
    from synthesis.pipeline.messaging import store_coder, with_themes

    with open_store("sqlite://") as store:
        store.save_codebook(shipped_codebook())
        coder = store_coder(store)
    words = "There are too many parallel sessions and workshops."
    drafted = Message("m1", "message", words, (Span(0, len(words)),))
    settled = replace(drafted, id="m2", theme_ids=("visibility",), is_confirmed=True)
    tied = with_themes(SessionMessages("s", (drafted, settled)), coder)
    assert "programme_size" in tied.messages[0].theme_ids
    assert tied.messages[1] == settled


def test_a_refused_file_stops_no_other_and_the_sums_agree(tmp_path: Path) -> None:
    good, empty = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(TRANSCRIPT)
    empty.write_text("")
    with open_store("sqlite://") as store:
        made = load_sessions(store, [empty, good], "A. Person")
    assert (made.n_received, made.n_loaded, made.n_refused) == (2, 1, 1)
    assert any(problem.file == "b.txt" and problem.is_refusal for problem in made.problems)


def test_messages_are_tied_to_the_themes_of_the_codebook_in_force(tmp_path: Path) -> None:
    from synthesis.coding.codebook import shipped_codebook

    path = tmp_path / "a.txt"
    path.write_text(
        "Programme\nParis, 13 November 2018\n\n"
        ">> ANA LIMA: There are too many parallel sessions and workshops.\n"
        ">> BO CHEN: The programme has too many parallel sessions and workshops, so cut their number."
    )
    with open_store("sqlite://") as store:
        store.save_codebook(shipped_codebook())
        load_sessions(store, [path], "A. Person")
        messages = store.community.entries(SessionMessages)[0].record.messages
    assert "programme_size" in {theme for message in messages for theme in message.theme_ids}


def test_the_samples_are_entered_once() -> None:
    folder = Path(__file__).parents[2] / "data" / "community"
    with open_store("sqlite://") as store:
        fill_community(store, folder)
        n_versions = store.stamp().n_entries
        assert len(store.community.entries(Session)) == 3
        assert "From the calendar file calendar.ics" in {each.note for each in store.community.entries(Event)}
        fill_community(store, folder)
        assert store.stamp().n_entries == n_versions


def test_what_is_stored_is_what_was_read() -> None:
    session = read_text(TRANSCRIPT, "a.txt").sessions[0]
    drafted = draft_messages(session)
    with open_store("sqlite://") as store:
        store.community.save([session], "A. Person")
        store.community.save([drafted], "A. Person")
        assert store.community.entries(Session)[0].record == session
        assert store.community.entries(SessionMessages)[0].record == drafted
