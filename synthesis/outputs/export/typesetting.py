"""A template and what it says -> a tagged PDF, made in a child process that ends afterwards.

typst keeps what it laid out of its last ten papers, 0.8 GB for one of 5,000 contributions, and has no way
to let go of it; a server would grow by that with each paper. The child reads one JSON object and writes
the file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SECONDS = 120.0
_FAILED = 3


def typeset(template: Path, inputs: dict[str, str], fonts: dict[str, Any], timestamp: int) -> bytes:
    """Set a paper after PDF/UA-1.

    Parameters
    ----------
    template : Path
    inputs : dict of str to str
        What the template reads as `sys.inputs`.
    fonts : dict
        Arguments of `typst.Fonts`.
    timestamp : int
        Seconds since 1970 that the file is dated with.

    Returns
    -------
    bytes

    Raises
    ------
    SynthesisError
        If it took too long, needed too much memory or broke a rule of PDF/UA.
    """
    from synthesis.errors import SynthesisError

    request = {"template": str(template), "inputs": inputs, "fonts": fonts, "timestamp": timestamp}
    command = [sys.executable, "-X", "utf8", "-I", __file__]
    try:
        child = subprocess.run(  # noqa: S603 - the command is ours; what is set travels as data
            command, input=json.dumps(request).encode(), capture_output=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        reason = f"It took longer than {SECONDS:g} seconds"
    else:
        if child.returncode == 0:
            return child.stdout
        said = child.stderr.decode(errors="replace").strip()
        reason = said if child.returncode == _FAILED else "The program that sets it broke down"
    raise SynthesisError(
        "The PDF could not be made.", reason, "Choose DOCX or HTML, or narrow the paper by filters."
    )


def _main() -> int:
    """Answer one request; runs without this package, so that it starts in a tenth of a second."""
    import typst

    request = json.load(sys.stdin)
    fonts = typst.Fonts(**request["fonts"])
    compiler = typst.Compiler(request["template"], font_paths=fonts, sys_inputs=request["inputs"])
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=request["timestamp"])
    except typst.TypstError as error:
        sys.stderr.write(error.message)
        return _FAILED
    assert isinstance(made, bytes)
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
