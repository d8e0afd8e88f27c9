"""Runs out with a laptop: what has to come back, and hand-overs that wait for a person."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, func, select

from kmcase.application.read.checkouts import (
    CheckoutItem,
    HandoverDoubt,
    LaptopChoice,
    ReturnLine,
    ReturnPage,
    Told,
)
from kmcase.domain.checkouts import CheckoutState, Word
from kmcase.domain.events import build
from kmcase.domain.findings import Finding
from kmcase.domain.money import Baht
from kmcase.domain.payments import AWAITED, VoucherState
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.vouchers import STANDING, STATE
from kmcase.persistence.repositories.checkouts import SqlCheckouts
from kmcase.persistence.rows.checkouts import field_handover, handover_word, run_checkout
from kmcase.persistence.rows.exchange import laptop, laptop_chain
from kmcase.persistence.rows.office import staff
from kmcase.persistence.rows.payments import payment_receipt, voucher
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import bangkok_date


class SqlCheckoutQueries:
    """`CheckoutQueries` on plain selects; `laptop_id` of the laptop that this store is, empty at the office."""

    def __init__(self, connection: Connection, laptop_id: str = "") -> None:
        self._connection = connection
        self._laptop_id = laptop_id

    @cached_property
    def _names(self) -> dict[str, str]:
        return {row.staff_id: row.name for row in self._connection.execute(select(staff.c.staff_id, staff.c.name))}

    def out(self) -> dict[str, CheckoutItem]:
        """The runs that are out now, by run."""
        query = (
            select(run_checkout, laptop.c.name.label("laptop_name"))
            .outerjoin(laptop, laptop.c.laptop_id == run_checkout.c.laptop_id)
            .where(run_checkout.c.state == CheckoutState.OUT.value)
        )
        return {row.run_id: self._item(row) for row in self._connection.execute(query)}

    def is_here(self, out: CheckoutItem | None) -> bool:
        """Whether a run may be paid at this place: on a laptop it is out with it, at the office it is not out."""
        return (out is not None and out.here) if self._laptop_id else out is None

    def return_page(self, run_id: str, out: CheckoutItem) -> ReturnPage:
        """What has to come back with a run that is out."""
        repository = SqlCheckouts(Rows(self._connection))
        handed = {told.voucher_id: told for told in repository.of_checkout(out.checkout_id) if told.counts}
        left = repository.left(out.checkout_id)
        query = (
            select(voucher, STATE.label("state"))
            .select_from(STANDING)
            .where(voucher.c.run_id == run_id)
            .order_by(voucher.c.serial)
        )
        lines = []
        for row in self._connection.execute(query):
            told = handed.get(row.voucher_id)
            if told is None and VoucherState(row.state) not in AWAITED:
                continue
            silent = Told.LEFT if row.voucher_id in left else Told.SILENT
            lines.append(
                ReturnLine(
                    voucher_id=row.voucher_id,
                    number=row.number,
                    payee_name=row.payee_name,
                    amount=Baht(row.amount),
                    told=Told.HANDED if told else silent,
                    handed=told.handover.counted if told else Baht.zero(),
                    on=told.handover.paid_on if told else None,
                    reason="" if told else left.get(row.voucher_id, ""),
                )
            )
        return ReturnPage(cash=out.cash, lines=tuple(lines))

    def doubts(self, run_id: str | None = None) -> tuple[HandoverDoubt, ...]:
        """Hand-overs that wait for a person, the oldest first; of one run where it is named.

        One of a number that the office does not know belongs to no run, and stands on the page of each.
        """
        query = (
            select(
                field_handover,
                handover_word.c.findings,
                laptop.c.name.label("laptop_name"),
                voucher.c.run_id.label("of_run"),
                voucher.c.number,
                voucher.c.payee_name,
                STATE.label("stands"),
                payment_receipt.c.paid_on.label("stands_on"),
                payment_receipt.c.payer.label("stands_by"),
            )
            .select_from(field_handover)
            .join(handover_word, handover_word.c.event_id == field_handover.c.event_id)
            .outerjoin(laptop_chain, laptop_chain.c.store == field_handover.c.store)
            .outerjoin(laptop, laptop.c.laptop_id == laptop_chain.c.laptop_id)
            .outerjoin(STANDING, voucher.c.voucher_id == field_handover.c.voucher_id)
            .where(handover_word.c.word == Word.DOUBTED.value)
            .order_by(field_handover.c.entered_at, field_handover.c.event_id)
        )
        if run_id is not None:
            query = query.where((voucher.c.run_id == run_id) | voucher.c.run_id.is_(None))
        return tuple(self._doubt(row) for row in self._connection.execute(query))

    def waiting(self, run_id: str) -> int:
        """How many hand-overs of a run the office has still to look at; a laptop has none to look at."""
        if self._laptop_id:
            return 0
        query = (
            select(func.count())
            .select_from(field_handover)
            .outerjoin(handover_word, handover_word.c.event_id == field_handover.c.event_id)
            .where(field_handover.c.run_id == run_id, handover_word.c.event_id.is_(None))
        )
        return int(self._connection.execute(query).scalar_one())

    def laptops(self) -> tuple[LaptopChoice, ...]:
        """Laptops that are enrolled and not revoked, by name."""
        query = select(laptop).where(laptop.c.revoked_at.is_(None)).order_by(laptop.c.name, laptop.c.laptop_id)
        return tuple(
            LaptopChoice(laptop_id=row.laptop_id, name=row.name, officers=frozenset(from_json(row.officers)))
            for row in self._connection.execute(query)
        )

    def _item(self, row: Any) -> CheckoutItem:
        return CheckoutItem(
            checkout_id=row.checkout_id,
            laptop_id=row.laptop_id,
            laptop_name=row.laptop_name or "",
            carrier_name=self._names.get(row.carrier, ""),
            since=bangkok_date(datetime.fromisoformat(row.out_at)),
            cash=Baht(row.cash),
            here=row.laptop_id == self._laptop_id,
        )

    def _doubt(self, row: Any) -> HandoverDoubt:
        known = row.number is not None
        return HandoverDoubt(
            handover_event=row.event_id,
            run_id=row.of_run or "",
            voucher_id=row.voucher_id,
            number=row.number or "",
            payee_name=row.payee_name or "",
            laptop_name=row.laptop_name or "",
            amount=Baht(row.amount),
            on=date.fromisoformat(row.paid_on),
            entered_at=datetime.fromisoformat(row.entered_at),
            payer_name=self._names.get(row.payer, ""),
            findings=build(tuple[Finding, ...], from_json(row.findings)),
            stands=VoucherState(row.stands) if known else None,
            stands_on=date.fromisoformat(row.stands_on) if row.stands_on else None,
            stands_by=self._names.get(row.stands_by or "", ""),
        )
