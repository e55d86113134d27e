from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.coding.evidence import pieces
from synthesis.coding.keywords import PhraseIndex
from synthesis.coding.words import split_words, stem
from synthesis.models import Phrase


def found(text, *phrases):
    index = PhraseIndex({"theme": [Phrase(phrase) for phrase in phrases]})
    return [text[hit.start : hit.end] for hit in index.find(split_words(text))]


@given(st.text("การประชุมข้ำ会议 が゙ｶﾞIGFßﬁ,", max_size=12), st.text("ุ้ำ会议がIGF ﬁ", min_size=1, max_size=4))
def test_a_phrase_without_spaces_stands_where_it_says(text, phrase):
    index = PhraseIndex({"theme": [Phrase(phrase)]})
    for hit in index.find(split_words(text)):
        assert 0 <= hit.start < hit.end <= len(text)


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text):
    words = split_words(text)
    assert all(0 <= word.start < word.end <= len(text) and word.stem and word.folded for word in words)
    assert all(a.end <= b.end and a.start <= b.start for a, b in pairwise(words))


def test_offsets_count_characters_as_written_though_folding_changes_lengths():
    text = "Straße: ﬁle e\u0301te\u0301 workshops"
    assert [text[word.start : word.end] for word in split_words(text)] == [
        "Straße",
        "ﬁle",
        "e\u0301te\u0301",
        "workshops",
    ]


def test_inflected_words_share_a_stem():
    for one, other in [
        ("workshop", "workshops"),
        ("merge", "merging"),
        ("cut", "cutting"),
        ("policy", "policies"),
        ("visible", "visibles"),
        ("taller", "talleres"),
        ("сессия", "сессий"),
    ]:
        assert stem(one) == stem(other)


def test_a_phrase_is_found_whatever_its_inflection_case_hyphen_and_accent():
    assert found("Cross-Fertilization matters", "cross fertilization") == ["Cross-Fertilization"]
    assert found("les SEANCES PARALLELES", "séance parallèle") == ["SEANCES PARALLELES"]
    assert found("merging similar proposal", "merge similar proposals") == ["merging similar proposal"]


def test_a_phrase_may_hold_small_words_and_one_more():
    assert found("the number of the workshops", "number of workshops") == ["number of the workshops"]
    assert found("more public visibility", "more visibility") == ["more public visibility"]
    assert found("more of our own public visibility", "more visibility") == []


def test_part_of_a_word_is_not_found():
    assert found("recapitulate", "cap") == []


def test_phrases_of_scripts_without_spaces_are_found_inside_the_text():
    assert found("我们认为会议太多，应减少。", "会议太多") == ["会议太多"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("ลดจำนวนการประชุมให้น้อยลง", "การประชุม"),
        ("มีหัวข้อมากเกินไป", "หัวข้อ"),
        ("ຫຼຸດຈໍານວນກອງປະຊຸມລົງ", "ກອງປະຊຸມ"),
        ("အစည်းအဝေးများလွန်းသည်", "အစည်းအဝေး"),
        ("សូមកាត់បន្ថយកិច្ចប្រជុំខ្លះ", "កិច្ចប្រជុំ"),
    ],
    ids=["Thai", "Thai tone", "Lao", "Burmese", "Khmer"],
)
def test_marks_that_folding_takes_away_hide_no_phrase(text, phrase):
    assert found(text, phrase) == [phrase]
    assert found(phrase, phrase) == [phrase]


def test_a_phrase_that_mixes_scripts_is_found_with_a_space_between_them_or_without():
    for text in ("我们希望IGF会议少一些。", "我们希望 IGF 会议少一些。"):
        for phrase in ("IGF会议", "IGF 会议"):
            assert [hit.replace(" ", "") for hit in found(text, phrase)] == ["IGF会议"]
    assert found("会议2018太多", "会议2018") == ["会议2018"]


def test_a_phrase_that_mixes_scripts_does_not_begin_or_end_inside_a_word():
    assert found("EuroDIGF会议", "IGF会议") == []
    assert found("会议20189", "会议2018") == []


def test_a_phrase_without_spaces_does_not_run_over_a_comma():
    assert found("我们开会议，太多人来了。", "会议太多") == []


def test_arabic_and_russian_phrases_are_found_with_article_and_case():
    assert found("الجلسات المتوازية", "جلسات متوازية") == ["الجلسات المتوازية"]
    assert found("параллельных сессий", "параллельные сессии") == ["параллельных сессий"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Die Radwege sind das Jahr über gut.", ["Radwege", "gut"]),
        ("أن الدراجات في الطريق", ["الدراجات", "الطريق"]),
        ("Это было на дороге", ["дороге"]),
        ("Accidents made last year", ["Accidents"]),
        ("ciclovias da cidade são", ["ciclovias", "cidade"]),
    ],
)
def test_words_of_grammar_and_of_the_calendar_are_no_evidence(text: str, shown: list[str]) -> None:
    words = [text[word.start : word.end] for word in pieces(split_words(text))]
    assert words == shown
