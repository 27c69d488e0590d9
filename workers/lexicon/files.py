"""The name of a TOML list in, its checked entries out."""

from importlib.resources import files
from typing import TypeVar

import msgspec

__all__ = ["read_list"]

T = TypeVar("T")


def read_list(name: str, type_: type[T]) -> T:
    """Decode `name`.toml of this folder as `type_` (declare its structs with forbid_unknown_fields).

    Raises:
        msgspec.ValidationError: with the file's name in front.
    """
    text = files(__package__).joinpath(f"{name}.toml").read_bytes()
    try:
        return msgspec.toml.decode(text, type=type_)
    except msgspec.ValidationError as error:
        raise msgspec.ValidationError(f"lexicon/{name}.toml: {error}") from None
