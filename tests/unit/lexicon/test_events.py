"""The event lists keep to the codebook: a mode that its type has, a CAMEO code of its type's roots."""

from typing import Final

import pytest

from workers.lexicon.events import Nominal, Rule, load_events
from workers.ontology import MODES, Context, EventType

# Source: PLOVER manual, crosswalk to CAMEO. Resigning (083) is a retreat there.
_ROOTS: Final = {
    EventType.AGREE: ("03",),
    EventType.CONSULT: ("04",),
    EventType.SUPPORT: ("05",),
    EventType.CONCEDE: ("080", "081", "082", "083"),
    EventType.COOPERATE: ("06",),
    EventType.AID: ("07",),
    EventType.RETREAT: ("083", "084", "085", "086", "087"),
    EventType.REQUEST: ("02", "10"),
    EventType.ACCUSE: ("09", "11"),
    EventType.REJECT: ("01", "12"),
    EventType.THREATEN: ("13",),
    EventType.PROTEST: ("14",),
    EventType.SANCTION: ("16",),
    EventType.MOBILIZE: ("15",),
    EventType.COERCE: ("17",),
    EventType.ASSAULT: ("18", "19", "20"),
}
_LEXICON: Final = load_events()
_CODED: Final = [rule for rule in _LEXICON.rules if rule.type is not None]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in _CODED])
def test_entry_has_a_mode_and_a_code_of_its_type(rule: Rule | Nominal) -> None:
    assert rule.type is not None
    assert rule.mode is None or rule.mode in MODES[rule.type]
    assert rule.cameo is not None
    assert rule.cameo.startswith(_ROOTS[rule.type])


@pytest.mark.parametrize("event_type", list(EventType))
def test_told_modes_are_of_their_type(event_type: EventType) -> None:
    told = {
        *_LEXICON.modes.get(event_type, {}).values(),
        *_LEXICON.words.get(event_type, {}).values(),
        *_LEXICON.cues.get(event_type, {}).values(),
        *_LEXICON.cameo.get(event_type, {}),
    }
    assert told <= set(MODES.get(event_type, {}))
    assert all(code.startswith(_ROOTS[event_type]) for code in _LEXICON.cameo.get(event_type, {}).values())


def test_every_type_and_mode_has_an_entry_or_is_told() -> None:
    own = {(rule.type, rule.mode) for rule in _CODED}
    told = {
        (event_type, mode)
        for table in (_LEXICON.modes, _LEXICON.words, _LEXICON.cues)
        for event_type, row in table.items()
        for mode in row.values()
    }
    missing = {(event_type, mode) for event_type, row in MODES.items() for mode in row} - own - told
    assert not missing


def test_every_context_has_words_that_tell_it() -> None:
    assert {context for row in _LEXICON.contexts.values() for context in row} == set(Context)
