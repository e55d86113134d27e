"""Each sentence says what the numbers say: change the numbers, and another sentence is expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from synthesis.models import Decision, DecisionLink, Filters, Meeting, Position, Snapshot
from synthesis.outputs import narrative
from synthesis.outputs.tables import Frames, frames, narrow, totals
from tests.outputs.conftest import a_labelled_snapshot, without_sides
from tests.outputs.narrative.making import a_stocktaking, without


def test_overview_sentence(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.overview_sentence(whole) == (
        "12 contributions from 5 stakeholder groups and 4 regions to the stocktakings of 2016 and 2017, "
        "cut into 25 passages."
    )
    assert narrative.overview_sentence(without(snapshot, "c12")) == (
        "11 contributions from 5 stakeholder groups and 4 regions to the stocktaking of 2017, "
        "cut into 23 passages."
    )
    assert narrative.overview_sentence(narrow(whole, Filters(themes=("programme_size",)))) == (
        "2 of 12 contributions, from 2 stakeholder groups and 2 regions to the stocktaking of 2017, "
        "with 2 passages that pass the filters."
    )
    assert narrative.overview_sentence(narrow(whole, Filters(languages=("ar",)))).startswith(
        "1 contribution from 1 stakeholder group to the stocktaking of 2017, "
    )
    assert narrative.overview_sentence(narrow(whole, Filters(stakeholder_groups=("unknown",)))).startswith(
        "1 contribution from contributors of unknown group and region to "
    )


def test_coverage_sentence(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.coverage_sentence(whole) == (
        "10 of 12 contributions speak about at least one of the 4 themes; 1 speaks about none of the themes; "
        "for 1 it cannot be told."
    )
    assert narrative.coverage_sentence(without(snapshot, "c08", "c10")) == (
        "10 of 10 contributions speak about at least one of the 4 themes."
    )
    assert narrative.coverage_sentence(frames(replace(snapshot, assignments=()))) == (
        "0 of 12 contributions speak about at least one of the 4 themes; 12 are not coded yet."
    )


def test_a_codebook_that_hardly_fits_is_said_to(snapshot: Snapshot, whole: Frames) -> None:
    seen = totals(whole)
    share = f"{seen.n_passages_coded} of {seen.n_passages} passages"
    assert narrative.coded_sentence(whole).startswith(share)
    assert narrative.misfit_sentence(whole) == ""
    first = next(each for each in snapshot.assignments if each.outcome == "coded")
    others = tuple(
        each if each == first else replace(each, outcome="none", codings=(), review=None)
        for each in snapshot.assignments
    )
    few = frames(replace(snapshot, assignments=others))
    said = narrative.misfit_sentence(few)
    assert said.startswith(f"1 of {totals(few).n_passages} passages")
    assert "less than 10 %: this codebook was hardly made for these inputs" in said
    assert narrative.misfit_sentence(frames(replace(snapshot, assignments=()))) == ""


def test_theme_sentence(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.theme_sentence(whole, "visibility") == (
        "7 of 12 contributions speak about “Visibility of coalitions”: 5 for, 0 against, 1 mixed "
        "and 1 unclear. They come from 2 of the 5 stakeholder groups that replied: "
        "mostly Civil Society (5 of its 5), "
        "then Government (2 of its 3)."
    )
    assert narrative.theme_sentence(whole, "cross_fertilization") == (
        "None of the 12 contributions speaks about “Cooperation between groups”."
    )
    one = a_stocktaking(snapshot, {"Government": ["against", None]})
    assert narrative.theme_sentence(one, "visibility") == (
        "1 of 2 contributions speaks about “Visibility of coalitions”: 1 against. "
        "It comes from 1 of the 1 stakeholder group that replied: from Government (1 of its 2)."
    )


def test_theme_sentence_under_a_group_filter_does_not_count_the_groups_that_replied(whole: Frames) -> None:
    one = narrow(whole, Filters(stakeholder_groups=("Government",)))
    assert narrative.theme_sentence(one, "visibility") == (
        "2 of 3 contributions speak about “Visibility of coalitions”: 1 for, 0 against and 1 unclear. "
        "By stakeholder group: all from Government (2 of its 3)."
    )
    two = narrow(whole, Filters(stakeholder_groups=("Civil Society", "Government")))
    assert narrative.theme_sentence(two, "programme_size").endswith(
        "By stakeholder group: Government (1 of its 3) and Civil Society (1 of its 5)."
    )


def test_sentences_say_what_is_not_coded_yet_and_do_not_count_it_as_silent(
    snapshot: Snapshot, whole: Frames
) -> None:
    half = frames(replace(snapshot, assignments=snapshot.assignments[:5]))
    left = "10 of 12 contributions are not coded yet: no theme counts what they say."
    assert narrative.uncoded_sentence(half) == left
    assert narrative.uncoded_sentence(whole) == ""
    assert narrative.theme_sentence(half, "visibility").endswith(f"(2 of its 5). {left}")
    assert narrative.theme_sentence(half, "outcome_orientation") == (
        f"None of the 2 contributions coded so far speaks about “Tangible outcomes”. {left}"
    )
    assert narrative.theme_sentence(frames(replace(snapshot, assignments=())), "visibility") == (
        "12 of 12 contributions are not coded yet: no theme counts what they say."
    )
    assert "No contribution coded so far is against" in narrative.positions_sentence(half, "visibility")
    assert narrative.gaps_sentence(half) == (
        "Decided on, and no contribution coded so far speaks about it: “Tangible outcomes”."
    )


def test_under_a_review_filter_no_sentence_takes_who_has_no_such_coding_for_silent(whole: Frames) -> None:
    confirmed = narrow(whole, Filters(review=("accepted",)))
    assert narrative.theme_sentence(confirmed, "visibility").startswith(
        "1 of 12 contributions has a coding on “Visibility of coalitions” that passes the review filter: "
        "1 for and 0 against. "
    )
    assert narrative.theme_sentence(confirmed, "programme_size") == (
        "None of the 12 contributions has a coding on “Size of the programme” that passes the review filter."
    )
    assert narrative.positions_sentence(confirmed, "visibility").endswith(
        "No coding that passes the review filter is against."
    )
    assert narrative.heatmap_sentence(confirmed).startswith(
        "Civil Society most often has a coding on “Visibility of coalitions” that passes the review filter: "
        "1 of 5 contributions (20 %)."
    )
    assert narrative.gaps_sentence(confirmed) == narrative.gaps_sentence(whole)
    (statement,) = narrative.theme_synthesis(confirmed, "visibility").statements
    assert statement.sentence.startswith(
        "1 of 1 contribution with a coding on this theme that passes the review filter is for: "
    )


def test_a_large_group_that_says_nothing_is_not_told_to_be_too_small(snapshot: Snapshot) -> None:
    silent = a_stocktaking(snapshot, {"Government": [None] * 6})
    assert narrative.heatmap_sentence(silent) == "No group of 5 contributions or more speaks about a theme."


def test_gaps_under_a_filter_are_those_of_the_contributions_that_pass(whole: Frames) -> None:
    assert narrative.gaps_sentence(narrow(whole, Filters(cycles=(2016,)))) == (
        "Decided on, and no contribution that passes the filters speaks about it: "
        "“Tangible outcomes” and “Size of the programme”."
    )


def test_positions_sentence_always_says_who_is_against(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.positions_sentence(whole, "outcome_orientation") == (
        "2 are for: Government (1 of its 3) and Intergovernmental Organization (1 of its 1). "
        "1 is against: from Technical Community (1 of its 1)."
    )
    agreed = a_stocktaking(snapshot, {"Civil Society": ["for", "for", None]})
    assert narrative.positions_sentence(agreed, "visibility") == (
        "2 are for: all from Civil Society (2 of its 3). "
        "No contribution is against, going by machine proposals that no person has confirmed."
    )
    confirmed = a_stocktaking(snapshot, {"Civil Society": ["for", "for", None]}, is_accepted=True)
    assert narrative.positions_sentence(confirmed, "visibility") == (
        "2 are for: all from Civil Society (2 of its 3). No contribution is against."
    )
    positions: dict[str, list[Position | None]] = {
        "Civil Society": ["mixed", "unclear"],
        "unknown": ["unclear"],
    }
    split = a_stocktaking(snapshot, positions, is_accepted=True)
    assert narrative.positions_sentence(split, "visibility") == (
        "No contribution is for. No contribution is against. 1 says both: from Civil Society (1 of its 2). "
        "2 do not make their position clear: Civil Society (1 of its 2) and "
        "contributors of unknown group (1 of their 1)."
    )


def test_sentences_on_a_theme_say_what_for_and_against_mean() -> None:
    labelled = frames(a_labelled_snapshot())
    assert narrative.theme_sentence(labelled, "programme_size").startswith(
        "2 of 12 contributions speak about “Size of the programme”: 2 against (as large as now). "
    )
    assert narrative.positions_sentence(labelled, "programme_size") == (
        "No contribution is for (a <smaller> programme), "
        "going by machine proposals that no person has confirmed. "
        "2 are against (as large as now): Government (1 of its 3) and Civil Society (1 of its 5)."
    )
    (statement,) = narrative.theme_synthesis(labelled, "programme_size").statements
    assert statement.label == "as large as now"
    assert statement.sentence.startswith("2 of 2 contributions on this theme are against (as large as now): ")


def test_review_sentence_says_how_much_no_person_confirmed(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.review_sentence(whole) == (
        "This rests on machine proposals. Not yet confirmed by a person: 11 of 13 codings."
    )
    assert narrative.review_sentence(whole, "visibility") == (
        "This rests on machine proposals. Not yet confirmed by a person: 6 of 7 contributions."
    )
    confirmed = a_stocktaking(snapshot, {"Government": ["for", "for"]}, is_accepted=True)
    assert narrative.review_sentence(confirmed) == "Confirmed by a person: all 2 codings."
    assert narrative.review_sentence(whole, "cross_fertilization") == ""


def test_review_sentence_says_why_there_is_no_coding(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.review_sentence(frames(replace(snapshot, assignments=()))) == "Nothing is coded yet."
    silent = a_stocktaking(snapshot, {"Civil Society": [None, None]})
    assert narrative.review_sentence(silent) == "No passage is coded to a theme."
    nobody = narrow(whole, Filters(cycles=(2016,), languages=("ar",)))
    assert narrative.review_sentence(nobody) == "No contribution passes the filters."
    confirmed = narrow(whole, Filters(cycles=(2016,), review=("accepted",)))
    assert narrative.review_sentence(confirmed) == "No coding passes the filters."


def test_groups_sentence(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.groups_sentence(whole).startswith(
        "5 of 12 contributions come from Civil Society, 3 from Government, "
    )
    one = a_stocktaking(snapshot, {"Private Sector": ["for"]})
    assert narrative.groups_sentence(one) == "1 of 1 contribution comes from Private Sector."
    assert "from the African Group" in narrative.groups_sentence(whole, "region")


def test_heatmap_sentence_compares_no_small_group(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.heatmap_sentence(whole).startswith(
        "Civil Society speaks most about “Visibility of coalitions”: 5 of 5 contributions (100 %). "
        "Fewer than 5 contributions, so a share says little: Government (3), "
    )
    turned = a_stocktaking(
        snapshot, {"Government": ["for"] * 3 + [None] * 5, "Civil Society": ["for", *[None] * 7]}
    )
    assert narrative.heatmap_sentence(turned) == (
        "Government speaks most about “Visibility of coalitions”: 3 of 8 contributions (38 %)."
    )
    small = a_stocktaking(snapshot, {"Government": ["for"]})
    assert narrative.heatmap_sentence(small) == (
        "No group is large enough to compare shares. "
        "Fewer than 5 contributions, so a share says little: Government (1)."
    )


def test_not_heard_sentence(snapshot: Snapshot, whole: Frames) -> None:
    said = narrative.not_heard_sentence(whole)
    assert "Regions without a contribution: Eastern European Group." in said
    assert (
        "Stakeholder groups with fewer than 3 contributions: Intergovernmental Organization (1), "
        "Technical Community (1) and Private Sector (1)."
    ) in said
    chosen = narrow(whole, Filters(stakeholder_groups=("Civil Society",), regions=("African Group",)))
    both = "Groups and regions are both chosen here, so nobody can be said to be missing."
    assert narrative.not_heard_sentence(chosen) == both
    by_region = narrow(whole, Filters(regions=("African Group",)))
    assert narrative.not_heard_sentence(by_region).startswith(
        "Stakeholder groups without a contribution that passes the filters: Intergovernmental Organization, "
    )
    assert "Regions" not in narrative.not_heard_sentence(by_region)
    by_group = narrow(whole, Filters(stakeholder_groups=("Civil Society",)))
    assert narrative.not_heard_sentence(by_group).startswith("Regions without a contribution")
    assert "Stakeholder groups" not in narrative.not_heard_sentence(by_group)
    western = narrow(whole, Filters(stakeholder_groups=("Civil Society",), regions=("Other",)))
    assert narrative.not_heard_sentence(western) == "No contribution passes the filters."


def test_copies_sentence(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.copies_sentence(whole) == (
        "2 of 12 contributions have the same or nearly the same text as another one (1 shared text). "
        "Each contribution is counted."
    )
    assert narrative.copies_sentence(frames(replace(snapshot, copies=()))) == (
        "No two contributions have the same or nearly the same text."
    )
    assert narrative.copies_sentence(narrow(whole, Filters(themes=("programme_size",)))) == (
        "No two contributions that pass the filters have the same or nearly the same text."
    )


def test_decisions_sentence(whole: Frames) -> None:
    assert narrative.decisions_sentence(whole) == (
        "3 items (2 decisions and 1 commitment) from 2 meetings are in the register: 1 open, 1 under way and "
        "1 done. No person has said what became of any of them. Not yet confirmed by a person: 2 of 3."
    )
    assert narrative.decisions_sentence(whole, "visibility") == (
        "1 decision from 1 meeting is linked to “Visibility of coalitions”: 1 under way. "
        "No person has said what became of it. Confirmed by a person: 1."
    )
    assert narrative.decisions_sentence(whole, "cross_fertilization") == (
        "No decision of a meeting is linked to “Cooperation between groups”."
    )


def test_decisions_sentence_counts_the_states_that_a_person_said(snapshot: Snapshot) -> None:
    first, *others = snapshot.decisions
    said = replace(snapshot, decisions=(replace(first, progress_by="A. Keeper"), *others))
    assert "A person has said what became of 1 of the 3." in narrative.decisions_sentence(frames(said))


def test_decisions_sentence_says_how_many_of_the_register_are_linked_to_the_chosen_themes(
    whole: Frames,
) -> None:
    assert narrative.decisions_sentence(narrow(whole, Filters(themes=("programme_size",)))) == (
        "1 commitment from 1 meeting, of 3 in the register, is linked to the theme chosen: 1 open. "
        "No person has said what became of it. Not yet confirmed by a person: 1 of 1."
    )
    two = Filters(cycles=(2016,), themes=("visibility", "programme_size"))
    assert narrative.decisions_sentence(narrow(whole, two)).startswith(
        "2 items (1 decision and 1 commitment) from 1 meeting, of 3 in the register, are linked to a theme "
    )
    assert narrative.decisions_sentence(narrow(whole, Filters(themes=("cross_fertilization",)))) == (
        "None of the 3 items in the register is linked to the theme chosen."
    )


def test_what_was_decided_last_is_said_in_its_words_with_its_day_and_state(
    snapshot: Snapshot, whole: Frames
) -> None:
    assert narrative.lead_decision_sentence(whole, "visibility") == (
        "Decided by Dynamic Coalitions, 2018-03-09 (under way, says its source): "
        "“It was agreed to open a page for coalitions.”"
    )
    assert narrative.lead_decision_sentence(whole, "programme_size").endswith(
        "(open; machine proposal): “The Secretariat would report on the programme.”"
    )
    assert narrative.lead_decision_sentence(whole, "cross_fertilization") == ""
    older = next(each for each in snapshot.decisions if each.id == "d4")
    link = DecisionLink("d4", theme_id="programme_size", score=0.9)
    both = frames(replace(snapshot, links=(*snapshot.links, link)))
    assert older.quote in narrative.lead_decision_sentence(both, "programme_size")  # a commitment comes after


def with_what_came_later(snapshot: Snapshot, **fields: object) -> Frames:
    """The stocktaking whose calendar is open, and told of by a later meeting, in words of its own."""
    meeting = Meeting("m26", "26th coordination meeting", "Dynamic Coalitions", held_on=date(2018, 6, 1))
    told = Decision("d9", "m26", "1", "The common calendar is online.", "restated")
    told = replace(told, **fields)  # type: ignore[arg-type]
    calendar = [
        replace(each, quote="A common calendar will be kept.", progress="open") if each.id == "d4" else each
        for each in snapshot.decisions
    ]
    link = DecisionLink("d9", theme_id="outcome_orientation", score=0.9)
    return frames(
        replace(
            snapshot,
            meetings=(*snapshot.meetings, meeting),
            decisions=(*calendar, told),
            links=(*snapshot.links, link),
        )
    )


def test_what_restates_an_earlier_item_of_the_theme_is_told_of_and_not_counted(
    snapshot: Snapshot, whole: Frames
) -> None:
    assert narrative.folded_sentence(whole, "outcome_orientation") == ""
    told = with_what_came_later(snapshot)
    assert narrative.folded_sentence(told, "outcome_orientation") == (
        "1 further item restates an earlier item or tells how it went: it stands under that one and is not "
        "counted again."
    )
    assert narrative.decisions_sentence(told, "outcome_orientation").startswith("1 decision from 1 meeting")


def test_the_decision_that_leads_says_that_a_later_report_has_it_as_done(snapshot: Snapshot) -> None:
    told = with_what_came_later(snapshot, kind="information", progress="done")
    said = narrative.lead_decision_sentence(told, "outcome_orientation")
    assert "(reported done on 2018-06-01, nobody has confirmed it; " in said
    assert "Later reports have 1 as done." in narrative.decisions_sentence(told, "outcome_orientation")


def test_gaps_sentence_names_what_is_raised_and_not_decided_and_the_reverse(
    snapshot: Snapshot, whole: Frames
) -> None:
    assert narrative.gaps_sentence(whole) == (
        "Every theme raised by 3 stakeholder groups or more has a linked decision."
    )
    raised = a_stocktaking(
        snapshot, {"Government": ["for"], "Civil Society": ["for"], "Private Sector": ["for"]}
    )
    assert narrative.gaps_sentence(raised) == (
        "Raised by 3 stakeholder groups or more, and no decision is linked: “Visibility of coalitions”."
    )
    assert narrative.gaps_sentence(without(snapshot, "c01", "c06")) == (
        "Decided on, and no contribution speaks about it: “Size of the programme”."
    )


def test_sample_sentence_stands_only_where_sample_data_is_shown(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.sample_sentence(whole) == (
        "Sample data: 1 of 12 contributions was composed for this project; "
        "2 of 2 meeting reports are sample data too."
    )
    assert narrative.sample_sentence(narrow(whole, Filters(themes=("programme_size",)))).endswith(
        "1 of 1 meeting report is sample data too."
    )
    assert narrative.sample_sentence(a_stocktaking(snapshot, {"Government": ["for"]})) == ""


def test_filters_sentence(whole: Frames) -> None:
    assert narrative.filters_sentence(whole) == "Filters: none, everything is included."
    narrowed = narrow(whole, Filters(cycles=(2017, 2016), themes=("visibility",), review=("accepted",)))
    assert narrative.filters_sentence(narrowed) == (
        "Filters: cycle 2017 or 2016; theme Visibility of coalitions; review Confirmed by a person."
    )


def test_on_a_theme_without_sides_no_sentence_names_a_position(snapshot: Snapshot) -> None:
    sideless = frames(without_sides(snapshot))
    said = [
        narrative.theme_sentence(sideless, "programme_size"),
        narrative.positions_sentence(sideless, "programme_size"),
        *(
            statement.sentence
            for statement in narrative.theme_synthesis(sideless, "programme_size").statements
        ),
    ]
    assert said[0].startswith("2 of 12 contributions speak about “Size of the programme”. They come from")
    assert said[2].startswith("2 of 2 contributions on this theme: ")
    assert not [words for words in said if "against" in words or "unclear" in words or "position" in words]
