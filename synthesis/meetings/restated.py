"""Which item an item counts as: itself, or the earlier one that a person merged it with.

items -> id of an item that stands -> id of the one that it counts as

>>> first = Decision("a", "m", "1", "It was agreed to meet.", "decision")
>>> again = Decision("b", "m", "2", "A meeting had been agreed.", "restated", restates="a")
>>> counts_as([first, again])
{'a': 'a', 'b': 'a'}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from synthesis.models import Decision


def counts_as(items: Iterable[Decision]) -> dict[str, str]:
    """Return for each item that stands the one that it counts as.

    Parameters
    ----------
    items : iterable of Decision
        The whole register, with what people rejected.

    Returns
    -------
    dict of str to str
        Ids of the items that are not rejected -> the last one that stands along what they restate. So none
        is lost where the earlier one was rejected or is gone, or where items restate each other in a ring:
        then it counts as itself.
    """
    known = {item.id: item for item in items}
    return {item.id: _root(item, known) for item in known.values() if item.review != "rejected"}


def _root(item: Decision, known: Mapping[str, Decision]) -> str:
    chain = chain_of(item, known)
    if chain[-1].restates in {each.id for each in chain}:
        return item.id
    return next(each.id for each in reversed(chain) if each.review != "rejected")


def chain_of(item: Decision, known: Mapping[str, Decision]) -> list[Decision]:
    """Return an item, the one that it restates, the one that this restates in its turn, each once."""
    chain, seen = [item], {item.id}
    while (other := known.get(chain[-1].restates)) and other.id not in seen:
        chain.append(other)
        seen.add(other.id)
    return chain
