"""What somebody wrote to narrow a feed or a list -> the values that are meant.

>>> from synthesis.models import Group
>>> iot = Group("dc-iot", "Dynamic Coalition on Things, Small and Large", "dynamic coalition", "DC-IoT")
>>> values_of(["DC-IOT, bpf", iot.name], called([iot]))
('dc-iot', 'bpf')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from synthesis.models import Group


def values_of(texts: Iterable[str], names: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the values of texts, each once; a text is one value, or several with commas between them.

    Parameters
    ----------
    texts : iterable of str
    names : mapping, optional
        Other names of values, casefolded; what is none of them stays as it is written.
    """
    known = names or {}
    parts = (part.strip() for text in texts for part in _parts(text, known))
    return tuple(dict.fromkeys(known.get(part.casefold(), part) for part in parts if part))


def _parts(text: str, known: Mapping[str, str]) -> list[str]:
    """Part a text at its commas, unless it is the name of something that has commas in it."""
    return [text] if text.strip().casefold() in known else text.split(",")


def called(groups: Iterable[Group]) -> dict[str, str]:
    """Return the ids of groups by everything that they are asked for by: acronym, name and id, casefolded."""
    known = list(groups)
    names = [(getattr(group, field), group.id) for field in ("acronym", "name", "id") for group in known]
    return {name.casefold(): group_id for name, group_id in names if name}
