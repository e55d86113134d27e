"""Wording asked of a language model: what is sent and where is said first; its answer is a proposal."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

import streamlit as st

from dashboard import ui
from dashboard.drafting import evidence, saving, versions
from dashboard.drafting.evidence import Desk
from synthesis.errors import SynthesisError
from synthesis.outputs.papers import citing, edits
from synthesis.outputs.papers.helping import Material, is_help_wanted, messages, objections
from synthesis.outputs.papers.layout import Item
from synthesis.outputs.phrases import counted
from synthesis.pipeline import helping
from synthesis.pipeline.helping import LanguageModel


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model answered for a statement as it stood."""

    key: str
    standing: str
    text: str
    model: str


def panel(desk: Desk, item: Item, editing: saving.Base) -> None:
    """Offer to ask for wording, where a model is set up; show its answer beside the present words."""
    if not is_help_wanted(os.environ) or item.generated is None:
        return
    with st.expander("Ask a language model for wording", key="ask_model"):
        try:
            model = helping.language_model()
        except SynthesisError as error:
            ui.error_box(error.message, error.where, error.hint)
            return
        assert model is not None
        material = _material(desk, item)
        st.html(f'<p class="said">{ui.text(_what_is_sent(material, model))}</p>')
        with st.expander("All that is sent", key="all_sent"):
            st.code(
                "\n\n".join(each["content"] for each in messages(material)), language=None, wrap_lines=True
            )
        if st.button("Send this and ask", key="ask"):
            _ask(item, material, model)
        _answer(desk, item, material, editing)


def _material(desk: Desk, item: Item) -> Material:
    """Return what stands now, with the notes that it may call."""
    assert item.generated is not None
    passages = tuple(passage.text for passage, _ in evidence.passages_of(desk, item).values())
    return Material(replace(item.generated, text=item.text), passages or tuple(q.text for q in item.quotes))


def _what_is_sent(material: Material, model: LanguageModel) -> str:
    n = counted(len(material.sent), "passage")
    return (
        f"If you ask, this statement with its numbers and {n} behind it are sent to {model.host}, for the "
        f"model {model.name}. Names of contributors are not sent, unless a passage holds one. Nothing is "
        "sent before you ask, and nothing else leaves this machine."
    )


def _ask(item: Item, material: Material, model: LanguageModel) -> None:
    try:
        with st.spinner(f"Asking {model.name}"):
            text = helping.ask(model, messages(material))
    except SynthesisError as error:
        ui.error_box(error.message, error.where, error.hint)
        return
    st.session_state["proposal"] = Proposal(item.key, item.text, text, model.name)


def _answer(desk: Desk, item: Item, material: Material, editing: saving.Base) -> None:
    """Show the answer; where something is wrong with it, say what, and do not let it be taken."""
    proposal = st.session_state.get("proposal")
    if not isinstance(proposal, Proposal) or (proposal.key, proposal.standing) != (item.key, item.text):
        return
    text = citing.shown(proposal.text, item.cited, desk.label_of)
    checked = citing.check(text, item.notes, desk.labels, before=(item.text, item.cited))
    present, proposed = versions.marked(evidence.shown(desk, item), text)
    st.html(
        f'<p class="note">As it stands</p><p class="said" {ui.BIDI}>{present}</p>'
        f'<div class="suggested"><p class="badges">{ui.badge("Machine proposal", "proposed")}</p>'
        f'<p class="said" {ui.BIDI}>{proposed}</p></div>'
    )
    found = [citing.shown(each, item.cited, desk.label_of) for each in objections(proposal.text, material)]
    found += checked.problems
    if found:
        listed = "".join(f"<li>{ui.text(each)}</li>" for each in found)
        st.html(f'<p class="said">It cannot be taken:</p><ul class="said">{listed}</ul>')
    else:
        ui.note("Its notes, numbers and quotations are the statement's. Whether it says the same, you judge.")
    with st.container(horizontal=True, gap="small", key="judge_proposal"):
        saving.button(
            "Take it",
            "take_proposal",
            desk.state,
            editing,
            desk.by,
            lambda draft, paper: edits.reword(draft, paper, item.key, checked.text, checked.cited),
            f"Took a wording proposed by {proposal.model}",
            disabled=bool(found),
            is_main=True,
        )
        st.button("Put it aside", key="drop_proposal", on_click=_drop)


def _drop() -> None:
    st.session_state.pop("proposal", None)
