"""Settings in, the security arguments of each Kafka client out: aiokafka's, Faust's and kafka-python's."""

import ssl
from pathlib import Path
from typing import Any

from aiokafka.abc import AbstractTokenProvider as AsyncTokenProvider
from aiokafka.conn import OAuthAuthenticator
from faust.auth import OAuthCredentials, SASLCredentials, SSLCredentials
from faust.types.auth import CredentialsT
from kafka.net.sasl.oauth import AbstractTokenProvider

from workers.settings import PREFIX, Settings, SettingsError

__all__ = ["aiokafka_security", "faust_credentials", "kafka_python_security"]


def aiokafka_security(settings: Settings) -> dict[str, Any]:
    """Keyword arguments of aiokafka's clients.

    Raises:
        SettingsError: a certificate or key cannot be loaded.
    """
    arguments = _common(settings)
    if _uses_token(settings):
        arguments["sasl_oauth_token_provider"] = _AsyncToken(settings)
    return arguments


def kafka_python_security(settings: Settings) -> dict[str, Any]:
    """Keyword arguments of kafka-python's clients.

    Raises:
        SettingsError: a certificate or key cannot be loaded.
    """
    arguments = _common(settings)
    if _uses_token(settings):
        arguments["sasl_oauth_token_provider"] = _Token(settings)
    return arguments


def faust_credentials(settings: Settings) -> CredentialsT | None:
    """What Faust calls broker_credentials; None: a plain connection.

    Raises:
        SettingsError: a certificate or key cannot be loaded.
    """
    context = _tls(settings)
    if _uses_token(settings):
        return OAuthCredentials(oauth_cb=_AsyncToken(settings), ssl_context=context)
    if settings.security_protocol.startswith("SASL"):
        return SASLCredentials(
            mechanism=settings.sasl_mechanism,
            username=settings.sasl_username,
            password=settings.sasl_password,
            ssl_context=context,
        )
    return SSLCredentials(context) if context else None


async def _answer_refusal(self: Any, challenge: bytes | None) -> tuple[bytes, bool] | None:
    """A broker refuses a token with a challenge, and ends the login when that is answered (RFC 7628, 3.2.3).

    aiokafka 0.14 takes the challenge for a success, and trips over what comes next.
    """
    if self._token_sent and challenge:
        return b"\x01", True
    step: tuple[bytes, bool] | None = await _step(self, challenge)
    return step


_step = OAuthAuthenticator.step
OAuthAuthenticator.step = _answer_refusal


class _AsyncToken(AsyncTokenProvider):  # type: ignore[misc]
    """aiokafka asks it for the bearer token at every connection."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    async def token(self) -> str:
        return _token(self.settings)


class _Token(AbstractTokenProvider):  # type: ignore[misc]
    """The same for kafka-python."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings

    def token(self) -> str:
        return _token(self.settings)


def _common(settings: Settings) -> dict[str, Any]:
    arguments: dict[str, Any] = {"security_protocol": settings.security_protocol, "ssl_context": _tls(settings)}
    if settings.security_protocol.startswith("SASL"):
        arguments["sasl_mechanism"] = settings.sasl_mechanism
        if not _uses_token(settings):
            arguments["sasl_plain_username"] = settings.sasl_username
            arguments["sasl_plain_password"] = settings.sasl_password
    return arguments


def _uses_token(settings: Settings) -> bool:
    return settings.security_protocol.startswith("SASL") and settings.sasl_mechanism == "OAUTHBEARER"


def _token(settings: Settings) -> str:
    # Read again each time: a token that a platform renews is renewed in its file.
    path = settings.sasl_token_file
    return Path(path).read_text("utf-8").strip() if path else settings.sasl_token or ""


def _tls(settings: Settings) -> ssl.SSLContext | None:
    """Certificates and host names are always verified."""
    if settings.security_protocol not in {"SSL", "SASL_SSL"}:
        return None
    try:
        context = ssl.create_default_context(cafile=settings.ssl_ca_file)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"{PREFIX}SSL_CA_FILE: not a PEM certificate: {error}") from None
    if settings.ssl_certificate_file:
        try:
            context.load_cert_chain(
                settings.ssl_certificate_file, settings.ssl_key_file, password=settings.ssl_key_password or ""
            )
        except (OSError, ssl.SSLError) as error:
            raise SettingsError(f"{PREFIX}SSL_CERTIFICATE_FILE: certificate or key not usable: {error}") from None
    return context
