"""One group: what it does, how to join, who links it to others, when it meets, what was said and decided."""

from __future__ import annotations

import streamlit as st

from dashboard import data, filters, looking_back, navigation, ui
from dashboard.community import held
from dashboard.community.groups import directory, editing, evidence, links
from synthesis.models import Filters, Group
from synthesis.outputs.group_words import (
    FIELD_WORDS,
    KIND_WORDS,
    KINDS_WORDS,
    linked_groups,
    next_words,
    people_table,
)
from synthesis.outputs.phrases import counted, day_words
from synthesis.outputs.words import SAMPLE_MARK
from synthesis.store import Entry

FACTS = ("how_to_join", "website", "mailing_list", "meets", "active_since", "place", "aliases")


def panel(state: data.State, chosen: Filters, group: Group, by: str) -> None:
    """Draw the page of one group."""
    links.back(chosen)
    ui.section(f"{group.name} ({group.acronym})" if group.acronym else group.name)
    sample = f' <span class="mark-sample">{SAMPLE_MARK}</span>' if group.is_sample else ""
    st.html(
        f'<p class="badges">{ui.badge(KIND_WORDS[group.kind], "kind")}{_themes(state, group)}{sample}</p>'
    )
    st.html(f'<p class="said" {ui.BIDI}>{ui.text(group.remit or "What it does is not known.")}</p>')
    day = directory.looked_from(state)
    coming = directory.next_meetings(state, day.day).get(group.id)
    meeting = next_words(coming, directory.last_meetings(state, day.day).get(group.id))
    which = "the first" if coming else "looked for"
    as_of = f" ({which} from {day_words(day.day)} on)" if day.is_shifted else ""
    st.html(_facts(group, f"{meeting}{as_of}"))
    _elsewhere(chosen, group)
    evidence.standing(state, chosen, group)
    _people(state, chosen, group)
    evidence.decisions(state, chosen, group)
    evidence.passages(state, chosen, group)
    _sources(group)
    entry = next(each for each in held.entries(state, Group) if each.record.id == group.id)
    _history(state, entry, by)
    if not state.is_read_only:
        editing.edit(state, entry, by)


def _elsewhere(chosen: Filters, group: Group) -> None:
    """Show the ways to what the other sections have on the group."""
    with st.container(horizontal=True, key="group_elsewhere"):
        for label, query in (
            ("Its calendar", {"section": "Calendar", "host": group.id}),
            ("What clashes with its meetings", {"section": "Calendar", "host": group.id, "show": "Clashes"}),
            ("With whom it could work", {"section": "Together", "pair_with": group.id}),
            ("What is new about it", {"section": "News", "about": group.id}),
        ):
            kinds = {"pair_kinds": [*KINDS_WORDS.values()]} if "pair_with" in query else {}
            where = filters.query_of(chosen, **query) | kinds
            navigation.link("community", label, where, key=f"to_{query['section'].lower()}_{len(query)}")


def _themes(state: data.State, group: Group) -> str:
    names = data.theme_names(state)
    return "".join(ui.badge(names.get(each, each), "theme") for each in group.theme_ids)


def _facts(group: Group, meeting: str) -> str:
    values = {FIELD_WORDS[each]: _value(group, each) for each in FACTS}
    values = {"Next meeting": ui.text(meeting)} | values
    items = "".join(
        f"<div><dt>{label}</dt><dd {ui.BIDI}>{value}</dd></div>" for label, value in values.items() if value
    )
    return f'<dl class="facts key">{items}</dl>'


def _value(group: Group, field: str) -> str:
    value = getattr(group, field)
    if field in ("website", "mailing_list"):
        return _link(value)
    if field == "how_to_join" and not value:
        return "not known"
    return ui.text("; ".join(value) if isinstance(value, tuple) else value)


def _link(value: str) -> str:
    """Return an address as a link where it is one of the web; anything else is words."""
    if not value.lower().startswith(("https://", "http://")) or any(map(str.isspace, value)):
        return ui.text(value)
    return f'<a href="{ui.text(value)}" rel="noopener noreferrer" target="_blank">{ui.text(value)}</a>'


def _people(state: data.State, chosen: Filters, group: Group) -> None:
    """Show who sits in the group, and which groups they link it to."""
    found, known = directory.memberships(state), directory.directory(state).by_id
    linked = linked_groups(group, found, known)
    ui.section("Who links it to others", _linked_words(linked), level=3)
    with st.container(horizontal=True, key="linked_groups"):
        for other, people in linked:
            label = f"{other.short_name} ({counted(len(people), 'person', 'people')})"
            links.link(chosen, other, label, f"linked_{other.id}")
    for certain, title in ((True, "People in this group"), (False, "Perhaps in this group")):
        table = people_table(group, found, known, certain=certain)
        if len(table):
            caption = f"{title}: {counted(len(table), 'person', 'people')}"
            with st.expander(caption, key=f"people_{certain}"):
                st.html(ui.html_table(table, caption))
                ui.download(table, f"people-{group.id}-{'certain' if certain else 'perhaps'}.csv")


def _linked_words(linked: list[tuple[Group, list[str]]]) -> str:
    if not linked:
        return "Nobody is known to sit in this group and another one."
    people = {person for _, own in linked for person in own}
    return (
        f"{counted(len(people), 'person', 'people')} of this group also "
        f"{'sits' if len(people) == 1 else 'sit'} in {counted(len(linked), 'other group')}, as the lists of "
        "participants of meetings and the calendar say."
    )


def _sources(group: Group) -> None:
    ui.section("Sources of these facts", level=3)
    items = "".join(f"<li {ui.BIDI}>{ui.text(each)}</li>" for each in group.sources)
    named = f'<ul class="said">{items}</ul>' if items else '<p class="said">None is named.</p>'
    st.html(f'{named}<p class="note">The record: {ui.text(group.source or "not named")}</p>')


def _history(state: data.State, entry: Entry[Group], by: str) -> None:
    versions = data.store(state.url).community.history(Group, entry.record.id)
    with st.expander(f"History ({counted(len(versions), 'version')})", key="group_history"):
        events = [
            looking_back.version(after.by, after.at, after.version, _what(state, before, after), after.note)
            for before, after in zip((None, *versions), versions, strict=False)
        ]
        looking_back.history(events)
        earlier = {each.version: each for each in versions[:-1] if not each.is_removed}
        if by:
            looking_back.stand_again(
                editing.PLACE,
                list(earlier),
                lambda number: editing.restore(earlier[number], entry.version, by),
            )


def _what(state: data.State, before: Entry[Group] | None, after: Entry[Group]) -> str:
    if after.is_removed:
        return "<p>Removed it.</p>"
    if before is None:
        return "<p>Entered it.</p>"
    if before.is_removed:
        return "<p>Brought it back.</p>"
    return editing.changes(state, before.record, after.record)
