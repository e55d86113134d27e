"""A standard -> its YAML text, from which `read_standard` makes it again."""

from __future__ import annotations

from typing import Any

import yaml

from synthesis.models import Rule, Standard


def standard_to_yaml(standard: Standard) -> str:
    """Write a standard in the form of data/community/standards; what is empty is left out."""
    head = {
        "family": standard.family or standard.id.removesuffix(f"-{standard.version}"),
        "version": standard.version,
        "name": standard.name,
        "session_type": standard.session_type,
        "note": standard.note,
        "source": standard.source,
    }
    content = _filled(head) | {"rules": [_rule(rule) for rule in standard.rules]}
    written: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return written


def _rule(rule: Rule) -> dict[str, Any]:
    fields = ("id", "text", "force", "since", "check", "value", "mend", "source")
    return _filled({name: getattr(rule, name) for name in fields})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None)}
