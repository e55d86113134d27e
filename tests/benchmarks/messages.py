"""How fast messages are drafted, and how far they meet those that the composer of each sample session wrote.

A composed message is hit where one of the sentences that carry it, named beside it, is cited by a draft.
Chance: as many sentences of the same speakers, drawn at random among those that are not procedural.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from synthesis.community.messages import draft_messages, read_session, read_text
from synthesis.community.messages.procedural import is_procedural
from synthesis.community.messages.roles import is_order
from synthesis.community.messages.speech import sentences_of
from synthesis.models import Session, SessionMessages, Span
from synthesis.outputs.session_messages import turn_at

SESSIONS = Path(__file__).parents[2] / "data" / "community" / "sessions"
COMPOSED = Path(__file__).with_name("sessions")
N_DRAWS = 200


@dataclass(frozen=True, slots=True)
class Quality:
    """What a draft comes to beside the composer's messages; `by_chance` is the share by chance."""

    n_messages: int
    n_composed: int
    n_hit: int
    n_cited: int
    n_carrying: int
    n_kind: int
    n_procedural: int
    n_of_order: int
    by_chance: float


def sessions() -> dict[str, tuple[Session, dict[str, list[dict[str, str]]]]]:
    """Read the sample sessions, each with what its composer would send out."""
    paths = [path for path in sorted(SESSIONS.iterdir()) if path.stem != "README"]
    return {
        path.stem: (
            read_session(path).sessions[0],
            json.loads((COMPOSED / f"{path.stem}.json").read_text("utf-8")),
        )
        for path in paths
    }


def quality(session: Session, composed: dict[str, list[dict[str, str]]]) -> Quality:
    """Set the drafted messages beside the composed ones."""
    drafted = draft_messages(session)
    wanted = composed["messages"]
    carried = [[_flat(each) for each in message["verbatim"]] for message in wanted]
    places = [[_carried(session, span, carried) for span in message.cites] for message in drafted.messages]
    hit = {at for own in places for found in own for at in found}
    kinds = 0
    for message, own in zip(drafted.messages, places, strict=True):
        nearest = Counter(at for found in own for at in found).most_common(1)
        kinds += bool(nearest) and wanted[nearest[0][0]]["kind"] == message.kind
    cited = [span for message in drafted.messages for span in message.cites]
    turns = [turn_at(session, span.start) for span in cited]
    return Quality(
        n_messages=len(drafted.messages),
        n_composed=len(wanted),
        n_hit=len(hit),
        n_cited=len(cited),
        n_carrying=sum(bool(found) for own in places for found in own),
        n_kind=kinds,
        n_procedural=sum(is_procedural(_words(session, span)) for span in cited)
        + sum(_words(session, span) in map(_flat, composed["procedural"]) for span in cited),
        n_of_order=sum(turn is not None and is_order(turn) for turn in turns),
        by_chance=_by_chance(session, drafted, carried),
    )


def _by_chance(session: Session, drafted: SessionMessages, carried: list[list[str]]) -> float:
    free = [each.span for each in sentences_of(session) if not each.is_order and not is_procedural(each.text)]
    n = sum(len(message.cites) for message in drafted.messages)
    drawn = random.Random(0)
    found = [
        sum(bool(_carried(session, span, carried)) for span in drawn.sample(free, n)) / n
        for _ in range(N_DRAWS)
    ]
    return sum(found) / N_DRAWS


def _carried(session: Session, span: Span, carried: list[list[str]]) -> list[int]:
    words = _words(session, span)
    if len(words.split()) < 4:
        return []
    return [at for at, own in enumerate(carried) if any(words in each or each in words for each in own)]


def _words(session: Session, span: Span) -> str:
    return _flat(session.text[span.start : span.end])


def _flat(text: str) -> str:
    return " ".join(text.split())


def procedural_rows() -> Iterator[tuple[str, int, int, int, int]]:
    """Count procedural sentences that are told, and carrying ones that are taken for such."""
    for name, (_, composed) in sessions().items():
        carrying = [each for message in composed["messages"] for each in message["verbatim"]]
        yield (
            name,
            sum(map(is_procedural, composed["procedural"])),  # type: ignore[arg-type]
            len(composed["procedural"]),
            sum(map(is_procedural, carrying)),
            len(carrying),
        )


def long_transcript(n_words: int = 20_000) -> str:
    """Join the sample sessions over and over, each time under other names, to a transcript of this length."""
    turns: list[str] = []
    length = turn_number = 0
    while length < n_words:
        turn_number += 1
        for session, _ in sessions().values():
            for turn in session.turns:
                words = _flat(session.text[turn.start : turn.end])
                turns.append(f">> {turn.speaker or 'SPEAKER'} {'I' * turn_number}: {words}")
                length += len(words.split())
                if length >= n_words:
                    break
    return "Long\nParis, 1 March 2018\n\n" + "\n\n".join(turns)


def run() -> Iterator[str]:
    """Print the tables."""
    rows = [
        "session | messages | composed hit | citations | carrying | by chance | kind | procedural | chair"
    ]
    for name, each in sessions().items():
        q = quality(*each)
        rows.append(
            f"{name} | {q.n_messages} | {q.n_hit} of {q.n_composed} | {q.n_cited} | "
            f"{q.n_carrying / q.n_cited:.2f} | "
            f"{q.by_chance:.2f} | {q.n_kind} of {q.n_messages} | {q.n_procedural} | {q.n_of_order}"
        )
    yield "\n".join(rows)
    rows = ["session | procedural told | carrying sentences lost"]
    rows += [f"{name} | {told} of {n} | {lost} of {m}" for name, told, n, lost, m in procedural_rows()]
    yield "\n".join(rows)
    text = long_transcript()
    start = perf_counter()
    read = read_text(text)
    reading = perf_counter() - start
    draft_messages(read.sessions[0])
    drafting = perf_counter() - start - reading
    yield f"{len(text.split()):,} words: {reading:.2f} s to read, {drafting:.2f} s to draft"
