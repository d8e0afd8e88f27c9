"""Coverage: how the register spreads over the area, and how old its information is."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView


def _make(desk: Desk) -> ScreenView:
    from ui.screens.coverage.view import CoverageView

    return CoverageView(desk)


SCREEN = Screen(
    key="coverage",
    area=Area.REGISTER,
    title_key="coverage.screen",
    icon="report",
    use_case="membership.coverage",
    factory=_make,
    at_office_alone=True,
    tour_as="director",
)
