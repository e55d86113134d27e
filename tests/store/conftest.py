"""A store in a file of its own, or on a database server, and a handful of records to put in it.

A test that asks for a store and not for its `path` runs on both, unless it is marked `in_a_file`. Without
Debian's `postgresql` the second is skipped and says so; with SYNTHESIS_REQUIRE_BROWSER=1, which means a whole
machine, that is a failure.
"""

import inspect
import os
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from synthesis.models import (
    Answer,
    Assignment,
    Codebook,
    Coding,
    Contribution,
    CopyGroup,
    Decision,
    DecisionLink,
    Meeting,
    Paragraph,
    Participant,
    Passage,
    Phrase,
    PositionGuide,
    Run,
    Span,
    Theme,
)
from synthesis.store import Linked, Store, open_store
from tests.store import server

LETTER = Contribution(
    id="2017-a",
    text="Fewer sessions, please.\n\nالمزيد من الوقت للنقاش.",
    contributor="A. Person",
    organisation="A library",
    stakeholder_group="Civil Society",
    group_as_given="NGO",
    region="Other",
    cycle=2017,
    language="en",
    submitted_on=date(2018, 1, 31),
    source="inputs.csv",
    answers=(Answer("A1", 0, 23), Answer("B", 25, 48)),
)
NOTE = Contribution(id="2017-b", text="Outcomes should be written down.", source="note.txt")
PASSAGES = (
    Passage.of(LETTER, 0, 23, "en"),
    Passage.of(LETTER, 25, len(LETTER.text), "ar"),
    Passage.of(NOTE, 0, 32),
)
CODEBOOK = Codebook(
    "Sample themes",
    "1.0",
    (
        Theme(
            "programme_size",
            "Programme size",
            "How much there is.",
            includes=("length",),
            keywords=(Phrase("sessions", "en"), Phrase("sesiones", "es")),
            position_for=PositionGuide("Wants it smaller.", (Phrase("fewer"),), "smaller"),
        ),
        Theme("outcome_orientation", "Outcomes", "What comes of it."),
    ),
)
CODED = Assignment(
    PASSAGES[0].id,
    "coded",
    (Coding(PASSAGES[0].id, "programme_size", 0.75, "for", (Span(6, 14),), (Span(0, 5),)),),
    "programme_size",
    0.75,
)
NOT_CODED = Assignment(PASSAGES[1].id, "none", (), "programme_size", 0.1)
RUN = Run("run-1", "code", "1.0", counts=(("passages", 2),))
MEETING = Meeting(
    id="dc-2018-03-09",
    title="25th call",
    held_on=date(2018, 3, 9),
    agenda=("Welcome", "Stocktaking"),
    participants=(Participant("A facilitator", ("DC on Something", "A library")),),
    paragraphs=(Paragraph("1", "It was agreed to meet again."), Paragraph("2", "Some had recommended less.")),
    source="report.txt",
)
DECISION = Decision("dc-2018-03-09:1:0", MEETING.id, "1", "It was agreed to meet again.", "decision")
LINK = DecisionLink(DECISION.id, theme_id="programme_size", score=0.5, why="both say 'less'")
COPIES = (CopyGroup("copy-1", (LETTER.id, NOTE.id), is_exact=False),)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "année 2017?#.db"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for a store alone on both databases."""
    is_of_a_file = "path" in _arguments(metafunc) or metafunc.definition.get_closest_marker("in_a_file")
    if "store" in metafunc.fixturenames and not is_of_a_file:
        metafunc.parametrize("store", ["file", "server"], indirect=True)


def _arguments(metafunc: pytest.Metafunc) -> set[str]:
    return set(inspect.signature(metafunc.function).parameters)


_NUMBERS = count(1)


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """Where a server answers that is the tests' own."""
    if not server.PROGRAMS:
        message = "Debian's postgresql is not installed."
        if os.environ.get("SYNTHESIS_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with server.serving() as address:
        yield address


@pytest.fixture
def database(database_server: str) -> str:
    """The address of an empty database."""
    name = f"store_{next(_NUMBERS)}"
    engine = create_engine(f"{database_server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{database_server}/{name}"


@pytest.fixture
def store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    is_on_server = getattr(request, "param", "file") == "server"
    with open_store(request.getfixturevalue("database") if is_on_server else str(path)) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    store.add_contributions([LETTER, NOTE], PASSAGES, COPIES)
    store.save_codebook(CODEBOOK)
    store.save_assignments([CODED, NOT_CODED], RUN)
    store.add_meeting(MEETING, [DECISION], [LINK])
    return store


def link_anew(store: Store, decisions: Sequence[Decision], links: Sequence[DecisionLink] = ()) -> None:
    """Put other proposed links of these decisions, as coding anew and entering a table do."""
    store.enter_table(MEETING, [], [], "", "", Linked(tuple(decisions), tuple(links)))
