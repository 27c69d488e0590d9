"""Communiqué: raw news items in, coded diplomatic events and quotes out."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["__version__"]

try:
    __version__ = version("communique")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"
