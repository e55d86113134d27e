"""Load: drop files, see what would become of each, confirm; then code and say what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import acting, data, ui
from dashboard.files import reports, uploads, withdrawing
from dashboard.files.uploads import Kept
from dashboard.navigation import plain
from synthesis import pipeline
from synthesis.coding.codebook import read_codebook
from synthesis.coding.notices import codebook_notices
from synthesis.corpus.fieldmap import read_field_map
from synthesis.models import CYCLES, Problem
from synthesis.outputs.phrases import counted
from synthesis.store import Store

PLACE = "load"

KINDS = {
    "contributions": "Contributions",
    "report": "Meeting reports",
    "codebook": "A codebook",
}
ADVICE = {
    "contributions": "CSV, TSV, XLSX or JSON with one row a contribution, or single documents as TXT, MD, "
    "DOCX, ODT, PDF, HTML or EML. Nothing is stored before you confirm.",
    "report": "The report of a meeting as TXT, MD, DOCX, ODT, PDF, HTML or EML. Its decisions are proposed, "
    "to be confirmed by a person. A table of proposals is read in on the page Decisions.",
    "codebook": "A YAML file with name, version and themes, or a REFI-QDA codebook (.qdc). Everything is "
    "coded again with it; what people confirmed stays.",
}
MOST_SHOWN = 200
NOT_CODED = "Stored, not coded yet"
"""Heads what a load came to, as long as the coding after it has not ended."""


def panel(state: data.State) -> None:
    """Show the steps from files to the store."""
    ui.section("Load")
    acting.told(PLACE)
    _told()
    withdrawing.offer(state, PLACE)
    kind = st.segmented_control(
        "What do you load?",
        list(KINDS),
        format_func=KINDS.__getitem__,
        default="contributions",
        required=True,
        key="load_kind",
    )
    kind = kind or "contributions"
    ui.note(ADVICE[kind])
    given = _given(kind)
    options = _options() if kind == "contributions" else {}
    asked = _what_is_asked(kind, given, options)
    if given and st.button("Check the files", type="primary", key="check", on_click=_forget_told):
        st.session_state.pop("checked", None)
        with ui.boundary():
            st.session_state["checked"] = (asked, *_check(state, kind, uploads.keep(given), options))
    checked = st.session_state.get("checked")
    if checked and checked[0] == asked:
        with ui.boundary():
            _confirm(state, kind, *checked[1:])


def _given(kind: str) -> list[Any]:
    """Ask for files; of codebooks one is in force, so one is asked for."""
    key = f"files_{kind}_{st.session_state.get('batch', 0)}"
    if kind == "codebook":
        given = st.file_uploader("Drop the file here or choose it", key=key)
        return [given] if given else []
    return list(st.file_uploader("Drop files here or choose them", accept_multiple_files=True, key=key))


def _what_is_asked(kind: str, given: Sequence[Any], options: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a check was made of; when it changes, the check no longer holds."""
    field_map = options.get("map")
    files = tuple((upload.file_id, upload.name) for upload in given)
    return kind, files, options.get("cycle"), field_map.file_id if field_map else ""


def _options() -> dict[str, Any]:
    with st.expander("Foreign headings, or no year in the files?", key="load_options"):
        cycle = st.number_input(
            "Cycle: the year taken stock of, for contributions that do not say it",
            min_value=CYCLES[0],
            max_value=CYCLES[-1],
            value=None,
            step=1,
            key="load_cycle",
            width=420,
        )
        field_map = st.file_uploader("A map from other headings to ours (YAML)", key="load_map")
    return {"cycle": cycle, "map": field_map}


def _check(state: data.State, kind: str, kept: Kept, options: dict[str, Any]) -> tuple[Kept, Any]:
    """Read the files without storing anything."""
    if kind == "report":
        with st.status("Reading the reports"):
            return kept, pipeline.preview_reports(data.store(state.url), kept.paths)
    if kind == "codebook":
        return kept, read_codebook(kept.paths[0])
    field_map = None
    if options["map"] is not None:
        held = uploads.keep([options["map"]])
        field_map = read_field_map(held.paths[0])
    with st.status("Reading the files") as status:
        cycle = int(options["cycle"]) if options["cycle"] else None
        read = pipeline.preview_load(
            kept.paths, field_map=field_map, cycle=cycle, on_progress=_progress(kept)
        )
        foreseen = pipeline.preview_stored(data.store(state.url), read)
        elsewhere = pipeline.register_tables(kept.paths)
        foreseen = replace(foreseen, problems=(*elsewhere, *foreseen.problems))
        status.update(label="The files are read", state="complete")
    return kept, (read, foreseen)


def _progress(kept: Kept | None = None) -> Callable[[int, int, str], None]:
    """Return what shows how far a long piece of work is."""
    bar = st.progress(0.0, "Starting")

    def show(done: int, total: int, what: str) -> None:
        name = kept.shown_name(what) if kept else what
        words = f"{name} ({done} of {total})" if total else f"{name} ({done})"
        bar.progress(min(done / total, 1.0) if total else 0.0, plain(words))

    return show


def _confirm(state: data.State, kind: str, kept: Kept, read: Any) -> None:
    ui.section("What would become of them", level=3)
    problems, can_load, words = _account(kind, kept, read)
    st.html(f'<p class="said">{ui.text(words)}</p>')
    if kind == "contributions":
        for double in read[1].doubles:
            ui.error_box("Is this stored already?", kept.shown_name(double.file), double.reason)
    if kind == "report":
        reports.items(read)
    remarks(_as_shown(problems, kept))
    by = reports.ask_to_replace(read) if kind == "report" else None
    if not can_load and by is None:
        is_to_mend = any(problem.is_refusal for problem in problems)
        advice = (
            "Mend what is listed, and drop the files again." if is_to_mend else "All of it is stored already."
        )
        ui.empty_state("There is nothing in these files to load.", advice)
        return
    if st.button("Load them and code", type="primary", key="confirm", disabled=by == ""):
        with acting.attempt(PLACE), st.status("Working", expanded=True) as status:
            _store(data.store(state.url), kind, read, kept, by or "")
            status.update(label="Done", state="complete")
        st.rerun()


def _account(kind: str, kept: Kept, read: Any) -> tuple[Sequence[Problem], bool, str]:
    """Return the problems, whether there is something to load, and the account in words."""
    if kind == "codebook":
        words = f"{read.name}, version {read.version}: {counted(len(read.themes), 'theme')}."
        return [Problem(kept.paths[0].name, each) for each in codebook_notices(read)], True, words
    if kind == "report":
        problems = [report.problem for report in read if report.problem]
        return problems, any(report.is_new for report in read), reports.foreseen(read)
    _, foreseen = read
    words = (
        f"{counted(foreseen.received, 'contribution')} received = {foreseen.loaded:,} to load "
        f"+ {foreseen.merged:,} merged (the identical record is stored already, or twice in these files) "
        f"+ {foreseen.refused:,} refused."
    )
    return foreseen.problems, foreseen.loaded > 0, words


def _as_shown(problems: Sequence[Problem], kept: Kept) -> list[Problem]:
    """Name the files as people did."""
    return [
        replace(problem, file=kept.shown_text(problem.file), reason=kept.shown_text(problem.reason))
        for problem in problems
    ]


def remarks(problems: Sequence[Problem]) -> None:
    """Show what is to be known of the files, and offer it to be sent back to those who sent them."""
    if not problems:
        return
    rows = [
        (
            problem.file,
            problem.row or "",
            problem.column,
            "refused" if problem.is_refusal else "noted",
            problem.reason,
        )
        for problem in problems
    ]
    table = pd.DataFrame(rows, columns=["File", "Row", "Column", "What", "Reason"])
    st.html(ui.html_table(table.head(MOST_SHOWN), f"{counted(len(rows), 'remark')} on the files"))
    if len(rows) > MOST_SHOWN:
        ui.note(f"The first {MOST_SHOWN} of {len(rows)} are shown; the file below has them all.")
    ui.download(table, "remarks.csv")


def _store(store: Store, kind: str, read: Any, kept: Kept, by: str = "") -> None:
    """Write, code what is new, and tell what changed; what is stored is told even where the coding fails."""
    if kind == "codebook":
        run = pipeline.code_and_discover(store, read, _progress())
        words = f"The codebook {read.name} {read.version} is in force. {_coded(run)}"
        notices = pipeline.coding_notices(store.snapshot())
        _tell(words, [Problem(kept.paths[0].name, each) for each in notices], kept)
        return
    if kind == "report":
        entered = pipeline.enter_reports(store, read, replaced_by=by)
        problems = [report.problem for report in entered if report.problem]
        _tell(reports.entered(entered), problems, kept)
        return
    report = pipeline.store_loaded(store, read[0], _progress())
    words = (
        f"{counted(report.received, 'contribution')} received = {report.loaded:,} loaded "
        f"+ {report.merged:,} merged + {report.refused:,} refused."
    )
    _tell(words, report.problems, kept, report.run_id, heading=NOT_CODED)
    run = pipeline.code_and_discover(store, on_progress=_progress(), relearn=False)
    said = [words, _coded(run), *pipeline.foreign_notices(store.snapshot())]
    _tell(" ".join(said), report.problems, kept, report.run_id)


def _tell(
    words: str, problems: Sequence[Problem], kept: Kept, run_id: str = "", *, heading: str = "Done"
) -> None:
    """Keep what a load came to, and make room for the next files."""
    shown = _as_shown(problems, kept)
    st.session_state["told"] = {"heading": heading, "words": words, "problems": shown, "run": run_id}
    if st.session_state.pop("checked", None):
        st.session_state["batch"] = st.session_state.get("batch", 0) + 1


def _coded(run: Any) -> str:
    counts = dict(run.counts)
    new = counts["passages"] - counts["kept"]
    return (
        f"{counted(new, 'passage')} coded now: {counts['coded']:,} to a theme, {counts['none']:,} to none, "
        f"for {counts['undecided']:,} it cannot be told."
    )


def _told() -> None:
    """Show what the last load came to, until other files are checked."""
    told = st.session_state.get("told")
    if told is None:
        return
    st.html(
        f'<div class="done" role="status"><p class="empty-title">{ui.text(told["heading"])}</p>'
        f"<p>{ui.text(told['words'])}</p></div>"
    )
    remarks(told["problems"])


def _forget_told() -> None:
    st.session_state.pop("told", None)


def sample(state: data.State) -> None:
    """Offer the sample stocktaking to somebody who has nothing yet."""
    acting.told("sample")
    if st.button("Load the sample stocktaking", key="load_sample"):
        store = data.store(state.url)
        _work(
            "sample", "Loading the sample stocktaking", lambda: pipeline.fill_with_sample(store, _progress())
        )


def rest(state: data.State) -> None:
    """Offer to code what lies in the store uncoded."""
    acting.told("rest")
    if st.button("Code them now", key="code_rest"):
        _work("rest", "Coding", lambda: _code_rest(data.store(state.url)))


def _code_rest(store: Store) -> None:
    run = pipeline.code_and_discover(store, on_progress=_progress())
    told = st.session_state.get("told")
    if told and told["heading"] == NOT_CODED:
        told |= {"heading": "Done", "words": f"{told['words']} {_coded(run)}"}


def _work(place: str, what: str, work: Callable[[], object]) -> None:
    """Do what takes long, show how far it is, and draw the page anew."""
    with acting.attempt(place), st.status(what, expanded=True):
        work()
    st.rerun()
