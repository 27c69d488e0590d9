"""Closed vocabularies: PLOVER types, modes, contexts, sectors, and the words of our own records.

Codes, scores and the map to CAMEO roots are PLOVER's (Open Event Data Alliance, CC BY-SA 4.0).
"""

from enum import Enum
from typing import Final

__all__ = [
    "CAMEO_ROOT",
    "MODES",
    "QUAD_CLASS",
    "Context",
    "EventType",
    "Factuality",
    "Mode",
    "QuadClass",
    "QuoteType",
    "Reason",
    "ResolvedFrom",
    "Sector",
    "Stage",
    "score_of",
]


class EventType(Enum):
    """The sixteen event types of PLOVER."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class QuadClass(Enum):
    """Verbal or material, cooperation or conflict."""

    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"


class Mode(Enum):
    """How an event was done; `MODES` says which modes a type may carry."""

    VISIT = "visit"
    THIRD_PARTY = "third-party"
    MULTILATERAL = "multilateral"
    PHONE = "phone"
    WITHDRAW = "withdraw"
    RELEASE = "release"
    DISARM = "disarm"
    CEASEFIRE = "ceasefire"
    ACCESS = "access"
    RESIGN = "resign"
    ASSIST = "assist"
    CHANGE = "change"
    YIELD = "yield"
    MEET = "meet"
    DISAPPROVE = "disapprove"
    INVESTIGATE = "investigate"
    ALLEGE = "allege"
    RESTRICT = "restrict"
    ARREST = "arrest"
    RELATIONS = "relations"
    EXPEL = "expel"
    TERRITORY = "territory"
    VIOLENCE = "violence"
    DEMO = "demo"
    RIOT = "riot"
    STRIKE = "strike"
    HUNGER = "hunger"
    BOYCOTT = "boycott"
    OBSTRUCT = "obstruct"
    VANDALIZE = "vandalize"
    CONVICT = "convict"
    DISCONTINUE = "discontinue"
    TROOPS = "troops"
    WEAPONS = "weapons"
    POLICE = "police"
    MILITIA = "militia"
    SEIZE = "seize"
    DEPORT = "deport"
    WITHHOLD = "withhold"
    CYBER = "cyber"
    CENSOR = "censor"
    CURFEW = "curfew"
    MISINFORMATION = "misinformation"
    MARTIAL_LAW = "martial-law"
    ABDUCT = "abduct"
    TORTURE = "torture"
    SEXUAL = "sexual"
    DESTROY = "destroy"
    BEAT = "beat"
    CROWD_CONTROL = "crowd-control"
    PRIMITIVE = "primitive"
    FIREARMS = "firearms"
    EXPLOSIVES = "explosives"
    TARGETED = "targeted"
    SUICIDE_ATTACK = "suicide-attack"
    AERIAL = "aerial"
    DRONE = "drone"
    HEAVY_WEAPONS = "heavy-weapons"
    UNCONVENTIONAL = "unconventional"


class Context(Enum):
    """What an event is about; several may hold."""

    MILITARY = "military"
    INTELLIGENCE = "intelligence"
    EXECUTIVE = "executive"
    LEGISLATIVE = "legislative"
    ELECTION = "election"
    POLITICAL_INSTITUTIONS = "political_institutions"
    PRO_DEMOCRACY = "pro_democracy"
    PRO_AUTOCRACY = "pro_autocracy"
    ECONOMIC = "economic"
    LEGAL = "legal"
    REPARATIONS = "reparations"
    HUMAN_RIGHTS = "human_rights"
    RIGHTS_FREEDOMS = "rights_freedoms"
    REPRESSION = "repression"
    HUMAN_SECURITY = "human_security"
    GENDER = "gender"
    LGBT = "lgbt"
    RELIGION_ETHNICITY = "religion_ethnicity"
    INEQUALITY = "inequality"
    DIPLOMATIC = "diplomatic"
    TERRITORY = "territory"
    PEACEKEEPING = "peacekeeping"
    HEALTH = "health"
    ASYLUM = "asylum"
    MIGRATION = "migration"
    DISASTERS = "disasters"
    NATURAL_RESOURCE = "natural_resource"
    ENVIRONMENT = "environment"
    TECHNOLOGY = "technology"
    TERRORISM = "terrorism"
    CBRN = "cbrn"
    CYBER = "cyber"
    MISINFORMATION = "misinformation"
    CRIME = "crime"
    CORRUPTION = "corruption"
    ILLEGAL_DRUGS = "illegal_drugs"
    TRAFFICKING = "trafficking"


class Sector(Enum):
    """Role of an actor within its country; IGO, NGO and MNC stand in place of a country."""

    GOV = "GOV"
    MIL = "MIL"
    COP = "COP"
    JUD = "JUD"
    LEG = "LEG"
    SPY = "SPY"
    PTY = "PTY"
    OPP = "OPP"
    REB = "REB"
    UAF = "UAF"
    PRM = "PRM"
    UNK = "UNK"
    AGR = "AGR"
    BUS = "BUS"
    CRM = "CRM"
    CVL = "CVL"
    EDU = "EDU"
    ELI = "ELI"
    JRN = "JRN"
    LAB = "LAB"
    MED = "MED"
    REF = "REF"
    PRE = "PRE"
    REL = "REL"
    SOC = "SOC"
    IGO = "IGO"
    NGO = "NGO"
    MNC = "MNC"


class Factuality(Enum):
    """Whether the text says that the event happened, will, might, or did not."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class QuoteType(Enum):
    """How much of a quote's content stands in quotation marks: all, none, some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class ResolvedFrom(Enum):
    """What the text gave for a speaker before it was resolved."""

    NAMED = "named"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"
    INHERITED = "inherited"
    UNKNOWN = "unknown"


class Reason(Enum):
    """Why an item became a dead letter."""

    INVALID_ENCODING = "invalid_encoding"
    INVALID_JSON = "invalid_json"
    SCHEMA_VIOLATION = "schema_violation"
    TOO_LARGE = "too_large"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    TIMEOUT = "timeout"
    EXTRACTION_ERROR = "extraction_error"
    PUBLISH_REJECTED = "publish_rejected"


class Stage(Enum):
    """The stations of the pipeline, in order."""

    ACCEPT = "accept"
    ANNOTATE = "annotate"
    EXTRACT = "extract"
    PUBLISH = "publish"


# CAMEO root code, Goldstein-like score, quad class. Source: PLOVER manual.
_TYPES: Final[dict[EventType, tuple[str, float, QuadClass]]] = {
    EventType.AGREE: ("03", 2.5, QuadClass.VERBAL_COOPERATION),
    EventType.CONSULT: ("04", 2.5, QuadClass.VERBAL_COOPERATION),
    EventType.SUPPORT: ("05", 5.0, QuadClass.VERBAL_COOPERATION),
    EventType.CONCEDE: ("08", 4.5, QuadClass.VERBAL_COOPERATION),
    EventType.COOPERATE: ("06", 9.5, QuadClass.MATERIAL_COOPERATION),
    EventType.AID: ("07", 10.0, QuadClass.MATERIAL_COOPERATION),
    EventType.RETREAT: ("08", 6.5, QuadClass.MATERIAL_COOPERATION),
    EventType.REQUEST: ("10", 0.0, QuadClass.VERBAL_CONFLICT),
    EventType.ACCUSE: ("11", -3.0, QuadClass.VERBAL_CONFLICT),
    EventType.REJECT: ("12", -2.0, QuadClass.VERBAL_CONFLICT),
    EventType.THREATEN: ("13", -3.5, QuadClass.VERBAL_CONFLICT),
    EventType.PROTEST: ("14", -5.0, QuadClass.MATERIAL_CONFLICT),
    EventType.SANCTION: ("16", -6.0, QuadClass.MATERIAL_CONFLICT),
    EventType.MOBILIZE: ("15", -5.5, QuadClass.MATERIAL_CONFLICT),
    EventType.COERCE: ("17", -7.0, QuadClass.MATERIAL_CONFLICT),
    EventType.ASSAULT: ("19", -9.0, QuadClass.MATERIAL_CONFLICT),
}
CAMEO_ROOT: Final = {event_type: row[0] for event_type, row in _TYPES.items()}
QUAD_CLASS: Final = {event_type: row[2] for event_type, row in _TYPES.items()}

# The modes a type may carry, with the score where it differs from the type's. Source: PLOVER manual.
_MODES: Final = {
    EventType.CONSULT: "visit=4 third-party=1 multilateral=4 phone=1.5",
    EventType.RETREAT: "withdraw=8 release disarm=10 ceasefire=7.5 access resign=4.5",
    EventType.REQUEST: "assist=.5 change=-1 yield=-1 meet=0",
    EventType.ACCUSE: "disapprove=-2 investigate=-3.5 allege=-3.5",
    EventType.REJECT: "assist=-1.5 change yield meet",
    EventType.THREATEN: "restrict=-3 arrest relations expel territory=-4 violence",
    EventType.PROTEST: "demo riot=-7 strike hunger=-4.5 boycott=-4.5 obstruct=-4.5 vandalize",
    EventType.SANCTION: "convict expel=-5.5 withdraw discontinue",
    EventType.MOBILIZE: "troops=-6.5 weapons=-6.5 police militia=-6",
    EventType.COERCE: (
        "seize restrict arrest deport withhold cyber censor=-6.5 curfew=-6.5 misinformation=-6.5 martial-law=-7.5"
    ),
    EventType.ASSAULT: (
        "abduct torture sexual destroy=-8.5 beat crowd-control=-7.5 primitive=-8 firearms explosives "
        "targeted suicide-attack aerial drone heavy-weapons=-9.5 unconventional=-10"
    ),
}


def _modes_of(row: str) -> dict[Mode, float | None]:
    pairs = (word.partition("=") for word in row.split())
    return {Mode(name): float(value) if value else None for name, _, value in pairs}


MODES: Final = {event_type: _modes_of(row) for event_type, row in _MODES.items()}


def score_of(event_type: EventType, mode: Mode | None) -> float:
    """Cooperation (10) to conflict (-10): the mode's score where it has one, else the type's."""
    own = MODES.get(event_type, {}).get(mode) if mode else None
    return _TYPES[event_type][1] if own is None else own
