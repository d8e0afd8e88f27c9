"""Who answered short forms."""

from __future__ import annotations

from kmcase.domain.indicators import Period
from kmcase.persistence.rows import indicators as tables
from kmcase.persistence.statements import Rows


class SqlIndicators:
    """`IndicatorRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def has_answered(self, form: str, half: Period, staff_id: str) -> bool:
        """Whether a member of staff has answered a form in a half."""
        where = {"form": form, "fiscal_year": half.fiscal_year, "half": half.half}
        return self._rows.one(tables.indicator_respondent, **where, staff_id=staff_id) is not None
