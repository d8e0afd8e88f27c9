"""What differs between two versions of the casework, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from kmcase.domain.casework import Casework, Entry, Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A value that is another, or an entry that is new (`before` None) or gone (`after` None).

    `part` is a field of `Casework`, `path` the codes of the entries from outside to inside and the name of the value.
    """

    part: str
    path: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An entry of a version: its part, its code (or what names it), and its words."""

    part: str
    code: str
    th: str
    en: str


def differences(before: Casework, after: Casework) -> tuple[Difference, ...]:
    """In the order of the file; that the version is another goes without saying."""
    parts = (each.name for each in fields(Casework) if each.name != "version")
    return tuple(found for part in parts for found in _between(part, (), getattr(before, part), getattr(after, part)))


def contents(casework: Casework) -> tuple[Held, ...]:
    """What a version holds, entry by entry in the order of the file."""
    parts = ((each.name, getattr(casework, each.name)) for each in fields(Casework) if each.name != "version")
    return tuple(
        Held(part=part, code=name, th=getattr(entry, "th", name), en=getattr(entry, "en", name))
        for part, entries in parts
        for name, entry in _named(entries).items()
    )


def _between(part: str, path: tuple[str, ...], before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, tuple) and isinstance(after, tuple):
        old, new = _named(before), _named(after)
        for name in dict.fromkeys((*old, *new)):
            if name in old and name in new:
                yield from _between(part, (*path, name), old[name], new[name])
            else:
                yield Difference(part=part, path=(*path, name), before=_said(old.get(name)), after=_said(new.get(name)))
    elif is_dataclass(before):
        for each in fields(before):
            yield from _between(part, (*path, each.name), getattr(before, each.name), getattr(after, each.name))
    elif before != after:
        yield Difference(part=part, path=path, before=str(before), after=str(after))


def _named(entries: tuple[Any, ...]) -> dict[str, Any]:
    """Entries by code, phrases by their words, others by what they are."""
    return {_name(entry): entry for entry in entries}


def _name(entry: Any) -> str:
    if isinstance(entry, Entry):
        return entry.code
    if isinstance(entry, Phrase):
        return f"{entry.dimension} {entry.kind.value} {entry.th}"
    if isinstance(entry, Enum):
        return str(entry.value)
    return str(next(iter(getattr(entry, each.name) for each in fields(entry))))


def _said(entry: Any) -> str | None:
    """An entry in a few words; None where there is none."""
    return None if entry is None else str(getattr(entry, "th", _name(entry)))
