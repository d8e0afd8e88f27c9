"""Beds and stays of a shelter: the beds of a day by room, attendance, leaves and returns."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.beds.view import BedsView

    return BedsView(desk)


SCREEN = Screen(
    key="beds",
    area=Area.CASES,
    title_key="case_stays.screen",
    icon="house",
    use_case="case_stays.read",
    factory=_make,
    tour_as="social_worker",
    tour_steps=(TourStep(name="take", act=lambda view: view.begin_take()),),
)
