"""An address is blanked out, and nothing of the text around it."""

from time import process_time

import pytest

from synthesis.corpus.addresses import without_addresses


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("请看https://example.org/x。会议太多了！", "请看 。会议太多了！"),
        ("请写信给ada@example.org谢谢", "请写信给 谢谢"),
        ("Write to ada.b@mail.example.org, or www.example.org now", "Write to , or now"),
        ("Ask mailto:ada@example.org.", "Ask ."),
        ("Meet @ noon", "Meet @ noon"),
    ],
)
def test_the_text_around_an_address_stays(text: str, left: str) -> None:
    blanked = without_addresses(text)
    assert len(blanked) == len(text)
    assert " ".join(blanked.split()) == left


@pytest.mark.parametrize("text", ["@." * 50_000, "a@a" * 50_000, "a" * 100_000 + "@", "a." * 50_000])
def test_time_grows_no_faster_than_the_text(text: str) -> None:
    start = process_time()
    without_addresses(text)
    assert process_time() - start < 1
