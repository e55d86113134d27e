"""What holds of every sentence, and the words that all of them share."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from synthesis.models import Snapshot
from synthesis.outputs import narrative, phrases
from synthesis.outputs.tables import Frames, frames
from tests.outputs.conftest import THEMES

ON_A_THEME = (narrative.theme_sentence, narrative.positions_sentence)
ON_ITS_DECISIONS = (narrative.lead_decision_sentence, narrative.folded_sentence)
EVERY = [getattr(narrative, name) for name in narrative.__all__ if name.endswith("_sentence")]
SENTENCES = [say for say in EVERY if say not in ON_ITS_DECISIONS]


@pytest.mark.parametrize("say", [say for say in SENTENCES if say not in ON_A_THEME])
def test_every_sentence_has_words_for_an_empty_store(say: Callable[[Frames], str]) -> None:
    said = say(frames(Snapshot()))
    silent = (narrative.sample_sentence, narrative.uncoded_sentence, narrative.repeats_sentence)
    silent += (narrative.coded_sentence, narrative.misfit_sentence)
    assert said.endswith(".") or say in silent
    assert "nan" not in said.lower()


def test_nothing_is_said_of_decisions_where_none_was_taken() -> None:
    assert narrative.lead_decision_sentence(frames(Snapshot()), "nothing") == ""


@pytest.mark.parametrize("say", ON_A_THEME)
def test_sentences_on_a_theme_refuse_a_theme_that_is_not_there(
    say: Callable[[Frames, str], str], whole: Frames
) -> None:
    with pytest.raises(KeyError):
        say(whole, "nothing")


def test_no_sentence_holds_a_word_of_quantity_but_mostly(whole: Frames) -> None:
    said = [say(whole) for say in SENTENCES if say not in ON_A_THEME]
    said += [say(whole, theme.id) for say in ON_A_THEME for theme in THEMES]
    words = " ".join(said).lower().replace(",", " ").replace(".", " ").split()
    assert not {"some", "several", "many", "majority", "minority", "widely", "numerous", "broad"} & set(words)


def test_mostly_is_said_only_above_half() -> None:
    sizes = pd.DataFrame({"value": ["Government", "Civil Society"], "n": [2, 2], "N": [4, 9]})
    assert phrases.breakdown(sizes) == "Government (2 of its 4) and Civil Society (2 of its 9)"
    sizes["n"] = [3, 2]
    assert phrases.breakdown(sizes) == "mostly Government (3 of its 4), then Civil Society (2 of its 9)"


def test_a_breakdown_names_every_group_the_unknown_last() -> None:
    sizes = pd.DataFrame({"value": [*"ABCDE", "unknown"], "n": [9, 8, 7, 3, 2, 4], "N": [9] * 6})
    assert phrases.breakdown(sizes) == (
        "A (9 of its 9), B (8 of its 9), C (7 of its 9), D (3 of its 9), E (2 of its 9) and "
        "contributors of unknown group (4 of their 9)"
    )
    sizes["n"] = [1, 0, 0, 0, 0, 4]
    assert phrases.breakdown(sizes) == "A (1 of its 9) and contributors of unknown group (4 of their 9)"
