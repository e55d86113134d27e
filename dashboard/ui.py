"""What every page is made of: headings, badges, empty states, the error boundary, a chart with its table.

Nothing that people wrote reaches the page as markup: `marked_text` and `text` escape first.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from synthesis.errors import SynthesisError
from synthesis.outputs.export.cells import as_cell, printable
from synthesis.outputs.words import position_words

log = logging.getLogger("dashboard")

STYLE = Path(__file__).with_name("style.css")
BIDI = 'dir="auto"'
NO_TOOLS = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text to be marked, and the class that says why."""

    start: int
    end: int
    kind: str = "found"


def text(value: object) -> str:
    """Escape anything for a place between or inside HTML elements."""
    return escape(str(value), quote=True)


def of_any_script(value: str) -> str:
    """Escape a text so that its direction is its own, whatever stands beside it; nothing for an empty one."""
    return f"<span {BIDI}>{text(value)}</span>" if value else ""


def marked_text(value: str, marks: Sequence[Mark] = ()) -> str:
    """Escape a text and put marks into it; where two overlap, the earlier one keeps the ground.

    >>> marked_text("a <b> c", [Mark(2, 5)])
    'a <mark class="found">&lt;b&gt;</mark> c'
    """
    parts, place = [], 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        start, end = max(mark.start, place), min(mark.end, len(value))
        if start >= end:
            continue
        parts.append(text(value[place:start]))
        parts.append(f'<mark class="{text(mark.kind)}">{text(value[start:end])}</mark>')
        place = end
    return "".join([*parts, text(value[place:])])


def language_attribute(code: str) -> str:
    """Return the attributes that make a screen reader and the writing direction right."""
    known = code if code.isascii() and code.replace("-", "").isalpha() and code != "unknown" else ""
    return f'lang="{known}" {BIDI}' if known else BIDI


def badge(word: str, kind: str) -> str:
    """Return a small word in a frame; the word says it, the colour and frame repeat it."""
    return f'<span class="badge {text(kind)}">{text(word)}</span>'


def review_badge(is_confirmed: bool) -> str:
    """Return who stands behind a coding or a decision: dashed for the machine, solid for a person."""
    return (
        badge("Confirmed by a person", "confirmed") if is_confirmed else badge("Machine proposal", "proposed")
    )


def position_badge(position: str, label: str = "") -> str:
    """Return a position in its word and colour, with what it means on the theme where that is known."""
    return badge(position_words(position, label), f"position {position}")


def page_head(title: str, lead: str) -> None:
    """Show the one first-level heading of a page and the sentence under it."""
    said = f'<p class="lead">{text(lead)}</p>' if lead else ""
    st.html(f'<h1 class="page">{text(title)}</h1>{said}')


def section(title: str, sentence: str = "", level: int = 2) -> None:
    """Show a heading with the sentence that belongs to it."""
    said = f'<p class="said">{text(sentence)}</p>' if sentence else ""
    st.html(f"<h{level}>{text(title)}</h{level}>{said}")


def note(sentence: str) -> None:
    """Show a line that qualifies what stands above it."""
    if sentence:
        st.html(f'<p class="note">{text(sentence)}</p>')


def one_of(
    label: str, words: Mapping[Key, str], key: str, default: Key, on_change: Callable[[], None] | None = None
) -> Key:
    """Let one of several be chosen by its words; which one stands in the address, under `key`."""
    chosen: Key = st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        default=default,
        required=True,
        key=key,
        bind="query-params",
        on_change=on_change,
    )
    return chosen


def scroll_to(selector: str, turn: int) -> None:
    """Bring an element of ours into view, the top of the page if there is none; again when `turn` is another.

    The script is fixed but for the two arguments, and neither is ever something that people wrote.
    """
    st.html(
        f"""<script data-turn="{turn:d}">
        setTimeout(() => {{
          const aim = document.querySelector("{selector}");
          if (aim) {{ aim.scrollIntoView({{ block: "center" }}); }}
          else {{ document.querySelector('[data-testid="stMain"]').scrollTo(0, 0); }}
        }}, 60);
        </script>""",
        unsafe_allow_javascript=True,
    )


def empty_state(title: str, advice: str) -> None:
    """Say that there is nothing here, and what to do about it."""
    st.html(
        f'<div class="empty" role="status"><p class="empty-title">{text(title)}</p>'
        f"<p>{text(advice)}</p></div>"
    )


def sample_banner(sentence: str) -> None:
    """Mark a page that shows something composed for this project; nothing where there is none."""
    if sentence:
        st.html(f'<p class="sample" role="note">{text(sentence)}</p>')


def error_box(message: str, where: str = "", hint: str = "") -> None:
    """Say what happened, where, and what to do."""
    place = f'<p class="where">Where: <code>{text(where)}</code></p>' if where else ""
    advice = f"<p>{text(hint)}</p>" if hint else ""
    st.html(
        f'<div class="fault" role="alert"><p class="fault-title">{text(message)}</p>{place}{advice}</div>'
    )


def done(sentence: str) -> None:
    """Say that what a person asked for is done; a screen reader tells it at once."""
    st.html(f'<div class="done" role="status"><p {BIDI}>{text(sentence)}</p></div>')


def warning(sentence: str) -> None:
    """Say what a person should weigh before going on; nothing is wrong yet. Nothing where it is empty."""
    if sentence:
        st.html(f'<p class="sample" role="status">{text(sentence)}</p>')


@contextmanager
def boundary() -> Iterator[None]:
    """Turn every failure inside into words; the traceback goes to the log alone."""
    try:
        yield
    except Exception as error:
        told = failure(error)
        error_box(told.message, told.where, told.hint)


def failure(error: Exception) -> SynthesisError:
    """Return what to say of a failure; one that nobody foresaw goes to the log under a reference."""
    if isinstance(error, SynthesisError):
        return error
    reference = secrets.token_hex(3)
    log.error("A page failed, reference %s", reference, exc_info=error)
    return SynthesisError(
        "Something went wrong on this page.",
        hint="If you have just changed something, look whether it is there before you do it again. "
        f"If it stays so, tell whoever runs this dashboard the reference {reference}.",
    )


def html_table(
    table: pd.DataFrame, caption: str, *, numbers: Sequence[str] = (), is_stacked: bool = False
) -> str:
    """Return a plain table that any reader of screens can walk through; first column heads each row.

    With `is_stacked` each row becomes a card on a phone, its cells below each other with their headings: for
    tables of many words, which would be wider than the screen.
    """

    def label(name: object) -> str:
        return f' data-label="{text(name)}"' if is_stacked else ""

    heads = "".join(f'<th scope="col"{_number(name, numbers)}>{text(name)}</th>' for name in table.columns)
    rows = []
    for row in table.itertuples(index=False, name=None):
        cells = zip(table.columns[1:], row[1:], strict=True)
        rest = "".join(f"<td{_number(name, numbers)}{label(name)}>{text(cell)}</td>" for name, cell in cells)
        rows.append(f'<tr><th scope="row">{text(row[0])}</th>{rest}</tr>')
    return (
        f'<div class="table-frame" tabindex="0" role="region" aria-label="{text(caption)}">'
        f'<table class="plain{" stacked" if is_stacked else ""}">'
        f"<caption>{text(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody>"
        "</table></div>"
    )


def _number(name: object, numbers: Sequence[str]) -> str:
    return ' class="number"' if name in numbers else ""


def chart(key: str, figure: go.Figure, sentence: str) -> None:
    """Show a chart; the sentence is what a reader of screens says of it."""
    st.plotly_chart(figure, key=key, theme=None, config=NO_TOOLS, alt=sentence)


def chart_with_table(
    key: str,
    figure: go.Figure,
    sentence: str,
    table: pd.DataFrame,
    *,
    on_select: Callable[[], None] | None = None,
) -> None:
    """Show a chart between its sentence and its table, which say the same."""
    st.html(f'<p class="said">{text(sentence)}</p>')
    if on_select is None:
        chart(key, figure, sentence)
    else:
        st.plotly_chart(
            figure,
            key=key,
            theme=None,
            config=NO_TOOLS,
            alt=sentence,
            on_select=on_select,
            selection_mode="points",
        )
    with st.expander("The same as a table", key=f"{key}_table"):
        st.html(html_table(table, sentence, numbers=list(table.columns[1:])))
        download(table, f"{key}.csv")


def download(table: pd.DataFrame, name: str) -> None:
    """Offer a table as a CSV file, built when it is asked for; no cell can become a formula."""
    st.download_button(
        "Download this table (CSV)",
        data=lambda: safe_csv(table),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=f"download_{name}",
    )


def safe_csv(table: pd.DataFrame) -> bytes:
    """Write a CSV file that a spreadsheet opens with the right letters and without running anything."""
    texts = table.select_dtypes(include=["object", "string"]).columns
    guarded = table.assign(**{name: [_guarded(cell) for cell in table[name]] for name in texts})
    return guarded.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _guarded(cell: Any) -> Any:
    return as_cell(printable(cell)) if isinstance(cell, str) else cell
