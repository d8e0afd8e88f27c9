"""What the use cases of paying are asked with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kmcase.domain.evidence import Attachment
from kmcase.domain.meetings import Override
from kmcase.domain.payments import BankResult, Handover, Method, Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareRun:
    """A run over requests of one drawn batch; accounts by request id for transfers."""

    batch_id: str
    method: Method
    planned_on: date
    place: str
    payer: str
    committee: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    request_ids: tuple[str, ...] = ()
    accounts: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Cash handed to one payee.

    `second_password` is typed by the override's second person, `late_second_password` by that of a late entry.
    """

    voucher_id: str
    handover: Handover
    override: Override | None = None
    second_password: str = field(default="", repr=False)
    late_second_password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTransfer:
    """A line of the bank's report for one voucher; `late_second_password` is typed by the second person."""

    voucher_id: str
    reference: str
    result: BankResult
    paid_on: date
    reason: str = ""
    report: Attachment | None = None
    late_reason: str = ""
    late_second_person: str = ""
    late_second_password: str = field(default="", repr=False)
