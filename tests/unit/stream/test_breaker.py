"""When dead letters are too many."""

from workers.stream.breaker import Breaker


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_holds_below_the_share() -> None:
    breaker = Breaker(share=0.5, items=4, seconds=60)
    assert not any(breaker.record(dead=dead) for dead in (True, False, False, False, True))


def test_it_trips_at_the_share() -> None:
    breaker = Breaker(share=0.5, items=4, seconds=60)
    assert [breaker.record(dead=dead) for dead in (False, False, True, True)] == [False, False, False, True]


def test_a_few_items_prove_nothing() -> None:
    breaker = Breaker(share=0.5, items=4, seconds=60)
    assert not any(breaker.record(dead=True) for _ in range(3))


def test_what_is_long_past_is_forgotten() -> None:
    clock = Clock()
    breaker = Breaker(share=0.5, items=2, seconds=60, clock=clock)
    breaker.record(dead=True)
    clock.now = 61
    assert not breaker.record(dead=True)


def test_it_can_be_switched_off() -> None:
    breaker = Breaker(share=0.5, items=0, seconds=60)
    assert not any(breaker.record(dead=True) for _ in range(1000))
