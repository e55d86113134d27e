import subprocess
import sys

import pytest

import synthesis
from synthesis import pipeline


def test_the_names_are_sorted_and_each_is_there_and_documented() -> None:
    assert synthesis.__all__ == sorted(synthesis.__all__)
    assert set(synthesis.__all__) == set(synthesis._ROOMS)
    for name in synthesis.__all__:
        assert getattr(synthesis, name).__doc__, name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'nonsense'"):
        synthesis.nonsense  # noqa: B018


def test_the_names_of_the_pipeline_are_sorted_and_each_is_there_and_documented() -> None:
    assert pipeline.__all__ == sorted(pipeline.__all__)
    assert set(pipeline.__all__) == set(pipeline._HOMES)
    for name in pipeline.__all__:
        assert getattr(pipeline, name).__doc__, name


@pytest.mark.parametrize(
    "module",
    ["synthesis.pipeline", "dashboard.frame", "dashboard.register.saving", "dashboard.files.loading"],
)
def test_to_name_the_pipeline_is_not_to_load_what_it_learns_with(module: str) -> None:
    program = (
        f"import sys, {module}; print('sklearn' in sys.modules, 'synthesis.pipeline.coding' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False False"


def test_one_room_does_not_bring_all_the_others() -> None:
    heavy = "('numpy', 'sqlalchemy', 'sklearn', 'typer')"
    program = f"import sys, synthesis.errors; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
