"""What stands on the report of the indicators: what the window shows, at a moment, in somebody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kmcase.application.read.indicators import IndicatorReport


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSnapshot:
    """The report as it is told to who prints it."""

    office: str
    report: IndicatorReport
    printed_at: datetime
    printed_by: str
    sample: bool = False
