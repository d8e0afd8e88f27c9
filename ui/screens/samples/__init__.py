"""The verification of a half: how far it is, whom the lots say to ask, and its end."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.samples.view import SamplesView

    return SamplesView(desk)


SCREEN = Screen(
    key="samples",
    area=Area.CHECKS,
    title_key="samples.screen",
    icon="people",
    use_case="followups.read",
    nouns=("verification",),
    at_office_alone=True,
    factory=_make,
    tour_as="director",
    tour_steps=(TourStep(name="draw", act=lambda view: view.presenter.begin_draw()),),
)
