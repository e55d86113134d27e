"""The words of a passage on lines as they are shown."""

from time import process_time

from synthesis.outputs.narrative.clarity import flowing


def test_a_run_of_blanks_costs_no_more_than_its_length() -> None:
    start = process_time()
    assert flowing("One" + " " * 100_000 + "two\nthree.").split() == ["One", "two", "three."]
    assert process_time() - start < 1
