"""The language of a stretch of text, or '' when it cannot be told; nothing is ever fetched.

>>> detect_language("Le nombre d'ateliers devrait être réduit l'année prochaine.")
'fr'
>>> detect_language("ok")
''
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "hi", "id", "it", "ja", "ko", "pt", "ru", "sw", "tr", "zh")
"""The six languages of the United Nations and ten more; fewer candidates, fewer mistakes on short text."""

_LEAST_LETTERS = 16
"""Under this the choice between languages of one script is a toss-up ("ok", "N/A", "RAS")."""

_LEAST_WORDS = 4
_LEAST_CONFIDENCE = 0.6
_SURE_WORDS = 8
_SURE_CONFIDENCE = 0.95
_UNSPACED = frozenset({"zh", "ja", "ko"})
"""Told by their script, and hardly cut into words by spaces."""

_LONGEST = 5_000
"""More characters than this tell nothing new."""

_NOT_LETTERS = re.compile(r"https?://\S+|\S+@\S+|[\d_\W]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_OWN_SCRIPTS = {
    "el": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
"""Scripts that, among the languages met here, one alone is written in."""

TOLD = frozenset({*LANGUAGES, *_OWN_SCRIPTS})
"""Every language that can be told."""

_OF_OTHERS = re.compile(r"[łżźąęćńřěůőűășțđіїєґў]", re.IGNORECASE)
"""Letters of languages that are not among the candidates: Polish, Czech, Hungarian, Ukrainian and others."""

_MOST_OF_OTHERS = 1 / 30
"""Share of the letters; a name in an English sentence stays below it."""

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]")


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language, or '' when it is too short or too doubtful."""
    language, confidence = _guess(text)
    return language if confidence >= _LEAST_CONFIDENCE else ""


def language_within(text: str, expected: str) -> str:
    """Return the language of a passage of a contribution that is in `expected` on the whole.

    A short passage is taken to be in the language of the whole unless its own is beyond doubt: English
    answers hold French names, and French ones English terms.
    """
    if not expected:
        return detect_language(text)
    return certain_language(text) or expected


def certain_language(text: str) -> str:
    """Return the language of a text where it is beyond doubt, by its script or by words enough; else ''."""
    language, confidence = _guess(text)
    is_long = len(text.split()) >= _SURE_WORDS or language in _UNSPACED
    return language if is_long and confidence >= _SURE_CONFIDENCE else ""


def _guess(text: str) -> tuple[str, float]:
    letters = _letters(text[:_LONGEST])
    by_script = _language_of_script(letters)
    if by_script:
        return by_script, 1.0
    if _is_too_short(letters) or len(_OF_OTHERS.findall(letters)) > _MOST_OF_OTHERS * len(letters):
        return "", 0.0
    language, confidence = _identifier().classify(letters.lower() if letters.isupper() else letters)
    return str(language), float(confidence)


def _letters(text: str) -> str:
    """Return the words of a text, without what it quotes (a French title) if enough is left."""
    own = _NOT_LETTERS.sub(" ", _QUOTED.sub(" ", text)).strip()
    return _NOT_LETTERS.sub(" ", text).strip() if _is_too_short(own) else own


def _is_too_short(letters: str) -> bool:
    return len(letters) < _LEAST_LETTERS or len(letters.split()) < _LEAST_WORDS


def _language_of_script(letters: str) -> str:
    """Return the language whose script fills at least half of the text, for scripts of one language."""
    n_letters = len(letters.replace(" ", ""))
    n_han, n_kana, n_hangul = (len(script.findall(letters)) for script in (_HAN, _KANA, _HANGUL))
    for language, script in _OWN_SCRIPTS.items():
        if n_letters >= 4 and 2 * len(script.findall(letters)) >= n_letters:
            return language
    if n_letters < 4 or 2 * (n_han + n_kana + n_hangul) < n_letters:
        return ""
    if n_hangul > n_han + n_kana:
        return "ko"
    return "ja" if 10 * n_kana > n_han else "zh"


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Imported here: the model takes a moment to unpack, and only text needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
