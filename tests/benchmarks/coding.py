"""Quality and speed of coding, beside plain methods and other tools on the same passages."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import cohen_kappa_score

from synthesis.coding.agreement import Split, read_gold
from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import read_codebook, shipped_codebook
from synthesis.coding.encoder import Encoder
from synthesis.coding.learn import learn
from synthesis.coding.measures import macro_f1
from synthesis.coding.position import PositionReader
from synthesis.coding.reference import ReviewedPassage, shipped_reference
from synthesis.coding.score import Scorer
from synthesis.coding.words import Text, split_words
from synthesis.corpus.duplicates import group_copies
from synthesis.models import Assignment, Codebook, Contribution, Passage, Span, Theme
from tests.benchmarks import real
from tests.benchmarks.encoders import english_encoder
from tests.benchmarks.peers import EVERY, NOT_MEASURED, Question, ask
from tests.benchmarks.tables import Row, table

SHARED = Path(__file__).parents[3] / "shared" / "benchmarks"
GOLD = Path(__file__).parents[2] / "data" / "gold" / "passages.csv"
SEEDS = (0, 1, 2)
WORDS, MEANING = "by words", "with an English encoder"
KEYWORDS, COSINE, MEANT = "keyword match", "TF-IDF cosine*", "encoder cosine*"
PLAIN, SHIPPED, NEAREST = "sentence-transformers cosine*", "BERTopic zero-shot", "BERTopic zero-shot*"
BY_HINDSIGHT = "* F1 with, for each theme, the threshold that hindsight picks"

Matrix = NDArray[np.float64]
Labels = NDArray[np.bool_]
Figure = Callable[[Matrix, Labels, Labels], str]


def run() -> Iterator[str]:
    """Yield the tables of this module, each as soon as it is measured."""
    yield table(f"reference set, composers left out by sixths: macro F1; {BY_HINDSIGHT}", list(_composers()))
    yield table(
        "reference set, how many composers are learnt from: macro F1 on the gold set's dev half",
        list(_curve()),
    )
    yield table("reference set, diversity", list(_diversity()))
    yield table("reference set, position of a known theme, composers left out by sixths", list(_positions()))
    for split in ("calibration", "test"):
        for name, encoder in _coders():
            yield table(f"real passages (NETmundial), {split} half, {name}", list(real.rows(split, encoder)))


def beside_others() -> Iterator[str]:
    """Yield one table of this program and of the other methods on the same passages."""
    rows = [*_gold()]
    if SHARED.is_dir():
        rows += [*_civic_comments(), _key_points()]
    else:
        rows.append(Row("wcbgb and argkp", {WORDS: "not measured, ../shared/benchmarks is absent"}))
    yield table(f"this program beside others; {BY_HINDSIGHT}", rows)


def keyword_scores(texts: Sequence[str], codebook: Codebook) -> Matrix:
    """Keyword match: how many keywords of each theme stand in the text, as written but for case."""
    wanted = [[phrase.text.casefold() for phrase in theme.keywords] for theme in codebook.themes]
    return np.array(
        [[sum(word in text.casefold() for word in words) for words in wanted] for text in texts], float
    )


def cosine_scores(texts: Sequence[str], codebook: Codebook) -> Matrix:
    """Plain TF-IDF cosine: word (1-2) vectors of the texts against one text per theme."""
    themes = [_theme_text(theme) for theme in codebook.themes]
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode").fit_transform(
        [*themes, *texts]
    )
    return np.asarray((vectors[len(themes) :] @ vectors[: len(themes)].T).toarray())


def meaning_scores(texts: Sequence[str], codebook: Codebook) -> Matrix:
    """Encoder cosine: the texts against name and definition of each theme."""
    return english_encoder().encode(texts) @ english_encoder().encode(_described(codebook)).T


def _described(codebook: Codebook) -> tuple[str, ...]:
    return tuple(f"{theme.name}. {theme.definition}" for theme in codebook.themes)


def _coders() -> tuple[tuple[str, Encoder | None], ...]:
    return (WORDS, None), (MEANING, english_encoder())


def _theme_text(theme: Theme) -> str:
    phrases = [phrase.text for phrase in (*theme.keywords, *theme.examples)]
    return "\n".join([theme.name, theme.definition, *phrases])


def _plain_methods(
    texts: Sequence[str], codebook: Codebook, labels: Labels, figure: Figure
) -> dict[str, str]:
    keywords, cosine = keyword_scores(texts, codebook), cosine_scores(texts, codebook)
    meant = meaning_scores(texts, codebook)
    return {
        KEYWORDS: figure(keywords, keywords > 0, labels),
        COSINE: figure(cosine, _by_hindsight(cosine, labels), labels),
        MEANT: figure(meant, _by_hindsight(meant, labels), labels),
    }


def _peers(texts: Sequence[str], codebook: Codebook, labels: Labels, figure: Figure) -> dict[str, str]:
    """Figures of the other tools: BERTopic as it ships, and with every passage given its nearest topic."""
    question = Question(_described(codebook), tuple(texts))
    answers = ask([question, replace(question, min_similarity=EVERY)])
    if answers is None:
        return dict.fromkeys((PLAIN, SHIPPED, NEAREST), NOT_MEASURED)
    shipped, nearest = answers
    return {
        PLAIN: figure(nearest.cosines, _by_hindsight(nearest.cosines, labels), labels),
        SHIPPED: figure(shipped.given, np.isfinite(shipped.given), labels),
        NEAREST: figure(nearest.given, _by_hindsight(nearest.given, labels), labels),
    }


def _by_hindsight(scores: Matrix, labels: Labels) -> Labels:
    """Code with, for each theme, the threshold that hindsight would pick: kind to whom it is given."""
    return np.column_stack([_best_cut(scores[:, t], labels[:, t]) for t in range(labels.shape[1])])


def _best_cut(scores: Matrix, labels: Labels) -> Labels:
    def f1(cut: float) -> float:
        found = scores >= cut
        return float(2 * (found & labels).sum() / max(1, found.sum() + labels.sum()))

    return np.asarray(scores >= max(np.unique(scores[np.isfinite(scores)]), key=f1, default=np.inf))


def _f1_alone(_: Matrix, coded: Labels, labels: Labels) -> str:
    return f"{macro_f1(labels, coded):.3f}"


def _hit_and_f1(scores: Matrix, coded: Labels, labels: Labels) -> str:
    return f"{_n_right(scores, labels) / len(labels):.3f} / {macro_f1(labels, coded):.3f}"


def _composers() -> Iterator[Row]:
    """Code each composer's passages with a coder that has learnt from the other sixths of composers."""
    codebook = shipped_codebook()
    found: list[ReviewedPassage] = []
    coded: dict[str, list[Assignment]] = {name: [] for name, _ in _coders()}
    for left_out, others in _sixths():
        assigned = {
            name: _assign(ThemeCoder(codebook, reference=others, encoder=encoder), left_out)
            for name, encoder in _coders()
        }
        for composer in sorted({passage.composer for passage in left_out}, key=int):
            rows = [row for row, passage in enumerate(left_out) if passage.composer == composer]
            own = [left_out[row] for row in rows]
            yield Row(
                f"composer {composer}, {len(own)} passages",
                {name: _f1(codebook, own, [each[row] for row in rows]) for name, each in assigned.items()},
            )
        found += left_out
        for name, each in assigned.items():
            coded[name] += each
    texts, labels = [passage.text for passage in found], _known(codebook, found)
    yield Row(
        f"all {len(found)}",
        {
            **{name: _f1(codebook, found, assigned) for name, assigned in coded.items()},
            **_plain_methods(texts, codebook, labels, _f1_alone),
        },
    )


def _sixths() -> Iterator[tuple[list[ReviewedPassage], list[ReviewedPassage]]]:
    """Yield the passages of each sixth of the composers, and those of the others."""
    for sixth in range(6):
        left_out = [each for each in shipped_reference() if int(each.composer) % 6 == sixth]
        yield left_out, [each for each in shipped_reference() if int(each.composer) % 6 != sixth]


def _curve() -> Iterator[Row]:
    codebook, gold = shipped_codebook(), _settled("dev")
    for n in (0, 2, 6, 10, 14, 18, 21, 25, 29, 33, 37, 49, 53, 57, 59, 65):
        some = [passage for passage in shipped_reference() if int(passage.composer) <= n]
        figures = {
            name: _f1(codebook, gold, _assign(ThemeCoder(codebook, reference=some, encoder=encoder), gold))
            for name, encoder in _coders()
        }
        yield Row(f"{n} composers, {len(some)} passages", figures)


def _diversity() -> Iterator[Row]:
    """Tell how many words are new with each fifth of the reference set, in an order drawn once."""
    passages = shipped_reference()
    order = np.random.default_rng(0).permutation(len(passages))
    n_words, seen = 0, set[str]()
    for part in np.array_split(order, 5):
        words = [word.stem for i in part for word in split_words(passages[i].text)]
        n_words, n_before = n_words + len(words), len(seen)
        seen |= set(words)
        figures = {
            "words": f"{n_words:,}",
            "distinct stems": f"{len(seen):,}",
            "new in this fifth": f"{len(seen) - n_before:,}",
        }
        yield Row(f"{len(part):,} passages more", figures)
    contributions = [Contribution(str(n), each.text) for n, each in enumerate(passages)]
    alike = {member for group in group_copies(contributions) for member in group.contribution_ids}
    yield Row("near-duplicates", {"passages": f"{len(alike)} of {len(passages):,}"})


def _settled(split: Split) -> list[ReviewedPassage]:
    ids = [theme.id for theme in shipped_codebook().themes]
    return [
        ReviewedPassage(each.passage.text, tuple(each.codings["settled"]), each.passage.language)
        for each in read_gold(GOLD, ids, split)
    ]


def _gold() -> Iterator[Row]:
    """Code the test half: by the codebook, with reviewed passages of the other half, with what ships."""
    codebook, dev, test = shipped_codebook(), _settled("dev"), _settled("test")
    texts, labels = [passage.text for passage in test], _known(codebook, test)
    where = f"gold set, test half ({len(test)} passages), macro F1"
    asked = texts, codebook, labels, _f1_alone
    others = _plain_methods(*asked) | _peers(*asked)
    for k in (0, 4, 8, 16, 32):
        figures = {}
        for name, encoder in _coders():
            values = [
                float(_f1(codebook, test, _assign(ThemeCoder(codebook, some, (), encoder), test)))
                for some in (_few(dev, codebook, k, seed) for seed in (SEEDS if k else SEEDS[:1]))
            ]
            figures[name] = f"{np.mean(values):.3f}"
        what = f"codebook and {k} reviewed per theme" if k else "codebook only"
        yield Row(f"{where}: {what}", figures if k else figures | others)
    figures = {
        name: _f1(codebook, test, _assign(ThemeCoder(codebook, encoder=encoder), test))
        for name, encoder in _coders()
    }
    yield Row(f"{where}: codebook and {len(shipped_reference()):,} reference passages", figures)


def _few(
    passages: Sequence[ReviewedPassage], codebook: Codebook, k: int, seed: int
) -> tuple[ReviewedPassage, ...]:
    """Draw k passages of each theme, as many as there are, and as many again without one."""
    order = np.random.default_rng(seed).permutation(len(passages))
    drawn: dict[int, None] = {}
    for theme in (*(theme.id for theme in codebook.themes), ""):
        with_it = [i for i in order if (theme in passages[i].themes if theme else not passages[i].themes)]
        drawn |= dict.fromkeys(with_it[: k if theme else k * len(codebook.themes)])
    return tuple(passages[i] for i in drawn)


def _assign(coder: ThemeCoder, known: Sequence[ReviewedPassage]) -> tuple[Assignment, ...]:
    return coder.assign(
        [Passage(f"p{n}", "c", 0, len(each.text), each.text, each.language) for n, each in enumerate(known)]
    )


def _known(codebook: Codebook, passages: Sequence[ReviewedPassage]) -> Labels:
    return np.array([[theme.id in each.themes for theme in codebook.themes] for each in passages])


def _f1(codebook: Codebook, known: Sequence[ReviewedPassage], assigned: Sequence[Assignment]) -> str:
    found = [{coding.theme_id for coding in each.codings} for each in assigned]
    coded = np.array([[theme.id in each for theme in codebook.themes] for each in found])
    return f"{macro_f1(_known(codebook, known), coded):.3f}"


def _positions() -> Iterator[Row]:
    """Read positions of known themes: as learnt from the other composers, and by the rules alone."""
    codebook = shipped_codebook()
    rules = PositionReader(codebook)
    said: list[str] = []
    learnt: list[str] = []
    ruled: list[str] = []
    for left_out, others in _sixths():
        coder = ThemeCoder(codebook, reference=others)
        for passage in left_out:
            whole = [Span(0, len(passage.text))]
            for theme, position in zip(passage.themes, passage.positions, strict=True):
                said.append(position)
                learnt.append(coder.position(passage.text, theme))
                ruled.append(rules.read(passage.text, theme, whole)[0])
    for name, found in (("this program", learnt), ("rules", ruled), ("always for", ["for"] * len(said))):
        right = np.mean([one == other for one, other in zip(said, found, strict=True)])
        against = [one for one, other in zip(said, found, strict=True) if other == "against"]
        figures = {"right": f"{right:.3f}", "kappa": f"{cohen_kappa_score(said, found):.3f}"}
        if against:
            figures["found against are right"] = f"{against.count('against') / len(against):.2f}"
        yield Row(f"{name}, {len(said)} codings", figures)


def _civic_comments() -> Iterator[Row]:
    codebook = read_codebook(SHARED / "wcbgb-codebook.yaml")
    rows = _rows(SHARED / "wcbgb.csv")
    asked = [row["text"] for row in rows], codebook, _labels(rows, codebook), _hit_and_f1
    others = _plain_methods(*asked) | _peers(*asked)
    for k in (0, 4, 8, 16, 32):
        figures = {}
        for name, encoder in _coders():
            each = [_taught(rows, codebook, k, seed, encoder).split(" / ") for seed in SEEDS]
            hit, f1 = np.mean(np.array(each, dtype=float), axis=0)
            figures[name] = f"{hit:.3f} / {f1:.3f}"
        what = f"codebook and {k} reviewed per theme" if k else "codebook only"
        yield Row(f"wcbgb ({len(rows)} comments), hit / macro F1: {what}", figures if k else figures | others)


def _taught(
    rows: list[dict[str, str]], codebook: Codebook, k: int, seed: int, encoder: Encoder | None = None
) -> str:
    draw = np.random.default_rng(seed)
    labels = _labels(rows, codebook)
    taught = {
        int(i) for t in range(labels.shape[1]) for i in draw.permutation(np.flatnonzero(labels[:, t]))[:k]
    }
    reviewed = [ReviewedPassage(rows[i]["text"], tuple(rows[i]["labels"].split(";"))) for i in sorted(taught)]
    rest = [i for i in range(len(rows)) if i not in taught]
    scores = _scores([rows[i]["text"] for i in rest], codebook, reviewed, encoder)
    return _hit_and_f1(scores, scores >= 0.5, labels[rest])


def _scores(
    texts: Sequence[str],
    codebook: Codebook,
    reviewed: Sequence[ReviewedPassage] = (),
    encoder: Encoder | None = None,
) -> Matrix:
    learnt = learn(codebook, tuple(reviewed), None, encoder)
    return Scorer(codebook, learnt, encoder).score([*map(Text, texts)])[0]


def _key_points() -> Row:
    """Measure how often the best key point of an argument's group is one of its own, where it has one.

    BERTopic is asked for the nearest key point alone: a threshold has no part in this.
    """
    groups = list(_groups())
    methods: dict[str, Callable[[Sequence[str], Codebook], Matrix]] = {
        WORDS: _scores,
        MEANING: lambda texts, book: _scores(texts, book, encoder=english_encoder()),
        COSINE: cosine_scores,
        MEANT: meaning_scores,
    }
    scores = {name: [score(texts, book) for texts, book, _ in groups] for name, score in methods.items()}
    answers = ask([Question(_described(book), tuple(texts), EVERY) for texts, book, _ in groups])
    if answers is not None:
        scores |= {PLAIN: [each.cosines for each in answers], NEAREST: [each.given for each in answers]}
    n = sum(len(texts) for texts, *_ in groups)
    hits = {name: f"{_n_right_of_groups(found, groups) / n:.3f}" for name, found in scores.items()}
    absent = dict.fromkeys((PLAIN, NEAREST), NOT_MEASURED)
    return Row(f"argkp ({n:,} arguments, key points of {len(groups)} groups), hit", absent | hits)


def _groups() -> Iterator[tuple[list[str], Codebook, Labels]]:
    """Yield the arguments that have a key point, the key points as a codebook, and which are whose."""
    by_group: dict[str, list[dict[str, str]]] = {}
    for point in _rows(SHARED / "argkp_keypoints.csv"):
        by_group.setdefault(point["group"], []).append(point)
    arguments = [row for row in _rows(SHARED / "argkp.csv") if row["labels"]]
    for group, points in by_group.items():
        themes = (Theme(point["key_point_id"], point["key_point"], point["key_point"]) for point in points)
        book = Codebook(group, "1", tuple(themes))
        if own := [row for row in arguments if row["group"] == group]:
            yield [row["text"] for row in own], book, _labels(own, book)


def _n_right_of_groups(scores: Sequence[Matrix], groups: Sequence[tuple[list[str], Codebook, Labels]]) -> int:
    return sum(_n_right(own, labels) for own, (*_, labels) in zip(scores, groups, strict=True))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _labels(rows: Sequence[dict[str, str]], codebook: Codebook) -> Labels:
    ids = [theme.id for theme in codebook.themes]
    return np.array([[theme in row["labels"].split(";") for theme in ids] for row in rows], dtype=np.bool_)


def _n_right(scores: Matrix, labels: Labels) -> int:
    best = np.arange(len(labels)), scores.argmax(axis=1)
    return int((labels[best] & np.isfinite(scores[best])).sum())
