"""Named values as they were given -> one checked contribution, and what a person should know about it.

The contributor's own words are kept where they differ from ours, and nothing is guessed in silence.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from babel import Locale

from synthesis.corpus.dates import parse_date, why_unread
from synthesis.corpus.decoding import without_controls, writable
from synthesis.corpus.fillers import says_nothing
from synthesis.corpus.folding import fold
from synthesis.corpus.labels import Match, match_country, match_group, match_region, region_of_country
from synthesis.corpus.language import detect_language
from synthesis.models import (
    ANSWER_SEPARATOR,
    CYCLES,
    SENT_FIELDS,
    UNKNOWN,
    Answer,
    Contribution,
    Place,
    Problem,
)

_YES = frozenset({"yes", "y", "true", "1", "oui", "si", "sim", "x", "да", "نعم", "是"})
_NO = frozenset({"no", "n", "false", "0", "non", "nao", "нет", "لا", "否"})
_OTHER_GROUPS = frozenset({"academia", "academic", "other"})
"""Groups that forms offer and the IGF does not have."""
_YEAR = re.compile(r"(?:IGF )?((?:19|20)\d\d)(?:\.0)?", re.IGNORECASE)
_NO_ANSWERS = frozenset(
    [
        *("", "na", "n a", "not applicable", "no comment", "no comments", "no further comment"),
        *("no further comments", "aucun commentaire", "sans objet", "sin comentario", "sin comentarios"),
        *("sem comentarios", "нет комментариев"),
    ]
)


@dataclass(slots=True)
class Record:
    """One contribution as it was met: values by our field names, answers by heading, and where it stood.

    `earlier` is the same file as versions before read it, where they took other words from it.
    """

    file: str
    row: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    answers: Sequence[tuple[str, str]] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    earlier: Record | None = None

    @property
    def place(self) -> Place:
        """Where this record stood."""
        return Place(self.file, self.row, self.headings.get("id", "id"))

    def problem(self, reason: str, name: str = "", *, is_refusal: bool = False) -> Problem:
        """Return a problem that says where this record stood and under which heading."""
        return Problem(self.file, reason, self.row, self.headings.get(name, name), is_refusal)


def make_contribution(
    record: Record, cycle: int | None, today: date | None = None
) -> tuple[Contribution | None, tuple[Problem, ...]]:
    """Check a record; None if it has no text, which is a refusal among the problems.

    Parameters
    ----------
    record : Record
    cycle : int or None
        The year taken stock of where the record states none.
    today : date, optional
        The day of reading; a record of a later day is told.
    """
    text, answers = join_answers(record.answers)
    if not text:
        reason = "The contribution has no text. Fill in an answer, or take the row out."
        return None, (record.problem(reason, "text", is_refusal=True),)
    maker = _Maker(record, [], today)
    if says_nothing(text):
        maker.tell(f"The text is only {text!r}; it was loaded as it is.", "text")
    return maker.make(text, answers, cycle), tuple(maker.problems)


def join_answers(given: Sequence[tuple[str, str]]) -> tuple[str, tuple[Answer, ...]]:
    r"""Join the answers that hold something; a text under no question is no answer.

    >>> join_answers([("Good?", "Yes."), ("Bad?", " "), ("Other?", "No.")])[0]
    'Yes.\n\nNo.'
    """
    text, answers = "", []
    for question, raw in given:
        body = clean_text(raw)
        if not body:
            continue
        start = len(text) + len(ANSWER_SEPARATOR) if text else 0
        text = text + ANSWER_SEPARATOR + body if text else body
        if question:
            answers.append(Answer(question, start, start + len(body)))
    return text, tuple(answers)


def clean_text(raw: str) -> str:
    """Give a text plain line ends, without outer space and without what no database or screen takes."""
    plain = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n").replace("\x0b", "\n")
    return writable(without_controls(plain)).strip()


def is_label(text: str) -> bool:
    """Whether a text is a mere name of a stakeholder group, a region or a country.

    >>> is_label("Private Sector"), is_label("Fewer sessions.")
    (True, False)
    """
    return any(is_value_of(name, text) for name in ("stakeholder_group", "region", "country"))


def is_no_answer(text: str) -> bool:
    """Whether the field of a form was only filled in to leave it empty; "No" and "Nothing" are answers.

    >>> is_no_answer("N/A"), is_no_answer("-"), is_no_answer("Nothing.")
    (True, True, False)
    """
    return fold(text) in _NO_ANSWERS


def is_value_of(name: str, given: str) -> bool:
    """Whether a text is recognised as a value of a field; of names and sources nobody can tell.

    >>> is_value_of("country", "Kenya"), is_value_of("country", "of the host"), is_value_of("source", "x")
    (True, False, False)
    """
    checks: dict[str, Callable[[str], object]] = {
        "id": re.compile(r"\S*\d\S*").fullmatch,
        "stakeholder_group": lambda given: _is_recognised(match_group(given)) or fold(given) in _OTHER_GROUPS,
        "region": lambda given: _is_recognised(match_region(given)),
        "country": lambda given: _is_recognised(match_country(given)),
        "cycle": _YEAR.fullmatch,
        "language": language_code,
        "submitted_on": parse_date,
        "may_publish_name": lambda given: fold(given) in _YES | _NO,
    }
    return bool(name in checks and checks[name](" ".join(given.split())))


def _is_recognised(match: Match) -> bool:
    """Whether a text is a known name, nearly one, or says that there is none."""
    return match.value not in {"", UNKNOWN} or bool(match.suggestion) or _means_unknown(match.as_given)


@dataclass(slots=True)
class _Maker:
    """Turns the values of one record into ours and gathers what is to be told."""

    record: Record
    problems: list[Problem]
    today: date | None

    def tell(self, reason: str, name: str) -> None:
        self.problems.append(self.record.problem(reason, name))

    def value(self, name: str) -> str:
        return " ".join(clean_text(self.record.values.get(name, "")).split())

    def make(self, text: str, answers: tuple[Answer, ...], cycle: int | None) -> Contribution:
        group, country = self.group(), self.country()
        region = self.region(group.value, country)
        year = self.cycle(cycle)
        contribution = Contribution(
            id="",
            text=text,
            contributor=self.value("contributor"),
            organisation=self.value("organisation"),
            stakeholder_group=group.value,
            group_as_given=self.value("group_as_given") or group.as_given,
            region=region.value,
            region_as_given=self.value("region_as_given") or region.as_given,
            country=country,
            cycle=year,
            language=self.language(text),
            submitted_on=self.submitted_on(),
            source=self.value("source"),
            may_publish_name=fold(self.value("may_publish_name")) in _YES,
            answers=answers,
        )
        return replace(contribution, id=self.id(contribution))

    def group(self) -> Match:
        match = match_group(self.value("stakeholder_group"))
        if match.value == UNKNOWN and match.as_given and not _means_unknown(match.as_given):
            reason = f"{match.as_given!r} is not a stakeholder group of the IGF; kept beside 'unknown'."
            self.tell(reason + _guess(match), "stakeholder_group")
        return _without_unknown(match)

    def country(self) -> str:
        given = self.value("country")
        match = match_country(given)
        if given and not match.value:
            self.tell(f"{given!r} is not the name of one country; kept as it is." + _guess(match), "country")
        return match.value or given

    def region(self, group: str, country: str) -> Match:
        match = match_region(self.value("region"))
        if match.value != UNKNOWN:
            return match
        derived = _region_of(country)
        if derived == UNKNOWN and group == "Intergovernmental Organization" and not country:
            derived = "Intergovernmental Organizations"
        if match.as_given and not _means_unknown(match.as_given):
            taken = "taken from the country" if derived != UNKNOWN else "kept beside 'unknown'"
            reason = f"{match.as_given!r} is not a regional group of the United Nations; {taken}."
            self.tell(reason + _guess(match), "region")
        return Match(derived, _without_unknown(match).as_given)

    def cycle(self, otherwise: int | None) -> int | None:
        given = self.value("cycle")
        if not given:
            return otherwise
        if (match := _YEAR.fullmatch(given)) and int(match[1]) in CYCLES:
            return int(match[1])
        self.tell(f"The cycle must be a year, such as 2017. Got {given!r} instead.", "cycle")
        return otherwise

    def language(self, text: str) -> str:
        given = self.value("language")
        code = language_code(given)
        if given and not code:
            self.tell(
                f"{given!r} is not the name or code of a language; told from the text instead.", "language"
            )
        return code or detect_language(text)

    def submitted_on(self) -> date | None:
        given = self.value("submitted_on")
        parsed = parse_date(given)
        if given and parsed is None:
            self.tell(f"{why_unread(given)} It was left empty.", "submitted_on")
        if parsed is not None and self.today is not None and parsed > self.today:
            self.tell(f"{given!r} lies in the future; it was kept.", "submitted_on")
        return parsed

    def id(self, contribution: Contribution) -> str:
        """Return the given id with the cycle, else one made from what was sent, never from a path."""
        return id_in_cycle(self.value("id") or made_id(contribution), contribution.cycle)


def id_in_cycle(own: str, cycle: int | None) -> str:
    """Return the id under which a contribution is stored.

    An exported id has its cycle already: loading an export again must not orphan reviews.

    >>> id_in_cycle("A1", 2017), id_in_cycle("2017-A1", 2017), id_in_cycle("A1", None)
    ('2017-A1', '2017-A1', 'A1')
    """
    return own if cycle is None or own.startswith(f"{cycle}-") else f"{cycle}-{own}"


def made_id(contribution: Contribution) -> str:
    """Return an id that two contributions share only if all that was sent is the same.

    The same words from two countries, on two days or to two questions are two contributions; that they
    are copies is told of them, and none is taken out.
    """
    sent = [str(getattr(contribution, name)) for name in SENT_FIELDS]
    questions = [(answer.question, answer.start) for answer in contribution.answers]
    content = json.dumps([sent, questions], ensure_ascii=False).encode()
    return hashlib.sha256(content).hexdigest()[:12]


def _region_of(country: str) -> str:
    """Return the group of a country, or the one that was named in its place ("Latin America")."""
    named = match_region(country).value
    return region_of_country(country) if named in {UNKNOWN, "Other"} else named


def _guess(match: Match) -> str:
    return f" Did you mean {match.suggestion!r}?" if match.suggestion else ""


def _means_unknown(given: str) -> bool:
    return fold(given) in {"unknown", "n a", "na", "none", "not stated", "not specified", "not given", ""}


def _without_unknown(match: Match) -> Match:
    return Match(match.value) if _means_unknown(match.as_given) else match


@lru_cache(maxsize=256)
def language_code(given: str) -> str:
    """Return the ISO 639-1 code of a language named by code ("fr-CA") or name in a language met."""
    code = re.split(r"[-_]", given.strip().casefold())[0]
    known = Locale.parse("en").languages
    if re.fullmatch(r"[a-z]{2,3}", code) and code in known:
        return code
    name = fold(given)
    for locale in ("en", "fr", "es", "ar", "zh", "ru", "pt"):
        for language, its_name in Locale.parse(locale).languages.items():
            if name and fold(its_name) == name:
                return str(language).split("_")[0]
    for language in ("fr", "es", "ar", "zh", "ru", "pt", "de", "it"):
        if name == fold(str(Locale.parse(language).get_display_name(language))):
            return language
    return ""
