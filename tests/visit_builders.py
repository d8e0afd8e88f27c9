"""Short ways to a visit at each stage, through the use cases themselves."""

from __future__ import annotations

from typing import Any

from kmcase.application.visits import BeginVisit, SignAsInformant, SubmitVisit, VisitService, WriteVisit
from kmcase.bootstrap.forms import shipped_forms
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.payments import SignatureMark
from tests.builders import TestOffice
from tests.money_builders import drawn_anew
from tests.request_builders import piece, widow_pieces

SIGNATURE = SignatureMark(strokes='{"v":1,"w":10,"h":10,"strokes":[[[1,1,1,1],[2,2,1,2],[3,3,1,3]]]}')


def visits(office: TestOffice, login: str = "officer", *, at_office: bool = True) -> VisitService:
    """The use cases of visits in somebody's name."""
    return VisitService(office.work(login), shipped_forms(), at_office=at_office)


def answers(**changes: Any) -> dict[str, Any]:
    """Every answer that the form asks of a widow in her own house."""
    return {
        "first_name": "บุญมี",
        "last_name": "ศรีสุข",
        "no_id_reason": "card_lost",
        "house_no": "12",
        "moo": 3,
        "subdistrict_code": "410113",
        "informant": "นางบุญมี ศรีสุข",
        "informant_relation": "ตนเอง",
        "background": "อยู่กับลูกสองคน",
        "housing_kind": "own_dilapidated",
        "housing": "หลังคารั่ว",
        "members": [{"_id": "m1", "member_name": "เด็กชายหนึ่ง ศรีสุข"}],
        "person_income": 400000,
        "income_occupation": 300000,
        "income_welfare": 100000,
        "income_debts": "รับจ้างรายวัน",
        "condition": "normal",
        "self_care": "yes",
        "dependants_children": 2,
        "helped_before": "no",
        "problem_kinds": ["single_parent"],
        "problem": "สามีถึงแก่กรรม",
        "hardship_cause": "died",
        "cause_fact": "สามีถึงแก่กรรมเมื่อเดือนพฤษภาคม 2567",
        "cause_document": "ใบมรณบัตรเลขที่ 1/2567",
        "needed_forms": ["money"],
        "needed": 500000,
        "purpose": "ค่าครองชีพ",
        "officer_opinion": "เห็นควรช่วยเหลือ",
        "aid_kind": "low_income",
        "proposed": 300000,
        **changes,
    }


def begun_visit(office: TestOffice, person_id: str, login: str = "officer") -> str:
    """A visit that goes on; gives its id."""
    return visits(office, login).begin(BeginVisit(person_id=person_id)).value


def written(office: TestOffice, visit_id: str, login: str = "officer", **changes: Any) -> None:
    """Some answers, by somebody who has the page before them."""
    service = visits(office, login)
    service.write(WriteVisit(visit_id=visit_id, answers=changes, seen=service.page(visit_id).visit.seen))


def signed(office: TestOffice, visit_id: str, login: str = "officer") -> None:
    """The person signs what is written."""
    mark = SignatureMark(strokes=drawn_anew(SIGNATURE.strokes))
    visits(office, login).sign(SignAsInformant(visit_id=visit_id, name="นางบุญมี ศรีสุข", signature=mark))


def whole_visit(office: TestOffice, person_id: str, login: str = "officer", **changes: Any) -> str:
    """Everything that is asked for, not yet sent."""
    visit_id = begun_visit(office, person_id, login)
    written(office, visit_id, login, **answers(**changes))
    for item in widow_pieces():
        visits(office, login).settle_evidence(visit_id, item)
    signed(office, visit_id, login)
    return visit_id


def submitted_visit(office: TestOffice, person_id: str, login: str = "officer", **changes: Any) -> str:
    """A visit that waits for its review."""
    visit_id = whole_visit(office, person_id, login, **changes)
    visits(office, login).submit(SubmitVisit(visit_id=visit_id))
    return visit_id


def none_of(kind: EvidenceKind) -> EvidenceItem:
    """A piece that is not there, with the reason."""
    return EvidenceItem(kind=kind, none_reason="ไม่มี")


__all__ = [
    "SIGNATURE",
    "answers",
    "begun_visit",
    "none_of",
    "piece",
    "signed",
    "submitted_visit",
    "visits",
    "whole_visit",
    "written",
]
