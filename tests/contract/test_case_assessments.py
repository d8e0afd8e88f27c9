"""Assessments on both engines: scored by anchors, corrected apart, compared across cases, seen by whom the case is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kmcase.application.cases.assessments import Assess
from kmcase.application.printing.case_assessments import AssessmentOrder
from kmcase.domain.cases.assessments import AssessmentValues, Level, Remark, RemarkKind
from kmcase.domain.errors import DomainError
from kmcase.persistence.schema import rebuild
from tests.builders import STAFF, TestOffice
from tests.case_assessment_builders import DAY, a_relative, a_resource, an_assessment, assessments, looked, scores
from tests.case_builders import a_case, a_sealed_case, client
from tests.paper import flowing
from tests.state import state_of


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def correct(office: TestOffice, case_id: str, assessment_id: str, values: AssessmentValues, *seen: str) -> None:
    command = Assess(case_id=case_id, values=values, assessment_id=assessment_id, seen=seen)
    assessments(office).assess(command)


def test_an_assessment_counts_what_was_scored_alone(office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id, scores=scores(health__body=2, health__mind=4, housing__place=0, income__work=None))
    [item] = assessments(office).items(case_id)
    assert item.percent_of("health") == 75
    assert item.percent_of("housing") == 0
    assert item.percent_of("income") is None
    assert (item.by, item.apart, item.values.summary) == (STAFF["social"][0], False, "ให้ความร่วมมือดี")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"assessed_on": date(2024, 6, 9)}, "case_assessment.before_opening", "assessed_on"),
        ({"assessed_on": date(2024, 6, 11)}, "case_assessment.in_future", "assessed_on"),
        ({"scores": scores(health__body=None), "remarks": ()}, "case_assessment.empty", None),
        ({"scores": scores(health__body=5)}, "case_assessment.unknown_score", None),
        ({"scores": scores(health__soul=1)}, "case_assessment.unknown_score", None),
        ({"scores": scores(health__soul=None)}, "case_assessment.unknown_score", None),
    ],
)
def test_an_assessment_that_cannot_be_is_not_kept(
    office: TestOffice, wrong: dict[str, object], code: str, field: str | None
) -> None:
    case_id = a_case(office)
    with refused(code, field):
        an_assessment(office, case_id, **wrong)
    assert assessments(office).items(case_id) == ()


def test_words_that_say_nothing_are_not_kept(office: TestOffice) -> None:
    case_id = a_case(office)
    blank = Remark(dimension="health", level=Level.PERSON, kind=RemarkKind.RISK, text="  ")
    an_assessment(office, case_id, remarks=(blank,), summary=" ")
    [item] = assessments(office).items(case_id)
    assert (item.values.remarks, item.values.summary) == ((), "")


def test_corrections_written_apart_both_stand_until_one_replaces_both(office: TestOffice) -> None:
    case_id = a_case(office)
    assessment_id = an_assessment(office, case_id)
    [first] = assessments(office).items(case_id)[0].standing
    for score in (0, 4):
        correct(office, case_id, assessment_id, looked(scores=scores(health__body=score)), first.version_id)
    [item] = assessments(office).items(case_id)
    assert item.apart
    assert {version.values.score_of("health", "body") for version in item.standing} == {0, 4}
    correct(office, case_id, assessment_id, looked(), *(version.version_id for version in item.standing))
    [item] = assessments(office).items(case_id)
    assert (item.apart, item.versions) == (False, 4)


def test_a_version_of_an_assessment_that_is_not_there_is_refused(office: TestOffice) -> None:
    case_id, other = a_case(office), a_case(office)
    assessment_id = an_assessment(office, other)
    with refused("case_assessment.unknown"):
        correct(office, case_id, assessment_id, looked())


def test_the_newest_scores_and_those_of_a_time_are_told_for_reports(office: TestOffice) -> None:
    case_id = a_case(office)
    assert assessments(office).newest_scores(case_id) is None
    first = an_assessment(office, case_id)
    office.clock.at += timedelta(days=30)
    second = an_assessment(office, case_id, assessed_on=date(2024, 7, 10), scores=scores(health__body=4))
    newest = assessments(office).newest_scores(case_id)
    assert newest is not None
    assert (newest.assessment_id, newest.percents) == (second, {"health": 100})
    found = assessments(office).scores_between(date(2024, 6, 1), date(2024, 6, 30))
    assert [(each.case_id, each.assessment_id, each.assessed_on) for each in found] == [(case_id, first, DAY)]
    assert len(assessments(office).scores_between(DAY, date(2024, 7, 10))) == 2


def test_scores_count_for_the_day_that_the_correction_says(office: TestOffice) -> None:
    case_id = a_case(office)
    office.clock.at += timedelta(days=30)
    assessment_id = an_assessment(office, case_id)
    [first] = assessments(office).items(case_id)[0].standing
    correct(office, case_id, assessment_id, looked(assessed_on=date(2024, 7, 1)), first.version_id)
    assert assessments(office).scores_between(DAY, date(2024, 6, 30)) == ()
    assert len(assessments(office).scores_between(date(2024, 7, 1), date(2024, 7, 31))) == 1


def test_nobody_outside_the_team_learns_of_an_assessment_of_a_restricted_case(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    assessment_id = an_assessment(office, case_id)
    outside = assessments(office, "director")
    for look in (outside.items, outside.newest_scores):
        with refused("cases.unknown"):
            look(case_id)
    with refused("cases.unknown"):
        outside.paper(AssessmentOrder(case_id=case_id, assessment_ids=(assessment_id,)))
    with refused("cases.unknown"):
        outside.assess(Assess(case_id=case_id, values=looked()))
    assert outside.scores_between(DAY, DAY) == ()
    assert len(assessments(office).scores_between(DAY, DAY)) == 1


def test_the_paper_says_what_was_scored_by_which_anchor_and_who_is_around(office: TestOffice) -> None:
    case_id = a_case(office)
    first = an_assessment(office, case_id)
    office.clock.at += timedelta(days=30)
    second = an_assessment(office, case_id, assessed_on=date(2024, 7, 10), scores=scores(health__body=3))
    a_relative(office, case_id)
    a_resource(office, case_id)
    order = AssessmentOrder(case_id=case_id, assessment_ids=(first, second))
    text = flowing(assessments(office).paper(order))
    for words in ("แข็งแรงพอทำกิจวัตรเองได้", "ขาดยาความดัน", "นางบัว", "เชียงพิณ", "สมหวัง"):
        assert words in text
    household = flowing(assessments(office).paper(AssessmentOrder(case_id=case_id, household=True)))
    assert "นางบัว" in household
    assert "ขาดยาความดัน" not in household
    with refused("case_assessment.unknown"):
        assessments(office).paper(AssessmentOrder(case_id=case_id, assessment_ids=("none",)))


def test_a_client_without_name_and_versions_apart_are_printed(office: TestOffice) -> None:
    case_id = a_case(office, client=client(title="", first_name="", last_name=""))
    assessment_id = an_assessment(office, case_id)
    correct(office, case_id, assessment_id, looked(summary="เห็นต่างออกไป"))
    text = flowing(assessments(office).paper(AssessmentOrder(case_id=case_id, assessment_ids=(assessment_id,))))
    assert "เห็นต่างออกไป" in text
    assert "ให้ความร่วมมือดี" in text


def test_assessments_are_what_their_entries_add_up_to(office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
