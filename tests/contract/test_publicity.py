"""Publicity of rounds on both engines: drafted from real figures, checked, approved by another, given out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from kmcase.application.changes import Outcome
from kmcase.application.people import ChangePerson
from kmcase.application.read.today import Task
from kmcase.application.today import TodayService
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceItem, EvidenceKind, EvidenceSettled
from kmcase.domain.findings import blocking
from kmcase.domain.money import Baht
from kmcase.domain.publicity import PublicityState
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice
from tests.clocks import Clocks
from tests.money_builders import blocked, pay, payments, prepared_run, receipts, stored, voiding, voucher_ids
from tests.request_builders import TODAY, days_later
from tests.round_builders import (
    HeldBlobs,
    born,
    closed_round,
    consent_of,
    first_payee,
    located_photograph,
    publicity,
    text_of,
    two_runs,
)
from tests.state import state_of


def refused(code: str) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def approved(office: TestOffice, run_id: str, blobs: HeldBlobs | None = None, **changes: object) -> str:
    publicity_id = publicity(office, blobs=blobs).write(text_of(run_id, **changes)).value
    approve(office, publicity_id)
    return publicity_id


def approve(office: TestOffice, publicity_id: str, login: str = "director") -> Outcome[str]:
    service = publicity(office, login)
    return service.approve(publicity_id, service.page(publicity_id).standing[0].version_id)


def test_the_figures_are_those_of_receipts_that_stand(office: TestOffice) -> None:
    run_id = prepared_run(office, 7)
    paid = voucher_ids(office, run_id)
    for voucher_id in paid[:6]:
        pay(office, voucher_id)
    receipts(office).void(voiding(paid[0], "director"))
    page = publicity(office).round(run_id)
    assert (page.figures.families, page.figures.amount, page.figures.villages) == (5, Baht.of(15_000), 1)
    assert page.figures.causes == (("died", 5),)


def test_the_draft_tells_the_figures_and_no_name(office: TestOffice) -> None:
    run_id = closed_round(office, 6)
    draft = publicity(office).draft(run_id)
    assert "6 ครอบครัว" in draft.text
    assert "18,000" in draft.text
    publicity(office).write(text_of(run_id, title=draft.title, text=draft.text))


def test_the_draft_of_a_small_round_tells_that_it_is_small(office: TestOffice) -> None:
    text = publicity(office).draft(closed_round(office, 4)).text
    assert "น้อยกว่า 5 ครอบครัว" in text
    assert "12,000" not in text


def test_a_closed_round_without_a_text_is_listed(office: TestOffice) -> None:
    run_id = closed_round(office)
    [item] = publicity(office).list()
    assert (item.key, item.state) == (run_id, None)
    publicity_id = publicity(office).write(text_of(run_id)).value
    [item] = publicity(office).list()
    assert (item.key, item.state) == (publicity_id, PublicityState.WAITING)


def test_an_open_round_may_have_its_text_already(office: TestOffice) -> None:
    run_id = prepared_run(office)
    publicity(office).write(text_of(run_id))
    assert [item.round.run_id for item in publicity(office).list()] == [run_id]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("นางบุญมี ได้รับเงิน", "publicity.name_stands"),
        ("ครอบครัวศรีสุข", "publicity.name_stands"),
        ("บ้านเลขที่ 12", "publicity.house_stands"),
        ("โทร 080-000-0000", "publicity.phone_stands"),
        ("เลข 3-4100-00000-00-9", "publicity.id_stands"),
    ],
)
def test_a_text_that_points_at_a_payee_is_not_kept(office: TestOffice, text: str, code: str) -> None:
    run_id = closed_round(office, 1)
    number = payments(office).run(run_id).vouchers[0].national_id
    if code == "publicity.id_stands":
        text = f"เลข {number}"
    with blocked(code):
        publicity(office).write(text_of(run_id, text=text))
    assert publicity(office).list()[0].state is None


def test_the_director_approves_what_somebody_else_wrote(office: TestOffice) -> None:
    run_id = closed_round(office)
    publicity_id = publicity(office).write(text_of(run_id)).value
    tasks = TodayService(office.work("director"), Clocks()).page().tasks
    assert next((item.count, item.record_id) for item in tasks if item.task is Task.PUBLICITY) == (1, publicity_id)
    assert approve(office, publicity_id).value == publicity_id
    page = publicity(office).page(publicity_id)
    assert page.state is PublicityState.APPROVED
    assert page.approval is not None
    assert page.approval.approved_by == office.work("director").actor.name
    with refused("publicity.approved_already"):
        approve(office, publicity_id)
    tasks = TodayService(office.work("director"), Clocks()).page().tasks
    assert next(item.count for item in tasks if item.task is Task.PUBLICITY) == 0


def test_nobody_approves_an_own_text_and_only_the_director_any(office: TestOffice) -> None:
    run_id = closed_round(office)
    publicity_id = publicity(office, "director").write(text_of(run_id)).value
    with refused("publicity.own_text"):
        approve(office, publicity_id)
    with refused("shell.not_permitted"):
        approve(office, publicity_id, "officer")


def test_a_text_changed_after_the_approval_waits_again(office: TestOffice) -> None:
    run_id = closed_round(office)
    publicity_id = approved(office, run_id)
    seen = (publicity(office).page(publicity_id).standing[0].version_id,)
    publicity(office).write(text_of(run_id, publicity_id=publicity_id, seen=seen, text="แก้แล้ว"))
    page = publicity(office).page(publicity_id)
    assert (page.state, page.approval, len(page.versions)) == (PublicityState.WAITING, None, 2)
    with refused("publicity.changed_meanwhile"):
        publicity(office, "director").approve(publicity_id, seen[0])
    with refused("publicity.not_approved"):
        publicity(office).give_out(publicity_id)


def test_texts_written_apart_are_made_one_before_they_are_approved(office: TestOffice) -> None:
    run_id = closed_round(office)
    publicity_id = publicity(office).write(text_of(run_id)).value
    publicity(office, "social").write(text_of(run_id, publicity_id=publicity_id, text="เขียนแยก"))
    page = publicity(office).page(publicity_id)
    assert (page.state, page.approval) == (PublicityState.APART, None)
    with refused("publicity.written_apart"):
        approve(office, publicity_id)


def test_a_photograph_is_used_only_after_consent(office: TestOffice, tmp_path: Path) -> None:
    blobs = HeldBlobs()
    photo = located_photograph(blobs, tmp_path)
    run_id = closed_round(office, photo=photo)
    person_id = first_payee(office, run_id)
    chosen = text_of(run_id, photographs=(photo.stored_sha256,), looked_over=True)
    with blocked("publicity.photo_no_consent"):
        publicity(office).write(chosen)
    publicity(office).record_consent(consent_of(person_id, photograph=photo.stored_sha256))
    with blocked("publicity.not_looked_over"):
        publicity(office).write(replace(chosen, values=replace(chosen.values, looked_over=False)))
    publicity_id = publicity(office).write(chosen).value
    lines = {line.photograph.stored_sha256: line for line in publicity(office).page(publicity_id).photographs}
    assert lines[photo.stored_sha256].chosen
    assert not lines[photo.stored_sha256].findings
    others = [line for stored_sha256, line in lines.items() if stored_sha256 != photo.stored_sha256]
    assert others
    assert all(blocking(line.findings) for line in others), "nobody else agreed"


def test_what_goes_out_is_text_and_pictures_without_place_or_time(office: TestOffice, tmp_path: Path) -> None:
    blobs = HeldBlobs()
    photo = located_photograph(blobs, tmp_path)
    run_id = closed_round(office, photo=photo)
    publicity(office).record_consent(consent_of(first_payee(office, run_id)))
    publicity_id = approved(office, run_id, blobs, photographs=(photo.stored_sha256,), looked_over=True)
    (text_name, text), (picture_name, picture) = publicity(office, blobs=blobs).give_out(publicity_id)
    assert (text_name, picture_name) == ("publicity.txt", "photograph-01.jpg")
    assert text.decode() == "มอบเงินสงเคราะห์\n\nช่วยเหลือครอบครัวที่เดือดร้อน\n"
    assert Image.open(io.BytesIO(blobs.get(photo.stored_sha256))).getexif()
    assert not Image.open(io.BytesIO(picture)).getexif()


def test_who_withdraws_is_in_no_picture_from_then_on(office: TestOffice, tmp_path: Path) -> None:
    blobs = HeldBlobs()
    photo = located_photograph(blobs, tmp_path)
    run_id = closed_round(office, photo=photo)
    person_id = first_payee(office, run_id)
    publicity(office).record_consent(consent_of(person_id))
    publicity_id = approved(office, run_id, blobs, photographs=(photo.stored_sha256,), looked_over=True)
    publicity(office).withdraw_consent(person_id, "ไม่สบายใจ")
    assert [name for name, _ in publicity(office, blobs=blobs).give_out(publicity_id)] == ["publicity.txt"]
    with refused("publicity.nothing_to_withdraw"):
        publicity(office).withdraw_consent(person_id, "อีกครั้ง")
    publicity(office).record_consent(consent_of(person_id))
    assert len(publicity(office, blobs=blobs).give_out(publicity_id)) == 2, "asked again, agreed again"


def test_a_child_is_not_shown_whoever_signed(office: TestOffice) -> None:
    run_id = closed_round(office, photo=stored_photo())
    person_id = first_payee(office, run_id)
    born(office, person_id, 2010)
    publicity(office).record_consent(consent_of(person_id, signed_by="นายพ่อ"))
    with blocked("publicity.photo_child"):
        publicity(office).write(text_of(run_id, photographs=(stored_photo().stored_sha256,), looked_over=True))


def stored_photo() -> object:
    return replace(stored(EvidenceKind.HANDOVER_PHOTO), media_type="image/jpeg")


def test_a_photograph_of_another_round_is_refused(office: TestOffice) -> None:
    run_id = closed_round(office)
    with blocked("publicity.photo_unknown"):
        publicity(office).write(text_of(run_id, photographs=("ff" * 32,), looked_over=True))


def test_a_photograph_that_was_taken_out_of_the_evidence_is_none_of_the_round(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    request_id = payments(office).run(run_id).vouchers[0].request_id
    kinds = [line.photograph.kind for line in publicity(office).round(run_id).photographs]
    assert EvidenceKind.PHOTO_FAMILY in kinds
    work = office.work("officer")
    with work.begin("requests.attach") as unit:
        item = EvidenceItem(kind=EvidenceKind.PHOTO_FAMILY, none_reason="ไม่สะดวก")
        unit.record(EvidenceSettled(noun="request", record_id=request_id, item=item))
        unit.commit(request_id)
    kinds = [line.photograph.kind for line in publicity(office).round(run_id).photographs]
    assert EvidenceKind.PHOTO_FAMILY not in kinds
    assert EvidenceKind.PHOTO_HOUSE_OUTSIDE in kinds


def test_a_name_that_was_corrected_meanwhile_stops_what_goes_out(office: TestOffice) -> None:
    run_id = closed_round(office)
    publicity_id = approved(office, run_id, text="มอบเงินแก่ครอบครัวเข้มแข็ง")
    person_id = first_payee(office, run_id)
    seen = office.people().page(person_id).seen
    office.people().change(ChangePerson(person_id=person_id, values={"last_name": "เข้มแข็ง"}, seen=seen))
    with blocked("publicity.name_stands"):
        publicity(office).give_out(publicity_id)


def test_a_consent_lacks_nothing(office: TestOffice) -> None:
    person_id = first_payee(office, closed_round(office))
    service = publicity(office)
    for code, change in (
        ("publicity.asked_on_wrong", {"asked_on": None}),
        ("publicity.asked_on_wrong", {"asked_on": TODAY + timedelta(days=1)}),
        ("publicity.signed_by_missing", {"signed_by": " "}),
        ("publicity.signature_missing", {"signature": None}),
        ("people.unknown", {"person_id": "nobody"}),
    ):
        with refused(code):
            service.record_consent(replace(consent_of(person_id), **change))
    paper = stored(EvidenceKind.OTHER)
    assert service.record_consent(consent_of(person_id, signature=None, paper=paper)).value


def test_a_text_stays_with_its_round(office: TestOffice) -> None:
    one, other = two_runs(office)
    publicity_id = publicity(office).write(text_of(one)).value
    with refused("publicity.other_round"):
        publicity(office).write(text_of(other, publicity_id=publicity_id))


def test_what_is_not_there_is_said(office: TestOffice) -> None:
    run_id = closed_round(office)
    service = publicity(office)
    for code, change in (
        ("publicity.title_missing", {"title": " "}),
        ("publicity.text_missing", {"text": " "}),
        ("publicity.unknown", {"publicity_id": "nowhere"}),
    ):
        with refused(code):
            service.write(text_of(run_id, **change))
    with refused("payments.unknown_run"):
        service.round("nowhere")


@pytest.mark.parametrize("login", ["auditor", "admin", "finance"])
def test_who_may_not_write_writes_nothing(office: TestOffice, login: str) -> None:
    with refused("shell.not_permitted"):
        publicity(office, login).write(text_of("any"))
    with refused("shell.not_permitted"):
        publicity(office, login).record_consent(consent_of("any"))


def test_publicity_is_the_same_after_a_rebuild(office: TestOffice) -> None:
    run_id = closed_round(office)
    person_id = first_payee(office, run_id)
    publicity(office).record_consent(consent_of(person_id, paper=stored(EvidenceKind.OTHER)))
    days_later(office, 1)
    publicity(office).withdraw_consent(person_id, "")
    approved(office, run_id)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
