"""A small consumer: events and quotes from Kafka in, rows of an SQLite file out, each record once.

usage: python consume.py BROKERS DATABASE    (needs kafka-python)

Two things make it right, and are worth keeping in a consumer of your own:
- it reads committed messages only, so it never sees what a crashed worker had begun to publish;
- a record's id is the primary key, and offsets are committed after the rows: what is delivered again changes nothing.
"""

import json
import sqlite3
import sys

from kafka import KafkaConsumer

TOPICS = ("diplomacy.events", "diplomacy.quotes")
TABLE = "CREATE TABLE IF NOT EXISTS record (id TEXT PRIMARY KEY, topic TEXT, uri TEXT, version TEXT, value TEXT)"


def store(database: sqlite3.Connection, topic: str, value: bytes) -> bool:
    """Store one record; False when it was there already."""
    record = json.loads(value)
    article = record["article"]
    if record["type"] == "retraction":
        # The outlet has canceled the article: what was found in it no longer holds.
        database.execute("DELETE FROM record WHERE topic = ? AND uri = ?", (topic, article["uri"]))
        return True
    row = (record["id"], topic, article["uri"], str(article["version"]), value.decode())
    return database.execute("INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?)", row).rowcount == 1


def main(brokers: str, path: str) -> None:
    """Read until interrupted."""
    database = sqlite3.connect(path)
    database.execute(TABLE)
    consumer = KafkaConsumer(
        *TOPICS,
        bootstrap_servers=brokers.split(","),
        group_id="my-consumer",
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        enable_auto_commit=False,
        session_timeout_ms=10_000,
    )
    try:
        while True:
            batches = consumer.poll(timeout_ms=1000)
            messages = [message for batch in batches.values() for message in batch]
            if not messages:
                continue
            new = sum(store(database, message.topic, message.value) for message in messages)
            database.commit()
            consumer.commit()
            print(f"{new} new of {len(messages)}", flush=True)
    finally:
        consumer.close()
        database.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
