"""What the board of controls and the control report show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kmcase.domain.controls import JudgementMade, Observation, ObservationState
from kmcase.domain.findings import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationItem:
    """An observation with how it stands and what was said of it, the newest first.

    `returned`: it was judged on other facts. `mine`: it is about the work of who looks, who therefore cannot judge it.
    """

    observation: Observation
    state: ObservationState
    severity: Severity
    rule_version: str
    reference: str
    officer_name: str
    place: str
    judgements: tuple[JudgementMade, ...] = ()
    returned: bool = False
    mine: bool = False

    @property
    def key(self) -> str:
        """Known by control and subject."""
        return self.observation.key


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLine:
    """A control with its counts; `thresholds` are (key, value) of the day."""

    code: str
    version: str
    severity: Severity
    reference: str
    thresholds: tuple[tuple[str, int], ...]
    open: int
    explained: int
    confirmed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlBoard:
    """All observations computed at one moment (UTC) under one version of the numbers; `names` of staff by id.

    `payments` is how many were looked at.
    """

    computed_at: datetime
    today: date
    numbers_version: str
    payments: int
    items: tuple[ObservationItem, ...]
    lines: tuple[ControlLine, ...]
    names: Mapping[str, str]
