"""Values that were written apart: which records have some, and what stands side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingValue:
    """One of the values of a field that were written apart, and where it comes from.

    `value` is the field's own (of a family the address of its house), `plain` as it is settled. `laptop` is the name of
    the laptop that wrote it, empty for the office; `use_case` what was done there. `words`, by language, say a value
    that a form declares; they are empty for those of the register.
    """

    event_id: str
    written_by: str
    written_at: datetime
    value: object
    plain: object
    laptop: str = ""
    workstation: str = ""
    use_case: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictItem:
    """A record with fields in conflict; `laptops` names those that wrote, empty text for the office.

    `title` and `person_id` are of the person whom it is about; empty for a household. The noun `case` is a service
    plan's case: `title` is its client and number, `fields` are names of fields of lines (`PlanField`).
    """

    noun: str
    record_id: str
    person_id: str
    title: str
    house_no: str
    moo: int | None
    subdistrict_code: str
    fields: tuple[str, ...]
    written_by: tuple[str, ...]
    laptops: tuple[str, ...]
    newest_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage:
    """One record's values side by side, by field; `seen` is what a decision names.

    `form` is the id and version of the form that a visit answers, and `labels` the names of its fields by language; of
    a plan's fields they are the texts of the lines.
    """

    item: ConflictItem
    standing: Mapping[str, tuple[StandingValue, ...]]
    seen: Mapping[str, tuple[str, ...]]
    form: tuple[str, str] = ("", "")
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class ConflictQueries(Protocol):
    """Values that were written apart and wait for a decision."""

    def count(self) -> int:
        """How many records have some."""
        ...

    def list(self) -> tuple[ConflictPage, ...]:
        """All of them, the newest first."""
        ...
