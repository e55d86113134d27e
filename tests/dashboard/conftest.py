"""A store with the stocktaking of `tests/outputs/conftest.py`; the dashboard run on it, without a browser."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.models import DecisionLink, Run, Snapshot
from synthesis.outputs.tables import Frames, frames
from synthesis.store import Store, open_store
from tests.dashboard.agenda import AI, EVENTS, IOT, Show
from tests.outputs.conftest import DECISIONS, LINKS, MEETINGS, a_labelled_snapshot, a_snapshot, without_sides

APP = Path(__file__).parents[2] / "dashboard" / "app.py"

RunPage = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put `__main__` back: AppTest leaves the app there, and later worker processes would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a store that holds the composed stocktaking."""
    return fill(f"sqlite:///{tmp_path_factory.mktemp('store') / 'filled.db'}", a_snapshot())


@pytest.fixture(scope="session")
def labelled_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a store with the same, whose codebook says what for and against mean."""
    return fill(f"sqlite:///{tmp_path_factory.mktemp('store') / 'labelled.db'}", a_labelled_snapshot())


@pytest.fixture(scope="session")
def sideless_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a store where nobody can be told to be for or against on one theme."""
    return fill(f"sqlite:///{tmp_path_factory.mktemp('store') / 'sideless.db'}", without_sides(a_snapshot()))


def fill(url: str, snapshot: Snapshot, links: Sequence[DecisionLink] = LINKS) -> str:
    with open_store(url, read_only=False) as store:
        store.save_codebook(snapshot.codebook)
        store.add_contributions(snapshot.contributions, snapshot.passages, snapshot.copies)
        store.save_assignments(snapshot.assignments, Run("r1", "code", snapshot.codebook.version))
        _review(store, snapshot)
        for meeting in MEETINGS:
            decisions = [decision for decision in DECISIONS if decision.meeting_id == meeting.id]
            ids = {decision.id for decision in decisions}
            store.add_meeting(meeting, decisions, [link for link in links if link.decision_id in ids])
    return url


def _review(store: Store, snapshot: Snapshot) -> None:
    for assignment in snapshot.assignments:
        if any(coding.status != "proposed" for coding in assignment.codings):
            accepted = [coding for coding in assignment.codings if coding.status == "accepted"]
            themes = {coding.theme_id: coding.position for coding in accepted}
            store.review_passage(assignment.passage_id, themes, "A person", 0)


@pytest.fixture(scope="session")
def stored(filled_store: str) -> Frames:
    """The tables of what the filled store holds: what every number on screen has to equal."""
    with open_store(filled_store, read_only=True) as store:
        return frames(store.snapshot())


@pytest.fixture
def run_page(filled_store: str, monkeypatch: pytest.MonkeyPatch) -> RunPage:
    """Run one page on a store, with a query in the address."""

    def run(name: str, url: str = filled_store, *, read_only: bool = False, **query: object) -> AppTest:
        monkeypatch.setenv("SYNTHESIS_STORE", url)
        monkeypatch.setenv("SYNTHESIS_READ_ONLY", "1" if read_only else "")
        app = AppTest.from_file(str(APP), default_timeout=120)
        app.run()
        for key, values in query.items():
            app.query_params[key] = values
        return app.switch_page(f"views/{name}.py").run()

    return run


def words(app: AppTest) -> str:
    """Return everything on the page that stands in HTML, as one text."""
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.fixture
def own_url(filled_store: str, tmp_path: Path) -> str:
    """Return the address of a copy of the filled store, which a test may change."""
    path = tmp_path / "own.db"
    path.write_bytes(Path(filled_store.removeprefix("sqlite:///")).read_bytes())
    return f"sqlite:///{path}"


@contextmanager
def busy(url: str, table: str = "change") -> Iterator[None]:
    """Let a store refuse every change meanwhile, or those of one table, as where another program writes."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as store:
        refusal = "BEGIN SELECT RAISE(ABORT, 'database is locked'); END"
        store.execute(f"CREATE TRIGGER busy BEFORE INSERT ON {table} {refusal}")
        store.commit()
        yield
        store.execute("DROP TRIGGER busy")
        store.commit()


BUSY = "The store is busy: another program is writing to it."


@pytest.fixture
def url(own_url: str) -> str:
    """Return a store of one's own that holds a small calendar, too."""
    with open_store(own_url) as store:
        store.community.save([IOT, AI], "A. Keeper")
        store.community.save(EVENTS, "A. Keeper")
    return own_url


@pytest.fixture
def show(run_page: RunPage, url: str) -> Show:
    """Run the section Calendar on that store, in March 2018."""

    def run(read_only: bool = False, **query: Any) -> AppTest:
        asked = {"on": "2018-03-01", "tz": "UTC"} | query
        app = run_page("community", url, read_only=read_only, section="Calendar", **asked)
        assert not app.exception
        return app

    return run
