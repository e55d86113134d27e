"""The headers that the server adds to every answer."""

from dashboard.feeds import HEADERS


def test_a_page_speaks_to_its_own_server_alone() -> None:
    policy = dict(part.split(maxsplit=1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["connect-src"] == "'self'"
