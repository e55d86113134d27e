"""What coders and readers of reports have learnt, kept so that it is learnt once (see `keeping`).

Learning from what ships takes seconds and comes out the same each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import sha256

import numpy as np

from synthesis import coding, corpus, meetings, models
from synthesis.coding.assign import ThemeCoder
from synthesis.coding.basis import coder_basis
from synthesis.coding.encoder import NO_ENCODER, Encoder
from synthesis.coding.hashing import N_COLUMNS
from synthesis.coding.learn import learn
from synthesis.coding.reference import ReviewedPassage
from synthesis.coding.score import Learnt
from synthesis.meetings import learnt as reading
from synthesis.meetings.learnt import ItemReader, ItemWeights, learn_items
from synthesis.meetings.taught import read_taught, shipped_reports
from synthesis.models import Codebook
from synthesis.pipeline.keeping import Shapes, address_of, arrays_of, kept

ROOMS_OF_CODER = (models, corpus, coding)
ROOMS_OF_READER = (*ROOMS_OF_CODER, meetings)
"""What each rests on: the rooms below its own too, since a reader compares words as a coder does."""


def theme_coder(
    codebook: Codebook, reviewed: Sequence[ReviewedPassage] = (), encoder: Encoder | None = None
) -> ThemeCoder:
    """Return a coder that has learnt from these and from what ships: what `ThemeCoder` returns, sooner.

    Raises
    ------
    InputError
        If a reviewed passage names a theme that the codebook does not have.
    """
    return ThemeCoder(codebook, reviewed, encoder=encoder, learnt=_learnt(codebook, tuple(reviewed), encoder))


@lru_cache(maxsize=2)
def _learnt(codebook: Codebook, reviewed: tuple[ReviewedPassage, ...], encoder: Encoder | None) -> Learnt:
    return kept(
        address(codebook, reviewed, encoder),
        Learnt,
        lambda: learn(codebook, reviewed, None, encoder),
        lambda learnt: coder_shapes(learnt, len(codebook.themes)),
    )


def address(
    codebook: Codebook, reviewed: Sequence[ReviewedPassage] = (), encoder: Encoder | None = None
) -> str:
    """Return a SHA-256 of all that a coder's learning rests on."""
    of_encoder = encoder.digest if encoder else NO_ENCODER
    return address_of(ROOMS_OF_CODER, *coder_basis(), codebook, *reviewed, of_encoder)


def coder_shapes(learnt: Learnt, n: int) -> Shapes:
    """Return what each array has to be; those of themes and of positions are alike."""
    n_known, n_latent = len(learnt.latent.columns), learnt.latent.components.shape[-1]
    n_meaning = len(learnt.common)
    of_one: Shapes = {
        "features.word_rarity": (np.float64, (N_COLUMNS,)),
        "features.character_rarity": (np.float64, (N_COLUMNS,)),
        "latent.columns": (np.int32, (n_known,)),
        "latent.components": (np.float32, (n_known, n_latent)),
        "common": (np.float64, (n_meaning,)),
        "direction.words": (np.float64, (2 * N_COLUMNS, n)),
        "direction.meaning": (np.float64, (n_meaning, n)),
        "direction.latent_form": (np.float64, (n, n_latent, n_latent)),
        "direction.meaning_form": (np.float64, (n, n_meaning, n_meaning)),
        "threshold": (np.float64, (n,)),
        "is_learnt": (np.bool_, (n,)),
        "offset": (np.float64, (n,)),
    }
    return {name: of_one[name.removeprefix("stances.")] for name, _ in arrays_of(learnt)}


@cache
def item_reader() -> ItemReader:
    """Return the reader of reports that has learnt from what ships."""
    reports = shipped_reports()
    texts = [path.read_bytes() for path in sorted(reports.iterdir()) if path.is_file()]
    address = address_of(ROOMS_OF_READER, *(sha256(text).hexdigest() for text in texts))
    return ItemReader(kept(address, ItemWeights, lambda: learn_items(read_taught(reports)), item_shapes))


def item_shapes(weights: ItemWeights) -> Shapes:
    """Return what each array has to be."""
    names = ("atoms", "joints", "stretches")
    of_traits: Shapes = {
        name: (np.float64, (reading.N_COLUMNS, width))
        for name, width in zip(names, reading.WIDTHS, strict=True)
    }
    return {**of_traits, "steps": (np.float64, (1 + reading.N_KINDS, 1 + reading.N_KINDS))}
