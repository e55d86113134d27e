"""Bytes that are not UTF-8 -> the name of the old encoding they are most likely in.

Windows-1252 is what western mail and office programs wrote for decades, so among encodings that read
a text equally well it wins: left free, charset-normalizer calls 263 of 325 such files cp1250. The others
it may name are those in real use, so that no text comes out as mac_cyrillic. Scripts other than Latin
differ enough for it to tell.
"""

from __future__ import annotations

import re
from typing import Any

LATIN_DEFAULT = "cp1252"
_LATIN = (LATIN_DEFAULT, "cp1250", "cp1254", "mac_roman")
_OTHER_SCRIPTS = (
    "cp1251",
    "koi8_r",
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1256",
    "cp1253",
    "cp1255",
    "cp874",
)
_REGIONAL = {
    "cp1254": (frozenset({"Turkish"}), "ğış"),
    "cp1250": (
        frozenset({"Polish", "Czech", "Slovak", "Hungarian", "Slovene", "Croatian", "Romanian"}),
        "ąłśźżšžťľşţđőűřěů",
    ),
}
"""Encoding -> the languages written in it, and letters whose bytes are rare in western text."""
_MIN_OWN_SHARE = 0.05
_MIN_COHERENCE = 0.2
"""How far letters must be as frequent as in some language, 0 to 1, before Windows-1252 gives way."""
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_MAX_RUN_SHARE = 0.3
_SAMPLE_BYTES = 100_000


def guess_legacy(raw: bytes) -> str:
    """Return the name of an encoding that can be used to decode `raw`; empty if none fits."""
    if is_latin_like(raw):
        return _guess_latin(raw)
    best = _weigh(raw, _OTHER_SCRIPTS).best()
    return str(best.encoding) if best else ""


def is_latin_like(raw: bytes) -> bool:
    """Whether the bytes above 127 stand alone among ASCII letters, as accents and quotes do.

    >>> is_latin_like("déjà vu".encode("cp1252")), is_latin_like("привет".encode("cp1251"))
    (True, False)
    """
    n_high = len(_HIGH.findall(raw))
    n_in_runs = sum(map(len, _HIGH_RUN.findall(raw)))
    return n_in_runs <= _MAX_RUN_SHARE * n_high


def _guess_latin(raw: bytes) -> str:
    found = {match.encoding: match for match in _weigh_each(raw, _LATIN)}
    usual = found.get(LATIN_DEFAULT)
    if usual is None:
        return _guess_unusual(raw, found)
    for name, (spoken, letters) in _REGIONAL.items():
        match = found.get(name)
        if match is None or match.language not in spoken:
            continue
        reads_better = usual.language in spoken or match.coherence > usual.coherence
        if reads_better and _has_own_letters(raw, name, letters):
            return name
    return LATIN_DEFAULT


def _guess_unusual(raw: bytes, found: dict[str, Any]) -> str:
    """Choose what reads most like a language, where Windows-1252 reads like none."""
    for match in sorted(found.values(), key=lambda match: -match.coherence):
        high = [char for char in raw.decode(match.encoding, errors="ignore") if char > "\x7f"]
        n_letters = sum(map(str.isalpha, high))
        if match.coherence >= _MIN_COHERENCE and n_letters * 2 > len(high):
            return str(match.encoding)
    return LATIN_DEFAULT


def _has_own_letters(raw: bytes, encoding: str, letters: str) -> bool:
    """Whether a fair part of the accented letters are of this region, not those of one name."""
    accented = [char for char in raw.decode(encoding, errors="ignore") if char > "\x7f" and char.isalpha()]
    if encoding == "cp1250" and "ç" in accented:  # Portuguese and French; its õ reads as a Hungarian ő
        return False
    n_own = sum(char.lower() in letters for char in accented)
    return n_own > _MIN_OWN_SHARE * len(accented)


def _weigh_each(raw: bytes, names: tuple[str, ...]) -> list[Any]:
    """Weigh one encoding at a time: asked together, those that read alike hide each other."""
    found = (_weigh(raw, (name,)).best() for name in names)
    return [match for match in found if match is not None]


def _weigh(raw: bytes, names: tuple[str, ...]) -> Any:
    from charset_normalizer import from_bytes  # costs 20 ms, and most files are UTF-8

    return from_bytes(_sample(raw), cp_isolation=list(names))


def _sample(raw: bytes) -> bytes:
    """Take whole lines, those with bytes above 127 first, up to 100 kB."""
    lines = [line for line in raw.splitlines(keepends=True) if not line.isascii()]
    sample, size = [], 0
    for line in lines:
        sample.append(line)
        size += len(line)
        if size > _SAMPLE_BYTES:
            break
    return b"".join(sample)
