"""A run of the sample office goes out with a real laptop, is paid there, and comes home by real bundles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kmcase.application.checkouts import ComeHome
from kmcase.application.exchange import EnrolLaptop
from kmcase.application.payments import HandOver
from kmcase.application.read.payments import RunPage, VoucherItem
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.cli.sample import pictures
from kmcase.cli.sample.people import AREA
from kmcase.domain.budgets import Budget
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import Finger, Hand, Handover, RunState, SignatureMark, ThumbMark, VoucherState
from kmcase.persistence import schema
from tests.money_builders import SIGNATURE, WITNESSES
from tests.paper import photograph
from tests.sample import CHEAP, open_sample, sample_copy, tell_apart
from tests.state import state_of

pytestmark = pytest.mark.slow
NAME = "เครื่องภาคสนาม"


def waiting(page: RunPage) -> list[str]:
    """The numbers of which nothing is known."""
    return [voucher.voucher_id for voucher in page.vouchers if voucher.state is VoucherState.ISSUED]


def open_run(office: OpenOffice) -> RunPage:
    """The run that is being paid on the sample's day."""
    payments = office.services.payments
    (run,) = [run for run in payments.runs() if run.state is RunState.OPEN and run.here]
    return payments.run(run.run_id)


def acknowledged(office: OpenOffice, page: RunPage, payee: VoucherItem) -> Handover:
    """Cash counted, signed for or marked by a thumb before two witnesses, with pictures kept on this very machine."""
    thumb = None
    if not payee.can_write:
        image = office.services.attachments.keep(pictures.thumbprint(1), EvidenceKind.THUMBPRINT, "นิ้ว.png")
        thumb = ThumbMark(image=image, finger=Finger.THUMB, hand=Hand.RIGHT, witnesses=WITNESSES)
    photo = office.services.attachments.keep(photograph(), EvidenceKind.HANDOVER_PHOTO, "มอบเงิน.jpg")
    return Handover(
        paid_on=office.today(),
        counted=payee.amount,
        payer=page.values.payer,
        committee=page.values.committee,
        witnesses=page.values.witnesses,
        place=page.values.place,
        signature=SignatureMark(strokes=SIGNATURE) if thumb is None else None,
        thumbprint=thumb,
        photo=photo,
    )


def budget_of(office: OpenOffice, page: RunPage) -> Budget:
    """The half that the run is paid from."""
    return office.services.budgets.page(page.half).budget


class Trip:
    """The office's folder and the laptop's, opened one after the other as people do."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.office = sample_copy(place)
        tell_apart(self.office)
        self.laptop = place / "laptop"

    def at_office(self, login: str = "finance1") -> OpenOffice:
        """Signed in at the office."""
        return open_sample(self.office, login)

    def on_laptop(self) -> OpenOffice:
        """Signed in on the laptop."""
        return Offices(self.place / "laptop-settings", cost=CHEAP).sign_in(self.laptop, "finance1", "sample")

    def enrol(self) -> str:
        """The director lets a laptop in for one sub-district; it joins with the payer's password."""
        file = self.place / "one.enrol"
        director = self.at_office("director")
        try:
            command = EnrolLaptop(name=NAME, area=frozenset({min(AREA)}), officers=frozenset({"finance1"}))
            laptop_id = director.services.laptops.enrol(command, file).value
        finally:
            director.close()
        Offices(self.place / "laptop-settings", cost=CHEAP).join(file, self.laptop, "finance1", "sample")
        return laptop_id

    def to_laptop(self) -> None:
        """The office's bundle, applied on the laptop."""
        self._carry(self.at_office(), self.on_laptop, NAME)

    def to_office(self, times: int = 1) -> list[int]:
        """The laptop's bundle, applied at the office; how many hand-overs were accepted each time."""
        return self._carry(self.on_laptop(), self.at_office, "", times)

    def _carry(self, source: OpenOffice, target: Callable[[], OpenOffice], to: str, times: int = 1) -> list[int]:
        bundle = self.place / "one.bundle"
        try:
            source.services.exchange.make(to, bundle)
        finally:
            source.close()
        taking = target()
        try:
            found = [taking.services.exchange.apply(bundle) for _ in range(times)]
            assert all(applied.whole for applied in found)
            return [applied.accepted for applied in found]
        finally:
            taking.close()


def test_a_run_is_taken_out_paid_offline_brought_home_accepted_and_closed(tmp_path: Path) -> None:
    trip = Trip(tmp_path)
    laptop_id = trip.enrol()
    office = trip.at_office()
    try:
        page, before = open_run(office), budget_of(office, open_run(office))
        numbers = waiting(page)
        cash = Baht.total(voucher.amount for voucher in page.vouchers if voucher.voucher_id in numbers)
        office.services.checkouts.check_out(page.run_id, laptop_id, cash)
    finally:
        office.close()
    trip.to_laptop()

    laptop = trip.on_laptop()
    try:
        payments = laptop.services.payments
        here = payments.run(page.run_id)
        assert here.here and waiting(here) == numbers
        payees = {voucher.voucher_id: voucher for voucher in here.vouchers}
        pieces = []
        for voucher_id in numbers[:2]:
            handover = acknowledged(laptop, here, payees[voucher_id])
            thumb = handover.thumbprint.image if handover.thumbprint else None
            pieces += [piece.stored_sha256 for piece in (handover.photo, thumb) if piece is not None]
            payments.hand_over(HandOver(voucher_id=voucher_id, handover=handover))
        for voucher_id in numbers[2:]:
            payments.not_paid(voucher_id, "ไม่อยู่บ้าน", ends_approval=False)
        assert laptop.services.printing.receipt(numbers[0]).startswith(b"%PDF")
        left = payments.run(page.run_id).in_hand
    finally:
        laptop.close()
    assert trip.to_office(times=2) == [2, 0]

    office = trip.at_office()
    try:
        services = office.services
        paid = payees[numbers[0]].amount + payees[numbers[1]].amount
        assert left == cash - paid
        after = budget_of(office, page)
        assert (after.paid, after.reserved) == (before.paid + paid, before.reserved - paid)
        assert after.used == before.used
        assert len(pieces) >= 2 and all(office.blobs.has(sha256) for sha256 in pieces)
        ledger = {item.voucher_id: item.state for item in services.printing.ledger_items(page.half)}
        assert [ledger[voucher_id] for voucher_id in numbers[:3]] == [
            VoucherState.PAID,
            VoucherState.PAID,
            VoucherState.ISSUED,
        ]
        services.checkouts.come_home(ComeHome(run_id=page.run_id, counted=left))
        home = services.payments.run(page.run_id)
        assert not waiting(home) and home.to_return == left
        services.batches.give_back(page.run_id, office.today(), home.to_return, "นส. 99/2567")
        services.receipts.close(page.run_id)
        assert services.payments.run(page.run_id).state is RunState.CLOSED
        folded = state_of(office.engine)
        schema.rebuild(office.engine)
        assert state_of(office.engine) == folded
    finally:
        office.close()
    trip.to_laptop()
    laptop = trip.on_laptop()
    try:
        known = laptop.services.payments.run(page.run_id)
        assert known.state is RunState.CLOSED
        assert [replace(voucher, scans=0) for voucher in known.vouchers] == [
            replace(voucher, scans=0) for voucher in numbers_of(trip, page.run_id)
        ]
    finally:
        laptop.close()


def numbers_of(trip: Trip, run_id: str) -> tuple[VoucherItem, ...]:
    """The numbers of a run as the office has them."""
    office = trip.at_office()
    try:
        return office.services.payments.run(run_id).vouchers
    finally:
        office.close()
