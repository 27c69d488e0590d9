"""An http(s) URL in, a Document out: bounded in size, time and redirects, and never from a private address."""

import http.client
import ipaddress
import socket
import ssl
import time
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from workers.feeds.document import MAX_DOCUMENT_BYTES, Document, Unreadable

__all__ = ["fetch"]

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MAX_REDIRECTS: Final = 5
_SOCKET_SECONDS: Final = 15.0
_TOTAL_SECONDS: Final = 60.0
_CHUNK_BYTES: Final = 65_536
_HEADERS: Final = {
    "User-Agent": "communique-feed",
    "Accept": "application/rss+xml, application/atom+xml, application/json, text/*;q=0.8, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


class _Target(NamedTuple):
    url: str
    scheme: str
    host: str
    port: int
    path: str


def fetch(url: str, *, allow_private: bool = False) -> Document:
    """Fetch one document; proxies in the environment are not used.

    The address that was checked is the one that is connected to, at every redirect.

    Raises:
        Unreadable: it cannot be had, or must not be.
    """
    deadline = time.monotonic() + _TOTAL_SECONDS
    for _ in range(_MAX_REDIRECTS + 1):
        target = _target(url)
        try:
            answer = _get(target, allow_private, deadline)
        except (OSError, http.client.HTTPException) as error:
            raise Unreadable(str(error) or type(error).__name__) from None
        if isinstance(answer, Document):
            return answer
        if target.scheme == "https" and urlsplit(answer).scheme == "http":
            raise Unreadable(f"redirected from https to {answer}")
        url = answer
    raise Unreadable(f"more than {_MAX_REDIRECTS} redirects")


def _target(url: str) -> _Target:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unreadable(str(error)) from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Unreadable("not an http or https URL")
    if parts.username or parts.password:
        raise Unreadable("the URL holds credentials")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Target(url, parts.scheme, parts.hostname, port or _PORTS[parts.scheme], path)


def _get(target: _Target, allow_private: bool, deadline: float) -> Document | str:
    """The document, or where to look instead."""
    connection = http.client.HTTPConnection(target.host, target.port, timeout=_SOCKET_SECONDS)
    try:
        connection.sock = _connect(target, allow_private)
        host = f"[{target.host}]" if ":" in target.host else target.host
        suffix = "" if target.port == _PORTS[target.scheme] else f":{target.port}"
        connection.request("GET", target.path, headers={**_HEADERS, "Host": host + suffix})
        response = connection.getresponse()
        location = response.getheader("Location")
        if response.status in _REDIRECTS and location:
            return urljoin(target.url, location)
        if response.status != http.client.OK:
            raise Unreadable(f"HTTP {response.status} {response.reason}")
        return Document(_body(response, deadline), target.url, response.getheader("Content-Type") or "")
    finally:
        connection.close()


def _connect(target: _Target, allow_private: bool) -> socket.socket:
    """To the first address that answers."""
    addresses = _resolve(target, allow_private)
    while True:
        family, address = addresses.pop(0)
        connected = socket.socket(family, socket.SOCK_STREAM)
        try:
            connected.settimeout(_SOCKET_SECONDS)
            connected.connect(address)
            if target.scheme == "https":
                return ssl.create_default_context().wrap_socket(connected, server_hostname=target.host)
        except OSError:
            connected.close()
            if not addresses:
                raise
        else:
            return connected


def _resolve(target: _Target, allow_private: bool) -> list[tuple[int, Any]]:
    """Family and address, one at least. A host with a single private address is refused as a whole."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    if not allow_private:
        for *_, address in found:
            # An IPv6 address may carry its zone (fe80::1%eth0).
            if not _is_public(str(address[0]).partition("%")[0]):
                raise Unreadable(f"{target.host} is the private address {address[0]}")
    return [(family, address) for family, _, _, _, address in found]


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text)
    # IPv6 addresses that lead to an IPv4 one.
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if address in _NAT64:
        mapped = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.is_global and not address.is_multicast and (mapped is None or mapped.is_global)


def _body(response: http.client.HTTPResponse, deadline: float) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK_BYTES):
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_DOCUMENT_BYTES:
            raise Unreadable(f"more than {MAX_DOCUMENT_BYTES:,} bytes")
        if time.monotonic() > deadline:
            raise Unreadable(f"not done within {_TOTAL_SECONDS:g} s")
    return b"".join(chunks)
