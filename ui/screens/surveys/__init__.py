"""Surveys: who was asked for a list, when it is due, what came, who was reminded."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.surveys.view import SurveysView

    return SurveysView(desk)


SCREEN = Screen(
    key="surveys",
    area=Area.REGISTER,
    title_key="surveys.screen",
    icon="note",
    use_case="imports.read",
    nouns=("survey",),
    factory=_make,
    at_office_alone=True,
    tour_as="development_officer",
    tour_steps=(
        TourStep(name="one", act=lambda view: view.show_reminded_one()),
        TourStep(name="remind", act=lambda view: view.begin_reminding()),
        TourStep(name="ask", act=lambda view: view.begin()),
    ),
)
