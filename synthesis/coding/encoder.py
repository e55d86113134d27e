"""A sentence encoder: texts in, one vector each out, alike where texts mean alike, whatever their words.

The program works without one. An encoder is a folder with a graph in ONNX, a tokenizer, and `encoder.json`
that says how to use them; `pipeline.installing` puts it in place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from synthesis.errors import MissingPackageError, UnreadableFileError

GRAPH, TOKENIZER, DESCRIPTION = "model.onnx", "tokenizer.json", "encoder.json"
NO_ENCODER = "none"
"""Stands for the name of an encoder, and for its hash, where there is none."""

INSTALL_PACKAGES = ".venv/bin/python -m pip install --requirement requirements-encoder.txt"

TOGETHER = 8
"""Texts in a batch: with more, what is in work no longer fits the processor's nearest memory."""

SLOWER = "SkipLayerNormFusion"
"""Makes one step of a sum and its normalisation, which takes onnxruntime longer than the two."""

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Whatever turns texts into vectors; `digest` is a hash of all that the vectors depend on."""

    def __hash__(self) -> int:
        """Return the same for the same digest."""
        ...

    @property
    def name(self) -> str:
        """What a person calls it."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape (n_texts, n_dimensions), each resting on its text alone."""
        ...


@dataclass(frozen=True, slots=True)
class Description:
    """How an encoder's graph is used.

    `pooling` is mean or cls, `max_tokens` where a text is cut, `can_batch` whether a text's vector stays the
    same when others are run together with it.
    """

    name: str
    digest: str
    pooling: str
    max_tokens: int
    can_batch: bool


class OnnxEncoder:
    """Runs a BERT-like graph on onnxruntime, a few texts of one length at a time on each core.

    Of one length, because a text that is filled up to the length of others would be summed in another order.
    Where a graph scales activations over all that is run together, texts are run one at a time. Vectors are
    kept in half precision, so that one that was remembered is the same as one made anew.

    Raises
    ------
    MissingPackageError
        When first used, if onnxruntime or tokenizers is not installed.
    UnreadableFileError
        If the folder does not hold an encoder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._description = read_description(folder)
        self._runtime: Any = None
        self._tokenizer: Any = None

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self._description.name

    @property
    def digest(self) -> str:
        """SHA-256 of graph, tokenizer and description."""
        return self._description.digest

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_runtime": None, "_tokenizer": None}  # opened anew in another process

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape (n_texts, n_dimensions)."""
        self._open()
        tokens = [each.ids for each in self._tokenizer.encode_batch(list(texts))]
        batches = _batches([*map(len, tokens)], TOGETHER if self._description.can_batch else 1)
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            made = list(pool.map(self._vectors, ([tokens[text] for text in batch] for batch in batches)))
        back = np.argsort(np.concatenate(batches))
        return np.asarray(np.concatenate(made)[back].astype(np.float16).astype(np.float32))

    def _open(self) -> None:
        if self._runtime is None:
            self._tokenizer = _open_tokenizer(self._folder / TOKENIZER, self._description.max_tokens)
            self._runtime = _open_graph(self._folder / GRAPH)

    def _vectors(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        ids = np.array(tokens)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        fed = {
            each.name: given[each.name].astype(np.int32 if "int32" in each.type else np.int64)
            for each in self._runtime.get_inputs()
        }
        states = self._runtime.run(None, fed)[0]
        pooled = states if states.ndim == 2 else self._pool(states)  # some graphs pool by themselves
        length = np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(pooled / np.maximum(length, 1e-12), dtype=np.float32)

    def _pool(self, states: Vectors) -> Vectors:
        return np.asarray(states[:, 0] if self._description.pooling == "cls" else states.mean(axis=1))


def _batches(lengths: Sequence[int], most: int) -> list[list[int]]:
    """Return which texts are run together: at most so many, of one length; the longest texts first."""
    of_length: dict[int, list[int]] = {}
    for text in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        of_length.setdefault(lengths[text], []).append(text)
    return [own[start : start + most] for own in of_length.values() for start in range(0, len(own), most)]


def read_description(folder: Path) -> Description:
    """Read how an encoder is used.

    Raises
    ------
    UnreadableFileError
        If the folder has no description, or one of another form.
    """
    try:
        return Description(**json.loads((folder / DESCRIPTION).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableFileError(
            "This is no encoder, or one that an older version of the program installed.",
            str(folder),
            "Install it again with: encoder install",
        ) from error


def write_description(folder: Path, description: Description) -> None:
    """Write how an encoder is used."""
    text = json.dumps(asdict(description), indent=2, sort_keys=True)
    (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")


def _open_tokenizer(path: Path, max_tokens: int) -> Any:
    try:
        from tokenizers import Tokenizer
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises plain Exception, whatever is wrong
        raise UnreadableFileError(
            "The tokenizer cannot be read.", str(path), "Install the encoder again."
        ) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _open_graph(path: Path) -> Any:
    try:
        import onnxruntime
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # `encode` runs a batch on each core
    options.log_severity_level = 3  # errors alone
    try:
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOWER]
        )
    except Exception as error:  # its exceptions have no common parent
        raise UnreadableFileError(
            "The encoder's graph cannot be run.", str(path), "Install the encoder again."
        ) from error


def _missing(error: ModuleNotFoundError) -> MissingPackageError:
    return MissingPackageError(
        f"The package {error.name} is needed to use a sentence encoder.",
        hint=f"Install it with: {INSTALL_PACKAGES}. Or do without: --encoder none",
    )
