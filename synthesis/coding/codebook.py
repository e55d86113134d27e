"""A codebook file in (YAML, JSON, or REFI-QDA .qdc), a checked `Codebook` out, and back again without loss.

>>> book = codebook_from_dict({"name": "Parks", "version": "1", "themes": [
...     {"id": "trees", "name": "Trees", "definition": "Planting and care of trees", "keywords": ["oak"]}]})
>>> book.theme("trees").keywords
(Phrase(text='oak', language=''),)
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from synthesis.coding.refi import qdc_to_dict
from synthesis.errors import CodebookError
from synthesis.models import Codebook, Phrase, PositionGuide, Theme
from synthesis.shipped import shipped

MAX_BYTES = 5_000_000
ANY_LANGUAGE = "any"
"""The key under which a file with languages keeps the phrases that belong to none."""

_REQUIRED = ("id", "name", "definition")
_KNOWN = (*_REQUIRED, "includes", "excludes", "keywords", "examples", "parent", "positions")
_KNOWN_OF_SIDE = ("label", "meaning", "keywords")
_RESERVED = frozenset({"none", "undecided"})
_NULLS = frozenset({"", "null", "~"})


class _Entry(dict[str, Any]):
    """A mapping of the file that remembers the line it starts on."""

    line = 0


class _Loader(yaml.BaseLoader):
    """Keeps every value as the text that was written (`no`, `1.0`) and refuses a doubled key."""


def _entry(loader: _Loader, node: yaml.MappingNode) -> _Entry:
    pairs = [
        (str(loader.construct_object(key, deep=True)), _value(loader, value)) for key, value in node.value
    ]
    doubled = [key for key, n in Counter(key for key, _ in pairs).items() if n > 1]
    if doubled:
        raise CodebookError(
            f"{doubled[0]!r} stands twice in one entry.",
            f"line {node.start_mark.line + 1}",
            "Keep one of them.",
        )
    entry = _Entry(pairs)
    entry.line = node.start_mark.line + 1
    return entry


def _value(loader: _Loader, node: yaml.Node) -> Any:
    """Read what stands under a key; an unquoted `null` or `~` there is YAML for nothing."""
    is_null = isinstance(node, yaml.ScalarNode) and not node.style and node.value.casefold() in _NULLS
    return "" if is_null else loader.construct_object(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _entry)


TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet"})


@dataclass(frozen=True)
class _Place:
    """Where in the codebook a fault stands."""

    file: str
    line: int = 0
    entry: str = ""

    def fault(self, message: str, hint: str) -> CodebookError:
        line = f"line {self.line}" if self.line else ""
        where = ", ".join(part for part in (self.file, line, self.entry) if part)
        return CodebookError(message, where, hint)


def read_codebook(path: Path) -> Codebook:
    """Read and check a codebook file: YAML, or JSON, which is YAML too, or by its ending .qdc (REFI-QDA).

    Raises
    ------
    CodebookError
        With file, line and entry: not YAML, no themes, a theme without id, name or definition, an id
        or a name twice, a parent that does not exist or that leads back to the theme itself.
    """
    return codebook_from_dict(_parse(path), source=path.name)


def _parse(path: Path) -> Mapping[str, Any]:
    place = _Place(path.name)
    content = _content(path, place)
    if path.suffix.casefold() == ".qdc":
        try:
            return qdc_to_dict(content)
        except CodebookError as error:
            raise place.fault(error.message, error.hint) from error
    if path.suffix.casefold() in TABLES:
        raise place.fault("A table is not read as a codebook.", _SAVE_AS_TEXT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise place.fault("The codebook is not UTF-8 text.", _SAVE_AS_TEXT) from error
    parsed = _parse_text(text, path.name)
    if not isinstance(parsed, Mapping):
        raise place.fault("The codebook must be a mapping with 'name', 'version' and 'themes'.", _SEE_SHIPPED)
    return parsed


def _content(path: Path, place: _Place) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise place.fault("The codebook cannot be opened.", "Check the path and the rights.") from error
    if len(content) > MAX_BYTES:
        raise place.fault("The codebook is larger than 5 MB.", "Is this the right file?")
    return content


def _parse_text(text: str, source: str) -> object:
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  (builds text only)
    except CodebookError as error:
        raise CodebookError(error.message, f"{source}, {error.where}", error.hint) from error
    except yaml.reader.ReaderError as error:
        broken = _Place(source, text.count("\n", 0, error.position) + 1)
        raise broken.fault(
            f"YAML does not allow the character U+{ord(text[error.position]):04X}.", "Delete it there."
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        broken = _Place(source, mark.line + 1 if mark else 0)
        raise broken.fault(
            "The codebook is not valid YAML.", "Check quotes and indentation there: spaces, no tabs."
        ) from error


_SEE_SHIPPED = "data/codebook.yaml shows the form."
_SAVE_AS_TEXT = f"A codebook is a YAML text or .qdc, saved as UTF-8; {_SEE_SHIPPED}"


def codebook_from_dict(entries: Mapping[str, Any], source: str = "codebook") -> Codebook:
    """Check a codebook that was read as plain mappings and lists; `source` names it in errors."""
    listed = entries.get("themes")
    if not isinstance(listed, list) or not listed:
        raise _Place(source).fault("The codebook must list at least one theme under 'themes'.", _SEE_SHIPPED)
    places = [_place_of(item, number, source) for number, item in enumerate(listed, 1)]
    themes = tuple(_theme(item, place) for item, place in zip(listed, places, strict=True))
    _check_ids(themes, places)
    _check_each_once("id", [theme.id for theme in themes], places)
    _check_each_once("name", [theme.name for theme in themes], places)
    _check_parents(themes, places)
    return Codebook(
        name=_text(entries.get("name")) or Path(source).stem,
        version=_text(entries.get("version")) or "1",
        themes=themes,
    )


def _place_of(item: object, number: int, source: str) -> _Place:
    name = _text(item.get("id")) if isinstance(item, Mapping) else ""
    return _Place(source, getattr(item, "line", 0), f"theme {number}" + (f" ({name})" if name else ""))


def _theme(item: object, place: _Place) -> Theme:
    if not isinstance(item, Mapping):
        raise place.fault("A theme must be a mapping with 'id', 'name' and 'definition'.", _SEE_SHIPPED)
    _check_spelling(item, _KNOWN, place)
    values = {key: _text(item.get(key)) for key in _REQUIRED}
    for key, value in values.items():
        if not value:
            raise place.fault(f"The theme has no {key}.", f"Write '{key}:' and a text for it.")
    return Theme(
        **values,
        includes=_lines(item, "includes", place),
        excludes=_lines(item, "excludes", place),
        keywords=_phrases(item.get("keywords"), "keywords", place),
        examples=_phrases(item.get("examples"), "examples", place),
        parent=_text(item.get("parent")),
        position_for=_guide(item, "for", place),
        position_against=_guide(item, "against", place),
    )


def _check_spelling(item: Mapping[str, Any], known: tuple[str, ...], place: _Place) -> None:
    """Refuse a key that is nearly one of ours, or what stands under it would be lost unseen."""
    missing = [key for key in known if key not in item]
    for key in item:
        close = difflib.get_close_matches(str(key).casefold(), missing, 1, 0.8) if key not in known else []
        if close:
            raise place.fault(f"Unknown entry {key!r}.", f"Did you mean {close[0]!r}?")


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _lines(item: Mapping[str, Any], key: str, place: _Place) -> tuple[str, ...]:
    return tuple(phrase.text for phrase in _phrases(item.get(key), key, place))


def _phrases(value: object, key: str, place: _Place) -> tuple[Phrase, ...]:
    """Read a list (any language) or a mapping from language to list."""
    if value is None or value == "":
        return ()
    by_language = value if isinstance(value, Mapping) else {"": value}
    found: list[Phrase] = []
    for language, texts in by_language.items():
        if texts is None or texts == "":
            continue
        if not isinstance(texts, list | tuple):
            raise place.fault(
                f"{key!r} must be a list, or a list per language.", "Begin each line with '- '."
            )
        code = "" if language in (ANY_LANGUAGE, None) else str(language).strip().casefold()
        found += (Phrase(_phrase_text(text, key, place), code) for text in texts)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase.text))


def _phrase_text(text: object, key: str, place: _Place) -> str:
    if text is not None and not isinstance(text, str | int | float):
        raise place.fault(f"Each line of {key!r} must be a text.", "Put quotes round a line that holds ': '.")
    return _text(text)


def _guide(item: Mapping[str, Any], side: str, place: _Place) -> PositionGuide:
    positions = item.get("positions") or {}
    guide = positions.get(side) if isinstance(positions, Mapping) else None
    if not positions or guide in (None, ""):
        if positions and not isinstance(positions, Mapping):
            raise place.fault("'positions' must hold 'for' and 'against'.", _SEE_SHIPPED)
        return PositionGuide()
    if not isinstance(guide, Mapping):
        raise place.fault(f"The position {side!r} must hold 'meaning' and 'keywords'.", _SEE_SHIPPED)
    _check_spelling(guide, _KNOWN_OF_SIDE, place)
    keywords = _phrases(guide.get("keywords"), f"positions {side} keywords", place)
    return PositionGuide(_text(guide.get("meaning")), keywords, _text(guide.get("label")))


def _check_ids(themes: tuple[Theme, ...], places: list[_Place]) -> None:
    for theme, place in zip(themes, places, strict=True):
        key = theme.id.casefold()
        if key in _RESERVED or not set(key).isdisjoint(";:"):
            raise place.fault(
                f"{theme.id!r} cannot be an id: it would read as something else in a result.",
                "Use other words, without ';' and ':'.",
            )


def _check_each_once(what: str, values: Iterable[str], places: list[_Place]) -> None:
    """Refuse a value that two themes have: results tell themes apart by their id, people by their name."""
    seen: dict[str, _Place] = {}
    for value, place in zip(values, places, strict=True):
        key = value.casefold()
        if key in seen:
            first = f"line {seen[key].line}" if seen[key].line else seen[key].entry
            raise place.fault(
                f"The {what} {value!r} is taken already ({first}).", f"Give each theme its own {what}."
            )
        seen[key] = place


def _check_parents(themes: tuple[Theme, ...], places: list[_Place]) -> None:
    parents = {theme.id: theme.parent for theme in themes}
    for theme, place in zip(themes, places, strict=True):
        if theme.parent and theme.parent not in parents:
            close = difflib.get_close_matches(theme.parent, parents, 1)
            hint = (
                f"Did you mean {close[0]!r}?" if close else "Name the id of another theme, or leave it out."
            )
            raise place.fault(f"The parent {theme.parent!r} is no theme of this codebook.", hint)
        if theme.id in _ancestors(theme, parents):
            raise place.fault(
                f"The parents of {theme.id!r} lead back to it.", "Take one parent out of the circle."
            )


def _ancestors(theme: Theme, parents: Mapping[str, str]) -> list[str]:
    line: list[str] = []
    above = theme.parent
    while above and above not in line:
        line.append(above)
        above = parents.get(above, "")
    return line


def codebook_to_dict(codebook: Codebook) -> dict[str, Any]:
    """Turn a codebook into plain mappings and lists, from which `codebook_from_dict` makes it again."""
    return {
        "name": codebook.name,
        "version": codebook.version,
        "themes": [_theme_to_dict(theme) for theme in codebook.themes],
    }


def _theme_to_dict(theme: Theme) -> dict[str, Any]:
    sides = {"for": theme.position_for, "against": theme.position_against}
    positions = {
        side: {
            "label": guide.label,
            "meaning": guide.meaning,
            "keywords": _phrases_to_plain(guide.keywords),
        }
        for side, guide in sides.items()
        if guide != PositionGuide()
    }
    every: dict[str, Any] = {
        "id": theme.id,
        "name": theme.name,
        "definition": theme.definition,
        "parent": theme.parent,
        "includes": list(theme.includes),
        "excludes": list(theme.excludes),
        "keywords": _phrases_to_plain(theme.keywords),
        "examples": _phrases_to_plain(theme.examples),
        "positions": positions,
    }
    return {key: value for key, value in every.items() if value or key in _REQUIRED}


def _phrases_to_plain(phrases: tuple[Phrase, ...]) -> list[str] | dict[str, list[str]]:
    if not any(phrase.language for phrase in phrases):
        return [phrase.text for phrase in phrases]
    plain: dict[str, list[str]] = {}
    for phrase in phrases:
        plain.setdefault(phrase.language or ANY_LANGUAGE, []).append(phrase.text)
    return plain


@cache
def shipped_codebook() -> Codebook:
    """Return the codebook of the sample stocktaking, data/codebook.yaml."""
    return read_codebook(shipped("codebook.yaml"))
