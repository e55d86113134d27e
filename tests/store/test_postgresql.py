"""The same verbs on PostgreSQL; runs where SYNTHESIS_TEST_POSTGRESQL names an empty database."""

import os
from dataclasses import replace

import pytest

from synthesis.errors import MissingPackageError, ReadOnlyError, StoreError
from synthesis.store import open_store
from tests.store.conftest import CODEBOOK, CODED, DECISION, LETTER, LINK, MEETING, NOTE, PASSAGES, RUN

URL = os.environ.get("SYNTHESIS_TEST_POSTGRESQL", "")


@pytest.mark.skipif(not URL, reason="SYNTHESIS_TEST_POSTGRESQL names no database")
def test_a_database_server_keeps_the_same_as_a_file() -> None:
    with open_store(URL) as server, open_store("sqlite://") as file:
        for store in (server, file):
            store.add_contributions([NOTE, LETTER], PASSAGES)
            store.save_codebook(CODEBOOK)
            store.save_assignments([CODED], RUN)
            store.add_meeting(MEETING, [DECISION], [LINK])
            store.review_decision(DECISION.id, {"review": "confirmed"}, "B. Keeper", 1)
        kept = [replace(store.snapshot(), changed_at=None) for store in (server, file)]
        assert kept[0] == kept[1]
        assert server.verify() == ()
    with open_store(URL, read_only=True) as server:
        server.is_read_only = False
        with pytest.raises(ReadOnlyError):
            server.forget_contributor(LETTER.id, "B. Keeper")


def test_a_server_that_does_not_answer_or_a_missing_driver_is_said() -> None:
    with pytest.raises((StoreError, MissingPackageError)) as caught:
        open_store("postgresql+psycopg://nobody:secret@127.0.0.1:9/none")
    assert caught.value.hint
    assert "secret" not in str(caught.value)
