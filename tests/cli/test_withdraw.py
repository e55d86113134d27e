"""withdraw: a load made by mistake is taken out of all that is counted, and can be put back."""

from pathlib import Path

import pytest

from tests.cli.calling import INPUTS, command, json_of


def test_a_load_with_a_wrong_map_is_undone_and_done_again(
    capsys: pytest.CaptureFixture[str], inputs: Path
) -> None:
    wrong = inputs.with_name("wrong.yaml")
    wrong.write_text("text: [Stakeholder group]\n", encoding="utf-8")
    inputs.write_text(INPUTS.replace("contributor", "organisation"), encoding="utf-8")
    run = json_of(capsys, "load", inputs, "--cycle", 2017, "--map", wrong)["run"]
    code, out, err = command(capsys, "load", inputs, "--cycle", 2017)
    assert (code, "2 refused" in out, "withdraw 2017-1 --by NAME" in err) == (1, True, True)
    assert json_of(capsys, "withdraw", "--load", run, "--by", "Ada")["withdrawn"] == 2
    again = json_of(capsys, "load", inputs, "--cycle", 2017)
    assert (again["loaded"], again["refused"]) == (2, 0)
    assert "withdrawn by Ada" in again["problems"][0]["reason"]


def test_what_was_withdrawn_is_listed_and_counted_again(
    capsys: pytest.CaptureFixture[str], inputs: Path
) -> None:
    json_of(capsys, "load", inputs, "--cycle", 2017)
    assert json_of(capsys, "withdraw", "--load", "last", "--by", "Ada", "--note", "a trial")["withdrawn"] == 2
    assert json_of(capsys, "withdraw", "--undo", "2017-1", "--by", "Ben")["contributions"] == ["2017-1"]
    undone = json_of(capsys, "withdraw", "--undo", "--load", "last", "--by", "Ben")
    assert undone == {"put_back": 1, "contributions": ["2017-2"]}
    code, out, _ = command(capsys, "withdraw")
    assert code == 0
    assert [line.split("  ", 1)[1] for line in out.splitlines()] == [
        "2017-1  version 1 withdrawn by Ada: a trial",
        "2017-2  version 1 withdrawn by Ada: a trial",
        "2017-1  put back by Ben",
        "2017-2  put back by Ben",
    ]


def test_a_load_is_counted_again_whole(capsys: pytest.CaptureFixture[str], inputs: Path) -> None:
    json_of(capsys, "load", inputs, "--cycle", 2017)
    json_of(capsys, "withdraw", "--load", "last", "--by", "Ada")
    assert json_of(capsys, "withdraw", "--undo", "--load", "last", "--by", "Ada")["put_back"] == 2
    code, out, _ = command(capsys, "withdraw", "2017-1", "--by", "Ada")
    assert (code, out) == (0, "Withdrawn: 1 contribution.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2017-1"], "keeps who"),
        (["2017-1", "--load", "last", "--by", "Ada"], "either"),
        (["2017-9", "--by", "Ada"], "no contribution"),
        (["--load", "load-0", "--by", "Ada"], "Counted are: load-"),
        (["2017-1", "--undo", "--by", "Ada"], "is withdrawn"),
        (["--undo", "--load", "last", "--by", "Ada"], "Nothing that is withdrawn"),
        (["--undo"], "Name the contributions"),
        (["--by", "Ada"], "Name the contributions"),
        (["2017-1", "--version", "1", "--by", "Ada"], "goes with --undo"),
    ],
)
def test_what_cannot_be_withdrawn_is_said(
    capsys: pytest.CaptureFixture[str], inputs: Path, arguments: list[str], said: str
) -> None:
    json_of(capsys, "load", inputs, "--cycle", 2017)
    code, _, err = command(capsys, "withdraw", *arguments)
    assert code == 2
    assert said in " ".join(err.replace("\u2502", " ").split())
