"""What people write into a cell -> a value, or None where it is none; what is given is never bent.

>>> read_duration("1h30"), read_duration("90 min"), read_duration("-30"), read_duration("an hour or so")
(90, 90, -30, None)
>>> read_yes("oui"), read_yes("to be confirmed"), read_yes("perhaps")
(True, False, None)
>>> read_gender("Femme"), read_gender("genderqueer"), read_gender("n/a")
('woman', 'genderqueer', '')
"""

from __future__ import annotations

import re

from synthesis.corpus.folding import fold
from synthesis.corpus.labels import match_group, match_region
from synthesis.models import CYCLES, UNKNOWN, SessionType

_NOT_GIVEN = frozenset(
    {
        "", "unknown", "n a", "na", "none", "not given", "not stated", "not specified", "tbc", "tba", "tbd",
        "inconnu", "inconnue", "non renseigne", "desconocido", "no indicado", "prefer not to say",
    }
)  # fmt: skip
_YES = frozenset({"yes", "y", "true", "1", "x", "oui", "vrai", "si", "sim", "confirmed", "confirme",
    "confirmada",
                  "confirmado", "confirmee", "verdadero"})  # fmt: skip
_NO = frozenset(
    {
        "no", "n", "false", "0", "non", "faux", "nao", "falso", "not confirmed", "unconfirmed", "invited",
        "pending",
        "to be confirmed", "tbc", "a confirmer", "non confirme", "por confirmar", "no confirmado",
        "sin confirmar",
    }
)  # fmt: skip
_GENDERS = {
    "woman": ("woman", "women", "female", "f", "w", "femme", "feminin", "mujer", "femenino", "mulher"),
    "man": ("man", "men", "male", "m", "h", "homme", "masculin", "hombre", "masculino", "homem"),
    "other": ("other", "autre", "otro", "otra", "outro"),
}
_TYPES: dict[SessionType, tuple[str, ...]] = {
    "DC session": (
        "dc session", "dc", "dynamic coalition", "dynamic coalition session",
        "session of a dynamic coalition",
        "session de coalition dynamique", "session d une coalition dynamique", "coalition dynamique",
        "sesion de coalicion dinamica", "sesion de una coalicion dinamica", "coalicion dinamica",
    ),
    "workshop": ("workshop", "ws", "workshops", "atelier", "taller"),
}  # fmt: skip

_PLAIN = re.compile(r"([+-]?\d{1,6})(?:[.,]0+)?\s*(?:m|min|mins|minutes?|minutos?)?\.?", re.IGNORECASE)
_HOURS = re.compile(
    r"(\d{1,3})\s*(?:h|hrs?|hours?|heures?|horas?|:)\s*(\d{2})?\s*(?:m|min|minutes?)?", re.IGNORECASE
)
_DECIMAL = re.compile(r"(\d{1,2})[.,]([05])\s*(?:h|hrs?|hours?|heures?|horas?)", re.IGNORECASE)


def is_not_given(text: str) -> bool:
    """Whether a cell says that nothing is said."""
    return fold(text) in _NOT_GIVEN


def read_duration(text: str) -> int | None:
    """Return minutes; the number as it is given, even one that no session can have."""
    text = " ".join(text.replace("−", "-").split())
    if match := _PLAIN.fullmatch(text):
        return int(match[1])
    if match := _DECIMAL.fullmatch(text):
        return int(match[1]) * 60 + (30 if match[2] == "5" else 0)
    if match := _HOURS.fullmatch(text):
        return int(match[1]) * 60 + int(match[2] or 0)
    return None


def read_yes(text: str) -> bool | None:
    """Return whether a cell says yes or no; None for anything else."""
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None


def read_type(text: str) -> SessionType | None:
    """Return the type of session that a cell names, in English, French or Spanish."""
    return next((name for name, given in _TYPES.items() if fold(text) in given), None)


def read_cycle(text: str) -> int | None:
    """Return the year of an IGF."""
    bare = text.strip().removeprefix("IGF").strip()
    return int(bare) if bare.isdecimal() and int(bare) in CYCLES else None


def read_gender(text: str) -> str:
    """Return a gender as given, usual words for woman and man in one spelling; '' if none is given."""
    if is_not_given(text):
        return ""
    return next((ours for ours, given in _GENDERS.items() if fold(text) in given), text.strip())


def read_group(text: str) -> str:
    """Return our name of a stakeholder group, or what is given where it is none of them; '' if nothing is."""
    return _label(text, match_group(text).value)


def read_region(text: str) -> str:
    """Return our name of a regional group, or what is given where it is none of them; '' if nothing is."""
    return _label(text, match_region(text).value)


def _label(text: str, matched: str) -> str:
    if is_not_given(text):
        return ""
    return text.strip() if matched == UNKNOWN else matched
