"""Auditors' bundles on both engines: what is in them, what is left out, and that the making is entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kmcase.application.access import Cancelled
from kmcase.application.audits import OrderBundle
from kmcase.application.read.controls import ObservationItem
from kmcase.domain.audits import AuditScope, ScopeKind
from kmcase.domain.controls import Observation, ObservationState
from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Severity
from kmcase.domain.followups import FollowUp, FollowUpMethod
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method
from kmcase.persistence.schema import rebuild
from tests.audit_builders import audits, bundle_of, change, index_of, shown_bodies
from tests.builders import TestOffice, register
from tests.money_builders import (
    approve,
    approved,
    drawn_batch,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    voiding,
    voucher_ids,
)
from tests.paper import text_of
from tests.request_builders import ready_request
from tests.state import state_of
from tests.verifying import look, manifest_of

BATCH, PERSON, PERIOD = ScopeKind.BATCH, ScopeKind.PERSON, ScopeKind.PERIOD


def refused(code: str) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def paid_run(office: TestOffice, count: int = 3) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    """A run of which all but the last are paid: batch, run, vouchers and persons."""
    run_id = prepared_run(office, count)
    page = payments(office).run(run_id)
    for voucher in page.vouchers[:-1]:
        pay(office, voucher.voucher_id)
    persons = tuple(voucher.person_id for voucher in page.vouchers)
    return page.values.batch_id, run_id, tuple(voucher.voucher_id for voucher in page.vouchers), persons


def test_a_bundle_of_a_batch_says_of_each_number_what_became_of_it_and_the_journal_agrees(
    office: TestOffice, tmp_path: Path
) -> None:
    batch_id, _, vouchers, _ = paid_run(office)
    receipts(office).void(voiding(vouchers[0], "director"))
    made, bundle = bundle_of(office, tmp_path, BATCH, batch_id)
    assert [(row["state"], row["satang"], row["paid_on"] is not None) for row in index_of(bundle)["vouchers"]] == [
        ("void", 300_000, True),
        ("paid", 300_000, True),
        ("issued", 300_000, False),
    ]
    assert [(money["kind"], money["satang"]) for money in index_of(bundle)["moneys"]] == [
        ("requested", 900_000),
        ("drawn", 900_000),
    ]
    assert (made.persons, made.restricted, made.signed) == (3, 0, False)
    verdict = look(bundle)
    assert [line for line in verdict.differs if "signature" not in line] == ["the journal names no signing key"]


def test_the_bundle_tells_requests_facts_minutes_receipts_and_its_own_checking(
    office: TestOffice, tmp_path: Path
) -> None:
    batch_id, _, _, _ = paid_run(office)
    _, bundle = bundle_of(office, tmp_path, BATCH, batch_id)
    counted = {name: len(list((bundle / name).iterdir())) for name in ("requests", "fact-findings", "meetings")}
    assert counted == {"requests": 3, "fact-findings": 3, "meetings": 1}
    assert len(list((bundle / "receipts").iterdir())) == 2
    index = text_of((bundle / "index.pdf").read_bytes())
    assert all(word in index for word in ("ใบสำคัญรับเงิน", "เงินของฎีกา", "ตัวเลขตามระเบียบ", "0001/2567", "verify.py"))
    assert "verify.py" in (bundle / "README.txt").read_text("utf-8")


def test_a_bundle_of_a_person_holds_nobody_elses_body(office: TestOffice, tmp_path: Path) -> None:
    _, _, _, persons = paid_run(office)
    names = [office.people().page(person_id).values.first_name for person_id in persons]
    made, bundle = bundle_of(office, tmp_path, PERSON, persons[0])
    bodies = shown_bodies(bundle)
    assert made.persons == 1
    assert {"person.registered", "request.opened", "meeting.decision_recorded", "voucher.handed_over"} <= {
        event_type for event_type, _ in bodies
    }
    assert not [event_type for event_type, body in bodies for name in names[1:] if name in body]
    assert not [event_type for event_type, body in bodies for other in persons[1:] if other in body]
    (left,) = [line for line in manifest_of(bundle)["withheld"] if "run.prepared" in line["what"]]
    assert left["reason"] == "others"
    papers = [path for folder in ("requests", "receipts", "meetings") for path in (bundle / folder).iterdir()]
    said = [(path.name, name) for path in papers for name in names[1:] if name in text_of(path.read_bytes())]
    assert said == []
    assert "unproven" not in look(bundle).differs
    assert "0001/2567: number in the index cannot be proved here" in look(bundle).out


def test_a_restricted_person_is_counted_and_nothing_of_them_is_in_the_bundle(
    office: TestOffice, tmp_path: Path
) -> None:
    batch_id, _, _, persons = paid_run(office)
    change(office, persons[1], restricted=True)
    hidden = office.people().page(persons[1]).values
    made, bundle = bundle_of(office, tmp_path, BATCH, batch_id)
    assert (made.persons, made.restricted, len(index_of(bundle)["vouchers"])) == (2, 1, 2)
    assert not [event_type for event_type, body in shown_bodies(bundle) if persons[1] in body]
    texts = [text_of(path.read_bytes()) for path in bundle.rglob("*.pdf")]
    assert not [text for text in texts if hidden.first_name in text]
    alone, empty = bundle_of(office, tmp_path, PERSON, persons[1], name="alone")
    assert (alone.persons, alone.restricted, index_of(empty)["vouchers"]) == (0, 1, [])
    assert not [event_type for event_type, body in shown_bodies(empty) if persons[1] in body]


def test_a_period_holds_what_was_decided_or_paid_in_its_days_alone(office: TestOffice, tmp_path: Path) -> None:
    paid_run(office)
    today = office.work().clock.now().date()
    made, _ = bundle_of(office, tmp_path, PERIOD, first=today, last=today)
    assert made.persons == 3
    before, bundle = bundle_of(office, tmp_path, PERIOD, name="before", first=date(2024, 1, 1), last=date(2024, 1, 31))
    assert (before.persons, index_of(bundle)) == (0, {"moneys": [], "vouchers": []})
    with refused("audits.period_wrong"):
        bundle_of(office, tmp_path, PERIOD, name="wrong", first=today, last=date(2024, 1, 1))
    assert not (tmp_path / "wrong").exists()


def test_a_request_of_the_same_person_outside_the_batch_stays_outside(office: TestOffice, tmp_path: Path) -> None:
    batch_id, _, _, persons = paid_run(office)
    other = ready_request(office, register(office, first_name="นอกฎีกา"))
    approve(office, other, number="2/2567")
    _, bundle = bundle_of(office, tmp_path, BATCH, batch_id)
    assert not [event_type for event_type, body in shown_bodies(bundle) if other in body]
    assert [line["what"] for line in manifest_of(bundle)["withheld"] if "decision" in line["what"]] == []
    assert persons


def test_exceptions_stand_in_the_index_with_reason_and_second_person(office: TestOffice, tmp_path: Path) -> None:
    batch_id, _, vouchers, _ = paid_run(office)
    receipts(office).void(voiding(vouchers[0], "director", reason="จ่ายผิดบ้าน"))
    _, bundle = bundle_of(office, tmp_path, BATCH, batch_id)
    index = text_of((bundle / "index.pdf").read_bytes())
    assert "จ่ายผิดบ้าน" in index
    assert "ยกเลิกใบสำคัญ" in index
    assert "นายศุกร์" in index


def test_what_payees_said_afterwards_stands_in_the_index(office: TestOffice, tmp_path: Path) -> None:
    batch_id, _, vouchers, persons = paid_run(office)
    said = FollowUp(
        follow_up_id="f",
        voucher_id=vouchers[0],
        person_id=persons[0],
        asked_on=office.work().clock.now().date(),
        asked_by="officer2",
        method=FollowUpMethod.VISIT,
        amount_said=Baht.of(1_800),
        received_from="ผู้ใหญ่บ้าน",
        put_together=True,
        given_to="กลุ่มเลี้ยงวัว",
    )
    receipts(office, "social").record_follow_up(said)
    _, bundle = bundle_of(office, tmp_path, BATCH, batch_id)
    index = "".join(text_of((bundle / "index.pdf").read_bytes()).split())
    assert "1,800.00" in index
    assert "กลุ่มเลี้ยงวัว" in index


def test_what_controls_observe_is_asked_of_these_alone_and_stands_in_the_index(
    office: TestOffice, tmp_path: Path
) -> None:
    batch_id, _, vouchers, persons = paid_run(office)
    asked = []

    def observe(of_persons: frozenset[str], of_vouchers: frozenset[str]) -> tuple[ObservationItem, ...]:
        asked.append((of_persons, of_vouchers))
        seen = Observation(control="f1.same_account", subject=("account", "1"), facts=(("account", "บัญชีของผู้อื่น"),))
        return (
            ObservationItem(
                observation=seen,
                state=ObservationState.OPEN,
                severity=Severity.WARN,
                rule_version="1",
                reference="",
                officer_name="",
                place="",
            ),
        )

    order = OrderBundle(scope=AuditScope(kind=BATCH, record_id=batch_id), target=tmp_path / "b")
    audits(office, tmp_path, observations=observe).make(order)
    assert asked == [(frozenset(persons), frozenset(vouchers))]
    index = "".join(text_of((tmp_path / "b" / "index.pdf").read_bytes()).split())
    assert "f1.same_account" in index
    assert "บัญชีของผู้อื่น" not in index


def test_that_a_bundle_was_made_is_entered_and_folds_again_to_the_same(office: TestOffice, tmp_path: Path) -> None:
    batch_id, _, _, persons = paid_run(office)
    made, _ = bundle_of(office, tmp_path, BATCH, batch_id)
    of_person, bundle = bundle_of(office, tmp_path, PERSON, persons[0], name="person")
    newest, first = audits(office, tmp_path).bundles()
    assert (newest.kind, newest.manifest_sha256) == (PERSON, of_person.manifest_sha256)
    assert (first.title, first.files, first.made_by) == ("ฎ 1/2567", made.files, "นายศุกร์ ปกครอง")
    again, later = bundle_of(office, tmp_path, PERSON, persons[0], name="again")
    assert "audit.bundle_made" in {event_type for event_type, _ in shown_bodies(later)}
    assert again.manifest_sha256 != of_person.manifest_sha256
    assert bundle.exists()
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_money_by_transfer_is_told_by_the_banks_word(office: TestOffice, tmp_path: Path) -> None:
    run_id = prepared_run(office, 2, method=Method.TRANSFER)
    batch_id = payments(office).run(run_id).values.batch_id
    assert len(voucher_ids(office, run_id)) == 2
    _, bundle = bundle_of(office, tmp_path, BATCH, batch_id)
    assert [row["state"] for row in index_of(bundle)["vouchers"]] == ["issued", "issued"]


def test_two_runs_of_one_batch_are_in_one_bundle(office: TestOffice, tmp_path: Path) -> None:
    request_ids = approved(office, 2)
    batch_id = drawn_batch(office, request_ids)
    for request_id in request_ids:
        payments(office).prepare(run_order(batch_id, (request_id,)))
    _, bundle = bundle_of(office, tmp_path, BATCH, batch_id)
    assert [row["number"] for row in index_of(bundle)["vouchers"]] == ["0001/2567", "0002/2567"]


@pytest.mark.parametrize("login", ["officer", "finance", "social", "admin"])
def test_only_auditor_and_director_may_make_one(office: TestOffice, tmp_path: Path, login: str) -> None:
    order = OrderBundle(scope=AuditScope(kind=BATCH, record_id="x"), target=tmp_path / "b")
    with refused("shell.not_permitted"):
        audits(office, tmp_path, login).make(order)


def test_what_is_not_there_and_a_place_that_is_taken_are_refused_and_nothing_is_entered(
    office: TestOffice, tmp_path: Path
) -> None:
    batch_id, _, _, _ = paid_run(office)
    with refused("batches.unknown"):
        bundle_of(office, tmp_path, BATCH, "nobody")
    with refused("people.unknown"):
        bundle_of(office, tmp_path, PERSON, "nobody")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("x")
    with refused("audits.place_taken"):
        bundle_of(office, tmp_path, BATCH, batch_id, name="full")
    assert audits(office, tmp_path).bundles() == ()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


class CancelledAt:
    """Somebody presses cancel after so many files."""

    def __init__(self, files: int) -> None:
        self.left = files

    def report(self, done: int, total: int | None = None) -> None:
        """Nobody looks."""

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("files", [1, 8])
@pytest.mark.parametrize("name", ["b", "b.zip"])
def test_a_bundle_that_is_cancelled_leaves_nothing_and_is_not_entered(
    office: TestOffice, tmp_path: Path, files: int, name: str
) -> None:
    batch_id, _, _, _ = paid_run(office)
    order = OrderBundle(scope=AuditScope(kind=BATCH, record_id=batch_id), target=tmp_path / "out" / name)
    (tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        audits(office, tmp_path).make(order, CancelledAt(files))
    assert list((tmp_path / "out").iterdir()) == []
    assert audits(office, tmp_path).bundles() == ()


def test_on_a_laptop_none_is_made(office: TestOffice, tmp_path: Path) -> None:
    office.store = replace(office.store, laptop_id="L")
    with refused("laptops.at_the_office"):
        bundle_of(office, tmp_path, PERIOD, first=date(2024, 6, 1), last=date(2024, 6, 2))
