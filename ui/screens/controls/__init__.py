"""The board of controls: what stands side by side, who has to look, and what a named person said of it."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.controls.view import ControlsView

    return ControlsView(desk)


SCREEN = Screen(
    key="controls",
    area=Area.CHECKS,
    title_key="controls.screen",
    icon="flag",
    use_case="controls.read",
    nouns=("observation",),
    at_office_alone=True,
    factory=_make,
    tour_as="director",
    tour_steps=(
        TourStep(name="observation", act=lambda view: view.show_first()),
        TourStep(name="judge", act=lambda view: view.presenter.begin_judge()),
    ),
)
