"""Sentence encoders that are in place: found by name, each with a memory of what it has encoded.

workspace/encoders/NAME/     model.onnx (int8), tokenizer.json, encoder.json, embeddings-*.db
workspace/encoders/.default  the name of the one that is used if none is named
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from synthesis.coding.encoder import DESCRIPTION, NO_ENCODER, Encoder, OnnxEncoder, Vectors
from synthesis.errors import InputError
from synthesis.store import Store
from synthesis.store.embeddings import EmbeddingMemory

DEFAULT = ".default"


def encoders_home() -> Path:
    """Return where encoders lie: SYNTHESIS_ENCODERS, else workspace/encoders."""
    return Path(os.environ.get("SYNTHESIS_ENCODERS", "") or Path("workspace") / "encoders")


def installed_encoders() -> tuple[str, ...]:
    """Return the names of the encoders in place, the one used by default first."""
    names = sorted(path.parent.name for path in encoders_home().glob(f"*/{DESCRIPTION}"))
    default = default_name()
    return tuple(sorted(names, key=lambda name: name != default))


def encoder_in_force(store: Store) -> Encoder | None:
    """Return the encoder that a store was last coded with, while it is installed; else the default one.

    What learns from a store, or is measured beside it, uses this one; another takes over only by a coding
    run that is told so.
    """
    if os.environ.get("SYNTHESIS_ENCODER", ""):
        return find_encoder()
    last = next((run for run in reversed(store.runs()) if run.command == "code"), None)
    name = dict(last.parameters).get("encoder", NO_ENCODER) if last else ""
    return find_encoder(name if name == NO_ENCODER or name in installed_encoders() else "")


def find_encoder(choice: str = "") -> Encoder | None:
    """Return the encoder of this name; if none is named, the default one, or None where there is none.

    Parameters
    ----------
    choice : str, optional
        A name, "none", or empty: then SYNTHESIS_ENCODER decides, then what is installed.

    Raises
    ------
    InputError
        If no encoder of that name is installed.
    """
    wanted = choice or os.environ.get("SYNTHESIS_ENCODER", "") or default_name()
    if wanted in ("", NO_ENCODER):
        return None
    folder = encoders_home() / folder_name(wanted)
    if not (folder / DESCRIPTION).is_file():
        known = ", ".join(installed_encoders()) or "none yet"
        raise InputError(
            f"No sentence encoder {wanted!r} is installed.",
            str(encoders_home()),
            f"Installed: {known}. Do without by --encoder none, or add it: encoder install {wanted}",
        )
    encoder = OnnxEncoder(folder)
    memory = EmbeddingMemory(folder / f"embeddings-{encoder.digest[:12]}.db")
    return RememberingEncoder(encoder, memory)


class RememberingEncoder:
    """Encodes each distinct text once; equal to another if it is the same encoder."""

    def __init__(self, encoder: Encoder, memory: EmbeddingMemory) -> None:
        self._encoder, self._memory = encoder, memory

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self._encoder.name

    @property
    def digest(self) -> str:
        """SHA-256 of the encoder."""
        return self._encoder.digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RememberingEncoder) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape (n_texts, n_dimensions)."""
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16] for text in texts]
        known = self._memory.recall(list(dict.fromkeys(keys)))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            made = self._encoder.encode(list(missing.values())).astype(np.float16)
            new = {key: row.tobytes() for key, row in zip(missing, made, strict=True)}
            self._memory.keep(new)
            known |= new
        rows = [np.frombuffer(known[key], dtype=np.float16) for key in keys]
        return np.array(rows, dtype=np.float32).reshape(len(texts), -1)


def default_name() -> str:
    """Return the name of the encoder that is used if none is named; empty where there is none."""
    path = encoders_home() / DEFAULT
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def make_default(name: str) -> None:
    """Use this encoder where none is named; none for an empty name."""
    (encoders_home() / DEFAULT).write_text(name + "\n", encoding="utf-8")


def folder_name(name: str) -> str:
    """Return the last part of a path or of a name on a hub, fit for a folder."""
    return re.sub(r"[^\w.-]+", "-", Path(name).name or Path(name).resolve().name).strip(".") or "encoder"
