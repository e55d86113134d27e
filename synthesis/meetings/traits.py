"""What is seen of atoms, of the joint between two and of a stretch of them: words, who acts, what is around.

A trait is a short text such as "w:agreed". What it is worth is learnt; see `learnt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import yaml

from synthesis.coding.words import stem
from synthesis.meetings.atoms import part_atoms
from synthesis.meetings.clauses import part_sentences
from synthesis.meetings.cues import find_cues
from synthesis.meetings.dates import MONTHS, WEEKDAYS
from synthesis.meetings.phrases import PRONOUNS
from synthesis.meetings.strength import Judge
from synthesis.meetings.subjects import main_clause, subject_of
from synthesis.models import Paragraph

_LEXICON = Path(__file__).with_name("lexicon.yaml")
_TITLED = r"(?:Mr|Ms|Mrs|Mx|Miss|Dr|Prof|Mme)\.?\s[A-ZÀ-Þ](?:[\w'’-]+|\.)?"
_INITIALS = r"(?:[A-ZÀ-Þ][a-z]?\.\s?){1,3}(?<=\.)(?=[\s,;:)('’]|$)|\b[A-ZÀ-Þ]{2,3}(?!\w)"
_WORD = re.compile(rf"(?:{_TITLED}|{_INITIALS})(?:['’](?:s|ll|d))?|\w+(?:[-'’]\w+)*|[:?|]|=>|->")
_PERSON = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Mx|Miss|Dr|Prof|Mme)\.?\s|[A-ZÀ-Þ][a-z]?\.|[A-ZÀ-Þ]{2,3}(?!\w)|[B-HJ-Z](?!\w))"
)
"""How a word that is a title with a name, or initials, begins."""

_NO_INITIALS_WORDS = (
    "igf mag utc nri dc dcs un cet gmt bpf tbc pdf ok itu eu aob tv faq ii iii iv ai api url isp ngo wg est "
    "bst eat am pm us uk it xml pre no not all and the to we so is by on of for nb ps re fwd rfc eur usd sdg "
    "vpn dns sms vip"
)
_NO_INITIALS = frozenset(_NO_INITIALS_WORDS.split())
_DAYS = frozenset({*MONTHS["en"].split(), *WEEKDAYS} - {"may"})
_NAMED_OFFICES_WORDS = (
    "secretariat chair co-chair facilitator co-facilitator member members coordinator rapporteur group "
    "committee mag representative it the a we i they participants coalitions expert consultant next all "
    "agreed decision action decided"
)
_NAMED_OFFICES = frozenset(_NAMED_OFFICES_WORDS.split())
_GRAMMAR_WORDS = "was were is are be been has have had to that it there which who and but of for on the a"
_GRAMMAR = frozenset(_GRAMMAR_WORDS.split())
_ENDS_OF_HEADING = 12
_ENDINGS = ("-ed", "-ing", "-ly", "-s")
_VERBAL = ("settles", "keeps", "asks", "promises", "tells", "will", "must", "-ed", "is", "was", "are", "were")

LONGEST_CLAUSE = 400
"""Characters in which a subject is looked for."""

Tokens = list[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report with where it stands; `atoms` are offsets into its text."""

    text: str
    atoms: tuple[tuple[int, int], ...]
    heading: str = ""
    before: str = ""
    is_bullet: bool = False
    format: str = "report"
    is_opening: bool = False
    """Whether it stands in the first paragraph of its report, which tells of the meeting itself."""

    def words(self, atom: int) -> str:
        """Return the words of an atom."""
        start, end = self.atoms[atom]
        return self.text[start:end]


def sentences_of(
    paragraph: Paragraph, heading: str, format: str, *, is_opening: bool = False
) -> Iterator[Sentence]:
    """Part a paragraph of a report into its sentences."""
    before, is_bullet = "", "bullet" in paragraph.number
    for text in part_sentences(paragraph.text):
        yield Sentence(text, tuple(part_atoms(text)), heading, before, is_bullet, format, is_opening)
        before = text


def atom_traits(sentence: Sentence, judge: Judge) -> list[list[str]]:
    """Return the traits of each atom of a sentence, in order."""
    seen = [_tokens(sentence.words(at), is_first=not at) for at in range(len(sentence.atoms))]
    shapes = [[_shape(token) for token in tokens] for tokens in seen]
    common = [
        *_place_traits(sentence),
        *_rule_traits("s", sentence.text, judge),
        *_subject_traits("s", sentence.text, judge),
    ]
    return [
        [
            *common,
            *_word_traits(seen, at),
            *_class_traits(shapes, at),
            *_rule_traits("a", sentence.words(at), judge),
            *_subject_traits("a", sentence.words(at), judge),
            *_edge_traits(sentence, seen, at),
        ]
        for at in range(len(seen))
    ]


def joint_traits(sentence: Sentence, at: int) -> list[str]:
    """Return the traits of the joint between atom `at - 1` and atom `at`."""
    left, right = (_tokens(sentence.words(n), is_first=False) for n in (at - 1, at))
    left_shape, right_shape = ([_shape(token) for token in tokens] for tokens in (left, right))
    mark, first = _mark(sentence, at), right[0]
    verbs = [shape for shape in right_shape if _is_verbal(shape)]
    n_left, n_right = min(sum(map(_is_verbal, left_shape)), 3), min(len(verbs), 3)
    has_actor = any("acts" in shape or shape in {"WHO", "NAME"} for shape in right_shape[:4])
    near_verb = next((shape for shape in right_shape[:4] if _is_verbal(shape)), "-")
    return [
        f"mark:{mark}",
        f"first:{first}",
        f"two:{'_'.join(right[:2])}",
        f"shape2:{'_'.join(right_shape[:2])}",
        f"shape3:{'_'.join(right_shape[:3])}",
        f"last:{left_shape[-1]}",
        f"mark+first:{mark}_{first}",
        f"mark+shape:{mark}_{'_'.join(right_shape[:2])}",
        f"length:{min(len(left) // 2, 6)}",
        f"length after:{min(len(right) // 2, 6)}",
        f"verbs:{n_left}_{n_right}",
        f"verb:{next(iter(verbs), '-')}",
        f"first+verb:{first}_{near_verb}",
        f"actor:{has_actor}_{first}",
        *(f"right:{name}" for shape in right_shape for name in shape.split("+")),
        *(f"left:{name}" for shape in left_shape for name in shape.split("+")),
        *_following(sentence, at),
    ]


def stretch_traits(sentence: Sentence, stretches: Sequence[tuple[int, int]]) -> list[list[str]]:
    """Return the traits of stretches of atoms, each from an atom on and before another."""
    seen = [_tokens(sentence.words(at), is_first=not at) for at in range(len(sentence.atoms))]
    shapes = [[_shape(token) for token in tokens] for tokens in seen]
    lengths = [len(tokens) for tokens in seen]
    verbs = [sum(map(_is_verbal, each)) for each in shapes]
    traits = []
    for start, end in stretches:
        n_atoms, n_words, n_verbs = end - start, sum(lengths[start:end]), sum(verbs[start:end])
        first = [shape for each in shapes[start:end] for shape in each[:2]][:2]
        traits.append(
            [
                f"atoms:{min(n_atoms, 6)}",
                f"words:{min(n_words // 3, 10)}",
                f"few words:{min(n_words, 4)}",
                f"verbs:{min(n_verbs, 4)}",
                f"verbs+atoms:{min(n_verbs, 4)}_{min(n_atoms, 5)}",
                f"first+verb:{seen[start][0]}_{n_verbs > 0}",
                f"shape+verbs:{'_'.join(first)}_{min(n_verbs, 2)}",
                f"opens:{start == 0} closes:{end == len(seen)}",
            ]
        )
    return traits


def _following(sentence: Sentence, at: int) -> list[str]:
    if at + 1 >= len(sentence.atoms):
        return []
    return [f"then:{'_'.join(_tokens(sentence.words(at + 1), is_first=False)[:2])}"]


def _tokens(text: str, *, is_first: bool) -> Tokens:
    """Return the words in lower case; names, days and numbers as what they are. Never empty."""
    found: Tokens = []
    for match in _WORD.finditer(text):
        found.append(_token(match.group(), is_opening=is_first and not found))
    return found or ["-"]


def _token(written: str, *, is_opening: bool) -> str:
    word = written.lower().replace("’", "'")
    if _PERSON.match(written) and word not in _NO_INITIALS:
        return "WHO"
    if word[0].isdigit():
        return "#"
    if word in _DAYS:
        return "DAY"
    if written[0].isupper() and not is_opening:
        return word if word in _NAMED_OFFICES else "NAME"
    return word


@cache
def _classes_by_word() -> dict[str, tuple[str, ...]]:
    listed: dict[str, set[str]] = {}
    for name, words in yaml.safe_load(_LEXICON.read_text(encoding="utf-8")).items():
        for word in words.split():
            listed.setdefault(word, set()).add(name)
            listed.setdefault(f"{stem(word)}-", set()).add(name)
    return {word: tuple(sorted(names)) for word, names in listed.items()}


@lru_cache(maxsize=50_000)
def _shape(token: str) -> str:
    """Return what a word is: its classes, itself where it is grammar, or its ending."""
    if token in {"WHO", "NAME", "DAY", "#"}:
        return token
    listed = _classes_by_word()
    found = listed.get(token) or (len(token) > 3 and listed.get(f"{stem(token)}-"))
    if found:
        return "+".join(found)
    if token in _GRAMMAR:
        return token
    return next((ending for ending in _ENDINGS if len(token) > 3 and token.endswith(ending[1:])), "x")


def _is_verbal(shape: str) -> bool:
    return any(name in shape for name in _VERBAL)


def _word_traits(seen: Sequence[Tokens], at: int) -> Iterator[str]:
    own = seen[at]
    yield from (f"w:{word}" for word in own)
    yield from (f"b:{a}_{b}" for a, b in pairwise(own))
    yield from (f"t:{a}_{b}_{c}" for a, b, c in zip(own, own[1:], own[2:], strict=False))
    yield from (f"^:{'_'.join(own[:n])}" for n in (1, 2, 3))
    yield f"$:{own[-1]}"
    if at:
        yield from (f"p:{word}" for word in seen[at - 1])
        yield from (f"pb:{a}_{b}" for a, b in pairwise(seen[at - 1]))
        yield f"pl:{'_'.join([*seen[at - 1][-2:], own[0]])}"
    if at > 1:
        yield from (f"s:{word}" for word in seen[0])
        yield from (f"sb:{a}_{b}" for a, b in pairwise(seen[0]))
    if at + 1 < len(seen):
        yield from (f"n:{word}" for word in seen[at + 1][:5])
        yield f"nb:{'_'.join(seen[at + 1][:2])}"


def _class_traits(shapes: Sequence[Tokens], at: int) -> Iterator[str]:
    own = [shape for shape in shapes[at] if shape not in {"the", "a", "of"}]
    yield from (f"C:{name}" for shape in shapes[at] for name in shape.split("+"))
    yield from (f"CS:{shape}" for shape in own)
    yield from (f"CB:{a}_{b}" for a, b in pairwise(own))
    yield from (f"CT:{a}_{b}_{c}" for a, b, c in zip(own, own[1:], own[2:], strict=False))
    yield from (f"C^:{'_'.join(own[:n])}" for n in (2, 3))
    telling = [shape for shape in own if shape not in {"x", "and", "to", "that", "it", "on", "for"}]
    yield from (f"CV:{'_'.join(telling[:n])}" for n in (2, 3))
    if at:
        yield from (f"CP:{name}" for shape in shapes[at - 1] for name in shape.split("+"))
        yield f"CL:{'_'.join(shapes[at - 1][-2:])}"
    if at > 1:
        yield from (f"C0:{name}" for shape in shapes[0] for name in shape.split("+"))
    if at + 1 < len(shapes):
        yield from (f"CN:{name}" for shape in shapes[at + 1][:5] for name in shape.split("+"))


def _place_traits(sentence: Sentence) -> Iterator[str]:
    heading = _tokens(sentence.heading, is_first=True)[:_ENDS_OF_HEADING]
    yield from (f"h:{word}" for word in heading)
    if sentence.is_bullet:
        yield from (f"bh:{word}" for word in heading)
    yield "bullet" if sentence.is_bullet else "prose"
    yield f"format:{sentence.format}"
    if sentence.is_opening:
        yield "opening paragraph"
    if sentence.text.endswith("?"):
        yield "question"


def _rule_traits(where: str, text: str, judge: Judge) -> Iterator[str]:
    """Say what the table of wordings makes of a text."""
    reading = judge.read(text)
    yield f"rule {where}:{reading.kind if reading else 'none'}"
    yield from (f"cue {where}:{cue.kind}" for cue in find_cues(text)[:1])


def _subject_traits(where: str, text: str, judge: Judge) -> Iterator[str]:
    """Say who acts in a text, if it is a person, a body or a pronoun, and what the verb looks like."""
    bare = main_clause(text[:LONGEST_CLAUSE])
    who = subject_of(bare)
    kind = _kind_of_subject(who, judge)
    yield f"subject {where}:{kind}"
    if who and bare.startswith(who):
        verb = _tokens(bare[len(who) :], is_first=False)[0]
        yield f"subject+verb {where}:{kind}_{verb}"
        yield f"subject+shape {where}:{kind}_{_shape(verb)}"
        yield f"subject+ending {where}:{kind}_{verb[-1]}"


def _kind_of_subject(who: str, judge: Judge) -> str:
    """Tell people of the meeting from others: "person", "office", "actor", "other", or the pronoun itself."""
    low = who.lower().removeprefix("the ")
    if low in PRONOUNS or not who:
        return low or "none"
    if _PERSON.match(who):
        return "person"
    if any(word in _NAMED_OFFICES for word in low.split()):
        return "office"
    return "actor" if judge.actors.is_actor(who) else "other"


def _edge_traits(sentence: Sentence, seen: Sequence[Tokens], at: int) -> Iterator[str]:
    yield f"mark:{_mark(sentence, at)}"
    yield f"length:{min(len(seen[at]), 6)}"
    if at == 0:
        yield "opens"
        yield from (f"before:{word}" for word in _tokens(sentence.before, is_first=True)[-6:])
    if at + 1 == len(seen):
        yield "closes"


def _mark(sentence: Sentence, at: int) -> str:
    """Return the mark that parts an atom from the one before it."""
    return sentence.text[sentence.atoms[at - 1][1] : sentence.atoms[at][0]].strip() if at else ""
