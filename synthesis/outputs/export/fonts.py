"""Texts -> the fonts that a paper is set in, and what no font at hand can show.

Latin, Greek and Cyrillic letters come with typst, Arabic and Chinese ones with packages that hold nothing
but a font; where a package is missing, and for every other script, the machine is asked for Noto and a few
more. What nothing can show is said and stands as the replacement character, because a paper with an empty
box in it is neither readable nor PDF/UA. The same fonts on the machine give the same choice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TEXT_FONT = "Libertinus Serif"
REPLACEMENT = "\ufffd"

_PACKAGES = ("fontpkg_amiri", "pylopdf_fonts_zh_cn")
_SHIPPED = (TEXT_FONT, "Amiri", "Noto Serif SC")
_OF_SCRIPT = {
    # Amiri and Noto Kufi give back the letters as written when text is copied or read aloud; Noto Naskh and
    # Noto Sans draw dots apart from letters, and some letters come back twice.
    "ARABIC": ("Amiri", "Noto Kufi Arabic", "Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans"),
    "CJK": ("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif SC", "Noto Sans SC"),
    "HANGUL": ("Noto Serif CJK KR", "Noto Sans CJK KR"),
}
_OF_NO_SCRIPT = (
    *("New Computer Modern", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Symbols 2"),
    *("Noto Sans Math", "Noto Emoji", "DejaVu Sans", "DejaVu Sans Mono"),
)
"""Signs and pictures, and the last that are asked for any script."""

_ALIKE = {"FULLWIDTH": "CJK", "IDEOGRAPHIC": "CJK", "HIRAGANA": "CJK", "KATAKANA": "CJK"}
_PLAIN = re.compile(r"[\s\x21-\x7e\xa1-\xff]*")
_REFUSED = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_UN_LANGUAGES = {"Arabic": "ع", "Chinese": "会", "Russian": "ж"}
_PAGE = b"""#set document(title: "x")
#set text(font: json(bytes(sys.inputs.fonts)), fallback: false)
#for each in json(bytes(sys.inputs.texts)) { par(text(each)) }"""


@dataclass(frozen=True, slots=True)
class FontChoice:
    """The families in the order in which they are asked for a character, and what none of them has."""

    families: tuple[str, ...]
    missing: tuple[str, ...] = ()
    is_of_system: bool = False

    def shown(self, text: str) -> str:
        """Put the replacement character in the place of what has no font."""
        for each in self.missing:
            text = text.replace(each, REPLACEMENT)
        return text

    @property
    def note(self) -> str:
        """What has no font, and what to do about it; empty if all has one."""
        if not self.missing:
            return ""
        scripts = sorted({_script_words(each) for each in self.missing})
        return (
            f"This machine has no font for some characters ({', '.join(scripts)}); each of them stands as "
            f"{REPLACEMENT} here. Install the packages fonts-noto-core and fonts-noto-cjk and make the file "
            "again; the other formats hold the characters as they were written."
        )


def choose(texts: Iterable[str]) -> FontChoice:
    """Choose the fonts for some texts.

    Parameters
    ----------
    texts : iterable of str
        All that is going to be set, in any order.

    Returns
    -------
    FontChoice
    """
    wanted = _wanted(texts)
    shipped = tuple(family for family in _SHIPPED if family in set(_fonts().families()))
    missing = _without_font(wanted, FontChoice(shipped))
    if not missing:
        return FontChoice(shipped)
    at_hand = set(_fonts(is_of_system=True).families())
    scripts = sorted({_script(each) for each in missing})
    asked = (*(family for script in scripts for family in _families_of(script)), *_OF_NO_SCRIPT)
    families = (*shipped, *dict.fromkeys(f for f in asked if f in at_hand and f not in shipped))
    return FontChoice(
        families, _without_font(missing, FontChoice(families, is_of_system=True)), is_of_system=True
    )


def of_choice(choice: FontChoice) -> Any:
    """Return the fonts that typst shall know: without those of the machine unless one of them is needed."""
    return _fonts(is_of_system=choice.is_of_system)


def arguments(*, is_of_system: bool) -> dict[str, Any]:
    """Tell where the fonts are, as `typst.Fonts` wants to know it."""
    places = [Path(spec.origin).parent for spec in map(find_spec, _PACKAGES) if spec and spec.origin]
    return {"include_system_fonts": is_of_system, "font_paths": [str(place) for place in places]}


@cache
def lacking() -> tuple[str, ...]:
    """Name the official languages of the United Nations that no font at hand can write."""
    missing = choose(_UN_LANGUAGES.values()).missing
    return tuple(language for language, letter in _UN_LANGUAGES.items() if letter in missing)


def lacking_note() -> str:
    """Say which of these languages a PDF from this machine cannot show; empty if it can show all."""
    if not lacking():
        return ""
    return (
        f"This machine has no font for {' and '.join(lacking())}: in a PDF each such letter stands as "
        f"{REPLACEMENT}. Install the packages fonts-noto-core and fonts-noto-cjk."
    )


@cache
def _fonts(*, is_of_system: bool = False) -> Any:
    """Look fonts up once a process: those of a machine take half a second."""
    import typst

    return typst.Fonts(**arguments(is_of_system=is_of_system))


def _without_font(wanted: tuple[str, ...], choice: FontChoice) -> tuple[str, ...]:
    """Let typst set each by itself under the rules of PDF/UA: it names those that it has no glyph for."""
    import json

    import typst

    if not wanted:
        return ()
    said = {"fonts": json.dumps(choice.families), "texts": json.dumps(wanted)}
    compiler = typst.Compiler(_PAGE, font_paths=of_choice(choice), sys_inputs=said)
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        refused = {_unescaped(text) for text in _REFUSED.findall(error.diagnostic)}
        return tuple(each for each in wanted if refused & {each, *each})
    return ()


def _unescaped(text: str) -> str:
    r"""Read a text as typst quotes it.

    >>> _unescaped(r"\u{e000}") == "\ue000"
    True
    """
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def _wanted(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what needs a look, once each, the longer first; plain Latin letters need none.

    A letter with marks on it is looked at with them and without: with them, a missing letter can pass.
    """
    found = {part for text in texts for part in _parts_of(text)}
    return tuple(sorted(found, key=lambda part: (-len(part), part)))


def _parts_of(text: str) -> Iterator[str]:
    if _PLAIN.fullmatch(text):
        return
    marked = ""
    for character in text:
        if not (marked and unicodedata.category(character).startswith("M")):
            marked = ""
        marked += character
        yield from (part for part in (character, marked) if not _PLAIN.fullmatch(part))


def _script(part: str) -> str:
    """Name the script by the first word of the character's name: `THAI CHARACTER KO KAI`."""
    word = unicodedata.name(part[0], "").split(" ")[0].split("-")[0]
    return _ALIKE.get(word, word)


def _script_words(part: str) -> str:
    script = _script(part)
    if script == "CJK":
        return "Chinese"
    return script.title() if unicodedata.category(part[0])[0] in "LM" else f"sign U+{ord(part[0]):04X}"


def _families_of(script: str) -> tuple[str, ...]:
    return _OF_SCRIPT.get(script, (f"Noto Serif {script.title()}", f"Noto Sans {script.title()}"))
