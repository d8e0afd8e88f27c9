"""Users: who works here with which roles, passwords, and the relatives that officers declare."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.staff.view import StaffView

    return StaffView(desk)


SCREEN = Screen(
    key="staff",
    area=Area.SETTINGS,
    title_key="staff_ui.screen",
    icon="user",
    use_case="staff.list",
    nouns=("staff",),
    factory=_make,
    tour_as="administrator",
    tour_steps=(TourStep(name="add", act=lambda view: view.begin("add")),),
)
