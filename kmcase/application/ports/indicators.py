"""What use cases of indicators load."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.indicators import Period


class IndicatorRepository(Protocol):
    """Short forms."""

    def has_answered(self, form: str, half: Period, staff_id: str) -> bool:
        """Whether a member of staff has answered a form in a half."""
        ...
