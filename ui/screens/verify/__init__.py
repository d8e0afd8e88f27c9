"""Verification: everything against the journal, and a printed page against the office."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.verify.view import VerifyView

    return VerifyView(desk)


SCREEN = Screen(
    key="verify",
    area=Area.CHECKS,
    title_key="verify.screen",
    icon="check",
    use_case="office.verify",
    nouns=("verification",),
    factory=_make,
    tour_as="auditor",
    tour_steps=(
        TourStep(name="done", act=lambda view: view.start()),
        TourStep(name="paper", act=lambda view: view.check_paper("KM1:UNREADABLE")),
    ),
)
