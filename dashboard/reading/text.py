"""A contribution whole -> HTML: its questions, its words, its passages in place, what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import cards, ui
from dashboard.ui import Mark
from synthesis.models import Contribution, Passage
from synthesis.outputs.words import language_name


def contribution_text(
    contribution: Contribution,
    passages: Sequence[Passage],
    rows: Mapping[str, cards.Row],
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
            parts.append(cards.question_heading(questions[passage.start]))
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
    asked = "".join(
        cards.question_heading(question) for place, question in questions.items() if start <= place < end
    )
    return f'{asked}<p class="outside" {ui.BIDI}>{ui.marked_text(words.strip())}</p>'


def _passage(
    passage: Passage,
    row: cards.Row | None,
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
        told = cards.outcome_badges(row, names) + cards.repeat_badge(row["repeat_words"])
    told += cards.language_mark(passage.language, main_language)
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
