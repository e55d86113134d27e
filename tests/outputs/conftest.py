"""A stocktaking small enough to count by hand.

12 contributions (11 of 2017, 1 of 2016), 25 passages, 4 themes, 2 meetings, 6 decisions.

    id   group                    region          language  themes and positions
    c01  Civil Society            GRULAC          en        visibility for, programme_size against
    c02  Civil Society            African Group   en        visibility for (accepted)
    c03  Civil Society            WEOG            en        visibility for and against -> mixed, campaign k1
    c04  Civil Society            WEOG            en        visibility for (copy of the campaign k1)
    c05  Government               African Group   fr        visibility unclear, outcome_orientation for
    c06  Government               Asia-Pacific    zh        programme_size against
    c07  Technical Community      WEOG            en        outcome_orientation against (accepted)
    c08  Private Sector           WEOG            en        rejected on visibility -> none of the themes
    c09  Intergovernmental Org.   IGO             ar        outcome_orientation for
    c10  unknown (Academia)       unknown         en        undecided -> cannot tell
    c11  Civil Society            GRULAC          en        visibility for; its text attacks a spreadsheet
    c12  Government               WEOG            en        visibility for, cycle 2016
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from synthesis.models import (
    Assignment,
    Codebook,
    Coding,
    CodingStatus,
    Contribution,
    CopyGroup,
    Decision,
    DecisionLink,
    Meeting,
    Paragraph,
    Passage,
    Position,
    PositionGuide,
    Run,
    Snapshot,
    Span,
    Theme,
)
from synthesis.outputs.tables import Frames, frames

GRULAC = "Latin American and Caribbean Group (GRULAC)"
WEOG = "Western European and Others Group (WEOG)"
IGO = "Intergovernmental Organization"
HIDDEN_NAME = "Hidden Personne"
SHOWN_NAME = "Shown Persona"
ATTACK = (
    '=HYPERLINK("http://evil.example","click") <script>alert(1)</script> **bold** [link](http://evil.example)'
)
ARABIC = "نرجو نتائج ملموسة لكل جلسة رئيسية."
CHINESE = "会议的场次太多，请减少。"

THEMES = (
    Theme("visibility", "Visibility of coalitions", "How well coalitions are seen."),
    Theme("cross_fertilization", "Cooperation between groups", "Work that groups do with each other."),
    Theme("outcome_orientation", "Tangible outcomes", "Whether sessions end in something usable."),
    Theme("programme_size", "Size of the programme", "How many sessions there are."),
)

CODED: dict[
    str, tuple[dict[str, object], list[tuple[str, list[tuple[str, Position, float, CodingStatus]]]]]
] = {
    "c01": (
        {
            "organisation": "Civil society network, Latin America",
            "stakeholder_group": "Civil Society",
            "region": GRULAC,
        },
        [
            ("Show the coalitions on the front page.", [("visibility", "for", 0.9, "proposed")]),
            ("There are too many parallel sessions.", [("programme_size", "against", 0.8, "proposed")]),
            ("Thank you for the coffee.", []),
        ],
    ),
    "c02": (
        {"contributor": HIDDEN_NAME, "stakeholder_group": "Civil Society", "region": "African Group"},
        [
            ("Coalitions deserve a place in the opening.", [("visibility", "for", 0.7, "accepted")]),
            ("We came by bus.", []),
        ],
    ),
    "c03": (
        {"organisation": "Digital rights group", "stakeholder_group": "Civil Society", "region": WEOG},
        [
            ("Coalitions need a page of their own.", [("visibility", "for", 0.6, "proposed")]),
            (
                "More publicity would turn coalitions into shows.",
                [("visibility", "against", 0.5, "proposed")],
            ),
        ],
    ),
    "c04": (
        {"organisation": "Another rights group", "stakeholder_group": "Civil Society", "region": WEOG},
        [
            ("Coalitions need a page of their own!", [("visibility", "for", 0.6, "proposed")]),
            ("Kind regards.", []),
        ],
    ),
    "c05": (
        {
            "organisation": "Ministère",
            "stakeholder_group": "Government",
            "region": "African Group",
            "country": "Senegal",
        },
        [
            ("Les coalitions furent présentées lundi.", [("visibility", "unclear", 0.4, "proposed")]),
            ("Il faut des résultats concrets.", [("outcome_orientation", "for", 0.8, "proposed")]),
            ("Merci.", []),
        ],
    ),
    "c06": (
        {"stakeholder_group": "Government", "region": "Asia-Pacific Group"},
        [(CHINESE, [("programme_size", "against", 0.7, "proposed")]), ("谢谢。", [])],
    ),
    "c07": (
        {
            "contributor": SHOWN_NAME,
            "may_publish_name": True,
            "organisation": "Registry",
            "stakeholder_group": "Technical Community",
            "region": WEOG,
        },
        [
            (
                "Negotiated texts would end open dialogue.",
                [("outcome_orientation", "against", 0.9, "accepted")],
            ),
            ("The network was fast.", []),
        ],
    ),
    "c08": (
        {"organisation": "Operator", "stakeholder_group": "Private Sector", "region": WEOG},
        [
            ("The venue was easy to see from the station.", [("visibility", "for", 0.5, "rejected")]),
            ("Good food.", []),
        ],
    ),
    "c09": (
        {
            "organisation": "Regional body",
            "stakeholder_group": IGO,
            "region": "Intergovernmental Organizations",
        },
        [(ARABIC, [("outcome_orientation", "for", 0.6, "proposed")]), ("شكرا.", [])],
    ),
    "c10": (
        {"stakeholder_group": "unknown", "group_as_given": "Academia", "source": "Sample data: composed"},
        [("Something ought to be done about all this.", [])],
    ),
    "c11": (
        {"organisation": "=1+1 Collective", "stakeholder_group": "Civil Society", "region": GRULAC},
        [(ATTACK, [("visibility", "for", 0.3, "proposed")]), ("Bye.", [])],
    ),
    "c12": (
        {"organisation": "Ministry", "stakeholder_group": "Government", "region": WEOG, "cycle": 2016},
        [
            ("Coalitions were hard to find.", [("visibility", "for", 0.6, "proposed")]),
            ("See you next year.", []),
        ],
    ),
}

LANGUAGES = {"c05": "fr", "c06": "zh", "c09": "ar"}


def a_contribution(cid: str) -> tuple[Contribution, tuple[Passage, ...], tuple[Assignment, ...]]:
    """Join the passages into one text, so that each stands where its offsets say."""
    given, said = CODED[cid]
    fields: dict[str, object] = {
        "cycle": 2017,
        "language": LANGUAGES.get(cid, "en"),
        "submitted_on": date(2018, 1, 15),
    }
    text = "\n\n".join(words for words, _ in said)
    contribution = Contribution(id=cid, text=text, **(fields | given))  # type: ignore[arg-type]
    passages, assignments, start = [], [], 0
    for words, codings in said:
        passage = Passage.of(contribution, start, start + len(words), contribution.language)
        passages.append(passage)
        assignments.append(an_assignment(cid, passage, codings))
        start += len(words) + 2
    return contribution, tuple(passages), tuple(assignments)


def an_assignment(
    cid: str, passage: Passage, codings: list[tuple[str, Position, float, CodingStatus]]
) -> Assignment:
    made = tuple(
        Coding(passage.id, theme, score, position, (Span(0, 4),), (), "codebook", status)
        for theme, position, score, status in codings
    )
    if made:
        return Assignment(passage.id, "coded", made, made[0].theme_id, made[0].score)
    return Assignment(passage.id, "undecided" if cid == "c10" else "none", (), "visibility", 0.2)


MEETINGS = (
    Meeting(
        "m25",
        "25th coordination meeting",
        body="Dynamic Coalitions",
        held_on=date(2018, 3, 9),
        paragraphs=(
            Paragraph("3", "A page was asked for. It was agreed to open a page for coalitions."),
            Paragraph("5", "The Secretariat would report on the programme. The list was launched."),
        ),
        source="Sample data: retold",
    ),
    Meeting(
        "m24",
        "24th coordination meeting",
        body="Dynamic Coalitions",
        held_on=date(2018, 2, 5),
        paragraphs=(Paragraph("2", "It was decided to publish session reports. Badges might be printed."),),
        source="Sample data: retold",
    ),
)

DECISIONS = (
    Decision("d4", "m24", "2", "It was decided to publish session reports.", "decision", progress="done"),
    Decision(
        "d1",
        "m25",
        "3",
        "It was agreed to open a page for coalitions.",
        "decision",
        context="A page was asked for.",
        owner="Secretariat",
        due="before the summer",
        due_on=date(2018, 6, 1),
        review="confirmed",
        progress="under way",
    ),
    Decision(
        "d2", "m25", "5", "The Secretariat would report on the programme.", "commitment", owner="Secretariat"
    ),
    Decision("d3", "m25", "5", "The list was launched.", "information"),
    Decision("d5", "m24", "2", "Badges might be printed.", "conditional", review="rejected"),
)

LINKS = (
    DecisionLink("d1", theme_id="visibility", score=0.9, status="confirmed", why="page, coalitions"),
    DecisionLink("d1", passage_id="c01:0-38", score=0.5, why="the same words"),
    DecisionLink("d2", theme_id="programme_size", score=0.5, why="programme"),
    DecisionLink("d3", theme_id="visibility", score=0.4, why="list"),
    DecisionLink("d4", theme_id="outcome_orientation", score=0.7, why="reports"),
    DecisionLink("d5", theme_id="visibility", score=0.2, why="badges"),
    DecisionLink("d4", theme_id="visibility", score=0.1, status="rejected", why="session"),
)

RUNS = (
    Run("load-0", "load", counts=(("received", 12),), at=datetime(2018, 4, 1, 9, 0, tzinfo=UTC)),
    Run(
        "code-1a2b3c",
        "code",
        "1.2",
        (("codebook", "Test themes"), ("encoder", "none")),
        (("codebook", "aa11"), ("passages", "bb22")),
        (("numpy", "2.4.6"),),
        (("passages", 25), ("coded", 13), ("none", 11), ("undecided", 1), ("kept", 0), ("codings", 14)),
        datetime(2018, 4, 2, 9, 0, tzinfo=UTC),
    ),
    Run("discover-9", "discover", "1.2", at=datetime(2018, 4, 3, 9, 0, tzinfo=UTC)),
)


def a_snapshot() -> Snapshot:
    """Compose the stocktaking of the docstring above."""
    made = [a_contribution(cid) for cid in CODED]
    return Snapshot(
        revision=7,
        changed_at=datetime(2018, 5, 2, 14, 30, 5, tzinfo=UTC),
        codebook=Codebook("Test themes", "1.2", THEMES),
        contributions=tuple(contribution for contribution, _, _ in made),
        passages=tuple(passage for _, passages, _ in made for passage in passages),
        assignments=tuple(assignment for _, _, assignments in made for assignment in assignments),
        copies=(CopyGroup("k1", ("c03", "c04"), is_exact=False),),
        meetings=MEETINGS,
        decisions=DECISIONS,
        links=LINKS,
        runs=RUNS,
    )


def a_labelled_snapshot() -> Snapshot:
    """The same stocktaking, whose codebook says what for and against mean on the size of the programme."""
    made = a_snapshot()
    sides = {
        "position_for": PositionGuide("Wants fewer sessions.", label="a <smaller> programme"),
        "position_against": PositionGuide("Finds there are too many.", label="as large as now"),
    }
    themes = (*THEMES[:-1], replace(THEMES[-1], **sides))  # type: ignore[arg-type]
    return replace(made, codebook=Codebook("Test themes", "1.3", themes))


def without_sides(made: Snapshot) -> Snapshot:
    """The same stocktaking, where nobody's position on the size of the programme can be told."""
    unclear = tuple(
        replace(
            each,
            codings=tuple(
                replace(coding, position="unclear") if coding.theme_id == "programme_size" else coding
                for coding in each.codings
            ),
        )
        for each in made.assignments
    )
    return replace(made, assignments=unclear)


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return a_snapshot()


@pytest.fixture(scope="session")
def whole(snapshot: Snapshot) -> Frames:
    return frames(snapshot)
