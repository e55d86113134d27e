"""Whatever a form calls its columns -> which of our fields each is, and which hold answers.

A heading may have a number before it, and say the same in two languages ("2. Region / Région").

>>> field_of("  STAKEHOLDER_Group: "), field_of("3. Pays / Country")
('stakeholder_group', 'country')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from synthesis.corpus.folding import fold
from synthesis.corpus.paragraphs import count_words
from synthesis.corpus.signing import is_only_contact

FIELD_HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("id", "identifier", "contribution id", "number", "no", "ref", "reference", "serial number", "n°"),
    "contributor": (
        "contributor", "contributor name", "name", "full name", "your name", "submitted by", "author",
        "contributeur", "nom", "nom complet", "auteur", "nombre", "contribuyente", "autor",
        "автор", "имя", "фио", "участник", "الاسم", "اسم المساهم", "مقدم المساهمة", "姓名", "提交人", "作者",
    ),
    "organisation": (
        "organisation", "organization", "organisation name", "organization name", "name of organisation",
        "name of organization", "affiliation", "institution", "entity", "company",
        "nom de l'organisation", "organizacion", "nombre de la organizacion", "institucion", "entidad",
        "организация", "название организации", "учреждение", "المنظمة", "اسم المنظمة", "المؤسسة", "الجهة",
        "组织", "组织名称", "机构", "机构名称", "单位",
    ),
    "stakeholder_group": (
        "stakeholder group", "stakeholder", "stakeholder type", "stakeholder category", "sector", "group",
        "constituency", "type of stakeholder", "type of organisation", "type of organization",
        "organisation type", "organization type", "type d'organisation", "tipo de organizacion",
        "groupe de parties prenantes", "partie prenante", "groupe", "secteur",
        "grupo de partes interesadas", "parte interesada", "grupo", "grupo de interes",
        "группа заинтересованных сторон", "заинтересованная сторона", "группа", "сектор",
        "مجموعة أصحاب المصلحة", "أصحاب المصلحة", "المجموعة", "القطاع",
        "利益攸关方群体", "利益攸关方", "利益相关方", "群体", "利益攸关方类别", "机构类别", "组织类别",
    ),
    "region": (
        "region", "regional group", "un region", "un regional group", "groupe regional", "grupo regional",
        "регион", "региональная группа", "المنطقة", "المجموعة الإقليمية", "地区", "区域", "区域集团",
    ),
    "country": (
        "country", "country of residence", "nationality", "pays", "pais", "страна", "البلد", "الدولة", "国家",
    ),
    "cycle": (
        "cycle", "year", "igf year", "stocktaking", "annee", "ano", "ciclo", "год", "цикл", "السنة",
        "العام", "الدورة", "年份", "周期",
    ),
    "language": ("language", "lang", "langue", "idioma", "lengua", "язык", "اللغة", "语言"),
    "submitted_on": (
        "submitted on", "submitted at", "submitted", "submission date", "date", "date submitted", "timestamp",
        "date of submission",
        "horodatage", "horodateur", "marca temporal", "отметка времени",
        "received on", "date de soumission", "date d'envoi", "fecha", "fecha de envio", "enviado el",
        "дата", "дата отправки", "дата подачи", "التاريخ", "تاريخ التقديم", "تاريخ الإرسال",
        "日期", "提交日期",
    ),
    "may_publish_name": (
        "consent to publish name", "consent", "consent to publish", "may publish name", "publish name",
        "consent to publish the name", "name may be published", "consentement",
        "consentement a publier le nom", "consentimiento", "consentimiento para publicar el nombre",
    ),
    "source": ("source", "origine", "fuente", "origen"),
    "group_as_given": ("group as given",),
    "region_as_given": ("region as given",),
    "text": (
        "text", "full text", "contribution text", "texte", "texte integral", "texto", "texto completo",
        "текст", "النص", "文本",
    ),
}  # fmt: skip
"""Headings of each field in the languages of the United Nations; `text` shuts out columns of answers."""

DOUBTFUL_HEADINGS: dict[str, tuple[str, ...]] = {
    "stakeholder_group": (
        "type", "category", "categorie", "categoria", "tipo", "тип", "категория", "الفئة", "النوع",
        "类别", "类型",
    ),
}  # fmt: skip
"""Headings that are of a field only where what stands under them can be its value."""

_ANSWERS = (
    "contribution",
    "input",
    "comment",
    "response",
    "answer",
    "message",
    "suggestion",
    "feedback",
    "remark",
)
_ANSWERS_ABROAD = (
    *("commentaire", "reponse", "avis", "remarque", "comentario", "respuesta", "sugerencia", "aporte"),
    *(
        "комментарии",
        "комментарий",
        "предложения",
        "замечания",
        "تعليقات",
        "ملاحظات",
        "مقترحات",
        "意见",
        "建议",
        "评论",
    ),
)
_OTHER = ("", "other ", "any other ", "any ", "additional ", "any additional ", "further ", "any further ")
_OTHER_ABROAD = ("autre ", "autres ", "otro ", "otros ", "otra ", "otras ", "другие ", "其他")
_ANSWER_HEADINGS = frozenset(
    f"{start}{name}{end}"
    for names, starts in ((_ANSWERS, _OTHER), (_ANSWERS_ABROAD, ("", *_OTHER_ABROAD)))
    for name in names
    for start in starts
    for end in ("", "s")
)
_QUESTION = re.compile(r"(?:[abq]\s?\d{0,2}|question\s?\d{0,2}|pregunta\s?\d{0,2})(?:\s|$)")
_ASKED = re.compile(
    r"\s*(?:(?:[abq]\.?|(?:question|pregunta)\s?)\d{1,2}\b|(?:question|pregunta)\W*$)", re.IGNORECASE
)
"""The heading of an answer in a document: "Q1", "Question 2"; a title may begin with "A" as well."""
_NUMBER = re.compile(
    r"\s*(?:[a-z]\s?)?\d{1,2}(?:\.\d{1,2})?(?:\s*[.):：、]|\s+-|-(?=\s))\s*(?=\S)", re.IGNORECASE
)
"""A number before a heading, as forms export it: "3. Any other comments", but not "5-Year plan"."""
_LANGUAGES = re.compile(r"[/|\n]")
"""Parts what a heading says in one language from what it says in another."""

_ADDRESSED = re.compile(
    r"\b(?:your|votre|vos|su|tu|seu|sua)\b|[(\[（][^()\[\]（）]{0,60}[)\]）]", re.IGNORECASE
)
"""What a form puts into a heading for whoever fills it in: "Your organisation", "Region (please tick)"."""

_ASKED_FIELDS = {
    "stakeholder_group": re.compile(
        r"\b(?:stakeholders?|sector|constituency|parties? prenantes?|partes? interesadas?|groupe?|grupo)\b"
    ),
    "region": re.compile(r"\b(?:region|regional group|groupe regional|grupo regional)\b"),
    "country": re.compile(
        r"\b(?:country|pays|pais)\b.*\b(?:(?:are|do) you (?:from|based|live|reside|come|work)|based in)\b|"
        r"\b(?:are|do) you (?:from|based|live|reside|come|work)\b.*\bcountry\b"
    ),
}
"""What a form that asks in sentences may mean: "Which stakeholder group do you belong to?"."""

_USUAL = frozenset({"id", "n", "no", "number", "ref", "reference", "name", "text"})
"""Names that beside other words need not be of the field: "First time here? Yes/No"."""

_CONTACT_WORDS = frozenset({
    "contact", "contacts", "contacto", "contato", "email", "mail", "courriel", "correo", "telephone", "phone",
    "tel", "telefono", "telefone", "fax", "whatsapp", "address", "adresse", "direccion", "endereco", "postal",
    "birth", "naissance", "nacimiento", "телефон", "почта", "адрес", "контакт", "контакты",
    "الهاتف", "البريد", "العنوان", "电话", "电子邮件", "电子邮箱", "邮箱", "地址", "联系人", "联系方式",
    "联系电话",
})  # fmt: skip
_CONTACT_NAMES = frozenset(
    {"website", "web site", "web", "homepage", "url", "mobile", "cell", "site internet", "sitio web", "blog"}
)
"""Headings that are of contact only if they say no more: "Mobile", not "Mobile access"."""
_CONTACT_LENGTH = 4
"""Words of a heading of contact; a longer one may ask how to contact newcomers."""

_TRANSLATION = 2
"""Words of a heading's other side that may be what the field is called in a language that is not known."""
_PROSE_WORDS = 8
_PROSE_SHARE = 0.25


def field_of(heading: str) -> str:
    """Return our name of the field with this heading, or ''; of two languages, neither may name another."""
    bare = _unnumbered(heading)
    forms = (heading, bare, _ADDRESSED.sub(" ", bare))
    found = {_fields().get(fold(form), "") for form in forms} - {""}
    found = found or _fields_of_sides(heading, _TRANSLATION)
    return found.pop() if len(found) == 1 else ""


def doubtful_field_of(heading: str) -> str:
    """Return which field a heading may be of, where its values bear it out.

    >>> doubtful_field_of("Type"), doubtful_field_of("Typography"), doubtful_field_of("Country / Land")
    ('stakeholder_group', '', 'country')
    """
    sides = {fold(side) for side in _sides(heading)}
    found = {field for field, names in DOUBTFUL_HEADINGS.items() if sides & set(names)}
    found = found or _fields_of_sides(heading, 1)
    return found.pop() if len(found) == 1 else ""


def asked_field_of(heading: str) -> str:
    """Return which field a heading in the words of a question may be of, where its values bear it out.

    >>> asked_field_of("Which stakeholder group do you belong to?"), asked_field_of("Which country next?")
    ('stakeholder_group', '')
    """
    found = [field for field, words in _ASKED_FIELDS.items() if words.search(fold(heading))]
    return found[0] if len(found) == 1 else ""


def is_known_heading(heading: str) -> bool:
    """Whether a heading is usual for one of our fields or for answers."""
    return bool(field_of(heading)) or _is_of_answers(heading)


def asks(heading: str) -> bool:
    """Whether a heading, also of a document, asks for what stands below it, or is usual for answers.

    >>> asks("What worked?"), asks("Q1. Captions"), asks("Comments"), asks("A better IGF")
    (True, True, True, False)
    """
    is_asked = any(side.endswith(("?", "？", "؟")) for side in _sides(heading))
    return is_asked or _is_of_answers(heading) or bool(_ASKED.match(heading))


def is_question(heading: str, cells: Sequence[str]) -> bool:
    """Whether an unknown column holds answers.

    It does if its heading is a question or usual for answers ("A1", "What worked well?", "Comments"), or
    if a quarter of its filled cells have eight words or more. None does that asks how to reach somebody, or
    in which most cells are addresses and telephone numbers.
    """
    filled = [cell for cell in cells if cell.strip()]
    if sum(map(is_only_contact, filled)) > len(filled) / 2:
        return False
    if asks(heading):
        return True
    if is_of_contact(heading):
        return False
    if _QUESTION.match(fold(heading)):
        return True
    n_prose = sum(count_words(cell) >= _PROSE_WORDS for cell in filled)
    return bool(filled) and n_prose >= _PROSE_SHARE * len(filled)


def is_of_contact(heading: str) -> bool:
    """Whether a heading asks how to reach somebody, or for what else tells of a person only.

    >>> is_of_contact("3. Postal address"), is_of_contact("Site visits")
    (True, False)
    """
    words = fold(_unnumbered(heading)).split()
    return len(words) <= _CONTACT_LENGTH and (
        bool(_CONTACT_WORDS & set(words)) or " ".join(words) in _CONTACT_NAMES
    )


def is_numbered(heading: str) -> bool:
    """Whether a form put a number before a heading.

    >>> is_numbered("3. What else"), is_numbered("3 wishes")
    (True, False)
    """
    return bool(_NUMBER.match(heading))


def _fields_of_sides(heading: str, n_words: int) -> set[str]:
    """Return the fields that the sides of a heading name, one may be foreign, of `n_words` or more."""
    names = [fold(side) for side in _sides(heading)]
    foreign = [name for name in names if name not in _fields()]
    fields = {_fields()[name] for name in names if name not in foreign}
    if not foreign:
        return fields
    is_translated = len(foreign) == 1 and count_words(foreign[0]) >= n_words
    return fields if is_translated and not (is_of_contact(foreign[0]) or _USUAL & set(names)) else set()


def _is_of_answers(heading: str) -> bool:
    return any(fold(side) in _ANSWER_HEADINGS for side in _sides(heading))


def _sides(heading: str) -> list[str]:
    """Return what a heading says without its number, in each of its languages."""
    return [side.strip() for side in _LANGUAGES.split(_unnumbered(heading)) if side.strip()]


def _unnumbered(heading: str) -> str:
    number = _NUMBER.match(heading)
    return heading[number.end() :] if number else heading


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    headings = {fold(name): field for field, names in FIELD_HEADINGS.items() for name in names}
    return headings | {fold(field): field for field in FIELD_HEADINGS}
