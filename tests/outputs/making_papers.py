"""A paper made by hand that holds every block, six languages and hostile texts; composed for these tests."""

from __future__ import annotations

from datetime import UTC, datetime

from synthesis.outputs.facts import Facts
from synthesis.outputs.papers.blocks import (
    Bars,
    Block,
    Callout,
    Cite,
    Contents,
    Entry,
    Heading,
    Listing,
    Note,
    Paper,
    Paragraph,
    Quote,
    Statement,
    Table,
)

CHANGED_AT = datetime(2018, 5, 2, 14, 30, 5, tzinfo=UTC)
N_ENTRIES = 45
LONG_WORD = "Donau" * 40
HOSTILE = (
    '#panic("code") *strong* _emphasis_ $x^2$ `raw` <label> @ref <script>alert(1)</script> '
    '[link](http://evil.example) =HYPERLINK("http://evil.example") \\ // comment /* more */ '
    "&amp; ]]> \"quoted\" 'single' -- 1."
)
CONTROL = "One\x00two\x0bthree \ufffe four"
VOICES = {
    "en": "Show the coalitions on the front page.",
    "fr": "Il faut publier les résultats, même provisoires, avant l’été.",
    "es": "¿Por qué no reducir el número de talleres?",
    "ru": "Сделайте программу короче и яснее.",
    "ar": "نرجو نتائج ملموسة لكل جلسة رئيسية (3 رسائل على الأكثر).",
    "zh": "会议的场次太多，请减少。每场会议应有明确的成果。",
}


def some_facts(changed_at: datetime | None = CHANGED_AT, *, is_sample: bool = True) -> Facts:
    return Facts(
        title="Synthesis of stakeholder contributions",
        theme_id="",
        is_sample=is_sample,
        sample_note="Sample data: composed for this project." if is_sample else "",
        filters="none, everything is included",
        counting="Each contribution is counted.",
        changed_at=changed_at,
        codebook="Test themes 1.2",
        counts={"Contributions": "45 of 45 contributions"},
    )


def a_paper(*more: Block, changed_at: datetime | None = CHANGED_AT, is_sample: bool = True) -> Paper:
    about = some_facts(changed_at, is_sample=is_sample)
    return Paper("synthesis", about.title, about, (*_front(), *_theme(), *more, *_end()))


def a_short_paper(*blocks: Block) -> Paper:
    """A paper that holds nothing but some blocks."""
    about = some_facts()
    return Paper("theme", about.title, about, blocks)


def _front() -> tuple[Block, ...]:
    return (
        Callout("Sample data: all of it was composed for this project."),
        Contents(),
        Heading(1, "Who replied"),
        Paragraph(
            "45 contributions from 5 stakeholder groups were received in reply to the call for inputs."
        ),
        Bars(
            "Positions on the size of the programme, by stakeholder group",
            "Bars: in Civil Society 9 are for and 3 against, in Government 4 for, 1 against and 1 mixed.",
            ("For", "Against", "Mixed", "Unclear"),
            (
                ("Civil Society", (9, 3, 0, 2)),
                ("Government", (4, 1, 1, 0)),
                ("Intergovernmental Organization", (0, 2, 0, 0)),
                ("Gruppe mit ‮ <b>langem</b> Namen 会议 نرجو", (30, 1, 1, 1)),
                ("Nobody", (0, 0, 0, 0)),
            ),
        ),
    )


def _theme() -> tuple[Block, ...]:
    return (
        Heading(1, "Size of the programme"),
        Paragraph(HOSTILE),
        Paragraph(CONTROL),
        Heading(2, "For: a smaller programme"),
        Statement(
            "size/for",
            "18 of 45 contributions, from four of five stakeholder groups, found the programme too large [1]"
            "; 4, all from the Technical Community, wanted it kept as rich [2]. No [9] note is called here.",
            (
                Note(tuple(cite(n) for n in range(18)), "In all:", ""),
                Note((cite(18), cite(19), Cite("absent", "C999")), tail="and others."),
            ),
            is_proposed=True,
        ),
        *(_confirmed(number) for number in range(40)),
        Heading(2, "In six languages"),
        *(
            Quote(text, f"A contributor who writes {code} (for)", code, cite(place))
            for place, (code, text) in enumerate(VOICES.items())
        ),
        Quote(HOSTILE, '<b>"Hostile" & co</b> #eval("1")', "unknown"),
        Quote(f"A very long word: {LONG_WORD}\nand a second line.", "Somebody", "de"),
        Heading(1, "Tables"),
        Table(
            ("Stakeholder group", "What was said " + LONG_WORD, "Contributions", "Share"),
            tuple(
                (f"Group {n}", HOSTILE if n == 3 else "Words " * (n % 9), f"{n:,}", "4 %") for n in range(70)
            ),
            n_text=2,
            caption="A table that is longer than a page",
        ),
        Table(("Region", "Contributions"), (("African Group *", "3"),)),
        Paragraph(LONG_WORD),
    )


def _confirmed(number: int) -> Statement:
    return Statement(
        f"size/{number}", f"{number} of 45 contributions said so [1].", (Note((cite(number),), "See", "."),)
    )


def _end() -> tuple[Block, ...]:
    entries = tuple(entry(n) for n in range(N_ENTRIES))
    return (Heading(1, "Contributions"), Listing((*entries, entry(0))))


def cite(number: int) -> Cite:
    return Cite(f"c{number:03}", f"C{number + 1}")


def entry(number: int) -> Entry:
    words = {3: HOSTILE, 4: VOICES["ar"], 5: VOICES["zh"]}.get(
        number, "Librarians' network, Civil Society, 2017"
    )
    return Entry(f"c{number:03}", f"C{number + 1}", words)
