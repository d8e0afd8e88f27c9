"""Broken glasses: who opened restricted cases of other teams, and whether their managers looked at it."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView


def _make(desk: Desk) -> ScreenView:
    from ui.screens.glasses.view import GlassesView

    return GlassesView(desk)


SCREEN = Screen(
    key="glasses",
    area=Area.CASES,
    title_key="glasses.screen",
    icon="unlock",
    use_case="glasses.list",
    at_office_alone=True,
    factory=_make,
    tour_as="director",
)
