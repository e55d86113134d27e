"""An excerpt, a decision, a contribution: records -> HTML in which everything people wrote is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import ui
from dashboard.ui import Mark
from synthesis.models import UNKNOWN, Contribution, Passage, Theme
from synthesis.outputs.phrases import cut_marked, due_words
from synthesis.outputs.words import (
    DECISION_REVIEW_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    PROGRESS_WORDS,
    SAMPLE_MARK,
    language_name,
)

Row = Mapping[Any, Any]


PAGE_LANGUAGE = "en"
"""The language that the pages are written in."""


def citation(
    name: str, group: str, region: str, cycle: object, *, language: str = "", is_sample: bool = False
) -> str:
    """Return whose words these are: name, group, region, cycle; what is unknown is said to be.

    The language is named where it is known and another than that of the page.
    """
    who = f'<span class="who" {ui.BIDI}>{ui.text(name)}</span>'
    given = [
        "stakeholder group unknown" if group == "unknown" else group,
        "region unknown" if region == "unknown" else region,
        f"cycle {cycle}" if str(cycle).isdigit() else "cycle unknown",
    ]
    sample = f' <span class="mark-sample">{SAMPLE_MARK}</span>' if is_sample else ""
    return f'<p class="citation">{who}, {ui.text(", ".join(given))}{_language(language)}{sample}</p>'


def citation_of(contribution: Contribution, language: str) -> str:
    """Return whose words a contribution's are; `language` is that of the words shown."""
    return citation(
        contribution.display_name,
        contribution.stakeholder_group,
        contribution.region,
        contribution.cycle or UNKNOWN,
        language=language,
        is_sample=contribution.is_sample,
    )


def _language(code: str, *expected: str) -> str:
    """Return the name of a language as a mark; nothing for the page's, an unknown or an expected one."""
    if code in ("", UNKNOWN, PAGE_LANGUAGE, *expected):
        return ""
    return f' <span class="mark-language">{ui.text(language_name(code))}</span>'


def quote(text: str, language: str, marks: Sequence[Mark] = ()) -> str:
    """Return words verbatim, in their language and direction."""
    spoken = ui.language_attribute(language)
    return f'<blockquote class="quote" {spoken}>{ui.marked_text(text, marks)}</blockquote>'


def excerpt_card(row: Row, marks: Sequence[Mark] = (), badges: str = "") -> str:
    """Return a passage with whose words they are.

    `row` needs `text, language, name, stakeholder_group, region, cycle, is_sample`.
    """
    top = f'<p class="badges">{badges}</p>' if badges else ""
    said = citation(
        row["name"],
        row["stakeholder_group"],
        row["region"],
        row["cycle"],
        language=row["language"],
        is_sample=bool(row["is_sample"]),
    )
    return f'<article class="excerpt">{top}{quote(row["text"], row["language"], marks)}{said}</article>'


def passage_in_place(
    passage: Passage,
    cited: str,
    *,
    before: Passage | None,
    after: Passage | None,
    question: str,
    marks: Sequence[Mark],
) -> str:
    """Return a passage to be judged, between the ones around it; `cited` is its `citation`."""
    asked = _question(question) if question else ""
    return (
        f'<article class="judged">{cited}{asked}{_beside(before)}'
        f"{quote(passage.text, passage.language, marks)}{_beside(after)}</article>"
    )


def _beside(passage: Passage | None) -> str:
    if passage is None:
        return ""
    return f'<p class="beside" {ui.language_attribute(passage.language)}>{ui.text(passage.text)}</p>'


def passage_badges(row: Row, names: Mapping[str, str]) -> str:
    """Return the themes and positions of a row of `passage_table`, or why it has none; who said it too."""
    shared = f"Text shared by {row['n_alike']} contributions" if row["n_alike"] > 1 else ""
    return _outcome_badges(row, names) + repeat_badge(row["repeat_words"]) + repeat_badge(shared)


def repeat_badge(words: str) -> str:
    """Return where else the same was said; nothing where there are no words for it."""
    return ui.badge(words, "repeat") if words else ""


def _outcome_badges(row: Row, names: Mapping[str, str]) -> str:
    if row["outcome"] != "coded":
        return ui.badge(OUTCOME_WORDS[row["outcome"]], "outcome")
    codings = zip(row["theme_ids"], row["has_sides"], row["positions"], row["labels"], strict=True)
    themes = [
        ui.badge(names[theme], "theme") + (ui.position_badge(*taken) if has_sides else "")
        for theme, has_sides, *taken in codings
    ]
    return "".join(themes) + ui.review_badge(row["is_confirmed"])


def decision_card(row: Row, why: str = "", *, themes: str = "", has_meeting: bool = True) -> str:
    """Return a decision: its exact words, what kind, who, until when, how far, and where it stands.

    `row` is one of `decision_table`.
    """
    badges = [
        ui.badge(KIND_WORDS[row["kind"]], "kind"),
        ui.badge(PROGRESS_WORDS[row["progress"]], "progress"),
        ui.review_badge(row["review"] == "confirmed")
        if row["review"] != "rejected"
        else ui.badge(DECISION_REVIEW_WORDS["rejected"], "rejected"),
    ]
    due = due_words(row["due"], row["due_on"])
    facts = [("Owner", row["owner"] or "not named"), ("Due", due or "not said")]
    if row["context"]:
        facts.append(("Context", row["context"]))
    if themes:
        facts.append(("Themes", themes))
    if why:
        facts.append(("Linked by", why))
    listed = "".join(_fact(name, value) for name, value in facts)
    place = f"paragraph {row['paragraph']}" if row["paragraph"] else "paragraph not numbered"
    source = f"{meeting_words(row)}, {place}" if has_meeting else place.capitalize()
    sample = f' <span class="mark-sample">{SAMPLE_MARK}</span>' if row["is_sample"] else ""
    return (
        f'<article class="decision"><p class="badges">{"".join(badges)}</p>'
        f"{quote(cut_marked(row['quote']), '')}"
        f'<dl class="facts">{listed}</dl><p class="citation">{ui.text(source)}{sample}</p></article>'
    )


def _fact(name: str, value: str) -> str:
    width = ' class="long"' if name in {"Context", "Linked by", "Themes"} else ""
    return f"<div{width}><dt>{ui.text(name)}</dt><dd {ui.BIDI}>{ui.text(value)}</dd></div>"


def meeting_words(row: Row) -> str:
    """Return a meeting's title with its date."""
    return f"{row['meeting']}, {row['held_on']}" if row["held_on"] else f"{row['meeting']}, date unknown"


def paragraph(text: str, quoted: str) -> str:
    """Return a report's paragraph with the quote marked in it."""
    start = text.find(quoted)
    marks = [Mark(start, start + len(quoted), "quoted")] if start >= 0 else []
    return f'<blockquote class="quote paragraph" {ui.BIDI}>{ui.marked_text(text, marks)}</blockquote>'


def contribution_text(
    contribution: Contribution,
    passages: Sequence[Passage],
    rows: Mapping[str, Row],
    names: Mapping[str, str],
    language: str,
    here: str,
    evidence: Mapping[str, Sequence[Mark]],
) -> str:
    """Return a contribution whole: its questions, its words, its passages with what they are coded to.

    Parameters
    ----------
    contribution : Contribution
    passages : sequence of Passage
        Of this contribution.
    rows : mapping of passage id to a row of `passage_table`
    names : mapping of theme id to name
    language : str
        That of the contribution.
    here : str
        Id of the passage that was asked for; it is framed.
    evidence : mapping of passage id to marks
        Offsets inside the passage.
    """
    questions = {answer.start: answer.question for answer in contribution.answers if answer.question}
    parts: list[str] = []
    place = 0
    for passage in sorted(passages, key=lambda p: p.start):
        if passage.start < place:
            continue
        parts.append(_between(contribution.text, place, passage.start, questions))
        if passage.start in questions:
            parts.append(_question(questions[passage.start]))
        parts.append(
            _passage(
                passage,
                rows.get(passage.id),
                names,
                language,
                passage.id == here,
                evidence.get(passage.id, ()),
            )
        )
        place = passage.end
    parts.append(_between(contribution.text, place, len(contribution.text), questions))
    return f'<div class="whole">{"".join(parts)}</div>'


def _between(text: str, start: int, end: int, questions: Mapping[int, str]) -> str:
    """Return what lies outside the passages; white space alone is left out."""
    words = text[start:end]
    if not words.strip():
        return ""
    asked = "".join(_question(question) for place, question in questions.items() if start <= place < end)
    return f'{asked}<p class="outside" {ui.BIDI}>{ui.marked_text(words.strip())}</p>'


def _question(question: str) -> str:
    return f'<h2 class="question" {ui.BIDI}>{ui.text(question)}</h2>'


def _passage(
    passage: Passage,
    row: Row | None,
    names: Mapping[str, str],
    main_language: str,
    is_here: bool,
    marks: Sequence[Mark],
) -> str:
    """Return a passage with what it is coded to; its language where it is not the contribution's own."""
    is_coded = row is not None and row["outcome"] == "coded"
    state = ("confirmed" if row["is_confirmed"] else "proposed") if row is not None and is_coded else "plain"
    told = ""
    if row is not None:
        told = _outcome_badges(row, names) if row["outcome"] != "none" else ""
        told += repeat_badge(row["repeat_words"])
    told += _language(passage.language, main_language)
    badges = f'<p class="badges">{told}</p>' if told else ""
    current = ' aria-current="true"' if is_here else ""
    spoken = ui.language_attribute(passage.language)
    return (
        f'<div class="passage {state}{" is-here" if is_here else ""}"{current}>'
        f'<p class="words" {spoken}>{ui.marked_text(passage.text, marks)}</p>'
        f"{badges}</div>"
    )


def facts_of(contribution: Contribution, language: str) -> str:
    """Return what is known of a contribution beside its words."""
    group = contribution.stakeholder_group
    facts = [
        ("Stakeholder group", _with_given(group, contribution.group_as_given)),
        ("Region", _with_given(contribution.region, contribution.region_as_given)),
        ("Country", contribution.country),
        ("Cycle", contribution.cycle or "unknown"),
        ("Language", language_name(language)),
        ("Sent on", contribution.submitted_on or "unknown"),
        ("Source", contribution.source),
        ("Id", contribution.id),
    ]
    listed = "".join(
        f"<div><dt>{name}</dt><dd {ui.BIDI}>{ui.text(value)}</dd></div>" for name, value in facts if value
    )
    return f'<dl class="facts wide">{listed}</dl>'


def _with_given(value: str, given: str) -> str:
    return f"{value} (given as “{given}”)" if given and given != value else value


def position_key(theme: Theme) -> str:
    """Return what being for and against means on a theme; nothing where its codebook does not say."""
    meanings = {"for": theme.position_for.meaning, "against": theme.position_against.meaning}
    rows = [
        f"<div><dt>{ui.position_badge(position)}</dt><dd>{ui.text(meaning)}</dd></div>"
        for position, meaning in meanings.items()
        if meaning
    ]
    return f'<dl class="facts key">{"".join(rows)}</dl>' if rows else ""
