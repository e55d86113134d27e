"""Drafting: papers that people make from what the program wrote, beside the evidence.

papers     the drafts there are, and a new one
one        a draft that is open: its statements, and the one chosen
evidence   what a statement rests on
rewording  what a drafter does with it; proposing: wording asked of a language model
saving     a version becomes the next one; settling: two met, or the data changed
versions   who saved what when
"""

from dashboard.drafting.papers import panel

__all__ = ["panel"]
