"""The numbers that hold in the office: which from when, by what reference, and the office's own change."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.regulations.view import RegulationsView

    return RegulationsView(desk)


SCREEN = Screen(
    key="regulations",
    area=Area.SETTINGS,
    title_key="regulations.screen",
    icon="settings",
    use_case="office.regulations_read",
    nouns=("regulation",),
    factory=_make,
    tour_as="director",
    tour_record=lambda _desk: "aid.low_income.max_times_per_year",
    tour_steps=(TourStep(name="change", act=lambda view: view.begin()),),
)
