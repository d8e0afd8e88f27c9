"""Emergency openings in the real window: by whom and whether the manager looked, never of whom and why."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kmcase.application.cases import BreakGlass
from kmcase.domain.cases.heads import SIGHTS, Seen
from kmcase.messages import Catalogue
from tests.builders import STAFF, TestOffice
from tests.case_builders import a_sealed_case, cases
from tests.ui.case_desks import case_desk
from tests.ui.desks import drain, opened
from ui.ports import Desk
from ui.screens.glasses.columns import COLUMNS
from ui.screens.glasses.view import GlassesView


def shown(qtbot: QtBot, office: TestOffice) -> tuple[GlassesView, Desk]:
    desk = case_desk(office, "director")
    return opened(qtbot, GlassesView(desk), desk), desk


def test_each_opening_is_a_line_that_names_no_client(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    view, desk = shown(qtbot, office)
    assert list(view.list.items()) == []
    broken = cases(office, "officer").break_glass(BreakGlass(number="1/2567", reason="ตำรวจขอข้อมูลด่วน"))
    view.apply_changes(broken.changes)
    drain(desk)
    [item] = view.list.items()
    cells = {column.key: column.getter(item) for column in COLUMNS}
    assert (cells["number"], cells["by"], cells["manager"]) == ("1/2567", STAFF["officer"][0], STAFF["social"][0])
    assert Catalogue("th").render(cells["looked"].said) == "ยังไม่ได้ดู"
    cases(office).note_sight(case_id, Seen.PAGE, SIGHTS)
    view.show_record(None)
    drain(desk)
    [item] = view.list.items()
    assert item.looked
