"""The command `notices`: what happened since a day, as lines, JSON or an Atom feed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from synthesis.models import Decision, Event, Group, Meeting, Paragraph
from synthesis.store import open_store
from tests.cli import calling

QUOTES = ("It was agreed to ask DC-IoT for a page.", "It was agreed to meet again.")
REPORT = Meeting("m1", "A call", paragraphs=tuple(Paragraph(str(n), each) for n, each in enumerate(QUOTES)))
DECISIONS = [Decision(f"d{n}", "m1", str(n), each, "decision") for n, each in enumerate(QUOTES)]
IOT = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")
CALL = Event("call", "A call", datetime(2018, 4, 10, 14), datetime(2018, 4, 10, 15), group_ids=("dc-iot",))


@pytest.fixture(autouse=True)
def filled(own_store: Path) -> None:
    with open_store(str(own_store)) as store:
        store.add_meeting(REPORT, DECISIONS)
        store.community.save([IOT], "S. Cretary")
        store.community.save([CALL], "A. Keeper")
        store.review_decision("d0", {"progress": "done"}, "A. Keeper", 1)


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    return calling.command(capsys, "notices", *arguments)


def test_notices_are_lines_the_newest_first(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = command(capsys)
    lines = [line for line in out.splitlines() if not line.startswith(" ")]
    assert code == 0
    assert "Now done (was open), says A. Keeper" in lines[0]
    assert "Machine proposal  2 items proposed from the report of A call" in lines[-1]
    assert f"- {QUOTES[1]}" in out


def test_notices_are_narrowed_to_a_group_and_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = command(capsys, "--group", "DC-IoT", "--json")
    assert {each["kind"] for each in json.loads(out)["notices"]} == {"decision", "group", "meeting", "state"}
    _, out, _ = command(capsys, "--group", "dc-iot", "--kind", "meeting", "--json")
    (notice,) = json.loads(out)["notices"]
    assert notice["records"][0]["link"] == "community?section=Calendar&event=call"
    assert (notice["by"], notice["origin"]) == ("A. Keeper", "A person")


def test_a_kind_and_a_format_of_notices_are_taken_in_any_case(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = command(capsys, "--kind", "State,MEETING", "--json")
    assert code == 0
    assert {each["kind"] for each in json.loads(out)["notices"]} == {"meeting", "state"}
    assert command(capsys, "--format", "Atom", "--output", tmp_path / "news.atom")[0] == 0


def test_notices_since_a_day_leave_out_what_was_before(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(command(capsys, "--since", "2999-01-01", "--json")[1]) == {"notices": []}
    assert len(json.loads(command(capsys, "--since", "2018-01-01T00:00+02:00", "--json")[1])["notices"]) == 4
    assert command(capsys, "--since", "2999-01-01")[1:] == ("", "Nothing new.\n")


def test_notices_are_written_as_an_atom_feed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "news.atom"
    code, out, err = command(
        capsys, "--format", "atom", "--output", target, "--address", "https://igf.example.org"
    )
    assert (code, out) == (0, "")
    assert "Wrote 4 of 4 notices" in err
    feed = ET.parse(target).getroot()
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall("{*}link")}
    assert links["self"] == "https://igf.example.org/notices.atom"
    assert len(feed.findall("{*}entry")) == 4


def test_an_event_that_its_sender_made_private_is_told_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    with open_store() as store:
        store.community.save([replace(CALL, extra=("CLASS:PRIVATE",))], "A. Keeper")
        store.community.remove(Event, "call", "A. Keeper", 2)
    assert "call in the calendar" not in command(capsys)[1]
    assert json.loads(command(capsys, "--kind", "meeting", "--json")[1]) == {"notices": []}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--since", "yesterday"), "such as 2018-03-01"),
        (("--kind", "all"), "There is no kind 'all' here."),
        (("--theme", "trees"), "No theme is stored yet."),
        (("--group", "trees"), "Known: dc-iot."),
        (("--format", "atom"), "go together"),
        (("--format", "rss", "--output", "x"), "'rss'"),
        (("--format", "atom", "--output", "/no/such/folder/news.atom"), "/no/such/folder"),
    ],
)
def test_wrong_usage_says_what_would_be_right(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = command(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in " ".join(err.replace("│", " ").split())


def test_a_store_that_is_not_there_is_not_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert command(capsys, "--store", tmp_path / "none.db")[0] == 2
    assert not (tmp_path / "none.db").exists()
