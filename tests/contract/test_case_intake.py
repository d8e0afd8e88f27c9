"""Reception and papers on both engines: one unit, versions side by side, belongings, consents, complaints, likeness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kmcase.application.cases import (
    AddPhotograph,
    BreakGlass,
    ListBelongings,
    ReceiveClient,
    RecordIntake,
    RefusePaper,
    RestrictCase,
    ReturnBelongings,
    SignPaper,
    TellSame,
    WithdrawPaper,
    WriteComplaint,
)
from kmcase.application.read.case_intake import PaperState
from kmcase.domain.cases.heads import ClientValues
from kmcase.domain.cases.intake import Belonging, Checked
from kmcase.domain.cases.papers import ComplaintValues
from kmcase.domain.cases.signing import Signed
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.people import NoIdReason
from kmcase.persistence.picture_uses import unseen_pictures
from kmcase.persistence.schema import rebuild
from tests.builders import JUNE, STAFF, TestOffice, register
from tests.case_builders import a_case, a_sealed_case, cases, client, opening
from tests.case_intake_builders import MARK, attachment, facts, intakes, papers, received, things, thumbed
from tests.state import state_of

TODAY = date(2024, 6, 10)


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def test_somebody_is_received_in_one_unit(office: TestOffice) -> None:
    checked = (Checked(checklist="body", found=("wounds",), remark="แผลที่เท้า", done=True),)
    case_id = received(
        office,
        intake=facts(checked=checked, risk="watch", condition="weak"),
        belongings=things("กระเป๋าเสื้อผ้า", "โทรศัพท์"),
        place="ตู้ 4",
        photo=attachment(),
    )
    page = intakes(office).page(case_id)
    [version] = page.standing
    assert version.values.checklist("body") == checked[0]
    assert version.values.checklist("documents").done is False
    assert (version.values.received_by, version.values.source) == ("social", "citizen")
    assert [thing.name for thing in page.kept] == ["กระเป๋าเสื้อผ้า", "โทรศัพท์"]
    assert page.belongings[0].standing[0].values.place == "ตู้ 4"
    assert [photo.photo for photo in page.photos] == [attachment()]
    assert cases(office).page(case_id).head.number == "1/2567"


def test_nothing_of_who_it_is_must_be_known(office: TestOffice) -> None:
    case_id = received(office, opening=opening(client=ClientValues()), intake=facts(interviewed=False, story=""))
    assert cases(office).page(case_id).head.client == ClientValues()
    assert not intakes(office).page(case_id).standing[0].values.interviewed


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"story": " "}, "case_intake.story_missing", "story"),
        ({"source": ""}, "case_intake.unknown_choice", "source"),
        ({"condition": "odd"}, "case_intake.unknown_choice", "condition"),
        ({"risk": "odd"}, "case_intake.unknown_choice", "risk"),
        ({"flags": ("odd",)}, "cases.unknown_restriction", "flags"),
        ({"checked": (Checked(checklist="body", found=("odd",)),)}, "case_intake.unknown_choice", "body"),
        ({"checked": (Checked(checklist="odd"),)}, "cases.unknown_checklist", None),
        ({"received_by": "nobody"}, "staff.unknown", None),
    ],
)
def test_facts_that_cannot_be_are_said_beside_their_field(
    office: TestOffice, wrong: dict[str, object], code: str, field: str | None
) -> None:
    with refused(code, field):
        received(office, intake=facts(**wrong))
    assert cases(office).list().items == ()


def test_a_time_in_the_future_is_refused(office: TestOffice) -> None:
    later = JUNE + timedelta(minutes=1)
    with refused("cases.in_future", "opened_at"):
        received(office, opening=opening(opened_at=later))
    case_id = received(office)
    with refused("cases.in_future", "opened_at"):
        intakes(office).record(RecordIntake(case_id=case_id, values=facts(received_at=later)))


def test_flags_restrict_the_case_unless_somebody_says_why_not(office: TestOffice) -> None:
    sealed = received(office, intake=facts(flags=("violence", "trafficking")))
    assert cases(office).page(sealed).head.restricted_for == ("violence", "trafficking")
    spoken = received(office, intake=facts(flags=("self_harm",)), open_reason="ทีมทุกคนต้องเฝ้าระวัง")
    assert not cases(office).page(spoken).head.restricted
    assert intakes(office).page(spoken).standing[0].values.flags == ("self_harm",)
    plain = received(office, open_reason="ไม่มีเหตุ")
    assert not cases(office).page(plain).head.restricted


def test_a_child_is_restricted_by_birth_or_by_what_is_flagged(office: TestOffice) -> None:
    by_birth = received(office, opening=opening(client=client(birth=PartialDate(2010))), photo=attachment())
    assert cases(office).page(by_birth).head.restricted_for == ("child",)
    by_flag = received(office, intake=facts(flags=("child",)))
    assert cases(office).page(by_flag).head.restricted_for == ("child",)


def test_a_photograph_of_a_child_restricts_a_case_that_is_not(office: TestOffice) -> None:
    case_id = received(office, opening=opening(client=client(birth=PartialDate(2010))), open_reason="ญาติยินยอม")
    intakes(office).photograph(AddPhotograph(case_id=case_id, photo=attachment(), open_reason="ญาติยินยอม"))
    assert not cases(office).page(case_id).head.restricted
    intakes(office).photograph(AddPhotograph(case_id=case_id, photo=attachment("c")))
    assert cases(office).page(case_id).head.restricted_for == ("child",)
    grown = received(office)
    intakes(office).photograph(AddPhotograph(case_id=grown, photo=attachment()))
    assert not cases(office).page(grown).head.restricted


def test_a_later_version_completes_the_interview_and_its_new_flags_restrict(office: TestOffice) -> None:
    case_id = received(office, intake=facts(interviewed=False, story=""))
    [first] = intakes(office).page(case_id).standing
    more = facts(story="ถูกสามีทำร้าย", flags=("violence",))
    intakes(office).record(RecordIntake(case_id=case_id, values=more, seen=(first.version_id,)))
    page = intakes(office).page(case_id)
    assert [one.values.story for one in page.standing] == ["ถูกสามีทำร้าย"]
    assert len(page.versions) == 2
    assert cases(office).page(case_id).head.restricted_for == ("violence",)
    cases(office).restrict(RestrictCase(case_id=case_id, restricted_for=(), note="ผู้ใช้บริการยินยอม"))
    seen = (page.standing[0].version_id,)
    intakes(office).record(RecordIntake(case_id=case_id, values=replace(more, wishes="กลับบ้าน"), seen=seen))
    assert not cases(office).page(case_id).head.restricted


def test_what_two_officers_wrote_of_reception_apart_both_stands(office: TestOffice) -> None:
    case_id = received(office)
    seen = tuple(one.version_id for one in intakes(office).page(case_id).standing)
    for login, story in (("social", "หนึ่ง"), ("officer", "สอง")):
        intakes(office, login).record(RecordIntake(case_id=case_id, values=facts(story=story), seen=seen))
    apart = intakes(office).page(case_id).standing
    assert {one.values.story for one in apart} == {"หนึ่ง", "สอง"}
    both = tuple(one.version_id for one in apart)
    intakes(office).record(RecordIntake(case_id=case_id, values=facts(story="สาม"), seen=both))
    assert [one.values.story for one in intakes(office).page(case_id).standing] == ["สาม"]


def test_a_text_of_fifty_thousand_letters_is_kept_whole(office: TestOffice) -> None:
    story = "ก" * 50_000
    assert intakes(office).page(received(office, intake=facts(story=story))).standing[0].values.story == story


def test_belongings_are_signed_for_corrected_and_given_back_against_a_second_signature(office: TestOffice) -> None:
    case_id = received(office)
    service = intakes(office)
    listing = ListBelongings(case_id=case_id, items=things("เงินสด", "แหวน"), on=TODAY, place="ตู้ 1")
    list_id = service.list_belongings(listing).value
    [item] = service.page(case_id).belongings
    signing = replace(listing, items=item.things, signed=MARK, list_id=list_id, seen=(item.standing[0].version_id,))
    service.list_belongings(signing)
    page = service.page(case_id)
    assert page.belongings[0].standing[0].values.signed == MARK
    money = page.kept[0]
    giving = ReturnBelongings(case_id=case_id, item_ids=(money.item_id,), on=TODAY, signed=thumbed("ก", "ข"))
    service.give_back(giving)
    page = service.page(case_id)
    assert [thing.name for thing in page.kept] == ["แหวน"]
    assert page.returned[money.item_id].by == STAFF["social"][0]
    with refused("case_intake.returned_already", "item_ids"):
        service.give_back(giving)
    assert papers(office).printed_belongings(case_id, list_id).startswith(b"%PDF")
    with refused("case_intake.unknown_belongings"):
        papers(office).printed_belongings(case_id, "none")


def test_lists_of_belongings_that_cannot_be_are_refused(office: TestOffice) -> None:
    case_id = received(office)
    service = intakes(office)
    for items, code in (((), "belongings_missing"), (things(" "), "belonging_wrong")):
        with refused(f"case_intake.{code}", "belongings"):
            service.list_belongings(ListBelongings(case_id=case_id, items=items, on=TODAY))
    none = (Belonging(item_id="", name="ร่ม", count=0),)
    with refused("case_intake.belonging_wrong", "belongings"):
        service.list_belongings(ListBelongings(case_id=case_id, items=none, on=TODAY))
    tomorrow = TODAY + timedelta(days=1)
    with refused("cases.in_future", "on"):
        service.list_belongings(ListBelongings(case_id=case_id, items=things("ร่ม"), on=tomorrow))
    with refused("case_intake.unknown_belongings"):
        service.list_belongings(ListBelongings(case_id=case_id, items=things("ร่ม"), on=TODAY, list_id="none"))
    with refused("case_intake.belongings_missing", "item_ids"):
        service.give_back(ReturnBelongings(case_id=case_id, item_ids=(), on=TODAY, signed=MARK))
    service.list_belongings(ListBelongings(case_id=case_id, items=things("ร่ม"), on=TODAY))
    [umbrella] = service.page(case_id).kept
    with refused("cases.in_future", "on"):
        back = ReturnBelongings(case_id=case_id, item_ids=(umbrella.item_id,), on=tomorrow, signed=MARK)
        service.give_back(back)


@pytest.mark.parametrize(
    ("signed", "code", "field"),
    [
        (None, "signature_missing", "way"),
        (Signed(name="ก"), "signature_missing", "way"),
        (replace(MARK, name=" "), "signer_missing", "signed_by"),
        (thumbed("ก", "ก"), "witnesses_missing", "witness_one"),
        (thumbed("ก", ""), "witnesses_missing", "witness_one"),
        (thumbed("ก", "ข", name="ก"), "witnesses_missing", "witness_one"),
        (replace(MARK, paper=attachment()), "signature_missing", "way"),
    ],
)
def test_a_mark_that_does_not_hold_is_refused(office: TestOffice, signed: Signed | None, code: str, field: str) -> None:
    case_id = received(office)
    with refused(f"case_intake.{code}", field):
        papers(office).sign(SignPaper(case_id=case_id, paper="agreement", on=TODAY, items=("work",), signed=signed))


def test_the_agreement_before_residence_is_signed_and_taken_back(office: TestOffice) -> None:
    case_id = received(office)
    service = papers(office)
    assert [paper.code for paper in service.page(case_id).missing] == ["agreement"]
    signing = SignPaper(case_id=case_id, paper="agreement", on=TODAY, items=("work", "training"), signed=MARK)
    paper_id = service.sign(signing).value
    page = service.page(case_id)
    [paper] = page.papers
    assert (page.missing, paper.state, paper.signed) == ((), PaperState.SIGNED, MARK)
    assert [item.code for item in paper.items] == ["training", "work"]
    assert service.printed(case_id, "agreement", paper_id).startswith(b"%PDF")
    assert service.printed(case_id, "agreement", language="en").startswith(b"%PDF")
    withdrawing = WithdrawPaper(case_id=case_id, paper_id=paper_id, on=TODAY, reason="ขอกลับบ้าน")
    with refused("cases.reason_missing", "reason"):
        service.withdraw(replace(withdrawing, reason=" "))
    service.withdraw(withdrawing)
    page = service.page(case_id)
    [paper] = page.papers
    assert (paper.state, paper.end_reason) == (PaperState.WITHDRAWN, "ขอกลับบ้าน")
    assert [each.code for each in page.missing] == ["agreement"]
    with refused("case_intake.no_standing_paper"):
        service.withdraw(withdrawing)
    assert service.printed(case_id, "agreement", paper_id).startswith(b"%PDF")


def test_a_refusal_is_recorded_with_what_follows(office: TestOffice) -> None:
    case_id = received(office)
    service = papers(office)
    refusing = RefusePaper(case_id=case_id, paper="agreement", on=TODAY, reason="ไม่อยากอยู่", follows="ให้ที่พัก 1 คืน")
    with refused("cases.reason_missing", "reason"):
        service.refuse(replace(refusing, reason=""))
    with refused("case_intake.follows_missing", "follows"):
        service.refuse(replace(refusing, follows=""))
    paper_id = service.refuse(refusing).value
    page = service.page(case_id)
    assert (page.missing, page.papers[0].state, page.papers[0].follows) == ((), PaperState.REFUSED, "ให้ที่พัก 1 คืน")
    assert service.printed(case_id, "agreement", paper_id).startswith(b"%PDF")


def test_papers_that_cannot_be_are_refused(office: TestOffice) -> None:
    case_id = received(office)
    sign = papers(office).sign
    signing = SignPaper(case_id=case_id, paper="agreement", on=TODAY, items=("work",), signed=MARK)
    with refused("case_intake.unknown_paper"):
        sign(replace(signing, paper="none"))
    with refused("case_intake.items_missing", "items"):
        sign(replace(signing, items=()))
    with refused("case_intake.agency_missing", "agency"):
        sign(replace(signing, paper="other_agency"))
    with refused("cases.in_future", "on"):
        sign(replace(signing, on=TODAY + timedelta(days=1)))
    with refused("cases.before_opening", "on"):
        sign(replace(signing, on=TODAY - timedelta(days=1)))
    with refused("case_intake.unknown_paper"):
        papers(office).printed(case_id, "agreement", "none")
    paper_id = sign(
        replace(signing, paper="other_agency", items=(), agency="โรงพยาบาล", signed=thumbed("ก", "ข"))
    ).value
    assert papers(office).printed(case_id, "other_agency", paper_id).startswith(b"%PDF")


def test_a_complaint_is_kept_with_what_was_done_and_answered(office: TestOffice) -> None:
    case_id = received(office)
    service = papers(office)
    values = ComplaintValues(on=TODAY, by="", about="อาหารไม่พอ")
    complaint_id = service.complain(WriteComplaint(case_id=case_id, values=values)).value
    [item] = service.page(case_id).complaints
    answered = replace(values, done="เพิ่มอาหาร", answer="แจ้งด้วยวาจา", answered_on=TODAY)
    seen = (item.standing[0].version_id,)
    service.complain(WriteComplaint(case_id=case_id, values=answered, complaint_id=complaint_id, seen=seen))
    [item] = service.page(case_id).complaints
    assert ([one.values for one in item.standing], len(item.versions)) == ([answered], 2)
    for wrong, code, field in (
        ({"about": " "}, "case_intake.about_missing", "about"),
        ({"on": TODAY + timedelta(days=1)}, "cases.in_future", "on"),
        ({"answer": ""}, "case_intake.answer_missing", "answer"),
        ({"answered_on": TODAY + timedelta(days=1)}, "cases.in_future", "answered_on"),
        ({"answered_on": TODAY - timedelta(days=1)}, "case_intake.answer_before_complaint", "answered_on"),
    ):
        with refused(code, field):
            service.complain(WriteComplaint(case_id=case_id, values=replace(answered, **wrong)))
    with refused("case_intake.unknown_complaint"):
        service.complain(WriteComplaint(case_id=case_id, values=values, complaint_id="none"))


def test_a_client_like_those_of_other_cases_is_told_of_seen_cases_alone(office: TestOffice) -> None:
    seen, hidden = a_case(office), a_sealed_case(office)
    typed = client(first_name="สมหวัง", last_name="รอดพ้น")
    assert {item.case_id for item in intakes(office).alike(typed)} == {seen, hidden}
    [item] = intakes(office, "officer").alike(typed)
    assert (item.case_id, item.number, item.name) == (seen, "1/2567", "นายสมหวัง รอดพ้น")
    assert item.reasons
    assert intakes(office, "officer").alike(typed, seen) == ()
    assert intakes(office).alike(client(first_name="ประยูร", last_name="ทองมา")) == ()


def test_who_has_neither_name_nor_id_is_like_nobody(office: TestOffice) -> None:
    a_case(office, client=ClientValues(called="ลุงหน้าตลาด"))
    assert intakes(office).alike(client()) == ()


def test_two_cases_of_one_client_are_linked_and_nothing_is_lost(office: TestOffice) -> None:
    first = a_sealed_case(office)
    second = received(office, same_case=first)
    assert [item.case_id for item in intakes(office).page(second).same] == [first]
    assert [item.case_id for item in intakes(office).page(first).same] == [second]
    assert intakes(office, "officer").page(second).same == ()
    telling = TellSame(case_id=first, other_case_id=second, same=False, reason="คนละคน")
    with refused("cases.reason_missing", "reason"):
        intakes(office).tell_same(replace(telling, reason=""))
    with refused("case_intake.same_case", "other_case_id"):
        intakes(office).tell_same(replace(telling, other_case_id=first))
    with refused("cases.unknown"):
        intakes(office, "officer").tell_same(replace(telling, case_id=second, other_case_id=first))
    office.clock.at = JUNE + timedelta(hours=1)
    intakes(office).tell_same(telling)
    assert intakes(office).page(second).same == ()


def test_a_case_begins_at_a_person_of_the_register_with_the_identity_copied(office: TestOffice) -> None:
    person_id = register(office)
    known = intakes(office).client_of(person_id)
    assert (known.first_name, known.national_id) == (office.people().page(person_id).values.first_name, None)
    case_id = received(office, opening=opening(client=known, person_id=person_id))
    head = cases(office).page(case_id).head
    assert head.person_id == person_id
    assert head.client.national_id == office.people().page(person_id).values.national_id
    other = received(office, opening=opening(client=client(no_id_reason=NoIdReason.NOT_TOLD), person_id=person_id))
    assert cases(office).page(other).head.client.national_id is None


def test_a_form_of_reception_begins_with_what_the_office_has(office: TestOffice) -> None:
    found = intakes(office).reception()
    assert found.casework.version == "2567.1"
    assert {"social", "officer"} <= {member.staff_id for member in found.staff}


def test_reception_and_papers_of_a_hidden_case_are_unknown(office: TestOffice) -> None:
    case_id = received(office, intake=facts(flags=("violence",)), belongings=things("ร่ม"), photo=attachment())
    outside, paper = intakes(office, "officer"), papers(office, "officer")
    for read in (outside.page, paper.page):
        with refused("cases.unknown"):
            read(case_id)
    with refused("cases.unknown"):
        outside.record(RecordIntake(case_id=case_id, values=facts()))
    with refused("cases.unknown"):
        paper.printed(case_id, "agreement")
    with refused("cases.unknown"):
        intakes(office, "officer").receive(ReceiveClient(opening=opening(), intake=facts(), same_case=case_id))
    cases(office, "director").break_glass(BreakGlass(number="1/2567", reason="ศาลขอ"))
    assert intakes(office, "director").page(case_id).photos


def test_pictures_of_cases_are_compared_with_nothing(office: TestOffice) -> None:
    received(office, photo=attachment())
    with office.engine.connect() as connection:
        assert connection.execute(unseen_pictures()).all() == []


def test_reception_is_what_its_entries_add_up_to(office: TestOffice) -> None:
    case_id = received(office, belongings=things("ร่ม"), photo=attachment())
    papers(office).sign(SignPaper(case_id=case_id, paper="agreement", on=TODAY, items=("work",), signed=MARK))
    papers(office).complain(WriteComplaint(case_id=case_id, values=ComplaintValues(on=TODAY, about="อาหาร")))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
