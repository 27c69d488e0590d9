"""One model load for all gold cases of a session."""

import pytest

from workers.pipeline import Pipeline, load_pipeline
from workers.settings import Settings

__all__ = ["pipeline"]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The pipeline as the worker runs it."""
    settings = Settings()
    return load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
