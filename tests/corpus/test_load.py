"""Documents, mails, folders: what is read, what is refused, and that all of it adds up."""

import os
import re
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook

from synthesis.corpus.fieldmap import FieldMap
from synthesis.corpus.load import Loaded, load
from synthesis.corpus.signing import without_sign_off
from synthesis.models import Contribution
from tests.corpus.conftest import Write
from tests.corpus.loaded import TEXT, only, refusals

# Documents


def test_a_document_begins_with_our_headings(tmp_path: Path) -> None:
    path = tmp_path / "input.txt"
    path.write_text(
        "Contributor: A network\nStakeholder group: NGO\nCountry: Kenya\nCycle: 2017\n"
        "Submitted on: 9 January 2018\n"
        f"Consent to publish name: yes\nSource: Sample data\nID: t1\n\n{TEXT}\n",
        encoding="utf-8",
    )
    contribution = only(load([path]))
    assert contribution == Contribution(
        id="2017-t1",
        text=TEXT,
        contributor="A network",
        stakeholder_group="Civil Society",
        group_as_given="NGO",
        region="African Group",
        country="Kenya",
        cycle=2017,
        language="en",
        submitted_on=date(2018, 1, 9),
        source="Sample data",
        may_publish_name=True,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Name: the IGF should be renamed.\n\nWe ask for fewer.",
        "Intro line\n\nNumber: of sessions too high\nLanguage: add more\nRest of it",
        "Intro line\n\nNumber: of sessions too high\nLanguage: add more\n\nRest of it",
        "Dear all,\n\nno: we do not agree.\nSource: our own survey\n\nWe ask for fewer.",
        "Organisation: excellent.\nLanguage: more interpreters, please.\n\nWe ask for fewer.",
        "Region: the hubs of Africa were left alone.\n\nWe ask for fewer.",
    ],
)
def test_sentences_that_begin_like_headings_stay_in_the_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert only(loaded) == Contribution(
        id=only(loaded).id, text=text, cycle=2017, language=only(loaded).language
    )
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("Contributor: A network", "contributor", "A network"),
        ("Stakeholder group: a union", "group_as_given", "a union"),
        ("Region: Africa", "region", "African Group"),
        ("Cycle: 2016", "cycle", 2016),
        ("Language: French", "language", "fr"),
        ("Name: A. Person\nOrganisation: A library", "organisation", "A library"),
        ("Organisation: A library\nSector: Academia", "group_as_given", "Academia"),
        ("A title\n\nName: A. Person\nCountry: Kenya", "country", "Kenya"),
        ("ID: t-17\nSource: a form", "source", "a form"),
        ("Organización: Redes\nRegión: GRULAC", "region", "Latin American and Caribbean Group (GRULAC)"),
        ("Año: 2016\nPaís: Chile", "cycle", 2016),
        ("Organizacio\u0301n: Redes Libres", "organisation", "Redes Libres"),
        ("组织：中国互联网协会\n类别：技术社群", "stakeholder_group", "Technical Community"),
        ("组织: 中国协会", "organisation", "中国协会"),
        ("Organisation: Internet Society Mali", "organisation", "Internet Society Mali"),
        ("Organisation: A library\n\nType: Technical Community", "stakeholder_group", "Technical Community"),
    ],
)
def test_a_few_headings_are_fields_and_told_by_name_but_not_by_value(
    tmp_path: Path, head: str, field: str, value: object
) -> None:
    (tmp_path / "a.txt").write_text(f"{head}\n\n{TEXT}", encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert getattr(only(loaded), field) == value
    assert only(loaded).text.endswith(TEXT)
    told = [problem.reason for problem in loaded.problems if "Taken as headings" in problem.reason]
    assert len(told) == 1
    assert re.split("[:：]", head.split("\n")[-1])[0] in told[0]
    assert "A. Person" not in told[0]


def test_an_address_among_the_headings_is_left_out_and_does_not_undo_them(tmp_path: Path) -> None:
    head = "Organisation: X Org\nStakeholder group: Civil Society\nContact: a@b.example\n\n"
    (tmp_path / "a.txt").write_text(head + TEXT, encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert (only(loaded).organisation, only(loaded).stakeholder_group) == ("X Org", "Civil Society")
    assert only(loaded).text == TEXT
    (told,) = [problem.reason for problem in loaded.problems if "reach somebody" in problem.reason]
    assert "Contact" in told
    assert "a@b.example" not in told


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("Budget: raise it to 1 000 000 dollars a year", True),
        ("Deadline: publish the agenda by 2018-12-03", True),
        ("Deadline: 03.12.2018", True),
        ("Proposal: follow the model of www.example.org", True),
        ("Telephone: 0700 123 456, in the mornings", False),
        ("Contact person: Ada Example", False),
        ("Reach me: +254 700 123 456", False),
        ("Reach me: ada@example.org", False),
    ],
)
def test_a_line_among_the_headings_is_left_out_only_if_it_tells_nothing_but_how_to_reach_somebody(
    tmp_path: Path, line: str, is_kept: bool
) -> None:
    (tmp_path / "a.txt").write_text(
        f"Organisation: A library\nCountry: Kenya\n{line}\n\n{TEXT}", encoding="utf-8"
    )
    loaded = load([tmp_path], cycle=2018)
    assert only(loaded).text == (f"{line}\n\n{TEXT}" if is_kept else TEXT)
    told = [problem.reason.startswith("Left out") for problem in loaded.problems]
    assert any(told) is not is_kept


def test_an_unknown_heading_among_known_ones_is_named_and_stays_in_the_text(tmp_path: Path) -> None:
    head = "Organisation: X Org\nPriority: fewer talks\nStakeholder group: Civil Society\n\n"
    (tmp_path / "a.txt").write_text(head + TEXT, encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert (only(loaded).organisation, only(loaded).stakeholder_group) == ("X Org", "Civil Society")
    assert only(loaded).text == f"Priority: fewer talks\n\n{TEXT}"
    assert any("'Priority' stands among the headings" in problem.reason for problem in loaded.problems)


def test_a_type_beside_a_stakeholder_group_is_a_heading_and_the_group_stands(tmp_path: Path) -> None:
    head = "Organisation: X Org\nType: Business\nStakeholder group: Civil Society\n\n"
    (tmp_path / "a.txt").write_text(head + TEXT, encoding="utf-8")
    contribution = only(load([tmp_path], cycle=2017))
    assert (contribution.stakeholder_group, contribution.text) == ("Civil Society", TEXT)


def test_a_category_that_names_no_group_stays_in_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Region: Africa\nCategory: venue and food\n\n{TEXT}", encoding="utf-8")
    contribution = only(load([tmp_path], cycle=2017))
    assert contribution.text == f"Category: venue and food\n\n{TEXT}"
    assert (contribution.region, contribution.stakeholder_group) == ("African Group", "unknown")


def test_a_mail_gives_its_date_and_a_name_without_consent(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "A. Person <person@example.org>"
    mail["Date"] = "Thu, 28 Dec 2017 23:42:10 +0530"
    mail["Subject"] = "Input"
    mail.set_content(f"{TEXT}\n\nOn Friday the office wrote:\n> Dear all,\n>\n> Tell us what worked.\n")
    (tmp_path / "input.eml").write_bytes(mail.as_bytes())
    loaded = load([tmp_path / "input.eml"], cycle=2017)
    contribution = only(loaded)
    assert (contribution.text, contribution.contributor) == (TEXT, "A. Person")
    assert (contribution.submitted_on, contribution.may_publish_name) == (date(2017, 12, 28), False)
    assert contribution.display_name == "Contributor not named"
    assert any("quoted" in problem.reason for problem in loaded.problems)


@pytest.mark.parametrize(
    ("sign_off", "body"),
    [
        ("Jane Doe\nPolicy Director, Consumers United", "Consumers United"),
        ("Jane Doe\nBright Wires", "Bright Wires"),
        ("Jane Doe\nPolicy Director", ""),
    ],
)
def test_an_organisation_that_only_the_sign_off_of_a_mail_names_is_suggested_and_not_taken(
    tmp_path: Path, sign_off: str, body: str
) -> None:
    mail = EmailMessage()
    mail["From"] = "Jane Doe <jane@example.org>"
    mail["Subject"] = "Stocktaking: our input (Bright Wires)"
    mail.set_content(f"{TEXT}\n\nKind regards,\n{sign_off}\n")
    (tmp_path / "input.eml").write_bytes(mail.as_bytes())
    loaded = load([tmp_path / "input.eml"], cycle=2017)
    assert (only(loaded).organisation, only(loaded).text) == ("", TEXT)
    told = [problem.reason for problem in loaded.problems if "No organisation is stated" in problem.reason]
    assert len(told) == bool(body)
    assert all(f"--organisation '{body}'" in reason for reason in told)


@pytest.mark.parametrize(("name", "n_refused"), [("input.docx", 1), ("input.odt", 1), ("logo.png", 0)])
def test_an_attachment_that_may_hold_a_contribution_is_refused_beside_the_mail(
    tmp_path: Path, name: str, n_refused: int
) -> None:
    mail = EmailMessage()
    mail.set_content("Please find our contribution attached.")
    mail.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename=name)
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    loaded = load([tmp_path], cycle=2017)
    assert (len(loaded.contributions), loaded.refused, loaded.received) == (1, n_refused, 1 + n_refused)
    assert len(refusals(loaded)) == n_refused
    assert any(repr(name) in problem.reason for problem in loaded.problems)


def _sheets(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_every_sheet_of_contributions_is_read_also_below_a_title(tmp_path: Path) -> None:
    path = _sheets(
        tmp_path / "a.xlsx",
        Form=[["Answers to the form"], ["ID", "Organisation", "Comments"], ["1", "Alpha", TEXT]],
        Late=[["ID", "Organisation", "Text"], ["2", "Beta", TEXT]],
        Pivot=[["Region", "n"], ["WEOG", 3]],
    )
    loaded = load([path], cycle=2017)
    assert [contribution.id for contribution in loaded.contributions] == ["2017-1", "2017-2"]
    assert (loaded.received, loaded.refused) == (2, 0)
    assert any("not read: 'Pivot'" in problem.reason for problem in loaded.problems)
    assert loaded.places["2017-2"].file == "a.xlsx, sheet 'Late'"


def test_a_table_that_may_hold_contributions_under_other_headings_is_refused_beside_ours(
    tmp_path: Path,
) -> None:
    path = _sheets(
        tmp_path / "a.xlsx",
        Form=[["ID", "Organisation", "Text"], ["1", "Alpha", TEXT]],
        Others=[["Who", "What they sent to us"], ["Beta", f"{TEXT} {TEXT}"], ["Gamma", f"{TEXT} {TEXT}"]],
    )
    loaded = load([path], cycle=2017)
    assert (len(loaded.contributions), loaded.refused, loaded.received) == (1, 1, 2)
    assert "'Others' (2 rows) was not read beside sheet 'Form'" in refusals(loaded)[0].reason


def test_folders_and_files_are_read_together_in_a_fixed_order(table: Write, tmp_path: Path) -> None:
    folder = tmp_path / "folder" / "deeper"
    folder.mkdir(parents=True)
    (folder / "b.txt").write_text("Text of b.", encoding="utf-8")
    (tmp_path / "folder" / "c.md").write_text("Text of c.", encoding="utf-8")
    loaded = load([tmp_path / "folder", table(["text"], [TEXT]), folder / "b.txt"], cycle=2017)
    assert [contribution.text for contribution in loaded.contributions] == ["Text of c.", "Text of b.", TEXT]
    assert not loaded.problems


@pytest.mark.parametrize(
    "name",
    [
        *(
            "README.md",
            "README.en.md",
            "README (1).md",
            "readme-2.pdf",
            "LICENSE",
            "LICENSE-MIT",
            "licence.txt",
        ),
        *("CHANGELOG_old.html", "NOTICE", "Notice.txt", "COPYING.md"),
    ],
)
def test_a_companion_file_is_refused_whether_it_lies_in_a_folder_or_is_named(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("About this folder.", encoding="utf-8")
    (tmp_path / "reply.txt").write_text(TEXT, encoding="utf-8")
    for paths in ([tmp_path], [tmp_path / name, tmp_path / "reply.txt"]):
        loaded = load(paths, cycle=2017)
        assert (loaded.received, len(loaded.contributions), loaded.refused) == (2, 1, 1)
        (refusal,) = refusals(loaded)
        assert refusal.file == name
        assert "A companion file" in refusal.reason
        is_readme = name.casefold().startswith("readme")
        assert ("If it is one, give it another name." in refusal.reason) is is_readme


@pytest.mark.parametrize(
    "name",
    [
        "library-readme.md",
        "readme-of-the-library.md",
        "Licence fees.txt",
        "Notice.html",
        "Notice of concern.txt",
        "Licensed.md",
    ],
)
def test_a_companion_file_under_another_name_is_a_contribution(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    for paths in ([tmp_path], [tmp_path / name]):
        assert len(load(paths, cycle=2017).contributions) == 1


def test_what_the_system_keeps_is_no_part_of_what_was_received_and_named_in_a_note(tmp_path: Path) -> None:
    kept = [".DS_Store", "._reply.txt", "Thumbs.db", "desktop.ini", "~$reply.docx"]
    for name in kept:
        (tmp_path / name).write_bytes(b"\0\1")
    (tmp_path / "reply.txt").write_text(TEXT, encoding="utf-8")
    for paths in ([tmp_path], [*(tmp_path / name for name in kept), tmp_path / "reply.txt", tmp_path]):
        loaded = load(paths, cycle=2017)
        assert (loaded.received, len(loaded.contributions), loaded.merged, loaded.refused) == (1, 1, 0, 0)
        (note,) = (problem for problem in loaded.problems if "the system" in problem.reason)
        assert not note.is_refusal
        assert note.reason == f"5 files that the system keeps were left aside: {', '.join(kept)}"


def test_of_many_files_of_the_system_some_are_named(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"._{number}.txt").write_bytes(b"\0")
    (tmp_path / "reply.txt").write_text(TEXT, encoding="utf-8")
    (note,) = load([tmp_path], cycle=2017).problems
    assert note.reason.endswith("._4.txt and 3 more")


def test_a_folder_with_nothing_but_files_of_the_system_holds_none_to_read(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    loaded = load([tmp_path], cycle=2017)
    assert (loaded.received, loaded.refused) == (1, 1)
    assert "no files to read" in refusals(loaded)[0].reason


@pytest.mark.parametrize(
    ("contributor", "organisation", "name"),
    [
        ("A library", "A library", "A library"),
        ("Trade association, Asia", "Trade Association", "Trade association, Asia"),
        ("A library", "A library, Kenya", "A library, Kenya"),
        ("An Li", "An Lithograph", "An Li, An Lithograph"),
        ("Maria", "Maria Foundation", "Maria, Maria Foundation"),
        ("A. Person", "A library", "A. Person, A library"),
    ],
)
def test_a_contributor_named_like_the_organisation_is_named_once(
    contributor: str, organisation: str, name: str
) -> None:
    sent = Contribution("1", "x", contributor, organisation, may_publish_name=True)
    assert sent.display_name == name


def test_links_hidden_and_missing_files_are_refused_when_named(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(target)
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    loaded = load(
        [tmp_path / "link.txt", tmp_path / ".hidden.txt", tmp_path / "none.txt", target], cycle=2017
    )
    assert [problem.file for problem in refusals(loaded)] == ["link.txt", ".hidden.txt", "none.txt"]
    assert (loaded.received, loaded.refused, len(loaded.contributions)) == (4, 3, 1)


def test_a_link_inside_a_folder_is_not_followed_and_told(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("Not yours.", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    loaded = load([folder], cycle=2017)
    assert only(loaded).text == TEXT
    assert [problem.file for problem in refusals(loaded)] == ["link.txt", "linked"]
    assert (loaded.received, loaded.refused) == (3, 2)


def test_hidden_files_and_folders_in_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / ".folder").mkdir()
    for name in ("a.txt", ".hidden.csv", ".folder/b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert [problem.file for problem in loaded.problems] == [".hidden.csv", ".folder"]
    assert (loaded.received, len(loaded.contributions), loaded.refused) == (1, 1, 0)


def test_a_folder_that_may_not_be_opened_is_refused_and_the_rest_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    scan = os.scandir

    def scan_or_fail(path: str) -> object:
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scan_or_fail)
    loaded = load([tmp_path], cycle=2017)
    (refusal,) = refusals(loaded)
    assert refusal.file == "sub"
    assert "Permission denied" in refusal.reason
    assert (loaded.received, len(loaded.contributions), loaded.refused) == (2, 1, 1)
    assert [problem.file for problem in refusals(load([tmp_path / "sub"]))] == ["sub"]


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".hidden.csv").write_text(TEXT, encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert "The folder holds no files to read." in refusals(loaded)[0].reason
    assert (loaded.received, loaded.refused) == (1, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.png", b"\x89PNG"),
        ("wrong.docx", b"plain text"),
        ("broken.xlsx", b"PK\x03\x04junk"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_the_rest_is_loaded(
    table: Write, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    loaded = load([tmp_path / name, table(["text"], [TEXT])], cycle=2017)
    assert only(loaded).text == TEXT
    assert [problem.file for problem in refusals(loaded)] == [name]
    assert (loaded.received, loaded.refused) == (2, 1)


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Text of {name}", encoding="utf-8")
    steps: list[tuple[int, int, str]] = []
    load([tmp_path], cycle=2017, on_progress=lambda done, total, what: steps.append((done, total, what)))
    assert steps == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_nothing_gives_nothing() -> None:
    assert load([], field_map=FieldMap()) == Loaded((), (), 0, 0, 0)


def test_an_account_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="Received must be"):
        Loaded((), (), received=2, merged=1, refused=0)


def test_loading_twice_gives_the_same(table: Write) -> None:
    path = table(["name", "text"], ["A", TEXT], ["B", "Another text."])
    assert load([path], cycle=2017) == load([path], cycle=2017)


def test_what_to_do_with_a_file_that_is_not_read_stands_last(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"One.")
    reason = load([tmp_path / "a.doc"], cycle=2017).problems[0].reason
    assert reason.startswith("Files ending in .doc are not read. These are: ")
    assert reason.endswith(". Open it and save it as DOCX.")


def test_a_sign_off_of_a_mail_is_no_part_of_the_contribution_and_is_told(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail.set_content(f"{TEXT}\n\nBest regards,\nNadia \u00d6z\n+90 555 555 55 55\n")
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    loaded = load([tmp_path / "a.eml"], cycle=2017)
    assert loaded.contributions[0].text == TEXT
    said = next(problem.reason for problem in loaded.problems if "sign-off" in problem.reason)
    assert said.endswith("It begins: 'Best regards, Nadia \u00d6z +90 555 555 55 55'.")


@pytest.mark.parametrize(
    "end",
    [
        "Kind regards,\nP.S. We ask for captions, too",
        "Kind regards,\nAnd we ask for fewer sessions.",
        "Regards for the coalitions are due",
        "Kind regards, and apologies for the delay",
        "--\n- Fewer parallel sessions in the main programme\n- Captions in all rooms",
        "Our proposals:\n--\nFewer parallel sessions\nCaptions in all rooms",
        "Best regards,\nAna\n\n1. Fewer parallel sessions\n2. Captions in all rooms",
        "Best regards,\nAna\n\nFewer parallel sessions\nCaptions in all rooms",
        "Best regards,\nAna\nFewer parallel sessions in the main programme",
    ],
)
def test_words_below_a_closing_formula_that_say_something_stay(end: str) -> None:
    assert without_sign_off(f"{TEXT}\n\n{end}") == f"{TEXT}\n\n{end}"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.doc", "save it as DOCX"),
        ("a.rtf", "save it as DOCX"),
        ("a.xls", "save it as XLSX"),
        ("a.zip", "Unpack it"),
        ("a.msg", "as EML"),
    ],
)
def test_a_file_of_a_known_kind_is_refused_with_what_to_do(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert advice in refusals(load([tmp_path / name]))[0].reason


@pytest.mark.parametrize(
    "lines",
    [
        ["Организация: Рунет Клуб", "Регион: Азия", "Год: 2017"],
        ["المنظمة: مركز الحقوق الرقمية", "المنطقة: آسيا والمحيط الهادئ", "السنة: 2017"],
        ["组织：杭州研究所", "区域：亚洲", "年份：2017"],
    ],
)
def test_heading_lines_are_known_in_other_languages_of_the_united_nations(
    tmp_path: Path, lines: list[str]
) -> None:
    (tmp_path / "a.txt").write_text("\n".join([*lines, "", TEXT]), encoding="utf-8")
    (found,) = load([tmp_path / "a.txt"]).contributions
    assert (found.text, found.region, found.cycle) == (TEXT, "Asia-Pacific Group", 2017)
    assert found.organisation == lines[0].replace("：", ":").partition(":")[2].strip()


def test_a_first_line_that_looks_like_a_heading_and_stays_in_the_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Verein: Freie Netze\n\n{TEXT}", encoding="utf-8")
    loaded = load([tmp_path / "a.txt"], cycle=2017)
    assert loaded.contributions[0].text.startswith("Verein")
    assert any("'Verein: Freie Netze'" in problem.reason for problem in loaded.problems)


def test_a_guessed_encoding_says_where_another_is_named(tmp_path: Path) -> None:
    words = "Программа форума была слишком обширной, и участники не успевали на все семинары."
    (tmp_path / "a.txt").write_bytes(words.encode("koi8-r"))
    told = load([tmp_path / "a.txt"], cycle=2017).problems
    assert any("'encoding' in a map" in problem.reason for problem in told)


def test_one_organisation_under_two_spellings_is_pointed_out(table: Write) -> None:
    rows = [["Freedom Net e.V.", TEXT], ["Freedom Net eV", "Fewer sessions, please."], ["Open Rights", "No."]]
    loaded = load([table(["Organisation", "text"], *rows)], cycle=2017)
    (told,) = [problem for problem in loaded.problems if "spellings" in problem.reason]
    assert (told.row, told.column, told.is_refusal) == (3, "Organisation", False)
    assert "'Freedom Net e.V.', 'Freedom Net eV'" in told.reason


def test_every_merged_record_is_told_with_the_one_it_is_the_same_as(table: Write) -> None:
    path = table(["id", "text"], ["1", TEXT], ["1", TEXT], ["1", TEXT])
    loaded = load([path], cycle=2017)
    assert loaded.merged == 2
    assert [problem.row for problem in loaded.problems if "merged" in problem.reason] == [3, 4]


@pytest.mark.parametrize("texts", [["Private Sector", "Civil Society"], ["All of them.", "All of them."]])
def test_a_column_of_labels_taken_for_texts_is_pointed_out(table: Write, texts: list[str]) -> None:
    loaded = load([table(["id", "text"], *([str(n), text] for n, text in enumerate(texts)))], cycle=2017)
    assert len(loaded.contributions) == 2
    assert sum("Is another column meant?" in problem.reason for problem in loaded.problems) == 1


def test_texts_of_their_own_are_not_taken_for_labels(table: Write) -> None:
    loaded = load([table(["id", "text"], ["1", TEXT], ["2", "Private Sector"])], cycle=2017)
    assert not any("another column" in problem.reason for problem in loaded.problems)
