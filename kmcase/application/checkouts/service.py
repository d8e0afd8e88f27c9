"""Use cases of runs that go out with a laptop, at the office."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from kmcase.application.changes import Outcome
from kmcase.application.checkouts.accepting import NEVER_BOOKED, accepted, weigh
from kmcase.application.checkouts.commands import ComeHome, Settle, TakeBack
from kmcase.application.duplicates.standing import open_duplicates
from kmcase.application.judging import refuse_blocked
from kmcase.application.payments import frozen_findings, require_at_hand
from kmcase.application.permissions import allowed
from kmcase.application.ports.checkouts import Checkout, FieldHandover
from kmcase.application.ports.payments import Run, VoucherStanding
from kmcase.application.read.checkouts import HandoverDoubt, LaptopChoice
from kmcase.application.seconds import ask_second, require_second
from kmcase.application.work import Unit, Work
from kmcase.domain.checkouts import (
    HandoverDoubted,
    HandoverSetAside,
    RunCameHome,
    RunCheckedOut,
    RunTakenBack,
    Word,
)
from kmcase.domain.errors import DomainError, EnvironmentProblem, require_that
from kmcase.domain.findings import Finding, blocking
from kmcase.domain.money import Baht
from kmcase.domain.payments import AWAITED, Method, VoucherNotPaid, VoucherState
from kmcase.rules.limits import nobody_decided

_LOG = logging.getLogger("kmcase.checkouts")


class CheckoutService:
    """Use cases of runs in the field."""

    def __init__(self, work: Work) -> None:
        self._work = work

    # --- out ---

    def check_out(self, run_id: str, laptop_id: str, cash: Baht) -> Outcome[str]:
        """The payer leaves with the cash; from now on that laptop alone hands the run's vouchers over.

        Raises `payments.run_closed`, `checkouts.run_is_out`, `.not_cash`, `.nobody_waits`, `.unknown_laptop`,
        `.laptop_revoked`, `.payer_not_on_laptop`, `.cash_missing` or `.cash_too_much`, and as a laptop cannot tell them
        `controls.round_frozen` and a payee who may stand in the register twice.
        """
        with self._work.begin("checkouts.check_out") as unit:
            values = require_at_hand(unit, run_id)
            run = unit.payments.run(run_id)
            require_that(values.method is Method.CASH, "checkouts.not_cash", number=values.number)
            awaited = [each for each in run.vouchers if each.state is VoucherState.ISSUED]
            require_that(bool(awaited), "checkouts.nobody_waits", number=values.number)
            self._require_laptop(unit, laptop_id, values.payer)
            _require_cash(cash, run)
            refuse_blocked(_told_at_the_office_alone(unit, values.payer, run_id, awaited))
            checkout_id = unit.ids.new()
            unit.record(
                RunCheckedOut(
                    run_id=run_id, checkout_id=checkout_id, laptop_id=laptop_id, carrier=values.payer, cash=cash
                )
            )
            return unit.commit(run_id)

    @staticmethod
    def _require_laptop(unit: Unit, laptop_id: str, payer: str) -> None:
        found = unit.checkouts.laptop(laptop_id)
        if found is None:
            raise DomainError("checkouts.unknown_laptop", "laptop_id")
        require_that(found.revoked is None, "checkouts.laptop_revoked", "laptop_id", laptop=found.name)
        if payer not in found.officers:
            who = unit.staff.member(payer).name
            raise DomainError("checkouts.payer_not_on_laptop", "laptop_id", laptop=found.name, name=who)

    # --- what laptops handed over ---

    def accept(self) -> int:
        """Take every hand-over that came into the books, or note what stands against it; gives how many were taken.

        Each in a transaction of its own: one that is killed between goes on when it is called again; one that cannot be
        weighed is doubted for that, and keeps no other waiting. Who may not accept leaves them to the next who may.
        """
        if not allowed("checkouts.accept", self._work.actor.roles):
            return 0
        with self._work.begin("checkouts.accept") as unit:
            waiting = unit.checkouts.waiting()
        return sum(self._accept_alone(event_id) for event_id in waiting)

    def _accept_alone(self, event_id: str) -> bool:
        try:
            return self._accept(event_id)
        except (EnvironmentProblem, MemoryError):
            raise  # Of the store, not of the hand-over: it waits.
        except Exception as error:  # noqa: BLE001  whatever a forged hand-over brings about
            _LOG.error("handover.unweighed %s", type(error).__name__)
        with self._work.begin("checkouts.accept") as unit:
            doubt = unit.checkouts.unweighed(event_id)
            if doubt is not None:
                unit.record(doubt)
                unit.commit(event_id)
        return False

    def _accept(self, event_id: str) -> bool:
        with self._work.begin("checkouts.accept") as unit:
            told = unit.checkouts.handover(event_id)
            if told is None or told.word is not None:
                return False
            weighed = weigh(unit, told)
            doubted = blocking(weighed.findings)
            unit.record(_doubt(told, weighed.findings) if doubted else accepted(unit, told, weighed))
            unit.commit(event_id)
            return not doubted

    def settle(self, command: Settle) -> Outcome[str]:
        """The director's word on a doubted hand-over.

        Raises `checkouts.not_doubted`, `.settled_by_payer`, `payments.reason_missing`, and for what is to be accepted
        all that no reason takes into the books.
        """
        with self._work.begin("checkouts.settle") as unit:
            told = unit.checkouts.handover(command.handover_event)
            if told is None or told.word is not Word.DOUBTED:
                raise DomainError("checkouts.not_doubted")
            require_that(bool(command.reason.strip()), "payments.reason_missing", "reason")
            payers = {told.handover.payer, told.recorded_by}
            require_that(unit.actor.staff_id not in payers, "checkouts.settled_by_payer")
            reason = command.reason.strip()
            if not command.accept:
                unit.record(
                    HandoverSetAside(
                        handover_id=told.handover_id,
                        handover_event=told.event_id,
                        run_id=told.run_id,
                        voucher_id=told.voucher_id,
                        person_id=told.person_id,
                        reason=reason,
                    )
                )
                return unit.commit(told.run_id)
            weighed = weigh(unit, told)
            codes = {finding.code for finding in blocking(weighed.findings)}
            refuse_blocked(weighed.findings, tuple(codes - NEVER_BOOKED))
            unit.record(accepted(unit, told, weighed, reason))
            return unit.commit(told.run_id, weighed.findings)

    # --- home ---

    def come_home(self, command: ComeHome) -> Outcome[str]:
        """The cash was counted; what the laptop left unpaid is not paid now, and its requests wait for another run.

        Raises `checkouts.not_out`, `.silent` while the laptop said nothing of some numbers, `.count_negative` or
        `.difference_unexplained`.
        """
        with self._work.begin("checkouts.come_home") as unit:
            out = _out(unit, command.run_id)
            run = unit.payments.run(command.run_id)
            handed = [told for told in unit.checkouts.of_checkout(out.checkout_id) if told.counts]
            left = unit.checkouts.left(out.checkout_id)
            unpaid = _unpaid(run, {told.voucher_id for told in handed}, left)
            expected = out.cash - Baht.total({told.voucher_id: told.handover.counted for told in handed}.values())
            require_that(command.counted.satang >= 0, "checkouts.count_negative", "counted")
            explained = command.counted == expected or bool(command.note.strip())
            difference = Baht(abs((command.counted - expected).satang))
            require_that(explained, "checkouts.difference_unexplained", "note", difference=difference)
            for voucher in (standing.voucher for standing in unpaid):
                unit.record(
                    VoucherNotPaid(
                        run_id=voucher.run_id,
                        voucher_id=voucher.voucher_id,
                        request_id=voucher.request_id,
                        reason=left[voucher.voucher_id],
                        half=voucher.half,
                        amount=voucher.amount,
                    )
                )
            unit.record(
                RunCameHome(
                    run_id=out.run_id,
                    checkout_id=out.checkout_id,
                    laptop_id=out.laptop_id,
                    expected=expected,
                    counted=command.counted,
                    note=command.note.strip(),
                )
            )
            return unit.commit(command.run_id)

    def take_back(self, command: TakeBack) -> Outcome[str]:
        """The laptop is lost or does not come: the office pays again; what comes from it later is a finding."""
        second = ask_second(self._work, command.second_person, command.second_password)
        with self._work.begin("checkouts.take_back") as unit:
            out = _out(unit, command.run_id)
            require_that(bool(command.reason.strip()), "payments.reason_missing", "reason")
            require_second(unit, second, "second_person", payers={out.carrier})
            unit.record(
                RunTakenBack(
                    run_id=out.run_id,
                    checkout_id=out.checkout_id,
                    laptop_id=out.laptop_id,
                    reason=command.reason.strip(),
                    second_person=command.second_person,
                )
            )
            return unit.commit(command.run_id)

    # --- shown ---

    def laptops(self) -> tuple[LaptopChoice, ...]:
        """Laptops that a run may go out with, by name."""
        with self._work.read("payments.read") as reading:
            return reading.checkouts.laptops()

    def doubts(self) -> tuple[HandoverDoubt, ...]:
        """Hand-overs of laptops that wait for a person, the oldest first."""
        with self._work.read("payments.read") as reading:
            return reading.checkouts.doubts()


def _out(unit: Unit, run_id: str) -> Checkout:
    out = unit.checkouts.out(run_id)
    if out is None:
        raise DomainError("checkouts.not_out")
    return out


def _told_at_the_office_alone(
    unit: Unit, payer: str, run_id: str, awaited: list[VoucherStanding]
) -> tuple[Finding, ...]:
    addresses = [unit.requests.request(each.voucher.request_id).address for each in awaited]
    doubles = (
        finding
        for each in awaited
        for finding in nobody_decided(open_duplicates(unit, each.voucher.payee.person_id), paying=True)
    )
    villages = [(address.subdistrict_code, address.moo) for address in addresses]
    return (*frozen_findings(unit, payer, run_id, villages), *doubles)


def _require_cash(cash: Baht, run: Run) -> None:
    there = run.drawn - run.receipts - run.returned
    require_that(cash.satang > 0, "checkouts.cash_missing", "cash")
    require_that(cash.satang <= there.satang, "checkouts.cash_too_much", "cash", there=there)


def _unpaid(run: Run, handed: set[str], left: Mapping[str, str]) -> list[VoucherStanding]:
    """The numbers that come home unpaid; raises `checkouts.silent` where the laptop said nothing of one."""
    rest = [each for each in run.vouchers if each.state in AWAITED and each.voucher.voucher_id not in handed]
    silent = [each.voucher.number for each in rest if each.voucher.voucher_id not in left]
    require_that(not silent, "checkouts.silent", count=len(silent), numbers=", ".join(silent))
    return rest


def _doubt(told: FieldHandover, findings: tuple[Finding, ...]) -> HandoverDoubted:
    return HandoverDoubted(
        handover_id=told.handover_id,
        handover_event=told.event_id,
        laptop_id=told.laptop_id,
        run_id=told.run_id,
        voucher_id=told.voucher_id,
        person_id=told.person_id,
        findings=findings,
    )
