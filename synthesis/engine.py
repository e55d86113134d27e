"""Map a pure function over partitions in bounded memory: in this process now, on several, later on a cluster.

>>> list(map_partitions(sum, iter([[1, 2], [3], []])))
[3, 3, 0]
"""

from __future__ import annotations

import gc
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from threadpoolctl import ThreadpoolController

T = TypeVar("T")
R = TypeVar("R")

IN_HAND_PER_WORKER = 2
"""Partitions that are under way or done and not yet taken: enough that no process waits for the next."""

WORTH_A_PROCESS = 8_000
"""Passages for which a further process pays for its start."""

_held: Callable[[Any], Any]


def partitioned(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists of at most `size`, reading no further than asked.

    >>> list(partitioned("abc", 2))
    [['a', 'b'], ['c']]
    """
    remaining = iter(items)
    while partition := list(islice(remaining, size)):
        yield partition


def workers_for(n_passages: int) -> int:
    """Return how many processes so many passages are worth on this machine.

    >>> workers_for(100)
    1
    """
    return max(1, min(os.cpu_count() or 1, n_passages // WORTH_A_PROCESS))


def map_partitions(function: Callable[[T], R], partitions: Iterable[T], workers: int = 1) -> Iterator[R]:
    """Yield `function(partition)` for each partition, in their order.

    Parameters
    ----------
    function : callable
        Pure: what it returns rests on its argument alone. With several workers it is sent to each
        once, so it must be picklable; a large model inside it costs no more than that.
    partitions : iterable
        Read as results are taken, so that a stream of any length fits in memory.
    workers : int, optional
        Processes; 1 works in this one. The results are the same for any number.

    Raises
    ------
    ValueError
        If `workers` is less than 1.
    """
    if workers < 1:
        raise ValueError(f"'workers' must be 1 or more. Got {workers} instead.")
    if workers == 1:
        return (_apply(function, partition) for partition in partitions)
    return _map_on_processes(function, partitions, workers)


def _map_on_processes(function: Callable[[T], R], partitions: Iterable[T], workers: int) -> Iterator[R]:
    # spawn: a fork of a process with threads (numpy, a web server) can hang
    with TemporaryDirectory() as folder:
        # by file: through the pipe, a worker that dies before it has read everything would hang us
        held = Path(folder, "function")
        held.write_bytes(pickle.dumps(function))
        pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_hold, initargs=(held,))
        in_hand: deque[Future[R]] = deque()
        try:
            for partition in partitions:
                in_hand.append(pool.submit(_apply_held, partition))
                if len(in_hand) >= workers * IN_HAND_PER_WORKER:
                    yield in_hand.popleft().result()
            while in_hand:
                yield in_hand.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _hold(written: Path) -> None:
    global _held  # set once per worker process, before its first partition
    _held = pickle.loads(written.read_bytes())  # noqa: S301 (our own, written a moment ago)
    gc.freeze()  # what is held until the end need not be looked through for garbage again and again


def _apply_held(partition: Any) -> Any:
    return _apply(_held, partition)


def _apply(function: Callable[[T], R], partition: T) -> R:
    """Work on one thread: partitions are too small for more, and sums come out the same everywhere."""
    with _threads().limit(limits=1):
        return function(partition)


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
