"""Stakeholder contributions, coded by theme, beside what meetings decided about them.

The names a notebook needs; each is imported when it is first asked for, so that a small program that
needs one room does not wait for all.

>>> from synthesis import fill_with_sample, frames, open_store, theme_table
>>> with open_store("sqlite://") as store:                            # doctest: +SKIP
...     fill_with_sample(store)
...     theme_table(frames(store.snapshot()))
"""

from typing import TYPE_CHECKING

from synthesis.lazily import lazily

if TYPE_CHECKING:
    from synthesis.coding.agreement import evaluate_gold
    from synthesis.coding.assign import ThemeCoder
    from synthesis.coding.codebook import read_codebook, shipped_codebook
    from synthesis.corpus.load import load
    from synthesis.corpus.segment import segment
    from synthesis.errors import SynthesisError
    from synthesis.meetings.decisions import find_decisions
    from synthesis.meetings.report import read_report
    from synthesis.models import Filters
    from synthesis.outputs.export import export
    from synthesis.outputs.tables import frames, theme_table
    from synthesis.pipeline import code_file, code_store, fill_with_sample, load_into
    from synthesis.store import open_store

_ROOMS = {
    "Filters": "models",
    "SynthesisError": "errors",
    "ThemeCoder": "coding.assign",
    "code_file": "pipeline",
    "code_store": "pipeline",
    "evaluate_gold": "coding.agreement",
    "export": "outputs.export",
    "fill_with_sample": "pipeline",
    "find_decisions": "meetings.decisions",
    "frames": "outputs.tables",
    "load": "corpus.load",
    "load_into": "pipeline",
    "open_store": "store",
    "read_codebook": "coding.codebook",
    "read_report": "meetings.report",
    "segment": "corpus.segment",
    "shipped_codebook": "coding.codebook",
    "theme_table": "outputs.tables",
}

__all__ = [
    "Filters",
    "SynthesisError",
    "ThemeCoder",
    "code_file",
    "code_store",
    "evaluate_gold",
    "export",
    "fill_with_sample",
    "find_decisions",
    "frames",
    "load",
    "load_into",
    "open_store",
    "read_codebook",
    "read_report",
    "segment",
    "shipped_codebook",
    "theme_table",
]


__getattr__ = lazily(__name__, _ROOMS)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
