"""What the dashboard asks the store in a run, and what it may not tell it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from dashboard import data
from synthesis.errors import ReadOnlyError
from synthesis.models import Group
from synthesis.store import open_store
from tests.dashboard.conftest import RunPage, words

IOT = Group("dc-iot", "Internet of Things", "dynamic coalition")


@contextmanager
def asked() -> Iterator[list[str]]:
    """Gather what any store is asked meanwhile, without the beginnings of transactions."""
    statements: list[str] = []

    def keep(*given: object) -> None:
        statement = " ".join(str(given[2]).split())
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


def test_the_store_itself_refuses_a_write_of_the_dashboard_in_read_only_mode(
    own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNTHESIS_STORE", own_url)
    monkeypatch.setenv("SYNTHESIS_READ_ONLY", "1")
    before = data.current()
    assert before.is_read_only
    store = data.store(own_url)
    with pytest.raises(ReadOnlyError, match="read-only mode"):
        store.review_decision("d2", {"progress": "done"}, "A. Reader", 1)
    with pytest.raises(ReadOnlyError, match="read-only mode"):
        store.community.save([IOT], "A. Reader")
    assert data.current() == before


def test_a_button_that_is_pressed_after_the_dashboard_became_read_only_changes_nothing(
    run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page("decisions", own_url)
    app.text_input(key="reviewer").set_value("A. Keeper").run()
    with open_store(own_url) as store:
        before = store.stamp()
    monkeypatch.setenv("SYNTHESIS_READ_ONLY", "1")
    next(button for button in app.button if str(button.key).startswith("confirm_")).click().run()
    assert "This program is in read-only mode; nothing was changed." in words(app)
    with open_store(own_url, read_only=True) as store:
        assert store.stamp() == before


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {}),
        ("decisions", {"tab": "Trace", "theme_id": "visibility"}),
        ("community", {"section": "Groups"}),
        ("community", {"section": "Calendar"}),
    ],
)
def test_a_page_that_was_drawn_before_asks_the_store_for_little_more_than_its_stamp(
    page: str, query: dict[str, str], run_page: RunPage, own_url: str
) -> None:
    with open_store(own_url) as store:
        store.community.save([IOT], "A. Keeper")
    with asked() as at_first:
        app = run_page(page, own_url, **query)
    with asked() as again:
        app.run()
    assert not app.exception
    assert len(again) * 4 < len(at_first)
    assert len({each for each in again if "FROM entry" in each}) == 1


def test_a_review_leaves_the_key_of_the_community_and_a_group_changes_both(
    own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNTHESIS_STORE", own_url)
    before = data.current()
    data.store(own_url).review_decision("d2", {"progress": "done"}, "A. Reader", 1)
    reviewed = data.current()
    assert reviewed.key != before.key
    assert reviewed.community_key == before.community_key
    data.store(own_url).community.save([IOT], "A. Reader")
    grouped = data.current()
    assert grouped.key != reviewed.key
    assert grouped.community_key != reviewed.community_key


def test_a_page_shows_what_is_stored_after_a_backup_reached_the_same_revision(
    run_page: RunPage, own_url: str
) -> None:
    path = Path(own_url.removeprefix("sqlite:///"))
    backup = path.with_suffix(".bak")

    def work(name: str) -> None:
        """What another program does."""
        with open_store(own_url) as store:
            store.community.save([replace(IOT, name=f"Things of {name}")], name)
            store.review_decision("d2", {"owner": name}, name, 1)

    shutil.copyfile(path, backup)
    work("Ann")
    app = run_page("community", own_url, section="Groups")
    assert "Things of Ann" in words(app)
    before = data.current()
    shutil.copyfile(backup, path)
    work("Bob")
    shown = words(app.run())
    assert "Things of Bob" in shown
    assert "Things of Ann" not in shown
    after = data.current()
    assert (after.stamp.revision, after.stamp.n_entries) == (before.stamp.revision, before.stamp.n_entries)
    assert data.records(after).decisions["d2"].owner == "Bob"
