"""Closings as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.cases.closing import Closing


class CaseClosingRepository(Protocol):
    """Closings, for somebody: those of a case which he may not see are unknown to him."""

    def closings(self, case_id: str) -> tuple[Closing, ...]:
        """All closings of a case, the newest first; raises `cases.unknown`."""
        ...
