"""Receipts: every number of the series, its page, its scans, and making one void."""

from typing import Any

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _view(desk: Desk) -> ScreenView:
    from ui.screens.receipts.view import ReceiptsView

    return ReceiptsView(desk)


def _paid(desk: Desk) -> str | None:
    paid = [item for item in desk.services.receipts.receipts() if item.state == "paid"]
    best = max(paid, key=lambda item: (item.scans, item.followed_up_on is not None), default=None)
    return best.voucher_id if best is not None else None


def _choose_newest(view: Any) -> None:
    """The last number that was paid: its run is open, so it can still be made void."""
    paid = [item for item in view.all.items() if item.state == "paid"]
    view.tabs.setCurrentIndex(0)
    view.all.select_key(max(paid, key=lambda item: item.number).voucher_id)


SCREEN = Screen(
    key="receipts",
    area=Area.ASSISTANCE,
    title_key="payments.screen.receipts",
    icon="receipt",
    use_case="payments.read",
    factory=_view,
    tour_as="finance",
    tour_record=_paid,
    tour_steps=(
        TourStep(name="missing", act=lambda view: view.show_missing()),
        TourStep(name="newest", act=_choose_newest),
        TourStep(name="void", act=lambda view: view.receipt.begin_void()),
    ),
)
