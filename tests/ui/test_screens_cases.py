"""Cases in the real window: listed, opened, described, moved, restricted; the glass broken with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from kmcase.application.cases import BreakGlass
from kmcase.domain.cases.heads import WHOLE_FILE, Seen, TeamRole
from tests.builders import STAFF, TestOffice
from tests.case_builders import a_case, a_sealed_case, cases, leave
from tests.case_ending_builders import a_closed_case
from tests.paper import text_of
from tests.ui.case_desks import case_desk
from tests.ui.case_full import a_full_case, full_desk
from tests.ui.case_windows import says, shown
from tests.ui.desks import Noted, drain, error, hear, send
from ui.screens.cases.columns import clock_mark
from ui.widgets import Banner


def test_a_case_shows_who_it_is_and_that_it_was_looked_at_is_kept_once(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id)
    assert view.page.name.plain_text() == "นายสมหวัง รอดพ้น"
    assert says(view, "คนไร้ที่พึ่ง")
    view.show_record(case_id)
    drain(desk)
    assert [(sight.how, sight.what) for sight in cases(office).sights(case_id)] == [(Seen.PAGE, "overview")]
    view.page.show_part("sights")
    drain(desk)
    assert next((sight.how, sight.what) for sight in cases(office).sights(case_id)) == (Seen.PAGE, "sights")


def test_what_is_written_of_a_client_is_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id)
    view.page.part("overview").describe.click()
    send(view, desk, first_name="สมชาย", language="เขมร")
    assert view.form is None
    client = cases(office).page(case_id).head.client
    assert (client.first_name, client.language, client.last_name) == ("สมชาย", "เขมร", "รอดพ้น")
    assert view.page.name.plain_text() == "นายสมชาย รอดพ้น"


def test_a_view_without_cases_says_where_the_closed_ones_are(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = shown(qtbot, desk)
    assert says(view, desk.texts.text("cases.list.none"))
    a_closed_case(office, a_case(office))
    view.presenter.open()
    drain(desk)
    assert says(view, desk.texts.text("cases.list.none_here"))


def test_after_a_form_the_keyboard_is_at_the_parts_of_the_case(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = shown(qtbot, desk, a_case(office))
    view.activateWindow()
    QTest.qWait(1)
    view.page.part("overview").move_on.click()
    send(view, desk, on=date(2024, 6, 10))
    assert view.page.tabs.isAncestorOf(QApplication.focusWidget())


def test_a_case_moves_to_the_next_stage_and_a_wrong_day_is_said_beside_the_field(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id)
    view.page.part("overview").move_on.click()
    send(view, desk, on=date(2024, 6, 9))
    assert desk.texts.text("cases.error.before_opening") in error(view, "on")
    send(view, desk, on=date(2024, 6, 10))
    assert cases(office).page(case_id).head.stage == "screen"


def test_restricting_hides_the_case_from_others_and_lifting_asks_why(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id)
    view.page.part("overview").restrict.click()
    send(view, desk, restricted_for=frozenset({"asked"}))
    assert cases(office, "director").list().hidden == 1
    view.page.part("overview").restrict.click()
    send(view, desk, restricted_for=frozenset[str]())
    assert desk.texts.text("cases.error.reason_missing") in error(view, "note")


def test_somebody_is_taken_into_the_team(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id)
    view.page.part("overview").join.click()
    drain(desk)
    send(view, desk, staff_id="officer", role=TeamRole.WORKER)
    assert [item.case_id for item in cases(office, "officer").list().items] == [case_id]


def test_an_outsider_sees_how_many_are_hidden_and_breaks_the_glass_with_a_reason(
    qtbot: QtBot, office: TestOffice
) -> None:
    a_sealed_case(office)
    desk = case_desk(office, "director")
    view = shown(qtbot, desk)
    assert view.hidden.plain_text() == desk.texts.text("cases.list.hidden", count="น้อยกว่า 5")
    view.glass.click()
    send(view, desk, number="9/2567", reason="ตำรวจขอข้อมูลด่วน")
    assert desk.texts.text("cases.error.no_sealed_case") in error(view, "number")
    warnings = [each for each in view.findChildren(Banner) if each.isVisible()]
    assert desk.texts.text("cases.glass.warning") in [each.accessibleName() for each in warnings]
    send(view, desk, number=" ๑ / ๒๕๖๗")
    hear(view, desk)
    assert view.page.name.plain_text() == "นายสมหวัง รอดพ้น"
    assert view.page.glass.isVisible()


def test_an_auditor_reads_and_is_offered_no_writing(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    view = shown(qtbot, case_desk(office, "auditor"), case_id)
    part = view.page.part("overview")
    assert not any(button.isVisible() for button in (part.describe, part.restrict, part.join, part.move_on))


def test_who_is_not_of_the_team_restricts_nothing_and_a_closed_case_moves_no_further(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_case(office)

    def offered(login: str) -> tuple[bool, bool]:
        part = shown(qtbot, case_desk(office, login), case_id).page.part("overview")
        QTest.qWait(1)
        return part.restrict.isVisible(), part.move_on.isVisible()

    assert (offered("social"), offered("officer")) == ((True, True), (False, True))
    a_closed_case(office, case_id)
    assert offered("social") == (True, False)


def test_the_list_is_narrowed_to_ones_own(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office)
    own = a_case(office, manager="officer")
    desk = case_desk(office, "officer")
    view = shown(qtbot, desk)
    assert len(view.list.items()) == 2
    view.choice.set_value("mine")
    assert [item.case_id for item in view.list.items()] == [own]


def test_the_head_tells_stage_secrecy_and_the_deadline_that_comes_first(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "sights")
    page = cases(office).page(case_id)
    first, *later = (desk.texts.render(clock_mark(clock).said) for clock in page.clocks)
    assert all(says(view, words) for words in (first, desk.texts.render(page.stage.words)))
    assert says(view, desk.texts.text("cases.restricted"))
    assert later and not any(says(view, words) for words in later)


def test_a_closed_case_is_listed_among_all_alone(qtbot: QtBot, office: TestOffice) -> None:
    a_closed_case(office, a_case(office))
    still = a_case(office)
    view = shown(qtbot, case_desk(office))
    for choice, count in (("open", 1), ("mine", 1), ("all", 2)):
        view.choice.set_value(choice)
        assert (len(view.list.items()), still in {item.case_id for item in view.list.items()}) == (count, True), choice


def test_a_manager_is_told_of_a_broken_glass_until_he_looked_who_saw_the_case(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id)
    view.page.show_part("sights")
    drain(desk)
    view.page.show_part("overview")
    office.clock.at += timedelta(minutes=1)
    cases(office, "director").break_glass(BreakGlass(number="1/2567", reason="ตำรวจขอข้อมูลด่วน"))
    view.show_record(case_id)
    drain(desk)
    assert "1 ครั้ง" in view.page.glass.accessibleName()
    view.page.show_part("sights")
    drain(desk)
    assert cases(office).page(case_id).glass_unseen == 0
    view.show_record(case_id)
    drain(desk)
    assert not view.page.glass.isVisible()


def test_another_language_reaches_every_part_that_was_looked_at(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = shown(qtbot, desk, a_case(office))
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert says(view, desk.texts.text("cases.overview.team"))
    assert view.page.part("overview").describe.text() == desk.texts.text("cases.overview.describe")


def test_the_list_is_narrowed_to_what_presses(qtbot: QtBot, office: TestOffice) -> None:
    own = a_case(office)
    a_case(office, manager="officer")
    office.clock.at += timedelta(days=6)
    desk = case_desk(office)
    view = shown(qtbot, desk, "show:due/")
    assert [item.case_id for item in view.list.items()] == [own]


def test_the_whole_file_is_previewed_and_that_it_was_printed_is_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id)
    view.page.part("overview").print_file.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    [(content, title)] = desk.navigation.papers
    assert title == desk.texts.text("case_files.title")
    assert "สมหวัง รอดพ้น" in text_of(content)
    assert (Seen.PRINTED, WHOLE_FILE) in [(sight.how, sight.what) for sight in cases(office).sights(case_id)]


def test_that_the_manager_has_left_is_said_and_another_is_chosen_among_those_in_case_work(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_case(office)
    desk = case_desk(office, "director")
    view = shown(qtbot, desk, case_id)
    assert not view.page.part("overview").unled.isVisible()
    leave(office, "social")
    view.show_record(case_id)
    drain(desk)
    assert says(view, desk.texts.text("cases.overview.manager_left"))
    view.page.part("overview").join.click()
    drain(desk)
    form = view.form
    assert form is not None
    offered = form.form.editor("staff_id").findChild(QComboBox)
    names = {offered.itemText(at) for at in range(offered.count())}
    assert STAFF["officer"][0] in names
    assert not names & {STAFF[login][0] for login in ("admin", "finance", "social")}
    send(view, desk, staff_id="officer", role=TeamRole.MANAGER)
    assert not view.page.part("overview").unled.isVisible()
    assert cases(office, "director").page(case_id).head.manager == "officer"


@pytest.mark.parametrize("part", ["overview", "intake", "assessment", "network", "plan", "tasks", "stay"])
def test_ctrl_enter_is_the_main_action_of_the_part_in_front(qtbot: QtBot, office: TestOffice, part: str) -> None:
    case_id = a_full_case(office)
    desk = full_desk(office)
    view = shown(qtbot, desk, case_id, part)
    view.activateWindow()
    view.page.tabs.setFocus()
    qtbot.waitUntil(view.page.tabs.tabBar().hasFocus)
    QTest.keyClick(view.page.tabs.tabBar(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    drain(desk)
    assert view.form is not None
