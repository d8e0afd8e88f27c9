"""What other units and programmes paid: lists from Excel, and whom of the register each line is about."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.other_payments.view import OtherPaymentsView

    return OtherPaymentsView(desk)


SCREEN = Screen(
    key="other_payments",
    area=Area.CHECKS,
    title_key="other_payments.screen",
    icon="gift",
    use_case="other_payments.read",
    nouns=("other_payment",),
    at_office_alone=True,
    factory=_make,
    tour_as="director",
    tour_steps=(TourStep(name="line", act=lambda view: view.show_first()),),
)
