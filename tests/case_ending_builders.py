"""Builders of agencies, referrals and closings."""

from __future__ import annotations

from datetime import date
from typing import Any

from kmcase.application.agencies import AgencyService
from kmcase.application.cases import (
    ClosingService,
    DecideClosing,
    MakeReferral,
    ProposeClosing,
    ReferralService,
    TakeStep,
)
from kmcase.domain.agencies import AgencyKind, AgencyValues
from kmcase.domain.cases.closing import GoalOutcome
from kmcase.domain.cases.referrals import (
    Consent,
    ConsentBasis,
    ConsentWay,
    Direction,
    ReferralValues,
    Referrer,
    ReferrerKind,
    Step,
)
from tests.case_plan_builders import AtWork

TODAY = date(2024, 6, 10)


def agencies(office: AtWork, login: str = "social") -> AgencyService:
    """The use cases of the directory."""
    return AgencyService(office.work(login))


def referrals(office: AtWork, login: str = "social") -> ReferralService:
    """The use cases of referrals."""
    return ReferralService(office.work(login))


def closings(office: AtWork, login: str = "social") -> ClosingService:
    """The use cases of closing."""
    return ClosingService(office.work(login))


def hospital(**changes: Any) -> AgencyValues:
    """An agency."""
    values: dict[str, Any] = {
        "name": "โรงพยาบาลอุดรธานี",
        "kind": AgencyKind.HOSPITAL,
        "offers": ("health",),
        "services": "ตรวจรักษา คลินิกจิตเวชวันอังคาร",
        "place": "อ.เมืองอุดรธานี",
        "open_when": "จันทร์ถึงศุกร์ 8.30-16.30 น.",
        "phone": "042 245 555",
        "ask_for": "งานสังคมสงเคราะห์",
    }
    return AgencyValues(**{**values, **changes})


def an_agency(office: AtWork, login: str = "social", **changes: Any) -> str:
    """An agency of the directory; gives the id."""
    return agencies(office, login).enter(hospital(**changes)).value


def consent(**changes: Any) -> Consent:
    """The client's own, signed."""
    values: dict[str, Any] = {
        "basis": ConsentBasis.CLIENT,
        "on": TODAY,
        "given_by": "นายสมหวัง รอดพ้น",
        "way": ConsentWay.SIGNED,
    }
    return Consent(**{**values, **changes})


VOLUNTEER = Referrer(kind=ReferrerKind.VOLUNTEER, name="นางบุญมี ใจดี", phone="081 234 5678")


def going_out(**changes: Any) -> ReferralValues:
    """A referral to somebody."""
    values: dict[str, Any] = {
        "direction": Direction.OUT,
        "on": TODAY,
        "agency_name": "โรงพยาบาลอุดรธานี",
        "to_whom": "ผู้อำนวยการโรงพยาบาลอุดรธานี",
        "dimensions": ("health",),
        "reason": "มีอาการหูแว่ว ไม่ได้รับการรักษามาสองปี",
        "asked": "ตรวจประเมินและให้การรักษา",
        "consent": consent(),
    }
    return ReferralValues(**{**values, **changes})


def coming_in(**changes: Any) -> ReferralValues:
    """A referral from a volunteer."""
    values: dict[str, Any] = {
        "direction": Direction.IN,
        "on": TODAY,
        "reason": "พบนอนที่ศาลาหน้าตลาดหลายคืน",
        "asked": "ช่วยหาที่พัก",
        "referrer": VOLUNTEER,
    }
    return ReferralValues(**{**values, **changes})


def a_referral(office: AtWork, case_id: str, values: ReferralValues | None = None, login: str = "social") -> str:
    """A referral of a case; gives the id."""
    command = MakeReferral(case_id=case_id, values=values or going_out())
    return referrals(office, login).make(command).value


def step(office: AtWork, case_id: str, referral_id: str, what: Step, note: str = "", **more: Any) -> None:
    """Something happened to it today."""
    command = TakeStep(case_id=case_id, referral_id=referral_id, step=what, on=more.pop("on", TODAY), note=note, **more)
    referrals(office).take(command)


OUTCOME = GoalOutcome(goal="สุขภาพ", dimension="health", outcome="reached", note="กินยาสม่ำเสมอ")


def a_proposal(office: AtWork, case_id: str, login: str = "social", **changes: Any) -> str:
    """A closing that waits for a supervisor's word; gives the id."""
    values: dict[str, Any] = {
        "case_id": case_id,
        "on": TODAY,
        "reason": "family",
        "summary": "กลับไปอยู่กับพี่สาวที่ขอนแก่น",
        "outcomes": (OUTCOME,),
    }
    return closings(office, login).propose(ProposeClosing(**{**values, **changes})).value


def a_closed_case(office: AtWork, case_id: str, **changes: Any) -> str:
    """A case that the director closed; gives the closing's id."""
    closing_id = a_proposal(office, case_id, **changes)
    closings(office, "director").decide(DecideClosing(case_id=case_id, closing_id=closing_id, approved=True))
    return closing_id
