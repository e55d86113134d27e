"""One entry of the calendar: what it says, when it comes next, what it clashes with, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import streamlit as st

from dashboard import acting, data, person, ui
from dashboard.community import held
from dashboard.community.calendar import acts, diary, form, listing, saving
from dashboard.community.calendar.showing import NEW, View, address, anchor, event_link
from synthesis.community.calendar.clashes import Clash
from synthesis.community.calendar.moments import YEARS
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.calendar.zones import to_utc, to_wall
from synthesis.models import Event, Occurrence
from synthesis.outputs.agenda import KIND_WORDS
from synthesis.outputs.agenda.listing import is_series
from synthesis.outputs.agenda.series import moved_words, series_words
from synthesis.outputs.agenda.times import day_words, hour, utc_words, when_words
from synthesis.store import Entry

NEXT = 8
"""Times of a series that are listed."""


def show(state: data.State, view: View) -> None:
    """Draw the entry of the address, or the form for a new one."""
    st.html(f'<nav class="steps" aria-label="Back">{_back()}</nav>')
    if view.is_new:
        form.new(state, view)
        return
    entry = next((each for each in held.entries(state, Event) if each.record.id == view.event_id), None)
    if entry is None:
        _gone(state, view)
        return
    if diary.is_hidden(state, entry.record):
        _hidden()
        return
    edited = st.query_params.get("edit", "")
    if edited in form.EDITS and not state.is_read_only:
        form.edit(state, entry, edited, at(state, entry.record))
        return
    st.session_state.pop("agenda_base", None)
    acting.told(saving.PLACE)
    _entry(state, view, entry)


def _hidden() -> None:
    ui.empty_state(
        "This entry is not shown.",
        "Whoever sent it marked it as private; the calendar keeps it as it came.",
    )


def _back() -> str:
    return anchor(address(event="", at="", edit="", starts=""), "‹ Back to the calendar", kind="step")


def at(state: data.State, event: Event) -> datetime | None:
    """Return which time of a series the address means; None for all of it or a time it does not have."""
    if not is_series(event):
        return None
    try:
        wall = datetime.fromisoformat(st.query_params.get("at", "")).replace(tzinfo=None)
    except ValueError:
        return None
    if wall.year not in YEARS:
        return None
    if event.replaces and wall == event.starts:
        return None  # what stands for it and all later ones
    since = to_utc(wall, event.zone)
    found = occurrences(diary.family(state, event), since, since + timedelta(minutes=1))
    return wall if any(each.event.id == event.id and each.starts_at == since for each in found) else None


def _gone(state: data.State, view: View) -> None:
    history = data.store(state.url).community.history(Event, view.event_id)
    if history and diary.was_hidden(state, history[-1].record):
        _hidden()
        return
    acting.told(saving.PLACE)
    if not history:
        ui.error_box(
            "There is no such entry in this calendar.", view.event_id[:120], "It may be in another store."
        )
        return
    last = history[-1]
    ui.section(diary.shown(last.record).title)
    series = diary.series_of(state, last.record) if last.record.replaces else None
    did = "undid this change of times of a series" if series else "took this entry out of the calendar"
    ui.warning(f"{last.by} {did}. Its versions are kept.")
    if series:
        st.html(f'<p class="said">The series: {_series_link(series)}</p>')
    by = "" if state.is_read_only else person.name()
    if not state.is_read_only:
        ui.note("" if by else "To bring it back, give your name above.")
        st.button(
            "Bring it back",
            key="agenda_bring_back",
            disabled=not by,
            on_click=saving.save,
            args=(
                last.record,
                last.version,
                by,
                "Brought back",
                f"“{diary.shown(last.record).title}” is back.",
            ),
        )
    saving.history(state, history, "")


def _entry(state: data.State, view: View, entry: Entry[Event]) -> None:
    event, wall = diary.shown(entry.record), at(state, entry.record)
    st.html(f'<h2 {ui.BIDI}>{ui.text(event.title)}</h2><p class="badges">{_badges(event)}</p>')
    ahead = _ahead(state, view, event)
    time = _time(event, wall, ahead)
    st.html(_facts(state, view, time, _access(entry.record)))
    _series(view, event, wall, ahead)
    _clashes(state, view, event)
    acts.show(state, entry, wall)
    with st.expander("History of changes", key="agenda_history"):
        versions = data.store(state.url).community.history(Event, event.id)
        saving.history(state, versions, person.name())


def _badges(event: Event) -> str:
    badges = ui.badge(KIND_WORDS[event.kind], f"entry-kind {event.kind}")
    badges += ui.badge("Series", "kind") if is_series(event) else ""
    badges += ui.badge("One time of a series", "kind") if event.replaces and not event.and_later else ""
    badges += ui.badge(moved, "kind") if (moved := moved_words(event)) else ""
    badges += ui.badge(event.status.capitalize(), "rejected") if event.status != "confirmed" else ""
    return badges + ('<span class="mark-sample">Sample data</span>' if event.is_sample else "")


def _ahead(state: data.State, view: View, event: Event) -> tuple[Occurrence, ...]:
    """Return the times of a series in the year ahead, changed ones as they are now."""
    if not is_series(event):
        return ()
    since = to_utc(datetime.combine(view.day, datetime.min.time()), view.zone)
    return occurrences(diary.family(state, event), since, since + timedelta(days=366))


def _time(event: Event, wall: datetime | None, ahead: Sequence[Occurrence]) -> Occurrence:
    """Return the time that is meant: of a series the one asked for, else its next, else its first."""
    if wall is None and (own := [each for each in ahead if each.event.id == event.id]):
        return own[0]
    starts = wall or event.starts
    ends = starts + (event.ends - event.starts)
    return Occurrence(event, to_utc(starts, event.zone), to_utc(ends, event.zone))


def _facts(state: data.State, view: View, time: Occurrence, access: str) -> str:
    event = time.event
    also = utc_words(time, view.zone)
    own = (
        when_words(time, event.zone)
        if event.zone not in ("", "UTC", view.zone) and not event.is_all_day
        else ""
    )
    groups, themes = diary.groups(state), data.theme_names(state)
    row = {"group_ids": event.group_ids, "hosts": event.hosted_by}
    facts = [
        (f"When, in {view.zone}" if not event.is_all_day else "When", ui.text(when_words(time, view.zone))),
        ("Also", ui.text(also)),
        (f"There, in {event.zone}", ui.text(own)),
        ("Repeats", ui.text(series_words(event))),
        ("In place of", _replaced(state, event)),
        ("Hosted by", listing.hosts(row, groups)),
        ("Place", ui.of_any_script(event.place)),
        ("How to take part", ui.of_any_script(event.how_to_join)),
        ("Access link", access),
        ("People expected", ui.of_any_script(", ".join(event.people))),
        ("Themes", ui.of_any_script(", ".join(themes.get(each, each) for each in event.theme_ids))),
        ("Categories", ui.of_any_script(", ".join(event.categories))),
    ]
    told = "".join(f"<div><dt>{ui.text(name)}</dt><dd>{said}</dd></div>" for name, said in facts if said)
    lines = f'<h3>Agenda</h3><p class="lines" {ui.BIDI}>{ui.text(event.agenda)}</p>' if event.agenda else ""
    return f'<dl class="facts key">{told}</dl>{lines}'


def _replaced(state: data.State, event: Event) -> str:
    """Name the time that one time of a series stands for, with a link to the series."""
    if event.replaces is None:
        return ""
    day = day_words(event.replaces)
    series = diary.series_of(state, event)
    zone = series.zone if series else event.zone
    when = day if event.is_all_day else f"{day}, {hour(event.replaces)} in {zone or 'UTC'}"
    when += " and all later times" if event.and_later else ""
    if series is None:
        return f"{ui.text(when)}, of a series that is not here"
    return f"{ui.text(when)}, of the series {_series_link(series)}"


def _series_link(series: Event) -> str:
    return event_link(series.id, ui.of_any_script(series.title))


def _access(event: Event) -> str:
    if not event.access_link:
        return ""
    if not diary.shows_access_links():
        return "Not shown here. Ask the host for it: see how to take part, or the page of the group."
    link = ui.text(event.access_link)
    if not event.access_link.startswith(("https://", "http://")):
        return link
    return f'<a href="{link}" target="_blank" rel="noopener noreferrer">{link}</a>'


def _series(view: View, event: Event, wall: datetime | None, ahead: Sequence[Occurrence]) -> None:
    """List the next times of a series, each leading to itself."""
    if not is_series(event):
        return
    which = "This is one time of a series." if wall else f"From {day_words(view.day)} on:"
    times = "".join(f"<li>{_one_time(each, view, event, wall)}</li>" for each in ahead[:NEXT])
    more = f"<li>and {len(ahead) - NEXT} more within a year</li>" if len(ahead) > NEXT else ""
    none = "" if ahead else '<p class="said">No time of it lies ahead.</p>'
    all_words = "This part of the series" if event.and_later else "The whole series"
    whole = anchor(address(at="", edit=""), all_words, kind="step") if wall else ""
    st.html(f'<h3>Times</h3><p class="said">{which}</p><ul class="said">{times}{more}</ul>{none}{whole}')


def _one_time(each: Occurrence, view: View, series: Event, wall: datetime | None) -> str:
    words = ui.text(when_words(each, view.zone))
    if each.event.id != series.id:
        changed = (moved_words(each.event) or "changed") if each.event.replaces else ""
        state = "cancelled" if each.event.status == "cancelled" else changed
        own = to_wall(each.starts_at, each.event.zone).isoformat(timespec="minutes")
        return f"{event_link(each.event.id, words, own if is_series(each.event) else '')}" + (
            f" ({state})" if state else ""
        )
    own_wall = to_wall(each.starts_at, series.zone)
    if own_wall == wall:
        return f"<b>{words}</b>"
    return event_link(series.id, words, own_wall.isoformat(timespec="minutes"))


def _clashes(state: data.State, view: View, event: Event) -> None:
    """Say what the entry clashes with in the year ahead."""
    found = diary.clashing(state, view.day, view.day + timedelta(days=365))
    own = [each for each in found if event.id in (each.one.event.id, each.other.event.id)]
    if not own:
        return
    items = "".join(f"<li {ui.BIDI}>{_clash(each, event, view)}</li>" for each in own[:NEXT])
    more = f"<li>and {len(own) - NEXT} more times within a year</li>" if len(own) > NEXT else ""
    st.html(f'<h3>Clashes ({len(own)})</h3><ul class="said">{items}{more}</ul>')


def _clash(clash: Clash, event: Event, view: View) -> str:
    other = clash.other if clash.one.event.id == event.id else clash.one
    title = event_link(other.event.id, f"<span {ui.BIDI}>{ui.text(other.event.title)}</span>")
    reasons = ui.text(" ".join(clash.reasons))
    return f"{ui.text(when_words(other, view.zone))}: {title}. {reasons}"


def offer_new(state: data.State) -> None:
    """Offer to add an entry, where the calendar can be changed."""
    if not state.is_read_only:
        link = anchor(address(event="", at="", edit=NEW, starts=""), "Add an entry", kind="step")
        st.html(f'<p class="steps">{link}</p>', width="content")
