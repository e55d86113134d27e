"""Tables of the community's records that are read in on a page, while others work on the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.models import Group, ProposedTopic, SessionProposal
from synthesis.store import open_store
from tests.dashboard.conftest import RunPage, words

GROUP = Group("dc-iot", "Internet of Things", "dynamic coalition", remit="As it was.")
TOPIC = ProposedTopic("opera", "Opera", cycle=2018, description="As it was.")
PROPOSAL = SessionProposal("p1", "Things", "workshop", cycle=2018, description="As it was.")

TABLES = [
    pytest.param(
        "Groups", "groups", GROUP, "remit", "name,kind,remit\nInternet of Things,dc,{}\n", id="groups"
    ),
    pytest.param(
        "Alignment", "topics", TOPIC, "description", "ID,Title,Description\nopera,Opera,{}\n", id="topics"
    ),
    pytest.param(
        "Standards",
        "proposals",
        PROPOSAL,
        "description",
        "ID,Title,Session type,Description\np1,Things,workshop,{}\n",
        id="proposals",
    ),
]
over_all = pytest.mark.parametrize(("section", "name", "record", "field", "table"), TABLES)


def looked_at(run_page: RunPage, url: str, section: str, name: str, table: str) -> AppTest:
    """Return the page after a person had a table checked that says that the field is mine."""
    app = run_page("community", url, section=section)
    app = app.text_input(key="reviewer").set_value("A. Keeper").run()
    (field,) = [each for each in app.file_uploader if str(each.key).startswith(f"{name}_given")]
    field.upload("mine.csv", table.format("Mine.").encode(), "text/csv").run()
    app.button(key=f"check_{name}").click().run()
    assert "1 row received = 0 new + 1 that change" in words(app)
    return app


def save(url: str, record: Any, by: str) -> None:
    with open_store(url) as store:
        store.community.save([record], by)


def stored(url: str, record: Any) -> Any:
    with open_store(url, read_only=True) as store:
        return store.community.history(type(record), record.id)[-1].record


@over_all
def test_what_somebody_saved_between_the_look_and_the_entering_is_a_conflict_and_stays(
    section: str, name: str, record: Any, field: str, table: str, run_page: RunPage, own_url: str
) -> None:
    save(own_url, record, "A. Keeper")
    app = looked_at(run_page, own_url, section, name, table)
    theirs = replace(record, **{field: "Theirs."})
    save(own_url, theirs, "B. Other")
    app.button(key=f"enter_{name}").click().run()
    assert "Somebody else has changed this meanwhile." in words(app)
    assert stored(own_url, record) == theirs
    assert f"enter_{name}" not in [button.key for button in app.button], "another check comes first"
    app.button(key=f"check_{name}").click().run()
    app.button(key=f"enter_{name}").click().run()
    assert stored(own_url, record) == replace(record, **{field: "Mine."})
    assert "The table mine.csv is entered: 1 row received" in words(app)


@over_all
def test_what_somebody_saved_elsewhere_in_the_record_is_kept_beside_what_the_table_says(
    section: str, name: str, record: Any, field: str, table: str, run_page: RunPage, own_url: str
) -> None:
    save(own_url, record, "A. Keeper")
    app = looked_at(run_page, own_url, section, name, table)
    theirs = replace(record, source="Another source")
    save(own_url, theirs, "B. Other")
    app.button(key=f"enter_{name}").click().run()
    assert stored(own_url, record) == replace(theirs, **{field: "Mine."})
