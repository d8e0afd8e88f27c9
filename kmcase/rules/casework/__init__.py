"""Casework files: the shipped versions, and how an office's own file is read and checked.

A version is one TOML text: `version` first, then arrays of tables named as the fields of `domain.casework.Casework`.
The shipped ones lie in `shipped/<version>/` in parts, joined in the order of their names. A version that was ever
shipped stays and never changes, for cases keep it: what is to differ becomes a new version (a test holds the texts).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kmcase.domain.casework import Casework
from kmcase.domain.errors import DomainError
from kmcase.rules.casework.comparing import Difference, Held, contents, differences
from kmcase.rules.casework.reading import Fault, kept_casework, read_casework

__all__ = [
    "NEWEST",
    "Difference",
    "Fault",
    "Held",
    "contents",
    "differences",
    "kept_casework",
    "read_casework",
    "shipped_casework",
    "shipped_text",
    "shipped_versions",
]

NEWEST = "2567.1"
"""The shipped version that new cases are led by where the office set none of its own."""


@cache
def shipped_versions() -> tuple[str, ...]:
    """Every version that was ever shipped, the oldest first."""
    return tuple(sorted(each.name for each in (files(__package__) / "shipped").iterdir() if each.is_dir()))


@cache
def shipped_text(version: str = NEWEST) -> str:
    """A shipped version as one TOML text; raises `cases.unknown_casework`."""
    folder = files(__package__) / "shipped" / version
    if version not in shipped_versions():
        raise DomainError("cases.unknown_casework", version=version)
    parts = sorted((part for part in folder.iterdir() if part.name.endswith(".toml")), key=lambda part: part.name)
    return f'version = "{version}"\n\n' + "\n".join(part.read_text("utf-8") for part in parts)


@cache
def shipped_casework(version: str = NEWEST) -> Casework:
    """A shipped version, read; raises `cases.unknown_casework`."""
    found, faults = read_casework(shipped_text(version))
    assert found is not None, faults
    return found
