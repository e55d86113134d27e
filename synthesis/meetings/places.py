"""Where in a report a paragraph stands, and what its heading makes of an entry without a telling verb.

>>> Place().under("Decisions Taken").kind_of_unmarked("Two rooms only", is_bullet=True)
'decision'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from synthesis.meetings.sections import ANNEX
from synthesis.models import DecisionKind

_ACTIONS = re.compile(
    r"\b(?:next steps?|actions?\b|action (?:items|points)|follow[- ]?up|to do\b|to-dos?|commitments?|"
    r"deliverables?|milestones?|tasks?)",
    re.I,
)
_DECISIONS = re.compile(r"\b(?:decisions?|agreed\b|agreements?|conclusions?|resolutions?)", re.I)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|can|could|may|might|should|must|met|held|took|gave|"
    r"said|[a-z]{2,}ed)\b"
)
_NEWS = re.compile(r"\b(?:announcements?|information|updates?|news)\b", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """The heading above, and the line that leads to a list."""

    heading: str = ""
    kind: DecisionKind | None = None
    is_of_actions: bool = False
    is_mixed: bool = False
    is_annex: bool = False
    lead: str = ""
    list_kind: DecisionKind | None = None

    @property
    def is_read(self) -> bool:
        """Whether items are looked for here: an annex is read only where it lists actions or decisions."""
        return not self.is_annex or self.is_list

    @property
    def is_list(self) -> bool:
        """Whether the heading promises actions, decisions or news."""
        return self.kind is not None

    def under(self, heading: str) -> Place:
        """Move under the next heading."""
        is_annex = bool(ANNEX.match(heading)) or (self.is_annex and not _names_list(heading))
        found: list[DecisionKind] = []
        if _DECISIONS.search(heading):
            found.append("decision")
        if _ACTIONS.search(heading):
            found.append("commitment")
        if _NEWS.search(heading) and (found or re.match(r"announcements?\b", heading, re.I)):
            found.append("information")
        return Place(
            heading=heading,
            kind=found[-1] if found else None,
            is_of_actions="commitment" in found,
            is_mixed=len(found) > 1,
            is_annex=is_annex,
            lead=heading if found else "",
        )

    def after(self, text: str, list_kind: DecisionKind | None) -> Place:
        """Move past a paragraph: 'The group agreed:' leads to the list that follows."""
        if text.endswith(":"):
            return replace(self, lead=text, list_kind=list_kind)
        return self

    def kind_of_unmarked(self, text: str, *, is_bullet: bool) -> DecisionKind | None:
        """Return what an entry without a telling verb is taken for; None: it is no item.

        A paragraph below "Decisions" is one as a bullet is, unless it is a sentence: that tells of things.
        """
        if is_bullet and self.list_kind:
            return self.list_kind
        if self.kind == "information" and not self.is_mixed:
            return "information" if is_bullet else None
        if self.is_mixed:
            return "information" if self.kind == "information" and is_bullet else None
        return self.kind if is_bullet or self.is_of_actions or not _FINITE.search(text) else None


def _names_list(heading: str) -> bool:
    return bool(_ACTIONS.search(heading) or _DECISIONS.search(heading))
