"""What travels between the rooms: small frozen records, checked when they are made.

file -> Contribution -> Passage -> Assignment(codings, proposed) -> review -> Coding(accepted | rejected)
report -> Meeting -> Decision(proposed) -> confirmed by a person -> DecisionLink <- Theme, Passage

>>> c = Contribution(id="2017-w1", text="Fewer sessions, please.", stakeholder_group="Civil Society")
>>> Passage.of(c, 0, 14).text
'Fewer sessions'
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, get_args

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

Position = Literal["for", "against", "mixed", "unclear"]
Origin = Literal["codebook", "model", "person"]
CodingStatus = Literal["proposed", "accepted", "rejected"]
Outcome = Literal["coded", "none", "undecided"]
DecisionKind = Literal["decision", "restated", "commitment", "conditional", "information"]
DecisionReview = Literal["proposed", "confirmed", "rejected"]
Progress = Literal["open", "under way", "done", "declined", "superseded"]
LinkStatus = Literal["proposed", "confirmed", "rejected"]
TopicVerdict = Literal["promoted", "merged", "dismissed", "undone"]
ReportFormat = Literal["report", "email", "workplan", "transcript", "table"]

POSITIONS: tuple[Position, ...] = get_args(Position)
DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)
PROGRESS: tuple[Progress, ...] = get_args(Progress)
DECISION_REVIEWS: tuple[DecisionReview, ...] = get_args(DecisionReview)
UNFINISHED: tuple[Progress, ...] = ("open", "under way")

RESTATES_NOTHING = "none"
"""Stands in `Decision.restates` where a person said that the item repeats no earlier one."""

PROPOSED_FROM = 0.5
"""A score is scaled per theme so that one half is where the theme applies."""


def _is_sample(source: str) -> bool:
    return source.casefold().startswith(SAMPLE_SOURCE.casefold())


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text, in characters: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A span must have 0 <= start < end. Got {self.start}, {self.end} instead.")


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
        return _is_sample(self.source)

    @property
    def display_name(self) -> str:
        """Whom to name on screen and paper: whom they spoke for, before it the person, only with consent.

        >>> Contribution(id="1", text="x", contributor="A. Person", organisation="A library").display_name
        'A library'
        """
        named = [self.contributor if self.may_publish_name else "", self.organisation]
        return ", ".join(dict.fromkeys(name for name in named if name)) or "Contributor not named"


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
class Phrase:
    """Words of a codebook in one language; an empty language means any."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class PositionGuide:
    """What being for, or against, means for one theme, and the words that tell it.

    `label` is the meaning in a few words, to stand beside a number: `20 for: a smaller programme`.
    """

    meaning: str = ""
    keywords: tuple[Phrase, ...] = ()
    label: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing of the position."""
        return not (self.meaning or self.keywords or self.label)


@dataclass(frozen=True, slots=True)
class Theme:
    """One entry of the people's scheme."""

    id: str
    name: str
    definition: str
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    keywords: tuple[Phrase, ...] = ()
    examples: tuple[Phrase, ...] = ()
    parent: str = ""
    position_for: PositionGuide = field(default_factory=PositionGuide)
    position_against: PositionGuide = field(default_factory=PositionGuide)

    @property
    def has_guide(self) -> bool:
        """Whether it says what being for, or against, means."""
        return not (self.position_for.is_empty and self.position_against.is_empty)


@dataclass(frozen=True, slots=True)
class Codebook:
    """A named, versioned scheme of themes; `coding.codebook` reads and checks it."""

    name: str
    version: str
    themes: tuple[Theme, ...]

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with this id; KeyError if there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)


@dataclass(frozen=True, slots=True)
class Coding:
    """One theme applied to one passage, by whom, on which evidence (offsets inside the passage)."""

    passage_id: str
    theme_id: str
    score: float
    position: Position = "unclear"
    evidence: tuple[Span, ...] = ()
    position_evidence: tuple[Span, ...] = ()
    origin: Origin = "codebook"
    status: CodingStatus = "proposed"
    coder: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise ValueError(f"A score must be between 0 and 1. Got {self.score} instead.")
        if self.origin == "person" and not self.coder:
            raise ValueError("A person's coding must carry the person's name.")


@dataclass(frozen=True, slots=True)
class Review:
    """What a person said of a passage as a whole: these themes, and of those asked about no others.

    `codings` are the accepted, and the rejected where the machine had proposed; their `score` is the
    machine's at that time, 0 for a theme that it had not proposed. `asked` are the themes of the codebook
    then in force, named in `codebook`. A withdrawal takes the review before it back.
    """

    passage_id: str
    version: int
    coder: str
    codings: tuple[Coding, ...] = ()
    asked: tuple[str, ...] = ()
    codebook: str = ""
    at: datetime | None = None
    note: str = ""
    is_withdrawal: bool = False

    @property
    def themes(self) -> dict[str, Position]:
        """The themes that the person found in the passage, with the position on each."""
        return {coding.theme_id: coding.position for coding in self.codings if coding.status == "accepted"}


@dataclass(frozen=True, slots=True)
class Assignment:
    """What coding one passage came to; `none` (no theme) and `undecided` (cannot tell) differ.

    `nearest_theme` and `nearest_score` are of the machine's best theme, coded or not. `review` is the one
    that stands; `version` counts all there were, withdrawn ones too.
    """

    passage_id: str
    outcome: Outcome
    codings: tuple[Coding, ...] = ()
    nearest_theme: str = ""
    nearest_score: float = 0.0
    review: Review | None = None
    version: int = 0

    @property
    def is_filler(self) -> bool:
        """Whether the passage says nothing ("N/A"): coding finds no theme near it, and no person did."""
        return self.outcome == "none" and not self.nearest_theme and self.review is None


@dataclass(frozen=True, slots=True)
class BlindCoding:
    """What one person found in one passage of a sample without seeing the machine or each other.

    A settlement is what was agreed on where two differed, or is the same where they did not.
    """

    passage_id: str
    coder: str
    themes: tuple[tuple[str, Position], ...] = ()
    at: datetime | None = None
    is_settlement: bool = False


@dataclass(frozen=True, slots=True)
class DoubleSample:
    """Passages drawn to be coded by two people each; `asked` are the themes that they choose from."""

    id: str
    passage_ids: tuple[str, ...]
    asked: tuple[str, ...]
    drawn_by: str
    codebook: str = ""
    at: datetime | None = None
    codings: tuple[BlindCoding, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicTerm:
    """A word, or two in a row, that tells a topic from the rest.

    `key` is its stem, by which terms are compared; `text` is as people wrote it; `weight` from 0 to 1.
    """

    key: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class TopicDecision:
    """What a person decided about a topic: it became a theme, went into a theme or another topic, or is none.

    `theme_id` or `into_topic` is where it went. A decision that was undone is followed by one that says so.
    """

    topic_id: str
    version: int
    verdict: TopicVerdict
    by: str
    theme_id: str = ""
    into_topic: str = ""
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What the machine found among passages that no theme covers; never a theme until a person says so.

    `passage_ids` have the nearest first, `nearness` (0 to 1) runs parallel to them. `coherence` (-1 to 1)
    tells how often its terms stand together, `recurrence` in which share of the resamples it was found.
    `is_found` says whether the last search found it; one that people decided about is kept after that.
    `decision` is the one that stands, `history` all there were with what undid them, the oldest first.
    """

    id: str
    name: str
    terms: tuple[TopicTerm, ...]
    passage_ids: tuple[str, ...]
    nearness: tuple[float, ...] = ()
    coherence: float = 0.0
    recurrence: float = 0.0
    is_found: bool = True
    decision: TopicDecision | None = None
    history: tuple[TopicDecision, ...] = ()

    @property
    def version(self) -> int:
        """How often people decided about it, or undid that."""
        return len(self.history)

    @property
    def is_proposal(self) -> bool:
        """Whether it waits for a person: found, and nobody has decided."""
        return self.is_found and self.decision is None


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a contribution stood in the input, and the heading over its id; row as in `Problem`."""

    file: str
    row: int | None = None
    id_column: str = "id"


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone at a meeting and the bodies they spoke for."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a report with the number it carries there (or one counted by us)."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its report tells it; the date and the body, not the number, are the key."""

    id: str
    title: str
    body: str = ""
    number: str = ""
    held_on: date | None = None
    format: ReportFormat = "report"
    agenda: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    source: str = ""

    @property
    def is_sample(self) -> bool:
        """Whether it was composed or retold for this project rather than received."""
        return _is_sample(self.source)


@dataclass(frozen=True, slots=True)
class Decision:
    """An item of the register: the exact words of a report and what became of them.

    `progress_by` is who said how far it is; empty where that is only what the report itself says, or where
    nobody has said anything and it counts as open. `progress_reason` says why it was declined, `reason` why
    a person rejected the item. `restates` is the id of the earlier item of which this one is a repetition,
    as a person confirmed it. `source`, `reference` and the rest of that line are the columns of a table of
    proposals. `version` counts what the register holds of it, 1 as it was first proposed.
    """

    id: str
    meeting_id: str
    paragraph: str
    quote: str
    kind: DecisionKind
    context: str = ""
    owner: str = ""
    due: str = ""
    due_on: date | None = None
    review: DecisionReview = "proposed"
    progress: Progress = "open"
    progress_by: str = ""
    progress_reason: str = ""
    superseded_by: str = ""
    restates: str = ""
    reason: str = ""
    category: str = ""
    tags: str = ""
    source: str = ""
    reference: str = ""
    cross_reference: str = ""
    cost: str = ""
    remark: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class DecisionLink:
    """Ties a decision to exactly one theme or passage, with the reason shown to people.

    `by` and `at` say who confirmed or rejected it last, and when; `version` counts how often people did.
    """

    decision_id: str
    theme_id: str = ""
    passage_id: str = ""
    score: float = 0.0
    status: LinkStatus = "proposed"
    why: str = ""
    by: str = ""
    at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if bool(self.theme_id) == bool(self.passage_id):
            raise ValueError("A decision link must have exactly one target: a theme or a passage.")

    @property
    def key(self) -> tuple[str, str, str]:
        """What it ties together."""
        return self.decision_id, self.theme_id, self.passage_id


@dataclass(frozen=True, slots=True)
class Run:
    """What was run on what, so that a number can be made again."""

    id: str
    command: str
    codebook_version: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    input_hashes: tuple[tuple[str, str], ...] = ()
    library_versions: tuple[tuple[str, str], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a view or an export is narrowed to: any of the values inside a field, all fields together.

    An empty field filters nothing. `review` holds coding states: proposed, accepted. The last two are
    no filters but ways to count, and go wherever the filters go: `copies_once` takes contributions that share
    their text for one, `without_repeats` leaves out passages that repeat what their organisation had said
    before.
    """

    cycles: tuple[int, ...] = ()
    stakeholder_groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    copies_once: bool = False
    without_repeats: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether everything passes, however it is counted."""
        return replace(self, copies_once=False, without_repeats=False) == Filters()


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


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a view or an export rests on, read from the store in one transaction.

    `revision` counts the changes of the store; `changed_at` is when the last one was made, so that
    two exports of one state are the same bytes. `assignments` are the latest of each passage, with a
    person's codings standing over the machine's. `runs` are in the order in which they were made.
    """

    revision: int = 0
    changed_at: datetime | None = None
    codebook: Codebook = field(default_factory=lambda: Codebook("", "", ()))
    contributions: tuple[Contribution, ...] = ()
    passages: tuple[Passage, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    copies: tuple[CopyGroup, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    links: tuple[DecisionLink, ...] = ()
    samples: tuple[DoubleSample, ...] = ()
    topics: tuple[Topic, ...] = ()
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement as the program wrote it when a drafter last looked: its words, and what it cited.

    `cites` is a fingerprint, so that a statement with the same words about other contributions is another.
    """

    key: str
    text: str
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a drafter made of a statement: other words, or none at all.

    `text` calls the notes of the statement as "[1]", and those of the drafter, which cite the contributions
    in `cited`, as "[c1]"; empty where the words stayed. A struck statement keeps its words for later.
    """

    key: str
    text: str = ""
    cited: tuple[tuple[str, ...], ...] = ()
    is_struck: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OwnParagraph:
    """A paragraph that a drafter added after the statement `after`, under the headings `section`."""

    key: str
    after: str
    section: str
    text: str
    cited: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper in the hands of its drafters: which one, narrowed to what, and what they changed in it.

    `order` holds the keys of the statements that were moved, with their neighbours; `seen` the statements
    that the drafters know, those they edited as they were then.
    """

    kind: str
    title: str
    theme: str = ""
    filters: Filters = field(default_factory=Filters)
    edits: tuple[Edit, ...] = ()
    own: tuple[OwnParagraph, ...] = ()
    order: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A draft as somebody saved it; `restores` is the earlier version that it brought back, if any."""

    draft_id: str
    version: int
    draft: Draft
    by: str
    note: str = ""
    restores: int = 0
    at: datetime | None = None
