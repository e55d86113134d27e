"""The options that narrow what a command takes: declared once, given to a command as one `Filters`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import ThemesOption, one_of
from synthesis.errors import InputError
from synthesis.models import UNKNOWN, Filters

if TYPE_CHECKING:
    from synthesis.corpus.labels import Match
    from synthesis.models import Snapshot

REVIEW_STATES = {"proposed": "proposed", "confirmed": "accepted", "accepted": "accepted"}
"""What people call a state, and what the store does."""

EVERYTHING = Filters()


class Copies(StrEnum):
    """How contributions that share their text are counted."""

    EACH = "each"
    ONCE = "once"


class Repeats(StrEnum):
    """Whether passages that an organisation had sent before are counted again."""

    IN = "in"
    OUT = "out"


def read_filters(
    theme: ThemesOption = None,
    stakeholder_group: Annotated[
        list[str] | None, typer.Option(metavar="G", help="Stakeholder group.")
    ] = None,
    region: Annotated[list[str] | None, typer.Option(metavar="R", help="Region.")] = None,
    cycle: Annotated[list[int] | None, typer.Option(metavar="C", help="Year taken stock of.")] = None,
    language: Annotated[
        list[str] | None, typer.Option(metavar="L", help="Language of passages, such as fr.")
    ] = None,
    review: Annotated[list[str] | None, typer.Option(metavar="STATE", help="proposed or confirmed.")] = None,
    copies: Annotated[
        Copies,
        typer.Option(case_sensitive=False, help="How contributions that share their text are counted."),
    ] = Copies.EACH,
    repeats: Annotated[
        Repeats,
        typer.Option(
            case_sensitive=False,
            help="Whether passages that an organisation had sent before are counted again.",
        ),
    ] = Repeats.IN,
) -> Filters:
    """Put together what the options of a command narrow to; its parameters are those options."""
    return Filters(
        cycles=tuple(cycle or ()),
        stakeholder_groups=_groups(stakeholder_group or ()),
        regions=_regions(region or ()),
        languages=tuple(language or ()),
        themes=tuple(theme or ()),
        review=_review_states(review or ()),
        copies_once=copies is Copies.ONCE,
        without_repeats=repeats is Repeats.OUT,
    )


def narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `read_filters` in the place of its parameter `filters`."""
    options = list(inspect.signature(read_filters, eval_str=True).parameters.values())
    own = inspect.signature(command, eval_str=True)
    parameters = [
        each
        for parameter in own.parameters.values()
        for each in (options if parameter.name == "filters" else [parameter])
    ]

    @wraps(command)
    def with_options(**given: Any) -> None:
        filters = read_filters(**{each.name: given.pop(each.name) for each in options})
        command(filters=filters, **given)

    with_options.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_options


def check_values(filters: Filters, snapshot: Snapshot) -> None:
    """Refuse what nothing in the store has, rather than write a file that looks like an answer."""
    cycles = {str(each.cycle) for each in snapshot.contributions if each.cycle is not None}
    languages = {passage.language for passage in snapshot.passages}
    _check_known("theme", filters.themes, [theme.id for theme in snapshot.codebook.themes])
    _check_known("cycle", map(str, filters.cycles), sorted(cycles))
    _check_known("language", filters.languages, sorted(languages))


def _groups(given: Iterable[str]) -> tuple[str, ...]:
    from synthesis.corpus.labels import match_group

    return tuple(_matched(value, match_group, "--stakeholder-group") for value in given)


def _regions(given: Iterable[str]) -> tuple[str, ...]:
    from synthesis.corpus.labels import match_region

    return tuple(_matched(value, match_region, "--region") for value in given)


def _matched(given: str, match: Callable[[str], Match], option: str) -> str:
    found = match(given)
    if found.value == UNKNOWN and given.strip().casefold() != UNKNOWN:
        advice = f" Did you mean {found.suggestion!r}?" if found.suggestion else ""
        raise typer.BadParameter(f"{given!r} is not known.{advice}", param_hint=option)
    return found.value


def _review_states(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(REVIEW_STATES[one_of(state, REVIEW_STATES, "--review")] for state in given)


def _check_known(what: str, given: Iterable[str], known: Sequence[str]) -> None:
    for value in given:
        if value not in known:
            raise InputError(
                f"The store has no {what} {value!r}.",
                hint=f"There are: {', '.join(known)}." if known else "It has none yet.",
            )
