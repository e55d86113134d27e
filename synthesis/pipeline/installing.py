"""A folder or a name on a hub -> a sentence encoder in place, brought to int8 and tried out."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from synthesis.coding.encoder import (
    GRAPH,
    INSTALL_PACKAGES,
    NO_ENCODER,
    TOKENIZER,
    Description,
    Encoder,
    OnnxEncoder,
    write_description,
)
from synthesis.errors import InputError, MissingPackageError, SynthesisError, UnreadableFileError
from synthesis.pipeline.encoders import (
    default_name,
    encoders_home,
    find_encoder,
    folder_name,
    installed_encoders,
    make_default,
)
from synthesis.shipped import CLONE

RECOMMENDED = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"
PACKAGES = ("onnxruntime", "tokenizers", "onnx", "huggingface_hub")
REQUIREMENTS = CLONE / "requirements-encoder.txt"
WANTED_FROM_HUB = ("onnx/model.onnx*", "model.onnx*", "*.json", "1_Pooling/config.json")
GRAPHS = ("onnx/model.onnx", GRAPH)
"""Where a graph in full precision lies, in a folder as hubs give it."""

MAX_TOKENS = 256

Say = Callable[[str], None]


def install_encoder(source: str = "", say: Say = lambda message: None) -> Encoder:
    """Put an encoder in place, from a local folder or from a hub, and make it the default.

    A graph in full precision is brought to int8 (see `quantizing`); one that is quantized already is taken as
    it is.

    Parameters
    ----------
    source : str, optional
        A folder, or a name on the Hugging Face hub; RECOMMENDED if not given.
    say : callable, optional
        Told what is being done.

    Raises
    ------
    MissingPackageError
        If a package is missing and cannot be installed.
    UnreadableFileError
        If the folder holds no encoder that can be run here.
    InputError
        If it is neither a folder nor to be had from the hub.
    """
    _require_packages(say)
    name = folder_name(source or RECOMMENDED)
    if name == NO_ENCODER:
        raise InputError("An encoder cannot be called 'none'.", source, "Rename the folder.")
    home = encoders_home()
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".") as made:
        folder = Path(made, "encoder")
        folder.mkdir()
        given = (
            Path(source) if source and Path(source).is_dir() else _download(source, Path(made, "hub"), say)
        )
        say(f"Preparing {name}")
        _prepare(given, folder, name)
        _try_out(folder)
        shutil.rmtree(home / name, ignore_errors=True)
        folder.rename(home / name)
    make_default(name)
    encoder = find_encoder(name)
    assert encoder is not None
    return encoder


def remove_encoder(name: str) -> None:
    """Take an encoder away, with what it remembered.

    Raises
    ------
    InputError
        If no encoder of that name is installed.
    """
    folder = encoders_home() / folder_name(name)
    if folder.name not in (*installed_encoders(), default_name()):
        raise InputError(
            f"No sentence encoder {name!r} is installed.", str(encoders_home()), "See: encoder list"
        )
    if default_name() == folder.name:
        left = [each for each in installed_encoders() if each != folder.name]
        make_default("".join(left[:1]))
    shutil.rmtree(folder, ignore_errors=True)


def _require_packages(say: Say) -> None:
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if not missing:
        return
    say(f"Installing {', '.join(missing)}")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--requirement", str(REQUIREMENTS)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (our own list)
    if done.returncode:
        raise MissingPackageError(
            f"The packages {', '.join(missing)} are needed and could not be installed.",
            hint=f"Install them with: {INSTALL_PACKAGES}",
        )


def _download(name: str, folder: Path, say: Say) -> Path:
    from huggingface_hub import snapshot_download

    wanted = name or RECOMMENDED
    if "/" not in wanted:
        wanted = f"sentence-transformers/{wanted}"
    say(f"Downloading {wanted}")
    try:
        snapshot_download(wanted, local_dir=folder, allow_patterns=list(WANTED_FROM_HUB))
    except Exception as error:  # network, name, rights: the library has some twenty kinds
        raise InputError(
            f"{name or wanted!r} is no folder, and could not be downloaded from the hub.",
            wanted,
            "Check the name and the connection, or download it elsewhere and give the folder.",
        ) from error
    return folder


def _prepare(given: Path, folder: Path, name: str) -> None:
    from synthesis.pipeline.quantizing import quantize  # needs packages that were missing until now

    graph = _graph(given)
    if not (given / TOKENIZER).is_file():
        raise UnreadableFileError(
            f"There is no {TOKENIZER} in the folder.", str(given), "Save the model's fast tokenizer there."
        )
    shutil.copyfile(given / TOKENIZER, folder / TOKENIZER)
    can_batch = quantize(graph, folder / GRAPH)
    description = Description(name, "", _pooling(given), _max_tokens(given), can_batch)
    total = hashlib.sha256(repr(description).encode("utf-8"))
    for part in (GRAPH, TOKENIZER):
        total.update((folder / part).read_bytes())
    write_description(folder, replace(description, digest=total.hexdigest()))


def _graph(given: Path) -> Path:
    for name in GRAPHS:
        if (given / name).is_file():
            return given / name
    others = sorted(given.glob("**/*.onnx"))
    if len(others) != 1:
        raise UnreadableFileError(
            "There is no graph in the folder." if not others else "There are several graphs in the folder.",
            str(given),
            f"Export the model to ONNX as {GRAPH}.",
        )
    return others[0]


def _pooling(given: Path) -> str:
    """Return how states become one vector: mean where nothing is said; what is not known here is refused."""
    modes = {
        name.removeprefix("pooling_mode_")
        for name, is_on in _json(given / "1_Pooling" / "config.json").items()
        if name.startswith("pooling_mode_") and is_on
    }
    layers = sorted(path.name for path in given.glob("[2-9]_*") if not path.name.endswith("_Normalize"))
    if modes <= {"mean_tokens"} and not layers:
        return "mean"
    if modes == {"cls_token"} and not layers:
        return "cls"
    raise UnreadableFileError(
        f"The model makes its vectors in another way: {', '.join([*sorted(modes), *layers])}.",
        str(given),
        "Take one that pools by the mean or by the first token, with nothing after it.",
    )


def _max_tokens(given: Path) -> int:
    stated = _json(given / "sentence_bert_config.json").get("max_seq_length")
    room = _json(given / "config.json").get("max_position_embeddings")
    return min(int(stated or MAX_TOKENS), int(room or MAX_TOKENS + 2) - 2, MAX_TOKENS)


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _try_out(folder: Path) -> None:
    """Refuse an encoder that gives no usable vectors, before it takes the place of another."""
    try:
        vectors = OnnxEncoder(folder).encode(["There were too many sessions.", "Il y avait trop de séances."])
    except SynthesisError:
        raise
    except Exception as error:  # whatever the runtime raises on a graph of another kind
        raise UnreadableFileError(
            "The graph does not encode sentences.", str(folder), "It must take token ids and give states."
        ) from error
    if vectors.ndim != 2 or not np.isfinite(vectors).all() or np.allclose(vectors[0], vectors[1]):
        raise UnreadableFileError(
            "The encoder gives the same vector for any text.", str(folder), "Export the model to ONNX again."
        )
