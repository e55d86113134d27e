"""docs/nginx.conf as it stands, in front of a read-only dashboard."""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE, ROOT, OpenPage, free_port, need, serving

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def proxied(address: str, folder: Path) -> Iterator[str]:
    program = need(NGINX, "nginx")
    port = free_port()
    site = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    site = site.replace("127.0.0.1:8501", urlsplit(address).netloc).replace("listen 8080", f"listen {port}")
    (folder / "site.conf").write_text(site, encoding="utf-8")
    scratch = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}"
        f" http {{ access_log off; {scratch} include {folder}/site.conf; }}",
        encoding="utf-8",
    )
    server = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def headers_of(address: str) -> dict[str, str]:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return {name.lower(): value for name, value in answer.headers.items()}
        except OSError:
            if time.monotonic() > end:
                pytest.fail("nginx did not answer.")
            time.sleep(0.1)


def test_the_page_lives_behind_the_sample_proxy(
    open_page: OpenPage, sample_file: Path, tmp_path: Path
) -> None:
    with (
        serving(f"sqlite:///{sample_file}", SYNTHESIS_READ_ONLY="1") as behind,
        proxied(behind, tmp_path) as front,
    ):
        headers = headers_of(front)
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        page = open_page(front)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.reload()
        expect(page.locator("h1")).to_have_text("Overview")
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
        page.get_by_test_id("stMain").get_by_role("link", name="Size of the programme").click()
        expect(page.locator("h1")).to_have_text("Size of the programme")
        assert [text for text in complaints if "Content Security Policy" in text] == []
        page.close()
