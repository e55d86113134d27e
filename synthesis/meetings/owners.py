"""Who is to do it: the people and bodies a report names, found as subjects of a clause.

>>> actors = Actors(Meeting(id="m", title="t"))
>>> actors.subject_before("In closing, the Secretariat ")
'Secretariat'
>>> actors.subject_before("The messages ")
''
"""

from __future__ import annotations

import re

from synthesis.meetings.dates import MONTH, WEEKDAYS
from synthesis.meetings.phrases import without_article
from synthesis.models import Meeting

_ROLES = (
    r"secretariat|co-?facilitators?|facilitators?|co-?chairs?|vice-?chairs?|chairs?|chairperson|"
    r"coordinators?|co-?coordinators?|"
    r"rapporteurs?|moderators?|organi[sz]ers?|coalitions?|DCs|DC(?=\s(?:will|would|to|undertook|offered|"
    r"shall))|DC-\w+|DC ?3|DCAD|DCNN|DCPR|DCCOS|DCCG|IRPC|"
    r"YCIG|BPFs?|NRIs?|MAG|groups?|committee|forum|members?|participants?|working groups?|focal points?|"
    r"host country|task force|team|drafting group|WGs?|consultants?|experts?|reviewers?|evaluators?|"
    r"volunteers?|contact persons?|session leads?|leads?|co-?leads?|everyone|all(?=\s(?:will|to)\b)"
)
_NUMBERED = (
    r"(?:participant|facilitator|member|consultant|expert|chair|liaison|rapporteur|speaker|colleague|"
    r"person|coordinator|delegate)s?\s"
    r"(?:\d{1,3}|[A-Z])(?!\w)(?:(?:,\s|\sand\s)(?:\d{1,3}|(?-i:[A-Z]))(?!\w)){0,4}"
)
_SPEAKING_FOR = (
    r"(?:representatives?|coordinators?|facilitators?|chairs?|members?|delegates?|head)\s(?:of|from)\s(?:the\s)?"
    r"(?-i:[A-Z][\w-]*(?:\s(?:of\s(?:the\s)?|and\s|on\s)?[A-Z][\w-]*){0,4}(?:\sinitiative)?)"
)
_TITLED = r"(?-i:(?:Mr|Ms|Mrs|Mx|Dr|Prof)\.?\s[A-ZÀ-Þ](?:[\w'’-]+|\.)?(?:\s[A-ZÀ-Þ][\w'’-]+)?)"
_BEFORE = (
    r"(?:\b(?:the|each|every|all|both|one of the|two of the|a|an|our|its|their|any|interested|other|"
    r"remaining|new|present|"
    r"lead|local|current|incoming|outgoing|relevant|individual|participating|active|dynamic|"
    r"coordination|co-|IGF|DC|MAG|BPF|UN|"
    r"two|three|members of the|representatives? of the|representatives? of|facilitators? of|"
    r"chairs? of the|chair of|"
    r"co-?facilitators? of)\s){0,4}"
)
_BETWEEN = (
    r"(?:\s(?:themselves|itself|himself|herself|also|then|now|therefore|in turn|again|each|all|jointly|"
    r"together|\w+ly)"
    r"|\s?\([^()]{1,60}\)|,\s[^,;.]{1,60},|\s(?:that|which|who)\s[^,;.]{1,50}){0,2}\s?$"
)
_NAME = r"(?-i:[A-ZÀ-Þ][\w'’-]+(?:\s(?:van|von|de|der|den|al|el))?(?:\s[A-ZÀ-Þ][\w'’-]+){0,2})"
_NAMED = re.compile(
    rf"(?:^|[.;:,]\s|\b(?:and|that|but|while|where|which|then)\s)(?:the\s)?"
    rf"(?P<who>{_NAME}(?:(?:,|\sand|\s&|\s\+)\s(?:the\s)?{_NAME}){{0,2}})\s?$",
    re.I,
)
"""Words with a capital that open a clause, right up to its verb: "Ana Petrescu ", "and Wim "."""

_BY_NAME = re.compile(
    rf"\b\w+(?:ed|en|nt|wn|out|around|up)\sby\s(?!{MONTH}|(?:{'|'.join(WEEKDAYS)})\b)(?P<who>{_NAME})(?=\s?[.,;)]|$)",
    re.I,
)
"""Who does it, at the end of a passive: "sent around by Wim"."""

_INTRODUCES = re.compile(
    r"\b(?:chair(?:s|ed by)?|moderated by|facilitated by|scribes?|minutes(?: taker)?|notes?(?: taker)?|"
    rf"rapporteurs?|responsible|present)\s?:?\s(?P<who>{_NAME})\s?(?=[,;.)\]]|$)",
    re.I,
)
"""How a report names people outside a list of participants."""

_PREPOSITION = re.compile(r"\b(?:of|for|with|by|from|between|on|about|among|as|than|at|in|to|a|an)\s$", re.I)
_ADDRESSED = re.compile(r"\b(?:to|with|no)\s$", re.I)
_QUESTION = re.compile(r"\b(?:what|how|when|where|why|whether|if|unless|once|in case)\s(?:the\s)?$", re.I)
_PRONOUN = re.compile(rf"\b(?P<who>he|she|they|it|I|we){_BETWEEN}", re.I)


class Actors:
    """Finds who acts in the clauses of one meeting's report; names come from its participants."""

    def __init__(self, meeting: Meeting) -> None:
        names = sorted(_names(meeting), key=lambda name: (-len(name), name))
        exact = "|".join(re.escape(name) for name in names)
        one = rf"(?:{_BEFORE}\b(?:{_SPEAKING_FOR}|{_NUMBERED}|{_ROLES})\b|\b{_TITLED}(?!\w))"
        one = rf"(?:{one}|(?-i:\b(?:{exact})\b))" if exact else rf"(?:{one})"
        self.pattern = (
            rf"{one}(?:(?:\s?\([^()]{{1,40}}\))?(?:,\sand\s|,\s|\sand\s|\swith\s|\s&\s|"
            rf",?\s(?:together with|as well as)\s|,\swith\s){one}){{0,3}}"
        )
        """One actor, or several joined; for use without regard to case."""
        self._anywhere = re.compile(self.pattern, re.I)
        self._subject = re.compile(rf"(?P<who>{self.pattern}){_BETWEEN}", re.I)
        self._asked = re.compile(
            rf"\b(?:ask|request|invite|task|mandate|entrust|instruct)(?:ed|"
            rf"d)?\s(?P<who>{self.pattern})\s(?:to|with)\b",
            re.I,
        )
        self._by = re.compile(rf"\bby\s(?P<who>{self.pattern})(?=[\s.,;)]|$)", re.I)
        self._at_start = re.compile(rf"^(?:that\s)?(?P<who>{self.pattern})", re.I)

    def subject_before(self, text: str) -> str:
        """Return who is the subject right before a verb, '' if it is no actor; may be a pronoun."""
        window = text[-140:]
        for found in self._subject.finditer(window):
            before = window[: found.start()]
            if _QUESTION.search(before):
                return ""
            if not _PREPOSITION.search(before):
                return without_article(found["who"])
        match = _PRONOUN.search(window)
        return match["who"].lower() if match else ""

    def named_before(self, text: str) -> str:
        """Return the words with a capital that open the last clause of a text, '' if it ends otherwise.

        They can be a thing ("Registration"): the verb behind them has to tell that somebody acts.
        """
        match = _NAMED.search(text[-140:])
        return match["who"] if match else ""

    def asked(self, text: str) -> re.Match[str] | None:
        """Match 'asked the Secretariat to'; the group `who` is the one asked."""
        return self._asked.search(text)

    def agent(self, text: str) -> str:
        """Return who does it in a passive clause: '... be circulated by the Secretariat'."""
        match = self._by.search(text) or _BY_NAME.search(text)
        return without_article(match["who"]) if match else ""

    def is_actor(self, text: str) -> bool:
        """Whether a text is the name of an actor and nothing else."""
        return bool(re.fullmatch(self.pattern, text.strip(), re.I))

    def first(self, text: str) -> str:
        """Return the first actor that a text names, '' if none."""
        match = self._anywhere.search(text[:600])
        return without_article(match.group()) if match else ""

    def first_doing(self, text: str) -> str:
        """Return the first actor that a text names and that is not the one to whom something is sent."""
        found = (match for match in self._anywhere.finditer(text[:600]))
        doing = (match.group() for match in found if not _ADDRESSED.search(text[: match.start()]))
        return without_article(next(doing, ""))

    def last(self, text: str) -> str:
        """Return the last actor that a text names, '' if none."""
        found = [match.group() for match in self._anywhere.finditer(text[-400:])]
        return without_article(found[-1]) if found else ""

    def opening(self, text: str) -> str:
        """Return the actor with which a text begins, whatever follows; '' if none."""
        match = self._at_start.match(text)
        return without_article(match["who"]) if match else ""

    def at_start(self, text: str) -> str:
        """Return the actor with which 'the Secretariat checks the links' begins, '' if it is none."""
        match = self._at_start.match(text)
        is_subject = match and re.match(r"\s(?:\w+ly\s)?[a-z]+s\s", text[match.end() :])
        return without_article(match["who"]) if match and is_subject else ""


def _names(meeting: Meeting) -> set[str]:
    """Return full, first and last names of the participants, and their coalitions."""
    names: set[str] = set()
    for person in meeting.participants:
        words = person.name.split()
        is_numbered = any(word.isdigit() or len(word) == 1 for word in words)
        parts = (
            []
            if is_numbered
            else [word for word in (words[0], words[-1]) if len(word) > 2 and word[0].isupper()]
        )
        names |= {person.name, *parts}
        names |= {of for of in person.affiliations if re.fullmatch(r"[A-Z][\w-]{1,15}", of)}
    introduced = (_INTRODUCES.finditer(each.text[:600]) for each in meeting.paragraphs)
    names |= {match["who"] for matches in introduced for match in matches if " " in match["who"]}
    return {name for name in names if name}
