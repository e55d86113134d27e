"""One process writes while another reads, and a writer is killed: with real processes, no stand-ins."""

import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from synthesis.models import Contribution, Passage, Snapshot
from synthesis.store import open_store

SPAWN = multiprocessing.get_context("spawn")
PASSAGES_EACH = 5


def letter(number: int) -> tuple[Contribution, list[Passage]]:
    contribution = Contribution(id=f"c{number:05d}", text="word " * PASSAGES_EACH)
    return contribution, [Passage.of(contribution, 5 * n, 5 * n + 4) for n in range(PASSAGES_EACH)]


def write_letters(path: str, pipe: Connection, count: int) -> None:
    """Store one letter after the other and acknowledge each when its transaction is done."""
    with open_store(path) as store:
        for number in range(count):
            contribution, passages = letter(number)
            store.add_contributions([contribution], passages)
            pipe.send(number)
    pipe.close()


def is_consistent(snapshot: Snapshot) -> bool:
    n_contributions = len(snapshot.contributions)
    owners = {passage.contribution_id for passage in snapshot.passages}
    return (
        snapshot.revision == n_contributions
        and len(snapshot.passages) == PASSAGES_EACH * n_contributions
        and owners == {contribution.id for contribution in snapshot.contributions}
    )


def start_writer(path: Path, count: int) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    receiver, sender = SPAWN.Pipe(duplex=False)
    writer = SPAWN.Process(target=write_letters, args=(str(path), sender, count))
    writer.start()
    sender.close()
    return writer, receiver


def test_a_reader_sees_whole_states_while_another_process_writes(path: Path) -> None:
    with open_store(str(path)) as store:
        writer, pipe = start_writer(path, count=150)
        revisions = []
        while writer.is_alive():
            snapshot = store.snapshot()
            assert is_consistent(snapshot)
            revisions.append(snapshot.revision)
        writer.join()
        pipe.close()
        assert writer.exitcode == 0
        assert revisions == sorted(revisions)
        assert store.revision() == 150


def test_what_was_acknowledged_survives_the_writer_being_killed(path: Path) -> None:
    with open_store(str(path)):
        pass
    for kill_after in (1, 17, 40):
        path.unlink()
        writer, pipe = start_writer(path, count=100_000)
        acknowledged = [pipe.recv() for _ in range(kill_after)]
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        acknowledged += drained(pipe)
        with open_store(str(path)) as store:
            snapshot = store.snapshot()
            assert is_consistent(snapshot)
            # The write under way may have been done and not yet acknowledged.
            assert len(acknowledged) <= len(snapshot.contributions) <= len(acknowledged) + 1
            assert store.verify() == ()


def drained(pipe: Connection) -> list[int]:
    """What the dead writer had said before it died."""
    said = []
    try:
        while True:
            said.append(pipe.recv())
    except EOFError:
        pipe.close()
        return said


def test_two_processes_that_open_a_new_store_at_once_both_can(path: Path) -> None:
    writers = [start_writer(path, count=1) for _ in range(2)]
    for writer, pipe in writers:
        writer.join()
        pipe.close()
        assert writer.exitcode == 0
    with open_store(str(path)) as store:
        assert len(store.snapshot().contributions) == 1
