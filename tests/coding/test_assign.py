import random

import numpy as np
import pytest

from synthesis.coding.assign import UNDECIDED_FROM, ThemeCoder
from synthesis.coding.codebook import codebook_from_dict, shipped_codebook
from synthesis.coding.languages import languages_of
from synthesis.coding.learn import best_threshold, even_threshold, learn_thresholds
from synthesis.coding.reference import ReviewedPassage, shipped_reference
from synthesis.errors import InputError
from synthesis.models import Codebook, Passage

PARKS = codebook_from_dict(
    {
        "name": "Parks",
        "version": "1",
        "themes": [
            {
                "id": "trees",
                "name": "Trees",
                "definition": "Planting and care of trees",
                "keywords": ["oak", "shade"],
            },
            {
                "id": "paths",
                "name": "Paths",
                "definition": "Walking and cycling",
                "keywords": ["bicycle", "footpath"],
            },
        ],
    }
)


@pytest.fixture(scope="module")
def coder():
    return ThemeCoder(shipped_codebook())


def passage(text, number=0):
    return Passage(f"p{number}", "c", 0, len(text), text)


def code(coder, text):
    return coder.assign([passage(text)])[0]


def themes(assignment):
    return {coding.theme_id for coding in assignment.codings}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were far too many parallel sessions.", {"programme_size"}),
        ("Le programme était surchargé, il faut réduire le nombre d'ateliers.", {"programme_size"}),
        ("Hacen falta resultados concretos y mensajes clave.", {"outcome_orientation"}),
        ("Give the Dynamic Coalitions greater visibility in the programme.", {"visibility"}),
        ("A common calendar would help coalitions and BPFs to work together.", {"cross_fertilization"}),
        ("会议太多，建议合并研讨会，减少场次。", {"programme_size"}),
    ],
)
def test_a_plain_passage_gets_its_theme(coder, text, expected):
    assert themes(code(coder, text)) == expected


def test_a_passage_can_have_two_themes(coder):
    text = (
        "Cut the number of workshops, and publish key messages with concrete results for each main session."
    )
    assert themes(code(coder, text)) == {"programme_size", "outcome_orientation"}


@pytest.mark.parametrize(
    "text",
    [
        *("RAS", "N/A", "ok", "No comment.", "-", "…", "n.a.", "Rien à signaler", "Nothing to report"),
        *(
            "No further comments",
            "Non applicable",
            "See attached.",
            "Same as last year",
            "Pas de commentaire",
        ),
        *("Nada que agregar", "Sem comentários", "keine Angaben", "Нет комментариев", "لا تعليق", "不适用"),
        *("没有意见", "http://example.org", "See www.example.org/too-many-workshops", "N/A\nNothing to add"),
    ],
)
def test_a_filler_has_no_theme_and_no_nearest(coder, text):
    found = code(coder, text)
    assert (found.outcome, found.codings, found.nearest_theme) == ("none", (), "")


@pytest.mark.parametrize("text", ["No more workshops", "Fewer workshops: http://example.org"])
def test_what_says_something_beside_a_filler_or_an_address_is_coded(coder, text):
    assert themes(code(coder, text)) == {"programme_size"}


def test_another_subject_has_no_theme_but_a_nearest(coder):
    found = code(coder, "The wireless network broke down each morning.")
    assert found.outcome == "none"
    assert found.nearest_theme
    assert found.nearest_score < UNDECIDED_FROM


def test_every_coding_shows_words_of_the_passage(coder):
    for number, known in enumerate(shipped_reference()):
        for coding in coder.assign([passage(known.text, number)])[0].codings:
            assert coding.evidence
            assert all(0 <= span.start < span.end <= len(known.text) for span in coding.evidence)
            assert all(0 <= span.start < span.end <= len(known.text) for span in coding.position_evidence)


def test_the_keyword_that_matched_is_the_evidence(coder):
    text = "In our view there are too many workshops."
    coding = code(coder, text).codings[0]
    assert "too many workshops" in [text[span.start : span.end] for span in coding.evidence]


def test_outcomes_agree_with_scores(coder):
    composed = shipped_reference()
    assigned = coder.assign([passage(known.text, n) for n, known in enumerate(composed)])
    for known, found in zip(composed, assigned, strict=True):
        best = max((coding.score for coding in found.codings), default=found.nearest_score)
        assert (found.outcome == "coded") == (best >= 0.5)
        if known.language in coder.languages:
            assert (found.outcome == "undecided") == (UNDECIDED_FROM <= best < 0.5)
        elif UNDECIDED_FROM <= best < 0.5:
            assert found.outcome == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "행사장의 커피가 차가웠고 등록 줄이 너무 길었습니다.",
        "Salondaki kahve soğuktu ve kayıt kuyruğu bu yıl çok uzundu.",
    ],
)
def test_in_a_language_that_nothing_is_known_in_no_theme_can_be_ruled_out(
    coder: ThemeCoder, text: str
) -> None:
    found = code(coder, text)
    assert found.outcome == "undecided"
    assert found.nearest_score < UNDECIDED_FROM


def test_a_language_is_known_once_people_have_reviewed_enough_of_it() -> None:
    words = [f"Salondaki kahve {n}. gün soğuktu ve kayıt kuyruğu çok uzundu." for n in range(13)]
    reviewed = [ReviewedPassage(each, language="tr") for each in words]
    assert "tr" not in ThemeCoder(shipped_codebook(), reviewed[:12], ()).languages
    taught = ThemeCoder(shipped_codebook(), reviewed, ())
    assert "tr" in taught.languages
    assert code(taught, "Salondaki kahve soğuktu ve kayıt kuyruğu çok uzundu.").outcome == "none"


def in_languages(*codes: str) -> Codebook:
    keywords = {code: ["oak"] for code in codes}
    theme = {"id": "trees", "name": "Trees", "definition": "Care of trees", "keywords": keywords}
    return codebook_from_dict({"name": "Parks", "version": "1", "themes": [theme]})


def test_a_codebook_without_languages_is_in_that_of_its_definitions() -> None:
    assert languages_of(PARKS) == {"en"}


def test_a_codebook_is_in_the_languages_that_its_phrases_name_with_a_country_or_without() -> None:
    assert languages_of(in_languages("en-GB", "pt_BR", "FR")) == {"en", "pt", "fr"}


def test_where_a_phrase_is_in_a_language_that_cannot_be_told_no_passage_is_taken_for_foreign() -> None:
    assert languages_of(in_languages("english", "fr")) == set()
    coder = ThemeCoder(in_languages("english", "fr"), reference=())
    assert code(coder, "Salondaki kahve soğuktu ve kayıt kuyruğu bu yıl çok uzundu.").outcome == "none"


def test_a_passage_is_coded_alike_whatever_stands_beside_it(coder):
    passages = [passage(known.text, n) for n, known in enumerate(shipped_reference()[:60])]
    together = {found.passage_id: found for found in coder.assign(passages)}
    shuffled = random.Random(3).sample(passages, len(passages))
    assert all(together[found.passage_id] == found for found in coder.assign(shuffled))
    assert all(coder.assign([one])[0] == together[one.id] for one in passages[:20])


def test_two_coders_of_one_codebook_agree_to_the_last_digit(coder):
    passages = [passage(known.text, n) for n, known in enumerate(shipped_reference()[:60])]
    assert ThemeCoder(shipped_codebook()).assign(passages) == coder.assign(passages)


def test_nothing_in_gives_nothing_out(coder):
    assert coder.assign([]) == ()


def test_any_codebook_codes_without_examples_and_without_what_ships():
    coder = ThemeCoder(PARKS)
    assert themes(code(coder, "More oaks would give shade.")) == {"trees"}
    assert code(coder, "The mayor spoke at length about taxation.").outcome == "none"


def test_reviewed_passages_teach_words_the_codebook_lacks():
    sentence = "Squirrels hide acorns and elms."
    taught = [
        ReviewedPassage(f"{text} elms and acorns", ("trees",)) for text in ("Old", "Young", "Tall", "Green")
    ]
    taught += [ReviewedPassage(text) for text in ("The mayor spoke.", "Tax is high.", "Dogs bark at night.")]
    before, after = code(ThemeCoder(PARKS), sentence), code(ThemeCoder(PARKS, taught), sentence)
    assert before.outcome != "coded"
    assert themes(after) == {"trees"}


def test_a_reviewed_passage_with_an_unknown_theme_is_refused():
    with pytest.raises(
        InputError, match=r"reviewed passage 2: 'ponds' is no theme .* Its themes are paths, trees"
    ):
        ThemeCoder(PARKS, [ReviewedPassage("a", ("trees",)), ReviewedPassage("b", ("ponds",))])


def test_one_theme_alone_still_tells_passages_apart():
    alone = codebook_from_dict(
        {"themes": [{"id": "trees", "name": "Trees", "definition": "Trees", "keywords": ["oak"]}]}
    )
    coder = ThemeCoder(alone)
    assert themes(code(coder, "Plant an oak, and more trees.")) == {"trees"}
    assert code(coder, "The bus was late again today.").outcome == "none"


def test_identical_passages_get_identical_codings(coder):
    found = coder.assign([passage("Too many workshops ran side by side.", n) for n in range(3)])
    assert len({(one.outcome, one.nearest_score, one.codings[0].evidence) for one in found}) == 1


def test_reviews_that_are_all_of_one_theme_do_no_harm():
    coder = ThemeCoder(PARKS, [ReviewedPassage(f"tree number {n}", ("trees",)) for n in range(5)])
    assert code(coder, "A bicycle needs a footpath.").nearest_theme == "paths"


def test_a_passage_of_ten_thousand_words_is_coded(coder):
    words = "Our federation has many members in many towns and they met again. " * 830
    assert code(coder, words + "There were too many parallel sessions and workshops.").nearest_theme


@pytest.mark.parametrize(
    "text",
    ["التعاون בין 联盟 session 会议太多!", "🙂🙂🙂🙂🙂🙂🙂🙂🙂", "\u202eabc def ghi\u202c", "e\u0301" * 40],
)
def test_mixed_scripts_and_odd_characters_are_coded_or_not_without_a_crash(coder, text):
    found = code(coder, text)
    assert all(text[span.start : span.end] for coding in found.codings for span in coding.evidence)


REJECTED = [
    "The shade of the lamp in the town hall is torn.",
    "An oak table was stolen from the museum.",
    "Shade your eyes, the new street lights are too bright.",
    "The oak doors of the library stick.",
    "My neighbour's awning takes the shade for itself.",
    "Oak barrels at the market were sold out.",
]


def test_what_people_only_ever_rejected_is_let_in_less(coder):
    before = ThemeCoder(PARKS)
    after = ThemeCoder(PARKS, [ReviewedPassage(text, ()) for text in REJECTED])
    let_in = [sum(bool(themes(code(each, text))) for text in REJECTED) for each in (before, after)]
    assert let_in[0] >= 4
    assert let_in[1] <= 1
    assert themes(code(after, "More shade: plant an oak at every corner.")) == {"trees"}


def test_a_keyword_that_reviews_speak_against_lets_in_no_more():
    planted = [f"Plant {n} young trees along the {place} road." for n, place in enumerate(("mill", "north"))]
    cared = [f"Water the trees in {where} in summer." for where in ("the square", "our street", "the yard")]
    reviewed = [ReviewedPassage(text, ("trees",)) for text in (*planted, *cared)]
    reviewed += [ReviewedPassage(text, ()) for text in REJECTED]
    found = [themes(code(ThemeCoder(PARKS, reviewed), text)) for text in REJECTED]
    assert found == [set()] * len(REJECTED)


def test_a_threshold_from_few_passages_lets_in_about_as_many_as_have_the_theme():
    scores = np.array([0.4, 0.35, 0.3, 0.25, 0.2, 0.1])
    labels = np.array([1.0, 0, 1, 0, 1, 0])
    every = np.ones(6)
    assert (scores >= best_threshold(scores, labels, every)).sum() == 5  # where F1 is highest
    assert (scores >= even_threshold(scores, labels, every)).sum() == 3
    assert (scores >= learn_thresholds(scores[:, None], labels[:, None], every)).sum() == 3


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (0, 2, 3, 1, 4), (4, 3, 2, 1, 0)])
def test_passages_with_one_score_are_let_in_together_in_any_order(order):
    rows = list(order)
    scores = np.array([0.5, 0.3, 0.3 + 1e-12, 0.3, 0.1])[rows]
    labels, weights = np.array([1.0, 1, 0, 0, 0])[rows], np.array([1.0, 8, 1, 1, 1])[rows]
    assert even_threshold(scores, labels, weights) == pytest.approx(0.2)
    assert best_threshold(scores, labels, weights) == pytest.approx(0.2)
