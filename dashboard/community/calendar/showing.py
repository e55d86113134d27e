"""The address <-> what of the calendar is shown, and links that stay on the page and keep the rest of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import data, ui, visitor
from dashboard.community.calendar import diary
from synthesis.community.calendar.moments import YEARS
from synthesis.community.calendar.zones import known_zones
from synthesis.models import EVENT_KINDS, Event, Filters
from synthesis.outputs.agenda import narrow

SECTION = "Calendar"
SHOWN = ("Month", "List", "Clashes", "Free slots", "Deadlines")

OF_ONE_VIEW = ("event", "at", "edit", "starts", "from", "page")
"""What of the address belongs to one view of the calendar and goes with it."""

NEW = "new"
"""What the address asks to edit, without an entry, where one is to be added: no UID can be in its way."""


@dataclass(frozen=True, slots=True)
class View:
    """What of the calendar is asked for, and from which day on by whose clocks."""

    show: str
    day: date
    is_shifted: bool
    """Whether nobody asked for the day and it is another than today."""
    zone: str
    groups: tuple[str, ...]
    kinds: tuple[str, ...]
    themes: tuple[str, ...]
    event_id: str
    strange: tuple[str, ...] = ()
    strange_day: str = ""
    """What the address gives as the day to look ahead from and is none."""
    is_new: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.groups or self.kinds or self.themes)

    def narrow(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Return the events that pass the filters."""
        return narrow(events, self.groups, self.kinds, self.themes)


def read(state: data.State, chosen: Filters) -> View:
    """Read from the address what is asked for; what nothing here has is named in `strange`."""
    known = {*diary.groups(state)} | {group for event in diary.events(state) for group in event.group_ids}
    asked_groups, asked_kinds = st.query_params.get_all("host"), st.query_params.get_all("kind")
    zone, day = st.query_params.get("tz", ""), st.query_params.get("on", "")
    show, month = st.query_params.get("show", SHOWN[0]), st.query_params.get("month", "")
    asked_day = read_day(day)
    as_of = diary.day(state, visitor.today(), asked_day)
    event_id = st.query_params.get("event", "")
    strange = [each for each in asked_groups if each not in known]
    strange += [each for each in asked_kinds if each not in EVENT_KINDS]
    strange += [each for each in st.query_params.get_all("meet") if each not in known]
    strange += [each for each in st.query_params.get_all("places") if each not in known_zones()]
    strange += [zone] if zone and zone not in known_zones() else []
    strange += [] if show in SHOWN else [f"the view “{show[:40]}”"]
    if month and read_month(month) is None:
        strange.append(f"the month “{month[:20]}” (one is written 2018-03, years {YEARS[0]} to {YEARS[-1]})")
    return View(
        show if show in SHOWN else SHOWN[0],
        as_of.day,
        as_of.is_shifted and asked_day is None,
        zone if zone in known_zones() else visitors_zone(),
        tuple(each for each in asked_groups if each in known),
        tuple(each for each in asked_kinds if each in EVENT_KINDS),
        chosen.themes,
        event_id,
        tuple(strange),
        day if asked_day is None else "",
        not event_id and st.query_params.get("edit") == NEW,
    )


def visitors_zone() -> str:
    """Return the time zone of the visitor's browser; UTC where it is none that can be chosen here."""
    told = visitor.zone().key
    return told if told in known_zones() else "UTC"


def read_day(text: str) -> date | None:
    """Read an ISO day of the address; None for anything else, and for a year that no calendar here has."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def read_month(text: str) -> tuple[int, int] | None:
    """Read year and month of the address, `2018-03`; None for anything else."""
    day = read_day(f"{text}-01")
    return (day.year, day.month) if day else None


def address(**changes: Any) -> str:
    """Return the address as it is now with some of it put differently; "" takes a value out."""
    query = {name: st.query_params.get_all(name) for name in st.query_params if name != "section"}
    query |= {name: value if isinstance(value, list) else [value] for name, value in changes.items()}
    pairs = [(name, each) for name, values in query.items() for each in values if each]
    return "?" + urlencode([("section", SECTION), *pairs])


def elsewhere(**query: str) -> str:
    """Return the address of another section of the page, with the filters that all pages share."""
    shared = {
        name: st.query_params.get_all(name) for name in ("theme", "cycle", "group", "region", "language")
    }
    pairs = [(name, each) for name, values in shared.items() for each in values]
    return "?" + urlencode([*query.items(), *pairs])


def anchor(where: str, inner: str, *, label: str = "", kind: str = "") -> str:
    """Return a link as markup; `inner` is markup already, the address and the label are escaped here."""
    said = f' aria-label="{ui.text(label)}"' if label else ""
    return f'<a class="{ui.text(f"in-page {kind}".strip())}" href="{ui.text(where)}"{said}>{inner}</a>'


def event_link(event_id: str, inner: str, at: str = "", **more: str) -> str:
    """Return a link to one entry, or to one time of a series."""
    return anchor(address(event=event_id, at=at, edit="", page="", **more), inner)


def stay_on_the_page() -> None:
    """Let links of the class `in-page` change the address without loading the page anew.

    They are ordinary links, to be copied and opened in another tab; the script, which holds nothing that
    people wrote, only does for a plain click what the browser's Back does.
    """
    st.html(_STAY, unsafe_allow_javascript=True)


_STAY = """<script>
if (!window.staysOnThePage) {
  window.staysOnThePage = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.in-page");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    event.preventDefault();
    history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
}
</script>"""


def control(draw: Callable[..., Any], label: str, name: str, options: Any, value: Any, **more: Any) -> Any:
    """Show a control that is set from the address in every run and writes to it when somebody changes it."""
    key = f"agenda_{name}"
    st.session_state[key] = value
    return draw(label, options, key=key, on_change=_write, args=(name,), **more)


def day_control(label: str, name: str, day: date) -> None:
    """Ask for a day that the address holds; what a view of the calendar shows of it goes with the day."""
    key = f"agenda_{name}"
    st.session_state[key] = day
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    st.date_input(
        label,
        key=key,
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        on_change=_write_day,
        args=(name,),
    )


def _write_day(name: str) -> None:
    from dashboard import navigation

    found = st.session_state[f"agenda_{name}"]
    day = found.isoformat() if found else ""
    navigation.write_all({**dict.fromkeys((*OF_ONE_VIEW, "month"), ""), name: day})


def _write(name: str) -> None:
    from dashboard import navigation

    value = st.session_state[f"agenda_{name}"]
    several = [str(each) for each in value] if isinstance(value, list | tuple) else str(value or "")
    navigation.write_all({name: several, **dict.fromkeys(OF_ONE_VIEW, "")})
