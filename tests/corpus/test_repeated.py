from synthesis.corpus.repeated import keep_unrepeated

FULL = (
    "The registry proposes a yearly report. It should be short, in São Tomé and elsewhere, and written "
    "for those who “run” networks.\n\n1. Publish the report in May.\n2. Ask the operators what they need "
    "before it is written."
)


def test_a_sentence_that_stands_again_elsewhere_is_left_out() -> None:
    part = "An abstract of our own.\n\nThe registry proposes a yearly report."
    assert keep_unrepeated(part, FULL) == "An abstract of our own."


def test_other_line_breaks_lost_accents_and_quotes_make_no_difference() -> None:
    part = "It should be short,\nin So Tom and elsewhere,\nand written for those who ?run?\nnetworks."
    assert keep_unrepeated(part, FULL) == ""


def test_the_numbers_of_left_out_items_are_left_out_too() -> None:
    part = (
        "Our view.\n1. Publish the report in May.\n2. Ask the operators what they need before it is written."
    )
    assert keep_unrepeated(part, FULL) == "Our view."


def test_a_sentence_with_one_word_of_its_own_stays_whole() -> None:
    part = "The registry proposes a quarterly report. It should be short, and nothing else."
    assert keep_unrepeated(part, FULL) == part


def test_without_repetition_nothing_changes() -> None:
    assert keep_unrepeated(FULL, "") == FULL
    assert keep_unrepeated("", FULL) == ""


def test_words_that_ran_together_make_no_difference() -> None:
    part = "a) The registryproposes a yearlyreport. b) Something of its own is said here."
    assert keep_unrepeated(part, FULL) == "b) Something of its own is said here."


def test_repetitions_in_a_script_without_spaces_are_found() -> None:
    part = "会议的数量太多了，我们建议明年减少研讨会的数量，并公布所有联盟的名单。"
    assert keep_unrepeated(f"标题\n\n{part}", f"{part}谢谢。") == "标题"
