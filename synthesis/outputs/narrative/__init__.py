"""Tables -> sentences in plain words, each computed from the numbers it names.

A sentence says how many of how many, of which unit; it names who dissents; it says when nothing is there.
No word stands for a quantity, but for `mostly` (see `phrases.MOST`). The first words of each function tell
what its sentence stands beside.
"""

from synthesis.outputs.narrative.bounds import NOTHING_PASSES, NOTHING_STORED, uncoded_sentence
from synthesis.outputs.narrative.counted import (
    copies_sentence,
    counting_sentence,
    filters_sentence,
    repeats_sentence,
    sample_sentence,
)
from synthesis.outputs.narrative.decided import (
    LEADING,
    ahead_words,
    decided_by,
    decided_on,
    decisions_sentence,
    folded_sentence,
    gaps_sentence,
    lead_decision_sentence,
    others_words,
    reported_counts,
    reported_words,
    said_words,
)
from synthesis.outputs.narrative.groups import groups_sentence, heatmap_sentence, not_heard_sentence
from synthesis.outputs.narrative.statements import (
    Excerpt,
    Statement,
    ThemeSynthesis,
    attribution,
    theme_synthesis,
)
from synthesis.outputs.narrative.themes import (
    THEME_ORDER,
    coded_sentence,
    coverage_sentence,
    misfit_sentence,
    overview_sentence,
    positions_sentence,
    review_sentence,
    theme_sentence,
)

__all__ = [
    "LEADING",
    "NOTHING_PASSES",
    "NOTHING_STORED",
    "THEME_ORDER",
    "Excerpt",
    "Statement",
    "ThemeSynthesis",
    "ahead_words",
    "attribution",
    "coded_sentence",
    "copies_sentence",
    "counting_sentence",
    "coverage_sentence",
    "decided_by",
    "decided_on",
    "decisions_sentence",
    "filters_sentence",
    "folded_sentence",
    "gaps_sentence",
    "groups_sentence",
    "heatmap_sentence",
    "lead_decision_sentence",
    "misfit_sentence",
    "not_heard_sentence",
    "others_words",
    "overview_sentence",
    "positions_sentence",
    "repeats_sentence",
    "reported_counts",
    "reported_words",
    "review_sentence",
    "said_words",
    "sample_sentence",
    "theme_sentence",
    "theme_synthesis",
    "uncoded_sentence",
]
