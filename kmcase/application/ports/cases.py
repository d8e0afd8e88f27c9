"""Cases as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.casework import Casework
from kmcase.domain.dates import PartialDate


class CaseRepository(Protocol):
    """Heads of cases, for somebody: a case that he may not see is unknown to him."""

    def head(self, case_id: str) -> CaseHead:
        """A case; raises `cases.unknown`."""
        ...

    def require(self, case_id: str) -> None:
        """Raise `cases.unknown` where there is no such case or the actor may not see it."""
        ...

    def photographed(self, case_id: str) -> bool:
        """Whether a photograph of the client is kept; raises `cases.unknown`."""
        ...

    def photographed_openly(self) -> tuple[tuple[str, str, PartialDate], ...]:
        """Cases that the actor sees, whose client was photographed and whose birth date, whole or in part, is known.

        Left out is what is restricted, and what somebody keeps open with a reason. Of each its id, the version of its
        casework and the birth date; by id.
        """
        ...

    def learned_from(self, lesson_id: str) -> tuple[CaseHead, ...]:
        """The cases of which a lesson came, as far as the actor may see them."""
        ...

    def sealed(self, number: str) -> str:
        """The id of a restricted case by the number that somebody typed, seen or not; empty where none has it."""
        ...

    def casework(self, version: str) -> Casework:
        """A version of the casework, the newest shipped one where there is none such."""
        ...

    def has_casework(self, version: str) -> bool:
        """Whether a version was shipped or set."""
        ...

    def newest_casework(self) -> Casework:
        """The version that new cases are led by."""
        ...
