"""A dead letter taken apart again, for `communique replay`."""

from workers.ontology import Reason
from workers.pipeline import Reject
from workers.publish import Origin
from workers.stream.topics import dead_letter, read_dead_letter

REJECT = Reject(Reason.TIMEOUT, "TimeoutError", "30 s")


def test_original_headers_come_back_unchanged() -> None:
    headers = (("reason", b"the feeder's own"), ("traceparent", b"00-1-1-01"), ("message", b""))
    letter = dead_letter(REJECT, key=b"k", value=b"v", headers=headers, origin=Origin("news.raw", 0, 7))
    assert read_dead_letter(letter.headers)[0] == headers


def test_reason_is_told() -> None:
    letter = dead_letter(REJECT, key=b"k", value=b"v", origin=Origin("news.raw", 0, 7))
    assert read_dead_letter(letter.headers)[1]["reason"] == "timeout"
