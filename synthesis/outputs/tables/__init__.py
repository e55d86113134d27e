"""Frames -> every count that is shown to people, as tidy DataFrames.

Counts count contributions unless the column says `n_passages`. A share is `n` of `N`: N is the number of
contributions after the filters other than theme and review, that is of those that could have spoken.
What a person rejected counts nowhere. Where copies count once, what they say together is one contribution,
in all and in each group, region, cycle and language that any of them has. No function changes its argument.

overall   how much everything rests on
positions what each contribution comes to say about each theme
themes    theme by theme
groups    group by group
shares    n of N, and what is too small for a share
listings  one row per excerpt, passage, contribution or decision
registered the items of the register that are asked for
chains    what only repeats an earlier decision, or tells how it went
facets    what each filter value would give
"""

from synthesis.outputs.frames.assemble import frames
from synthesis.outputs.frames.tidy import Frames, narrow, sided_themes, widened
from synthesis.outputs.tables.chains import chains, folded
from synthesis.outputs.tables.facets import Attribute, attribute_values, facet_counts
from synthesis.outputs.tables.groups import copies, group_sizes, not_heard, positions_by_group, theme_by_group
from synthesis.outputs.tables.listings import decision_table, excerpts, passage_table
from synthesis.outputs.tables.overall import Totals, totals
from synthesis.outputs.tables.positions import stances
from synthesis.outputs.tables.shares import FEW, SMALL_GROUP
from synthesis.outputs.tables.themes import decisions_ranked, lead_decisions, theme_table
from synthesis.outputs.words import REVIEW_WORDS

__all__ = [
    "FEW",
    "REVIEW_WORDS",
    "SMALL_GROUP",
    "Attribute",
    "Frames",
    "Totals",
    "attribute_values",
    "chains",
    "copies",
    "decision_table",
    "decisions_ranked",
    "excerpts",
    "facet_counts",
    "folded",
    "frames",
    "group_sizes",
    "lead_decisions",
    "narrow",
    "not_heard",
    "passage_table",
    "positions_by_group",
    "sided_themes",
    "stances",
    "theme_by_group",
    "theme_table",
    "totals",
    "widened",
]
