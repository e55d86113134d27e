"""`python -m tests.benchmarks [NAME ...]` prints the tables of each module, or of those named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from tests.benchmarks import (
    agenda,
    browser,
    calendar,
    coding,
    decisions,
    links,
    loading,
    matters,
    mentions,
    messages,
    papers,
    questions,
    register,
    rendering,
    speed,
    topics,
    whole,
)

MODULES: dict[str, Callable[[], Iterator[str]]] = {
    "coding": coding.run,
    "questions": questions.run,
    "whole": whole.run,
    "matters": matters.run,
    "speed": speed.run,
    "peers": coding.beside_others,
    "decisions": decisions.run,
    "links": links.run,
    "loading": loading.run,
    "topics": topics.run,
    "messages": messages.run,
    "register": register.run,
    "mentions": mentions.run,
    "papers": papers.run,
    "rendering": rendering.run,
    "calendar": calendar.run,
    "browser": browser.run,
    "agenda": agenda.run,
}


def main(names: list[str]) -> None:
    """Print the tables, each as soon as it is there."""
    for name in names or MODULES:
        print(f"\n## {name}\n", flush=True)
        for text in MODULES[name]():
            print(text, end="\n\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
