"""Whom to ask after the payment: nothing here says how much was paid, when or by whom, nor what a payee said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.domain.followups import FollowUpMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """That a payee was asked, on what day, by whom by name; `passed_on` where money went on to somebody."""

    asked_on: date
    asked_by: str
    method: FollowUpMethod
    passed_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskItem:
    """A paid number whose payee is asked, with the newest time that somebody did.

    Who asks has this alone until the own answers are recorded, so that nothing suggests an answer (finding 6).
    """

    voucher_id: str
    number: str
    round: str
    person_id: str
    payee_name: str
    address: str
    asked: AskedItem | None
