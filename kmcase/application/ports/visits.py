"""Visits as use cases load them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.domain.visits import Contradiction, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why survey and visit differ; it holds for the values that it names. `by` is a staff id."""

    contradiction: Contradiction
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A second officer's word for some explained differences."""

    contradictions: tuple[Contradiction, ...]
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedRow:
    """The newest row of a survey list that is a person: its cells by `ColumnUse.key`, and when the list came."""

    import_id: str
    row: int
    cells: Mapping[str, str]
    received_on: date


class VisitRepository(Protocol):
    """Visits and what was said about them."""

    def visit(self, visit_id: str) -> Visit:
        """A visit; raises `visits.unknown`."""
        ...

    def standing(self, visit_id: str, key: str) -> Mapping[str, object]:
        """The values of an answer that stand, by the event that wrote each; several where they were written apart."""
        ...

    def open_comments(self, visit_id: str) -> int:
        """Comments that the officer has not answered."""
        ...

    def comment_is_open(self, visit_id: str, comment_id: str) -> bool:
        """Whether a comment of this visit waits for its answer; raises `visits.unknown_comment`."""
        ...

    def explanations(self, visit_id: str) -> tuple[Explanation, ...]:
        """The standing explanation of each difference."""
        ...

    def confirmations(self, visit_id: str) -> tuple[Confirmation, ...]:
        """Every confirmation of differences."""
        ...

    def surveyed(self, person_id: str) -> SurveyedRow | None:
        """What the newest survey list says of a person; None where no list named them."""
        ...

    def photographed_before(self, visit_id: str, sha256s: frozenset[str]) -> frozenset[str]:
        """Those of these photographs (by the hash of the original) that another record holds too."""
        ...

    def request_of(self, visit_id: str) -> str | None:
        """The request that was made of a visit."""
        ...

    def visit_of_request(self, request_id: str) -> str | None:
        """The visit that a request was made of."""
        ...

    def wished(self) -> tuple[str, ...]:
        """Visits that were sent and propose aid, of which no request was made yet, the oldest first."""
        ...
