"""The agent, driven by Faust's own test context."""

import asyncio

import faust
from faust.types import TP

from tests.stream.desk import Desk, Worker, until
from tests.stream.pipelines import item
from workers.stream.agents import add_agents
from workers.stream.topics import QUOTES


def _agent(worker: Worker) -> faust.Agent:
    app = faust.App("test-agents", broker="kafka://127.0.0.1:1", store="memory://", web_enabled=False)
    add_agents(app, worker.delivery)
    (agent,) = (agent for name, agent in app.agents.items() if name.endswith("news"))
    return agent


async def _put(worker: Worker, *values: bytes | None) -> None:
    async with _agent(worker).test_context() as agent:
        await worker.delivery.assign({TP(agent.original_channel.get_topic_name(), 0)}, 0)
        for value in values:
            await agent.put(value, key=b"k")
        await until(lambda: worker.value("messages_consumed_total", topic="news.raw") == len(values))
        await until(lambda: worker.delivery.in_flight == 0)


def test_records_come_out_in_the_order_of_their_items() -> None:
    worker = Worker(Desk())
    asyncio.run(_put(worker, item("a"), item("b"), item("c")))
    assert worker.outboxes[0].keys(QUOTES) == ["a", "b", "c"]


def test_bad_bytes_do_not_stop_the_agent() -> None:
    worker = Worker(Desk())
    asyncio.run(_put(worker, b"\xff", b"{", item("good")))
    assert worker.outboxes[0].keys(QUOTES) == ["good"]
