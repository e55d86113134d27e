"""Passages in the store -> codings in the store, and decisions linked to their themes anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.basis import coder_basis
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.context import NO_CONTEXT, Context, contexts_of
from synthesis.coding.double import gold_passage_ids
from synthesis.coding.encoder import NO_ENCODER, Encoder
from synthesis.coding.languages import languages_of
from synthesis.coding.notices import codebook_notices, language_notices, outcome_notices
from synthesis.coding.reference import ReviewedPassage, shipped_reference
from synthesis.coding.topics.standing import orphaned_reviews
from synthesis.corpus.load import OnProgress
from synthesis.engine import map_partitions, partitioned
from synthesis.models import Assignment, Codebook, Passage, Review, Run, Snapshot
from synthesis.pipeline.encoders import encoder_in_force, find_encoder
from synthesis.pipeline.linking import propose_anew
from synthesis.pipeline.manifest import digest, make_run
from synthesis.pipeline.remembering import theme_coder
from synthesis.store import Store

PARTITION = 500


def code_store(
    store: Store,
    codebook: Codebook | None = None,
    on_progress: OnProgress | None = None,
    workers: int = 1,
    encoder: str | None = None,
    *,
    relearn: bool = True,
) -> Run:
    """Code what is in the store and not coded yet.

    Everything is coded again when the codebook or the encoder is another, when people have reviewed passages
    since, or when the program codes in another way, so that all codings of the store rest on the same things.
    People's codings are never touched.

    Parameters
    ----------
    store : Store
    codebook : Codebook, optional
        Put in force first; if not given, the one in force, else the shipped one.
    on_progress : callable, optional
        Called with (done, total, what).
    workers : int, optional
        Processes to code on; the codings are the same for any number.
    encoder : str, optional
        As in `find_encoder`; if not given, as in `encoder_in_force`.
    relearn : bool, optional
        Without, what is new is coded by the reviews that the rest was coded by, wherever they still stand: to
        load something then changes no coding that nobody has looked at.

    Returns
    -------
    Run
        The manifest; `counts` reconcile: passages = coded + none + undecided + kept. Where nothing was
        left to code the run is not stored.
    """
    store.require_writable()
    used = encoder_in_force(store) if encoder is None else find_encoder(encoder)
    store.save_codebook(codebook or _codebook_in_force(store))
    snapshot = store.snapshot()
    reviewed = _to_learn_from(store, snapshot, relearn=relearn)
    basis = {
        "codebook": digest([snapshot.codebook]),
        "reviewed": digest(reviewed),
        "coder": digest(coder_basis()),
        "encoder": used.digest if used else NO_ENCODER,
    }
    kept = store.coded_passage_ids() if basis.items() <= _basis_of_last_run(store).items() else frozenset()
    pending = [passage for passage in snapshot.passages if passage.id not in kept]
    coder = theme_coder(snapshot.codebook, reviewed, used) if pending else None
    contexts = contexts_of(snapshot.contributions, snapshot.passages)
    assignments = assign_passages(coder, pending, contexts, on_progress, workers) if coder else []
    run = _manifest(snapshot.codebook, used, basis, pending, assignments, len(snapshot.passages))
    if coder:
        coded = _with_assignments(store.snapshot(snapshot), assignments)
        store.save_assignments(assignments, run, propose_anew(coded, coder))
    return run


def _with_assignments(snapshot: Snapshot, assignments: Iterable[Assignment]) -> Snapshot:
    """Return a snapshot as it will stand when these are stored, under what people said of the passages."""
    themes = {theme.id for theme in snapshot.codebook.themes}
    before = {each.passage_id: each for each in snapshot.assignments}
    coded = dict(before)
    for each in assignments:
        review = before[each.passage_id].review if each.passage_id in before else None
        coded[each.passage_id] = each.with_review(review, themes) if review else each
    ordered = (coded[passage.id] for passage in snapshot.passages if passage.id in coded)
    return replace(snapshot, assignments=tuple(ordered))


def coding_notices(snapshot: Snapshot) -> tuple[str, ...]:
    """Say what of the codebook contradicts itself, is in all passages or none, or is in too few languages."""
    found = Counter(
        coding.theme_id
        for assignment in snapshot.assignments
        for coding in assignment.codings
        if coding.status != "rejected"
    )
    names = {theme.id: theme.name for theme in snapshot.codebook.themes}
    n_passages = len(snapshot.assignments)
    return (
        *codebook_notices(snapshot.codebook),
        *outcome_notices(names, found, n_passages),
        *foreign_notices(snapshot),
        *_orphaned_notices(snapshot),
    )


def _orphaned_notices(snapshot: Snapshot) -> tuple[str, ...]:
    known = {theme.id for theme in snapshot.codebook.themes}
    given = (theme for review in orphaned_reviews(snapshot) for theme in review.themes)
    left = Counter(theme for theme in given if theme not in known)
    if not left:
        return ()
    named = ", ".join(f"{theme} {n:,}" for theme, n in sorted(left.items()))
    return (
        f"Reviews gave passages a theme that this codebook does not have ({named}). They are kept, "
        "and listed on the page Themes, Topics, to be looked at again.",
    )


def foreign_notices(snapshot: Snapshot) -> tuple[str, ...]:
    """Say of how many passages it is left open whether they have a theme, for the language they are in."""
    known = languages_of(snapshot.codebook, reviewed_passages(snapshot), shipped_reference())
    language_of = {passage.id: passage.language for passage in snapshot.passages}
    undecided = (language_of[each.passage_id] for each in snapshot.assignments if each.outcome == "undecided")
    left_open = Counter(language for language in undecided if known and language not in {"", *known})
    return language_notices(left_open, len(snapshot.assignments))


def _codebook_in_force(store: Store) -> Codebook:
    stored = store.codebook()
    return stored if stored.themes else shipped_codebook()


def is_behind_reviews(store: Store, snapshot: Snapshot) -> bool:
    """Whether people have reviewed, or withdrawn, since the machine last coded."""
    basis = _basis_of_last_run(store)
    return basis.get("reviewed", digest(())) != digest(reviewed_passages(snapshot))


def _basis_of_last_run(store: Store) -> dict[str, str]:
    runs = [run for run in store.runs() if run.command == "code"]
    return dict(runs[-1].input_hashes) if runs else {}


def assign_passages(
    coder: ThemeCoder,
    passages: Sequence[Passage],
    contexts: Mapping[str, Context],
    on_progress: OnProgress | None = None,
    workers: int = 1,
) -> list[Assignment]:
    """Code passages partition by partition, each with its context; parallel to them."""
    assignments: list[Assignment] = []
    read = [(passage, contexts.get(passage.id, NO_CONTEXT)) for passage in passages]
    for assigned in map_partitions(partial(_assign, coder), partitioned(read, PARTITION), workers):
        assignments.extend(assigned)
        if on_progress:
            on_progress(len(assignments), len(passages), "Coding passages")
    return assignments


def _assign(coder: ThemeCoder, read: Sequence[tuple[Passage, Context]]) -> tuple[Assignment, ...]:
    return coder.assign([passage for passage, _ in read], [context for _, context in read])


def _manifest(
    codebook: Codebook,
    encoder: Encoder | None,
    basis: dict[str, str],
    pending: Sequence[Passage],
    assignments: Sequence[Assignment],
    n_passages: int,
) -> Run:
    outcomes = Counter(assignment.outcome for assignment in assignments)
    return make_run(
        "code",
        codebook_version=codebook.version,
        parameters={"codebook": codebook.name, "encoder": encoder.name if encoder else NO_ENCODER},
        input_hashes=basis | {"passages": digest(pending)},
        counts={
            "passages": n_passages,
            "coded": outcomes["coded"],
            "none": outcomes["none"],
            "undecided": outcomes["undecided"],
            "kept": n_passages - len(pending),
            "codings": sum(len(assignment.codings) for assignment in assignments),
        },
    )


def _to_learn_from(store: Store, snapshot: Snapshot, *, relearn: bool) -> tuple[ReviewedPassage, ...]:
    return reviewed_passages(snapshot) if relearn else reviews_in_force(store, snapshot)


def reviews_in_force(store: Store, snapshot: Snapshot) -> tuple[ReviewedPassage, ...]:
    """Return the reviews that the codings of a store rest on; later ones wait until they are applied.

    All reviews that stand, where nothing is coded, or where one of those was changed or withdrawn since, so
    that they cannot be told any more. `snapshot` is that of the store.
    """
    every = reviewed_passages(snapshot)
    learnt = _basis_of_last_run(store).get("reviewed", "")
    if not learnt or learnt == digest(every):
        return every
    known = reviewed_passages(snapshot, until=_learnt_at(store, learnt))
    return known if digest(known) == learnt else every


def _learnt_at(store: Store, reviewed: str) -> datetime | None:
    """Return when the reviews with this digest were first learnt from, in the codings up to the last one."""
    at = None
    for run in reversed([run for run in store.runs() if run.command == "code"]):
        if dict(run.input_hashes).get("reviewed") != reviewed:
            break
        at = run.at
    return at


def reviewed_passages(snapshot: Snapshot, until: datetime | None = None) -> tuple[ReviewedPassage, ...]:
    """Return the passages that people have judged, to learn from; not those drawn to measure with.

    With `until`, only what was judged by then.
    """
    gold = gold_passage_ids(snapshot)
    passages = {passage.id: passage for passage in snapshot.passages}
    themes = {theme.id for theme in snapshot.codebook.themes}
    return tuple(
        _as_reviewed(passages[assignment.passage_id], assignment.review, themes)
        for assignment in snapshot.assignments
        if assignment.review is not None
        and assignment.passage_id not in gold
        and (until is None or (assignment.review.at is not None and assignment.review.at <= until))
    )


def _as_reviewed(passage: Passage, review: Review, themes: Collection[str]) -> ReviewedPassage:
    found = {theme: position for theme, position in review.themes.items() if theme in themes}
    asked = tuple(theme for theme in review.asked if theme in themes)
    return ReviewedPassage(passage.text, tuple(found), passage.language, tuple(found.values()), asked)
