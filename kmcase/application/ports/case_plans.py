"""Service plans as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import ServicePlan


class CasePlanRepository(Protocol):
    """Plans, for somebody: that of a case which he may not see is unknown to him."""

    def plan(self, case_id: str) -> ServicePlan:
        """The plan of a case, an empty one where nothing is written; raises `cases.unknown`."""
        ...

    def progress(self, case_id: str) -> dict[str, Progress]:
        """How far services are, by id; those of which nothing was told are planned. Raises `cases.unknown`."""
        ...

    def comment_is_open(self, case_id: str, comment_id: str) -> bool:
        """Whether there is such a comment and nobody answered it."""
        ...
