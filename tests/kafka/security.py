"""Users and passwords in; a certificate authority of our own with server and client certificates out."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.kafka.artefacts import KafkaUnavailable

__all__ = ["Certificates", "make_certificates"]


class Certificates(NamedTuple):
    """PEM files of a secured cluster, and who may log in with SASL.

    `server` and `client` hold key and chain in one file; `client_key` and `client_chain` are the same apart.
    The client certificate's principal is User:CN=client.
    """

    authority: Path
    server: Path
    client: Path
    client_key: Path
    client_chain: Path
    users: Mapping[str, str]


def make_certificates(directory: Path, users: Mapping[str, str]) -> Certificates:
    """Make an authority and both certificates with openssl; good for a day.

    Raises:
        KafkaUnavailable: openssl is missing.
    """
    if shutil.which("openssl") is None:
        raise KafkaUnavailable("a secured cluster needs certificates: no openssl on the PATH")
    directory.mkdir(parents=True, exist_ok=True)
    authority = directory / "authority.pem"
    _openssl(
        *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=tests"),
        *("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"),
        *("-keyout", directory / "authority.key", "-out", authority),
    )
    server = _certify(directory, "server", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    client = _certify(directory, "client", "extendedKeyUsage=clientAuth")
    return Certificates(authority, server, client, directory / "client.key", directory / "client.crt", dict(users))


def _certify(directory: Path, name: str, extension: str) -> Path:
    key, request, chain = (directory / f"{name}.{suffix}" for suffix in ("key", "csr", "crt"))
    _openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", key, "-out", request)
    extensions = directory / f"{name}.ext"
    extensions.write_text(f"{extension}\n")
    _openssl(
        *("x509", "-req", "-days", "1", "-in", request, "-extfile", extensions, "-out", chain),
        *("-CA", directory / "authority.pem", "-CAkey", directory / "authority.key", "-CAcreateserial"),
    )
    both = directory / f"{name}.pem"
    both.write_text(key.read_text() + chain.read_text())
    return both


def _openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=True)
