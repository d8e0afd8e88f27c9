"""What the use cases of runs in the field are asked with."""

from __future__ import annotations

from dataclasses import dataclass, field

from kmcase.domain.money import Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class ComeHome:
    """A run is back: the cash `counted` at the office, and a `note` where it is not what has to come back."""

    run_id: str
    counted: Baht
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """The director takes a run from its laptop; `second_person`, another member of staff, types the own password."""

    run_id: str
    reason: str
    second_person: str
    second_password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """The director's word on a doubted hand-over: into the books (`accept`) or not, and why."""

    handover_event: str
    accept: bool
    reason: str
