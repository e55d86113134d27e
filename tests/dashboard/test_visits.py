"""The cookie that tells when a browser was here last, and the middleware that sets it."""

from __future__ import annotations

from datetime import UTC, datetime
from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from dashboard import visits
from dashboard.visits import ENDS_AFTER, Visit, following

PAGE = {"Accept": "text/html,application/xhtml+xml"}


async def page(request: Request) -> Response:
    return HTMLResponse("<html></html>", headers={"Cache-Control": "no-cache", "ETag": '"1"'})


async def known(request: Request) -> Response:
    return Response(status_code=304)


async def feed(request: Request) -> Response:
    return PlainTextResponse("news")


async def missing(request: Request) -> Response:
    return HTMLResponse("gone", status_code=404)


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(socket.cookies.get(visits.NAME, "none"))
    await socket.close()


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[
            Route("/", page, methods=["GET", "POST"]),
            Route("/known", known),
            Route("/feed", feed),
            Route("/missing", missing),
            WebSocketRoute("/stream", stream),
        ],
        middleware=[Middleware(visits.Visits)],
    )
    return TestClient(app)


def set_cookie(answer: Response) -> str:
    return str(answer.headers.get("set-cookie", ""))


def visit_of(answer: Response) -> Visit | None:
    return visits.read(SimpleCookie(set_cookie(answer))[visits.NAME].value)


def test_a_first_visit_has_none_before_it() -> None:
    assert following(None, 1_000) == Visit(1_000)
    assert Visit(1_000).last is None


def test_pages_within_half_an_hour_are_one_visit() -> None:
    first = following(None, 1_000)
    second = following(first, 1_000 + ENDS_AFTER)
    assert second == Visit(1_000 + ENDS_AFTER)
    assert following(second, second.seen + ENDS_AFTER).before is None


def test_a_page_after_half_an_hour_begins_a_visit_and_remembers_the_end_of_the_last() -> None:
    visit = following(Visit(1_000), 1_001 + ENDS_AFTER)
    assert visit.before == 1_000
    assert visit.last == datetime.fromtimestamp(1_000, UTC)
    assert following(visit, visit.seen + 60).before == 1_000


@pytest.mark.parametrize(
    "cookie", ["", "now", "1.2", "-5.", "1e9.", "9" * 40 + ".", "<script>", "5", "१.", "5.."]
)
def test_a_cookie_made_by_hand_is_as_good_as_none(cookie: str) -> None:
    assert visits.read(cookie) is None


def test_a_cookie_from_the_future_begins_anew() -> None:
    assert following(Visit(9_000_000_000), 1_000) == Visit(1_000)


def test_a_cookie_reads_as_it_was_written() -> None:
    for visit in (Visit(5), Visit(5, 3), Visit(1_796_043_148, 1_500_000_000)):
        assert visits.read(visits.write(visit)) == visit


def test_a_page_sets_the_cookie_for_the_server_alone(client: TestClient) -> None:
    answer = client.get("/", headers=PAGE)
    said = set_cookie(answer)
    assert visit_of(answer) is not None
    assert all(part in said for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="))
    assert "Secure" not in said


def test_over_https_the_cookie_stays_there(client: TestClient) -> None:
    assert "Secure" in set_cookie(client.get("https://testserver/", headers=PAGE))


def test_the_next_page_goes_on_from_the_cookie(client: TestClient) -> None:
    answer = client.get("/", headers=PAGE | {"Cookie": "theme=dark; visit=1500000000."})
    visit = visit_of(answer)
    assert visit is not None
    assert visit.before == 1_500_000_000


def test_a_page_that_the_browser_has_already_is_a_visit_too(client: TestClient) -> None:
    assert visit_of(client.get("/known", headers=PAGE)) is not None


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/feed", PAGE),
        ("/missing", PAGE),
        ("/", {"Accept": "*/*"}),
        ("/", PAGE | {"Sec-Purpose": "prefetch;prerender"}),
    ],
)
def test_nothing_else_is_a_visit(client: TestClient, path: str, headers: dict[str, str]) -> None:
    assert not set_cookie(client.get(path, headers=headers))
    assert not set_cookie(client.post("/", headers=PAGE))


def test_no_cache_between_may_give_the_page_of_one_to_another(client: TestClient) -> None:
    answer = client.get("/", headers=PAGE)
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["etag"] == '"1"'
    assert client.get("/feed", headers=PAGE).headers.get("cache-control") is None


def test_a_cookie_that_cannot_be_read_is_no_fault(client: TestClient) -> None:
    answer = client.get("/", headers=PAGE | {"Cookie": 'visit="5;;=,; a b=c; visit={'})
    assert answer.status_code == 200
    assert visit_of(answer) is not None


def test_the_websocket_carries_the_cookie_and_is_left_alone(client: TestClient) -> None:
    with client.websocket_connect("/stream", headers={"Cookie": "visit=5.3"}) as socket:
        assert socket.receive_text() == "5.3"
