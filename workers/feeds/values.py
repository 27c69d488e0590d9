"""Values of untrusted JSON in, strings and times out; what has another type counts as absent."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

__all__ = ["Value", "made_up_uri", "objects", "string", "time"]

Value = object


def string(value: Value) -> str | None:
    """A non-empty string without the space around it; a number counts as one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return (value.strip() or None) if isinstance(value, str) else None


def objects(value: Value) -> list[dict[str, Value]]:
    """The objects of a list, or the one object."""
    values = value if isinstance(value, list) else [value]
    return [entry for entry in values if isinstance(entry, dict)]


def time(value: Value) -> datetime | None:
    """An ISO 8601 time; without an offset it counts as UTC."""
    text = string(value)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def made_up_uri(*parts: str | None) -> str:
    """A uri for an item that has none: the same for the same parts."""
    name = "\n".join(part or "" for part in parts)
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"
