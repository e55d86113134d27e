from datetime import date

import pytest

from synthesis.corpus.dates import parse_date, parse_mail_date


@pytest.mark.parametrize(
    "text",
    [
        "2017-12-18",
        "2017-12-18T10:30:00",
        "2017-12-18 00:00:00",
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


def test_a_mail_date_is_the_senders_own_day() -> None:
    assert parse_mail_date("Thu, 28 Dec 2017 23:42:10 -0530") == date(2017, 12, 28)
    assert parse_mail_date("yesterday") is None
