"""The trace: where the chain breaks, and for a theme what was said, what was decided, what became of it.

gaps      what was said and not answered, and the other way round
one       the chain of one theme
chain     its links as HTML
linking   links judged by people
timeline  meetings in their order, a tab of its own
"""

from __future__ import annotations

from datetime import date

from dashboard import acting, data, ui
from dashboard.trace import gaps, linking, one
from synthesis.models import Filters
from synthesis.outputs.trace import sentences


def panel(state: data.State, chosen: Filters, today: date) -> None:
    """Show the gaps, then the chain of one theme."""
    acting.told(linking.PLACE)
    if not len(data.whole(state).decisions):
        ui.empty_state("No decision is here.", "Load the report of a meeting on the page Data.")
        return
    day = gaps.panel(state, chosen, today)
    hidden = data.store(state.url).hidden_links()
    ui.note(sentences.hidden_sentence(hidden, data.theme_names(state)))
    one.panel(state, chosen, day)
