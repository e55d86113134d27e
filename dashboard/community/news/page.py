"""Draw the section: its head, what can be chosen, and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urljoin

import streamlit as st

from dashboard import data, filters, navigation, ui, visitor
from dashboard.community.news import controls
from dashboard.data import happened
from synthesis.models import Filters, Happened, NoticeKind
from synthesis.outputs.export.atom_file import feed_address
from synthesis.outputs.notices import KIND_WORDS, Asked, Item, Notice, folded, narrowed
from synthesis.outputs.notices.table import notice_table
from synthesis.outputs.notices.window import FEWEST, Window, count_sentence
from synthesis.outputs.phrases import counted, day_words

LEAD = "What is new: decisions, states, meetings."
LISTED = 30
"""Records of one notice that are listed with a link; the table has them all."""

IN_TABLE = 200
"""Rows of the table on the page; the file has them all."""

NAMED = 6
"""Themes and groups that stand beside a notice; of one that brings 48 groups the list names them anyway."""

OPEN_WORDS: dict[NoticeKind, str] = {
    "meeting": "Open it in the calendar",
    "group": "Open the group",
    "session": "Open the session",
    "standard": "Open the section that it is in",
    "contribution": "Open the page Data",
}
"""Words of the link to one record; of all other kinds it leads to the register, or to a section."""

SECTION_WORDS = {"Messages": "Open the message", "Standards": "Open the proposal"}
"""Words of the link to what a person confirmed, rejected or judged in a section of this page."""


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section."""
    ui.section(
        "What is new",
        "What people and the program did, the newest first. Of the filters at the left, only Theme applies.",
    )
    names = happened.names(state)
    day, asked = controls.ask(names, chosen)
    seen = visitor.looked_back(day)
    found, n_all, is_newest = _found(state, asked, seen)
    ui.note(f"{count_sentence(len(found), n_all, seen, is_newest=is_newest)} {_zone_words(seen)}")
    if not found:
        ui.empty_state("Nothing new is here.", "Choose an earlier day above, or remove a filter.")
    shown = controls.page_of(found)
    for day_of, notices in groupby(shown, lambda notice: notice.at.astimezone(seen.zone).date()):
        ui.section(day_words(day_of), level=3)
        for notice in notices:
            _row(notice, seen, chosen, _by_id(names))
    controls.pages(len(found))
    _table(found, names)
    _subscribe(asked)


def line(state: data.State, chosen: Filters) -> None:
    """Say on another page how much is new since the last visit; nothing where nothing is, or on the first."""
    last = visitor.last_visit()
    changed_at = data.records(state).snapshot.changed_at
    if last is None or changed_at is None or changed_at <= last:
        return  # most pages are asked for when nothing happened
    seen = visitor.looked_back(None)
    found = folded(happened.notices(state, seen.moment), seen.zone)
    n = len(narrowed(found, Asked(themes=chosen.themes)))
    if n:
        words = f"{n:,} new {seen.words}"
        navigation.link("community", words, filters.query_of(chosen, section="News"), key="news_line")


def _found(state: data.State, asked: Asked, seen: Window) -> tuple[tuple[Notice, ...], int, bool]:
    """Return the notices, how many there are without filters, and whether the newest stand in for a month."""
    lately = folded(happened.notices(state, seen.moment), seen.zone)
    if seen.reason != "first" or len(lately) >= FEWEST:
        return narrowed(lately, asked), len(lately), False
    newest = folded(happened.notices(state), seen.zone)[:FEWEST]
    return narrowed(newest, asked), len(newest), len(newest) > len(lately)


def _zone_words(seen: Window) -> str:
    return f"Days and times: {seen.zone}."


def _by_id(names: Happened) -> dict[str, str]:
    return {**names.themes, **{group.id: group.short_name for group in names.groups}}


def _row(notice: Notice, seen: Window, chosen: Filters, names: dict[str, str]) -> None:
    with st.container(key=f"news_row_{notice.id.rsplit(':', 1)[-1]}", gap=None):
        st.html(_said(notice, seen, names))
        if len(notice.items) == 1:
            item = notice.items[0]
            navigation.link(item.page, _open_words(notice.kind, item), _query(chosen, item))
            return
        with st.expander(f"The {counted(len(notice.items), 'record')}"):
            for item in notice.items[:LISTED]:
                navigation.link(item.page, item.words, _query(chosen, item))
            if len(notice.items) > LISTED:
                ui.note(f"And {len(notice.items) - LISTED:,} more; the table below has them all.")


def _open_words(kind: NoticeKind, item: Item) -> str:
    other = SECTION_WORDS.get(dict(item.query).get("section", ""), "Open it in the register")
    return OPEN_WORDS.get(kind, other)


def _query(chosen: Filters, item: Item) -> navigation.Query:
    return filters.query_of(chosen, **dict(item.query))


def _said(notice: Notice, seen: Window, names: dict[str, str]) -> str:
    about = [names.get(each, each) for each in (*notice.theme_ids, *notice.group_ids)]
    n_more = len(about) - NAMED
    about[NAMED:] = [f"and {n_more} more"] if n_more > 0 else []
    badges = [
        ui.badge(KIND_WORDS[notice.kind], "kind"),
        ui.review_badge(is_confirmed=False) if notice.is_proposal else "",
        ui.badge("Sample data", "caution") if notice.is_sample else "",
        *(ui.badge(name, "theme") for name in about),
    ]
    note = f" Note: {notice.note}" if notice.note else ""
    who = f"{notice.at.astimezone(seen.zone):%H:%M}, by {notice.by or 'the program'}.{note}"
    return (
        f'<p class="badges">{"".join(badges)}</p>'
        f'<p class="news-title" {ui.BIDI}>{ui.text(notice.title)}</p>'
        f'<p class="citation" {ui.BIDI}>{ui.text(who)}</p>'
    )


def _table(found: Sequence[Notice], names: Happened) -> None:
    if not found:
        return
    groups = {group.id: group.short_name for group in names.groups}
    table = notice_table(found, names.themes, groups)
    with st.expander("The same as a table", key="news_table"):
        shown = table[["at", "kind", "notice", "record", "by", "themes", "groups"]].head(IN_TABLE)
        headings = ["Time (UTC)", "Kind", "Notice", "Record", "By", "Themes", "Groups"]
        caption = f"Notices, one row per record: {len(shown):,} of {counted(len(table), 'row')}"
        st.html(ui.html_table(shown.set_axis(headings, axis=1), caption))
        ui.download(table, "notices.csv")


def _subscribe(asked: Asked) -> None:
    """Give the address of the feed with the filters that are chosen."""
    ui.section(
        "Follow it elsewhere",
        "A program that reads news (such as Thunderbird, NetNewsWire or newsboat) asks this Atom feed for "
        "what is new with the theme, group and kind chosen above: add it there as a feed or subscription.",
    )
    address = urljoin(st.context.url or "", feed_address(asked))
    st.html(f'<p class="said feed"><a href="{ui.text(address)}">{ui.text(address)}</a></p>')
