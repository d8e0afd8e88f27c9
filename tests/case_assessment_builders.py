"""Builders of assessments and of who is around a client."""

from __future__ import annotations

from datetime import date
from typing import Any

from kmcase.application.cases.assessments import Assess, CaseAssessmentService
from kmcase.application.cases.network import CaseNetworkService, DescribeRelative, DescribeResource
from kmcase.documents.press import Printer
from kmcase.domain.cases.assessments import AssessmentValues, ItemScore, Level, Remark, RemarkKind
from kmcase.domain.cases.network import Relation, RelativeValues, ResourceKind, ResourceValues
from kmcase.domain.people import Sex
from tests.builders import TestOffice

DAY = date(2024, 6, 10)


def assessments(office: TestOffice, login: str = "social") -> CaseAssessmentService:
    """The use cases of assessments."""
    return CaseAssessmentService(office.work(login), Printer())


def network(office: TestOffice, login: str = "social") -> CaseNetworkService:
    """The use cases of family and resources."""
    return CaseNetworkService(office.work(login))


def scores(**given: int | None) -> tuple[ItemScore, ...]:
    """Scores by item: `health__body=3`."""
    return tuple(
        ItemScore(dimension=name.split("__")[0], item=name.split("__")[1], score=score) for name, score in given.items()
    )


def looked(**changes: Any) -> AssessmentValues:
    """One look: half of the best in body, the best in mind."""
    values: dict[str, Any] = {
        "assessed_on": DAY,
        "scores": scores(health__body=2, health__mind=4),
        "remarks": (
            Remark(dimension="health", level=Level.PERSON, kind=RemarkKind.PROBLEM, text="ขาดยาความดัน"),
            Remark(dimension="health", level=Level.FAMILY, kind=RemarkKind.STRENGTH, text="ภรรยาช่วยดูแล"),
        ),
        "summary": "ให้ความร่วมมือดี",
    }
    return AssessmentValues(**{**values, **changes})


def an_assessment(office: TestOffice, case_id: str, login: str = "social", **changes: Any) -> str:
    """A kept assessment; gives the id."""
    return assessments(office, login).assess(Assess(case_id=case_id, values=looked(**changes))).value


def mother(**changes: Any) -> RelativeValues:
    """The client's mother."""
    values: dict[str, Any] = {"name": "นางบัว", "relation": Relation.PARENT, "sex": Sex.FEMALE, "birth_year": 1941}
    return RelativeValues(**{**values, **changes})


def a_relative(office: TestOffice, case_id: str, login: str = "social", **changes: Any) -> str:
    """Somebody of the family; gives the id of the entry."""
    return network(office, login).describe_relative(DescribeRelative(case_id=case_id, values=mother(**changes))).value


def a_resource(office: TestOffice, case_id: str, login: str = "social", **changes: Any) -> str:
    """A resource; gives the id of the entry."""
    values: dict[str, Any] = {"name": "รพ.สต. เชียงพิณ", "kind": ResourceKind.HEALTH}
    resource = ResourceValues(**{**values, **changes})
    return network(office, login).describe_resource(DescribeResource(case_id=case_id, values=resource)).value
