"""Whether links into meetings are shown: a setting of the server, until people can sign in."""

from __future__ import annotations

import os


def shows_links() -> bool:
    """Whether this dashboard is run so that links into meetings stand on its pages and in its feeds."""
    return os.environ.get("SYNTHESIS_ACCESS_LINKS", "").strip() == "1"
