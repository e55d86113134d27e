"""Who does it, told by grammar alone: the subject of a clause, or who stands where the doer stands.

Names of people are not known beforehand; initials, titles, offices ("the treasurer") and bodies ("the library
of Medellín") are told by their form and by their place before a verb.

>>> find_doer("The colleague from UNESCO passes the link to her field offices")
'colleague from UNESCO'
>>> find_doer("If the hotel keeps the money, our treasurer will ask the donor")
'treasurer'
>>> find_doer("A cover note was to be written by H.S. by 25 November")
'H.S.'
>>> find_doer("The minutes will be long")
''
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from synthesis.meetings.phrases import (
    INITIALS,
    PRONOUNS,
    is_name,
    is_phrase,
    is_plural,
    is_somebody,
    without_article,
)

LONGEST = 400
"""Characters in which a doer is looked for."""

FARTHEST = 11
"""Words of a subject with what is said of it, at most."""

_VERBS_WORDS = (
    "will would shall should may might can could must ought is are was were has have had 'll does did took "
    "takes take got gets gave gives said says told put puts held holds made makes goes went bound "
    "undertook kept keeps stands stood sent sends wrote writes drew brought brings found finds spoke do "
    "bears chose came comes met sat led ran left paid thought saw knew heard rang "
)
_VERBS = frozenset(_VERBS_WORDS.split())
"""Verbs whose ending does not tell them."""

_ENDS_AS_VERB = re.compile(r"[a-z]*(?:ed|[^s'’]s)$")
_EXPLETIVE = re.compile(r"it (?:is|was|has|had|falls?|fell|rests?|(?:will|would|shall) (?:be|fall))\b", re.I)
_ADVERB = re.compile(
    r"(?:also|then|now|still|therefore|both|jointly|together|nevertheless|in turn|\w+ly)$", re.I
)
_NO_VERB_AFTER = re.compile(
    r"(?:(?:[Tt]he|[Oo]ur|[Tt]heir|[Ii]ts|[Hh]is|[Hh]er|a|[Aa]n|[Ee]ach|[Ee]very|[Bb]oth|[Aa]ll|[Tt]his|[Tt]hat)|of|"
    r"from|for|in|at|on|with|by|to|and|or|about)$"
)
_DETERMINER = re.compile(
    r"(?:the|our|their|its|his|her|a|an|each|every|all|this|these|those|us|it|them)$", re.I
)
_TASKED = (
    r"(?:asked|requested|invited|tasked|charged|trusted|entrusted|directed|instructed|authori[sz]ed|told|"
    r"responsible|ready|prepared|willing|empowered|picked as|elected|appointed|nominated|mandated|"
    r"designated|named|cleared|given|granted|in charge|expected)"
)
_PERSONAL = re.compile(
    r"(?:undert\w+|promis\w+|offer\w*|volunteer\w*|accept\w*|agree[sd]?|consent\w*|pledge[sd]?|engaged|vow\w*|"
    r"bound|embrac\w+|commit\w*|assume[sd]?|took|takes|says?|said|(?:is|are|was|were|stands?|remains?|being)\s"
    rf"(?:\w+\s)?{_TASKED}(?!\sto\s(?:the\b|[A-Z])|(?<=trusted)\sto\b)|(?:has|have|had)\s(?:\w+ly\s)?(?:agreed|offered|promised|"
    r"undertaken|accepted|in hand|until|(?:a\s)?free hand|the pen)|got talked|raised \w+ hand)\b"
)
"""What only people and bodies do, whatever they are called."""

_IS_TASKED = re.compile(
    rf"\b(?:is|are|was|were|stands?|remains?|being|has been|have been)\s(?:\w+\s)?{_TASKED}\b"
)
_GOES_ON = re.compile(
    r"(?:and\s)?(?:to (?!be\b)[a-z]+\b|(?:which|who) (?:will|would|shall|is to)\b|(?:promised|engaged|"
    r"undertook|offered|will|would|is to|agreed to)\b)"
)
_SAID = re.compile(
    r"(?:\s*(?:also|then|further|\w+ly)?\s*(?:said|says|added|adds|indicated|announced|explained|replied|confirmed|"
    r"mentioned|stated|agreed|decided|told (?:the|us|them)(?:\s\w+)?)(?:\sfurther)?\s"
    r"(?:that\s)?)(?=(?:he|she|they|it|the|we|I|[A-Z]\w*)\b)"
)
_PASSIVE = re.compile(
    r"(?:(?:will|would|shall|may|might|can|could|must|to|is to|are to|was to|were to|has|have|had)\s"
    r"(?:\w+ly\s)?(?:be|been|being)\b(?!\s(?:\w+ing|there|in|responsible|prepared|ready|willing)\b)|"
    r"(?:is|are|was|were|gets?|got)\s(?:\w+ly\s)?\w+(?:ed|en|wn|nt)\b)"
)
_LEADS = re.compile(
    r"^(?:\W*(?:ACTION|Action(?:\s(?:item|point))?|A[PI]?)?\s?#?[\d.:/-]*\s?[:–—-]\s+|\d\d:\d\d\s|"
    r"(?:(?:and|but|so|then|also|meanwhile|instead|which|that|after which|for the moment|in consequence|"
    r"finally|nevertheless|further|in addition|thereafter|both of which|(?:it|that) (?:is|was)|"
    r"that['’]s|\w+ly),?\s+))+",
    re.I,
)
_CONDITION = re.compile(
    r"^(?:if|when|once|should|in case|in the event|provided|providing|subject to|depending|assuming|unless|"
    r"as soon as|under condition|after|until|before|in|at|on|as|with|for|during|from|by|this being|"
    r"for \w+ \d+ there is)\b[^,]*,\s+|^\w+ permitting,\s+|^for \w+ \d+ there is\s",
    re.I,
)
_ASIDE = re.compile(r"\s?,\s(?!and\b)[^,;:.]{1,120}?,(?=\s[a-z])|\s?\([^()]{1,60}\)")
_TOPIC = re.compile(r"^[^.:;,]{2,60}(?::|\s[–—-])\s+")

_PLAIN = r"(?!(?:the|our|by|to|and|in|on|of|with)\b)[\w'’-]+"
_NOUN = (
    rf"(?:(?i:the|our|their|its|a|an|each|every|both|all|one of the)\s)?(?:{_PLAIN}\s){{0,3}}?{_PLAIN}"
    r"(?:\s(?:of|from|for|in)\s(?:the\s|The\s)?[A-ZÀ-Þ][\w'’-]*\.?(?:\s[A-ZÀ-Þ][\w'’-]*){0,3})?"
)
_NOUN = rf"(?:(?:two|three|one|some)\sof\s)?{_NOUN}"
_ONE = rf"(?:(?:[A-ZÀ-Þ][a-zà-ÿ]+\.?\s)?{INITIALS}(?!\w)|[A-Z][a-z]{{1,4}}\.\s[A-Z]\w+\.?|{_NOUN})"
_WHO = rf"(?P<who>{_ONE}(?:(?:\sand\s|\s&\s){_ONE})?)"
_END = (
    r"(?=\s*(?:$|[.,;:()])|\s(?:by|before|until|till|to|not|no|on|in|at|within|for|as|who|which|should|if|once|"
    r"provided|of|during|today|tomorrow|this|next|and|respectively|ad|\d)\b)"
)
_GIVEN = re.compile(
    r"(?:\b(?:is|are|was|were|stays?|stayed|remains?|left|lies|rests?|lands?|landed|went|goes|go|falls?|fell|"
    r"(?:en)?trusted|assigned|delegated|given|granted|handed|passed|allotted)\s(?:\w+\s){0,2}?(?:to|with|(?:up)?on|"
    r"in the hands of)|\bcount on|\bwith|->|=>|→|\bout of|\bfound its \w+ in)\s" + _WHO + _END
)
_BY = re.compile(r"\bby\s" + _WHO + _END)
_FROM = re.compile(r"\bfrom\s" + _WHO + _END)
_ASIDE_NAME = re.compile(r"(?:[:–—,]|[(\[])\s?" + _WHO + r"(?=\s*(?:$|[.,;)\]])|\sby\s|\s\d)")
_ASKED = re.compile(
    r"\b(?:ask|request|invite|task|charge|instruct|direct|entrust|mandate)(?:ed|e?s|d)?\s"
    + _WHO
    + r"(?=\s(?:to|with)\b)"
)
_LEFT_TO = re.compile(
    r"\b(?:given|left|granted|entrusted|delegated|assigned)\s(?:\w+\s){0,2}?(?:to|with|in the hands of)\s"
    + _WHO
    + _END
)
_RELATIVE = re.compile(
    _WHO + r",?\s(?:which|who)\s(?:will|would|shall|is to|has to|have to|undertook|promised)\b"
)
_PLACES = (_GIVEN, _BY, _ASIDE_NAME, _FROM)
"""Where a doer stands who is no subject, the surest first."""


def find_doer(clause: str) -> str:
    """Return who is to do what a clause says, maybe a pronoun, without article; '' if it names nobody."""
    bare = main_clause(clause[:LONGEST])
    parts = (bare, *_after_topic(bare))
    found = _named(_ASKED, bare) or antecedent(bare)
    found = found or next((who for part in parts if (who := subject_of(part))), "")
    found = found or next((who for form in _PLACES if (who := _named(form, bare))), "")
    return without_article(found or _opening_name(bare))


def antecedent(clause: str) -> str:
    """Return who is meant in 'It goes to the Secretariat, which will publish it'; '' if nobody."""
    return without_article(_named(_RELATIVE, clause[-LONGEST:]))


def find_tasked(clause: str) -> str:
    """Return who got leave or an office: 'FM was elected', 'The choice was left to FM'; '' if nobody."""
    bare = main_clause(clause[:LONGEST])
    subject = subject_of(bare)
    is_tasked = subject and _IS_TASKED.search(bare)
    return without_article(subject if is_tasked else _named(_LEFT_TO, bare))


def lacks_subject(clause: str) -> bool:
    """Whether a clause goes on with a subject named before: 'to write', 'promised us a list'."""
    return bool(_GOES_ON.match(clause))


def subject_of(clause: str) -> str:
    """Return the subject of the first verb of a clause if it is a person, a body or a pronoun, '' if not.

    What somebody said, told or agreed is looked into: the doer is the subject there.
    """
    words = _ASIDE.sub("", clause).replace("’", "'").split()
    words = [part for word in words[: FARTHEST + 8] for part in re.split(r"(?='(?:ll|d|m|re)$)", word)]
    for at in range(1, min(len(words), FARTHEST)):
        if words[at - 1].endswith((";", ":")):
            return ""
        if not _begins_verb(words, at):
            continue
        subject, rest = words[:at], " ".join(words[at:])
        who = " ".join(subject)
        if words[at - 1].lower() in PRONOUNS and not _EXPLETIVE.match(f"{words[at - 1]} {rest}"):
            return words[at - 1]
        is_personal = bool(_PERSONAL.match(rest))
        if _PASSIVE.match(rest) and not is_personal:
            return ""
        if is_somebody(who) or (is_personal and is_phrase(subject)):
            return _told(rest) or _trimmed(subject)
        if words[at].lower() in _VERBS:
            return ""
    return ""


def main_clause(clause: str) -> str:
    """Take off labels, what leads in, and a condition that stands first."""
    for form in (_LEADS, _CONDITION, _LEADS):
        clause = form.sub("", clause, count=1)
    return clause


def _told(rest: str) -> str:
    """Return the subject of what somebody said; '' if it is the speaker, or nothing was said."""
    match = _SAID.match(rest)
    inner = subject_of(main_clause(rest[match.end() :])) if match else ""
    return "" if inner.lower() in PRONOUNS else inner


def _trimmed(subject: Sequence[str]) -> str:
    words = list(subject)
    while len(words) > 1 and (_ADVERB.match(words[-1]) or words[-1] in {"who", "which"}):
        words.pop()
    return " ".join(words).strip(" ,")


def _after_topic(clause: str) -> Iterator[str]:
    """Yield what follows 'Website: ' and 'Diagram 2 gets redrawn, '."""
    if match := _TOPIC.match(clause):
        yield main_clause(clause[match.end() :])
    if ", " in clause:
        yield main_clause(clause.split(", ", 1)[1])


def _begins_verb(words: Sequence[str], at: int) -> bool:
    word, before = words[at].strip(",;.").lower(), words[at - 1]
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in _VERBS or word.startswith("'"):
        return True
    if word == "to":
        return after[:1].islower() and not _DETERMINER.match(after)
    if _NO_VERB_AFTER.match(before) or not word.isalpha() or words[at].istitle():  # no verb: "Ms. Reyes"
        return False
    subject = " ".join(words[:at])
    if is_name(subject) and words[at].islower() and not _NO_VERB_AFTER.match(word):
        return not _ADVERB.match(word)
    is_base_form = bool(_DETERMINER.match(after)) and is_plural(words[:at]) and words[at].islower()
    return bool(_ENDS_AS_VERB.match(word)) or word in {"being", "having"} or is_base_form


def _named(form: re.Pattern[str], clause: str) -> str:
    return next((match["who"] for match in form.finditer(clause) if is_somebody(match["who"])), "")


def _opening_name(clause: str) -> str:
    """Return the name with which 'F.D. first draft by 15 March' begins."""
    match = re.match(rf"(?:[A-Z][a-z]+\.?\s)?{INITIALS}(?=[\s,])|[\w-]+(?=\son it\b)", clause)
    return match.group() if match else ""
