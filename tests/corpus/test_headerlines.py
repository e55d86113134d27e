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


def test_a_text_without_headings_is_left_as_it_is() -> None:
    text = "What worked:\nthe Region: Africa came.\n\nCycle: 2017 was good."
    assert split_header_lines(text, OURS).values == ()
    assert split_header_lines(text, OURS).text == text


def test_lines_before_the_headings_stay_in_the_text() -> None:
    parted = split_header_lines("Page 1\nContributor: A library\nCycle: 2017\nThe text.", OURS)
    assert len(parted.values) == 2
    assert parted.text == "Page 1\n\nThe text."


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


def test_a_lone_heading_in_the_middle_is_text() -> None:
    text = "Fewer talks, please.\nRegion: Africa\nMore breaks, please."
    assert split_header_lines(text, OURS).text == text
