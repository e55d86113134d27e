"""A language model behind an address: a small server answers as good and bad ones do."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from synthesis.errors import InputError, LanguageModelError
from synthesis.outputs.papers.helping import messages
from synthesis.pipeline.helping import LanguageModel, ask, language_model
from tests.answering import Answer, Server, answering, reply, sentence
from tests.outputs.papers.test_helping import MADE


@pytest.fixture
def server() -> Iterator[Server]:
    with answering() as made:
        yield made


def model(server: Server, key: str = "secret-key") -> LanguageModel:
    return LanguageModel(server.url, "small-model", key)


def test_a_model_is_sent_the_messages_and_nothing_else(server: Server) -> None:
    assert ask(model(server), messages(MADE)) == "Three of 5 [1], one not [2]."
    (sent,) = server.received
    assert (sent["path"], sent["key"]) == ("/v1/chat/completions", "Bearer secret-key")
    assert sent["body"].keys() == {"model", "messages", "temperature", "max_tokens", "stream"}
    assert (sent["body"]["model"], sent["body"]["messages"]) == ("small-model", messages(MADE))


def test_without_a_key_none_is_sent(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(model(server, ""), messages(MADE))
    assert server.received[0]["key"] is None


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (reply(401, b"{}"), "wants a key"),
        (reply(403, b"{}"), "refuses the key"),
        (reply(404, b"{}"), "no such model or no such address"),
        (reply(429, b"{}"), "too often"),
        (reply(500, b"<html>"), r"error \(HTTP 500\)"),
        (reply(302, b"", Location="http://127.0.0.1:9/"), "another address, which is not asked"),
        (reply(200, b""), "form that is not known"),
        (reply(200, b"<html>no</html>"), "form that is not known"),
        (reply(200, b'{"choices": []}'), "form that is not known"),
        (reply(200, b'["a"]'), "form that is not known"),
        (reply(200, b"[" * 100_000), "form that is not known"),
        (reply(200, b"\xff\xfe\x00"), "form that is not known"),
        (reply(200, b"packed!!!", **{"Content-Encoding": "gzip"}), "form that is not known"),
        (sentence({"a": 1}), "form that is not known"),
        (sentence(None), "answers with nothing"),
        (sentence("  \n"), "answers with nothing"),
        (sentence("a" * 300_000), "far more than a sentence"),
    ],
)
def test_an_answer_that_is_of_no_use_is_told_in_plain_words(
    server: Server, answer: Answer, message: str
) -> None:
    server.answer = answer
    with pytest.raises(LanguageModelError, match=message) as caught:
        ask(model(server), messages(MADE))
    assert caught.value.hint
    assert "secret-key" not in str(caught.value)
    assert len(server.received) == 1


def test_a_model_that_does_not_answer_is_left_in_time(server: Server) -> None:
    over = threading.Event()
    server.answer = lambda _: over.wait(30) or None
    with pytest.raises(LanguageModelError, match="did not answer in time"):
        ask(model(server), messages(MADE), seconds=0.2)
    over.set()


def test_an_answer_that_drips_is_left_in_time(server: Server) -> None:
    over = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not over.wait(0.02):
            handler.wfile.write(b" ")

    server.answer = drip
    with pytest.raises(LanguageModelError, match="did not answer in time"):
        ask(model(server), messages(MADE), seconds=0.3)
    over.set()


def test_a_head_that_drips_is_left_in_time(server: Server) -> None:
    over = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        with suppress(OSError):
            while not over.wait(0.02):
                handler.wfile.write(b"a")

    server.answer = drip
    begun = time.monotonic()
    with pytest.raises(LanguageModelError, match="did not answer in time"):
        ask(model(server), messages(MADE), seconds=0.3)
    assert time.monotonic() - begun < 10  # the head alone would take 20 minutes to be too long
    over.set()


def test_nothing_goes_to_a_proxy_that_the_environment_names(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering("From the proxy [1].") as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_port}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        assert ask(model(server), messages(MADE)) == "Three of 5 [1], one not [2]."
    assert (len(server.received), proxy.received) == (1, [])


def self_signed(folder: Path) -> Path:
    path = folder / "both.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1"]
    subprocess.run(
        [*made, "-keyout", path, "-out", path.with_suffix(".crt")], check=True, capture_output=True
    )
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_a_certificate_that_nobody_trusts_is_told_and_nothing_is_sent(server: Server, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with pytest.raises(LanguageModelError, match="certificate that is not trusted") as caught:
        ask(LanguageModel(server.url.replace("http:", "https:"), "m", "secret-key"), messages(MADE))
    assert "SSL_CERT_FILE" in caught.value.hint
    assert server.received == []


def test_an_answer_that_stalls_after_its_head_is_left_in_time(server: Server) -> None:
    over = threading.Event()

    def stall(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        over.wait(30)

    server.answer = stall
    with pytest.raises(LanguageModelError, match="did not answer in time"):
        ask(model(server), messages(MADE), seconds=0.3)
    over.set()


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ({"Content-Length": "500"}, b'{"choices": '),
        ({"Transfer-Encoding": "chunked"}, b"zz\r\n"),
    ],
)
def test_an_answer_that_breaks_off_or_is_damaged_is_told(
    server: Server, header: dict[str, str], body: bytes
) -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        for name, value in header.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    server.answer = broken
    with pytest.raises(LanguageModelError, match="broke off its answer, or sent it damaged"):
        ask(model(server), messages(MADE))


def test_where_no_server_is_the_address_is_named_and_the_key_is_not() -> None:
    with pytest.raises(LanguageModelError, match="cannot be reached") as caught:
        ask(LanguageModel("http://127.0.0.1:9/v1", "m", "secret-key"), messages(MADE))
    assert caught.value.where == "m at 127.0.0.1:9"
    assert "secret-key" not in str(caught.value)
    assert "secret-key" not in repr(LanguageModel("http://a", "m", "secret-key"))


def test_without_an_address_there_is_no_model() -> None:
    assert language_model({}) is None
    assert language_model({"SYNTHESIS_LLM_URL": " ", "SYNTHESIS_LLM_MODEL": "m"}) is None


def test_the_environment_names_address_model_and_key() -> None:
    environment = {
        "SYNTHESIS_LLM_URL": "https://example.org/v1/",
        "SYNTHESIS_LLM_MODEL": "m",
        "SYNTHESIS_LLM_KEY": "k",
    }
    found = language_model(environment)
    assert found == LanguageModel("https://example.org/v1", "m", "k")
    assert found is not None
    assert found.host == "example.org"


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org", "http://", "http://a:b@c/", "http://[", "http://a:x"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="not an address") as caught:
        language_model({"SYNTHESIS_LLM_URL": url, "SYNTHESIS_LLM_MODEL": "m"})
    assert "a:b" not in str(caught.value)


def test_an_address_without_a_model_is_refused() -> None:
    with pytest.raises(InputError, match="No language model is named"):
        language_model({"SYNTHESIS_LLM_URL": "http://127.0.0.1:1/v1"})


@pytest.mark.parametrize("key", ["\u201csecret\u201d", "sec\nret", "sec\x7fret", "secr\u00e9t"])
def test_a_key_that_no_request_can_carry_is_refused_and_not_shown(key: str) -> None:
    environment = {"SYNTHESIS_LLM_URL": "http://127.0.0.1:1/v1", "SYNTHESIS_LLM_MODEL": "m"}
    with pytest.raises(InputError, match="SYNTHESIS_LLM_KEY") as caught:
        language_model(environment | {"SYNTHESIS_LLM_KEY": key})
    assert "sec" not in f"{caught.value} {caught.value.hint}".replace("SYNTHESIS", "")
