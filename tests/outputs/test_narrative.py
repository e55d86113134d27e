"""Each sentence says what the numbers say: change the numbers, and another sentence is expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from synthesis.models import (
    Assignment,
    Coding,
    CodingStatus,
    Contribution,
    Filters,
    Passage,
    Position,
    Snapshot,
    Span,
)
from synthesis.outputs import narrative, phrases
from synthesis.outputs.narrative.statements import backing
from synthesis.outputs.tables import Frames, frames, narrow
from synthesis.outputs.tables import theme_table as table_of_themes
from tests.outputs.conftest import HIDDEN_NAME, THEMES, WEOG, a_labelled_snapshot, without_sides

SENTENCES = [getattr(narrative, name) for name in narrative.__all__ if name.endswith("_sentence")]
ON_A_THEME = (narrative.theme_sentence, narrative.positions_sentence)


def a_stocktaking(
    snapshot: Snapshot, said: dict[str, list[Position | None]], is_accepted: bool = False
) -> Frames:
    """Give each group one contribution per position on visibility; None says nothing."""
    contributions, assignments, passages = [], [], []
    for group, positions in said.items():
        for number, position in enumerate(positions):
            c = Contribution(
                f"{group}{number}", "Some words.", stakeholder_group=group, cycle=2017, language="en"
            )
            p = Passage.of(c, 0, 11)
            status = "accepted" if is_accepted else "proposed"
            codings = (Coding(p.id, "visibility", 0.5, position, status=status),) if position else ()  # type: ignore[arg-type]
            assignments.append(Assignment(p.id, "coded" if codings else "none", codings))
            contributions.append(c)
            passages.append(p)
    return frames(
        replace(
            snapshot,
            contributions=tuple(contributions),
            passages=tuple(passages),
            assignments=tuple(assignments),
            copies=(),
            meetings=(),
            decisions=(),
            links=(),
        )
    )


def one_who_says(snapshot: Snapshot, *said: tuple[Position, float, CodingStatus]) -> Frames:
    """Give one contribution a passage on visibility for each position, with its score and status."""
    words = "Some words. "
    c = Contribution("one", words * len(said), stakeholder_group="Government", cycle=2017, language="en")
    passages, assignments = [], []
    for number, (position, score, status) in enumerate(said):
        p = Passage.of(c, number * len(words), number * len(words) + 11)
        passages.append(p)
        coding = Coding(p.id, "visibility", score, position, status=status)
        assignments.append(Assignment(p.id, "coded", (coding,)))
    return frames(
        Snapshot(
            codebook=snapshot.codebook,
            contributions=(c,),
            passages=tuple(passages),
            assignments=tuple(assignments),
        )
    )


def without(snapshot: Snapshot, *ids: str) -> Frames:
    return frames(
        replace(
            snapshot,
            contributions=tuple(c for c in snapshot.contributions if c.id not in ids),
            passages=tuple(p for p in snapshot.passages if p.contribution_id not in ids),
        )
    )


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


def test_themes_sentence_ranks_and_names_what_nobody_raises(snapshot: Snapshot, whole: Frames) -> None:
    assert narrative.themes_sentence(whole) == (
        "Themes by number of contributions: “Visibility of coalitions” (7 of 12), "
        "“Tangible outcomes” (3 of 12) and “Size of the programme” (2 of 12); "
        "nobody speaks about “Cooperation between groups”."
    )
    silent = a_stocktaking(snapshot, {"Civil Society": [None, None]})
    assert narrative.themes_sentence(silent) == "No theme comes up in the 2 contributions."


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
    assert narrative.themes_sentence(confirmed) == (
        "Themes by number of contributions with a coding that passes the review filter: "
        "“Visibility of coalitions” (1 of 12) and “Tangible outcomes” (1 of 12)."
    )
    assert narrative.themes_sentence(narrow(whole, Filters(cycles=(2016,), review=("accepted",)))) == (
        "No theme has a coding that passes the review filter."
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
    assert narrative.not_heard_sentence(chosen) == (
        "Stakeholder groups with fewer than 3 contributions that pass the filters: Civil Society (1). "
        "Regions with fewer than 3 contributions that pass the filters: African Group (1)."
    )
    by_region = narrow(whole, Filters(regions=("African Group",)))
    assert narrative.not_heard_sentence(by_region).startswith(
        "Stakeholder groups without a contribution that passes the filters: Intergovernmental Organization, "
    )
    large = narrow(whole, Filters(stakeholder_groups=("Civil Society",), regions=(WEOG, "unknown")))
    assert narrative.not_heard_sentence(large) == (
        "Stakeholder groups with fewer than 3 contributions that pass the filters: Civil Society (2). "
        "Regions with fewer than 3 contributions that pass the filters: "
        "Western European and Others Group (WEOG) (2)."
    )
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
        "3 decisions from 2 meetings are in the register: 1 open, 1 under way and 1 done. "
        "No person has said any of these states. Not yet confirmed by a person: 2 of 3."
    )
    assert narrative.decisions_sentence(whole, "visibility") == (
        "1 decision from 1 meeting is linked to “Visibility of coalitions”: 1 under way. "
        "No person has said this state. Confirmed by a person: 1."
    )
    assert narrative.decisions_sentence(whole, "cross_fertilization") == (
        "No decision of a meeting is linked to “Cooperation between groups”."
    )


def test_decisions_sentence_counts_the_states_that_a_person_said(snapshot: Snapshot) -> None:
    first, *others = snapshot.decisions
    said = replace(snapshot, decisions=(replace(first, progress_by="A. Keeper"), *others))
    assert "A person has said 1 of the 3 states." in narrative.decisions_sentence(frames(said))


def test_decisions_sentence_says_how_many_of_the_register_are_linked_to_the_chosen_themes(
    whole: Frames,
) -> None:
    assert narrative.decisions_sentence(narrow(whole, Filters(themes=("programme_size",)))) == (
        "1 decision from 1 meeting, of 3 in the register, is linked to the theme chosen: 1 open. "
        "No person has said this state. Not yet confirmed by a person: 1 of 1."
    )
    two = Filters(cycles=(2016,), themes=("visibility", "programme_size"))
    assert narrative.decisions_sentence(narrow(whole, two)).startswith(
        "2 decisions from 1 meeting, of 3 in the register, are linked to a theme chosen: "
    )
    assert narrative.decisions_sentence(narrow(whole, Filters(themes=("cross_fertilization",)))) == (
        "None of the 3 decisions in the register is linked to the theme chosen."
    )


def test_gaps_sentence_names_what_is_raised_and_not_decided_and_the_reverse(
    snapshot: Snapshot, whole: Frames
) -> None:
    assert narrative.gaps_sentence(whole) == (
        "No theme that 3 stakeholder groups or more raise lacks a linked decision."
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


@pytest.mark.parametrize("say", [say for say in SENTENCES if say not in ON_A_THEME])
def test_every_sentence_has_words_for_an_empty_store(say: Callable[[Frames], str]) -> None:
    said = say(frames(Snapshot()))
    silent = (narrative.sample_sentence, narrative.uncoded_sentence, narrative.repeats_sentence)
    assert said.endswith(".") or say in silent
    assert "nan" not in said.lower()


@pytest.mark.parametrize("say", ON_A_THEME)
def test_sentences_on_a_theme_refuse_a_theme_that_is_not_there(
    say: Callable[[Frames, str], str], whole: Frames
) -> None:
    with pytest.raises(KeyError):
        say(whole, "nothing")


def test_no_sentence_holds_a_word_of_quantity_but_mostly(whole: Frames) -> None:
    said = [say(whole) for say in SENTENCES if say not in ON_A_THEME]
    said += [say(whole, theme.id) for say in ON_A_THEME for theme in THEMES]
    words = " ".join(said).lower().replace(",", " ").replace(".", " ").split()
    assert not {"some", "several", "many", "majority", "minority", "widely", "numerous", "broad"} & set(words)


def test_mostly_is_said_only_above_half() -> None:
    sizes = pd.DataFrame({"value": ["Government", "Civil Society"], "n": [2, 2], "N": [4, 9]})
    assert phrases.breakdown(sizes) == "Government (2 of its 4) and Civil Society (2 of its 9)"
    sizes["n"] = [3, 2]
    assert phrases.breakdown(sizes) == "mostly Government (3 of its 4), then Civil Society (2 of its 9)"


def test_a_breakdown_names_one_more_group_rather_than_hide_a_single_one() -> None:
    sizes = pd.DataFrame({"value": list("ABCDE"), "n": [2, 2, 2, 1, 0], "N": [9] * 5})
    assert phrases.breakdown(sizes) == "A (2 of its 9), B (2 of its 9), C (2 of its 9) and D (1 of its 9)"
    sizes["n"] = [2, 2, 2, 1, 1]
    assert phrases.breakdown(sizes) == (
        "A (2 of its 9), B (2 of its 9), C (2 of its 9) and 2 more groups (2 together)"
    )


def test_a_breakdown_does_not_take_the_unknown_for_a_group() -> None:
    sizes = pd.DataFrame({"value": [*"ABCDE", "unknown"], "n": [9, 8, 7, 3, 2, 4], "N": [9] * 6})
    assert phrases.breakdown(sizes) == (
        "A (9 of its 9), B (8 of its 9), C (7 of its 9), 2 more groups (5 together) and "
        "contributors of unknown group (4 of their 9)"
    )
    sizes["n"] = [1, 0, 0, 0, 0, 4]
    assert phrases.breakdown(sizes) == "A (1 of its 9) and contributors of unknown group (4 of their 9)"


def test_synthesis_counts_agree_with_the_theme_table(whole: Frames) -> None:
    for _, row in table_of_themes(whole).query("kind == 'theme'").iterrows():
        made = narrative.theme_synthesis(whole, row["theme_id"])
        assert {s.position: s.n for s in made.statements} == {
            p: row[f"n_{p}"] for p in ("for", "against", "mixed", "unclear") if row[f"n_{p}"]
        }
        assert (made.n, made.n_universe) == (row["n"], row["N"])


def test_synthesis_statement_is_backed_by_its_passages(whole: Frames) -> None:
    first = narrative.theme_synthesis(whole, "visibility").statements[0]
    assert first.sentence == (
        "5 of 7 contributions on this theme are for: mostly Civil Society (4 of its 5), "
        "then Government (1 of its 3). Not yet confirmed by a person: 4 of 5."
    )
    assert {passage.split(":")[0] for passage in first.passage_ids} == {"c01", "c02", "c04", "c11", "c12"}
    assert (first.n, first.n_proposed) == (5, 4)


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(cycles=(2017,)), Filters(review=("accepted",)), Filters(themes=("visibility",))],
)
def test_what_backs_a_position_is_what_its_statement_counts(whole: Frames, filters: Filters) -> None:
    narrowed = narrow(whole, filters)
    for theme_id in narrowed.themes["id"]:
        alone = narrow(whole, replace(filters, themes=(theme_id,)))
        for statement in narrative.theme_synthesis(narrowed, theme_id).statements:
            backed = backing(alone, statement.position)
            assert tuple(backed["passage_id"]) == statement.passage_ids
            assert backed["contribution_id"].nunique() == statement.n


def test_synthesis_excerpts_cover_groups_before_they_repeat_one(whole: Frames) -> None:
    first = narrative.theme_synthesis(whole, "visibility", n_excerpts=2).statements[0]
    assert [e.stakeholder_group for e in first.excerpts] == ["Civil Society", "Government"]
    assert first.excerpts[0].is_confirmed


def test_synthesis_shows_both_sides_of_a_mixed_contribution(whole: Frames) -> None:
    mixed = narrative.theme_synthesis(whole, "visibility").statements[1]
    assert [e.position for e in mixed.excerpts] == ["for", "against"]


@pytest.mark.parametrize(
    ("said", "n_proposed"),
    [
        ([("for", "accepted")], 0),
        ([("for", "accepted"), ("for", "proposed")], 0),
        ([("for", "accepted"), ("unclear", "proposed")], 0),
        ([("for", "accepted"), ("against", "accepted")], 0),
        ([("unclear", "accepted"), ("for", "proposed")], 1),
        ([("for", "accepted"), ("against", "proposed")], 1),
        ([("for", "proposed")], 1),
    ],
)
def test_a_position_is_confirmed_only_where_what_a_person_confirmed_comes_to_it(
    snapshot: Snapshot, said: list[tuple[Position, CodingStatus]], n_proposed: int
) -> None:
    laid = one_who_says(snapshot, *[(position, 0.9, status) for position, status in said])
    (statement,) = narrative.theme_synthesis(laid, "visibility").statements
    assert statement.n_proposed == n_proposed
    assert ("Confirmed by a person: 1." in statement.sentence) == (n_proposed == 0)
    assert table_of_themes(laid)["n_confirmed"].iloc[0] == 1 - n_proposed


def test_synthesis_quotes_the_weaker_side_of_a_mixed_contribution_before_more_of_the_stronger(
    snapshot: Snapshot,
) -> None:
    said = one_who_says(
        snapshot,
        ("for", 0.9, "proposed"),
        ("for", 0.8, "proposed"),
        ("for", 0.7, "proposed"),
        ("against", 0.6, "proposed"),
    )
    (mixed,) = narrative.theme_synthesis(said, "visibility", n_excerpts=3).statements
    assert [e.position for e in mixed.excerpts] == ["for", "against", "for"]


def test_synthesis_shows_a_single_dissent(snapshot: Snapshot) -> None:
    made = narrative.theme_synthesis(
        a_stocktaking(snapshot, {"Civil Society": ["for"] * 30, "Private Sector": ["against"]}), "visibility"
    )
    assert [s.position for s in made.statements] == ["for", "against"]
    assert made.statements[1].sentence.startswith(
        "1 of 31 contributions on this theme is against: from Private Sector (1 of its 1)."
    )
    assert len(made.statements[1].excerpts) == 1


def test_synthesis_of_a_theme_without_contributions_has_no_statement(whole: Frames) -> None:
    assert narrative.theme_synthesis(whole, "cross_fertilization").statements == ()


def test_attribution_never_names_without_consent(whole: Frames) -> None:
    first = narrative.theme_synthesis(whole, "visibility").statements[0].excerpts[0]
    assert narrative.attribution(first) == "Contributor not named, Civil Society, African Group, 2017"
    assert HIDDEN_NAME not in repr(narrative.theme_synthesis(whole, "visibility"))


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


def test_of_clear_passages_the_surest_is_quoted_and_an_unclear_one_last(snapshot: Snapshot) -> None:
    said = {
        "| cell | of a table | with coalitions |": 0.9,
        "However, they should be seen.": 0.8,
        "We ask that coalitions have a page of their own on the site.": 0.4,
        "Every coalition should be named on the first page of the site.": 0.6,
    }
    contributions, passages, assignments = [], [], []
    for number, (text, score) in enumerate(said.items()):
        c = Contribution(f"c{number}", text, stakeholder_group="Government", cycle=2017, language="en")
        p = Passage.of(c, 0, len(text), "en")
        coding = Coding(p.id, "visibility", score, "for", (Span(0, 2),))
        contributions.append(c)
        passages.append(p)
        assignments.append(Assignment(p.id, "coded", (coding,)))
    whole = frames(
        Snapshot(
            codebook=snapshot.codebook,
            contributions=tuple(contributions),
            passages=tuple(passages),
            assignments=tuple(assignments),
        )
    )
    (statement,) = narrative.theme_synthesis(whole, "visibility", n_excerpts=4).statements
    assert [e.contribution_id for e in statement.excerpts] == ["c3", "c2", "c1", "c0"]
