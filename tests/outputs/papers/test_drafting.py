from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.errors import InputError
from synthesis.models import Draft, DraftVersion, Filters
from synthesis.outputs.papers import edits
from synthesis.outputs.papers.blocks import (
    PLACE_OF_NOTE,
    Callout,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Quote,
    Statement,
)
from synthesis.outputs.papers.changed import compare, data_changes, forget, keep_as_own, telling
from synthesis.outputs.papers.drafting import OWN_MARK, REWORDED_MARK, STALE_MARK, apply, begin, stale_items
from synthesis.outputs.papers.layout import HOMELESS, items_of, sections_of
from tests.outputs.papers.drafting_paper import (
    ABOUT,
    AGAINST,
    FOR,
    FOR_LATER,
    LATER,
    METHOD,
    QUOTES,
    SPOKE,
    paper,
)

PAPER = paper()
DRAFT = begin(PAPER, Filters(cycles=(2017,)))


def keys(made: Paper) -> list[str]:
    return [statement.key for statement in made.statements]


def text_of(made: Paper, key: str) -> str:
    return next(statement.text for statement in made.statements if statement.key == key)


# what a draft makes of a paper


def test_a_draft_in_which_nothing_is_changed_gives_the_paper() -> None:
    assert apply(PAPER, DRAFT) == PAPER
    assert DRAFT.filters == Filters(cycles=(2017,))


def test_edited_words_take_the_place_of_the_statement_and_keep_its_notes() -> None:
    draft = edits.reword(DRAFT, PAPER, FOR.key, "Too large for 3 of 5 [1], not for 1 [2].")
    (made,) = (each for each in apply(PAPER, draft).statements if each.key == FOR.key)
    assert made.text == f"Too large for 3 of 5 [1], not for 1 [2]. {REWORDED_MARK}"
    assert made.notes == FOR.notes


def test_notes_called_in_another_order_are_numbered_in_the_order_of_the_words() -> None:
    draft = edits.reword(DRAFT, PAPER, FOR.key, "1 did not [2]; 3 of 5 did [1], all of them [2].")
    (made,) = (each for each in apply(PAPER, draft).statements if each.key == FOR.key)
    assert made.text == f"1 did not [1]; 3 of 5 did [2], all of them [3]. {REWORDED_MARK}"
    assert made.notes == (FOR.notes[1], FOR.notes[0], FOR.notes[1])


def test_the_words_of_the_program_are_no_edit() -> None:
    draft = edits.reword(DRAFT, PAPER, FOR.key, "Otherwise [1].")
    assert edits.reword(draft, PAPER, FOR.key, FOR.text).edits == ()
    assert edits.as_generated(draft, PAPER, FOR.key) == DRAFT


def test_a_struck_statement_goes_with_its_quotes_and_leaves_a_trace() -> None:
    made = apply(PAPER, edits.strike(DRAFT, PAPER, FOR.key, "Said twice"))
    assert keys(made) == [SPOKE.key, AGAINST.key, METHOD.key]
    assert not any(isinstance(block, Quote) for block in made.blocks)
    (trace,) = (b.text for b in made.blocks if isinstance(b, Paragraph) and "Said twice" in b.text)
    assert "“3 of 5 contributions found it too large; 1, from a firm, did not.”" in trace
    assert "No statement cites" not in trace  # another statement cites all of them


def test_the_trace_names_whom_nothing_cites_any_more_and_stands_before_the_list_of_contributions() -> None:
    draft = edits.strike(edits.strike(DRAFT, PAPER, SPOKE.key), PAPER, FOR.key)
    made = apply(PAPER, draft)
    said = "\n".join(block.text for block in made.blocks if isinstance(block, Paragraph))
    assert "No statement cites any of these now: C1 to C3." in said
    assert isinstance(made.blocks[-1], Listing)
    assert made.blocks[-2] == Heading(1, "Contributions cited")


def test_a_statement_that_is_put_back_has_the_words_that_it_had_when_it_was_struck() -> None:
    edited = edits.reword(DRAFT, PAPER, FOR.key, "Otherwise [1] [2].")
    struck = edits.strike(edited, PAPER, FOR.key, "No")
    assert edits.put_back(struck, PAPER, FOR.key) == edited
    assert edits.put_back(edits.strike(DRAFT, PAPER, SPOKE.key), PAPER, SPOKE.key) == DRAFT


def test_a_heading_over_nothing_but_struck_statements_goes_too() -> None:
    made = apply(PAPER, edits.strike(DRAFT, PAPER, METHOD.key))
    assert Heading(1, "Method") not in made.blocks


def test_a_statement_moves_inside_its_section_with_its_quotes() -> None:
    made = apply(PAPER, edits.move(DRAFT, PAPER, FOR.key, -1))
    assert keys(made) == [FOR.key, SPOKE.key, AGAINST.key, METHOD.key]
    at = [getattr(block, "key", "") for block in made.blocks].index(FOR.key)
    assert made.blocks[at + 1] == QUOTES[0]
    with pytest.raises(InputError, match="nothing to move past"):
        edits.move(DRAFT, PAPER, AGAINST.key, 1)


def test_a_heading_over_one_statement_moves_with_it() -> None:
    blocks = (
        Heading(1, "Size"),
        SPOKE,
        Heading(2, "For"),
        FOR,
        Heading(2, "Against"),
        AGAINST,
        Heading(1, "End"),
    )
    headed = Paper("theme", "A paper", ABOUT, blocks)
    made = apply(headed, edits.move(begin(headed, Filters()), headed, AGAINST.key, -1))
    assert made.blocks[2:6] == (Heading(2, "Against"), AGAINST, Heading(2, "For"), FOR)


def test_an_own_paragraph_is_marked_cites_by_label_and_moves() -> None:
    draft = edits.add_own(DRAFT, PAPER, FOR.key, "We add this [c1].", (("e", "a"),))
    made = apply(PAPER, draft)
    assert keys(made)[:3] == [SPOKE.key, FOR.key, "own/1"]
    own = made.statements[2]
    assert own.text == f"We add this [1]. {OWN_MARK}"
    assert [cite.label for cite in own.notes[0].cites] == ["C5", "C1"]
    moved = apply(PAPER, edits.move(draft, PAPER, "own/1", -1))
    assert keys(moved)[:3] == [SPOKE.key, "own/1", FOR.key]
    assert keys(apply(PAPER, edits.strike(draft, PAPER, "own/1"))) == keys(PAPER)


def test_a_title_of_the_drafters_stands_everywhere() -> None:
    made = apply(PAPER, edits.rename(DRAFT, " Ours  now "))
    assert (made.title, made.about.title) == ("Ours now", "Ours now")
    with pytest.raises(InputError, match="title"):
        edits.rename(DRAFT, "  ")


def test_a_paper_says_which_version_and_which_data_it_is() -> None:
    version = DraftVersion("draft-4", 7, DRAFT, "A. Drafter", at=ABOUT.changed_at)
    first = apply(PAPER, DRAFT, version).blocks[0]
    assert isinstance(first, Callout)
    assert first.text == (
        "Draft 4, version 7, saved 2026-01-02 03:04 UTC by A. Drafter. "
        "The data are those of 2026-01-02 03:04 UTC."
    )


# when the data change


def test_an_edit_on_a_statement_that_is_another_now_is_told_with_both_and_marked() -> None:
    draft = edits.reword(DRAFT, PAPER, FOR.key, "3 of 5 found it too large [1], 1 not [2].")
    changes = {change.key: change for change in data_changes(LATER, draft)}
    change = changes[FOR.key]
    assert (change.kind, change.before, change.now) == ("edited", FOR.text, FOR_LATER.text)
    assert telling(change.before, change.now) == "It was 3 of 5, now it is 4 of 6."
    made = apply(LATER, draft)
    assert text_of(made, FOR.key).endswith(STALE_MARK)
    assert any(
        isinstance(b, Callout) and "1 statement is marked to be checked" in b.text for b in made.blocks
    )


def test_words_of_a_drafter_are_told_with_the_labels_of_today() -> None:
    draft = edits.reword(DRAFT, PAPER, FOR.key, "3 of 5 [1], 1 not [2], see [c1].", (("e",),))
    assert data_changes(LATER, draft)[0].words == "3 of 5 [1], 1 not [2], see [C5]."


def test_the_same_words_about_other_contributions_are_a_change() -> None:
    other = replace(SPOKE, notes=(replace(SPOKE.notes[0], cites=SPOKE.notes[0].cites[:3]),))
    draft = edits.reword(DRAFT, PAPER, SPOKE.key, "Spoke [1].")
    (item,) = stale_items(paper(other, FOR, AGAINST), draft)
    assert item.key == SPOKE.key
    assert "other contributions" in telling(SPOKE.text, other.text)


@pytest.mark.parametrize("settle", [edits.keep, edits.as_generated, edits.strike])
def test_settling_a_changed_statement_marks_it_no_more(settle) -> None:  # type: ignore[no-untyped-def]
    draft = settle(edits.reword(DRAFT, PAPER, FOR.key, "3 of 5 [1] [2]."), LATER, FOR.key)
    assert stale_items(LATER, draft) == ()
    assert STALE_MARK not in "".join(each.text for each in apply(LATER, draft).statements)


def test_keeping_the_words_keeps_them_and_taking_the_statement_takes_it() -> None:
    draft = edits.reword(DRAFT, PAPER, FOR.key, "3 of 5 [1] [2].")
    assert (
        text_of(apply(LATER, edits.keep(draft, LATER, FOR.key)), FOR.key)
        == f"3 of 5 [1] [2]. {REWORDED_MARK}"
    )
    assert text_of(apply(LATER, edits.as_generated(draft, LATER, FOR.key)), FOR.key) == FOR_LATER.text


def test_new_gone_and_reworded_statements_are_listed_until_somebody_took_note() -> None:
    new = Statement("size/mixed", "2 of 6 contributions said both.")
    later = paper(SPOKE, FOR_LATER, new)
    assert [(change.key, change.kind) for change in data_changes(later, DRAFT)] == [
        (FOR.key, "reworded"),
        ("size/mixed", "new"),
        (AGAINST.key, "gone"),
    ]
    assert data_changes(later, edits.take_note(DRAFT, later)) == ()


def test_taking_note_settles_no_edit() -> None:
    draft = edits.reword(DRAFT, PAPER, FOR.key, "3 of 5 [1] [2].")
    draft = edits.reword(draft, PAPER, AGAINST.key, "One firm [1].")
    noted = edits.take_note(draft, LATER)
    assert [(change.key, change.kind) for change in data_changes(LATER, noted)] == [
        (FOR.key, "edited"),
        (AGAINST.key, "gone"),
    ]


def test_words_whose_statement_is_gone_can_be_kept_or_dropped() -> None:
    draft = edits.reword(DRAFT, PAPER, AGAINST.key, "One firm [1] and C5 [c1].", (("e",),))
    kept = keep_as_own(draft, LATER, AGAINST.key)
    made = apply(LATER, kept)
    assert keys(made)[:3] == [SPOKE.key, FOR.key, "own/1"]
    assert text_of(made, "own/1") == f"One firm and C5 [1]. {OWN_MARK}"
    assert not any(change.key == AGAINST.key for change in data_changes(LATER, kept))
    assert not any(change.key == AGAINST.key for change in data_changes(LATER, forget(draft, AGAINST.key)))


def test_words_whose_statement_comes_back_are_to_be_checked() -> None:
    draft = edits.take_note(edits.reword(DRAFT, PAPER, AGAINST.key, "One firm [1]."), LATER)
    back = paper(SPOKE, FOR_LATER, replace(AGAINST, text="2 of 6 contributions wanted it kept [1]."))
    assert [item.key for item in stale_items(back, draft)] == [AGAINST.key]


def test_an_own_paragraph_whose_section_is_gone_is_not_lost() -> None:
    draft = edits.add_own(DRAFT, PAPER, METHOD.key, "Ours.")
    without = replace(PAPER, blocks=PAPER.blocks[:6])
    assert sections_of(without, draft)[-1].path == (HOMELESS,)
    made = apply(without, draft)
    assert made.blocks[-2:] == (Heading(1, HOMELESS), Statement("own/1", f"Ours. {OWN_MARK}"))


def test_a_new_statement_comes_after_the_one_it_follows_in_a_section_that_was_reordered() -> None:
    draft = edits.move(DRAFT, PAPER, FOR.key, -1)
    new = Statement("size/mixed", "2 of 6 said both.")
    assert keys(apply(paper(SPOKE, new, FOR, AGAINST), draft))[:4] == [
        FOR.key,
        SPOKE.key,
        "size/mixed",
        AGAINST.key,
    ]


def test_what_is_not_in_the_paper_any_more_cannot_be_edited() -> None:
    with pytest.raises(InputError, match="not in the paper any more"):
        edits.reword(DRAFT, LATER, AGAINST.key, "Words.")


# versions beside each other


def test_two_versions_are_compared_paragraph_by_paragraph() -> None:
    other = edits.strike(edits.reword(DRAFT, PAPER, FOR.key, "Otherwise [1] [2]."), PAPER, AGAINST.key)
    other = edits.move(edits.add_own(other, PAPER, SPOKE.key, "Ours [c1].", (("e",),)), PAPER, FOR.key, -1)
    found = compare(PAPER, DRAFT, edits.rename(other, "Ours"))
    assert [(each.key, each.what) for each in found] == [
        ("", "Title"),
        (FOR.key, "Reworded"),
        (AGAINST.key, "Struck"),
        ("own/1", "Added"),
    ]
    assert found[3].after == "Ours [C5]."
    (moved,) = compare(PAPER, DRAFT, edits.move(DRAFT, PAPER, FOR.key, -1))
    assert moved.what == "Another order under “Size”"
    assert compare(PAPER, DRAFT, DRAFT) == ()


# whatever drafters do

WORDS = st.text(alphabet="ab [12]c.", min_size=1, max_size=30)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reword", "strike", "back", "up", "down", "own", "note"]), st.integers(0, 5), WORDS
    ),
    max_size=12,
)


def step(draft: Draft, made: Paper, what: str, place: int, words: str) -> Draft:
    known = list(items_of(made, draft))
    key = known[place % len(known)]
    actions = {
        "reword": lambda: edits.reword(draft, made, key, words),
        "strike": lambda: edits.strike(draft, made, key, words),
        "back": lambda: edits.put_back(draft, made, key),
        "up": lambda: edits.move(draft, made, key, -1),
        "down": lambda: edits.move(draft, made, key, 1),
        "own": lambda: edits.add_own(draft, made, key, words, (("a",),)),
        "note": lambda: edits.take_note(draft, made),
    }
    try:
        return actions[what]()
    except InputError:
        return draft


@given(STEPS, STEPS)
@settings(max_examples=150, deadline=None)
def test_no_statement_is_lost_or_doubled_and_every_call_has_its_note(first, then) -> None:  # type: ignore[no-untyped-def]
    draft = DRAFT
    for made, steps in ((PAPER, first), (LATER, then)):
        for each in steps:
            draft = step(draft, made, *each)
        struck = {edit.key for edit in draft.edits if edit.is_struck}
        generated = {statement.key for statement in made.statements}
        expected = (generated - struck) | {own.key for own in draft.own}
        written = apply(made, draft)
        assert sorted(keys(written)) == sorted(expected)
        for statement in written.statements:
            calls = [int(call) for call in PLACE_OF_NOTE.findall(statement.text)]
            assert calls == list(range(1, len(statement.notes) + 1))
