"""Each format gives the text its author meant a reader to see."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from synthesis.corpus.readers import DOCUMENT_SUFFIXES, Document, read_document
from synthesis.errors import UnreadableFileError
from tests.corpus.making_office import docx_bytes, p, r, table
from tests.corpus.making_pdf import lines_of, pdf

REAL = Path(__file__).parents[3] / "shared/netmundial/contributions"


@pytest.fixture
def read(tmp_path: Path):
    def write_and_read(name: str, content: bytes | str, encoding: str | None = None) -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_document(path, encoding)

    return write_and_read


# Plain text


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.md"])
def test_plain_text_is_given_as_written(read, name: str) -> None:
    assert read(name, "One.\r\n\r\n  Two.\r\n") == Document("One.\n\n  Two.\n", encoding="utf-8")


def test_the_encoding_is_told_and_can_be_chosen(read) -> None:
    assert read("a.txt", "l’été".encode("cp1252")).encoding == "cp1252"
    assert read("b.txt", "Мир".encode("koi8-r"), "koi8-r").text == "Мир"


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_dir(), reason="../shared/netmundial is not here")
def test_the_texts_of_2014_come_out_right() -> None:
    texts = [read_document(path).text for path in sorted(REAL.glob("*.txt"))]
    whole = "\n".join(texts)
    assert len(texts) == 374
    assert "Jérôme Huet" in whole
    assert "Experts’ Meeting" in whole
    assert not any(char == "\ufffd" or "\x7f" <= char < "\xa0" for char in whole)


# Word


def test_word_gives_paragraphs_lists_and_tables_in_order(read) -> None:
    body = (
        p("A heading") + p("") + p("One paragraph.") + p("first", 1) + p("deeper", 1, 1) + p("second", 1)
        + p("point", 2) + table((p("Question"), p("Answer")), (p("How?") + p("Why?"), p("So."))) + p("Last.")
    )  # fmt: skip
    assert read("a.docx", docx_bytes(body)).text == (
        "A heading\n\nOne paragraph.\n\n1. first\n1.a) deeper\n2. second\n• point\n"
        "Question | Answer\nHow? Why? | So.\n\nLast."
    )


def test_word_reads_as_if_all_tracked_changes_were_accepted(read) -> None:
    body = f"<w:p>{r('We want ')}<w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins>{r('few')}</w:ins>"
    assert read("a.docx", docx_bytes(f"{body}{r(' sessions.')}</w:p>")).text == "We want few sessions."


def test_a_paragraph_whose_end_was_deleted_runs_on(read) -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('We ')}</w:p>{p('agree.')}"
    assert read("a.docx", docx_bytes(body)).text == "We agree."


def test_word_keeps_what_stands_in_content_controls_links_and_text_boxes(read) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('In a box.')}</w:txbxContent></w:pict></w:r>"
    body = f"<w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt><w:p><w:hyperlink>{r('A link.')}"
    assert read("a.docx", docx_bytes(f"{body}</w:hyperlink>{box}</w:p>")).text == (
        "In a control.\n\nA link.\n\nIn a box."
    )


def test_word_says_how_many_notes_were_left_out(read) -> None:
    body = f"<w:p>{r('Text.')}<w:r><w:footnoteReference/></w:r></w:p>"
    assert read("a.docx", docx_bytes(body)).warnings == ("Footnotes and endnotes left out: 1.",)


def test_a_form_row_with_long_text_keeps_its_paragraphs(read) -> None:
    body = table((p("Q"), p("one.") + p("two.") + p("three.") + p("four.")))
    assert read("a.docx", docx_bytes(body)).text == "Q\n\none.\n\ntwo.\n\nthree.\n\nfour."


# PDF

PAGE_1 = """A heading about the forum

The forum was useful for the development of ideas in this year, and it was the develop-
ment of people that the multi-stakeholder model brought, we think, to the multi-
stakeholder community. It was
short.
The region of Asia-
Pacific was absent (2016-
2017) from the meeting in Geneva.

• fewer sessions
• shorter ones, so that they run
  to a second line
It ends with a sentence by those who came to the forum in great number and did not stop the"""
PAGE_2 = "work until the evening, which was the longest one of all the meeting there. They went.\nDone."


def numbered(number: int, text: str):
    return [(72, 800, 9, "A network"), *lines_of(text), (300, 30, 9, f"Page {number} of 2")]


def test_pdf_lines_become_paragraphs(read) -> None:
    assert read("a.pdf", pdf([numbered(1, PAGE_1), numbered(2, PAGE_2)])).text == (
        "A heading about the forum\n\n"
        "The forum was useful for the development of ideas in this year, and it was the development of "
        "people that the multi-stakeholder model brought, we think, to the multi-stakeholder community. "
        "It was short.\n\n"
        "The region of Asia-Pacific was absent (2016-2017) from the meeting in Geneva.\n\n"
        "• fewer sessions\n• shorter ones, so that they run to a second line\n\n"
        "It ends with a sentence by those who came to the forum in great number and did not stop the "
        "work until the evening, which was the longest one of all the meeting there. They went. Done."
    )


def test_lines_broken_on_purpose_stay_apart(read) -> None:
    head = "Contributor: A network of operators\nStakeholder group: Technical Community\nCycle: 2017\n"
    text = head + "\nWe are volunteers who run networks and we have discussed this input for a week."
    assert read("a.pdf", pdf([lines_of(text)])).text.startswith(
        "Contributor: A network of operators\n\nStakeholder group: Technical Community\n\nCycle: 2017\n"
    )


def test_two_columns_are_read_one_after_the_other(read) -> None:
    left = "We think that the forum should be\nshorter, and that all the main\nsessions should end in a thing"
    right = "that somebody promises to do. It\nwould help those who come for the\nfirst time."
    page = [*lines_of(left), *lines_of(right, x=320)]
    assert read("a.pdf", pdf([page])).text == " ".join(f"{left}\n{right}".split("\n"))


def test_repeated_headers_go_and_are_named(read) -> None:
    found = read("a.pdf", pdf([numbered(1, PAGE_1), numbered(2, PAGE_2)]))
    assert found.warnings == ("Left out because pages repeat it at top or bottom: 'A network'.",)


def test_a_line_at_the_top_of_one_page_stays(read) -> None:
    found = read("a.pdf", pdf([[(72, 800, 9, "Only here."), *lines_of("Text.")], lines_of("More.")]))
    assert "Only here." in found.text
    assert found.warnings == ()


def test_numbers_that_do_not_count_pages_stay(read) -> None:
    pages = [[(72, 800, 11, f"In {year} we came."), *lines_of("Text.")] for year in (2012, 2016, 2017)]
    assert "In 2016 we came." in read("a.pdf", pdf(pages)).text


def test_numbered_headings_at_the_top_of_pages_stay(read) -> None:
    pages = [
        [(72, 800, 11, f"Recommendation {number}: fund the remote hubs"), *lines_of("Text.", top=700)]
        for number in (1, 2, 3)
    ]
    found = read("a.pdf", pdf(pages))
    assert [found.text.count(f"Recommendation {number}: fund") for number in (1, 2, 3)] == [1, 1, 1]
    assert found.warnings == ()


@pytest.mark.parametrize("header", ["A network, page {} of 3", "{} | A network", "Slide {} - A network"])
def test_headers_that_number_the_pages_go_and_are_named(read, header: str) -> None:
    pages = [[(72, 800, 9, header.format(number)), *lines_of("Text.", top=700)] for number in (1, 2, 3)]
    found = read("a.pdf", pdf(pages))
    assert "network" not in found.text
    assert found.warnings == (f"Left out because pages repeat it at top or bottom: {header.format(1)!r}.",)


@pytest.mark.parametrize("footer", ["{}", "- {} -", "Page {} of 3", "p. {}/3", "Página {} de 3"])
def test_bare_page_numbers_go_without_a_word(read, footer: str) -> None:
    pages = [[*lines_of("Text.", top=700), (300, 30, 9, footer.format(number))] for number in (1, 2, 3)]
    found = read("a.pdf", pdf(pages))
    assert (found.text, found.warnings) == ("Text. Text. Text.", ())


def test_pages_without_text_are_named(read) -> None:
    assert "pictures: 2." in read("a.pdf", pdf([lines_of("Text."), []])).warnings[0]


def test_a_pdf_that_only_forbids_changes_is_read(read) -> None:
    assert read("a.pdf", pdf([lines_of("Text.")], owner_password="x")).text == "Text."


# HTML


def test_html_gives_the_visible_text(read) -> None:
    page = """<html><head><title>T</title><style>p{}</style></head><body><nav>menu</nav>
    <h1>H&eacute;</h1><p>a <b>bold</b>\n text<br>line<p hidden>no<p>yes
    <div style="display:none">no <p>deep</p></div><script>no()</script><template><p>no</p></template>
    <ol start=3><li>x<ul><li>y</ul><li>z</ol>
    <table><tr><th>A<th>B<tr><td>1<td><p>2</p><p>3</p></table>tail"""
    assert read("a.html", page).text == (
        "Hé\n\na bold text\nline\n\nyes\n\n3. x\n• y\n4. z\nA | B\n1 | 2 3\n\ntail"
    )


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html><head><title>x</title><body><p>We ask for fewer.</body></html>",
        "<head><meta charset=utf-8><title>x</title><p>We ask for fewer.",
        "<head><title>x</title><script>no()</script><template><p>no</p></template>We ask for fewer.",
        "<head><title>x</title><style>p{}</style><b>We</b> ask for fewer.",
        "<head><title>x<body><p>We ask for fewer.",
    ],
)
def test_a_head_without_its_end_hides_nothing(read, page: str) -> None:
    assert read("a.html", page).text == "We ask for fewer."


@pytest.mark.parametrize("open_tag", ["<button>", "<select><option>", "<svg/>", "<nav>", "<object data=x>"])
def test_what_lacks_its_end_hides_no_more_than_the_line_it_stands_in(read, open_tag: str) -> None:
    assert (
        read("a.html", f"<p>One.</p>{open_tag}menu<div>Two.<p>Three.</div>").text == "One.\n\nTwo.\n\nThree."
    )


def test_blocks_inside_what_has_its_end_stay_left_out(read) -> None:
    page = "<p>One.</p><nav><ul><li>menu</ul></nav><button><div>send</div></button><p>Two."
    page += "<script>write('<nav>')</script><!-- <button> -->"
    assert read("a.html", page).text == "One.\n\nTwo."


def test_the_foot_of_a_page_and_its_notice_on_cookies_are_left_out_and_told(read) -> None:
    page = "<div id=cookie-bar>We use cookies.</div><p>One.</p><footer>Copyright United Nations</footer>"
    found = read("a.html", page)
    assert found.text == "One."
    assert found.warnings == ("Left out as no part of the text: a notice on cookies, the foot of the page.",)


@pytest.mark.parametrize(
    "page",
    [
        "<footer>One.<p>Two.",
        "<body class=cookies-accepted><p>One.<p>Two.",
        "<div class=cookie>One.<p>Two.",
        "<p>One.<blockquote><footer>Two.</footer></blockquote>",
    ],
)
def test_a_foot_without_an_end_or_of_a_quotation_takes_no_text_with_it(read, page: str) -> None:
    assert "Two." in read("a.html", page).text


@pytest.mark.parametrize(
    "page",
    [
        "<html class='js cookies'><body><p>One.</p></body></html>",
        "<html><body class='cookie-notice'><p>One.</p></body></html>",
        "<main class='cookie-bar'><p>One.</p></main>",
        "<div class='cookies'><p>One.</p></div>",
    ],
)
def test_a_word_on_cookies_about_the_whole_page_hides_nothing(read, page: str) -> None:
    assert read("a.html", page).text == "One."


def test_a_cell_that_reaches_over_rows_stands_in_each_also_of_two_columns(read) -> None:
    page = "<table><tr><td rowspan=2>Ada<td>Write<tr><td>Send<tr><td>Bo<td>Call</table>"
    assert read("a.html", page).text == "Ada | Write\nAda | Send\nBo | Call"


def test_a_cell_over_two_columns_moves_what_reaches_down_beside_it(read) -> None:
    page = "<table><tr><td colspan=2>Both<td rowspan=2>Ada<tr><td>One<td>Two</table>"
    assert read("a.html", page).text == "Both | Ada\nOne | Two | Ada"


def test_a_table_that_only_lays_out_a_page_gives_paragraphs(read) -> None:
    page = "<table><tr><td><table><tr><td><p>One.</p><p>Two.</p></td></tr></table></td></tr></table>"
    assert read("a.htm", page).text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("charset", "written"), [("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("windows-1251", "utf-8")]
)
def test_html_believes_its_bytes_then_what_it_says(read, charset: str, written: str) -> None:
    text = "Мир" if charset == "windows-1251" else "l’été"
    page = f'<meta charset="{charset}"><p>{text}'
    assert read("a.html", page.encode(written)).text == text


# Mail


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Réseau du Sud <network@example.org>"
    message["Subject"] = "L’avis — 2017"
    message["Date"] = "Mon, 08 Jan 2018 10:00:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    return message


def test_a_mail_gives_its_plain_words_and_headers(read) -> None:
    message = mail()
    message.set_content("Moins de séances.\n\n> quoted\n")
    message.add_alternative("<p>The same in HTML</p>", subtype="html")
    assert read("a.eml", message.as_bytes()) == Document(
        "Moins de séances.\n\n> quoted",
        (
            ("From", "Réseau du Sud <network@example.org>"),
            ("Subject", "L’avis — 2017"),
            ("Date", "Mon, 08 Jan 2018 10:00:00 +0100"),
            ("Message-ID", "<1@example.org>"),
        ),
    )


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_a_mail_in_html_alone_is_read_as_a_page(read, transfer: str) -> None:
    message = mail()
    message.set_content("<p>Only <b>l&rsquo;été</b>", subtype="html", charset="iso-8859-1", cte=transfer)
    assert read("a.eml", message.as_bytes()).text == "Only l’été"


def test_lines_folded_by_the_mail_program_are_joined(read) -> None:
    raw = b"From: a@example.org\nContent-Type: text/plain; format=flowed\n\nWe ask \nfor less.\n> kept \nEnd"
    assert read("a.eml", raw).text == "We ask for less.\n> kept \nEnd"


# All


def test_what_holds_no_words_is_refused(read) -> None:
    for name, content in (("a.txt", " \n"), ("a.docx", docx_bytes(p(" "))), ("a.html", "<p hidden>x")):
        with pytest.raises(UnreadableFileError, match=f"{name}: The file holds no text"):
            read(name, content)


def test_an_unknown_ending_is_refused_with_what_to_do(read) -> None:
    with pytest.raises(UnreadableFileError, match=r"\.rtf are not read.*save it as DOCX"):
        read("a.rtf", "x")


def test_the_endings_are_those_promised() -> None:
    assert {".txt", ".md", ".docx", ".odt", ".pdf", ".html", ".htm", ".eml"} == DOCUMENT_SUFFIXES
