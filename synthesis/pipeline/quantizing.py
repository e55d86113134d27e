"""A graph in full precision -> one that multiplies whole numbers, in which each row is scaled by itself.

    x . W  =  largest * (round(127 * x / largest) . round(W / step)) * step / 127

with `largest` the highest absolute value in a row of x, so that a row comes out the same whatever is run
beside it, and `step` that of a column of W, a 127th of its highest absolute value.

Needs the packages of requirements-encoder.txt: to be imported where those are known to be there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from google.protobuf.message import DecodeError
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnx.checker import ValidationError
from onnx.shape_inference import InferenceError
from onnxruntime.quantization import QuantType, quantize_dynamic

from synthesis.errors import UnreadableFileError

_FAULTS = (DecodeError, ValidationError, InferenceError, RuntimeError, ValueError)
"""What is raised on no protobuf, on missing weights, on missing types; the last two by the quantizer."""

LEVELS = 127
MIDDLE = 128
"""What stands for 0: processors multiply soonest where what is fed is unsigned and the weights are signed."""

SMALLEST = 1e-12
"""A row whose values are all below this is as good as 0."""

AXES_ARE_FED = 18
"""The version of ONNX from which a reduction is fed its axes; before, they are an attribute."""

RUNTIME = "com.microsoft"


def quantize(source: Path, target: Path) -> bool:
    """Bring a graph to int8; take one where that was done as it is.

    Returns
    -------
    bool
        Whether each text's vector rests on that text alone, whatever is run in one batch with it.

    Raises
    ------
    UnreadableFileError
        If it is no graph, or one whose weights or parts are missing.
    """
    with _readable(source):
        model = onnx.load(str(source))
    if not any(_is_quantized(node.op_type) for node in model.graph.node):
        with _readable(source):
            _quantize_tables(source, target)
        model = onnx.load(str(target))
        _Products(model).quantize()
    onnx.save(model, str(target))
    return not any(node.op_type.startswith("DynamicQuantize") for node in model.graph.node)


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    """Tell in words what the libraries find wrong in a graph; around their own calls alone."""
    try:
        yield
    except _FAULTS as error:
        raise UnreadableFileError(
            "The graph cannot be read.", str(source), "Export the model to ONNX again, weights and all."
        ) from error


def _is_quantized(operation: str) -> bool:
    return "Integer" in operation or "QuantizeLinear" in operation or operation.startswith("QLinear")


def _quantize_tables(source: Path, target: Path) -> None:
    """Bring the tables that words are looked up in to int8: most of the size of a multilingual model."""
    with _silence():
        quantize_dynamic(
            source, target, op_types_to_quantize=["Gather"], per_channel=True, weight_type=QuantType.QInt8
        )


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the library from advising what does not matter here."""
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.setLevel(level)


class _Products:
    """Puts products of whole numbers in the place of a model's products with weights."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self._model = model
        self._opset = next(each.version for each in model.opset_import if each.domain in ("", "ai.onnx"))
        self._weights = {
            each.name: each
            for each in model.graph.initializer
            if each.data_type == TensorProto.FLOAT and len(each.dims) == 2
        }
        self._constants: dict[str, onnx.TensorProto] = {}
        self._nodes: list[onnx.NodeProto] = []
        self._scaled: dict[str, tuple[str, str]] = {}

    def quantize(self) -> None:
        """Rewrite the model in place."""
        graph = self._model.graph
        for node in graph.node:
            if node.op_type == "MatMul" and node.input[1] in self._weights:
                self._multiply(node.input[0], node.input[1], node.output[0])
            else:
                self._nodes.append(node)
        used = {name for node in self._nodes for name in node.input}
        kept = [each for each in graph.initializer if each.name in used]
        del graph.node[:], graph.initializer[:]
        graph.node.extend(self._nodes)
        graph.initializer.extend([*kept, *self._constants.values()])
        if RUNTIME not in {each.domain for each in self._model.opset_import}:
            self._model.opset_import.append(helper.make_opsetid(RUNTIME, 1))

    def _multiply(self, fed: str, weight: str, output: str) -> None:
        largest, whole = self._rows(fed)
        columns, steps = self._columns(weight)
        inputs = [whole, columns, self._step(), steps, self._middle()]
        product = self._add("MatMulIntegerToFloat", inputs, f"{output}.scaled", domain=RUNTIME)
        self._add("Mul", [product, largest], output)

    def _rows(self, fed: str) -> tuple[str, str]:
        """Return the names of the highest absolute value of each row, and of the rows in whole numbers."""
        if fed not in self._scaled:
            highest = self._highest(self._add("Abs", [fed], f"{fed}.size"))
            smallest = self._constant("rows.smallest", np.float32(SMALLEST))
            largest = self._add("Max", [highest, smallest], f"{fed}.largest")
            share = self._add("Div", [fed, largest], f"{fed}.share")
            whole = self._add("QuantizeLinear", [share, self._step(), self._middle()], f"{fed}.whole")
            self._scaled[fed] = largest, whole
        return self._scaled[fed]

    def _highest(self, size: str) -> str:
        if self._opset < AXES_ARE_FED:
            return self._add("ReduceMax", [size], f"{size}.highest", axes=[-1], keepdims=1)
        axes = self._constant("rows.axes", np.array([-1]))
        return self._add("ReduceMax", [size, axes], f"{size}.highest", keepdims=1)

    def _columns(self, name: str) -> tuple[str, str]:
        """Return the names of a weight's whole numbers, and of the step of each column."""
        weight = numpy_helper.to_array(self._weights[name])
        steps = np.maximum(np.abs(weight).max(axis=0), np.float32(SMALLEST)) / np.float32(LEVELS)
        whole = np.rint(weight / steps).astype(np.int8)
        return self._constant(f"{name}.whole", whole), self._constant(f"{name}.steps", steps)

    def _step(self) -> str:
        return self._constant("rows.step", np.float32(1 / LEVELS))

    def _middle(self) -> str:
        return self._constant("rows.middle", np.uint8(MIDDLE))

    def _add(self, operation: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self._nodes.append(helper.make_node(operation, inputs, [output], name=output, **attributes))
        return output

    def _constant(self, name: str, value: NDArray[Any] | np.generic) -> str:
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name
