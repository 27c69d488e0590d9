"""File names, URLs and "-" in, the items in them out; what cannot be read is complained of and counted."""

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from workers.cli.failure import complain
from workers.feeds import MAX_DOCUMENT_BYTES, Document, Format, RawItem, Unreadable, fetch, read_items, read_lines

__all__ = ["Sources"]


class Sources:
    """Iterates over the items of all sources, in order; NDJSON is read as it comes, line by line."""

    def __init__(self, names: Sequence[str], format: Format | None, *, allow_private: bool = False) -> None:
        self.failures = 0
        self._names = names
        self._format = format
        self._allow_private = allow_private

    def __iter__(self) -> Iterator[tuple[str, RawItem]]:
        for name in self._names:
            try:
                for item in self._items(name):
                    yield name, item
            except OSError as error:
                self.fail(name, error.strerror or str(error))
            except Unreadable as error:
                self.fail(name, str(error))

    def fail(self, name: str, why: str) -> None:
        """Complain of a source, and count it."""
        self.failures += 1
        complain(f"{name}: {why}")

    def _items(self, name: str) -> Iterator[RawItem]:
        if name.startswith(("http://", "https://")):
            yield from read_items(fetch(name, allow_private=self._allow_private), self._format)
        elif name == "-":
            if sys.stdin is None:  # closed: `<&-`
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            yield from self._read(sys.stdin.buffer, None)
        else:
            with Path(name).open("rb") as file:
                yield from self._read(file, Path(name).resolve().as_uri())

    def _read(self, file: BinaryIO, uri: str | None) -> Iterator[RawItem]:
        if self._format is Format.NDJSON:
            yield from read_lines(file)
        else:
            yield from read_items(Document(file.read(MAX_DOCUMENT_BYTES + 1), uri), self._format)
