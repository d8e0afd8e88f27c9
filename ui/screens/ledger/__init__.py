"""The ledger: every number of a half, its totals against the budget, and the pages as printed."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.ledger.view import LedgerView

    return LedgerView(desk)


SCREEN = Screen(
    key="ledger",
    area=Area.REPORTS,
    title_key="ledger.screen",
    icon="ledger",
    use_case="ledger.read",
    factory=_make,
    at_office_alone=True,
    tour_as="finance",
    tour_steps=(TourStep(name="by-month", act=lambda view: view.choose_group("month")),),
)
