"""The budget: a half at a glance, every posting with what is left after it, and what moves money between halves."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.budget.view import BudgetView

    return BudgetView(desk)


SCREEN = Screen(
    key="budget",
    area=Area.ASSISTANCE,
    title_key="budgets.screen",
    icon="money",
    use_case="budgets.read",
    nouns=("budget",),
    factory=_make,
    at_office_alone=True,
    tour_as="director",
    tour_steps=(
        TourStep(name="transfer", act=lambda view: view.begin("transfer")),
        TourStep(name="plan", act=lambda view: view.begin("plan")),
        TourStep(name="openings", act=lambda view: view.show_openings()),
    ),
)
