import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.corpus.paragraphs import count_words
from synthesis.corpus.segment import segment, segment_text
from synthesis.models import ANSWER_SEPARATOR, Answer, Contribution

LONG_ITEM = (
    "Publish the list of all coalitions with the people to write to, in plain words, on one page of the site."
)


def passages(text: str) -> list[str]:
    return [text[span.start : span.end] for span in segment_text(text)]


def test_each_paragraph_is_a_passage() -> None:
    text = "The venue was easy to reach by tram.\n\nThere were far too many parallel sessions this year."
    assert passages(text) == text.split("\n\n")


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The commission followed the preparatory process from the first open consultation\n"
        "and took part in the annual meeting with a team of five persons, who wrote this\n"
        "together.\n"
    )
    assert passages(text) == [text.strip()]


def test_a_wrapped_line_before_a_capital_goes_on() -> None:
    text = (
        "The association appreciates the opportunity to contribute to the Global\n"
        "Meeting on the programme of the forum, and calls on all who take part in it to keep\n"
        "their sessions short."
    )
    assert passages(text) == [text]


def test_a_paragraph_per_line_is_kept_apart() -> None:
    first = "We welcome the themes. " * 8 + "They were well chosen."
    second = "We regret the dates. " * 8 + "They were too late."
    assert passages(f"{first}\n{second}") == [first, second]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = (
        "The secretariat should publish the calendar of all the coalitions well before the summer begins. "
    )
    found = passages(sentence * 12)
    assert len(found) > 2
    assert all(passage.startswith("The secretariat") and passage.endswith("begins.") for passage in found)
    assert all(25 <= count_words(passage) <= 90 for passage in found)


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "We heard Mr. Smith and Dr. Jones, e.g. on access. " * 9
    assert all(passage.endswith("access.") for passage in passages(text))


def test_a_full_stop_inside_a_name_does_not_end_a_sentence() -> None:
    text = "The committee CGI.Br was praised for its openness by many who had come from far away. " * 6
    assert all(passage.startswith("The committee") for passage in passages(text))


def test_bullets_are_passages_of_their_own_and_the_lead_in_stays_with_the_first() -> None:
    text = f"We suggest:\n\n• {LONG_ITEM}\n• {LONG_ITEM}"
    assert passages(text) == [f"We suggest:\n\n• {LONG_ITEM}", f"• {LONG_ITEM}"]


def test_bullets_glued_into_one_line_are_parted() -> None:
    assert passages(f"• {LONG_ITEM} • {LONG_ITEM}") == [f"• {LONG_ITEM}", f"• {LONG_ITEM}"]


def test_a_numbered_list_of_short_items_is_kept_whole() -> None:
    text = "Next year, please:\n1. Fewer workshops.\n2. Longer breaks.\n3. One calendar for all groups."
    assert passages(text) == [text]


def test_a_numbered_list_of_long_items_is_parted() -> None:
    assert len(passages(f"1. {LONG_ITEM}\n2. {LONG_ITEM}\n3. {LONG_ITEM}")) == 3


def test_a_heading_stays_with_what_it_introduces() -> None:
    text = "It was a good year for all of us.\n\nWhat worked less well\n\nThe programme was too crowded."
    assert passages(text) == [
        "It was a good year for all of us.",
        "What worked less well\n\nThe programme was too crowded.",
    ]


def test_a_numbered_heading_stays_with_what_it_introduces() -> None:
    text = "1. General\nThe year was long and well used.\n2. Results\nThe texts were short and clear to us."
    assert [passage.split("\n")[0] for passage in passages(text)] == ["1. General", "2. Results"]


@pytest.mark.parametrize("label", ["A1:", "Name: a library", "B. Suggestions", "---"])
def test_a_form_label_is_no_passage_of_its_own(label: str) -> None:
    text = f"{label}\nThe number of workshops should be halved next year."
    assert passages(text) == [text]


def test_a_heading_at_the_end_joins_the_passage_before() -> None:
    text = "The number of workshops should be halved next year.\n\nMany thanks"
    assert passages(text) == [text]


def test_rows_of_a_table_are_kept_apart() -> None:
    rows = [
        f"Subject {i} | What was observed by our delegation | What we would propose instead" for i in range(3)
    ]
    assert passages("\n".join(rows)) == rows


def test_chinese_is_cut_at_its_own_full_stops() -> None:
    text = "会议的数量太多了。我们建议减少研讨会的数量，并为动态联盟提供更多的曝光机会。" * 8
    found = passages(text)
    assert len(found) > 1
    assert all(passage.endswith("。") for passage in found)
    assert "".join(found) == text


def test_arabic_is_cut_at_its_own_marks() -> None:
    text = "كان عدد ورش العمل كبيرا جدا هذا العام. هل يمكن تقليل عدد الجلسات المتوازية في العام القادم؟ " * 8
    found = passages(text)
    assert len(found) > 1
    assert all(passage[-1] in ".؟" for passage in found)


def test_no_passage_crosses_from_answer_to_answer() -> None:
    first, second = "Good", "the rest was too much for us"
    text = first + ANSWER_SEPARATOR + second
    answers = (Answer("A1", 0, 4), Answer("A2", 6, len(text)))
    found = segment(Contribution(id="1", text=text, answers=answers))
    assert [passage.text for passage in found] == [first, second]


def test_passages_are_verbatim_and_know_their_language() -> None:
    french = (
        "Nous demandons que le nombre d'ateliers soit réduit de moitié dès la prochaine réunion annuelle."
    )
    english = "We ask that the number of workshops be cut by half before the next annual meeting takes place."
    contribution = Contribution(id="1", text=f"{english}\n\n{english} Thanks.\n\n{french}")
    found = segment(contribution)
    assert all(passage.text == contribution.text[passage.start : passage.end] for passage in found)
    assert [passage.language for passage in found] == ["en", "en", "fr"]


def test_a_paragraph_of_ten_thousand_words_without_a_stop_is_cut() -> None:
    found = passages("word " * 10_000)
    assert max(map(count_words, found)) <= 110
    assert sum(map(count_words, found)) == 10_000


@pytest.mark.parametrize(
    "unit", ["word ", "- item one\n", "字", '("“«word. ', "1. Do.\n", "x", "a\n\n", "• "]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(n: int) -> float:
        start = time.process_time()
        segment_text(unit * n, "en")
        return time.process_time() - start

    seconds(100)
    # Ten times the text may take twenty times as long, plus what a busy machine adds; a square takes 100.
    assert seconds(40_000) < 20 * seconds(4_000) + 0.5


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "• ",
        "- ",
        "1. ",
        "a) ",
        "Too many workshops. ",
        "会议太多。",
        "هل؟ ",
        "A1:",
        "...",
        "\x85",
        "\u2028",
        "\u200b",
    ]
)
MIXED = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), MIXED))
def test_every_character_that_is_no_space_is_in_exactly_one_span(text: str) -> None:
    spans = segment_text(text)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(text[span.start : span.end].strip() for span in spans)
    covered = "".join(text[span.start : span.end] for span in spans)
    assert "".join(covered.split()) == "".join(text.split())
