"""What stands beside the themes: letters that many sent, topics the codebook lacks, silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from synthesis.models import UNKNOWN, Topic
from synthesis.outputs import narrative
from synthesis.outputs.frames.counting import n_counted, of_outcome
from synthesis.outputs.narrative.clarity import CLEAR, clarity, flowing
from synthesis.outputs.papers.blocks import Block, Heading, Quote, Statement
from synthesis.outputs.papers.sources import Sources, foreign, who
from synthesis.outputs.papers.wording import OUTSIDE_WORDS, Senders, counted_from, from_whom
from synthesis.outputs.phrases import counted, joined, of_total, quoted, verb
from synthesis.outputs.tables import Frames, excerpts, group_sizes, theme_table
from synthesis.outputs.topics import topic_passages, topic_table, unthemed

MOST_TOPICS = 8
"""A paper tells of so many topics; the rest are said as a number."""

NEAREST = 5
"""Of so many passages nearest to a topic the clearest is quoted."""


def campaigns(narrowed: Frames, sources: Sources) -> Iterator[Block]:
    """Tell of each letter that several sent: how many, from whom, about which themes, and how it counts."""
    heard = narrowed.universe
    letters = heard[heard["copy_group"] != ""]
    sizes = letters.groupby("copy_group")["id"].size().sort_values(ascending=False, kind="stable")
    sizes = sizes[sizes > 1]
    if sizes.empty:
        return
    yield Heading(1, "Campaigns and copies")
    for letter in sizes.index:
        sent = letters[letters["copy_group"] == letter]
        yield _campaign(narrowed, sources, str(letter), sent)
        yield from _words_of(narrowed, sources, sent)


def _campaign(narrowed: Frames, sources: Sources, letter: str, sent: pd.DataFrame) -> Statement:
    n, total = len(sent), len(narrowed.universe)
    alike = "the same text" if sent["is_exact_copy"].all() else "the same or nearly the same text"
    once = narrowed.filters.copies_once
    counting = "In this paper they count as one." if once else "In this paper each of them counts."
    origin = from_whom(_senders(narrowed, sent), n)
    said = f"{of_total(n, total)}, {origin}, have {alike} [1]. {counting}"
    return Statement(
        f"campaigns/{letter}", f"{said} {_themes_of(narrowed, sent)}".rstrip(), (sources.note(sent["id"]),)
    )


def _themes_of(narrowed: Frames, sent: pd.DataFrame) -> str:
    """Say on which themes these letters speak, and how much of each theme they are."""
    spoken = narrowed.codings[narrowed.codings["contribution_id"].isin(sent["id"])]
    n_letters = spoken.groupby("theme_id")["contribution_id"].nunique()
    table = theme_table(narrowed)
    shares = [
        f"{int(n_letters[row['theme_id']]):,} of the {row['n']:,} on {quoted(foreign(row['name']))}"
        for row in table.to_dict("records")
        if row["theme_id"] in n_letters.index
    ]
    if not shares:
        return "No theme counts what they say."
    return "" if narrowed.filters.copies_once else f"They make up {joined(shares)}."


def _words_of(narrowed: Frames, sources: Sources, sent: pd.DataFrame) -> Iterator[Block]:
    """Quote one passage of the letter that is coded: of the clear ones that with the best score."""
    rows = excerpts(narrowed)
    rows = rows[rows["contribution_id"].isin(sent["id"])]
    if rows.empty:
        return
    pairs = zip(rows["text"], rows["evidence_words"], strict=True)
    ranked = rows.assign(clarity=[min(clarity(text, words), CLEAR) for text, words in pairs])
    row = ranked.sort_values(["clarity", "score"], ascending=False, kind="stable").iloc[0]
    by = f"{who(row.to_dict())}{' (sample data)' if row['is_sample'] else ''}"
    yield Quote(flowing(row["text"]), by, row["language"], sources.cite(row["contribution_id"]))


def _senders(narrowed: Frames, rows: pd.DataFrame) -> Senders:
    n_of = rows["stakeholder_group"].value_counts().to_dict()
    present = group_sizes(narrowed)
    in_order = {group: int(n_of.get(group, 0)) for group in present["value"]}
    known = present[(present["n"] > 0) & (present["value"] != UNKNOWN)]
    return Senders(in_order, len(known))


def beyond(narrowed: Frames, topics: Sequence[Topic], sources: Sources) -> Iterator[Block]:
    """Tell what the program found among the passages without a theme; proposals, no themes."""
    waiting = [topic for topic in topics if topic.is_proposal]
    table = topic_table(narrowed, waiting)
    table = table[table["n"] > 0].sort_values("n", ascending=False, kind="stable")
    if table.empty:
        return
    yield Heading(1, "Topics beyond the codebook")
    shown = table.head(MOST_TOPICS)
    largest = (
        f" Here are the {len(shown):,} that most contributions speak of." if len(shown) < len(table) else ""
    )
    yield Statement(
        "topics",
        f"Among the passages without a theme the program proposes {counted(len(table), 'topic')}, named by "
        f"the words typical of them. No person has made a theme of any.{largest}",
        is_proposed=True,
    )
    of = {topic.id: topic for topic in waiting}
    for row in shown.to_dict("records"):
        yield from _topic(narrowed, of[row["topic_id"]], row["n"], row["N"], sources)


def _topic(narrowed: Frames, topic: Topic, n: int, total: int, sources: Sources) -> Iterator[Block]:
    wide = unthemed(narrowed)
    passages = topic_passages(narrowed, topic)
    heard = wide.universe[wide.universe["id"].isin(passages["contribution_id"])]
    words = counted_from(n, total, _senders(wide, heard.drop_duplicates("counts_as")))
    note = sources.note(heard["id"], passages["id"])
    name = quoted(foreign(topic.name))
    yield Statement(
        f"topics/{topic.id}", f"{words} spoke of a subject whose typical words are {name} [1].", (note,), True
    )
    near = passages.head(NEAREST)
    nearest = near.iloc[max(range(len(near)), key=lambda place: clarity(near["text"].iloc[place], ""))]
    sender = heard.set_index("id").loc[nearest["contribution_id"]].to_dict()
    cite = sources.cite(nearest["contribution_id"])
    mark = "; sample data" if sender["is_sample"] else ""
    yield Quote(
        flowing(nearest["text"]), f"{who(sender)} (machine proposal{mark})", nearest["language"], cite
    )


def not_covered(narrowed: Frames, sources: Sources) -> Iterator[Block]:
    """Tell what no theme counts: contributions on other things, unclear, not coded, or empty."""
    yield Heading(1, "What is not covered")
    yield Statement("outside", narrative.coverage_sentence(narrowed))
    came_to = narrowed.universe["counts_as"].map(of_outcome(narrowed.universe))
    for outcome, words in OUTSIDE_WORDS.items():
        rows = narrowed.universe[came_to == outcome]
        if rows.empty or narrowed.is_by_coding:
            continue
        rows = rows.drop_duplicates("counts_as")
        n = n_counted(rows)
        lead = counted_from(n, n_counted(narrowed.universe), _senders(narrowed, rows))
        said = f"{lead} {verb(n, *words)} [1]."
        yield Statement(f"outside/{outcome}", said, (sources.note(rows["id"]),))
