"""Today: what waits for the signed-in person, and the one click to each of it."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView


def _make(desk: Desk) -> ScreenView:
    from ui.screens.today.view import TodayView

    return TodayView(desk)


SCREEN = Screen(
    key="today",
    area=Area.TODAY,
    title_key="today.screen",
    icon="today",
    use_case="office.read",
    factory=_make,
)
