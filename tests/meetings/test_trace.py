from dataclasses import replace
from pathlib import Path

import pytest

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.meetings.decisions import find_decisions
from synthesis.meetings.report import read_report
from synthesis.meetings.trace import link_decisions
from synthesis.models import Codebook, Decision, Meeting, Phrase, Theme

SAMPLE = Path(__file__).parents[2] / "data" / "meetings"
MEETING = Meeting(id="m", title="Call", body="Dynamic Coalition Coordination Group")


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return shipped_codebook()


@pytest.fixture(scope="module")
def coder(codebook: Codebook) -> ThemeCoder:
    return ThemeCoder(codebook)


def decision(quote: str, context: str = "", name: str = "d") -> Decision:
    return Decision(name, "m", "1", quote, "decision", context=context)


def themes(found: Decision, codebook: Codebook, coder: ThemeCoder) -> list[str]:
    return [link.theme_id for link in link_decisions([found], [MEETING], codebook, coder)]


@pytest.mark.parametrize(
    ("quote", "theme"),
    [
        ("It was agreed to explain on the website how to join a coalition.", "visibility"),
        ("The Secretariat will set up a common calendar.", "cross_fertilization"),
        ("DCs should take part in MAG working groups.", "cross_fertilization"),
        ("Every session will end with short messages, as the Geneva Messages did.", "outcome_orientation"),
        ("It was agreed that there be fewer workshops.", "programme_size"),
    ],
)
def test_a_decision_is_linked_to_the_theme_whose_words_it_shares(quote, theme, codebook, coder):
    assert themes(decision(quote), codebook, coder) == [theme]


@pytest.mark.parametrize(
    "quote",
    [
        "It was agreed that the next coordination call should take place in early April.",
        "Coalitions would send their comments by 11 May 2018.",
        "The group decided that a coalition which asks for a session must show a report.",
        "Germany was confirmed as host for 2019.",
        "DCs should tighten their requirements for sessions and bring them closer to those of workshops.",
    ],
)
def test_a_decision_about_something_else_is_linked_to_nothing(quote, codebook, coder):
    assert themes(decision(quote), codebook, coder) == []


def test_the_reason_names_the_words_as_they_stand_in_the_decision(codebook, coder):
    (link,) = link_decisions(
        [decision("The Secretariat will set up a common IGF calendar.")], [MEETING], codebook, coder
    )
    assert link.why == "shares 'common IGF calendar' with the theme"
    assert (link.status, 0 < link.score <= 1) == ("proposed", True)


def test_the_sentence_before_counts_for_less_and_the_reason_says_so(codebook, coder):
    before = "Contributions had found it rich but too large."
    (link,) = link_decisions([decision("It was agreed to wait.", before)], [MEETING], codebook, coder)
    assert (link.theme_id, link.score) == ("programme_size", 0.5)
    assert link.why == "the words before it share 'too large' with the theme"


PAGE = "It was agreed to prepare a short page on the website that explains how to join a coalition."


def test_a_decision_that_goes_on_about_the_same_thing_takes_its_theme(codebook, coder):
    first = decision(PAGE, name="first")
    goes_on = decision("The Secretariat would publish the page by 15 June 2018.", name="second")
    own, taken_up = link_decisions([first, goes_on], [MEETING], codebook, coder)
    assert (own.decision_id, taken_up.decision_id) == ("first", "second")
    assert (taken_up.theme_id, taken_up.score) == (own.theme_id, 0.5) == ("visibility", 0.5)
    assert taken_up.why.startswith("goes on about 'the page' of a decision of its paragraph, which shares '")
    backwards = link_decisions([goes_on, first], [MEETING], codebook, coder)
    assert set(backwards) == {own, taken_up}


@pytest.mark.parametrize(
    ("quote", "paragraph"),
    [
        ("The Secretariat would publish the minutes by 15 June 2018.", "1"),
        ("The Secretariat would publish the page by 15 June 2018.", "2"),
        ("It was agreed to hold the next session in the coalition room.", "1"),
    ],
)
def test_a_decision_about_another_thing_or_of_another_paragraph_takes_no_theme(
    quote, paragraph, codebook, coder
):
    other = replace(decision(quote, name="other"), paragraph=paragraph)
    links = link_decisions([decision(PAGE), other], [MEETING], codebook, coder)
    assert [link.decision_id for link in links] == ["d"]


def test_every_theme_has_a_decision_in_the_sample(codebook, coder):
    meetings = [read_report(path) for path in sorted(SAMPLE.glob("2*"))]
    found = [decision for meeting in meetings for decision in find_decisions(meeting)]
    links = link_decisions(found, meetings, codebook, coder)
    assert {link.theme_id for link in links} == {theme.id for theme in codebook.themes}
    assert len(links) < len(found)


def test_a_link_depends_on_its_decision_alone(codebook, coder):
    pair = [
        decision("A common calendar will be made.", name="a"),
        decision("There be fewer workshops.", name="b"),
    ]
    both = link_decisions(pair, [MEETING], codebook, coder)
    each = [link for one in pair for link in link_decisions([one], [MEETING], codebook, coder)]
    assert list(both) == each
    assert link_decisions(list(reversed(pair)), [MEETING], codebook, coder) == tuple(reversed(both))


def test_another_codebook_links_by_its_own_words():
    parks = Theme(
        "parks", "Parks", "Green places in town.", keywords=(Phrase("city park"), Phrase("playground"))
    )
    roads = Theme("roads", "Roads", "Streets and traffic.", keywords=(Phrase("bicycle lane"),))
    book = Codebook("town", "1", (parks, roads))
    found = decision("It was agreed to build a playground in the city park.")
    (link,) = link_decisions([found], [MEETING], book, ThemeCoder(book))
    assert link.theme_id == "parks"


def test_no_decisions_no_links(codebook, coder):
    assert link_decisions([], [], codebook, coder) == ()
    empty_meeting = replace(MEETING, body="")
    assert link_decisions([decision("!")], [empty_meeting], codebook, coder) == ()
