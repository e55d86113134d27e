"""Old encodings are told apart, and what cannot be known is said."""

import pytest

from synthesis.corpus.decoding import LineDecoder, clean, decode
from synthesis.errors import UnreadableFileError

WESTERN = [
    "Le forum devrait être plus visible ; l’accès à distance était difficile à Genève.",
    "Creemos que el foro debería tener menos sesiones. ¿Qué sigue? Año próximo.",
    "Wir möchten weniger Sitzungen und größere Öffentlichkeit für die Koalitionen.",
    "Acreditamos que não há coordenação suficiente; as sessões são muitas.",
    "The “experts’ meeting” – it wasn’t useful…",
    "Jérôme Réseau\n",
    "a longer\xad-term plan",
    "1–24.",
    "responsabilização da Zona-Raiz e das funções perante",
]
OTHERS = {
    "cp1250": "Uważamy, że forum powinno poświęcić więcej uwagi udziałowi państw rozwijających się.",
    "windows-1250": "Domníváme se, že fórum by mělo věnovat větší pozornost účasti rozvojových zemí.",
    "CP1250": "Úgy véljük, hogy a fórumnak nagyobb figyelmet kell fordítania a fejlődő országok "
    "részvételére. Túl sok az ülés, és nehéz közöttük választani.",
    "cp1254": "Forumun gelişmekte olan ülkelerin katılımına daha fazla önem vermesi gerektiğini düşünüyoruz.",
    "mac_roman": "Le forum devrait être plus visible ; l’accès à distance était difficile à Genève.",
    "cp1251": "Мы считаем, что форум должен уделять больше внимания участию развивающихся стран.",
    "koi8_r": "Мы считаем, что форум должен уделять больше внимания участию развивающихся стран.",
    "gb18030": "我们认为论坛应当更加重视发展中国家的参与。会议数量太多，与会者很难在其中作出选择。",
    "big5": "我們認為論壇應當更加重視發展中國家的參與。會議數量太多，與會者很難在其中作出選擇。",
    "cp1256": "نعتقد أن المنتدى ينبغي أن يولي مزيدا من الاهتمام لمشاركة البلدان النامية.",
    "iso2022_jp": "フォーラムは参加をもっと重視すべきだと考えます。",
}


@pytest.mark.parametrize("text", WESTERN)
def test_western_text_comes_out_as_windows_1252(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, "cp1252", ())


@pytest.mark.parametrize(("encoding", "text"), OTHERS.items())
@pytest.mark.parametrize("before", ["", "id,text,stakeholder_group\n1,"])
def test_other_old_encodings_are_told_apart(encoding: str, text: str, before: str) -> None:
    decoded = decode((before + text).encode(encoding))
    assert decoded.text == before + text


def test_a_guess_that_can_be_wrong_says_so() -> None:
    assert "cp1251" in decode(OTHERS["cp1251"].encode("cp1251")).warnings[0]


def test_an_english_text_with_one_foreign_name_stays_western() -> None:
    text = "We, with Fabricio Conceiçôn, ask for shorter sessions on the human side of the network. " * 20
    assert decode(text.encode("cp1252")).encoding == "cp1252"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(mark: str) -> None:
    assert decode("Привет, forum".encode(mark)).text == "Привет, forum"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Fewer sessions.\n", "Меньше сессий.\n", "我们认为论坛应当重视\n"])
def test_utf_16_without_a_mark_is_recognised(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_lines_in_two_encodings_are_each_read_as_they_stand() -> None:
    raw = "1,café\n".encode() + "2,café’s\n".encode("cp1252") + b"3,plain\n"
    decoded = decode(raw)
    assert decoded.text == "1,café\n2,café’s\n3,plain\n"
    assert "Windows-1252 among lines in UTF-8: 1" in decoded.warnings[0]


def test_a_text_cut_inside_a_character_is_read_up_to_there() -> None:
    decoded = decode("tout à fait é".encode()[:-1])
    assert decoded.text == "tout à fait "
    assert "breaks off" in decoded.warnings[0]


def test_a_person_chooses_before_anything_is_guessed() -> None:
    assert decode("Привет".encode("koi8_r"), "koi8-r").text == "Привет"


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", "not in the encoding"), ("klingon", "no text encoding")]
)
def test_a_choice_that_does_not_fit_is_refused(encoding: str, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said) as caught:
        decode("é".encode("cp1252"), encoding, "a.txt")
    assert caught.value.where == "a.txt"


@pytest.mark.parametrize("raw", [b"id,text\n1,a\x00b\n", bytes(range(256)) * 4, b"\x01\x02\x03text"])
def test_junk_is_no_text(raw: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="not text"):
        decode(raw)


def test_word_processor_controls_become_what_they_were() -> None:
    decoded = decode("\x93Fewer\x94 \x96 and it\x92s short".encode())
    assert clean(decoded.text) == "“Fewer” – and it’s short"
    assert "quotes and dashes" in decoded.warnings[0]


def test_line_ends_become_plain() -> None:
    assert clean("a\r\nb\rc\x0bd\u2028e\x0cf") == "a\nb\nc\nd\ne\n\nf"


def test_bytes_that_mean_nothing_in_a_line_are_left_out_and_counted() -> None:
    lines = LineDecoder("cp1251")
    assert lines.mend("Слишком \ufffdмного\n") == "Слишком много\n"
    assert "left out: 1" in lines.warnings[-1]


def test_a_line_is_said_to_be_windows_1252_only_beside_lines_in_utf_8() -> None:
    raw = "déjà vu\n".encode("cp1252")
    lines = LineDecoder("cp1252")
    assert lines.mend(raw.decode("utf-8", lines.errors)) == "déjà vu\n"
    assert lines.warnings == ()
    assert lines.mend("café\n") == "café\n"
    assert "Windows-1252 among lines in UTF-8: 1" in lines.warnings[0]
