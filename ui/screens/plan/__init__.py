"""The monthly work plan: who visits whom, when, with whom; the officers' load; who is not visited yet."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.plan.view import PlanView

    return PlanView(desk)


SCREEN = Screen(
    key="plan",
    area=Area.FIELD,
    title_key="plan.screen",
    icon="calendar",
    use_case="appointments.read",
    nouns=("appointment",),
    factory=_make,
    tour_as="development_officer",
    tour_steps=(
        TourStep(name="list", act=lambda view: view.show_mode("list")),
        TourStep(name="one", act=lambda view: view.show_first()),
        TourStep(name="areas", act=lambda view: view.show_mode("areas")),
        TourStep(name="unvisited", act=lambda view: view.show_mode("unvisited")),
        TourStep(name="many", act=lambda view: view.plan_first(8)),
        TourStep(name="move", act=lambda view: view.move_first()),
        TourStep(name="proposal", act=lambda view: view.begin_proposal()),
    ),
)
