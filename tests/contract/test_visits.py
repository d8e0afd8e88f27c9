"""A visit from its beginning to the request that is made of it, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kmcase.application.visits import AskForAid, BeginVisit, FoundFamily, SignAsInformant, SubmitVisit, WriteVisit
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import Finger, Hand, ThumbMark, Witness
from kmcase.domain.people import HouseholdMember, HouseholdValues
from kmcase.domain.visits import Partner, Position, Sitting, VisitBegun, VisitState, Wish
from kmcase.persistence import schema
from tests.builders import CHIANG_PHIN, JUNE, TestOffice, person_values, register
from tests.request_builders import TODAY, attachment, days_later, piece, refused, requests
from tests.state import state_of
from tests.visit_builders import (
    SIGNATURE,
    answers,
    begun_visit,
    signed,
    submitted_visit,
    visits,
    whole_visit,
    written,
)


def page(office: TestOffice, visit_id: str) -> Any:
    return visits(office).page(visit_id)


def codes(office: TestOffice, visit_id: str) -> set[str]:
    return {finding.code.removeprefix("visits.") for finding in page(office, visit_id).findings}


def test_a_visit_is_written_signed_sent_and_reviewed(office: TestOffice) -> None:
    visit_id = submitted_visit(office, register(office))
    assert page(office, visit_id).visit.state is VisitState.SUBMITTED
    visits(office, "social").find_in_order(visit_id)
    found = page(office, visit_id)
    assert found.visit.state is VisitState.REVIEWED
    assert found.answers == answers()
    assert [step.what for step in found.steps] == ["begun", "informant_signed", "submitted", "reviewed"]
    assert [(version.verdict, version.answers) for version in found.versions] == [("reviewed", answers())]


def test_the_tables_are_what_the_journal_adds_up_to(office: TestOffice) -> None:
    visit_id = whole_visit(office, register(office))
    visits(office).add_partner(visit_id, Partner(partner_id="", name="นายก"))
    visits(office).pause(visit_id, "ฝนตก")
    visits(office).submit(SubmitVisit(visit_id=visit_id))
    visits(office, "social").comment(visit_id, "income", "รายได้มาจากไหน")
    visits(office, "social").send_back(visit_id, "เพิ่มรายได้")
    before = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == before


def test_only_what_changed_is_written(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    service = visits(office)
    seen = service.write(WriteVisit(visit_id=visit_id, answers={"problem": "ก", "rent": 5}, seen={})).value
    again = service.write(WriteVisit(visit_id=visit_id, answers={"problem": "ก", "rent": 6}, seen=seen)).value
    assert again["problem"] == seen["problem"]
    assert again["rent"] != seen["rent"]
    unchanged = service.write(WriteVisit(visit_id=visit_id, answers={"rent": 6}, seen=again))
    assert (unchanged.value, unchanged.changes.touched) == (again, frozenset())
    assert page(office, visit_id).answers == {"problem": "ก", "rent": 6}
    assert not page(office, visit_id).conflicts


def test_what_two_wrote_apart_stands_twice_until_somebody_decides(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    service = visits(office)
    service.write(WriteVisit(visit_id=visit_id, answers={"problem": "จากบ้าน"}, seen={}))
    service.write(WriteVisit(visit_id=visit_id, answers={"problem": "จากสำนักงาน"}, seen={}))
    standing = page(office, visit_id).conflicts["problem"]
    assert {one.value for one in standing} == {"จากบ้าน", "จากสำนักงาน"}
    assert service.list()[0].in_conflict == 1
    assert "answers_in_conflict" in codes(office, visit_id)
    with refused("visits.no_conflict"):
        service.settle(visit_id, "problem", "nobody:1")
    service.settle(visit_id, "problem", standing[0].event_id)
    assert page(office, visit_id).answers["problem"] == standing[0].value
    assert not page(office, visit_id).conflicts
    with refused("visits.no_conflict"):
        service.settle(visit_id, "problem", standing[0].event_id)


def test_members_written_apart_stand_side_by_side(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    for row_id in ("m1", "m2"):
        row = {"_id": row_id, "member_name": f"คนที่ {row_id}"}
        visits(office).write(WriteVisit(visit_id=visit_id, answers={"members": [row]}, seen={}))
    assert [row["_id"] for row in page(office, visit_id).answers["members"]] == ["m1", "m2"]
    written(office, visit_id, members=[{"_id": "m2", "member_name": "คนที่ m2"}])
    assert [row["_id"] for row in page(office, visit_id).answers["members"]] == ["m2"]


def test_an_answer_of_no_kind_that_is_asked_is_refused_beside_its_question(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    with pytest.raises(DomainError) as error:
        written(office, visit_id, housing_kind="rented", rent="แพง")
    assert (error.value.code, error.value.field) == ("visits.answer_wrong", "rent")
    with refused("visits.answer_wrong"):
        written(office, visit_id, colour="แดง")
    written(office, visit_id, housing_kind="rented", rent=-5)
    assert "answers_doubtful" in codes(office, visit_id)


def test_a_visit_is_cut_short_and_goes_on_another_day(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    service = visits(office)
    with refused("visits.reason_missing"):
        service.pause(visit_id, " ")
    with refused("visits.going_on"):
        service.resume(visit_id)
    service.pause(visit_id, "ฝนตกหนัก")
    assert service.list()[0].paused
    with refused("visits.not_going_on"):
        service.pause(visit_id, "อีกครั้ง")
    days_later(office, 2)
    service.resume(visit_id, position=Position(latitude="17.41", longitude="102.79", accuracy="8"))
    first, second = page(office, visit_id).visit.sittings
    assert (first.reason, second.ended_at, second.position.accuracy) == ("ฝนตกหนัก", None, "8")
    assert not service.list()[0].paused
    service.submit(SubmitVisit(visit_id=visit_id))
    assert page(office, visit_id).visit.open_sitting is None


def test_a_visit_begins_neither_tomorrow_nor_with_a_stranger(office: TestOffice) -> None:
    person_id = register(office)
    with refused("visits.starts_in_future"):
        visits(office).begin(BeginVisit(person_id=person_id, started_at=JUNE + timedelta(days=1)))
    with refused("people.unknown"):
        visits(office).begin(BeginVisit(person_id="nobody"))
    with refused("visits.unknown"):
        visits(office).page("nothing")


def test_a_family_found_today_is_registered_and_visited_in_one_step(office: TestOffice) -> None:
    child = HouseholdMember(member_id="", household_id="", name="เด็กหญิงสอง ศรีสุข", relation="child")
    family = FoundFamily(person=person_values(), household=HouseholdValues(housing="rented"), members=(child,))
    visit_id = visits(office).begin_with_family(family).value
    visit = page(office, visit_id).visit
    person = office.people().page(visit.person_id)
    assert person.source == f"visit:{visit_id}"
    assert person.household_id == visit.household_id
    home = office.people().household(visit.household_id)
    assert [member.name for member in home.members] == ["เด็กหญิงสอง ศรีสุข"]
    assert [item.kind for item in person.timeline].count("visit") == 1
    with refused("people.name_missing"):
        visits(office).begin_with_family(replace(family, person=person_values(first_name="")))


def test_a_thumbprint_needs_two_witnesses_who_did_not_visit(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))

    def sign(*names: str) -> None:
        one, other = (Witness(name=name) for name in names)
        image = attachment(EvidenceKind.THUMBPRINT)
        thumb = ThumbMark(image=image, finger=Finger.THUMB, hand=Hand.LEFT, witnesses=(one, other))
        visits(office).sign(SignAsInformant(visit_id=visit_id, name="นางบุญมี ศรีสุข", thumbprint=thumb))

    with refused("visits.thumb_witnesses_missing"):
        sign("นายหนึ่ง ใจดี", "")
    with refused("visits.witness_is_visitor"):
        sign("นายหนึ่ง ใจดี", "อาทิตย์ ลงพื้นที่")
    sign("นายหนึ่ง ใจดี", "นายสอง ใจงาม")
    found = page(office, visit_id)
    assert found.visit.informants[0].thumbprint is not None
    assert found.aside == ()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ({"name": " ", "signature": SIGNATURE}, "visits.informant_missing"),
        ({"name": "นางบุญมี"}, "visits.signature_missing"),
    ],
)
def test_who_signs_has_a_name_and_a_mark(office: TestOffice, command: dict[str, Any], code: str) -> None:
    visit_id = begun_visit(office, register(office))
    with refused(code):
        visits(office).sign(SignAsInformant(visit_id=visit_id, **command))


def test_answers_changed_after_the_signature_are_told(office: TestOffice) -> None:
    visit_id = whole_visit(office, register(office))
    assert "changed_after_signing" not in codes(office, visit_id)
    written(office, visit_id, problem="หนักกว่าเดิม")
    assert "changed_after_signing" in codes(office, visit_id)
    signed(office, visit_id)
    assert "changed_after_signing" not in codes(office, visit_id)


def test_partners_are_named_and_sign_later(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    with refused("visits.partner_without_name"):
        visits(office).add_partner(visit_id, Partner(partner_id="", name=" "))
    partner = Partner(partner_id="", name="นายก อบต.", role="local_government", agency="อบต. เชียงพิณ")
    partner_id = visits(office).add_partner(visit_id, partner).value
    visits(office).add_partner(visit_id, replace(partner, partner_id=partner_id, signature=SIGNATURE))
    assert [one.signature for one in page(office, visit_id).visit.partners] == [SIGNATURE]


def test_evidence_is_there_or_its_reason_and_nothing_taken_vanishes(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    service, kind = visits(office), EvidenceKind.PHOTO_PERSON
    with refused("visits.evidence_empty"):
        service.settle_evidence(visit_id, EvidenceItem(kind=kind))
    with refused("visits.evidence_mixed"):
        service.settle_evidence(visit_id, EvidenceItem(kind=kind, attachments=(attachment(EvidenceKind.ID_CARD),)))
    for number in (1, 2, 2):
        service.add_evidence(visit_id, attachment(kind, number))
    line = next(line for line in page(office, visit_id).evidence if line.kind is kind)
    assert line.attachments == (attachment(kind, 1), attachment(kind, 2))
    outcome = service.settle_evidence(visit_id, EvidenceItem(kind=kind, none_reason="ไม่ยินยอม"))
    assert {noun for noun, _ in outcome.changes.touched} == {"visit", "person"}
    assert {one.sha256 for one in page(office, visit_id).aside} == {
        attachment(kind, 1).sha256,
        attachment(kind, 2).sha256,
    }


def test_a_picture_that_lies_with_another_visit_is_told(office: TestOffice) -> None:
    first, second = (begun_visit(office, register(office, first_name=name)) for name in ("หนึ่ง", "สอง"))
    for visit_id in (first, second):
        visits(office).settle_evidence(visit_id, piece(EvidenceKind.PHOTO_PERSON))
    assert "photographed_before" in codes(office, second)


def test_the_list_is_narrowed_by_officer_state_place_and_words(office: TestOffice) -> None:
    mine = begun_visit(office, register(office))
    theirs = submitted_visit(office, register(office, first_name="คำปุ่น"), login="officer2")
    service = visits(office, "auditor")

    def found(**by: Any) -> set[str]:
        return {item.visit_id for item in service.list(**by)}

    assert found() == {mine, theirs}
    assert found(officer="officer2") == found(states=frozenset({VisitState.SUBMITTED})) == {theirs}
    assert found(text="คำปุ่น") == {theirs}
    assert found(text="ไม่มีใคร") == found(subdistrict_code="410101") == set()
    assert found(subdistrict_code=CHIANG_PHIN) == {mine, theirs}
    assert found(person_id=page(office, mine).visit.person_id) == {mine}


def test_a_request_is_opened_from_the_answers_with_the_same_evidence(office: TestOffice) -> None:
    person_id = register(office)
    visit_id = whole_visit(office, person_id)
    visits(office).add_partner(visit_id, Partner(partner_id="", name="นายก อบต."))
    with refused("visits.not_submitted_yet"):
        visits(office).ask_for_aid(AskForAid(visit_id=visit_id))
    visits(office).submit(SubmitVisit(visit_id=visit_id))
    wish = Wish(proposed=Baht.of(2500), purpose="ทุนประกอบอาชีพ")
    request_id = visits(office).ask_for_aid(AskForAid(visit_id=visit_id, wish=wish)).value
    request = requests(office).page(str(request_id)).request
    content = request.content
    assert (content.needed, content.proposed, content.purpose) == (Baht.of(5000), Baht.of(2500), "ทุนประกอบอาชีพ")
    assert (content.hardship_cause, content.dependants, content.housing) == ("died", {"children": 2}, "own_dilapidated")
    assert (content.fact_finder, content.fact_found_on, content.received_on) == ("officer", TODAY, TODAY)
    assert (content.joint_fact_finders, content.informant) == (("นายก อบต.",), "นางบุญมี ศรีสุข")
    assert content.monthly_income == Baht.of(4000)
    assert content.report["problem"] == "สามีถึงแก่กรรม"
    assert request.evidence == page(office, visit_id).visit.evidence
    assert page(office, visit_id).request_number == "1/2567"
    with refused("visits.requested_already"):
        visits(office).ask_for_aid(AskForAid(visit_id=visit_id))


def test_a_laptop_only_proposes_and_the_office_opens_once(office: TestOffice) -> None:
    first, outside = (
        register(office),
        register(office, first_name="นอก", address=replace(person_values().address, subdistrict_code="500101")),
    )
    asked = [submitted_visit(office, person_id) for person_id in (first, outside)]
    for visit_id in asked:
        assert visits(office, at_office=False).ask_for_aid(AskForAid(visit_id=visit_id)).value is None
    assert [item.wished and item.request_id is None for item in visits(office).list()] == [True, True]
    outcome = visits(office, "officer2").open_wished_requests()
    assert set(outcome.value.opened) == {asked[0]}
    assert {visit_id: error.code for visit_id, error in outcome.value.refused.items()} == {
        asked[1]: "limits.outside_province"
    }
    request = requests(office).page(outcome.value.opened[asked[0]]).request
    assert request.officer == "officer"
    assert outcome.changes.of("request") == {request.request_id}
    again = visits(office).open_wished_requests().value
    assert (dict(again.opened), set(again.refused)) == ({}, {asked[1]})


def test_where_the_form_says_the_device_was_is_looked_at(office: TestOffice) -> None:
    visit_id = begun_visit(office, register(office))
    written(office, visit_id, place={"latitude": "18.79", "longitude": "98.98", "accuracy": "5"})
    assert "place_outside" in codes(office, visit_id)
    written(office, visit_id, place={"latitude": "17.41", "longitude": "102.79"})
    assert "place_outside" not in codes(office, visit_id)


def test_a_visit_to_a_person_who_is_not_held_here_has_no_page(office: TestOffice) -> None:
    with office.work().begin("visits.begin") as unit:
        sitting = Sitting(sitting_id="s", started_at=JUNE)
        unit.record(
            VisitBegun(
                visit_id="v", person_id="nobody", form_id="visit", form_version="1", officer="officer", sitting=sitting
            )
        )
        unit.commit(None)
    assert visits(office).list() == ()
    with refused("people.unknown"):
        page(office, "v")
