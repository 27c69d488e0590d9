"""The topics as they should be."""

from workers.settings import load_settings
from workers.stream.admin import topic_specs
from workers.stream.topics import DEAD_LETTERS, EVENTS, QUOTES, RAW


def test_there_is_a_topic_for_each_way_in_and_out() -> None:
    assert [spec.name for spec in topic_specs(load_settings({}))] == [RAW, EVENTS, QUOTES, DEAD_LETTERS]


def test_partitions_and_replicas_are_settings() -> None:
    settings = load_settings({"COMMUNIQUE_PARTITIONS": "12", "COMMUNIQUE_REPLICATION_FACTOR": "3"})
    assert {(spec.partitions, spec.replication_factor) for spec in topic_specs(settings)} == {(12, 3)}


def test_dead_letters_are_kept_longer() -> None:
    kept = {spec.name: int(spec.config["retention.ms"]) for spec in topic_specs(load_settings({}))}
    assert kept[DEAD_LETTERS] > kept[RAW]


def test_a_dead_letter_fits_where_its_item_fitted() -> None:
    largest = {spec.name: int(spec.config["max.message.bytes"]) for spec in topic_specs(load_settings({}))}
    assert largest[DEAD_LETTERS] > largest[RAW] + 10_000
