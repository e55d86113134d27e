r"""Markdown -> what a reader of it sees, and which headings ask what stands below them.

Marks are dropped when the text is read, so that what is kept and quoted has none; items of lists get the
bullet that they have in web pages.

>>> answers_of_markdown("## What worked?\n\n* The **captions**.\n\n## Thanks\n\nAll of you.")
[('What worked?', '• The captions.'), ('', 'Thanks\n\nAll of you.')]
"""

from __future__ import annotations

import re
from collections.abc import Callable

from synthesis.corpus.headings import asks
from synthesis.corpus.readers.blocks import table_line

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_BREAK = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[^`]*")
_BULLET = re.compile(r"^([ \t]*)[*+-][ \t]+(?=\S)")
_QUOTED = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_RULE_OF_TABLE = frozenset("|:- \t")

_Shown = str | Callable[[re.Match[str]], str]
# What stands inside of a mark holds none like it, so that each letter is looked at only once or twice.
_INLINE: tuple[tuple[re.Pattern[str], _Shown], ...] = (
    (re.compile(r"!?\[([^\[\]\n]+)\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(r"\*\*(?=\S)((?:[^*]|\*(?!\*))+)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"__(?=\S)((?:[^_]|_(?!_))+)(?<=\S)__"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)


def text_of_markdown(text: str) -> str:
    r"""Return the text without its marks; headings keep theirs, for `answers_of_markdown`.

    >>> text_of_markdown("Title\n=====\n\n| a | b |\n|---|---|\n| c | d |")
    '# Title\n\na | b\nc | d'
    """
    lines: list[str] = []
    for line in _without_comments(text).split("\n"):
        if _UNDERLINE.fullmatch(line) and _is_a_title(lines):
            lines[-1] = f"# {lines[-1]}"
        elif _BREAK.fullmatch(line):
            lines.append("")
        elif not (_FENCE.fullmatch(line) or _is_rule_of_table(line)):
            lines.append(_shown(line))
    return "\n".join(lines)


def answers_of_markdown(text: str) -> list[tuple[str, str]]:
    """Return the stretches of a text, each with the question that its heading asks, or with ''.

    A heading that asks nothing stays in the text; one of the same level or above ends an answer.
    """
    answers: list[tuple[str, list[str]]] = [("", [])]
    asked_at = 0
    for line in text_of_markdown(text).split("\n"):
        heading = _HEADING.fullmatch(line)
        level, shown = (len(heading[1]), _title(heading[2])) if heading else (0, line)
        if level and asks(shown):
            answers.append((shown, []))
            asked_at = level
            continue
        if 0 < level <= asked_at:
            answers.append(("", []))
            asked_at = 0
        answers[-1][1].append(shown)
    joined = [(question, "\n".join(lines).strip()) for question, lines in answers]
    return [(question, body) for question, body in joined if question or body] or joined[:1]


def _title(marked: str) -> str:
    """Return a heading without the marks that close it."""
    return marked.rstrip(" \t").rstrip("#").rstrip(" \t") or marked


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _is_rule_of_table(line: str) -> bool:
    return "|" in line and "-" in line and _RULE_OF_TABLE.issuperset(line)


def _is_a_title(lines: list[str]) -> bool:
    """Whether the last line stands alone, so that a line drawn below it makes it a heading."""
    above = lines[-2] if len(lines) > 1 else ""
    return bool(lines and lines[-1].strip()) and not above.strip() and not _HEADING.fullmatch(lines[-1])


def _shown(line: str) -> str:
    """Return a line as a reader sees it, but for the mark of a heading."""
    line = _BULLET.sub(r"\1• ", _QUOTED.sub("", line, count=1), count=1)
    if line.lstrip().startswith("|"):
        line = table_line(line.strip().strip("|").split("|"))
    for mark, shown in _INLINE:
        line = mark.sub(shown, line)
    return line.rstrip().removesuffix("\\") if not _HEADING.fullmatch(line) else line.strip()
