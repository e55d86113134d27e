"""What the codebook misses: found the same in any order, named as people write, honest where it is little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from scipy import sparse

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.topics import consensus, find, mapping, matching, promotion, standing, terms
from synthesis.coding.topics.candidates import uncovered_passages
from synthesis.coding.topics.vectors import passage_vectors
from synthesis.errors import CodebookError
from synthesis.models import (
    Assignment,
    Coding,
    Contribution,
    Passage,
    Phrase,
    Snapshot,
    Topic,
    TopicDecision,
    TopicTerm,
)

SUBJECTS = {
    "visa": ("visa letters", "embassy", "consulate", "passport", "border police"),
    "coffee": ("coffee machine", "vegetarian lunch", "kitchen", "queue for lunch", "water bottles"),
    "captions": ("live captions", "transcripts", "captioning service", "sign language", "transcript archive"),
    "cable": ("submarine cable", "landing station", "island backhaul", "cable repair", "island operators"),
}
ENDS = (
    "arrived in the rain",
    "pleased the delegates",
    "annoyed the speakers",
    "cost a fortune",
    "broke twice",
)


def passage(number: int, text: str, language: str = "en") -> Passage:
    return Passage(f"p{number:03}", f"c{number % 40:02}", 0, len(text), text, language)


def many(n: int = 200) -> list[Passage]:
    """Compose passages, each of one subject: two of its words and an ending."""
    draw = Random(7)
    subjects = list(SUBJECTS.values())
    return [
        passage(
            n, f"The {' and the '.join(draw.sample(subjects[n % len(subjects)], 3))} {draw.choice(ENDS)}."
        )
        for n in range(n)
    ]


@pytest.fixture(scope="module")
def found() -> find.Discovery:
    return find.find_topics(many())


def test_each_subject_is_a_topic_with_its_own_passages(found: find.Discovery) -> None:
    subject_of = {each.id: number % len(SUBJECTS) for number, each in enumerate(many())}
    assert len(found.topics) >= len(SUBJECTS)
    for topic in found.topics:
        assert len({subject_of[each] for each in topic.passage_ids}) == 1
    assert {subject_of[topic.passage_ids[0]] for topic in found.topics} == set(range(len(SUBJECTS)))


def test_order_changes_nothing(found: find.Discovery) -> None:
    shuffled = many()
    Random(1).shuffle(shuffled)
    assert find.find_topics(shuffled) == found


def test_nearest_passages_stand_first(found: find.Discovery) -> None:
    for topic in found.topics:
        assert list(topic.nearness) == sorted(topic.nearness, reverse=True)
        assert 0 < topic.nearness[-1] <= topic.nearness[0] <= 1


def test_too_few_passages_give_no_topic_and_say_how_many_are_needed() -> None:
    few = find.find_topics(many(40))
    assert few.topics == ()
    assert 0 < few.n_different < few.n_needed


def test_nothing_at_all_is_too_few() -> None:
    assert find.find_topics([]) == find.Discovery((), n_passages=0, n_different=0)


def test_copies_and_fillers_do_not_make_it_enough() -> None:
    same = [passage(n, "The visa letters and the passport were late again this year.") for n in range(300)]
    fillers = [passage(n + 300, "N/A") for n in range(300)]
    found = find.find_topics([*same, *fillers])
    assert (found.n_passages, found.n_different) == (600, 1)


def test_copies_are_members_of_the_topic_of_their_first(found: find.Discovery) -> None:
    first = next(each for each in many() if each.id == found.topics[0].passage_ids[0])
    copy = Passage("zz", "c-copy", 0, len(first.text), first.text, "en")
    held = [
        {first.id, copy.id} <= set(topic.passage_ids) for topic in find.find_topics([*many(), copy]).topics
    ]
    assert held.count(True) == 1


def test_what_one_contribution_repeats_is_no_topic() -> None:
    alone = [
        Passage(f"x{n}", "one", 0, len(text), text, "en")
        for n in range(12)
        for text in [
            f"Chess tournaments {'and chess clubs ' * (n % 3)} deserve {ENDS[n % 5]} number {chr(97 + n) * 4}"
        ]
    ]
    for topic in find.find_topics([*many(), *alone]).topics:
        assert not {each.id for each in alone} & set(topic.passage_ids)


def test_words_of_the_questions_name_no_topic(found: find.Discovery) -> None:
    asked = [topic.terms[0].text for topic in found.topics]
    left = find.find_topics(many(), [f"What of {' '.join(asked)}?"])
    named = {stem for topic in found.topics for stem in topic.terms[0].key.split()}
    assert named <= _words(found)
    assert not named & _words(left)


def _words(found: find.Discovery) -> set[str]:
    return {word for topic in found.topics for term in topic.terms for word in term.key.split()}


def test_general_words_of_a_language_do_not_make_topics() -> None:
    assert not terms.find_terms("Nous voudrions que tout cela soit fait avant les autres")[1:]
    assert terms.find_terms("http://example.org/visa and me@example.org, 2017") == []


def test_what_most_passages_of_a_language_share_is_left_out() -> None:
    """An Italian article is in no list of words; that it is everywhere tells it."""
    subjects = [f"parola{chr(ord('a') + n)}" for n in range(25)]
    keys = [["gli", one, "degl", other] for one in subjects for other in subjects]
    vectors = passage_vectors(keys, ["it"] * len(keys))
    assert not {"gli", "degl"} & set(vectors.keys)
    assert set(subjects) == set(vectors.keys)


def test_a_name_is_written_as_people_write_it_and_pairs_stand_for_their_words() -> None:
    named = [TopicTerm("advisor", "Advisory", 0.5), TopicTerm("group", "Group", 0.5)]
    assert find.name_of([*named, TopicTerm("advisor group", "Advisory Group", 0.4)]) == "Advisory Group"


def test_pairs_are_kept_across_small_words_and_not_across_sentences() -> None:
    assert [term.text for term in terms.find_terms("Freedom of the press. Cables")] == [
        "Freedom",
        "press",
        "Freedom of the press",
        "Cables",
    ]


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    assert {"签证", "海底"} <= {term.key for term in terms.find_terms("签证和海底电缆")}


@pytest.mark.parametrize(
    "courtesy",
    [
        "We thank the Secretariat for its patience.",
        "The Ministry presents its compliments to the Secretariat and submits its remarks on the venue.",
        "Nous remercions le Secrétariat de son accueil.",
        "Agradecemos a la Secretaría su paciencia.",
        "Благодарим Секретариат за терпение.",
        "نشكر الأمانة على صبرها.",
        "我们感谢秘书处。",
    ],
)
def test_courtesies_tell_no_topic_and_what_follows_them_does(courtesy: str) -> None:
    assert terms.find_terms(courtesy) == []
    assert [term.text for term in terms.find_terms(f"{courtesy} Visas!")] == ["Visas"]


def test_a_word_of_thanks_late_in_a_sentence_leaves_its_subject() -> None:
    said = "Live captions in all of the rooms helped us to follow and we thank those who pay."
    assert "captions" in [term.text for term in terms.find_terms(said)]


def test_what_stands_as_often_in_passages_with_a_theme_weighs_little() -> None:
    texts = [["forum", "visa"]] * 20 + [["lunch"]] * 180
    elsewhere = [["forum"]] * 100 + [["copy"]] * 100
    vectors = passage_vectors(texts, ["en"] * 200, elsewhere)
    weight = dict(zip(vectors.keys, vectors.rows[0].toarray()[0], strict=True))
    assert weight["visa"] > 5 * weight["forum"] > 0
    alone = passage_vectors(texts, ["en"] * 200)
    weight = dict(zip(alone.keys, alone.rows[0].toarray()[0], strict=True))
    assert weight["visa"] == weight["forum"]


def test_a_name_holds_for_the_passages_that_stand_first(found: find.Discovery) -> None:
    text = {each.id: each.text.casefold() for each in many()}
    for topic in found.topics:
        first = [text[each] for each in topic.passage_ids[: find.NEAREST]]
        for term in topic.name.casefold().split(", "):
            assert sum(term in each for each in first) >= find.HELD * len(first)


def test_no_vectors_give_no_directions() -> None:
    vectors = passage_vectors([["a"], ["b"], ["c"]], ["en", "en", "en"])
    directions, recurrence = consensus.recurrent_directions(vectors.rows, ["a", "b", "c"])
    assert len(directions) == len(recurrence) == 0


def test_of_many_passages_fewer_resamples_are_drawn_and_a_share_is_of_those(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = []

    def one_direction(rows: sparse.csr_matrix, n_components: int) -> consensus.Matrix:
        drawn.append(n_components)
        return np.ones((1, rows.shape[1])) / np.sqrt(rows.shape[1])

    monkeypatch.setattr(consensus, "_components", one_direction)
    words = [str(number) for number in range(consensus.MOST_IN_A_RESAMPLE + 1)]
    for n, n_runs in ((len(words) - 1, consensus.RESAMPLES), (len(words), consensus.RESAMPLES_OF_MANY)):
        drawn.clear()
        rows = sparse.csr_matrix(np.ones((n, 2)))
        assert list(consensus.recurrent_directions(rows, words[:n])[1]) == [1.0]
        assert len(drawn) == n_runs


def topic(name: str, weights: dict[str, float], passage_ids: Sequence[str] = ()) -> Topic:
    named = tuple(TopicTerm(key, key, weight) for key, weight in weights.items())
    return Topic(name, name, named, tuple(passage_ids), tuple(0.5 for _ in passage_ids))


def test_a_topic_found_again_keeps_its_id_by_its_terms_or_by_its_passages() -> None:
    old = [topic("visa", {"visa": 1, "embassy": 0.5}, ["a"]), topic("lunch", {"lunch": 1}, ["b", "c"])]
    new = [topic("x", {"visa": 0.8, "consulat": 0.4}, ["z"]), topic("y", {"food": 1}, ["b", "c", "d"])]
    assert [each.id for each in matching.with_known_ids(new, old)] == ["visa", "lunch"]


def test_another_topic_takes_no_id_that_is_taken() -> None:
    old = [topic("visa", {"visa": 1}, ["a"])]
    (named,) = matching.with_known_ids([topic("visa", {"cable": 1}, ["b"])], old)
    assert named.id == "visa-2"


def test_two_topics_are_never_matched_with_one() -> None:
    old = [topic("visa", {"visa": 1})]
    new = [topic("x", {"visa": 1, "embassy": 0.1}), topic("y", {"visa": 1, "embassy": 0.6})]
    assert [each.id for each in matching.with_known_ids(new, old)] == ["visa", "y"]


def test_passages_with_a_theme_are_no_candidates() -> None:
    letter = Contribution(id="c", text="Fewer sessions. More coffee. Cannot tell. New.")
    cut = [Passage.of(letter, *span) for span in ((0, 15), (16, 28), (29, 41), (42, 46))]
    assigned = (
        Assignment(cut[0].id, "coded", (Coding(cut[0].id, "size", 0.9),)),
        Assignment(cut[1].id, "none"),
        Assignment(cut[2].id, "undecided"),
    )
    snapshot = Snapshot(contributions=(letter,), passages=tuple(cut), assignments=assigned)
    assert uncovered_passages(snapshot) == (cut[1], cut[2])


def test_what_an_organisation_sends_again_is_no_candidate() -> None:
    text = "Our association has worked since the start for the rights of those who live on remote islands."
    again = [passage(1, text), passage(2, text)]
    snapshot = Snapshot(
        contributions=tuple(
            Contribution(each.contribution_id, text=text, organisation="Islands", cycle=2016 + place)
            for place, each in enumerate(again)
        ),
        passages=tuple(again),
        assignments=tuple(Assignment(each.id, "none") for each in again),
    )
    assert uncovered_passages(snapshot) == (again[0],)


def test_a_topic_waits_with_the_passages_of_those_merged_into_it() -> None:
    merged = Topic(
        "b", "b", (), ("2", "3"), (0.9, 0.8), decision=TopicDecision("b", 1, "merged", "A", into_topic="a")
    )
    aside = Topic("d", "d", (), (), decision=TopicDecision("d", 1, "dismissed", "A", reason="thanks"))
    gone = Topic("e", "e", (), (), is_found=False)
    (waiting,) = standing.proposals([Topic("a", "a", (), ("1", "2"), (0.5, 0.4)), merged, aside, gone])
    assert waiting.passage_ids == ("1", "2", "3")
    assert waiting.nearness == (0.5, 0.4, 0.8)


def test_topics_joined_in_a_chain_lose_no_passages() -> None:
    (waiting,) = standing.proposals(
        [joined("a", "b"), joined("b", "c"), Topic("c", "c", (), ("c1",), (0.5,))]
    )
    assert waiting.id == "c"
    assert set(waiting.passage_ids) == {"a1", "b1", "c1"}


def test_a_chain_waits_while_its_far_end_is_found_and_a_ring_comes_to_an_end() -> None:
    gone = Topic("c", "c", (), (), is_found=False)
    chain = [joined("a", "b"), replace(joined("b", "c"), is_found=False), gone]
    assert [each.id for each in standing.proposals(chain)] == ["c"]
    ring = [joined("a", "b"), joined("b", "a")]
    assert standing.proposals(ring) == ()


def joined(topic_id: str, into: str) -> Topic:
    decision = TopicDecision(topic_id, 1, "merged", "A", into_topic=into)
    return Topic(topic_id, topic_id, (), (f"{topic_id}1",), (0.5,), decision=decision)


def test_a_topic_that_others_were_merged_into_waits_while_one_of_them_is_found() -> None:
    merged = Topic("b", "b", (), (), decision=TopicDecision("b", 1, "merged", "A", into_topic="a"))
    assert [each.id for each in standing.proposals([Topic("a", "a", (), (), is_found=False), merged])] == [
        "a"
    ]


def test_what_left_the_codebook_already_is_not_taken_out_again() -> None:
    book = shipped_codebook()
    with_theme, theme_id = promotion.with_new_theme(book, "Visas", "How visas are had.", [], [])
    assert promotion.without_addition(book, book, with_theme, theme_id) == book
    first = book.themes[0].id
    more = promotion.with_more_phrases(book, first, [Phrase("far corridor")], [])
    assert promotion.without_addition(book, book, more, first) == book


def test_a_promoted_topic_makes_the_next_version_with_a_theme_of_its_own() -> None:
    book = shipped_codebook()
    changed, theme_id = promotion.with_new_theme(
        book, "Visa letters", "How visas are had.", [Phrase("visa")], [Phrase("The visa came late.", "en")]
    )
    assert changed.version == promotion.next_version(book.version)
    assert changed.themes[:-1] == book.themes
    assert (theme_id, changed.theme(theme_id).keywords) == ("visa_letters", (Phrase("visa"),))


def test_a_name_that_is_taken_makes_no_theme() -> None:
    book = shipped_codebook()
    with pytest.raises(CodebookError, match="taken already"):
        promotion.with_new_theme(book, book.themes[0].name, "Again.", [], [])


def test_a_theme_without_a_definition_is_refused() -> None:
    with pytest.raises(CodebookError, match="no definition"):
        promotion.with_new_theme(shipped_codebook(), "Visa", " ", [], [])


def test_a_theme_takes_over_what_is_new_and_nothing_twice() -> None:
    book = shipped_codebook()
    theme = book.themes[0]
    changed = promotion.with_more_phrases(book, theme.id, [Phrase("far corridor"), theme.keywords[0]], [])
    assert changed.theme(theme.id).keywords == (*theme.keywords, Phrase("far corridor"))
    assert changed.version == promotion.next_version(book.version)
    assert promotion.with_more_phrases(book, theme.id, [theme.keywords[0]], []) == book


def test_topics_that_share_words_lie_nearer_on_the_map(found: find.Discovery) -> None:
    passages = {each.id: each for each in many()}
    places = mapping.lay_out(found.topics, passages)
    assert [place.topic_id for place in places] == [topic.id for topic in found.topics]
    assert all(place.nearest_id != place.topic_id and 0 <= place.likeness <= 1 for place in places)
    assert mapping.lay_out(found.topics, passages) == places
    assert mapping.lay_out(found.topics[:2], passages) == ()


def test_the_strongest_term_of_a_topic_counts_on_the_map() -> None:
    """Each topic's word is in a quarter of the passages laid out: that is no reason to leave it out."""
    words = {"a": "visa", "b": "visa", "c": "lunch", "d": "cable"}
    rare = [f"thing{chr(ord('a') + n // 26)}{chr(ord('a') + n % 26)}" for n in range(40)]
    passages = {
        f"{name}{n}": replace(passage(n, f"{word} {rare[10 * place + n % 10]}"), id=f"{name}{n}")
        for place, (name, word) in enumerate(words.items())
        for n in range(40)
    }
    laid = [topic(name, {word: 1.0}, [f"{name}{n}" for n in range(40)]) for name, word in words.items()]
    nearest = {
        place.topic_id: (place.nearest_id, place.likeness) for place in mapping.lay_out(laid, passages)
    }
    assert (nearest["a"][0], nearest["b"][0]) == ("b", "a")
    assert nearest["a"][1] > 0.5 > nearest["c"][1]
