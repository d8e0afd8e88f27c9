"""What the board of controls and the control report show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kmcase.domain.controls import JudgementMade, Observation, ObservationState
from kmcase.domain.findings import Severity
from kmcase.domain.money import Baht
from kmcase.domain.offices import UNLIMITED, NumberUnit
from kmcase.domain.wording import Message, message


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationItem:
    """An observation with how it stands and what was said of it, the newest first.

    `returned`: it was judged on other facts. `mine`: it is about the work of who looks, who therefore cannot judge it.
    """

    observation: Observation
    state: ObservationState
    severity: Severity
    rule_version: str
    reference: tuple[Message, ...]
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
class Threshold:
    """A dated number of a control as it stood on a day; money is satang."""

    key: str
    value: int
    unit: NumberUnit

    @property
    def said(self) -> Message:
        """Its name and value: `Photograph after the day of payment by more than 7 days`."""
        if self.value == UNLIMITED:
            value = message("regulations.unlimited")
        elif self.unit is NumberUnit.BAHT:
            value = message("regulations.amount", amount=Baht(self.value))
        else:
            value = message(f"regulations.unit.{self.unit.value}", count=self.value)
        return message("controls.threshold", name=message(f"regulations.number.{self.key}"), value=value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLine:
    """A control with its counts; `thresholds` are the numbers of the day."""

    code: str
    version: str
    severity: Severity
    reference: tuple[Message, ...]
    thresholds: tuple[Threshold, ...]
    open: int
    explained: int
    confirmed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlBoard:
    """All observations computed at one moment (UTC) under one version of the numbers; `names` of staff by id.

    `paid_on` are the days of all payments that were looked at.
    """

    computed_at: datetime
    today: date
    numbers_version: str
    paid_on: tuple[date, ...]
    items: tuple[ObservationItem, ...]
    lines: tuple[ControlLine, ...]
    names: Mapping[str, str]

    @property
    def payments(self) -> int:
        """How many payments were looked at."""
        return len(self.paid_on)
