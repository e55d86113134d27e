"""Proposed topics in, how near each is to what groups work on and to what inputs asked for out."""

from synthesis.community.alignment.near import (
    REACHES,
    Alignment,
    NearGroup,
    NearPassage,
    Reach,
    TopicFit,
    align,
)
from synthesis.community.alignment.table import TopicsPlan, plan_topics

__all__ = [
    "REACHES",
    "Alignment",
    "NearGroup",
    "NearPassage",
    "Reach",
    "TopicFit",
    "TopicsPlan",
    "align",
    "plan_topics",
]
