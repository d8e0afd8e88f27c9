"""Whatever is posted in whatever order, a half never uses more than it was allotted, and the journal adds up to it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.application.batches import BatchService, RequestDisbursement
from kmcase.application.budgets import Transfer
from kmcase.application.payments import PaymentService, PrepareRun, RecordTransfer
from kmcase.domain.budgets import PostingKind
from kmcase.domain.errors import DomainError
from kmcase.domain.meetings import Outcome
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method
from kmcase.persistence.schema import rebuild
from tests.builders import FIRST_HALF, SECOND_HALF, TestOffice, allot, new_office, password_of, register
from tests.request_builders import TODAY, decide, opening, ready_request, requests
from tests.state import state_of


@dataclass
class Story:
    """An office whose money moves; `approved` are requests with money reserved."""

    office: TestOffice
    number: int = 0
    approved: list[str] = field(default_factory=list)

    def next(self) -> int:
        """A number not used before."""
        self.number += 1
        return self.number

    def allot(self, baht: int) -> None:
        """Some thousands more, or back again."""
        allot(self.office, baht * 1000 - 8000, SECOND_HALF)

    def transfer(self, baht: int) -> None:
        """To and fro between the halves."""
        source, target = (FIRST_HALF, SECOND_HALF) if baht % 2 else (SECOND_HALF, FIRST_HALF)
        self.office.budgets("finance").transfer(
            Transfer(
                source=source,
                target=target,
                amount=Baht.of(baht * 700),
                on=TODAY,
                document="บันทึก",
                reason="เหลือ",
                approved_by="director",
                second_password=password_of("director"),
            )
        )

    def reserve(self, baht: int) -> None:
        """A request approved."""
        number = self.next()
        request_id = ready_request(self.office, register(self.office, first_name=f"บุญ{number}"))
        decide(self.office, request_id, Outcome.APPROVED, f"{number}/2567")
        self.approved.append(request_id)

    def release(self, baht: int) -> None:
        """An approved request withdrawn."""
        requests(self.office).withdraw(self.approved.pop(), "ไม่ประสงค์รับ")

    def history(self, baht: int) -> None:
        """A payment from before the program."""
        number = self.next()
        person_id = register(self.office, first_name=f"เดิม{number}")
        amount = Baht.of(min(baht * 500, 3000))
        self.office.budgets().enter_opening(opening(person_id, amount=amount, voucher_number=f"เดิม {number}"))

    def pay(self, baht: int) -> None:
        """An approved request paid by transfer, or sent back by the bank."""
        request_id, number = self.approved.pop(), self.next()
        batches = BatchService(self.office.work("finance"))
        asked = RequestDisbursement(number=f"ฎ {number}/2567", requested_on=TODAY, request_ids=(request_id,))
        batch_id = batches.request(asked).value
        batches.draw(batch_id, TODAY, Baht.of(3000), "ใบรับเงิน")
        payments = PaymentService(self.office.work("finance"))
        payments.prepare(
            PrepareRun(
                batch_id=batch_id,
                method=Method.TRANSFER,
                planned_on=TODAY,
                place="ที่ทำการนิคม",
                payer="finance",
                committee=("director", "officer2"),
                request_ids=(request_id,),
                accounts={request_id: "1234567890"},
            )
        )
        voucher = requests(self.office).page(request_id).payments[-1]
        result = BankResult.REJECTED if baht % 3 == 0 else BankResult.PAID
        payments.record_transfer(
            RecordTransfer(
                voucher_id=voucher.voucher_id, reference=f"KTB {number}", result=result, paid_on=TODAY, reason="บัญชีปิด"
            )
        )


ACTS: dict[str, Callable[[Story, int], None]] = {
    "allot": Story.allot,
    "transfer": Story.transfer,
    "reserve": Story.reserve,
    "release": Story.release,
    "history": Story.history,
    "pay": Story.pay,
}


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 20)), max_size=14), st.integers(0, 30))
def test_a_half_never_uses_more_than_it_was_allotted(acts: list[tuple[str, int]], thousands: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = new_office(Path(folder))
        story = Story(office)
        for name, baht in (("allot", thousands + 8), *acts):
            try:
                ACTS[name](story, baht)
            except (DomainError, IndexError):
                continue
            agree(office)
        before = state_of(office.engine)
        rebuild(office.engine)
        assert state_of(office.engine) == before
        office.engine.dispose()


def agree(office: TestOffice) -> None:
    """Budget, postings and gauge say the same, and the cap holds."""
    for half in (FIRST_HALF, SECOND_HALF):
        budget = office.budgets().page(half).budget
        postings = office.budgets().postings(half)
        sums = {kind: sum(item.amount.satang for item in postings if item.kind is kind) for kind in PostingKind}
        used = sums[PostingKind.RESERVE] - sums[PostingKind.RELEASE] + sums[PostingKind.PAY] - sums[PostingKind.RETURN]
        assert budget.used.satang == used
        assert 0 <= used <= budget.allotted.satang == sums[PostingKind.ALLOT] + sums[PostingKind.TRANSFER]
        if postings:
            assert postings[-1].available_after == budget.available
