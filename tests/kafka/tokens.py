"""A user's name in, a bearer token out that the test broker takes: unsigned, as no broker outside a test should."""

import base64
import json
import time

__all__ = ["bearer_token"]


def bearer_token(user: str, *, valid_seconds: float = 3600.0) -> str:
    """A JSON web token without a signature; expired where `valid_seconds` is negative."""
    now = time.time()
    claims = {"sub": user, "iat": now - 7200, "exp": now + valid_seconds}
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def _part(content: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()
