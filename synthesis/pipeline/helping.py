"""A sentence asked of a language model, behind an address that the user sets; without one nothing is asked.

The address is the base of an OpenAI-compatible interface, such as http://127.0.0.1:11434/v1. What is sent is
`outputs.papers.helping.messages`, and nothing else.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3.exceptions

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
        If the address is none, or no model is named.
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
    return LanguageModel(url, name, environment.get(KEY, "").strip())


def ask(model: LanguageModel, messages: Sequence[Mapping[str, str]], *, seconds: float = TO_ANSWER) -> str:
    """Send messages to a model; return the sentence that it answers with.

    Parameters
    ----------
    model : LanguageModel
    messages : sequence of mappings with `role` and `content`
    seconds : float
        To wait for the whole answer, > 0.

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
    try:
        content = _post(model, body, seconds)
    except requests.Timeout as error:
        raise _failed(model, "did not answer in time", "Try again, or take a faster model.") from error
    except requests.RequestException as error:
        raise _failed(model, "cannot be reached", f"Check {URL}, and that the server runs.") from error
    return _sentence(model, content)


def _post(model: LanguageModel, body: dict[str, Any], seconds: float) -> bytes:
    """Send a body; no redirect is followed, so that nothing goes anywhere but to the address that was set."""
    end = time.monotonic() + seconds

    def sign(request: requests.PreparedRequest) -> requests.PreparedRequest:
        if model.key:
            request.headers["Authorization"] = f"Bearer {model.key}"
        return request

    with requests.post(
        f"{model.url}/chat/completions",
        json=body,
        auth=sign,
        timeout=(TO_CONNECT, seconds),
        allow_redirects=False,
        stream=True,
    ) as response:
        if response.status_code != requests.codes.ok:
            raise _refused(model, response.status_code)
        return b"".join(_pieces(model, response, end))


def _pieces(model: LanguageModel, response: requests.Response, end: float) -> Iterator[bytes]:
    """Read an answer piece by piece as it comes, so that one that drips or never ends is left in time."""
    n_bytes = 0
    while piece := _piece(model, response):
        n_bytes += len(piece)
        if n_bytes > MOST_BYTES:
            raise _failed(model, "answers with far more than a sentence", "Take another model.")
        if time.monotonic() > end:
            raise requests.Timeout
        yield piece


def _piece(model: LanguageModel, response: requests.Response) -> bytes:
    """Read what has come; `requests` does not translate what goes wrong below it here."""
    try:
        return bytes(response.raw.read1(65_536, decode_content=True))
    except urllib3.exceptions.ReadTimeoutError as error:
        raise requests.Timeout from error
    except urllib3.exceptions.HTTPError as error:
        raise _failed(
            model, "broke off its answer, or sent it damaged", "Try again, or look at its log."
        ) from error


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
