"""Who is at work: one field, in one place of every page that takes changes, remembered from page to page."""

from __future__ import annotations

import pytest

from dashboard import person
from tests.dashboard.conftest import RunPage

PLACES = [
    ("review", {}),
    ("review", {"work": "Coded twice"}),
    ("decisions", {}),
    ("decisions", {"tab": "Trace"}),
    ("overview", {"part": "Papers"}),
    ("community", {"section": "Groups"}),
    ("community", {"section": "Calendar"}),
    ("community", {"section": "Standards"}),
    ("community", {"section": "Messages"}),
]


@pytest.mark.parametrize(("page", "query"), PLACES)
def test_every_page_that_takes_changes_asks_once_and_in_the_same_words(
    run_page: RunPage, page: str, query: dict[str, str]
) -> None:
    app = run_page(page, **query)
    asked = [field for field in app.text_input if field.label.startswith("Your name")]
    assert [(field.key, field.label) for field in asked] == [(person.KEY, person.LABEL)]
    read_only = run_page(page, read_only=True, **query)
    assert person.KEY not in [field.key for field in read_only.text_input]


@pytest.mark.parametrize("page", ["explore", "data", "overview"])
def test_a_page_that_takes_no_changes_asks_for_no_name(run_page: RunPage, page: str) -> None:
    assert person.KEY not in [field.key for field in run_page(page).text_input]


def test_a_name_given_on_one_page_stands_on_the_others(run_page: RunPage) -> None:
    app = run_page("review")
    app.text_input(key=person.KEY).set_value(" A. Reader ").run()
    for page in ("explore", "community", "decisions"):
        app = app.switch_page(f"views/{page}.py").run()
    assert app.text_input(key=person.KEY).value == " A. Reader "
