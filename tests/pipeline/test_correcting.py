"""What was loaded for the wrong year, corrected, and loaded again for the right one, is known again."""

import re
from pathlib import Path

import pytest
from sqlalchemy import event

from synthesis.corpus.fieldmap import FieldMap, Parts
from synthesis.errors import ConflictError
from synthesis.pipeline import LoadReport, correct, load_into, preview_load, put_back, withdraw
from synthesis.shipped import shipped
from synthesis.store import Store

WORDS = "The captions and the remote hubs worked well; we ask for more of them."
ONE = f"Name,Organisation,Country,Text\nAda Byron,A library,Kenya,{WORDS}\n"
TWO = f"{ONE}Ben Okri,A club,Peru,{WORDS}\n"


def table(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "form.csv"
    path.write_text(content, encoding="utf-8")
    return path


def ids(store: Store) -> list[str]:
    return [each.id for each in store.contributions()]


def came_to(report: LoadReport) -> tuple[int, int, int]:
    return report.loaded, report.merged, report.refused


def loaded_for_2017_and_corrected(store: Store, path: Path, year: str = "2018") -> list[str]:
    load_into(store, [path], cycle=2017)
    correct(store, ids(store), {"cycle": year}, "Ada")
    return ids(store)


def test_two_senders_of_the_same_words_are_both_known_again(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path, TWO)
    before = loaded_for_2017_and_corrected(store, path)
    assert came_to(load_into(store, [path], cycle=2018)) == (0, 2, 0)
    assert ids(store) == before


def test_another_sender_of_the_same_words_is_no_corrected_one(store: Store, tmp_path: Path) -> None:
    loaded_for_2017_and_corrected(store, table(tmp_path, ONE))
    path = table(tmp_path, ONE.replace("Ada Byron", "Cleo Ames"))
    assert came_to(load_into(store, [path], cycle=2018)) == (1, 0, 0)


def test_a_forgotten_name_does_not_come_back_with_the_right_year(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path, ONE)
    (one,) = loaded_for_2017_and_corrected(store, path)
    store.forget_contributor(one, "Ada")
    assert came_to(load_into(store, [path], cycle=2018)) == (0, 1, 0)
    assert [each.contributor for each in store.contributions()] == [""]


def test_a_year_corrected_to_unknown_is_known_again_without_a_year(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path, ONE)
    before = loaded_for_2017_and_corrected(store, path, "unknown")
    assert came_to(load_into(store, [path])) == (0, 1, 0)
    assert ids(store) == before


@pytest.mark.parametrize("with_ids", [False, True])
def test_what_was_withdrawn_after_it_was_corrected_is_told_and_cannot_count_twice(
    store: Store, tmp_path: Path, with_ids: bool
) -> None:
    path = table(tmp_path, ONE.replace("Name,", "Id,Name,").replace("Ada", "A1,Ada") if with_ids else ONE)
    before = loaded_for_2017_and_corrected(store, path)
    withdraw(store, before, "Ada")
    report = load_into(store, [path], cycle=2018)
    assert came_to(report) == (1, 0, 0)
    assert any("withdrawn by Ada" in problem.reason for problem in report.problems)
    assert [(each.id, each.cycle) for each in store.contributions()] == [(before[0], 2018)]
    with pytest.raises(ConflictError):
        put_back(store, before, "Ada")
    assert came_to(load_into(store, [path], cycle=2018)) == (0, 1, 0)


def test_what_was_put_back_and_corrected_no_more_is_another_year_again(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path, ONE)
    (one,) = loaded_for_2017_and_corrected(store, path)
    withdraw(store, [one], "Ada")
    put_back(store, [one], "Ada")
    store.restore_correction(one, 0, "Ada")
    assert came_to(load_into(store, [path], cycle=2018)) == (1, 0, 0)
    assert came_to(load_into(store, [path], cycle=2017)) == (0, 1, 0)


def test_a_load_asks_the_store_no_oftener_where_much_was_corrected(store: Store, tmp_path: Path) -> None:
    def n_transactions() -> int:
        begun.clear()
        assert load_into(store, [path], cycle=2018).loaded == 0
        return len(begun)

    begun: list[object] = []
    event.listen(store._engine, "begin", begun.append)
    path = table(tmp_path, TWO)
    load_into(store, [path], cycle=2017)
    correct(store, ids(store)[:1], {"cycle": "2018"}, "Ada")
    load_into(store, [path], cycle=2018)
    few = n_transactions()
    correct(store, ids(store), {"cycle": "2018"}, "Ada")
    assert n_transactions() == few


@pytest.mark.parametrize("lines", ["", "Id: A1\nCountry: Kenya\n\n"])
@pytest.mark.parametrize("year", [2017, 2018])
def test_what_was_stored_with_the_marks_of_markdown_is_known_again(
    store: Store, tmp_path: Path, lines: str, year: int
) -> None:
    with_marks, markdown = tmp_path / "note.txt", tmp_path / "note.md"
    for path in (with_marks, markdown):
        path.write_text(f"{lines}# What worked?\n\n- The **captions** worked well.\n", encoding="utf-8")
    load_into(store, [with_marks], cycle=2017)
    if year != 2017:
        correct(store, ids(store), {"cycle": str(year)}, "Ada")
    before = store.contributions()
    report = load_into(store, [markdown], cycle=year)
    assert came_to(report) == (0, 1, 0)
    assert store.contributions() == before


def test_the_sample_letter_in_markdown_has_the_id_it_had_in_the_first_version() -> None:
    letter = shipped("contributions") / "2017" / "documents" / "long-time-participant.md"
    (earlier,) = preview_load([letter], cycle=2017).earlier.values()
    assert earlier.id == "2017-fd8daef240a6"


def test_markdown_without_marks_is_read_as_before(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(WORDS, encoding="utf-8")
    assert preview_load([path]).earlier == {}


def test_parts_that_were_stored_with_the_marks_of_markdown_are_known_again(
    store: Store, tmp_path: Path
) -> None:
    field_map = FieldMap(parts=Parts(re.compile(r"(?P<id>\d+)-(?P<part>\d)\.(?:txt|md)")))
    for ending in ("txt", "md"):
        folder = tmp_path / ending
        folder.mkdir()
        for part in (1, 2):
            (folder / f"7-{part}.{ending}").write_text(f"- Part {part} **worked** well.\n", encoding="utf-8")
    assert load_into(store, [tmp_path / "txt"], field_map=field_map, cycle=2017).loaded == 1
    report = load_into(store, [tmp_path / "md"], field_map=field_map, cycle=2017)
    assert came_to(report) == (0, 1, 0)
