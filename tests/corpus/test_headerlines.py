from time import process_time

from synthesis.corpus.headerlines import split_header_lines

OURS = ("Contributor", "Stakeholder group", "Region", "Cycle")
FORM = ("Area", "Entitled by", "Region", "Organization", "Sector", "Keywords")


def test_heading_lines_end_at_the_text() -> None:
    parted = split_header_lines(
        "contributor: A library\nREGION : Africa\n\nRead: this text.\nCycle: no heading.", OURS
    )
    assert parted.values == (("contributor", "A library"), ("REGION", "Africa"))
    assert parted.text == "Read: this text.\nCycle: no heading."


def test_blank_lines_between_headings_are_passed_over() -> None:
    parted = split_header_lines("Contributor: A library\n\nCycle: 2017\n\nThe text.", OURS)
    assert parted.values == (("Contributor", "A library"), ("Cycle", "2017"))
    assert parted.text == "The text."


def test_a_contact_line_behind_a_blank_one_is_of_the_block_and_a_remark_of_the_text() -> None:
    parted = split_header_lines(
        "Contributor: A library\n\nCycle: 2017\n\nE-mail: desk@example.org\n\nNote: the text.", OURS
    )
    assert parted.unknown == (("E-mail", "desk@example.org"),)
    assert parted.text == "Note: the text."


def test_a_text_without_headings_is_left_as_it_is() -> None:
    text = "What worked:\nthe Region: Africa came.\n\nCycle: 2017 was good."
    assert split_header_lines(text, OURS).values == ()
    assert split_header_lines(text, OURS).text == text


def test_lines_before_the_headings_stay_in_the_text() -> None:
    parted = split_header_lines("Page 1\nContributor: A library\nCycle: 2017\n\nThe text.", OURS)
    assert len(parted.values) == 2
    assert parted.text == "Page 1\n\n\nThe text."


def test_a_value_can_wrap_and_an_end_mark_ends_the_last() -> None:
    text = (
        "A title over\ntwo lines\nArea: PRINCIPLES AND\nROADMAP\nEntitled by: A person\nRegion: Kenya\n"
        "Organization: An institute for\nmany things\nSector: Academia\nKeywords: one, two,\nthree\n"
        "Abstract\nThe text."
    )
    parted = split_header_lines(text, FORM, ["Abstract"])
    assert dict(parted.values) == {
        "Area": "PRINCIPLES AND ROADMAP",
        "Entitled by": "A person",
        "Region": "Kenya",
        "Organization": "An institute for many things",
        "Sector": "Academia",
        "Keywords": "one, two, three",
    }
    assert parted.text == "A title over\ntwo lines\n\nAbstract\nThe text."


def test_labels_that_ran_together_are_parted() -> None:
    text = "A titleArea: ROADMAP\nRegion: Kenya\nKeywords: oneAbstract\nThe text."
    parted = split_header_lines(text, FORM, ["Abstract"])
    assert parted.values == (("Area", "ROADMAP"), ("Region", "Kenya"), ("Keywords", "one"))
    assert parted.text == "A title\n\nAbstract\nThe text."


def test_an_empty_value_is_empty() -> None:
    parted = split_header_lines("Region: Kenya\nKeywords:\nAbstract\nThe text.", FORM, ["Abstract"])
    assert parted.values == (("Region", "Kenya"), ("Keywords", ""))


def test_two_headings_on_one_line_are_parted() -> None:
    parted = split_header_lines(
        "Contributor: A library, Kenya\nRegion: Africa Cycle: 2017\n\nThe text.", OURS
    )
    assert parted.values == (("Contributor", "A library, Kenya"), ("Region", "Africa"), ("Cycle", "2017"))
    assert parted.text == "The text."


def test_a_long_row_of_commas_in_a_value_is_read_at_once() -> None:
    begun = process_time()
    parted = split_header_lines(f"Region: {', ' * 15_000}Asia\nCycle: 2017\n\nOne.", OURS)
    assert parted.text == "One."
    assert process_time() - begun < 1.5


def test_a_block_that_no_blank_line_ends_is_text_unless_it_is_of_three_headings() -> None:
    text = "Contributor: A library\nCycle: 2017\nThe text."
    assert split_header_lines(text, OURS).text == text
    parted = split_header_lines(f"Region: Africa\n{text}", OURS)
    assert (len(parted.values), parted.text) == (3, "The text.")


def test_headings_after_an_opening_are_text() -> None:
    text = "We met.\nWe talked.\nWe went.\n\nRegion: Africa\nCycle: 2017\n\nThe rest."
    assert split_header_lines(text, OURS).text == text


def test_a_blank_line_ends_a_block_of_lines_without_gaps() -> None:
    parted = split_header_lines("Contributor: A library\nCycle: 2017\n\nRegion: too far.\n\nThe text.", OURS)
    assert parted.text == "Region: too far.\n\nThe text."


def test_a_heading_that_is_asked_for_again_is_text() -> None:
    text = "Contributor: A library\n\nCycle: 2017\n\nContributor: such a word.\n\nThe text."
    parted = split_header_lines(text, OURS)
    assert parted.text == "Contributor: such a word.\n\nThe text."


def test_the_line_below_a_short_value_is_none_of_it() -> None:
    text = "Contributor: A library\nCycle: 2017\nThe text is short.\nRegion: too far.\n\nThe rest."
    assert split_header_lines(text, OURS).text == text
    wrapped = "Contributor: A library of a length that fills\nthe line\nCycle: 2017\n\nThe text."
    parted = split_header_lines(wrapped, OURS)
    assert parted.values[0] == ("Contributor", "A library of a length that fills the line")


def test_a_lone_heading_in_the_middle_is_text() -> None:
    text = "Fewer talks, please.\nRegion: Africa\nMore breaks, please."
    assert split_header_lines(text, OURS).text == text
