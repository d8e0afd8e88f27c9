"""A worker's day: what is due in cases, overdue, today or within a week, and the next step of each own client."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.my_day.view import MyDayView

    return MyDayView(desk)


SCREEN = Screen(
    key="my_day",
    area=Area.CASES,
    title_key="my_day.screen",
    icon="today",
    use_case="case_tasks.read",
    factory=_make,
    tour_as="social_worker",
    tour_steps=(TourStep(name="group", act=lambda view: view.begin_group()),),
)
