"""What all tests share: what coders learn is kept in a folder of the test session, not in a workspace."""

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def _learnt_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    os.environ["SYNTHESIS_LEARNT"] = str(shared / "learnt")
