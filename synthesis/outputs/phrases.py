"""Numbers -> plain words: the grammar that every sentence and every file shares.

>>> of_total(18, 71), of_total(1, 71), verb(1, "speaks", "speak")
('18 of 71 contributions', '1 of 71 contributions', 'speaks')
>>> joined(["Government", "Civil Society", "Private Sector"])
'Government, Civil Society and Private Sector'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from synthesis.grammar import counted as counted  # given on: outputs take all their grammar from here
from synthesis.grammar import cut
from synthesis.grammar import joined as joined
from synthesis.models import UNKNOWN, Filters
from synthesis.outputs.words import KINDS_COUNTED, REVIEW_WORDS

if TYPE_CHECKING:
    import pandas as pd

MOST = 0.5
"""`mostly X` is said only where X gives more than this share of the contributions spoken of.

It is the one word of quantity that stands for a number; beside it the number itself is always given.
"""

NAMED_GROUPS = 3
"""A breakdown names so many groups, or one more if that is all; the rest are said as a number."""

NOTHING_PASSES = "No contribution passes the filters, so nothing can be missing."
"""In the place of "every theme has ...", which would be true of nothing."""

NOT_NUMBERED = "paragraph not numbered"
"""Stands on a page where a report gives no number."""

LONGEST_QUOTE = 140
"""Letters of a quote in a line of a list, about twenty words; with it the brief stays on two pages."""


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_words(day: date | None) -> str:
    """Write a day as prose does, whatever the machine's language.

    >>> day_words(date(2018, 3, 5)), day_words(None)
    ('5 March 2018', 'an unknown date')
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "an unknown date"


def of_total(n: int, total: int, noun: str = "contribution") -> str:
    """Write `n of N` with the unit of N.

    >>> of_total(1, 1)
    '1 of 1 contribution'
    """
    return f"{n:,} of {counted(total, noun)}"


def items_words(kinds: Iterable[str]) -> str:
    """Count items of the register, and say how many of them are decisions where not all are.

    >>> items_words(["decision", "decision"]), items_words(["decision", "commitment", "conditional"])
    ('2 decisions', '3 items (1 decision, 1 commitment and 1 undertaking on a condition)')
    """
    of_kind = Counter(kinds)
    named = [counted(of_kind[kind], *words) for kind, words in KINDS_COUNTED.items() if of_kind[kind]]
    n = sum(of_kind.values())
    if len(named) < 2:
        return "".join(named) or counted(0, "decision")
    return f"{counted(n, 'item')} ({joined(named)})"


def verb(n: int, one: str, many: str) -> str:
    """Choose the form that goes with n."""
    return one if n == 1 else many


def percent(n: int, total: int) -> str:
    """Write a share without decimals, halves up; empty where there is nothing to share.

    >>> percent(1, 8), percent(0, 0)
    ('13 %', '')
    """
    return f"{(200 * n + total) // (2 * total)} %" if total else ""


def quoted(name: str) -> str:
    """Put a name of the codebook, which can hold any words, between quotation marks."""
    return f"“{name}”"


def with_meaning(position: str, label: str) -> str:
    """Name a position inside a sentence, with what it means where the codebook says so.

    >>> with_meaning("for", "a smaller programme"), with_meaning("against", "")
    ('for (a smaller programme)', 'against')
    """
    return f"{position} ({label})" if label else position


def cut_marked(quote: str) -> str:
    """Show by an ellipsis that a verbatim quote begins inside a sentence.

    >>> cut_marked("coalitions should meet."), cut_marked("It was agreed to meet.")
    ('… coalitions should meet.', 'It was agreed to meet.')
    """
    return f"… {quote}" if quote[:1].islower() else quote


def place_words(paragraph: str, unnumbered: str = "") -> str:
    """Name the paragraph that an item stands in; the rows of a table carry their own word.

    >>> place_words("7"), place_words("row 7"), place_words("ID 3"), place_words("table 1, row 1")
    ('paragraph 7', 'row 7', 'ID 3', 'table 1, row 1')
    >>> place_words(""), place_words("", NOT_NUMBERED)
    ('', 'paragraph not numbered')
    """
    if not paragraph:
        return unnumbered
    return paragraph if paragraph.startswith(("row ", "ID ", "table ")) else f"paragraph {paragraph}"


def short(quote: str) -> str:
    """Return the beginning of long words, whole ones, with an ellipsis; short words as they are.

    >>> short("It was agreed  to meet."), short("meet " * 100)[-11:]
    ('It was agreed to meet.', 'meet meet …')
    """
    return cut(quote, LONGEST_QUOTE)


def due_words(due: str, due_on: str) -> str:
    """Say when a decision is due: in the report's words, and as a date where they hold none; or nothing.

    >>> due_words("end of May.", "2018-05-31"), due_words("", "2018-05-31"), due_words("", "")
    ('end of May (2018-05-31)', '2018-05-31', '')
    """
    words = due.rstrip(" .")
    return f"{words} ({due_on})" if words and due_on and due_on not in words else words or due_on


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""


def group_name(value: object) -> str:
    """Name a group or region inside a sentence.

    >>> group_name("African Group"), group_name("Civil Society"), group_name("unknown")
    ('the African Group', 'Civil Society', 'contributors of unknown group')
    """
    if value == UNKNOWN:
        return "contributors of unknown group"
    return f"the {value}" if "Group" in str(value) else str(value)


def region_beside(group: str, region: str) -> str:
    """Return a region, or nothing where the stakeholder group has said it already.

    >>> region_beside("Intergovernmental Organization", "Intergovernmental Organizations")
    ''
    """
    return "" if region == f"{group}s" else region


def sender_words(name: str, group: str, region: str, cycle: int | None) -> str:
    """Say who sent a contribution; what is unknown, or said already, is left out.

    >>> sender_words("A body", "Intergovernmental Organization", "Intergovernmental Organizations", 2017)
    'A body, Intergovernmental Organization, 2017'
    """
    known = [name, group, region_beside(group, region), str(cycle or "")]
    return ", ".join(word for word in known if word and word != UNKNOWN)


def breakdown(sizes: pd.DataFrame, column: str = "n") -> str:
    """Say which groups the contributions counted in `column` come from, largest first.

    Contributors of unknown group are no group: they come last, and are never among the "more groups".

    Parameters
    ----------
    sizes : DataFrame
        `value`, the counted column, and `N`, all contributions of the group.

    Returns
    -------
    str
        Such as `mostly Civil Society (9 of its 22), then Government (2 of its 10)`; empty if all are 0.
    """
    present = sizes[sizes[column] > 0]
    present = present.assign(is_unknown=present["value"] == UNKNOWN)
    present = present.sort_values(["is_unknown", column], ascending=[True, False], kind="stable")
    if present.empty:
        return ""
    shown = [
        f"{group_name(value)} ({n:,} of {'their' if value == UNKNOWN else 'its'} {total:,})"
        for value, n, total in zip(present["value"], present[column], present["N"], strict=True)
    ]
    n_groups = int((~present["is_unknown"]).sum())
    if n_groups > NAMED_GROUPS + 1:
        n_rest = int(present[column].iloc[NAMED_GROUPS:n_groups].sum())
        rest = f"{n_groups - NAMED_GROUPS} more groups ({n_rest:,} together)"
        shown[NAMED_GROUPS:n_groups] = [rest]
    if len(shown) == 1:
        return f"all from {shown[0]}" if int(present[column].iloc[0]) > 1 else f"from {shown[0]}"
    is_most = present[column].iloc[0] > MOST * present[column].sum()
    return f"mostly {shown[0]}, then {joined(shown[1:])}" if is_most else joined(shown)


def filters_in_words(filters: Filters, theme_names: dict[str, str] | None = None) -> str:
    """Say what a page or file is narrowed to.

    >>> filters_in_words(Filters(cycles=(2017,), regions=("Other", "African Group")))
    'cycle 2017; region Other or African Group'
    """
    names = theme_names or {}
    fields: Iterable[tuple[str, Sequence[object]]] = (
        ("cycle", filters.cycles),
        ("stakeholder group", filters.stakeholder_groups),
        ("region", filters.regions),
        ("language", filters.languages),
        ("theme", [names.get(theme, theme) for theme in filters.themes]),
        ("review", [REVIEW_WORDS.get(state, state) for state in filters.review]),
    )
    said = [f"{field} {joined([str(v) for v in values], 'or')}" for field, values in fields if values]
    return "; ".join(said) or "none, everything is included"
