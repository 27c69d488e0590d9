"""URLs in, documents out: from a server of our own on loopback."""

import gzip
import shutil
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.kafka.security import make_certificates
from workers.feeds import Unreadable, fetch, inflate

PAGES = {
    "/text": (200, {"Content-Type": "text/plain"}, b"The talks ended."),
    "/gzip": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"The talks ended.")),
    "/moved": (302, {"Location": "/text"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/plain": (302, {"Location": "http://localhost/text"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/large": (200, {}, b" " * 20_000_001),
}


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


def test_document_is_fetched_with_its_media_type(server: str) -> None:
    document = fetch(f"{server}/text", allow_private=True)
    assert (document.data, document.media_type) == (b"The talks ended.", "text/plain")


def test_compressed_answer_can_be_inflated(server: str) -> None:
    assert inflate(fetch(f"{server}/gzip", allow_private=True).data) == b"The talks ended."


def test_redirect_is_followed(server: str) -> None:
    assert fetch(f"{server}/moved", allow_private=True).uri == f"{server}/text"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="certificates are made with openssl")
def test_redirect_from_https_to_http_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificates = make_certificates(tmp_path, {})
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates.server)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"https://localhost:{server.server_port}"
        assert fetch(f"{url}/text", allow_private=True).data == b"The talks ended."
        with pytest.raises(Unreadable, match="from https to http"):
            fetch(f"{url}/plain", allow_private=True)
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/none", "HTTP 404"),
        ("/loop", "redirects"),
        ("/file", "not an http or https URL"),
        ("/large", "more than 20,000,000 bytes"),
    ],
)
def test_what_cannot_be_had_says_why(server: str, path: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        fetch(server + path, allow_private=True)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "[64:ff9b::7f00:1]",
        "0.0.0.0",
        "224.0.0.251",
    ],
)
def test_private_address_is_refused(host: str) -> None:
    with pytest.raises(Unreadable, match="private"):
        fetch(f"http://{host}:9/")


def test_next_address_is_tried_when_one_does_not_answer(server: str) -> None:
    # On most machines localhost is ::1 first, where our server does not listen.
    url = server.replace("127.0.0.1", "localhost")
    assert fetch(f"{url}/text", allow_private=True).data == b"The talks ended."


def test_credentials_in_a_url_are_refused() -> None:
    with pytest.raises(Unreadable, match="credentials"):
        fetch("http://user:secret@127.0.0.1/")
