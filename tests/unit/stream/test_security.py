"""One set of settings, the same security for every client."""

from pathlib import Path

import pytest
from faust.auth import OAuthCredentials, SASLCredentials

from workers.settings import SettingsError, load_settings
from workers.stream.security import aiokafka_security, faust_credentials, kafka_python_security

PASSWORD = {
    "COMMUNIQUE_SECURITY_PROTOCOL": "SASL_SSL",
    "COMMUNIQUE_SASL_MECHANISM": "SCRAM-SHA-256",
    "COMMUNIQUE_SASL_USERNAME": "worker",
    "COMMUNIQUE_SASL_PASSWORD": "sesame",
}
TOKEN = {
    "COMMUNIQUE_SECURITY_PROTOCOL": "SASL_SSL",
    "COMMUNIQUE_SASL_MECHANISM": "OAUTHBEARER",
}


@pytest.mark.parametrize("arguments_of", [aiokafka_security, kafka_python_security])
def test_a_plain_connection_has_no_credentials(arguments_of: object) -> None:
    assert callable(arguments_of)
    assert arguments_of(load_settings({})) == {"security_protocol": "PLAINTEXT", "ssl_context": None}


def test_both_clients_get_the_same_name_and_password() -> None:
    settings = load_settings(PASSWORD)
    names = ("security_protocol", "sasl_mechanism", "sasl_plain_username", "sasl_plain_password")
    one, other = aiokafka_security(settings), kafka_python_security(settings)
    assert [one[name] for name in names] == [other[name] for name in names] == list(PASSWORD.values())


def test_faust_gets_them_too() -> None:
    credentials = faust_credentials(load_settings(PASSWORD))
    assert isinstance(credentials, SASLCredentials)
    assert (credentials.protocol.value, credentials.mechanism.value, credentials.password) == (
        "SASL_SSL",
        "SCRAM-SHA-256",
        "sesame",
    )


def test_certificates_and_host_names_are_verified() -> None:
    context = aiokafka_security(load_settings({"COMMUNIQUE_SECURITY_PROTOCOL": "SSL"}))["ssl_context"]
    assert (context.check_hostname, context.verify_mode.name) == (True, "CERT_REQUIRED")


def test_a_renewed_token_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("first\n", "utf-8")
    settings = load_settings({**TOKEN, "COMMUNIQUE_SASL_TOKEN_FILE": str(file)})
    provider = kafka_python_security(settings)["sasl_oauth_token_provider"]
    before = provider.token()
    file.write_text("second\n", "utf-8")
    assert (before, provider.token()) == ("first", "second")


def test_faust_gets_the_token() -> None:
    assert isinstance(faust_credentials(load_settings({**TOKEN, "COMMUNIQUE_SASL_TOKEN": "t"})), OAuthCredentials)


def test_a_file_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("nonsense", "utf-8")
    settings = load_settings({"COMMUNIQUE_SECURITY_PROTOCOL": "SSL", "COMMUNIQUE_SSL_CA_FILE": str(file)})
    with pytest.raises(SettingsError, match="COMMUNIQUE_SSL_CA_FILE"):
        aiokafka_security(settings)
