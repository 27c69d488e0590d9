"""One agent for each input topic: a stream's events in, handed to delivery; nothing escapes."""

from typing import Any

import faust

from workers.stream.delivery import Delivery
from workers.stream.topics import RAW

__all__ = ["add_agents"]


def add_agents(app: faust.App, delivery: Delivery) -> None:
    """Let the app read news.raw as bytes: decoding is the pipeline's, so that nothing bad can crash an agent."""
    raw = app.topic(RAW, key_serializer="raw", value_serializer="raw", internal=False)

    @app.agent(raw, name="news")
    async def news(stream: Any) -> None:
        async for event in stream.noack().events():
            await delivery.take(event)
            event.ack()
