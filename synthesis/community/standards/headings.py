"""The heading of a column -> our field, without regard to case, accents and order; English, French, Spanish.

>>> field_of("Type de séance"), field_of("TÍTULO"), field_of("Colour")
('session_type', 'title', '')
>>> speaker_part("Speaker 2 - Stakeholder Group"), speaker_part("Intervenant 1 nom")
((2, 'stakeholder_group'), (1, 'name'))
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from synthesis.corpus.folding import fold

COLUMNS: Mapping[str, str] = {
    "id": "ID",
    "cycle": "Year",
    "session_type": "Session type",
    "title": "Title",
    "group_id": "Group",
    "organiser": "Organiser",
    "description": "Description",
    "format": "Format",
    "duration_minutes": "Duration (minutes)",
    "submitted_on": "Submitted on",
    "speakers": "Speakers",
    "activity_report": "Activity report",
    "last_session_report": "Last session report",
    "attends_coordination": "Part in coordination meetings",
    "outcome": "Outcome",
    "online_participation": "Online participation",
    "theme_ids": "Themes",
    "source": "Source",
}
"""Our field -> its heading, in the order of the columns."""

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("proposal id", "no", "nr", "number", "n°", "numero", "reference", "identifiant", "identificador"),
    "cycle": ("cycle", "igf", "annee", "ano", "año", "igf year", "annee du fgi", "edition"),
    "session_type": (
        "type", "type of session", "kind", "type de seance", "type de session", "tipo de sesion", "tipo",
    ),
    "title": ("session title", "name of session", "titre", "titre de la seance", "titre de la session",
    "titulo",
              "titulo de la sesion"),
    "group_id": (
        "group id", "coalition", "dynamic coalition", "dc", "intersessional group", "groupe",
        "coalition dynamique",
        "grupo", "coalicion", "coalicion dinamica",
    ),
    "organiser": (
        "organizer", "organisers", "organizers", "proposer", "proposed by", "organising body", "organisateur",
        "organisateurs", "proposant", "organizador", "organizadora", "organizadores", "proponente",
    ),
    "description": ("abstract", "summary", "text", "resume", "descripcion", "resumen", "descriptif"),
    "format": ("session format", "formato", "format de la seance"),
    "duration_minutes": (
        "duration", "length", "minutes", "duration in minutes", "length in minutes", "duree", "duree minutes",
        "duree en minutes", "duracion", "duracion minutos", "duracion en minutos",
    ),
    "submitted_on": (
        "submitted", "date", "date submitted", "submission date", "received", "received on", "date de depot",
        "depose le", "soumis le", "date de soumission", "fecha", "fecha de envio", "enviado el",
        "presentado el",
    ),
    "speakers": (
        "speaker", "panellists", "panelists", "list of speakers", "intervenants", "orateurs",
        "liste des intervenants",
        "ponentes", "oradores", "panelistas", "lista de ponentes",
    ),
    "activity_report": (
        "report of activities", "yearly report", "annual report", "proof of activity",
        "yearly activity report",
        "rapport d activite", "rapport annuel", "rapport d activites", "informe de actividades",
        "informe anual",
    ),
    "last_session_report": (
        "session report", "report of last session", "report of the last session", "last year s report",
        "rapport de la derniere seance", "rapport de la derniere session", "informe de la ultima sesion",
    ),
    "attends_coordination": (
        "attends coordination", "coordination", "coordination meetings", "takes part in coordination",
        "participation aux reunions de coordination", "reunions de coordination", "reuniones de coordinacion",
        "participacion en las reuniones de coordinacion",
    ),
    "outcome": ("outcomes", "expected outcome", "expected outcomes", "output", "resultat attendu",
    "resultats",
                "resultats attendus", "resultado", "resultados", "resultado esperado",
                "resultados esperados"),
    "online_participation": (
        "remote participation", "online", "participation en ligne", "participation a distance",
        "participacion en linea", "participacion remota", "participacion a distancia",
    ),
    "theme_ids": ("theme", "theme ids", "tema", "temas", "thematique", "thematiques"),
    "source": ("sources", "origine", "fuente", "origen"),
}  # fmt: skip

_PARTS: Mapping[str, tuple[str, ...]] = {
    "name": ("", "name", "full name", "nom", "nom complet", "nombre", "nombre completo"),
    "organisation": (
        "organisation", "organization", "org", "affiliation", "institution", "organisme", "organizacion",
        "afiliacion", "institucion",
    ),
    "stakeholder_group": (
        "stakeholder group", "stakeholder", "group", "sg", "groupe", "groupe d acteurs", "partie prenante",
        "groupe de parties prenantes", "grupo", "grupo de interes", "parte interesada", "sector",
    ),
    "region": ("region", "regional group", "groupe regional", "grupo regional"),
    "gender": ("gender", "genre", "sexe", "genero", "sexo"),
    "role": ("role", "function", "fonction", "rol", "papel", "funcion"),
    "is_confirmed": ("confirmed", "is confirmed", "status", "confirme", "confirmation", "statut",
    "confirmado",
                     "confirmacion", "estado"),
}  # fmt: skip

_SPEAKER = re.compile(
    r"(?:speaker|panell?ist|intervenante?|orateur|oratrice|ponente|oradora?|panelista) (\d{1,2})(?: (.+))?"
)


def field_of(heading: str) -> str:
    """Return our field for a heading, or ''."""
    return _fields().get(fold(heading), "")


def speaker_part(heading: str) -> tuple[int, str] | None:
    """Return which speaker and what of them a column is about; None for another column."""
    match = _SPEAKER.fullmatch(fold(heading))
    part = _parts().get(match[2] or "") if match else None
    return (int(match[1]), part) if match and part else None


def is_proposals(headings: tuple[str, ...]) -> bool:
    """Whether a table with these headings holds proposals: it needs a title, or an id, and something else.

    >>> is_proposals(("Titre", "Type de séance")), is_proposals(("Text", "Stakeholder group"))
    (True, False)
    """
    found = {field_of(heading) for heading in headings} - {""}
    telling = found - {"description", "source", "submitted_on", "cycle"}
    return bool(found & {"title", "id"}) and len(telling) > 1


@lru_cache(maxsize=1)
def _fields() -> Mapping[str, str]:
    named = {fold(heading): field for field, heading in COLUMNS.items()}
    named |= {fold(field): field for field in COLUMNS}
    return {fold(each): field for field, given in _SYNONYMS.items() for each in given} | named


@lru_cache(maxsize=1)
def _parts() -> Mapping[str, str]:
    return {fold(each): part for part, given in _PARTS.items() for each in given}
