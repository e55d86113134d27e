from datetime import date

from synthesis.corpus.boilerplate import find_repeats
from synthesis.models import Contribution, Passage, Repeat

ABOUT = (
    "We are a federation of village libraries in nine countries and have followed the forum from the start."
)
PLEA = "This year we ask above all that the sessions end in something that our members can put to use."


def sent(id: str, organisation: str, cycle: int | None, *said: str) -> tuple[Contribution, list[Passage]]:
    contribution = Contribution(id, "\n\n".join(said), organisation=organisation, cycle=cycle)
    starts = [contribution.text.index(words) for words in said]
    return contribution, [
        Passage.of(contribution, start, start + len(words)) for start, words in zip(starts, said, strict=True)
    ]


def repeats(*everything: tuple[Contribution, list[Passage]]) -> list[tuple[str, str, bool]]:
    found = find_repeats([c for c, _ in everything], [p for _, passages in everything for p in passages])
    return [(r.passage_id.split(":")[0], r.of.split(":")[0], r.is_exact) for r in found]


def test_a_paragraph_that_an_organisation_sends_again_repeats_the_earliest() -> None:
    years = [sent(f"c{year}", "Village libraries", year, ABOUT) for year in (2018, 2016, 2017)]
    assert repeats(*years) == [("c2017", "c2016", True), ("c2018", "c2016", True)]


def test_what_is_new_is_no_repeat() -> None:
    earlier = sent("a", "Village libraries", 2016, ABOUT)
    later, passages = sent("b", "Village libraries", 2017, ABOUT, PLEA)
    (found,) = find_repeats([earlier[0], later], [*earlier[1], *passages])
    assert found == Repeat(passages[0].id, earlier[1][0].id, is_exact=True)


def test_nearly_the_same_words_are_told_from_the_very_same() -> None:
    assert repeats(
        sent("a", "Village libraries", 2016, ABOUT),
        sent("b", "Village libraries", 2017, ABOUT.replace("nine countries", "ten countries")),
    ) == [("b", "a", False)]


def test_the_name_of_an_organisation_may_be_spelt_otherwise() -> None:
    assert repeats(
        sent("a", "Fédération d’associations", 2016, ABOUT),
        sent("b", "FEDERATION D'ASSOCIATIONS", 2017, ABOUT),
    )


def test_the_same_words_of_two_organisations_are_no_boilerplate() -> None:
    assert repeats(sent("a", "Village libraries", 2016, ABOUT), sent("b", "A ministry", 2017, ABOUT)) == []
    assert repeats(sent("a", "", 2016, ABOUT), sent("b", "", 2017, ABOUT)) == []


def test_words_repeated_inside_one_contribution_are_no_boilerplate() -> None:
    one = Contribution("a", f"{ABOUT}\n\n{ABOUT}", organisation="Village libraries", cycle=2016)
    twice = [Passage.of(one, 0, len(ABOUT)), Passage.of(one, len(ABOUT) + 2, 2 * len(ABOUT) + 2)]
    assert repeats((one, twice), sent("b", "Village libraries", 2017, PLEA)) == []


def test_a_short_courtesy_is_no_boilerplate() -> None:
    thanks = "We thank the host country very much."
    assert repeats(*(sent(id, "Village libraries", 2016, thanks) for id in "ab")) == []


def test_inside_a_cycle_the_earlier_day_is_the_first_and_an_unknown_cycle_comes_last() -> None:
    (early, said), (late, again) = (sent(id, "Village libraries", 2016, ABOUT) for id in ("z", "a"))
    dated = Contribution(
        "z", early.text, organisation=early.organisation, cycle=2016, submitted_on=date(2017, 1, 1)
    )
    assert repeats((dated, said), (late, again)) == [("a", "z", True)]
    assert repeats(sent("a", "Village libraries", None, ABOUT), (dated, said)) == [("a", "z", True)]


def test_the_order_of_the_passages_does_not_matter() -> None:
    years = [sent(f"c{year}", "Village libraries", year, ABOUT, PLEA) for year in (2016, 2017)]
    contributions, passages = [c for c, _ in years], [p for _, own in years for p in own]
    assert find_repeats(contributions[::-1], passages[::-1]) == find_repeats(contributions, passages)


def test_a_paragraph_is_found_among_those_of_hundreds_that_say_the_same() -> None:
    crowd = [
        sent(f"{org}-{year}", f"Organisation {org}", year, ABOUT)
        for org in range(300)
        for year in (2016, 2017)
    ]
    assert sorted(repeats(*crowd)) == [
        (f"{org}-2017", f"{org}-2016", True) for org in sorted(map(str, range(300)))
    ]
