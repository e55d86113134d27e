"""No serious or critical axe finding on any page, wide or narrow; Streamlit's own are listed in one place."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.axe_known import KNOWN
from tests.browser.conftest import OpenPage

PAGES = (
    "",
    "themes?theme_id=programme_size",
    "themes?tab=Topics",
    "themes?tab=Topics&shown=Map",
    "explore?q=session",
    "review",
    "quality",
    "decisions",
    "data",
    "data?tab=Export",
)


def findings(results: dict[str, Any]) -> list[str]:
    """Return what is serious or critical and not Streamlit's own, one line each."""
    return [
        f"{rule['id']} ({rule['impact']}): {target}"
        for rule in results["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
        for target in [str(node["target"][-1])]
        if not any(rule["id"] == known and target.endswith(end) for known, end in KNOWN)
    ]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_finding(open_page: OpenPage, address: str, name: str, width: int) -> None:
    page = open_page(f"{address}/{name}", width=width)
    assert findings(Axe().run(page).response) == []
