"""An excerpt, a decision, a contribution: records -> HTML in which everything people wrote is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import ui
from dashboard.ui import Mark
from synthesis.models import UNKNOWN, Contribution, DecisionLink, LinkStatus, MessageTie, Passage, Theme
from synthesis.outputs.frames.tidy import WITHOUT_THEME
from synthesis.outputs.narrative.clarity import joined_lines
from synthesis.outputs.phrases import NOT_NUMBERED, cut_marked, due_words, place_words, region_beside
from synthesis.outputs.words import (
    DECISION_REVIEW_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    PROPOSAL_WORDS,
    SAMPLE_MARK,
    has_state,
    language_name,
    progress_words,
)

Row = Mapping[Any, Any]

LINK_STATUS_WORDS: Mapping[LinkStatus, str] = {
    "proposed": "Machine proposal",
    "confirmed": "Confirmed by a person",
    "rejected": "Rejected by a person",
}
LINK_VERDICTS: Mapping[LinkStatus, str] = {"confirmed": "Confirm", "rejected": "Reject"}


PAGE_LANGUAGE = "en"
"""The language that the pages are written in."""


def citation(
    name: str,
    group: str,
    region: str,
    cycle: object,
    *,
    given: str = "",
    language: str = "",
    is_sample: bool = False,
) -> str:
    """Return whose words these are: name, group, region, cycle; what is unknown is said to be.

    An unknown group stands with what was `given` for it. The language is named where it is known and another
    than that of the page.
    """
    who = f'<span class="who" {ui.BIDI}>{ui.text(name)}</span>'
    known = [
        _group_words(group, given),
        "region unknown" if region == "unknown" else region_beside(group, region),
        f"cycle {cycle}" if str(cycle).isdigit() else "cycle unknown",
    ]
    sample = f' <span class="mark-sample">{SAMPLE_MARK}</span>' if is_sample else ""
    said = ui.text(", ".join(filter(None, known)))
    return f'<p class="citation">{who}, {said}{language_mark(language)}{sample}</p>'


def _group_words(group: str, given: str) -> str:
    if group != UNKNOWN:
        return group
    said = f" (given as “{given}”)" if given not in ("", UNKNOWN) else ""
    return f"stakeholder group unknown{said}"


def citation_of(contribution: Contribution, language: str) -> str:
    """Return whose words a contribution's are; `language` is that of the words shown."""
    return citation(
        contribution.display_name,
        contribution.stakeholder_group,
        contribution.region,
        contribution.cycle or UNKNOWN,
        given=contribution.group_as_given,
        language=language,
        is_sample=contribution.is_sample,
    )


def language_mark(code: str, *expected: str) -> str:
    """Return the name of a language as a mark; nothing for the page's, an unknown or an expected one."""
    if code in ("", UNKNOWN, PAGE_LANGUAGE, *expected):
        return ""
    return f' <span class="mark-language">{ui.text(language_name(code))}</span>'


def quote(text: str, language: str, marks: Sequence[Mark] = ()) -> str:
    """Return words verbatim, in their language and direction; lines broken for width flow together."""
    spoken = ui.language_attribute(language)
    return f'<blockquote class="quote" {spoken}>{ui.marked_text(joined_lines(text), marks)}</blockquote>'


def excerpt_card(row: Row, marks: Sequence[Mark] = (), badges: str = "") -> str:
    """Return a passage with whose words they are.

    `row` needs `text, language, name, stakeholder_group, group_as_given, region, cycle, is_sample`.
    """
    top = f'<p class="badges">{badges}</p>' if badges else ""
    said = citation(
        row["name"],
        row["stakeholder_group"],
        row["region"],
        row["cycle"],
        given=row["group_as_given"],
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
    asked = question_heading(question) if question else ""
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
    return outcome_badges(row, names) + repeat_badge(row["repeat_words"]) + repeat_badge(shared)


def repeat_badge(words: str) -> str:
    """Return where else the same was said; nothing where there are no words for it."""
    return ui.badge(words, "repeat") if words else ""


def outcome_badges(row: Row, names: Mapping[str, str]) -> str:
    """Return the themes and positions of a passage, or why it has none, and who says so."""
    if row["outcome"] != "coded":
        said_by = ui.review_badge(row["is_confirmed"]) if row["outcome"] in WITHOUT_THEME else ""
        return ui.badge(OUTCOME_WORDS[row["outcome"]], "outcome") + said_by
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
        progress_badge(row) if has_state(row["kind"], row["progress"]) else "",
        _review_badge(row),
    ]
    due = due_words(row["due"], row["due_on"])
    facts = [("Owner", row["owner"] or "not named"), ("Due", due or "not said")]
    if row["context"]:
        facts.append(("Context", row["context"]))
    facts += [(label, row[name]) for name, label in _REGISTER_FACTS.items() if row[name]]
    if themes:
        facts.append(("Themes", themes))
    if why:
        facts.append(("Why linked", why))
    listed = "".join(_fact(name, value) for name, value in facts)
    if row.get("is_overdue"):
        badges.append(ui.badge("Overdue", "overdue"))
    place = place_words(row["paragraph"], NOT_NUMBERED)
    source = f"{meeting_words(row)}, {place}" if has_meeting else f"{place[:1].upper()}{place[1:]}"
    sample = f' <span class="mark-sample">{SAMPLE_MARK}</span>' if row["is_sample"] else ""
    return (
        f'<article class="decision"><p class="badges">{"".join(badges)}</p>'
        f"{quote(cut_marked(row['quote']), '')}"
        f'<dl class="facts">{listed}</dl><p class="citation">{ui.text(source)}{sample}</p></article>'
    )


def _review_badge(row: Row) -> str:
    """Return who stands behind an item; a row of a table was proposed by whoever keeps that."""
    if row["review"] == "rejected":
        return ui.badge(DECISION_REVIEW_WORDS["rejected"], "rejected")
    if row["review"] == "proposed" and row["format"] == "table":
        return ui.badge("From a table, not confirmed", "proposed")
    return ui.review_badge(row["review"] == "confirmed")


_REGISTER_FACTS = {
    "reason": "Rejected because",
    "progress_reason": "Reason",
    "superseded_words": "Superseded by",
    "restates_words": "Restates",
    "restated_words": "Restated by",
    **PROPOSAL_WORDS,
}
"""What people add to an item, and the columns of a table of proposals; shown where there is something."""

_LONG_FACTS = {"Context", "Why linked", "Themes", *_REGISTER_FACTS.values()}


def progress_badge(row: Row) -> str:
    """Return how far an item is: solid where a person said so, dashed where nobody has."""
    words = progress_words(row["progress"], row["progress_by"])
    return ui.badge(words, "progress" if row["progress_by"] else "progress proposed")


def _fact(name: str, value: str) -> str:
    width = ' class="long"' if name in _LONG_FACTS else ""
    return f"<div{width}><dt>{ui.text(name)}</dt><dd {ui.BIDI}>{ui.text(value)}</dd></div>"


def meeting_words(row: Row) -> str:
    """Return a meeting's title with its date."""
    if row["format"] == "table":
        return str(row["meeting"])
    return f"{row['meeting']}, {row['held_on'] or 'date unknown'}"


def paragraph(text: str, quoted: str) -> str:
    """Return a report's paragraph with the quote marked in it."""
    start = text.find(quoted)
    marks = [Mark(start, start + len(quoted), "quoted")] if start >= 0 else []
    return f'<blockquote class="quote paragraph" {ui.BIDI}>{ui.marked_text(text, marks)}</blockquote>'


def question_heading(question: str) -> str:
    """Return the question of a form that the words below it answer."""
    return f'<h2 class="question" {ui.BIDI}>{ui.text(question)}</h2>'


def position_key(theme: Theme) -> str:
    """Return what being for and against means on a theme; nothing where its codebook does not say."""
    meanings = {"for": theme.position_for.meaning, "against": theme.position_against.meaning}
    rows = [
        f"<div><dt>{ui.position_badge(position)}</dt><dd>{ui.text(meaning)}</dd></div>"
        for position, meaning in meanings.items()
        if meaning
    ]
    return f'<dl class="facts key">{"".join(rows)}</dl>' if rows else ""


def link_badge(link: DecisionLink | MessageTie) -> str:
    """Return who stands behind a link, and when a person said so."""
    return ui.badge(LINK_STATUS_WORDS[link.status], link.status)


def link_reason(link: DecisionLink | MessageTie) -> str:
    """Return the reason of a link and who judged it last, as a paragraph."""
    said = f" {link.status.capitalize()} by {link.by}, {link.at:%Y-%m-%d}." if link.by and link.at else ""
    return f'<p class="note" {ui.BIDI}>Reason for the link: {ui.text(link.why)}.{ui.text(said)}</p>'
