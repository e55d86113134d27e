r"""A codebook as REFI-QDA Codebook (.qdc), the form that programs of qualitative analysis exchange, and back.

A theme is a code, a child theme a code inside its parent. The form has one text for a code: the definition
comes first, then headed lines for all else, the last of which is the id. One set holds every code in the
order of the codebook, with its name and version. A text that was not written here is a definition as a whole.

>>> from synthesis.models import Codebook, Theme
>>> written = codebook_to_qdc(Codebook("Parks", "2", (Theme("trees", "Trees", "Planting and care"),)))
>>> qdc_to_dict(written.encode())["themes"][0]["definition"]
'Planting and care'
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from synthesis.errors import CodebookError
from synthesis.models import Codebook, Phrase, PositionGuide, Theme

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Stakeholder-input synthesis"
MAX_DEPTH = 50
"""Codes inside codes; no codebook that people read is as deep."""

_VERSION, _ID = "Codebook version: ", "Id: "
_LISTS = {
    "Includes:": "includes",
    "Excludes:": "excludes",
    "Keywords:": "keywords",
    "Examples:": "examples",
    "Keywords for:": ("for", "keywords"),
    "Keywords against:": ("against", "keywords"),
}
_LINES = {
    "For means: ": ("for", "meaning"),
    "For in short: ": ("for", "label"),
    "Against means: ": ("against", "meaning"),
    "Against in short: ": ("against", "label"),
}
_PHRASE = re.compile(r"- \[([^\]]*)\] (.*)")
_ANY = "any"


def codebook_to_qdc(codebook: Codebook, note: Iterable[str] = ()) -> str:
    """Write a codebook as the XML of a .qdc file; `note` are lines that the set of all codes says.

    The same codebook gives the same text, and a theme the same GUID in every version of the codebook.
    """
    root = ElementTree.Element("CodeBook", {"xmlns": NAMESPACE, "origin": ORIGIN})
    codes = ElementTree.SubElement(root, "Codes")
    guids = {theme.id: _guid(codebook.name, "theme", theme.id) for theme in codebook.themes}
    inside: dict[str, list[Theme]] = {}
    for theme in codebook.themes:
        inside.setdefault(theme.parent, []).append(theme)
    waiting = [(codes, theme) for theme in reversed(inside.get("", []))]
    while waiting:
        above, theme = waiting.pop()
        code = _code(above, theme, guids[theme.id])
        waiting += [(code, child) for child in reversed(inside.get(theme.id, []))]
    _set_of_all(root, codebook, guids, note)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _guid(codebook: str, kind: str, name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:stakeholder-synthesis:{codebook}:{kind}:{name}"))


def _code(above: ElementTree.Element, theme: Theme, guid: str) -> ElementTree.Element:
    code = ElementTree.SubElement(above, "Code", {"guid": guid, "name": theme.name, "isCodable": "true"})
    ElementTree.SubElement(code, "Description").text = "\n".join(_described(theme))
    return code


def _set_of_all(
    root: ElementTree.Element, codebook: Codebook, guids: Mapping[str, str], note: Iterable[str]
) -> None:
    sets = ElementTree.SubElement(root, "Sets")
    guid = _guid(codebook.name, "set", "all")
    everything = ElementTree.SubElement(sets, "Set", {"guid": guid, "name": codebook.name})
    lines = [f"{_VERSION}{codebook.version}", *note]
    ElementTree.SubElement(everything, "Description").text = "\n".join(lines)
    for theme in codebook.themes:
        ElementTree.SubElement(everything, "MemberCode", {"guid": guids[theme.id]})


def _described(theme: Theme) -> Iterator[str]:
    yield _on_one_line(theme.definition)
    yield ""
    for heading, lines in (("Includes:", theme.includes), ("Excludes:", theme.excludes)):
        if lines:
            yield heading
            yield from (f"- {_on_one_line(line)}" for line in lines)
    yield from _listed("Keywords:", theme.keywords)
    yield from _listed("Examples:", theme.examples)
    yield from _side("For", theme.position_for)
    yield from _side("Against", theme.position_against)
    yield f"{_ID}{theme.id}"


def _side(side: str, guide: PositionGuide) -> Iterator[str]:
    if guide.label:
        yield f"{side} in short: {_on_one_line(guide.label)}"
    if guide.meaning:
        yield f"{side} means: {_on_one_line(guide.meaning)}"
    yield from _listed(f"Keywords {side.lower()}:", guide.keywords)


def _listed(heading: str, phrases: Iterable[Phrase]) -> Iterator[str]:
    lines = [f"- [{phrase.language or _ANY}] {_on_one_line(phrase.text)}" for phrase in phrases]
    if lines:
        yield heading
        yield from lines


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def qdc_to_dict(content: bytes) -> dict[str, Any]:
    """Read a .qdc file, of any program, as the mappings that `codebook_from_dict` checks.

    Codes that only hold others become themes too. A code without a description is defined by its name; of two
    codes with one name the later takes its parent's name before its own. Colours and sets of other programs
    are left aside.

    Raises
    ------
    CodebookError
        If it is no XML, declares entities, is no codebook, or nests codes deeper than `MAX_DEPTH`.
    """
    root = _parsed(content)
    entries = _with_unique_names(_entries(root))
    named = next((each for each in _all(root, "Set") if _described_as(each).startswith(_VERSION)), None)
    if named is None:
        return {"themes": [entry.fields for entry in entries]}
    order = {member.get("guid"): place for place, member in enumerate(_all(named, "MemberCode"))}
    entries.sort(key=lambda entry: order.get(entry.guid, len(order)))
    version = _described_as(named).splitlines()[0].removeprefix(_VERSION)
    themes = [entry.fields for entry in entries]
    return {"name": named.get("name", ""), "version": version, "themes": themes}


def _parsed(content: bytes) -> ElementTree.Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: ElementTree.Element = fromstring(content)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise CodebookError(
            "The codebook is not valid XML.", hint="Export it again as a REFI-QDA codebook (.qdc)."
        ) from error
    if _kind(root) != "CodeBook":
        raise CodebookError(
            f"The file holds {_kind(root)!r}, not a REFI-QDA codebook.",
            hint="Export the codebook alone (.qdc), not the project.",
        )
    return root


@dataclass(slots=True)
class _Entry:
    """A code as it was read: its GUID, and what `codebook_from_dict` takes."""

    guid: str
    above: str
    fields: dict[str, Any] = field(default_factory=dict)


def _entries(root: ElementTree.Element) -> list[_Entry]:
    """List the codes, each before those inside it, with an id of its own."""
    found: list[_Entry] = []
    taken: Counter[str] = Counter()
    top = [code for codes in root if _kind(codes) == "Codes" for code in codes]
    waiting = [(code, "", "", 1) for code in reversed(top)]
    while waiting:
        code, parent, above, depth = waiting.pop()
        if _kind(code) != "Code":
            continue
        if depth > MAX_DEPTH:
            raise CodebookError(f"Codes stand inside each other deeper than {MAX_DEPTH} levels.")
        name = _on_one_line(code.get("name", ""))
        fields = _read_description(_described_as(code), name) | {"name": name, "parent": parent}
        fields["id"] = fields.get("id") or _new_id(name, taken)
        found.append(_Entry(code.get("guid", ""), above, fields))
        waiting += [(child, fields["id"], name, depth + 1) for child in reversed(list(code))]
    return found


def _new_id(name: str, taken: Counter[str]) -> str:
    plain = re.sub(r"\W+", "_", name.casefold()).strip("_") or "code"
    taken[plain] += 1
    return plain if taken[plain] == 1 else f"{plain}_{taken[plain]}"


def _with_unique_names(entries: list[_Entry]) -> list[_Entry]:
    """Put the name of the code above before each namesake, the first one too, so that all are read alike."""
    n = Counter(entry.fields["name"].casefold() for entry in entries)
    for entry in entries:
        if n[entry.fields["name"].casefold()] > 1 and entry.above:
            entry.fields["name"] = f"{entry.above}: {entry.fields['name']}"
    return entries


def _read_description(text: str, name: str) -> dict[str, Any]:
    """Take a description apart again; one that was not written here is the definition."""
    lines = text.strip().splitlines()
    if len(lines) < 2 or not lines[-1].startswith(_ID):
        return {"definition": _on_one_line(text) or name}
    entry: dict[str, Any] = {"id": lines[-1].removeprefix(_ID).strip(), "positions": {}}
    definition, heading = lines[:1], ""
    for line in lines[1:-1]:
        start = next((start for start in _LINES if line.startswith(start)), "")
        if line in _LISTS:
            heading = line
        elif start:
            side, key = _LINES[start]
            entry["positions"].setdefault(side, {})[key] = line.removeprefix(start)
        elif heading and line.startswith("- "):
            _add_line(entry, heading, line)
        else:
            definition.append(line)
    return entry | {"definition": _on_one_line(" ".join(definition))}


def _add_line(entry: dict[str, Any], heading: str, line: str) -> None:
    where = _LISTS[heading]
    if where in ("includes", "excludes"):
        entry.setdefault(where, []).append(line.removeprefix("- "))
        return
    holder, key = (entry, where) if isinstance(where, str) else (_guide(entry, where[0]), where[1])
    phrase = _PHRASE.fullmatch(line)
    language, text = phrase.groups() if phrase else (_ANY, line.removeprefix("- "))
    holder.setdefault(key, {}).setdefault(language, []).append(text)


def _guide(entry: dict[str, Any], side: str) -> dict[str, Any]:
    guide: dict[str, Any] = entry["positions"].setdefault(side, {})
    return guide


def _kind(element: ElementTree.Element) -> str:
    """Return a tag without its namespace, which programs write in several ways."""
    return str(element.tag).rpartition("}")[2]


def _all(root: ElementTree.Element, kind: str) -> Iterator[ElementTree.Element]:
    return (element for element in root.iter() if _kind(element) == kind)


def _described_as(element: ElementTree.Element) -> str:
    found = next((child for child in element if _kind(child) == "Description"), None)
    return (found.text or "") if found is not None else ""
