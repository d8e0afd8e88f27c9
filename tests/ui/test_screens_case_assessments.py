"""Assessments in the real window: scored by the keyboard, corrected, compared, printed; family and resources drawn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kmcase.application.cases.assessments import Assess
from kmcase.application.cases.network import DescribeRelative
from kmcase.domain.cases.assessments import Level, RemarkKind
from kmcase.domain.cases.heads import CaseKind, Seen
from kmcase.domain.cases.network import Life, Relation, ResourceKind, Tie
from kmcase.domain.people import Sex
from tests.builders import TestOffice
from tests.case_assessment_builders import (
    a_relative,
    a_resource,
    an_assessment,
    assessments,
    looked,
    mother,
    network,
    scores,
)
from tests.case_builders import a_case, cases
from tests.ui.case_desks import assessing_desk
from tests.ui.case_windows import part_shown, says
from tests.ui.desks import drain, send


def later(office: TestOffice, case_id: str) -> None:
    """Another assessment a month later, better."""
    office.clock.at += timedelta(days=30)
    values = {"health__body": 4, "health__mind": 4, "housing__place": 3}
    an_assessment(office, case_id, assessed_on=date(2024, 7, 10), scores=scores(**values))


def seen(widget: QWidget) -> bool:
    """Whether a widget is shown, once the layouts are settled."""
    QTest.qWait(1)
    return widget.isVisible()


# --- assessments ---


def test_a_client_who_was_not_assessed_is_assessed(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = assessing_desk(office)
    view, front = part_shown(qtbot, desk, case_id, "assessment")
    assert says(view, desk.texts.text("case_assessment.page.none"))
    assert not front.print.isEnabled()
    front.assess.click()
    drain(desk)
    words = {"remarks:health": {(RemarkKind.PROBLEM, Level.FAMILY): " ไม่มีคนดูแล "}}
    send(view, desk, **{"item:health:body": 2, "item:safety:danger": 0, **words})
    [item] = assessments(office).items(case_id)
    assert (item.percent_of("health"), item.percent_of("safety"), item.percent_of("income")) == (50, 0, None)
    assert [remark.text for remark in item.values.remarks] == ["ไม่มีคนดูแล"]
    line = next(line for line in front.list.items() if line.dimension.code == "health")
    assert (line.before, line.after, line.problems) == (None, 50, "ไม่มีคนดูแล")


def test_before_and_after_are_the_first_and_the_newest_until_somebody_chooses(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    first = an_assessment(office, case_id)
    later(office, case_id)
    desk = assessing_desk(office)
    _, front = part_shown(qtbot, desk, case_id, "assessment")
    health = next(line for line in front.list.items() if line.dimension.code == "health")
    assert (health.before, health.after, health.change) == (75, 100, 25)
    told = front.picture.accessibleDescription()
    assert "75" in told
    assert "100" in told
    front.after.set_value(first)
    health = next(line for line in front.list.items() if line.dimension.code == "health")
    assert (health.before, health.after, health.change) == (None, 75, None)


def test_a_newer_assessment_comes_to_the_front_by_itself(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id)
    desk = assessing_desk(office)
    view, front = part_shown(qtbot, desk, case_id, "assessment")
    later(office, case_id)
    view.show_record(case_id)
    drain(desk)
    assert front.after.value() == assessments(office).items(case_id)[-1].assessment_id


def test_while_another_case_is_read_nobody_of_the_family_before_is_changed(qtbot: QtBot, office: TestOffice) -> None:
    first, second = a_case(office), a_case(office)
    entry_id = a_relative(office, first)
    desk = assessing_desk(office)
    view, around = part_shown(qtbot, desk, first, "network")
    around.family.list.select_key(entry_id)
    around.show_case(cases(office).page(second))
    around.family.remove.click()
    around.family.change.click()
    assert not around.family.picture.isVisible() and view.form is None
    drain(desk)
    assert [len(network(office).page(case_id).relatives) for case_id in (first, second)] == [1, 0]


def test_while_another_case_is_read_nothing_of_the_one_before_is_corrected(qtbot: QtBot, office: TestOffice) -> None:
    first, second = a_case(office), a_case(office)
    an_assessment(office, first)
    desk = assessing_desk(office)
    view, front = part_shown(qtbot, desk, first, "assessment")
    front.show_case(cases(office).page(second))
    front.correct.click()
    front.view.set_value("words")
    assert view.form is None
    drain(desk)
    assert not front.correct.isEnabled()


def test_lines_over_time_and_details_are_shown_instead(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id)
    later(office, case_id)
    desk = assessing_desk(office)
    view, front = part_shown(qtbot, desk, case_id, "assessment")
    front.view.set_value("courses")
    assert front.picture.accessibleName() == desk.texts.text("case_assessment.picture.courses")
    front.view.set_value("words")
    assert not seen(front.picture)
    assert says(view, "ขาดยาความดัน")
    assert says(view, "ให้ความร่วมมือดี")
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert says(view, "Problem (person): ขาดยาความดัน")


def test_a_case_of_the_settlement_shows_the_five_of_the_household_first(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office, kind=CaseKind.SETTLEMENT)
    an_assessment(office, case_id)
    _, front = part_shown(qtbot, assessing_desk(office), case_id, "assessment")
    assert len(front.list.items()) == 5
    front.scope.set_value("all")
    assert len(front.list.items()) == 10


def test_an_assessment_written_apart_is_made_one(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    assessment_id = an_assessment(office, case_id)
    other = Assess(case_id=case_id, values=looked(summary="อีกความเห็น"), assessment_id=assessment_id)
    assessments(office).assess(other)
    desk = assessing_desk(office)
    view, front = part_shown(qtbot, desk, case_id, "assessment")
    assert seen(front.apart)
    front.correct.click()
    drain(desk)
    send(view, desk, summary="ตกลงร่วมกันแล้ว")
    [item] = assessments(office).items(case_id)
    assert (item.apart, item.values.summary) == (False, "ตกลงร่วมกันแล้ว")
    assert not seen(front.apart)


def test_a_paper_is_shown_and_that_it_was_printed_is_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id)
    desk = assessing_desk(office)
    _, front = part_shown(qtbot, desk, case_id, "assessment")
    front.print.click()
    drain(desk)
    [(paper, _)] = desk.navigation.papers  # type: ignore[attr-defined]
    assert paper.startswith(b"%PDF")
    assert (Seen.PRINTED, "assessment") in {(sight.how, sight.what) for sight in cases(office).sights(case_id)}


def test_an_auditor_reads_and_neither_assesses_nor_maps(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id)
    a_relative(office, case_id)
    desk = assessing_desk(office, "auditor")
    view, front = part_shown(qtbot, desk, case_id, "assessment")
    assert not seen(front.assess)
    assert not seen(front.correct)
    view.page.show_part("network")
    drain(desk)
    around = view.page.part("network")
    assert not seen(around.family.add)
    around.begin_relative(None)
    around.begin_resource(None)
    assert view.form is None


# --- family and resources ---


def test_somebody_is_added_to_the_family_and_drawn(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = assessing_desk(office)
    view, around = part_shown(qtbot, desk, case_id, "network")
    assert not seen(around.family.picture)
    around.family.add.click()
    send(view, desk, relation=Relation.PARENT, name="นางบัว", sex=Sex.FEMALE, age=83, tie=Tie.CLOSE, lives_with=True)
    [item] = network(office).page(case_id).relatives
    assert item.values == mother(lives_with=True, tie=Tie.CLOSE)
    assert seen(around.family.picture)
    assert "นางบัว" in around.family.picture.accessibleDescription()


def test_somebody_of_the_family_is_changed_and_taken_out(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    a_relative(office, case_id)
    entry_id = a_relative(office, case_id, name="นายสม", sex=Sex.MALE)
    desk = assessing_desk(office)
    view, around = part_shown(qtbot, desk, case_id, "network")
    around.family.list.select_key(entry_id)
    around.family.change.click()
    send(view, desk, life=Life.DEAD)
    changed = next(item for item in network(office).page(case_id).relatives if item.entry_id == entry_id)
    assert changed.values.life is Life.DEAD
    around.family.list.select_key(entry_id)
    around.family.remove.click()
    drain(desk)
    assert [item.values.name for item in network(office).page(case_id).relatives] == ["นางบัว"]


def test_an_age_that_is_not_likely_is_said_beside_it(qtbot: QtBot, office: TestOffice) -> None:
    desk = assessing_desk(office)
    view, around = part_shown(qtbot, desk, a_case(office), "network")
    around.family.add.click()
    send(view, desk, relation=Relation.PARENT, sex=Sex.FEMALE)
    form: Any = view.form
    assert form is None
    around.family.add.click()
    form = view.form
    form.form.editor("age").set_raw("200")
    form.action.click()
    assert view.form is not None


def test_a_resource_is_added_changed_and_taken_out(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = assessing_desk(office)
    view, around = part_shown(qtbot, desk, case_id, "network")
    around.halves.setCurrentWidget(around.resources)
    around.resources.add.click()
    send(view, desk, name="วัดบ้านใหม่", kind=ResourceKind.TEMPLE)
    [item] = network(office).page(case_id).resources
    around.resources.list.select_key(item.entry_id)
    around.resources.change.click()
    send(view, desk, gives="อาหาร")
    [item] = network(office).page(case_id).resources
    assert (item.values.name, item.values.gives, item.values.tie) == ("วัดบ้านใหม่", "อาหาร", Tie.ORDINARY)
    around.resources.list.select_key(item.entry_id)
    around.resources.remove.click()
    drain(desk)
    assert network(office).page(case_id).resources == ()


def test_what_was_written_apart_is_told_and_made_one(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    entry_id = a_relative(office, case_id, name="")
    for values in (mother(name="", tie=Tie.CONFLICT), None):
        command = DescribeRelative(case_id=case_id, values=values, entry_id=entry_id)
        network(office).describe_relative(command)
    desk = assessing_desk(office)
    view, around = part_shown(qtbot, desk, case_id, "network")
    assert seen(around.family.apart)
    around.family.list.select_key(entry_id)
    around.family.change.click()
    assert says(view, desk.texts.text("case_network.page.taken_out"))
    send(view, desk, tie=Tie.DISTANT)
    [item] = network(office).page(case_id).relatives
    assert (item.values.tie, item.apart) == (Tie.DISTANT, ())
    assert not seen(around.family.apart)


def test_a_list_that_leaves_the_window_is_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    a_relative(office, case_id)
    desk = assessing_desk(office)
    _, around = part_shown(qtbot, desk, case_id, "network")
    around.family.list.copy()
    drain(desk)
    assert (Seen.EXPORTED, "network") in {(sight.how, sight.what) for sight in cases(office).sights(case_id)}
    around.resources.list.print_list()
    drain(desk)
    assert (Seen.PRINTED, "network") in {(sight.how, sight.what) for sight in cases(office).sights(case_id)}
    assert len([sight for sight in cases(office).sights(case_id) if sight.how is not Seen.PAGE]) == 2, "each once"


def test_both_pictures_are_printed_and_that_is_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    a_relative(office, case_id)
    a_resource(office, case_id)
    desk = assessing_desk(office)
    view, around = part_shown(qtbot, desk, case_id, "network")
    around.family.print.click()
    drain(desk)
    [(paper, _)] = desk.navigation.papers  # type: ignore[attr-defined]
    assert paper.startswith(b"%PDF")
    assert (Seen.PRINTED, "network") in {(sight.how, sight.what) for sight in cases(office).sights(case_id)}
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert around.halves.tabText(0) == "Family diagram"
