"""Case conferences: cases that need one, the conference of a day in one step, decisions, the wall, minutes."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.conferences.view import ConferencesView

    return ConferencesView(desk)


SCREEN = Screen(
    key="conferences",
    area=Area.CASES,
    title_key="conferences.screen.conferences",
    icon="meeting",
    use_case="conferences.read",
    nouns=("conference",),
    factory=_make,
    tour_as="social_worker",
    tour_steps=(
        TourStep(name="agenda", act=lambda view: view.show_conference()),
        TourStep(name="task", act=lambda view: view.begin("task")),
        TourStep(name="attendance", act=lambda view: view.begin("attend")),
        TourStep(name="closing", act=lambda view: view.begin("close")),
        TourStep(name="wall", act=lambda view: view.begin("wall")),
        TourStep(name="held", act=lambda view: view.show_held()),
    ),
)
