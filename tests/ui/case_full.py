"""A case with something on each of its parts, and a desk that has all of its services."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from tests.builders import TestOffice
from tests.case_assessment_builders import a_relative, a_resource, an_assessment, assessments, network
from tests.case_builders import join
from tests.case_ending_builders import a_proposal, a_referral, agencies, closings, referrals
from tests.case_intake_builders import received, things
from tests.case_plan_builders import plans, write
from tests.contract.test_case_notes import note
from tests.contract.test_case_tasks import task
from tests.round_builders import lessons
from tests.ui.case_desks import case_desk
from ui.ports import Desk


def full_desk(office: TestOffice, login: str = "social") -> Desk:
    more: dict[str, Any] = {
        "case_assessments": assessments(office, login),
        "case_network": network(office, login),
        "case_plans": plans(office, login),
        "referrals": referrals(office, login),
        "closings": closings(office, login),
        "agencies": agencies(office, login),
        "lessons": lessons(office, login),
        "printing": SimpleNamespace(),
    }
    return case_desk(office, login, **more)


def a_full_case(office: TestOffice) -> str:
    """Two assessments, family and resources, a plan, a note, a task, a referral; closing is proposed."""
    case_id = received(office, belongings=things("กระเป๋า", "โทรศัพท์"))
    join(office, case_id, "officer")
    for _ in range(2):
        an_assessment(office, case_id)
        office.clock.at += timedelta(days=1)
    a_relative(office, case_id)
    a_resource(office, case_id)
    a_referral(office, case_id)
    a_proposal(office, case_id)
    write(office, case_id)
    services = full_desk(office).services
    services.case_notes.write(note(case_id))
    services.case_tasks.plan(task(case_id))
    return case_id
