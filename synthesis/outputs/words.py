"""The words that people read for what the records hold; one table each, so that a page and a file agree."""

from __future__ import annotations

from babel import Locale

REVIEW_WORDS = {"proposed": "Machine proposal", "accepted": "Confirmed by a person"}
"""State of a coding."""

DECISION_REVIEW_WORDS = {
    "proposed": "Machine proposal",
    "confirmed": "Confirmed by a person",
    "rejected": "Rejected by a person",
}
"""State of a decision."""

PROPOSAL_WORDS = {
    "category": "Category",
    "tags": "Tags",
    "source": "Source",
    "reference": "Reference",
    "cross_reference": "Cross-reference",
    "cost": "Cost",
    "remark": "Remark",
}
"""What a table of proposals says of an item besides its words, who does it and how far it is."""

POSITION_WORDS = {"for": "For", "against": "Against", "mixed": "Mixed", "unclear": "Position unclear"}

SIDES = {"n_for": "For", "n_against": "Against", "n_mixed": "Mixed", "n_unclear": "Unclear"}
"""Counts of positions, and the headings they stand under; left out where a theme has no sides."""


def position_words(position: str, label: str = "") -> str:
    """Name a position as a heading, with what it means where the codebook says so.

    >>> position_words("for", "a smaller programme"), position_words("unclear")
    ('For: a smaller programme', 'Position unclear')
    """
    return f"{POSITION_WORDS[position]}: {label}" if label else POSITION_WORDS[position]


def language_name(code: str) -> str:
    """Return the English name of a language, or its code.

    >>> language_name("fr"), language_name("unknown")
    ('French', 'Unknown')
    """
    return "Unknown" if code == "unknown" else Locale("en").languages.get(code, code)


KIND_WORDS = {
    "decision": "Decision",
    "restated": "Earlier decision restated",
    "commitment": "Commitment",
    "conditional": "Under a condition",
    "information": "Information",
}

KINDS_COUNTED = {
    "decision": ("decision", "decisions"),
    "restated": ("earlier decision restated", "earlier decisions restated"),
    "commitment": ("commitment", "commitments"),
    "conditional": ("undertaking on a condition", "undertakings on a condition"),
}
"""What counts as decided, as it is counted: one and several."""

PROGRESS_WORDS = {
    "open": "Open",
    "under way": "Under way",
    "done": "Done",
    "declined": "Declined",
    "superseded": "Superseded",
}


def has_state(kind: str, progress: str) -> bool:
    """Whether it is told how far an item is: not of information, unless somebody did say more than open.

    >>> has_state("decision", "open"), has_state("information", "open"), has_state("information", "done")
    (True, False, True)
    """
    return kind != "information" or progress != "open"


def progress_words(progress: str, said_by: str) -> str:
    """Name how far an item is, and whether a person has said so.

    >>> progress_words("open", ""), progress_words("done", ""), progress_words("done", "A. Keeper")
    ('Open: nobody has said', 'Done: so says its source', 'Done')
    """
    words = PROGRESS_WORDS[progress]
    if said_by:
        return words
    return f"{words}: {'nobody has said' if progress == 'open' else 'so says its source'}"


def said_by_words(progress: str, said_by: str) -> str:
    """Name who says how far an item is, without a name: files go to others.

    >>> said_by_words("open", ""), said_by_words("done", ""), said_by_words("done", "A. Keeper")
    ('nobody', 'its source', 'a person')
    """
    if said_by:
        return "a person"
    return "nobody" if progress == "open" else "its source"


OUTCOME_WORDS = {
    "coded": "Coded to a theme",
    "none": "None of the themes",
    "undecided": "Cannot tell",
    "uncoded": "Not coded yet",
    "filler": "Says nothing: filler",
}

ATTRIBUTE_WORDS = {
    "stakeholder_group": "stakeholder group",
    "region": "region",
    "cycle": "cycle",
    "language": "language",
}

SAMPLE_MARK = "Sample data"
"""Stands on every page and file that shows something composed for this project."""
