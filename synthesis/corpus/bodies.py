"""Words -> whether they can be the name of a body that sends contributions; never enough to take it for one.

>>> is_like_a_body("Internet Society Mali"), is_like_a_body("中国互联网协会"), is_like_a_body("much better")
(True, True, False)
"""

from __future__ import annotations

import re

from synthesis.corpus.folding import fold

_NOUNS = frozenset(
    [
        "academy", "agency", "alliance", "association", "authority", "board", "bureau", "center", "centre",
        "chamber", "club", "coalition", "commission", "committee", "company", "consortium", "corporation",
        "council", "department", "federation", "forum", "foundation", "group", "inc", "initiative",
        "institute", "league", "library", "llc", "ltd", "ministry", "network", "office", "organisation",
        "organization", "registry", "secretariat", "society", "union", "united", "university",
        "academie", "agence", "bibliotheque", "chambre", "commissariat", "comite", "conseil", "fondation",
        "ligue", "ministere", "reseau", "secretariat", "societe", "universite",
        "academia", "agencia", "alianza", "asociacion", "camara", "centro", "colegio", "comision", "comite",
        "consejo", "federacion", "foro", "fundacion", "instituto", "ministerio", "oficina", "red",
        "secretaria", "sociedad", "union", "universidad", "associacao", "fundacao", "universidade", "rede",
        "ассоциация", "агентство", "институт", "комитет", "координационныи", "министерство", "общество",
        "организация", "союз", "университет", "фонд", "центр",
        "جمعية", "مؤسسة", "موسسة", "وزارة", "اتحاد", "جامعة", "شركة", "هيية", "مركز", "منظمة", "معهد", "شبكة",
    ]
)  # fmt: skip
"""Folded; what bodies call themselves in the languages of the United Nations."""
_CHINESE = re.compile(
    r"[\u4e00-\u9fff]+(?:协会|学会|公司|大学|学院|研究院|研究所|中心|基金会|委员会|联盟|部|局|社|组织)$"
)
_PARTS = re.compile(r"[\n,;|/()]| [-\u2013\u2014] ")
_MOST_WORDS = 12
_LONG = 4
"""Letters of a word that a name writes with a capital."""


def is_like_a_body(text: str) -> bool:
    """Whether it is a short name, by a noun of bodies in it, or by the capitals of two words and more."""
    name = text.strip()
    if name.endswith((".", "!", "?", ":", "。")) and not name.endswith(("Inc.", "Ltd.")):
        return False
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    return bool(_CHINESE.search(name)) or (name[0] == name[0].upper() and _is_named(words))


def has_noun_of_bodies(text: str) -> bool:
    """Whether one of the words is what bodies call themselves."""
    return bool(_NOUNS & set(fold(text).split()))


def body_in(sign_off: str, subject: str, sender: str) -> str:
    r"""Return the body that a mail's sign-off names, if its subject does too or a noun says that it is one.

    >>> body_in("Best regards,\nJane Doe\nPolicy Director, Consumers United", "Our input", "Jane Doe")
    'Consumers United'
    """
    for piece in map(str.strip, _PARTS.split(sign_off)):
        is_other = fold(piece) not in {"", fold(sender)}
        if is_other and is_like_a_body(piece) and (fold(piece) in fold(subject) or has_noun_of_bodies(piece)):
            return piece
    return ""


def _is_named(words: list[str]) -> bool:
    long = [word for word in words if len(word) >= _LONG]
    is_written_so = len(words) > 1 and bool(long) and all(word[0].isupper() for word in long)
    return is_written_so or has_noun_of_bodies(" ".join(words))
