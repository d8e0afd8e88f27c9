"""Exchange: bundles made and taken, what the other side has acknowledged, and what was exchanged before."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.exchange.view import ExchangeView

    return ExchangeView(desk)


SCREEN = Screen(
    key="exchange",
    area=Area.FIELD,
    title_key="exchange_ui.screen",
    icon="exchange",
    use_case="exchange.read",
    nouns=("exchange",),
    factory=_make,
    tour_as="administrator",
    tour_steps=(TourStep(name="refused", act=lambda view: view.tabs.setCurrentIndex(1)),),
)
