"""Duplicate persons: entries that may be one person, side by side, and what a named person says of them."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.duplicates.view import DuplicatesView

    return DuplicatesView(desk)


SCREEN = Screen(
    key="duplicates",
    area=Area.CHECKS,
    title_key="duplicates.screen",
    icon="people",
    use_case="duplicates.read",
    nouns=("duplicate",),
    at_office_alone=True,
    factory=_make,
    tour_as="director",
    tour_steps=(
        TourStep(name="cluster", act=lambda view: view.show_first()),
        TourStep(name="decide", act=lambda view: view.begin_first()),
    ),
)
