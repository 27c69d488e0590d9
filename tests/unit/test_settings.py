"""The environment read, and refused in one line that names the variable."""

from pathlib import Path

import pytest

from workers.settings import Settings, SettingsError, describe, load_settings

SASL = {
    "COMMUNIQUE_SECURITY_PROTOCOL": "SASL_SSL",
    "COMMUNIQUE_SASL_USERNAME": "worker",
    "COMMUNIQUE_SASL_PASSWORD": "sesame",
}


def test_an_empty_environment_gives_the_defaults() -> None:
    assert load_settings({}) == Settings()


def test_an_empty_variable_counts_as_unset() -> None:
    assert load_settings({"COMMUNIQUE_GROUP": ""}) == Settings()


def test_values_are_read_as_their_types() -> None:
    settings = load_settings({"COMMUNIQUE_POOL_SIZE": " 3 ", "COMMUNIQUE_ITEM_TIMEOUT_SECONDS": "1.5"})
    assert (settings.pool_size, settings.item_timeout_seconds) == (3, 1.5)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("COMMUNIQUE_BROKERS", "broker:port"),
        ("COMMUNIQUE_BROKERS", "kafka://broker:9092"),
        ("COMMUNIQUE_BROKERS", "one:9092, two:9092"),
        ("COMMUNIQUE_POOL_SIZE", "0"),
        ("COMMUNIQUE_POOL_SIZE", "many"),
        ("COMMUNIQUE_ITEM_TIMEOUT_SECONDS", "-1"),
        ("COMMUNIQUE_ITEM_TIMEOUT_SECONDS", "nan"),
        ("COMMUNIQUE_BREAKER_SHARE", "1.5"),
        ("COMMUNIQUE_METRICS_PORT", "70000"),
        ("COMMUNIQUE_GUARANTEE", "perhaps"),
        ("COMMUNIQUE_LOG_LEVEL", "loud"),
        ("COMMUNIQUE_SSL_CA_FILE", "/no/such/file"),
        ("COMMUNIQUE_SASL_PASSWORD_FILE", "/no/such/file"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_variable(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        load_settings({variable: value})
    message = str(refusal.value)
    assert message.startswith(f"{variable}: ") and "\n" not in message


@pytest.mark.parametrize("brokers", ["broker", "one:9092,two:9092", "[::1]:9092"])
def test_brokers_are_hosts_and_ports(brokers: str) -> None:
    assert load_settings({"COMMUNIQUE_BROKERS": brokers}).brokers == brokers


def test_a_choice_is_told_with_its_alternatives() -> None:
    with pytest.raises(SettingsError, match="auto, exactly_once, at_least_once"):
        load_settings({"COMMUNIQUE_GUARANTEE": "perhaps"})


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("sesame\n", "utf-8")
    environ = {name: value for name, value in SASL.items() if not name.endswith("PASSWORD")}
    settings = load_settings({**environ, "COMMUNIQUE_SASL_PASSWORD_FILE": str(file)})
    assert settings.sasl_password == "sesame"


def test_a_secret_given_twice_is_refused() -> None:
    with pytest.raises(SettingsError, match="both set"):
        load_settings({**SASL, "COMMUNIQUE_SASL_PASSWORD_FILE": "/tmp/password"})


def test_secrets_are_not_described() -> None:
    shown = {entry.variable: entry.value for entry in describe(load_settings(SASL))}
    assert "sesame" not in str(shown) and shown["COMMUNIQUE_SASL_PASSWORD"] == "(redacted)"


def test_every_setting_is_described() -> None:
    assert len(describe(Settings())) == len(Settings.__struct_fields__)


def test_credentials_are_not_sent_in_the_clear() -> None:
    with pytest.raises(SettingsError, match="SASL_OVER_PLAINTEXT"):
        load_settings({**SASL, "COMMUNIQUE_SECURITY_PROTOCOL": "SASL_PLAINTEXT"})


def test_credentials_are_sent_in_the_clear_when_forced() -> None:
    environ = {**SASL, "COMMUNIQUE_SECURITY_PROTOCOL": "SASL_PLAINTEXT", "COMMUNIQUE_SASL_OVER_PLAINTEXT": "true"}
    assert load_settings(environ).security_protocol == "SASL_PLAINTEXT"


@pytest.mark.parametrize("missing", ["COMMUNIQUE_SASL_USERNAME", "COMMUNIQUE_SASL_PASSWORD"])
def test_sasl_needs_name_and_password(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        load_settings({name: value for name, value in SASL.items() if name != missing})


def test_oauthbearer_needs_a_token() -> None:
    with pytest.raises(SettingsError, match="SASL_TOKEN"):
        load_settings({**SASL, "COMMUNIQUE_SASL_MECHANISM": "OAUTHBEARER"})
