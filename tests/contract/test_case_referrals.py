"""Referrals and the directory on both engines: written with their ground, followed, told back, hidden with the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kmcase.application.cases import MakeReferral, TakeStep
from kmcase.domain.agencies import AgencyDescribed, AgencyKind, AgencyValues
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.referrals import ConsentBasis, Direction, Referrer, ReferrerKind, Step, Waits
from kmcase.domain.errors import DomainError
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice
from tests.case_builders import a_case, a_sealed_case, join
from tests.case_ending_builders import (
    TODAY,
    VOLUNTEER,
    a_closed_case,
    a_referral,
    agencies,
    an_agency,
    coming_in,
    consent,
    going_out,
    hospital,
    referrals,
    step,
)
from tests.state import state_of


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def test_a_referral_goes_out_is_accepted_and_its_result_is_told_to_the_volunteer(office: TestOffice) -> None:
    case_id, agency_id = a_case(office), an_agency(office)
    values = going_out(agency_id=agency_id, agency_name="", referrer=VOLUNTEER)
    referral_id = a_referral(office, case_id, values)
    [item] = referrals(office).of_case(case_id)
    assert item.referral.values.agency_name == "โรงพยาบาลอุดรธานี"
    assert (item.standing.waits, item.until, item.late) == (Waits.SENDING, TODAY + timedelta(days=3), False)
    for what, note in ((Step.SENT, ""), (Step.ACCEPTED, ""), (Step.RESULT, "รับยาต่อเนื่อง")):
        step(office, case_id, referral_id, what, note)
    [item] = referrals(office).waiting()
    assert (item.standing.waits, item.case_number, item.client) == (Waits.TELLING, "1/2567", "นายสมหวัง รอดพ้น")
    step(office, case_id, referral_id, Step.TOLD, "โทรบอกแล้ว")
    assert referrals(office).waiting() == ()
    [item] = referrals(office).of_case(case_id)
    assert [taken.step for taken in item.referral.steps] == [Step.SENT, Step.ACCEPTED, Step.RESULT, Step.TOLD]
    assert item.until is None


def test_what_waits_too_long_is_late_from_the_day_after_its_last_one_and_comes_first(office: TestOffice) -> None:
    case_id = a_case(office)
    made = {days: a_referral(office, case_id, going_out(on=TODAY - timedelta(days=days))) for days in (0, 3, 4, 9)}
    found = referrals(office).waiting()
    assert [(item.referral.referral_id, item.until, item.late) for item in found] == [
        (made[days], TODAY + timedelta(days=3 - days), days > 3) for days in (9, 4, 3, 0)
    ]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"reason": " "}, "case_referrals.reason_missing", "reason"),
        ({"asked": ""}, "case_referrals.asked_missing", "asked"),
        ({"agency_name": ""}, "case_referrals.agency_missing", "agency_id"),
        ({"agency_id": "none"}, "agencies.unknown", None),
        ({"on": TODAY + timedelta(days=1)}, "cases.in_future", "on"),
        ({"dimensions": ("wealth",)}, "cases.unknown_dimension", None),
        ({"consent": None}, "case_referrals.consent_missing", "basis"),
        ({"consent": consent(given_by=" ")}, "case_referrals.giver_missing", "given_by"),
        ({"consent": consent(way=None)}, "case_referrals.way_missing", "way"),
        ({"consent": consent(on=TODAY + timedelta(days=1))}, "cases.in_future", "consent_on"),
        ({"consent": consent(basis=ConsentBasis.LAW)}, "case_referrals.law_missing", "lawful_reason"),
        ({"direction": Direction.IN}, "case_referrals.referrer_missing", "referrer"),
        ({"referrer": replace(VOLUNTEER, name=" ")}, "case_referrals.referrer_missing", "referrer"),
    ],
)
def test_a_referral_lacks_nothing(office: TestOffice, wrong: dict[str, Any], code: str, field: str | None) -> None:
    case_id = a_case(office)
    with refused(code, field):
        a_referral(office, case_id, going_out(**wrong))
    assert referrals(office).of_case(case_id) == ()


def test_without_consent_the_law_gives_the_ground(office: TestOffice) -> None:
    case_id = a_case(office)
    law = consent(basis=ConsentBasis.LAW, lawful_reason="อันตรายต่อชีวิต")
    a_referral(office, case_id, going_out(consent=law))
    kept = referrals(office).of_case(case_id)[0].referral.values.consent
    assert kept is not None
    assert (kept.lawful_reason, kept.given_by, kept.way) == ("อันตรายต่อชีวิต", "", None)


def test_who_came_by_himself_needs_no_name_and_an_agency_may_have_ended_since(office: TestOffice) -> None:
    case_id, agency_id = a_case(office), an_agency(office)
    agencies(office).change(agencies(office).agency(agency_id), hospital(active=False))
    with refused("case_referrals.agency_closed", "agency_id"):
        a_referral(office, case_id, going_out(agency_id=agency_id))
    came = coming_in(agency_id=agency_id, referrer=Referrer(kind=ReferrerKind.SELF, name=""))
    referral_id = a_referral(office, case_id, came)
    step(office, case_id, referral_id, Step.ACCEPTED)
    assert referrals(office).waiting()[0].standing.waits is Waits.RESULT


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        ({"step": Step.RESULT, "note": "ดี"}, "case_referrals.not_now", "step"),
        ({"step": Step.SENT, "on": TODAY + timedelta(days=1)}, "cases.in_future", "on"),
        ({"step": Step.SENT, "on": date(2024, 6, 1)}, "case_referrals.before_writing", "on"),
        ({"step": Step.WITHDRAWN}, "case_referrals.withdrawn_why", "note"),
        ({"step": Step.SENT, "referral_id": "none"}, "case_referrals.unknown", None),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    office: TestOffice, command: dict[str, Any], code: str, field: str | None
) -> None:
    case_id = a_case(office)
    referral_id = a_referral(office, case_id)
    with refused(code, field):
        referrals(office).take(TakeStep(**{"case_id": case_id, "referral_id": referral_id, "on": TODAY, **command}))


def test_a_closed_case_refers_nobody(office: TestOffice) -> None:
    case_id = a_case(office)
    a_closed_case(office, case_id)
    with refused("cases.is_closed"):
        a_referral(office, case_id)


def test_referrals_of_a_sealed_case_are_unknown_to_outsiders(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    referral_id = a_referral(office, case_id)
    outside = referrals(office, "director")
    assert outside.waiting() == ()
    for ask in (
        lambda: outside.of_case(case_id),
        lambda: outside.make(MakeReferral(case_id=case_id, values=going_out())),
        lambda: outside.take(TakeStep(case_id=case_id, referral_id=referral_id, step=Step.SENT, on=TODAY)),
    ):
        with refused("cases.unknown"):
            ask()
    join(office, case_id, "director", TeamRole.SUPERVISOR)
    assert len(outside.waiting()) == 1


def test_an_agency_is_entered_and_changed_field_by_field(office: TestOffice) -> None:
    agency_id = an_agency(office, name=" โรงพยาบาลอุดรธานี ")
    before = agencies(office).agency(agency_id)
    assert before.values == hospital()
    agencies(office).change(before, hospital(phone="042 111 111", offers=("housing", "health")))
    [found] = agencies(office).list()
    assert (found.values.phone, found.values.offers) == ("042 111 111", ("health", "housing"))
    agencies(office).change(agencies(office).agency(agency_id), found.values)
    assert agencies(office).list() == (found,)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [({"name": " "}, "agencies.name_missing", "name"), ({"offers": ()}, "agencies.offers_missing", "offers")],
)
def test_an_agency_has_a_name_and_offers_something(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str
) -> None:
    with refused(code, field):
        an_agency(office, **wrong)


def test_what_two_wrote_of_an_agency_apart_stands_until_one_decides(office: TestOffice) -> None:
    agency_id = an_agency(office)
    seen = agencies(office).agency(agency_id)
    agencies(office).change(seen, hospital(phone="1"))
    agencies(office).change(seen, hospital(phone="2", kind=AgencyKind.OTHER))
    apart = agencies(office).agency(agency_id)
    assert apart.conflicts == {"phone"}
    assert (apart.values.phone, apart.values.kind) == ("2", AgencyKind.OTHER)
    agencies(office).change(apart, apart.values)
    decided = agencies(office).agency(agency_id)
    assert (decided.conflicts, decided.values.phone) == (frozenset(), "2")


def test_a_field_that_was_emptied_is_empty_and_an_unknown_offer_is_kept(office: TestOffice) -> None:
    agency_id = an_agency(office, offers=("health", "old_code"))
    with office.work("social").begin("agencies.change") as unit:
        seen = unit.agencies.agency(agency_id).seen
        unit.record(AgencyDescribed(agency_id=agency_id, values={"phone": None}, seen={"phone": seen["phone"]}))
        unit.commit(None)
    found = agencies(office).agency(agency_id).values
    assert (found.phone, found.offers) == (AgencyValues().phone, ("health", "old_code"))


def test_the_journal_gives_the_same_referrals_again(office: TestOffice) -> None:
    case_id = a_case(office)
    step(office, case_id, a_referral(office, case_id), Step.SENT)
    an_agency(office)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
