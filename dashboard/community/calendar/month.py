"""Month view: a table of weeks from Monday to Sunday; on a narrow screen a list of days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data, ui, visitor
from dashboard.community.calendar import diary
from dashboard.community.calendar.showing import View, address, anchor, event_link, read_month
from synthesis.outputs.agenda import KIND_WORDS, Day, Month, listed, month_of
from synthesis.outputs.agenda.month import month_after
from synthesis.outputs.phrases import counted

SHOWN_A_DAY = 4
"""Entries of a day before the rest is counted; so a week stays in one look."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def show(state: data.State, view: View) -> None:
    """Draw the month that the address asks for, else that of the day from which the page looks ahead."""
    year, month = asked_month(view)
    first, last = date(year, month, 1) - timedelta(days=7), date(year, month, 28) + timedelta(days=14)
    table = diary.listing(state, first, last, view.zone)
    passing = {event.id for event in view.narrow(diary.events(state))}
    laid_out = month_of(table[table["id"].isin(passing)], year, month, view.day)
    st.html(_steps(laid_out, view) + _table(laid_out, view) + _legend())
    _as_table(table[table["id"].isin(passing)], laid_out, view)


def _as_table(table: pd.DataFrame, month: Month, view: View) -> None:
    """Offer the month as a table; it is built when it is opened, as a filter would send all of it again."""
    box = st.expander("The same as a table", key="agenda_month_table", on_change="rerun")
    if not box.open:
        return
    name = f"{month.year:04}-{month.month:02}"
    own = listed(table[table["first"].str.startswith(name)], view.zone)
    with box:
        st.html(ui.html_table(own.iloc[:, [0, 1, 2, 3, 5, 6]], f"The calendar of {month.title}"))
        ui.download(own, f"calendar-{name}.csv")


def asked_month(view: View) -> tuple[int, int]:
    """Return year and month of the address; without any those of the day to look ahead from."""
    return read_month(st.query_params.get("month", "")) or (view.day.year, view.day.month)


def _steps(month: Month, view: View) -> str:
    before, after = month_after(month.year, month.month, -1), month_after(month.year, month.month)
    here = f"{view.day.year:04}-{view.day.month:02}"
    steps = [
        anchor(_month_address(*before), "‹ " + ui.text(f"{date(*before, 1):%B}"), kind="step"),
        anchor(_month_address(*after), ui.text(f"{date(*after, 1):%B}") + " ›", kind="step"),
    ]
    if here != f"{month.year:04}-{month.month:02}":
        steps.append(anchor(address(month="", page=""), f"To {view.day:%B %Y}", kind="step"))
    return (
        f'<div class="month-head"><h2>{month.title}</h2>'
        f'<nav class="steps" aria-label="Other months">{"".join(steps)}</nav></div>'
        f'<p class="said">{_sentence(month, view)}</p>'
    )


def _month_address(year: int, month: int) -> str:
    return address(month=f"{year:04}-{month:02}", event="", at="", page="")


def _sentence(month: Month, view: View) -> str:
    begun = counted(month.n, "entry begins", "entries begin") if month.n else "Nothing begins"
    left = " with these filters" if view.is_narrowed else ""
    hours = f"Hours are those of {ui.text(view.zone)}; whole days are those of the place."
    return f"{begun} in this month{left}. {hours}"


def _table(month: Month, view: View) -> str:
    heads = "".join(f'<th scope="col"><abbr title="{name}">{name[:3]}</abbr></th>' for name in WEEKDAYS)
    weeks = "".join(f"<tr>{''.join(_cell(day) for day in week)}</tr>" for week in month.weeks)
    return (
        f'<table class="month"><caption class="unseen">{month.title}, hours of {ui.text(view.zone)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{weeks}</tbody></table>"
    )


def _cell(day: Day) -> str:
    marks = ["" if day.is_in_month else "out", "today" if day.is_today else "", "" if day.rows else "free"]
    shown, left = day.rows[:SHOWN_A_DAY], len(day.rows) - SHOWN_A_DAY
    if left == 1:
        shown, left = day.rows, 0
    entries = "".join(_entry(row) for row in shown)
    more = f'<li class="more">{_more(day, left)}</li>' if left > 0 else ""
    is_today = '<span class="now">Today</span>' if day.is_today and day.day == visitor.today() else ""
    return (
        f'<td class="{" ".join(filter(None, marks))}"><p class="date">{_date(day.day)}{is_today}</p>'
        + (f"<ul>{entries}{more}</ul>" if day.rows else "")
        + "</td>"
    )


def _date(day: date) -> str:
    """Return the number, and for a list or a reader of screens the whole date."""
    number = f'<span class="number" aria-hidden="true">{day.day}</span>'
    whole = f'<span class="whole">{day:%A} {day.day} {day:%B}</span>'
    return f'<time datetime="{day.isoformat()}">{number}{whole}</time>'


def _more(day: Day, left: int) -> str:
    where = address(show="List", **{"from": day.day.isoformat()}, page="")
    return anchor(where, f"{left} more", label=f"{left} more on {day.day.day} {day.day:%B}")


def _entry(row: Mapping[str, Any]) -> str:
    """Return an entry as a link: hour, title, and in words what colour and frame repeat."""
    is_cancelled = row["status"] == "cancelled"
    marks = f"entry {row['kind']}{' cancelled' if is_cancelled else ''}"
    marks += " begun" if row["number"] > 1 else ""
    marks += " goes-on" if row["number"] < row["n_days"] else ""
    time = f"<b>{ui.text(row['time'])}</b> " if row["time"] else ""
    said = "<b>Cancelled:</b> " if is_cancelled else "<b>Due</b> " if row["kind"] == "deadline" else ""
    nth = f", day {row['number']} of {row['n_days']}" if row["n_days"] > 1 else ""
    hidden = f'<span class="unseen">, {KIND_WORDS[row["kind"]].lower()}{nth}</span>'
    inner = f'{said}{time}<span dir="auto">{ui.text(row["title"])}</span>{hidden}'
    return (
        f'<li class="{marks}" title="{ui.text(row["title"])}">{event_link(row["id"], inner, row["at"])}</li>'
    )


def _legend() -> str:
    kinds = "".join(f'<li class="entry {kind}"><span>{word}</span></li>' for kind, word in KIND_WORDS.items())
    return f'<ul class="legend" aria-label="Kinds of entries">{kinds}</ul>'
