"""Keys before the panel: one press decides once, the way to what is undecided, and looking through decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.domain.meetings import Outcome
from tests.builders import TestOffice, allot, new_office
from tests.ui.desks import drain
from tests.ui.test_screens_meetings import deciding, desk_of, page_of, planned, type_key


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office with money."""
    found = new_office(tmp_path)
    allot(found, 10_000)
    return found


def outcomes(office: TestOffice, meeting_id: str) -> list[Outcome | None]:
    """What is decided, by the order of the agenda."""
    return [item.outcome for item in page_of(office, meeting_id)]


@pytest.mark.parametrize("held", [True, False])
def test_a_key_that_is_held_or_struck_twice_decides_once(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, held: bool
) -> None:
    meeting_id, _ = planned(office, "บุญมี", "คำปอน", "สมใจ")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    type_key(view, desk, "a")
    for _ in range(3):
        type_key(view, desk, "a", held=held)
        if held:
            view.deciding._rest.stop()
    view.deciding._main()
    drain(desk)
    if not held:
        assert outcomes(office, meeting_id) == [Outcome.APPROVED, None, None]
        qtbot.waitUntil(lambda: not view.deciding._rest.isActive())
        type_key(view, desk, "a")
    assert outcomes(office, meeting_id) == [Outcome.APPROVED, Outcome.APPROVED, None]


def test_after_the_last_request_the_next_undecided_one_is_said_and_then_nothing_waits_for_a_key(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    meeting_id, _ = planned(office, "บุญมี", "คำปอน", "สมใจ")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    type_key(view, desk, "n")
    for key, position in (("a", 3), ("a", 1)):
        type_key(view, desk, key)
        assert view.deciding.progress.plain_text() == f"เรื่องที่ {position} จาก 3"
        view.deciding._rest.stop()
    assert "กลับมาที่เรื่องที่ 1" in view.deciding.banner.accessibleName()
    type_key(view, desk, "a")
    view.deciding._rest.stop()
    assert "อนุมัติ 3 เรื่อง" in view.deciding.banner.accessibleName()
    type_key(view, desk, "a")
    view.deciding._main()
    drain(desk)
    assert outcomes(office, meeting_id) == [Outcome.APPROVED] * 3
    assert not any(button.isEnabled() for button in view.deciding.keys.values())


def test_decisions_are_looked_through_until_the_meeting_is_closed(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    planned(office, "บุญมี", "คำปอน")
    desk = desk_of(office, tmp_path)
    view = deciding(qtbot, desk)
    for _ in range(2):
        type_key(view, desk, "a")
        view.deciding._rest.stop()
    view.deciding.escape()
    view.presenter.refresh()
    drain(desk)
    assert not view.pane.decide.isVisible()
    view.pane.look.click()
    drain(desk)
    type_key(view, desk, "n")
    assert view.deciding.name.plain_text() == "นางคำปอน ศรีสุข"
    assert "มติที่ 1/2567 ข้อ 2" in view.deciding.decided.accessibleName()
    view.deciding.escape()
    view.pane.close_meeting.click()
    drain(desk)
    view.presenter.refresh()
    drain(desk)
    assert not view.pane.look.isVisible()
