"""The wording that tells how strong an item is: one table of patterns a language.

The first cue of a clause governs it: in "it was suggested that the Secretariat will ..." the suggestion
does, so nothing was promised. A *strong* cue wins over whatever stands before it ("welcomed the text and
agreed to ..."), unless a word of doubt or report introduces it ("whether it was agreed").
Every pattern is bounded, so that time grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from synthesis.meetings.dates import MONTH
from synthesis.meetings.identity import ORDINAL
from synthesis.models import DecisionKind

CueKind = Literal[DecisionKind, "view", "none reached"]


class Cue(NamedTuple):
    """A wording and what it makes of its clause."""

    kind: CueKind
    pattern: re.Pattern[str]
    is_strong: bool = False


class FoundCue(NamedTuple):
    """A cue in a clause: `clause[start:end]`."""

    kind: CueKind
    start: int
    end: int
    is_strong: bool


def _cue(kind: CueKind, pattern: str, *, strong: bool = False) -> Cue:
    return Cue(kind, re.compile(pattern, re.I), strong)


_ADVERBS = r"(?:(?:\w+ly|also|further|then|therefore|thus|again|all|now|hence|so|in principle)\s){0,2}"
_RESOLVED = r"(?:agreed|decided|resolved|settled|approved|adopted|endorsed|concurred)"
_GROUP = (
    r"(?:group|call|meeting|sitting|participants|members|attendees|coalitions|DCs|DCCG|committee|forum|"
    r"council|board|"
    r"MAG|everyone|all|we|they|sides|parties|those present|facilitators|co-facilitators|"
    r"Secretariat and (?:the )?\w+)"
)
_SOME = r"(?:some|several|many|a few|few|most|a number of|one|two|three|other|certain|a couple of)"
_SPEAKERS = (
    r"(?:participants?|members?|speakers?|coalitions?|DCs?|contributors?|inputs?|contributions?|"
    r"others|people|voices)"
)
_SENDERS = (
    r"(?:contributors?|inputs?|contributions?|submissions?|respondents?|the community|synthesis|stocktaking)"
)
_OPINED = (
    r"(?:hoped|suggested|recommended|proposed|mentioned|noted|pointed out|felt|thought|believed|"
    r"wondered|feared|warned|"
    r"objected|preferred|wished|wanted|underscored|underlined|emphasi[sz]ed|stressed|highlighted|"
    r"expressed|called for|"
    r"advised|welcomed|appreciated|praised|argued|questioned|added|explained|clarified|commented|"
    r"remarked|observed|considered|supported|"
    r"favou?red|encouraged|urged|advocated|cautioned|asked (?:whether|if|for|how|about|that|why)|raised|"
    r"would (?:like|prefer|have|welcome|appreciate|support|be (?:glad|happy|useful|good|better|helpful)))"
)
_GOOD_OR_BAD = (
    r"(?:too|very|not|quite|rather|highly|more|less|important|useful|valuable|good|helpful|interesting|"
    r"welcome|worth|"
    r"difficult|successful|needed|essential|desirable|premature|worthwhile|key|crucial)"
)

IN_THE_ROOM = (
    r"\b(?:(?:was|were)\s)?(?:asked|invited|requested)\b[^.;]{0,60}?\bto\s(?:introduce themselves|"
    r"(?:look back|reflect|speak (?:freely|slowly))|give (?:their|his|her) name|"
    r"say (?:a few words|in (?:one|a) sentence|(?:one|two) sentences?)|consider what|"
    r"(?:review|approve|adopt|look at|comment on) the (?:\w+\s)?agenda|"
    r"(?:share|give|offer) (?:any (?:\w+\s)?(?:updates?|news|comments?|thoughts)|(?:their )?(?:impressions|"
    r"experiences?|views))|add\b[^.;]{0,20}\b(?:agenda|AOB))\b"
)
"""What a meeting asks of its own members there and then: no task."""

ENGLISH: tuple[Cue, ...] = (
    # No decision: said openly.
    _cue("none reached", r"\bno\s(?:\w+\s)?(?:agreement|decision|consensus|conclusion)s?\b", strong=True),
    _cue(
        "none reached",
        r"\b(?:not|never)\s(?:yet\s|\w+ly\s|been\s)?(?:agree|decide|approve|resolve)d?\b",
        strong=True,
    ),
    _cue(
        "none reached",
        r"\b(?:yet|remain\w*|still|left|has|have|needs?|needed)\sto\s(?:be\s)?(?:agreed?|decided?)\b",
        strong=True,
    ),
    _cue(
        "none reached",
        r"\b(?:left open|without (?:an? )?(?:agreement|decision|agreeing|deciding))\b",
        strong=True,
    ),
    _cue(
        "none reached",
        rf"\b(?:nothing(?:\s(?:more|further|else))?|no\s(?:[\w-]+\s){{0,2}}[\w-]+)\s"
        rf"(?:was|were|has been|had been)\s(?:\w+ly\s)?(?:{_RESOLVED}|fixed|reached|concluded)\b",
        strong=True,
    ),
    _cue("view", r"\bagenda\s(?:was|is)\s(?:\w+\s)?(?:adopted|approved|accepted|agreed)\b", strong=True),
    # An opinion shared is still an opinion: "agreed that it was too large", "agreed on the importance of".
    _cue(
        "view",
        rf"\bagree(?:d|ment)\sthat\s[^.;]{{1,90}}?\s(?:was|were|is|are|had been|remains?|"
        rf"remained)\s{_GOOD_OR_BAD}\b",
        strong=True,
    ),
    _cue(
        "view",
        r"\b(?:agreement|consensus)\b[^.;]{0,30}?\bon (?:several|a number of|many|some|the following)\s"
        r"(?:\w+\s)?(?:items|points|matters|issues|questions|areas)\b",
        strong=True,
    ),
    _cue("view", r"\bagreed that\s[^.;]{3,60}?\smatters?\s?[.;,]", strong=True),
    _cue("view", r"\bagreed (?:with\b|on the (?:importance|need|value|usefulness))", strong=True),
    _cue(
        "view",
        rf"\b{_SOME}\s(?:of the\s)?(?:[\w-]+\s){{0,3}}?{_SPEAKERS}\s{_ADVERBS}(?:had\s)?agreed\b",
        strong=True,
    ),
    _cue("view", r"\b(?:broad|wide|strong|considerable|much|general) support for \w+ing\b"),
    _cue(
        "view",
        r"^\W{0,3}(?:nobody|no one|none)\s(?!(?:is|are|was|were)\sto\b|"
        r"(?:shall|will|may|should|objected|opposed|spoke against)\b)",
    ),
    _cue("view", IN_THE_ROOM),
    _cue("view", rf"\b{_GROUP}\s(?:then\s|next\s|also\s)?took up\b"),
    _cue("view", r"\b(?:some|several|others)\s(?:\w+\s)?(?:offered|volunteered)\b"),
    # Agreed before, told again.
    _cue(
        "restated",
        rf"\bhad\s(?:been\s)?(?:\w+\s){{0,2}}?(?:{_RESOLVED}|tasked|mandated|entrusted|"
        r"(?<=been\s)requested)\b",
    ),
    _cue("restated", r"\bthere (?:had|has) been\s(?:\w+\s){0,2}?(?:agreement|consensus)\b"),
    _cue(
        "restated",
        r"\bas (?:\w+\s){0,3}?(?:agreed|decided)\b|\bwhat (?:was|had been) (?:agreed|decided)\b",
    ),
    _cue(
        "restated",
        rf"\b(?:previously|earlier|already)\s{_RESOLVED}\b|\b{_RESOLVED}\s(?:earlier|previously|last \w+)\b",
    ),
    _cue(
        "restated",
        r"\b(?:reaffirmed|reiterated|recalled|reconfirmed|reminded)\b[^.;]{0,60}?\b(?:agreement|"
        r"decision|agreed|decided)\b",
    ),
    _cue("restated", r"^\W{0,3}it was (?:also |further )?(?:recalled|reiterated) that\b"),
    # The formal decision.
    _cue("decision", rf"\b(?:it|this|which)\s(?:was|is|has been)\s{_ADVERBS}{_RESOLVED}\b", strong=True),
    _cue("decision", rf"\b{_GROUP}\s{_ADVERBS}(?:has\s|have\s)?{_RESOLVED}\b", strong=True),
    _cue(
        "decision", rf"\band\s{_ADVERBS}(?:agreed|decided|resolved|approved|adopted|endorsed)\b", strong=True
    ),
    _cue("decision", rf"\b(?:was|were|has been|have been)\s{_ADVERBS}{_RESOLVED}\b", strong=True),
    _cue(
        "decision",
        r"\b(?:there was|(?:was|were) in|reached|by)\s(?:\w+\s){0,2}?(?:consensus|agreement)\b",
        strong=True,
    ),
    _cue("decision", r"\b(?:consensus|agreement)\s(?:was|emerged|has been)\b(?! not)", strong=True),
    _cue(
        "decision",
        rf"\b{_GROUP}\s{_ADVERBS}(?:agrees|decides|resolves|approves|adopts|endorses|appoints|"
        r"recommends that)\b",
        strong=True,
    ),
    _cue(
        "decision",
        r"^\W{0,3}(?:approved|adopted|endorsed|agreed)\s(?:by|via)\s(?:e-?mail|correspondence)\b",
        strong=True,
    ),
    _cue("decision", r"\bdecision\s(?:was|is)\s(?:taken|made)\b|\btook the decision\b", strong=True),
    _cue(
        "decision",
        r"^\W{0,3}(?:decision|agreed|decided|resolved|agreement)(?:\s?\d{1,2})?\s?[:–-]",
        strong=True,
    ),
    _cue(
        "decision", r"\b(?:proposal|suggestion|request|date|text|draft|offer)\swas\saccepted\b", strong=True
    ),
    _cue(
        "decision",
        rf"\b{_GROUP}\s{_ADVERBS}(?:chose|opted|selected|elected|appointed|set up|established|"
        r"(?:came|comes) down (?:on the side|in favou?r))\b",
    ),
    _cue(
        "decision",
        rf"\b(?:was|were|has been|have been)\s(?:\w+ly\s)?(?:established|set up|created|formed)\sby\s"
        rf"(?:the\s)?(?:[\w-]+\s)?{_GROUP}\b",
    ),
    _cue("decision", r"\b(?-i:[A-Z]{3,})\s(?:has\s)?(?:approved|adopted|endorsed|resolved|decided)\b"),
    _cue("decision", r"\bsettled (?:for|on)\b"),
    _cue(
        "decision",
        r"\b(?:was|were|has been|have been)\s(?:\w+ly\s)?(?:retained|deleted|waived|reopened|limited to|"
        r"capped|raised to|lowered to|set at|referred (?:back )?to|welcomed as)\b|"
        r"\b(?:was|were|is|are|has been|have been)\s(?:\w+ly\s)?(?:discontinued|abolished)\b",
    ),
    _cue("decision", r"^\W{0,3}no\s(?:[\w-]+\s){1,5}?(?:will|would|shall) be \w+(?:ed|en|nt)\b"),
    _cue("decision", r"\b(?:item|point|matter|paragraph|chapter)s?\s(?:\d+\s)?(?:was|were)\sclosed\b"),
    _cue("decision", r"\b(?:mandate|term|contract)s?\s(?:[\w-]+\s){0,4}?(?:was|were|is|are)\srenewed\b"),
    _cue(
        "decision",
        r"\b(?:request|application|draft|amendment|motion|appeal)s?\s(?:[\w-]+\s){0,3}?"
        r"(?:was|were)\s(?:\w+ly\s)?(?:rejected|refused|turned down|declined)\b"
        r"(?!\sby (?:its|the) (?:author|host))",
    ),
    _cue(
        "decision",
        r"\bnext\s(?:[\w-]+\s){0,3}?(?:call|meeting)\b[^.;]{0,40}?\b(?:(?:will|would|shall|is to)\s"
        r"(?:be held|take place|be convened|be on)|(?:is|was)\s(?:scheduled|set|fixed|planned)\s(?:for|"
        r"on))\b",
    ),
    _cue(
        "decision",
        rf"\b(?:{_GROUP}|it|next (?:call|meeting))\s(?:will|would|is to)\s(?:next\s)?(?:meet|reconvene)\b",
    ),
    _cue(
        "decision",
        r"\bsense of the (?:meeting|group|call) that\b|\b(?:request|extension|this|it) was granted\b",
        strong=True,
    ),
    # Settled without a verb that says so: what is given, stays, goes, moves.
    _cue(
        "decision", r"\b(?:green light|free hand|go-ahead|thumbs up)\b|\bdone away with\b|\bdid away with\b"
    ),
    _cue(
        "decision",
        r"\b(?:was|were|is|are|has been|have been)\s(?:hereby\s|\w+ly\s)?(?:authori[sz]ed|designated|"
        r"appointed|elected|nominated|mandated|cleared|empowered)\b",
    ),
    _cue(
        "decision",
        r"\b(?:stays?|stands?|remains?|were left|was left|kept)\s(?:as\s(?:it|they|is|circulated|drafted|"
        r"proposed|before)|unchanged|untouched|(?<!stand\s)(?<!stands\s)at\s(?=\d{1,3}\s(?!per)|\w+\s"
        r"(?:minutes|sessions|pages)))",
    ),
    _cue(
        "decision",
        r"\b(?:was|were|is|are|has been|have been)\s(?:\w+ly\s)?(?:put back|pushed back|put off|postponed|"
        r"deferred|brought forward|moved (?:to|from|back|forward)|cut (?:down )?(?:to|from)|"
        r"reduced (?:to|from)|extended (?:to|until|by)|dropped|struck out|taken (?:out|off)|merged)\b",
    ),
    _cue(
        "decision",
        r"\b(?:no objections?|no one objected|nobody objected|without objection|by acclamation|"
        r"understanding of all)\b",
    ),
    # What a speaker said that they would do comes before what speakers merely said.
    _cue(
        "commitment",
        r"\b(?:said|confirmed|indicated|stated|explained|announced|promised)\s(?:that\s)?(?:he|she|it|"
        r"they|we)\s(?:would|will|(?:is|are|was|were)\s(?:taking (?:on|over)|going to|preparing|drafting))\b",
    ),
    _cue(
        "conditional",
        r"\b(?:said|indicated|stated|explained)\s(?:that\s)?(?:he|she|it|they|we)\s(?:could|"
        r"might)\b(?=.{0,200}\b(?:if|provided|once|unless|subject to)\b)",
    ),
    # Views: of people, of inputs, of nobody in particular.
    _cue("view", r"\bit (?:was|is|had been)\s(?:also\s|further\s|\w+ly\s)?" + _OPINED),
    _cue("view", r"\b(?:it was|were) said\b|\bit was (?:reported|explained|clarified|understood)\b"),
    _cue("view", rf"\b{_SENDERS}\s(?:\w+\s){{0,4}}?(?:had\s)?(?:{_OPINED}|asked|found|said|agreed)\b"),
    _cue(
        "view",
        rf"\b{_SOME}\s(?:of the\s)?(?:[\w-]+\s){{0,3}}?{_SPEAKERS}\s(?:[\w-]+\s){{0,3}}?(?:{_OPINED}|"
        rf"said|found|would)\b",
    ),
    _cue("view", rf"\b(?:some|others|several|many|most|few)\s(?:had\s)?(?:{_OPINED}|would|said|found)\b"),
    _cue("view", rf"(?<!was )(?<!were )(?<!is )(?<!are )\b{_OPINED}\b"),
    _cue(
        "view",
        r"\b(?:was|were)\s(?:\w+ly\s)?(?:suggested|proposed|raised|questioned|thought|felt|considered|"
        r"encouraged|urged)\b",
    ),
    _cue("view", r"\b(?:in the view|of the view|of the opinion|hopes?|idea was)\b"),
    # A promise, in words that only promise.
    _cue(
        "commitment",
        r"\b(?:undertook|undertakes|volunteered|offered|promised|pledged|committed(?: (?:it|"
        r"them)sel(?:f|ves))?)\s(?:to|that)\b",
    ),
    _cue(
        "commitment",
        r"\b(?:took|takes) (?:it upon|on the task|the action|responsibility)\b|\btook (?:up|on) (?:the|to)\b",
    ),
    _cue("commitment", r"\b(?:takes?|took|taking) (?:care of|over the)\b|\b(?:is|are) in charge of\b"),
    _cue("commitment", r"\bit (?:falls (?:to|on)|was left to)\s(?=[^;]{2,80}?\sto\b)"),
    _cue("commitment", r"\bresponsibility\s(?:[\w-]+\s){0,5}?(?:lies|rests) with\b"),
    _cue(
        "commitment",
        r"\b(?:was|were|is|are|has been|have been)\s(?:\w+ly\s)?(?:asked|requested|invited|tasked|"
        r"mandated|charged|instructed|entrusted)(?:,\s(?:by|before|until|within)\s[^,;.]{2,40},)?\s(?:to|with)\b",
    ),
    _cue("commitment", r"\bagreed to\b"),
    # News.
    _cue(
        "information",
        r"\b(?:informed|informing|announcing that|was launched|were launched|being launched|launched)\b",
    ),
    _cue("information", r"(?<!be )(?<!to )\b(?:announced|confirmed)\b"),
    _cue(
        "information",
        r"(?<!was )(?<!were )\breported\s(?:back\s)?that\b|\bupdated the (?:group|call|meeting)\b|"
        r"\blet the (?:group|call|meeting) know\b",
    ),
)
"""In order of precedence where two cues begin at the same place."""

CUES: Mapping[str, tuple[Cue, ...]] = {"en": ENGLISH}
"""A language is added as one more table; clauses are tried against all of them."""

DOUBT = re.compile(
    r"\b(?:that|if|whether|once|when|until|unless|although|though|while|what|before|how)\s(?:the\s|all\s)?$",
    re.I,
)
"""What stands before a strong cue and takes its strength."""

CONDITION = re.compile(
    r"^\W{0,3}should\s(?!be\b)|\b(?:depend(?:ing|ent|s)\b|provided\b|subject to\b|unless\b|in case\b|"
    r"pending\b|contingent\b|as soon as\b|budget permitting\b|"
    r"once\s(?!more\b|a\b|again\b|every\b)\w+|"
    r"if\s(?!possible|needed|necessary|any|required|appropriate|so\b|at all)\S+)",
    re.I,
)
"""Makes a promise conditional."""

HANGS_ON = re.compile(
    r"^\W{0,3}(?:(?:if|should|provided|subject to|unless|depending on)\s"
    r"(?!possible\b|needed\b|necessary\b)[^,]{3,120}|(?:\w+\s){1,3}(?:permitting|allowing)),\s",
    re.I,
)
"""A condition with which an item begins: whatever follows hangs on it."""

CONSIDERS = re.compile(
    r"\b(?:will|would)\s(?:also\s|further\s|\w+ly\s)?(?:consider(?:ed)?\b|be considered\b|"
    r"(?:explore|examine|see|look at) whether|think about)",
    re.I,
)
"""A promise to think, no more."""

EARLIER_MEETING = re.compile(
    r"\b(?:on|at|in|during|from|since)\s(?:the|that|its|our|their)\s(?:last|previous|earlier|preceding|past)\s"
    r"(?:[\w-]+\s){0,2}?(?:call|meeting|session)\b|\blast (?:time|week|month|year)\b",
    re.I,
)
"""A decision with this beside it was taken before."""

NAMED_MEETING = re.compile(
    rf"\b(?:on|at|in|during)\s(?:the|that|its|our|their)\s(?:{ORDINAL}|{MONTH})\s(?:call|meeting|session)\b",
    re.I,
)
"""A decision with this ahead of it, or right behind, was taken before: "at its second meeting"."""


@lru_cache(maxsize=512)
def find_cues(clause: str) -> tuple[FoundCue, ...]:
    """Return the cues of a clause, the governing one first; the same clause is asked about several times."""
    strong, others = [], []
    for cue in (cue for table in CUES.values() for cue in table):
        for match in cue.pattern.finditer(clause):
            if cue.is_strong and not DOUBT.search(clause[max(0, match.start() - 20) : match.start()]):
                strong.append(FoundCue(cue.kind, match.start(), match.end(), True))
            elif not cue.is_strong:
                others.append(FoundCue(cue.kind, match.start(), match.end(), False))
            break
    # sorted() is stable: where two begin together, the order of the table stands.
    governing = sorted(strong, key=lambda cue: cue.kind not in {"none reached", "view"})
    return (*governing, *sorted(others, key=lambda cue: cue.start))
