"""`python -m tests.fuzz.guided [-max_total_time=60]`: items that reach new code of the stations, sought by atheris.

`make fuzz` installs atheris, which has wheels for Linux on x86-64 alone, from `requirements.txt` beside this file. The
options are libFuzzer's. An item that breaks a check ends the run, and libFuzzer writes it to a file.
"""

import sys
from typing import Final

try:
    import atheris
except ImportError:
    sys.exit("this needs atheris: pip install -r tests/fuzz/requirements.txt")

with atheris.instrument_imports(include=["workers"]):
    from tests.fuzz.checks import judge
    from workers.pipeline import load_pipeline
    from workers.settings import load_settings

import orjson

from tests.fuzz.corpus import Hostile

# One byte of the fuzzer's is one of these: bytes alone hardly ever spell a sentence.
_PIECES: Final = (
    " \"| “|” |‘|’| '|' |, |. |; |: | - |—|(|) |\n|\n\n|\r\n|\u200b|... |x|é|👩\u200d🚀|中文 "
    "|said |told |warned |asked |according to |that |who |which |not |never |if |will |may |and |or |but |of |the |a "
    "|to |by |with |on |in |against |between |from |its |he |she |they |we |I |it |his |their |Peru |Chile |'s "
    "|the U.N. |China |EU |President |Foreign Minister |spokesman |Ana |Torres |officials |the government |troops "
    "|talks |condemned |condemn |condemning |met |meeting |agreed |threatened |to threaten |attacked |killed "
    "|sanctions |imposed |signed |treaty |visit |visited |expelled |ambassador |refused |denied "
    "|last |next |week |Monday |March |2024 |3 |² |years ago |yesterday "
).split("|")


def main() -> None:
    """Load once, then let libFuzzer choose."""
    settings = load_settings({})
    pipeline = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)

    def one(value: bytes) -> None:
        faults = judge(pipeline, Hostile("guided", _spelled(value)), 30.0).faults
        if faults:
            raise AssertionError("; ".join(faults))

    atheris.Setup([*sys.argv, "-max_len=200"], one)
    atheris.Fuzz()


def _spelled(value: bytes) -> bytes:
    """The first byte says whether the rest is the message itself, a text, or a headline and a text."""
    kind, rest = value[:1], value[1:]
    if kind < b"\x20":
        return rest
    text = "".join(_PIECES[byte % len(_PIECES)] for byte in rest)
    cut = len(text) // 5 if kind > b"\x80" else 0
    return orjson.dumps(
        {"uri": "urn:guided", "headline": text[:cut], "text": text[cut:], "published": "2024-02-29T00:00:00Z"}
    )


if __name__ == "__main__":
    main()
