"""Staff: who signs in with which roles, what was changed of them and why, their passwords and declared relatives."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.staff.view import StaffView

    return StaffView(desk)


def _somebody_else(desk: Desk) -> str | None:
    others = [member for member in desk.services.staff.list() if member.staff_id != desk.actor.staff_id]
    return others[-1].staff_id if others else None


SCREEN = Screen(
    key="staff",
    area=Area.SETTINGS,
    title_key="staff.screen",
    icon="user",
    use_case="staff.list",
    nouns=("staff",),
    factory=_make,
    tour_as="administrator",
    tour_record=_somebody_else,
    tour_steps=(
        TourStep(name="add", act=lambda view: view.begin("add")),
        TourStep(name="roles", act=lambda view: view.begin("roles")),
        TourStep(name="own-password", act=lambda view: view.begin("own")),
    ),
)
