"""Values that two people wrote apart: one list of all, each decided once and with a reason.

A decision names all the values that were seen, so it is the same for every store that it comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kmcase.application.changes import Outcome
from kmcase.application.people import PeopleService
from kmcase.application.read.conflicts import ConflictPage
from kmcase.application.work import Work
from kmcase.domain.errors import require_that

Settle = Callable[[str, str, Any, tuple[str, ...], str], Outcome[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Which value of a field stands: `value` plain, `seen` the events whose values the decider saw."""

    noun: str
    record_id: str
    field: str
    value: object
    seen: tuple[str, ...]
    reason: str


class ConflictService:
    """Use cases of values in conflict; who may decide is who may write the record."""

    def __init__(self, work: Work, people: PeopleService) -> None:
        self._work = work
        self._settles: Mapping[str, Settle] = {"person": people.settle, "household": people.settle_household}

    def list(self) -> tuple[ConflictPage, ...]:
        """Every record with values that were written apart, the newest first."""
        with self._work.read("conflicts.read") as reading:
            return reading.conflicts.list()

    def settle(self, decision: Decision) -> Outcome[str]:
        """Decide; raises `conflicts.reason_missing`, `people.no_conflict`, or what the record's rules say."""
        require_that(bool(decision.reason.strip()), "conflicts.reason_missing", "reason")
        settle = self._settles[decision.noun]
        return settle(decision.record_id, decision.field, decision.value, decision.seen, decision.reason.strip())


SETTLED_BY: Mapping[str, str] = {"person": "people.change", "household": "households.change"}
"""Use case by noun: who may do it decides."""
