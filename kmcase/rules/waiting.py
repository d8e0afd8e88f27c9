"""How long a request has waited, against the ministry's days (SLA lights)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.rules.regulations import Regulations

_ALWAYS_SHORT = frozenset({"emergency", "child"})


class Light(StrEnum):
    """How a request stands against the ministry's days."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Days from the request to a day, the days allowed, and the light."""

    days: int
    allowed: int
    light: Light


def waiting(received_on: date, until: date, *, known_case: bool, aid_kind: str, numbers: Regulations) -> Waiting:
    """Calendar days against `sla.*` of the day of the request; emergencies and children always have the short time."""
    case = "known_case" if known_case or aid_kind in _ALWAYS_SHORT else "new_case"
    days = max(0, (until - received_on).days)
    green, yellow, allowed = (numbers.value(f"sla.{case}_{name}", received_on) for name in ("green", "yellow", "days"))
    steps = ((green, Light.GREEN), (yellow, Light.YELLOW), (allowed, Light.ORANGE))
    light = next((found for most, found in steps if days <= most), Light.RED)
    return Waiting(days=days, allowed=allowed, light=light)
