"""The directory of agencies and community resources."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.agencies.view import AgenciesView

    return AgenciesView(desk)


SCREEN = Screen(
    key="agencies",
    area=Area.CASES,
    title_key="agencies.screen.agencies",
    icon="bank",
    use_case="agencies.read",
    nouns=("agency",),
    factory=_make,
    tour_as="social_worker",
    tour_steps=(TourStep(name="new", act=lambda view: view.begin()),),
)
