"""What holds of every paper, of little and of much."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from synthesis.errors import InputError
from synthesis.models import Codebook, PositionGuide, Snapshot, Theme, Topic, TopicTerm
from synthesis.outputs.papers import PAPER_WORDS, PAPERS, make_paper
from synthesis.outputs.papers.blocks import parts
from synthesis.outputs.papers.citing import SHOWN_CALL
from synthesis.outputs.tables import Frames, frames
from tests.outputs.conftest import a_snapshot, without_sides
from tests.outputs.papers.given import NO_FILTER, WAYS, all_confirmed

EMPTY = replace(a_snapshot(), contributions=(), passages=(), assignments=(), copies=())
STATES = {
    "no contributions": EMPTY,
    "nothing at all": Snapshot(),
    "no codebook": replace(a_snapshot(), codebook=Codebook("", "", ())),
    "no decisions": replace(a_snapshot(), decisions=(), meetings=(), links=()),
    "nothing coded": replace(a_snapshot(), assignments=()),
    "half coded": replace(a_snapshot(), assignments=a_snapshot().assignments[:5]),
    "no sides": without_sides(a_snapshot()),
    "all confirmed": all_confirmed(a_snapshot()),
    "one contribution": replace(
        a_snapshot(),
        contributions=a_snapshot().contributions[:1],
        passages=a_snapshot().passages[:3],
        copies=(),
    ),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_of_little_is_made_and_says_what_is_not_there(state: str, kind: Any) -> None:
    whole = frames(STATES[state])
    if kind == "theme" and not len(whole.themes):
        with pytest.raises(InputError, match="needs one theme"):
            make_paper(whole, NO_FILTER, kind)
        return
    for filters in WAYS[:2] if kind == "synthesis" else WAYS[:1]:
        paper = make_paper(whole, filters, kind, "visibility" if kind == "theme" else "")
        assert paper.statements
        for each in paper.statements:
            assert re.fullmatch(r"[A-Z0-9“].*[.]”?(?: \[1\])?", each.text), each.text
            assert "  " not in each.text
            assert not re.search(r"\bnan\b|None\b(?! (?:of|was))|, ,|\(\)", each.text), each.text


def test_a_theme_without_sides_has_one_statement_and_no_position(snapshot: Snapshot) -> None:
    paper = make_paper(frames(without_sides(snapshot)), NO_FILTER, "theme", "programme_size")
    keys = [each.key for each in paper.statements if each.key.startswith("programme_size/")]
    said = [key for key in keys if "decided" not in key and "/said/" not in key]
    assert said == ["programme_size/spoke"]


@pytest.mark.parametrize("call", ["[1]", "[C3]", "[c1]", "[C3, DC7]", "[?]"])
@pytest.mark.parametrize("kind", PAPERS)
def test_words_of_others_that_look_like_a_citation_or_a_line_break_stay_words(
    snapshot: Snapshot, kind: Any, call: str
) -> None:
    hostile = PositionGuide(f"Wants {call} and\n{call} more.", label=f"more {call}")
    theme = Theme("visibility", f"Seen {call}", f"How {call}.", position_for=hostile)
    decisions = tuple(
        replace(d, quote=f"{d.quote} {call}", owner=f"Group {call}", due=f"soon {call}")
        for d in snapshot.decisions
    )
    meetings = tuple(replace(meeting, title=f"{meeting.title} {call}") for meeting in snapshot.meetings)
    coffee = next(each.id for each in snapshot.passages if each.text == "Thank you for the coffee.")
    topics = (Topic("t1", f"coffee {call}", (TopicTerm("coffe", "coffee", 0.9),), (coffee,), (0.9,)),)
    book = Codebook(f"Of {call}", "1", (theme,))
    made = replace(snapshot, codebook=book, decisions=decisions, meetings=meetings)
    about = "visibility" if kind == "theme" else ""
    paper = make_paper(frames(made), NO_FILTER, kind, about, topics=topics)
    for each in paper.statements:
        called = [part for part in parts(each) if not isinstance(part, str)]
        assert called == list(each.notes)
        assert SHOWN_CALL.findall(each.text) == [f"[{place}]" for place in range(1, len(called) + 1)]


def test_the_same_state_gives_the_same_paper(snapshot: Snapshot) -> None:
    turned = replace(
        snapshot,
        contributions=snapshot.contributions[::-1],
        passages=snapshot.passages[::-1],
        assignments=snapshot.assignments[::-1],
        decisions=snapshot.decisions[::-1],
    )
    for kind in PAPERS:
        theme = "visibility" if kind == "theme" else ""
        made = [make_paper(frames(each), NO_FILTER, kind, theme).blocks for each in (snapshot, turned)]
        assert made[0] == made[1]


@pytest.mark.parametrize("kind", PAPERS)
def test_keys_are_unique_and_do_not_change_when_numbers_do(snapshot: Snapshot, kind: Any) -> None:
    theme = "visibility" if kind == "theme" else ""
    before = [each.key for each in make_paper(frames(snapshot), NO_FILTER, kind, theme).statements]
    assert len(before) == len(set(before))
    fewer = replace(snapshot, contributions=snapshot.contributions[1:])
    after = {each.key for each in make_paper(frames(fewer), NO_FILTER, kind, theme).statements}
    gained = after - set(before)
    assert not any(key.startswith(("visibility/spoke", "introduction/")) for key in gained)


def test_a_paper_that_does_not_exist_is_refused_with_the_choices(whole: Frames) -> None:
    with pytest.raises(InputError, match=r"no paper 'novel'.*synthesis, theme, brief, annex"):
        make_paper(whole, NO_FILTER, "novel")  # type: ignore[arg-type]
    assert set(PAPER_WORDS) == set(PAPERS)
