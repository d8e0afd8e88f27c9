"""Reconciliation: the money of each withdrawal row by row, and the bank's report beside its vouchers."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.reconciliation.view import ReconciliationView

    return ReconciliationView(desk)


def _with_report(desk: Desk) -> str | None:
    found = desk.services.reconciliation.batches()
    return next((one.batch.batch_id for one in found if one.reports), None)


SCREEN = Screen(
    key="reconciliation",
    area=Area.CHECKS,
    title_key="reconciliation.screen",
    icon="bank",
    use_case="reconciliation.read",
    at_office_alone=True,
    factory=_make,
    tour_as="finance",
    tour_record=_with_report,
    tour_steps=(TourStep(name="report", act=lambda view: view.presenter.begin_report()),),
)
