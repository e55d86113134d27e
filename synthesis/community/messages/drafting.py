"""A session -> four to eight short messages in its own words, each with the places that it rests on.

    subjects of the session -> the best sentence of each speaker on it -> who contradicts whom -> messages

Nothing is written here: the words of a message are one sentence of one speaker, or, where speakers diverge,
one of each side with who said it. It is cut only between clauses, and "..." says where. Those who keep the
order of the session are not cited where anybody else spoke.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from synthesis.community.messages.leading import named, readable_alone
from synthesis.community.messages.procedural import is_procedural
from synthesis.community.messages.replies import Reply, find_replies
from synthesis.community.messages.speakers import shown_name
from synthesis.community.messages.speech import Sentence, sentences_of
from synthesis.community.messages.stances import opposed
from synthesis.community.messages.subjects import BELONGS_FROM, Subjects, find_subjects
from synthesis.community.messages.summing import summed_up
from synthesis.community.messages.trimming import trimmed_words
from synthesis.community.messages.worth import WORTH_FROM, worths
from synthesis.models import Message, MessageKind, Session, SessionMessages

FEWEST, MOST = 4, 8
"""Messages of a session that has enough to say."""

MOST_CITED = 4
"""Speakers that a message cites: the best places, of which more are right than of many."""

A_SIDE = 2
"""Speakers cited of each side where speakers diverge."""

MOST_KNOWN = 8
"""Speakers on a subject among whom sides are looked for."""

FIT = 0.75
"""Weight of how much a sentence is about the subject, beside its worth."""

CONTESTED = 1.5
"""What a subject gains on which somebody contradicts somebody by name."""

SUMMED_UP = 1.0
"""What a subject gains that a rapporteur or moderator names in summing up."""

SHORTEST_NAME = 4
"""Letters of a part of a name that is looked for in sentences; shorter ones are words too."""

ANSWER = 8
"""Sentences from a phrase of disagreement on in which what is held against the other is looked for."""


@dataclass(slots=True)
class _Subject:
    """A subject with the best sentence of each speaker, by place in the list, best first."""

    number: int
    best: list[int]
    score: float
    replies: list[Reply] = field(default_factory=list)


class _Draft:
    """Sentences with what is known of them; makes messages subject by subject."""

    def __init__(self, sentences: Sequence[Sentence], everything: Sequence[Sentence]) -> None:
        self.sentences = sentences
        names = [part for each in sentences for part in each.speaker.replace("-", " ").split()]
        self.names = frozenset(part.title() for part in names if len(part) >= SHORTEST_NAME)
        self.subjects: Subjects = find_subjects(sentences, tuple(dict.fromkeys(names)))
        self.worth = worths(sentences)
        self.replies = find_replies(sentences)
        self.said_of = summed_up(everything, self.subjects.words)
        self.cited: set[int] = set()

    def value(self, at: int, subject: int) -> float:
        """How well a sentence can speak for a subject."""
        return self.worth[at] + FIT * float(self.subjects.share[at, subject])

    def lead(self, cited: Sequence[int], subject: int) -> int:
        """Return which of some sentences says what they have to say on a subject, and can be read alone."""
        return max(cited, key=lambda at: (self._lead_value(at, subject), -at))

    def _lead_value(self, at: int, subject: int) -> float:
        alone = readable_alone(self.sentences[at].text, self.names)
        return self.value(at, subject) + alone + named(float(self.subjects.says[at, subject]))

    def belongs(self, at: int, subject: int) -> bool:
        """Whether a sentence is about a subject rather than another."""
        share = self.subjects.share[at]
        return bool(
            share[subject] >= BELONGS_FROM and share.argmax() == subject and self.subjects.says[at, subject]
        )

    def ranked(self) -> list[_Subject]:
        """Return the subjects, the weightiest first: by speakers, roles, and worth of the best sentences."""
        found = [self._subject(number) for number in range(len(self.subjects.words))]
        return sorted((each for each in found if each.best), key=lambda each: (-each.score, each.number))

    def _subject(self, number: int) -> _Subject:
        best = self._best(number)
        speakers = {self.sentences[at].speaker for at in best}
        roles = {self.sentences[at].role for at in best if self.sentences[at].role}
        top = [self.value(at, number) for at in best[:4]]
        score = len(speakers) + 0.5 * len(roles) + sum(top) / max(len(top), 1)
        replies = [each for each in self.replies if self._is_about(each, number)]
        contested = any(each.kind == "against" and each.is_named for each in replies)
        score += CONTESTED * contested + SUMMED_UP * (sum(self.said_of[number]) > 0)
        return _Subject(number, best, score, replies)

    def able(self, number: int) -> list[int]:
        """Return the sentences on a subject that can be cited and are not yet."""
        return [
            at
            for at in range(len(self.sentences))
            if at not in self.cited and self.belongs(at, number) and self.worth[at] >= WORTH_FROM
        ]

    def _best(self, number: int) -> list[int]:
        """Return the best sentence of each speaker on a subject that is not cited yet, the best first."""
        own: dict[str, int] = {}
        for at in self.able(number):
            each = self.sentences[at]
            key = each.speaker or str(each.paragraph)
            if key not in own or self.value(at, number) > self.value(own[key], number):
                own[key] = at
        return sorted(own.values(), key=lambda at: (-self.value(at, number), at))[:MOST_KNOWN]

    def _is_about(self, reply: Reply, number: int) -> bool:
        """Whether a reply is about a subject: most of what is said from it on in its paragraph is."""
        after = [
            at
            for at in range(reply.at, min(reply.at + 5, len(self.sentences)))
            if self.sentences[at].paragraph == self.sentences[reply.at].paragraph
        ]
        shares = self.subjects.share[after].sum(axis=0)
        return bool(shares.max(initial=0.0) > 0 and shares.argmax() == number)


def draft_messages(session: Session) -> SessionMessages:
    """Draft the messages of a session; the same text gives the same messages."""
    everything = sentences_of(session)
    said = [each for each in everything if not is_procedural(each.text, is_order=each.is_order)]
    sentences = [each for each in said if not each.is_order] or said
    draft = _Draft(sentences, everything)
    messages: list[Message] = []
    for _ in range(MOST):
        ranked = draft.ranked()
        left = [
            each for each in ranked if each.number not in {int(m.id.rpartition("-")[2]) for m in messages}
        ]
        if not left:
            break
        subject = left[0]
        if len(messages) >= FEWEST and len({sentences[at].speaker for at in subject.best}) < 2:
            break
        message = _message(draft, subject)
        messages.append(message)
    return SessionMessages(session.id, tuple(_in_order(messages or _best_alone(draft))))


def _best_alone(draft: _Draft) -> list[Message]:
    """Return the best sentences one by one, where no two of them share a subject, as in short notes."""
    able = [at for at, value in enumerate(draft.worth) if value >= WORTH_FROM]
    best = sorted(able, key=lambda at: (-draft.worth[at], at))[:MOST]
    return [
        Message(f"alone-{at}", "message", trimmed_words(each.text), (each.span,))
        for at in sorted(best)
        for each in [draft.sentences[at]]
    ]


def _in_order(messages: Sequence[Message]) -> list[Message]:
    """Put what was shared before what was not, each by weight, and number them in the order of reading."""
    rank = {"converging": 0, "diverging": 1, "message": 2}
    ordered = sorted(messages, key=lambda each: rank[each.kind])
    return [replace(each, id=f"m{number}") for number, each in enumerate(ordered, start=1)]


def _message(draft: _Draft, subject: _Subject) -> Message:
    sides = _sides(draft, subject)
    if sides is not None:
        ours, theirs, beside = (_led(draft, each, subject.number) for each in sides)
        text = " ".join(_quoted(draft.sentences[at]) for at in (ours[0], theirs[0]))
        cited = [*ours, *theirs, *beside]
        kind: MessageKind = "diverging"
    else:
        theirs, cited = [], _led(draft, subject.best[:MOST_CITED], subject.number)
        text = trimmed_words(draft.sentences[cited[0]].text)
        kind = "converging" if _is_agreed(draft, subject, cited) else "message"
    draft.cited.update(cited)
    spans = {at: draft.sentences[at].span for at in cited}
    return Message(
        id=f"subject-{subject.number}",
        kind=kind,
        text=text,
        cites=tuple(spans[at] for at in dict.fromkeys(cited)),
        against=tuple(spans[at] for at in theirs),
        beside=tuple(spans[at] for at in (sides[2] if sides else ())),
        subject=draft.subjects.words[subject.number][:4],
    )


def _is_agreed(draft: _Draft, subject: _Subject, cited: Sequence[int]) -> bool:
    """Whether speakers converge on a subject that nobody opposes.

    Where somebody sums up, it is what they say was agreed. Only where nobody does, several who speak of the
    same are taken to converge.
    """
    agreed, parted = draft.said_of[subject.number]
    is_summed_up = any(any(said) for said in draft.said_of)
    n_speakers = len({draft.sentences[at].speaker for at in cited} - {""})
    return n_speakers > 1 and (agreed > parted or not is_summed_up)


def _led(draft: _Draft, cited: Sequence[int], subject: int) -> list[int]:
    """Put the sentence that is the words of a message before the others that it cites."""
    if not cited:
        return []
    lead = draft.lead(cited, subject)
    return [lead, *(at for at in cited if at != lead)]


def _quoted(sentence: Sentence) -> str:
    """Set out a sentence with who said it; only named speakers have sides."""
    return f"{shown_name(sentence.speaker)}: “{trimmed_words(sentence.text)}”"


def _sides(draft: _Draft, subject: _Subject) -> tuple[list[int], list[int], list[int]] | None:
    """Return the places of who was contradicted, of who did, and of the rest; None if nobody did.

    Where nobody says that they contradict, opposed stances tell the sides.
    """
    side, answers = _parties(draft, subject)
    if len(set(side.values())) < 2:
        side, answers = _by_stance(draft, subject)
    best = {draft.sentences[at].speaker: at for at in subject.best} | answers
    placed = sorted(best.values(), key=lambda at: (-draft.value(at, subject.number), at))
    ours, theirs, beside = (
        [at for at in placed if side.get(draft.sentences[at].speaker) == which] for which in (0, 1, None)
    )
    agreed, parted = draft.said_of[subject.number]
    if not ours or not theirs or agreed > parted:
        return None
    ours, theirs = ours[:A_SIDE], theirs[:A_SIDE]
    return ours, theirs, beside[: MOST_CITED - len(ours) - len(theirs)]


def _by_stance(draft: _Draft, subject: _Subject) -> tuple[dict[str, int], dict[str, int]]:
    """Put speakers on two sides where what they say on a subject is opposed; returned as by `_parties`."""
    known = {draft.sentences[at].speaker for at in subject.best}
    able = [at for at in draft.able(subject.number) if draft.sentences[at].speaker in known]
    able.sort(key=lambda at: (-draft.value(at, subject.number), at))
    sides = opposed([draft.sentences[at].text for at in able])
    side: dict[str, int] = {}
    said: dict[str, int] = {}
    for at, which in zip(able, sides, strict=False):
        speaker = draft.sentences[at].speaker
        if which is not None and speaker not in side:
            side[speaker], said[speaker] = which, at
    return side, said


def _parties(draft: _Draft, subject: _Subject) -> tuple[dict[str, int], dict[str, int]]:
    """Put speakers who contradict each other on two sides, who joins one on the same; named ones first.

    Returned too is where those who contradict say what they say, by speaker.
    """
    known = {draft.sentences[at].speaker for at in subject.best}
    side: dict[str, int] = {}
    answers: dict[str, int] = {}
    for reply in sorted(subject.replies, key=lambda each: (each.kind == "with", not each.is_named, each.at)):
        turned = int(reply.kind == "against")
        to = reply.to or (_alike(draft, subject, reply) if turned else "")
        said = _answer(draft, subject, reply) if turned else None
        if (
            to not in known
            or reply.speaker == to
            or (said is None and (turned or reply.speaker not in known))
        ):
            continue
        if to in side:
            side.setdefault(reply.speaker, side[to] ^ turned)
        elif reply.speaker in side:
            side[to] = side[reply.speaker] ^ turned
        elif turned:
            side |= {to: 0, reply.speaker: 1}
        if said is not None:
            answers.setdefault(reply.speaker, said)
    return side, answers


def _answer(draft: _Draft, subject: _Subject, reply: Reply) -> int | None:
    """Return the best of what somebody says on a subject from where they contradict on, in that turn."""
    turn = draft.sentences[reply.at].turn
    after = range(reply.at, min(reply.at + ANSWER, len(draft.sentences)))
    said = [
        at
        for at in after
        if draft.sentences[at].turn == turn
        and at not in draft.cited
        and draft.worth[at] >= WORTH_FROM
        and draft.subjects.share[at, subject.number] >= BELONGS_FROM
    ]
    return max(said, key=lambda at: (draft.value(at, subject.number), -at), default=None)


def _alike(draft: _Draft, subject: _Subject, reply: Reply) -> str:
    """Return who said before, on the same subject, what is most like the reply."""
    before = [at for at in subject.best if at < reply.at and draft.sentences[at].speaker != reply.speaker]
    if not before:
        return ""
    nearest = max(before, key=lambda at: (float(draft.subjects.likeness[reply.at, at]), at))
    return draft.sentences[nearest].speaker
