"""Whether a sentence keeps a session going rather than says something of its subject.

    score = strong cues * 2 + weak cues + speaker keeps the order - claims

From `PROCEDURAL_FROM` on it is procedural. The cues are those of rooms, of sound and screens, of whose turn it
is, of time, of thanks and greetings; French and Spanish have fewer. Measured in tests/benchmarks.
"""

from __future__ import annotations

import re

PROCEDURAL_FROM = 2

_STRONG = re.compile(
    r"""
    \b(?:find|take|have|keep)\s(?:your\s|a\s|their\s)?(?:seats?|place\sin\sthe\squeue)\b
    |\b(?:free|empty)\s(?:chairs?|seats?)\b|\bseats?\s(?:in\sfront|on\sthe\s(?:left|right))|\bchairs\son\smy\b
    |\bheadsets?\b.*\b(?:desks?|channel)|\bchannel\s(?:one|two|three|\d)\b|\b(?:english|french|spanish)\s(?:channel|booth)
    |\bemergency\sexits?\b|\bphones?\son\ssilent\b|\b(?:yellow|red)\scard\b
    |\b(?:can(?:no|')t|cannot|can|could|do|did)\s(?:you|we|us|they|she|he|not)?\s?(?:still\s)?hear\s(?:me|you|us|her|him|them)\b
    |\bwe\s(?:see|hear|lost|have)\s(?:you|her|him|your\slips)\b|\b(?:there\sis\s)?no\s(?:sound|audio)\b
    |\bmicrophones?\b|\bmic\b|\bunmute|\b(?:on|off)\smute\b|\bmuted?\b
    |\b(?:my|the|your|next|are\sthe)\sslides?\b|\b(?:the|our)\stechnicians?\s(?:is|are)\b|\bis\sthe\stechnician\b
    |\b(?:move|turn|see)\sthe\s(?:camera|ceiling)\b|\bcould\sthe\scamera\b|\bhis\sheadset\b|\bher\sheadset\b
    |\bwe\shave\suntil\b|\b(?:are|is|re)\s(?:\w+\s)?(?:minutes|hours?)\s(?:behind|late|left)\b|\brunning\s(?:late|out\sof\stime)\b
    |\blost\sabout\s\w+\sminutes\b|\b(?:two|four|three|one|five|\d)\sminutes?\s(?:each|from\sthe\sfloor|for\seach)\b|\bone\sminute\s(?:each|please)\b
    |\b(?:remote|online)\s(?:moderator|room|participants?)\b|\bfrom\sthe\s(?:chat|online\sroom)\b
    |\b(?:line|queue)\sup\b|\bclose\sthe\s(?:line|queue|list)\b|\bone\smore\sfrom\sthe\sfloor\b
    |\b(?:take|give|have|has|hand)\s(?:you\s)?the\sfloor\b|\bgo\sto\sthe\sfloor\b|\bthe\sfloor\sis\s(?:yours|open)\b
    |\bsay\syour\sname\b|\bgo\sahead\b|\byou\swanted\sin\b|\bback\sto\sthe\spanel\b|\bfirst\sround\b
    |\bsession\sis\s(?:closed|open|adjourned)\b|\bnext\ssession\b|\bsession\sbefore\sus\b|\bthe\sroom\s(?:manager|people)\b|\bout\sof\sthe\sroom\b
    |\b(?:badges?|cups?)\b.*\bplease\b|\bplease\b.*\b(?:badges?|cups?|headsets?)\b|\bpaper\sgoing\sround\b|\be-?mail\saddresses\b
    |\bdraft\smessages\swill\b|\bcomments\sare\sopen\b|\bwill\sbe\s(?:put|posted)\sonline\b|\bsession\sdescription\b
    |\bon\sthe\sscreen\b|\binterpreters?\b|\bcaption(?:er|ers|s|ing)\b|\brepeat\sthe\slast\b|\bbiograph(?:y|ies)\b
    |^(?:thanks?\s(?:you|so|again)|thank\syou|good\s(?:morning|afternoon|evening)|welcome|hello|hi|bonjour|buenos\sd[ií]as|merci|gracias|okay|ok)\b(?:\W+\w+){0,7}\W*$
    |^(?:my\sname\sis|i\sam\scalled)\b|\bnice\sto\s(?:be|see)\b|\bi\sam\stold\b.*\b(?:session|room|interpret|wait)
    |\bintroduce\s(?:the\s(?:panel|speakers)|myself|ourselves)\b|\bhousekeeping\b|\bhouse\srules\b|\bstand(?:s|ing)?\sat\sthe\s(?:back|door)\b
    |\bcoffee\sbreak\b|\blunch\b|\b(?:photo|picture)\sof\sthe\sgroup\b|\bmadam\s(?:moderator|chair)\b(?=\W*$)
    |\b(?:prenez|prenons)\splace\b|\bla\sparole\b|\bavez\sla\sparole\b|\bm'entend|\bmicrophone|\bmicro\b|\bmicr[oó]fono|\bla\spalabra\b|\bme\s(?:oyen|escuchan)\b
    |\btomen\sasiento|\bsi[eé]ntense|\btoma\sde\spalabra|\bs[ée]ance\sest\s(?:ouverte|lev[ée]e)|\bsesi[oó]n\s(?:queda|est[aá])\s(?:abierta|cerrada|levantada)
    """,
    re.I | re.X,
)
_WEAK = re.compile(
    r"""
    \bplease\b|\bthank(?:s|\syou)\b|\b(?:apologi[sz]e|sorry)\b|\bcan\s(?:you|we|somebody|anybody)\b|\bcould\s(?:you|we|somebody|anybody)\b|\blet\s(?:me|us)\b|\blet's\b
    |\bminutes?\b|\bclock\b|\b(?:half|quarter)\spast\b|\bseconds\b|\bbe\s(?:brief|short|strict|quick)\b|\bbriefly\b
    |\bspeakers?\b|\bmoderator\b|\brapporteur\b|\bpanel(?:ists?|lists?)?\b|\bqueue\b|\bfloor\b|\bthe\sroom\b|\bin\sthe\sroom\b|\bthe\sdesk\b
    |\bsound\b|\bscreen\b|\bslides?\b|\btechnicians?\b|\bchat\b|\bconnected\snow\b|\bon\sthe\sline\b|\bheadsets?\b|\bbutton\b|\bturns\sred\b|\bchannel\b|\bstill\strying\b
    |\bto\s(?:my|your)\s(?:left|right)\b|\bleft\sside\b|\bright\sside\b|\bnext\b|\bcome\s(?:back|in)\b|\bis\sback\b|\bpaper\sgoing\b|\bdoor\b
    |\bwe\s(?:start|begin|move|continue)\b|\bmove\son\b|\bthis\ssession\b|\bintroduce\b|\bagenda\b|\bsummary\b|\bfrom\smy\snotes\b
    |^(?:yes|no|okay|ok|sorry|good|hello|well|and|right|sure|please|exactly|fair)\W*$|\bmy\sname\b|\bi'?\s?a?m\sfrom\b
    """,
    re.I | re.X,
)
_CLAIM = re.compile(
    r"\b(?:should|must|ought|need(?:s|ed)? to|has to|have to|cannot be|never|rather|policy|law|rights|propose|recommend)\b", re.I
)
_SHORT = 4
"""Words of a sentence that, with nothing but these, says nothing."""


def procedural_score(sentence: str, *, is_order: bool = False) -> int:
    """Return how much speaks for a sentence being procedural; its cues, and whether its speaker keeps order."""
    flat = " ".join(sentence.replace("’", "'").split())
    score = 2 * len(_STRONG.findall(flat)) + len(_WEAK.findall(flat)) + is_order
    return score - len(_CLAIM.findall(flat))


def is_procedural(sentence: str, *, is_order: bool = False) -> bool:
    """Whether a sentence keeps the session going.

    >>> is_procedural("Could you switch your microphone on, please?"), is_procedural("Nobody counts the women.")
    (True, False)
    """
    return procedural_score(sentence, is_order=is_order) >= PROCEDURAL_FROM
