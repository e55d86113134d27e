import os
from collections.abc import Iterator

import pytest

from synthesis.engine import map_partitions, partitioned


def squares(numbers: list[int]) -> list[int]:
    return [number * number for number in numbers]


def fails_on_three(number: int) -> int:
    if number == 3:
        raise LookupError("three")
    return number


def own_process(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_partitions(workers: int) -> None:
    partitions = [[n, n + 1] for n in range(25)]
    assert list(map_partitions(squares, iter(partitions), workers)) == [squares(each) for each in partitions]


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_in_nothing_out(workers: int) -> None:
    assert list(map_partitions(squares, iter([]), workers)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_the_stream_is_read_only_as_results_are_taken(workers: int) -> None:
    read = []

    def endless() -> Iterator[list[int]]:
        number = 0
        while True:
            read.append(number)
            yield [number]
            number += 1

    results = map_partitions(squares, endless(), workers)
    assert [next(results) for _ in range(3)] == [[0], [1], [4]]
    assert len(read) <= 3 + 2 * workers
    getattr(results, "close", lambda: None)()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failure_reaches_the_caller(workers: int) -> None:
    with pytest.raises(LookupError, match="three"):
        list(map_partitions(fails_on_three, iter(range(10)), workers))


def test_several_workers_are_other_processes() -> None:
    assert os.getpid() not in set(map_partitions(own_process, iter(range(4)), 2))


def test_no_workers_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        map_partitions(squares, [], 0)


def test_a_stream_is_cut_into_partitions_that_hold_all_of_it() -> None:
    assert list(partitioned(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(partitioned([], 2)) == []
