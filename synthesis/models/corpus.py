"""What was received: contributions, the passages cut from them, and what reading them had to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

UNKNOWN = "unknown"

STAKEHOLDER_GROUPS = (
    "Government",
    "Intergovernmental Organization",
    "Civil Society",
    "Technical Community",
    "Private Sector",
    UNKNOWN,
)
"""The groups of the IGF, in its own order and spelling; `unknown` is last."""

REGIONS = (
    "African Group",
    "Asia-Pacific Group",
    "Eastern European Group",
    "Latin American and Caribbean Group (GRULAC)",
    "Western European and Others Group (WEOG)",
    "Intergovernmental Organizations",
    "Other",
    UNKNOWN,
)
"""The regional groups of the United Nations as the IGF counts them; `unknown` is last."""

SAMPLE_SOURCE = "Sample data"
"""A source that begins so was composed for this project, and is marked wherever it is shown."""

ANSWER_SEPARATOR = "\n\n"
"""Stands between the answers of one contribution in its text."""


def is_sample_source(source: str) -> bool:
    """Whether a record with this source was composed for this project."""
    return source.casefold().startswith(SAMPLE_SOURCE.casefold())


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a contribution's form and where its answer stands in the text."""

    question: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one contributor sent to one stocktaking, stored once, as it was written.

    `group_as_given`, `region_as_given` hold the contributor's own words where they differ from ours.
    `cycle` is the year taken stock of. `may_publish_name` is the consent to publish `contributor`.
    """

    id: str
    text: str
    contributor: str = ""
    organisation: str = ""
    stakeholder_group: str = UNKNOWN
    group_as_given: str = ""
    region: str = UNKNOWN
    region_as_given: str = ""
    country: str = ""
    cycle: int | None = None
    language: str = ""
    submitted_on: date | None = None
    source: str = ""
    may_publish_name: bool = False
    answers: tuple[Answer, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError(f"Contribution {self.id!r} must have some text.")
        if self.stakeholder_group not in STAKEHOLDER_GROUPS:
            raise ValueError(f"Unknown stakeholder group {self.stakeholder_group!r}.")
        if self.region not in REGIONS:
            raise ValueError(f"Unknown region {self.region!r}.")

    @property
    def is_sample(self) -> bool:
        """Whether it was composed for this project rather than received."""
        return is_sample_source(self.source)

    @property
    def display_name(self) -> str:
        """Whom to name on screen and paper: whom they spoke for, before it the person, only with consent.

        Of two names one of which begins with the other, as an organisation that fills in both fields gives
        them, the longer stands alone; the organisation's only if a comma, a semicolon or a bracket follows
        in it: "Maria" and "Maria Foundation" both stand.

        >>> Contribution(id="1", text="x", contributor="A. Person", organisation="A library").display_name
        'A library'
        """
        named = [self.contributor if self.may_publish_name else "", self.organisation]
        return ", ".join(_each_once([name for name in named if name])) or "Contributor not named"


def _each_once(named: list[str]) -> list[str]:
    """Leave out a name that the other one begins with; the first of them only before a comma.

    >>> _each_once(["Trade association, Asia", "Trade Association"]), _each_once(["An Li", "An Lithograph"])
    (['Trade association, Asia'], ['An Li', 'An Lithograph'])
    """
    if len(named) < 2:
        return named
    first, second = (" ".join(name.casefold().split()) for name in named)
    if _begins_with(first, second):
        return named[:1]
    # A person may be called as the organisation begins ("Maria", "Maria Foundation"): only before a comma.
    return named[1:] if _begins_with(second, first, ends=",;(") else named


def _begins_with(longer: str, shorter: str, ends: str = "") -> bool:
    """Whether the longer name begins with the shorter, whole words; `ends` are what may come after it."""
    rest = longer.removeprefix(shorter)
    if not rest:
        return True
    if len(rest) == len(longer):
        return False
    return rest.lstrip()[:1] in ends if ends else not rest[0].isalnum()


CYCLES = range(2005, 2101)
"""Years that can be taken stock of; any other number is a slip."""

SENT_FIELDS = (
    "text",
    "contributor",
    "organisation",
    "stakeholder_group",
    "group_as_given",
    "region",
    "region_as_given",
    "country",
    "cycle",
    "submitted_on",
    "may_publish_name",
)
"""What the contributor sent: two records of one id are identical if they are alike in these. Where the
file lies and what we detected may differ between two loads."""


CORRECTABLE = (
    "organisation",
    "stakeholder_group",
    "region",
    "country",
    "cycle",
    "submitted_on",
    "language",
)
"""What a person can correct where a file was read wrongly; the words are the contributor's."""

Corrected = Mapping[str, str | int | None]
"""Values of such fields as they are stored: the year as a number, the date as ISO text."""


@dataclass(frozen=True, slots=True)
class Correction:
    """All that stands corrected of a contribution after one version: by whom, why and when."""

    contribution_id: str
    version: int
    values: Corrected
    by: str
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim stretch of a contribution that says one thing; the unit that is coded."""

    id: str
    contribution_id: str
    start: int
    end: int
    text: str
    language: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or not self.text.strip():
            raise ValueError(f"Passage {self.id!r} must have 0 <= start < end and some text.")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"Passage {self.id!r} must be as long as its offsets say.")

    @classmethod
    def of(cls, contribution: Contribution, start: int, end: int, language: str = "") -> Passage:
        """Cut `contribution.text[start:end]`; the id is the contribution's with the offsets."""
        text = contribution.text[start:end]
        return cls(f"{contribution.id}:{start}-{end}", contribution.id, start, end, text, language)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that a person should know: refused, repaired, or left unknown.

    `row` counts from 1 with the heading as row 1, as a spreadsheet shows it; None for a whole file.
    """

    file: str
    reason: str
    row: int | None = None
    column: str = ""
    is_refusal: bool = False

    def as_dict(self) -> dict[str, str | int | None]:
        """Return where and why, as every command prints it with `--json`.

        >>> Problem("inputs.csv", "The row has no text.", 3, "text").as_dict()
        {'file': 'inputs.csv', 'row': 3, 'column': 'text', 'reason': 'The row has no text.'}
        """
        return {"file": self.file, "row": self.row, "column": self.column, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a contribution stood in the input, and the heading over its id; row as in `Problem`."""

    file: str
    row: int | None = None
    id_column: str = "id"


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Contributions whose texts are the same or nearly so; all are loaded, none is dropped."""

    id: str
    contribution_ids: tuple[str, ...]
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage that says again what the passage `of` an earlier contribution of its organisation said."""

    passage_id: str
    of: str
    is_exact: bool
