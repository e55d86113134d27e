from datetime import date

import pytest

from synthesis.corpus.dates import parse_date, parse_mail_date, why_unread


@pytest.mark.parametrize(
    "text",
    [
        "2017-12-18",
        "2017-12-18T10:30:00",
        "2017-12-18 00:00:00",
        "2017/12/18 10:11:12",
        "18 December 2017",
        "18th of December, 2017",
        "December 18, 2017",
        "18 Dec 2017",
        "18/12/2017",
        "12/18/2017",
        "18.12.2017",
        "18 décembre 2017",
        "18 de diciembre de 2017",
        "18 декабря 2017 г.",
        "2017年12月18日",
    ],
)
def test_a_date_with_one_reading_is_read(text: str) -> None:
    assert parse_date(text) == date(2017, 12, 18)


@pytest.mark.parametrize(
    "text", ["", "05/04/2018", "31/02/2018", "2017-13-01", "soon", "18 Foo 2017", "43087", "1/1/0001", "2017"]
)
def test_what_is_no_date_or_two_is_not_read(text: str) -> None:
    assert parse_date(text) is None


def test_a_date_with_points_has_the_day_first() -> None:
    assert parse_date("03.02.2019") == date(2019, 2, 3)
    assert parse_date("02.13.2019") == date(2019, 2, 13)
    assert parse_date("31.02.2019") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1/2/2019", "2019-02-01 or 2019-01-02"),
        ("43501", "2019-02-05"),
        ("soon", "no date that is known"),
        ("31/02/2018", "no day of the calendar"),
        ("2018-02-31", "no day of the calendar"),
    ],
)
def test_why_a_date_is_not_read_is_said(text: str, said: str) -> None:
    assert said in why_unread(text)


def test_a_mail_date_is_the_senders_own_day() -> None:
    assert parse_mail_date("Thu, 28 Dec 2017 23:42:10 -0530") == date(2017, 12, 28)
    assert parse_mail_date("yesterday") is None
