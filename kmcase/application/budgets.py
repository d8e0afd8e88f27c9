"""Budgets: allotments, transfers, plans, late payments, and what was paid before the program came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.judging import refuse_blocked
from kmcase.application.limits import times_of
from kmcase.application.read.budgets import BudgetPage, OpeningItem, PostingItem
from kmcase.application.seconds import ask_second, require_second
from kmcase.application.work import Unit, Work
from kmcase.domain.budgets import (
    BudgetAllotted,
    BudgetHalf,
    BudgetTransferred,
    ClaimUnit,
    LatePaymentAllowed,
    MonthlyPlanSet,
    OpeningPaymentEntered,
)
from kmcase.domain.errors import DomainError
from kmcase.domain.events import Judgement
from kmcase.domain.money import Baht
from kmcase.rules.limits import (
    LimitFacts,
    allowed_times,
    amount_a_time,
    claims_for,
    half_on,
    latest_late_day,
    times_a_year,
)
from kmcase.thai.calendar import fiscal_months, fiscal_year, half_bounds
from kmcase.thai.digits import to_arabic


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Money from one half to another, approved under a document by a second person, who types the own password."""

    source: BudgetHalf
    target: BudgetHalf
    amount: Baht
    on: date
    document: str
    reason: str
    approved_by: str
    second_password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowLate:
    """Payments of a half until a day after its end, approved by a second person as a transfer is."""

    half: BudgetHalf
    until: date
    document: str
    reason: str
    approved_by: str
    second_password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPayment:
    """One payment of this year from before the program."""

    person_id: str
    aid_kind: str
    amount: Baht
    paid_on: date
    voucher_number: str
    document: str
    repeat_reason: str = ""


class BudgetService:
    """Use cases of the budget."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def allot(self, half: BudgetHalf, amount: Baht, on: date, document: str) -> Outcome[str]:
        """Money assigned to a half by the provincial office in its year; a negative amount takes some back."""
        with self._work.begin("budgets.allot") as unit:
            _require(on <= unit.today, "budgets.day_in_future", "on")
            _require(fiscal_year(on) == half.fiscal_year, "budgets.day_outside_year", "on", year=str(half.fiscal_year))
            _require(bool(amount), "budgets.amount_missing", "amount")
            _require(bool(document.strip()), "budgets.document_missing", "document")
            budget = unit.budgets.budget(half)
            free = budget.available if budget else Baht.zero()
            _require(amount.satang >= -free.satang, "budgets.below_used", "amount", free=free)
            posting_id = unit.ids.new()
            unit.record(BudgetAllotted(posting_id=posting_id, half=half, amount=amount, on=on, document=document))
            return unit.commit(posting_id)

    def transfer(self, command: Transfer) -> Outcome[tuple[str, str]]:
        """Move money between halves; the approver is somebody else than who records it."""
        second = ask_second(self._work, command.approved_by, command.second_password)
        with self._work.begin("budgets.transfer") as unit:
            _require(command.source != command.target, "budgets.same_half", "target")
            _require(command.on <= unit.today, "budgets.day_in_future", "on")
            _require(command.amount.satang > 0, "budgets.amount_missing", "amount")
            _require(bool(command.document.strip()), "budgets.document_missing", "document")
            _require(bool(command.reason.strip()), "budgets.reason_missing", "reason")
            require_second(unit, second, "approved_by")
            source = unit.budgets.budget(command.source)
            free = source.available if source else Baht.zero()
            _require(command.amount.satang <= free.satang, "budgets.not_free", "amount", free=free)
            ids = (unit.ids.new(), unit.ids.new())
            unit.record(
                BudgetTransferred(
                    posting_ids=ids,
                    source=command.source,
                    target=command.target,
                    amount=command.amount,
                    on=command.on,
                    document=command.document,
                    reason=command.reason,
                    approved_by=command.approved_by,
                )
            )
            return unit.commit(ids)

    def set_plan(self, half: BudgetHalf, months: dict[str, Baht]) -> Outcome[str]:
        """The plan by month (`2024-01`); every month lies in the half."""
        with self._work.begin("budgets.plan") as unit:
            known = {f"{year:04d}-{month:02d}" for year, month in fiscal_months(half.fiscal_year, half.half)}
            for month, amount in months.items():
                _require(month in known, "budgets.month_outside", "months", month=month)
                _require(amount.satang >= 0, "budgets.amount_missing", "months")
            unit.record(MonthlyPlanSet(half=half, months=dict(sorted(months.items()))))
            return unit.commit(half.budget_id)

    def allow_late(self, command: AllowLate) -> Outcome[str]:
        """Let payments of a half be made until a day after its end, at the latest a year after it."""
        half, until = command.half, command.until
        second = ask_second(self._work, command.approved_by, command.second_password)
        with self._work.begin("budgets.late") as unit:
            latest = latest_late_day(half)
            _require(until > half_bounds(half.fiscal_year, half.half)[1], "budgets.not_late", "until")
            _require(until <= latest, "budgets.too_late", "until", latest=latest)
            _require(bool(command.document.strip()), "budgets.document_missing", "document")
            _require(bool(command.reason.strip()), "budgets.reason_missing", "reason")
            require_second(unit, second, "approved_by")
            permission_id = unit.ids.new()
            unit.record(
                LatePaymentAllowed(
                    permission_id=permission_id,
                    half=half,
                    until=until,
                    document=command.document,
                    reason=command.reason,
                    approved_by=command.approved_by,
                )
            )
            return unit.commit(permission_id)

    def enter_opening(self, command: OpeningPayment) -> Outcome[str]:
        """Marked history of before the office numbered its own vouchers: counts for the year's limits and the half.

        Raises `budgets.paid_in_future`, `budgets.paid_in_own_time` beside the day, `budgets.voucher_own` beside the
        number, and what the limits block.
        """
        with self._work.begin("budgets.open") as unit:
            number = _history_number(unit, command)
            person = unit.people.person(command.person_id)
            half = half_on(command.paid_on)
            standing = unit.budgets.budget(half)
            free = standing.available if standing else Baht.zero()
            _require(command.amount.satang <= free.satang, "budgets.not_free", "amount", free=free)
            family_id = person.values.family_id
            units = {
                ClaimUnit.PERSON: command.person_id,
                ClaimUnit.FAMILY: family_id,
                ClaimUnit.HOUSEHOLD: unit.people.household_of_family(family_id) if family_id else None,
            }
            times = times_of(unit, units, command.aid_kind, half.fiscal_year)
            facts = LimitFacts(
                day=command.paid_on,
                aid_kind=command.aid_kind,
                amount=command.amount,
                subdistrict_code=person.values.address.subdistrict_code,
                area=unit.office.area,
                province_code=unit.office.province_code,
                times=times,
                half=half,
                repeat_reason=command.repeat_reason,
            )
            findings = (*amount_a_time(facts, unit.regulations), *times_a_year(facts, unit.regulations))
            refuse_blocked(findings)
            opening_id = unit.ids.new()
            unit.record(
                OpeningPaymentEntered(
                    opening_id=opening_id,
                    posting_id=unit.ids.new(),
                    half=half,
                    person_id=command.person_id,
                    family_id=person.values.family_id,
                    payee_name=person.values.full_name,
                    aid_kind=command.aid_kind,
                    amount=command.amount,
                    paid_on=command.paid_on,
                    voucher_number=number,
                    document=command.document,
                    claims=claims_for(
                        times,
                        aid_kind=command.aid_kind,
                        year=half.fiscal_year,
                        allowed=allowed_times(command.aid_kind, command.paid_on, unit.regulations),
                        override=command.repeat_reason or "opening",
                    ),
                    judgement=Judgement(findings=findings, rule_version=unit.regulations.version),
                )
            )
            return unit.commit(opening_id, findings)

    def page(self, half: BudgetHalf) -> BudgetPage:
        """A half: gauge, months, gap between need and approval, families still to be helped."""
        with self._work.read("budgets.read") as reading:
            return reading.budgets.page(half)

    def halves(self) -> tuple[BudgetHalf, ...]:
        """Every half that ever had an allotment, the newest first."""
        with self._work.read("budgets.read") as reading:
            return reading.budgets.halves()

    def postings(self, half: BudgetHalf) -> tuple[PostingItem, ...]:
        """Every posting of a half in order."""
        with self._work.read("budgets.read") as reading:
            return reading.budgets.postings(half)

    def openings(self) -> tuple[OpeningItem, ...]:
        """Everything entered as history."""
        with self._work.read("budgets.read") as reading:
            return reading.budgets.openings()


def _history_number(unit: Unit, command: OpeningPayment) -> str:
    """The number of a payment that can be history."""
    _require(command.amount.satang > 0, "budgets.amount_missing", "amount")
    _require(bool(command.document.strip()), "budgets.document_missing", "document")
    number = to_arabic(command.voucher_number.strip())
    _require(bool(number), "budgets.voucher_missing", "voucher_number")
    _require(not unit.budgets.opening_entered(number), "budgets.voucher_known", "voucher_number", number=number)
    _require(command.paid_on <= unit.today, "budgets.paid_in_future", "paid_on")
    since = unit.budgets.own_vouchers_since()
    _require(since is None or command.paid_on < since, "budgets.paid_in_own_time", "paid_on", since=since)
    _require(not unit.budgets.voucher_issued(number), "budgets.voucher_own", "voucher_number", number=number)
    return number


def _require(holds: bool, code: str, field: str, **params: object) -> None:
    if not holds:
        raise DomainError(code, field, **params)
