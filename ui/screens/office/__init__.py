"""The office: what it is, the sub-districts that it answers for and since when, and exceptions of duties."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.office.view import OfficeView

    return OfficeView(desk)


SCREEN = Screen(
    key="office",
    area=Area.SETTINGS,
    title_key="office.screen",
    icon="house",
    use_case="office.read",
    nouns=("office",),
    factory=_make,
    tour_as="administrator",
    tour_steps=(
        TourStep(name="history", act=lambda view: view.show_tab("history")),
        TourStep(name="exceptions", act=lambda view: view.show_tab("exceptions")),
        TourStep(name="change-area", act=lambda view: view.presenter.begin()),
    ),
)
