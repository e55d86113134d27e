import pytest

from synthesis.corpus.language import detect_language, language_within


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("There were too many workshops.", "en"),
        ("Le programme est trop chargé cette année.", "fr"),
        ("Demasiados talleres paralelos este año.", "es"),
        ("Слишком много семинаров в программе.", "ru"),
        ("كان عدد ورش العمل كبيرا جدا هذا العام", "ar"),
        ("会议太多了。", "zh"),
        ("O programa tem sessões demais para acompanhar.", "pt"),
    ],
)
def test_a_short_sentence_is_told(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text", ["", "   ", "ok", "N/A", "RAS", "No comment", "123 456 !!", "https://example.org/a/b/c"]
)
def test_what_is_too_short_has_no_language(text: str) -> None:
    assert detect_language(text) == ""


def test_a_short_passage_is_in_the_language_of_the_whole() -> None:
    assert language_within("Best Practice Forum, Dynamic Coalitions", "fr") == "fr"


def test_a_long_passage_in_another_language_keeps_its_own() -> None:
    french = (
        "Nous demandons que le nombre d'ateliers soit réduit de moitié dès la prochaine réunion annuelle."
    )
    assert language_within(french, "en") == "fr"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Warsztatów było za dużo, a sesje równoległe przeszkadzały sobie nawzajem.", ""),
        ("Семінарів було забагато, і паралельні сесії заважали одна одній їхніми темами.", ""),
        ("Workshopů bylo příliš mnoho a souběžné schůze se vzájemně rušily.", ""),
        ("היו יותר מדי סדנאות בתוכנית השנה", "he"),
        ("Υπήρχαν πάρα πολλά εργαστήρια φέτος", "el"),
        ("มีการประชุมเชิงปฏิบัติการมากเกินไป", "th"),
        ("The workshop « Les enjeux du numérique » was full.", "en"),
        ("Lech Wałęsa opened the workshop on the history of free speech in the region.", "en"),
        ("Слишком много семинаров проходило одновременно, и это мешало всем участникам.", "ru"),
    ],
)
def test_scripts_letters_and_quotations_tell_of_the_language(text: str, language: str) -> None:
    assert detect_language(text) == language
