"""The command line called as other programs call it."""

import json
from typing import Any

import pytest

from synthesis.cli import run

INPUTS = """id,contributor,Stakeholder group,text
1,A. Person,Civil Society,There were far too many sessions at the same time.
2,B. Person,Government,Few people know what the dynamic coalitions do.
"""
REPORT = """Dynamic Coalition Coordination Group - Virtual Meeting XXV
9 March 2018

1. It was agreed to hold the next call in April.
"""


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def json_of(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> dict[str, Any]:
    found, out, err = command(capsys, *arguments, "--json")
    assert found == code, err
    content = json.loads(out)
    assert isinstance(content, dict)
    return content
