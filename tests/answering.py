"""A small server that answers as a language model does, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Answers every request as `answer` does, and keeps what it was sent."""

    daemon_threads = True
    answer: Answer
    received: list[dict[str, Any]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append(
            {"path": self.path, "key": self.headers.get("Authorization"), "body": json.loads(body)}
        )
        self.server.answer(self)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def answering(text: str = "Three of 5 [1], one not [2].") -> Iterator[Server]:
    """Serve on a port of its own until the block ends."""
    made = Server(("127.0.0.1", 0), Handler)
    made.received, made.answer = [], sentence(text)
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


def reply(status: int, content: bytes, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def sentence(text: object) -> Answer:
    return reply(200, json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())
