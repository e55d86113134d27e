from pathlib import Path

import pytest

from synthesis.models import Filters
from synthesis.outputs.papers import make_paper
from synthesis.outputs.papers.drafting import begin
from synthesis.outputs.tables import frames
from synthesis.store import open_store
from tests.dashboard.conftest import RunPage, words

PAPERS = {"part": "Papers"}
KEY = "visibility/for"


@pytest.fixture
def own_url(filled_store: str, tmp_path: Path) -> str:
    path = tmp_path / "own.db"
    path.write_bytes(Path(filled_store.removeprefix("sqlite:///")).read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def drafted(own_url: str) -> str:
    """Return a store with one draft, of the summary of one theme."""
    with open_store(own_url) as store:
        paper = make_paper(frames(store.snapshot()), Filters(), "theme", "visibility")
        store.add_draft(begin(paper, Filters()), "A. Drafter")
    return own_url


def test_a_draft_is_begun_from_the_filters_of_the_address(run_page: RunPage, own_url: str) -> None:
    app = run_page("overview", own_url, cycle="2017", **PAPERS)
    assert "There is no draft yet." in words(app)
    app.text_input(key="reviewer").set_value("A. Drafter").run()
    app.button(key="begin_draft").click().run()
    assert not app.exception
    with open_store(own_url, read_only=True) as store:
        (latest,) = store.drafts()
    assert (latest.draft.filters, latest.by, latest.version) == (Filters(cycles=(2017,)), "A. Drafter", 1)
    assert app.query_params["draft"] in ("draft-1", ["draft-1"])


def test_a_statement_is_edited_stored_and_exported(run_page: RunPage, drafted: str) -> None:
    app = run_page("overview", drafted, draft="draft-1", statement=KEY, **PAPERS)
    assert "Who is drafting?" in words(app)
    app.text_input(key="reviewer").set_value("B. Editor").run()
    app.text_area[0].set_value("Visibility was asked for [1].").run()
    app.button(key="save_reworded").click().run()
    assert not app.exception
    assert "Saved as version 2" in words(app)
    assert "Visibility was asked for <sup" in words(app)
    with open_store(drafted, read_only=True) as store:
        newest = store.draft_history("draft-1")[-1]
    assert (newest.version, newest.by, newest.draft.edits[0].text) == (
        2,
        "B. Editor",
        "Visibility was asked for [1].",
    )
