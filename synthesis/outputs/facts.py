"""What every exported file says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from synthesis.outputs.frames.provenance import Provenance
from synthesis.outputs.narrative import counting_sentence, sample_sentence
from synthesis.outputs.narrative.statements import MOST_EXCERPTS, N_EXCERPTS, theme_synthesis
from synthesis.outputs.phrases import counted, filters_in_words, items_words, of_total, verb
from synthesis.outputs.tables import (
    Frames,
    totals,
)
from synthesis.outputs.tables.overall import decided_of
from synthesis.outputs.words import (
    SAMPLE_MARK,
)

ExportFormat = Literal["csv", "xlsx", "json", "docx", "pdf", "html", "md", "qdc"]
PAPER_FORMATS: tuple[ExportFormat, ...] = ("docx", "pdf", "html", "md")

HASH_WORDS = {
    "contributions": "SHA-256 of all contributions",
    "codebook": "SHA-256 of the codebook",
    "decisions": "SHA-256 of all decisions and links",
}
"""How a file calls what was hashed of the whole state, whatever its filters."""

TITLE = "Synthesis of stakeholder contributions"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file carries besides its rows; `counts` are those of `counts_of`.

    `counting` says how contributions that share their text, and passages that are repeated, were counted.
    `head` are the lines beside the kind of a paper that is not laid out as one of the United Nations.
    """

    title: str
    theme_id: str
    is_sample: bool
    sample_note: str
    filters: str
    counting: str
    changed_at: datetime | None
    codebook: str
    counts: dict[str, str]
    provenance: Provenance = field(default_factory=Provenance)
    head: tuple[str, ...] = ()

    @property
    def run_words(self) -> str:
        """Which run coded, and when, for people."""
        run = self.provenance.run
        if run is None:
            return "nothing was coded by a run"
        return f"{run.id}, {utc(run.at):%Y-%m-%d %H:%M} UTC" if run.at else run.id

    @property
    def provenance_rows(self) -> dict[str, str]:
        """What the numbers rest on, as a table for people has it."""
        hashes = self.provenance.hashes
        return {"Coding run": self.run_words} | {HASH_WORDS[what]: hash for what, hash in hashes.items()}

    @property
    def footing(self) -> str:
        """What a paper rests on, for its foot: the codebook, if there is one, and the state of the data."""
        codebook = f"Codebook {self.codebook}. " if self.codebook else ""
        return f"{codebook}State of {self.state}."

    @property
    def sample_mark(self) -> str:
        """`Sample data`, or nothing."""
        return SAMPLE_MARK if self.is_sample else ""

    @property
    def state(self) -> str:
        """When the last stored change was made, for people, in UTC."""
        return f"{utc(self.changed_at):%Y-%m-%d %H:%M} UTC" if self.changed_at else "unknown"

    @property
    def state_iso(self) -> str:
        """The same for programs; empty if nothing was ever stored."""
        return utc(self.changed_at).isoformat(timespec="seconds") if self.changed_at else ""


def utc(moment: datetime) -> datetime:
    """Give a moment in UTC; one without a zone is taken to be in UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def facts(narrowed: Frames, format: ExportFormat, theme: str = "") -> Facts:
    """Collect what a file says about itself."""
    names = dict(zip(narrowed.themes["id"], narrowed.themes["name"], strict=True))
    return Facts(
        title=f"{TITLE}: {names[theme]}" if theme else TITLE,
        theme_id=theme,
        is_sample=narrowed.is_sample,
        sample_note=sample_sentence(narrowed),
        filters=filters_in_words(narrowed.filters, names),
        counting=counting_sentence(narrowed),
        changed_at=narrowed.changed_at,
        codebook=f"{narrowed.codebook_name} {narrowed.codebook_version}".strip(),
        counts=counts_of(narrowed, format),
        provenance=narrowed.provenance,
    )


def counts_of(narrowed: Frames, format: ExportFormat) -> dict[str, str]:
    """Say how much a file of this format holds: what is counted -> its number, with its unit.

    A summary quotes some of the excerpts, and says of how many; a CSV file has no decisions, a QDC file
    nothing but the codebook.
    """
    if format == "qdc":
        return {"Codes": f"{counted(len(narrowed.themes), 'theme')} of the codebook, no contributions"}
    seen = totals(narrowed)
    coded = counted(seen.n_passages_coded, "passage")
    if not narrowed.is_by_coding:
        coded = of_total(seen.n_passages_coded, seen.n_passages - seen.n_fillers, "passage")
    decided = decided_of(narrowed.decisions)["kind"]
    held = {
        "Contributions": of_total(seen.n_contributions, seen.n_universe),
        "Passages": f"{coded} coded to {counted(seen.n_themes, 'theme')}",
        "Excerpts": f"{counted(seen.n_codings, 'excerpt')} (a passage coded to two themes is two)",
        "Decisions": f"{items_words(decided)} from {counted(seen.n_meetings, 'meeting')}",
    }
    if seen.n_uncoded:
        held["Not coded yet"] = f"{of_total(seen.n_uncoded, seen.n_universe)} not coded yet"
    if seen.n_fillers:
        held["Fillers"] = (
            f"{counted(seen.n_fillers, 'more passage')} that {verb(seen.n_fillers, 'says', 'say')} nothing"
        )
    if format in PAPER_FORMATS:
        quoted = of_total(_n_quoted(narrowed), seen.n_codings, "excerpt")
        held["Excerpts"] = f"{quoted}, at most {_most_quoted(narrowed)} for each position on a theme"
    if format == "csv":
        del held["Decisions"]
    return held


def _most_quoted(narrowed: Frames) -> int:
    """Return how many excerpts a position has at most: fewer in the summary of one theme."""
    return N_EXCERPTS if len(narrowed.filters.themes) == 1 else MOST_EXCERPTS


def _n_quoted(narrowed: Frames) -> int:
    most = _most_quoted(narrowed)
    made = (theme_synthesis(narrowed, each, N_EXCERPTS, most) for each in narrowed.themes["id"])
    return sum(len(statement.excerpts) for theme in made for statement in theme.statements)
