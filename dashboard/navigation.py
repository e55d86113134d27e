"""The pages and the links between them; a link carries the whole view in its address.

Links are ordinary ones, so that they can be copied, opened in another tab and gone back from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

PageName = Literal["overview", "themes", "explore", "decisions", "review", "community", "data"]
Query = Mapping[str, str | list[str]]

TITLES: dict[PageName, str] = {
    "overview": "Overview",
    "themes": "Themes",
    "explore": "Explore",
    "decisions": "Decisions",
    "review": "Review",
    "community": "Community",
    "data": "Data",
}

TABS = ("part", "about", "tab", "work", "section", "shown")
"""What the tabs of the pages are called in the address."""


def pages() -> list[st.Page]:
    """Make the flat list for `st.navigation`; the first is the landing page."""
    return [
        st.Page(
            f"views/{name}.py", title=title, url_path="" if name == "overview" else name, default=not place
        )
        for place, (name, title) in enumerate(TITLES.items())
    ]


def link(page: PageName, label: str, query: Query, *, key: str = "", is_wide: bool = False) -> None:
    """Show a link to a page as it stands with this query; `label` is plain text."""
    with st.container(key=key or None, width="stretch" if is_wide else "content"):
        st.page_link(
            f"views/{page}.py",
            label=plain(label),
            query_params=dict(query),
            width="stretch" if is_wide else "content",
        )


def menu(here: str, query: Query) -> None:
    """Show the pages; each link keeps the filters."""
    for name, title in TITLES.items():
        link(name, title, query, key=f"nav_{'here_' if title == here else ''}{name}", is_wide=True)
    st.html(_FOLD_AWAY.format(turn=list(TITLES.values()).index(here)), unsafe_allow_javascript=True)


_FOLD_AWAY = """<script data-turn="{turn:d}">
if (window.innerWidth < 768) {{
  const fold = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
  if (fold) {{ fold.click(); }}
}}
</script>"""
"""On a narrow screen the sidebar lies over the page; it goes once another page was chosen in it."""


def keep_the_way_back() -> None:
    """Let the browser's Back lead to the view that was left, with its tab and filters.

    Streamlit writes the address of a tab that is opened over that of the tab that was left; the script makes
    a step of it. Where a link leads to another page, Streamlit first writes the new query to the address of
    the old page, a step of its own; the script puts the left view back into that step. Back also leads to
    the place on the page that was left, once the page is long enough again and unless the reader moves first.
    """
    st.html(_KEEP_BACK.replace("TABS", str(list(TABS))), unsafe_allow_javascript=True)


_KEEP_BACK = """<script>
if (!window.keepsTheWayBack) {
  window.keepsTheWayBack = true;
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  const asked = (url) => TABS.map((name) => url.searchParams.get(name)).join();
  let left = null, pressed = 0, going = 0;
  const places = new Map(), main = () => document.querySelector('[data-testid="stMain"]');
  const keepPlace = () => { if (main()) { places.set(location.href, main().scrollTop); } };
  const stop = () => { clearInterval(going); going = 0; };
  document.addEventListener("click", keepPlace, true);
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    document.addEventListener(kind, stop, true);
  }
  window.addEventListener("popstate", () => {
    stop();
    const place = places.get(location.href) ?? 0;
    let turns = 0, steady = 0;
    going = setInterval(() => {
      const page = main();
      if (!page || page.scrollHeight - page.clientHeight < place) { steady = 0; }
      else if (page.scrollTop !== place) { page.scrollTop = place; steady = 0; }
      else { steady = document.querySelector('[data-test-script-state="running"]') ? 0 : steady + 1; }
      if (steady > 9 || ++turns > 100) { stop(); }
    }, 100);
  });
  const press = (event) => { if (event.target.closest?.('[role="tab"]')) { pressed = Date.now(); } };
  for (const kind of ["pointerdown", "keydown", "click"]) { document.addEventListener(kind, press, true); }
  history.replaceState = function (state, title, url) {
    const here = new URL(location.href), next = new URL(url ?? here, here);
    const isStep = next.pathname === here.pathname && asked(next) !== asked(here)
      && Date.now() - pressed < 2000;
    return isStep ? push(state, title, url) : replace(state, title, url);
  };
  history.pushState = function (state, title, url) {
    const here = new URL(location.href), next = new URL(url ?? here, here);
    if (next.pathname === here.pathname && next.search !== here.search) {
      left = { href: here.href, state: history.state, search: next.search, at: Date.now() };
    } else if (left && next.pathname !== here.pathname && next.search === left.search
        && here.search === left.search && Date.now() - left.at < 5000) {
      replace(left.state, "", left.href);
      left = null;
    }
    return push(state, title, url);
  };
}
</script>"""


def go(page: PageName, query: Query) -> None:
    """Open a page as it stands with this query, as if its link had been clicked.

    The link is shown and a fixed script clicks it: `st.switch_page` would first write the new query into
    the address of the old page, so that the back button led to a view that nobody had.
    """
    link(page, "Open", query, key="go")
    st.html(_CLICK, unsafe_allow_javascript=True)


_CLICK = """<script>
(function click(tries) {
  const link = document.querySelector(".st-key-go a");
  if (link) { link.click(); } else if (tries > 0) { requestAnimationFrame(() => click(tries - 1)); }
})(60);
</script>"""


def write(name: str, value: str) -> None:
    """Put a value into the address, or take it out where it is empty."""
    write_all({name: value})


def write_all(values: Query) -> None:
    """Put values into the address, and take out those that are empty, as one step that Back goes back.

    The browser makes a step of each address that it had not before: the first update leaves out all that is
    empty, and what is deleted after it only repeats the same address.
    """
    changed = {name: value or [] for name, value in values.items() if value or name in st.query_params}
    if changed:
        st.query_params.update(changed)
    for name, value in changed.items():
        if not value:
            del st.query_params[name]


def settle_address(here: str) -> None:
    """Make the browser's address that of this run.

    A link to the page that is shown already changes what the page is asked for, and the browser keeps the
    old address until it is told.
    """
    now = (here, tuple((name, tuple(st.query_params.get_all(name))) for name in st.query_params))
    before = st.session_state.get("address", now)
    st.session_state["address"] = now
    if before[0] != here or before == now:
        return
    if not now[1]:
        st.query_params.clear()
    for name, values in now[1]:
        try:
            st.query_params[name] = list(values)
        except StreamlitAPIException:  # bound to a control, which has told the browser itself
            continue
        return


def plain(text: str) -> str:
    r"""Escape a text for a place where Streamlit reads markdown.

    >>> plain("*a* :red[b]")
    '\\*a\\* \\:red\\[b\\]'
    """
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in text)


_SPECIAL = frozenset("\\`*_{}[]()<>#+-.!|~$:&")
