from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from synthesis.coding.keywords import PhraseIndex
from synthesis.coding.words import split_words, stem
from synthesis.models import Phrase


def found(text, *phrases):
    index = PhraseIndex({"theme": [Phrase(phrase) for phrase in phrases]})
    return [text[hit.start : hit.end] for hit in index.find(split_words(text))]


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


def test_arabic_and_russian_phrases_are_found_with_article_and_case():
    assert found("الجلسات المتوازية", "جلسات متوازية") == ["الجلسات المتوازية"]
    assert found("параллельных сессий", "параллельные сессии") == ["параллельных сессий"]
