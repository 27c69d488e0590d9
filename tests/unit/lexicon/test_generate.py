"""The generated lists are what their generator writes today."""

from importlib.resources import files

import pytest

from workers.lexicon import generate


@pytest.mark.parametrize("name", ["countries", "given_names"])
def test_generated_list_is_current(name: str) -> None:
    written = {"countries": generate.countries_toml, "given_names": generate.given_names_toml}[name]()
    assert files("workers.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf8") == written
