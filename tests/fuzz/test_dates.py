"""Any run of words that look like a date, in an article of any date, through the reading of dates."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from workers.extract.events.times import find_times

ISO = r"([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"
WORDS = (
    "last next this past coming on in at since until the a of early late mid two three few couple dozen "
    "day days week weeks month months year years ago later earlier from now today yesterday tomorrow weekend "
    "monday tues friday january feb. march may september 0 00 1 3 13 29 30 31 32 1st 31st 99 2024 0000 9999 10000 "
    "same that previous following before after hours of and to end half christmas mid-2020 13/06/2024 2024-06-12 "
    "spring 3,000 1000000 1e9 1.5 ½ ² ٣ ٢٠٢٤ , . - /"
).split()


@settings(max_examples=600)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.dates(date(1500, 1, 1), date(2999, 12, 31)))
def test_any_words_are_read_or_left_alone(words: list[str], published: date) -> None:
    for found in find_times(words, 0, len(words), published):
        assert 0 <= found.start < found.end <= len(words)
        assert found.past or found.future
        assert re.match(ISO, found.past)
        assert re.match(ISO, found.future)
