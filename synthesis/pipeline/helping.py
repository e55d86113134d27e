"""A sentence asked of a language model, behind an address that the user sets; without one nothing is asked.

The address is the base of an OpenAI-compatible interface, such as http://127.0.0.1:11434/v1. What is sent is
`outputs.papers.helping.messages`, and nothing else.
"""

from __future__ import annotations

import json
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection, IncompleteRead
from typing import Any
from urllib.parse import quote, urlsplit

from synthesis.errors import InputError, LanguageModelError
from synthesis.outputs.papers.helping import URL, is_help_wanted

MODEL, KEY = "SYNTHESIS_LLM_MODEL", "SYNTHESIS_LLM_KEY"

TO_CONNECT, TO_ANSWER = 5.0, 60.0
"""Seconds to wait."""

MOST_BYTES = 200_000
"""Of an answer; a paragraph has a few thousand at most, with all that stands around it."""

MOST_TOKENS = 800


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model, and where it is asked; `key` is shown nowhere."""

    url: str
    name: str
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """Where what is sent goes, for people."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def language_model(environment: Mapping[str, str] = os.environ) -> LanguageModel | None:
    """Return the model that the environment names; None where it names none.

    Raises
    ------
    InputError
        If the address is none, no model is named, or the key can be none.
    """
    if not is_help_wanted(environment):
        return None
    url, name = environment[URL].strip().rstrip("/"), environment.get(MODEL, "").strip()
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or parts.username:
        raise InputError(
            f"{URL} is not an address that can be used.", hint="Write it like http://127.0.0.1:11434/v1."
        )
    if not name:
        raise InputError("No language model is named.", hint=f"Name one with {MODEL}.")
    key = environment.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):  # no header takes it, and it is not quoted: it is a secret
        raise InputError(
            f"{KEY} holds a character that stands in no key, such as a curly quote.",
            hint="Copy the key again, without quotes and on one line.",
        )
    return LanguageModel(url, name, key)


def ask(model: LanguageModel, messages: Sequence[Mapping[str, str]], *, seconds: float = TO_ANSWER) -> str:
    """Send messages to a model; return the sentence that it answers with.

    Parameters
    ----------
    model : LanguageModel
    messages : sequence of mappings with `role` and `content`
    seconds : float
        To wait for the whole exchange, > 0.

    Raises
    ------
    LanguageModelError
        If it does not answer in time, refuses, or answers with something else than a sentence.
    """
    body: dict[str, Any] = {
        "model": model.name,
        "messages": [dict(each) for each in messages],
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "stream": False,
    }
    end = time.monotonic() + seconds
    try:
        connection = _connected(model, min(TO_CONNECT, seconds))
    except ssl.SSLCertVerificationError as error:
        raise _failed(model, "shows a certificate that is not trusted here", _UNTRUSTED) from error
    except (OSError, ValueError) as error:  # a name that can be none is a ValueError
        raise _failed(model, "cannot be reached", f"Check {URL}, and that the server runs.") from error
    try:
        with closing(connection), _ended_at(end, connection.sock):
            status, content = _exchanged(connection, model, body)
    except TimeoutError as error:
        raise _failed(model, "did not answer in time", "Try again, or take a faster model.") from error
    except (OSError, HTTPException) as error:
        raise _failed(
            model, "broke off its answer, or sent it damaged", "Try again, or look at its log."
        ) from error
    if status != HTTPStatus.OK:
        raise _refused(model, status)
    if len(content) > MOST_BYTES:
        raise _failed(model, "answers with far more than a sentence", "Take another model.")
    return _sentence(model, content)


_UNTRUSTED = "Install Debian's ca-certificates, or name the one who signed it with SSL_CERT_FILE."


def _connected(model: LanguageModel, seconds: float) -> HTTPConnection:
    """Return a connection to the address that was set: no proxy of the environment stands between."""
    parts = urlsplit(model.url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(str(parts.hostname), parts.port, timeout=seconds)
    connection.connect()
    connection.sock.settimeout(None)
    return connection


@contextmanager
def _ended_at(end: float, given: socket.socket) -> Iterator[None]:
    """Shut a socket when the time is up, whatever it waits for or drips; TimeoutError then."""
    is_over = threading.Event()

    def shut() -> None:
        is_over.set()
        with suppress(OSError):  # it was closed in the same moment
            given.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, end - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException) as error:
        if is_over.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if is_over.is_set():  # what was cut short can look like a whole answer
        raise TimeoutError


def _exchanged(connection: HTTPConnection, model: LanguageModel, body: dict[str, Any]) -> tuple[int, bytes]:
    """Send a body; return status and content. A redirect is answered as it is, and not followed."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if model.key:
        headers["Authorization"] = f"Bearer {model.key}"
    path = quote(urlsplit(model.url).path, safe="/%")
    connection.request("POST", f"{path}/chat/completions", json.dumps(body).encode("ascii"), headers)
    response = connection.getresponse()
    if response.status != HTTPStatus.OK:
        return response.status, b""
    content = response.read(MOST_BYTES + 1)
    if response.length and len(content) <= MOST_BYTES:
        raise IncompleteRead(content, response.length)
    return response.status, content


_REASONS = {
    401: ("wants a key", f"Set {KEY}."),
    403: ("refuses the key", f"Check {KEY}."),
    404: ("has no such model or no such address", f"Check {MODEL} and {URL}; the address often ends in /v1."),
    429: ("is asked too often", "Wait a moment and try again."),
}


def _refused(model: LanguageModel, status: int) -> LanguageModelError:
    if status in _REASONS:
        return _failed(model, *_REASONS[status])
    if 300 <= status < 400:
        return _failed(model, "points to another address, which is not asked", f"Set {URL} to that one.")
    return _failed(model, f"answers with an error (HTTP {status})", "Try again later, or look at its log.")


def _sentence(model: LanguageModel, content: bytes) -> str:
    """Take the sentence out of an answer."""
    strange = ("answers in a form that is not known here", "Take an OpenAI-compatible server.")
    try:
        answer = json.loads(content)
        text = answer["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise _failed(model, *strange) from error
    if text is not None and not isinstance(text, str):
        raise _failed(model, *strange)
    if not (text or "").strip():
        raise _failed(model, "answers with nothing", "Try again, or word it yourself.")
    return str(text).strip()


def _failed(model: LanguageModel, what: str, hint: str) -> LanguageModelError:
    return LanguageModelError(f"The language model {what}.", where=f"{model.name} at {model.host}", hint=hint)
