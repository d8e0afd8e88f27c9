"""Whatever is done to requests in whatever order, the tables are what the journal adds up to."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.application.requests import TakeDocuments
from kmcase.domain.errors import DomainError
from kmcase.domain.meetings import Outcome
from kmcase.domain.requests import RequestStatus
from kmcase.persistence.schema import rebuild
from tests.builders import SECOND_HALF, TestOffice, allot, new_office, register
from tests.request_builders import TODAY, days_later, decide, diagnose, open_request, requests, rewrite, settle_all
from tests.state import state_of

Act = Callable[[TestOffice, str], object]
ACTS: dict[str, Act] = {
    "write": lambda office, request_id: rewrite(office, request_id, purpose="ซ่อมบ้าน"),
    "settle": settle_all,
    "submit": lambda office, request_id: requests(office).submit(request_id),
    "comment": lambda office, request_id: requests(office, "social").comment(request_id, "report", "ขยายความ"),
    "answer": lambda office, request_id: requests(office).answer(
        request_id, requests(office).page(request_id).comments[0].comment_id, "เพิ่มแล้ว"
    ),
    "diagnose": diagnose,
    "ready": lambda office, request_id: requests(office, "director").find_ready(request_id),
    "return": lambda office, request_id: requests(office, "social").send_back(
        request_id, RequestStatus.NEEDS_CORRECTION, "แก้ไข"
    ),
    "approve": lambda office, request_id: decide(office, request_id, Outcome.APPROVED),
    "reject": lambda office, request_id: decide(office, request_id, Outcome.REJECTED),
    "defer": lambda office, request_id: decide(office, request_id, Outcome.DEFERRED),
    "withdraw": lambda office, request_id: requests(office).withdraw(request_id, "ไม่ประสงค์รับ"),
    "forward": lambda office, request_id: requests(office).forward(request_id, "โรงพยาบาล", "ต้องรักษา"),
    "take": lambda office, request_id: requests(office).take_documents(
        TakeDocuments(request_id=request_id, items=("บัตร",), taken_from="นางบุญมี", on=TODAY)
    ),
    "notify": lambda office, request_id: requests(office).notify(request_id, "phone", TODAY),
    "later": lambda office, request_id: days_later(office, 1),
}
ROADS = ("settle", "submit", "diagnose", "ready", "approve", "withdraw")


def done(office: TestOffice, name: str, request_id: str) -> None:
    """Do it, or be refused; a bug is neither."""
    try:
        ACTS[name](office, request_id)
    except (DomainError, IndexError):
        return


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.sampled_from((*ROADS, *ACTS)), st.integers(0, 1)), max_size=24),
    st.integers(0, len(ROADS)),
)
def test_the_tables_are_what_the_journal_adds_up_to(acts: list[tuple[str, int]], begun: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = new_office(Path(folder))
        allot(office, 300_000)
        known = [open_request(office, register(office, first_name=name)) for name in ("บุญมี", "คำปอน")]
        for name in ROADS[:begun]:
            done(office, name, known[0])
        for name, which in acts:
            done(office, name, known[which])
        before = state_of(office.engine)
        held = [item for item in requests(office).list() if item.status is RequestStatus.APPROVED]
        reserved = office.budgets().page(SECOND_HALF).budget.reserved
        rebuild(office.engine)
        assert state_of(office.engine) == before
        assert reserved.satang == 300_000 * len(held)
        assert len(before["claim"]) == len(held)
        office.engine.dispose()
