"""Laptops at the office: who has one for which area, when it was heard of; enrolling, changing the area, revoking."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.laptops.view import LaptopsView

    return LaptopsView(desk)


SCREEN = Screen(
    key="laptops",
    area=Area.SETTINGS,
    title_key="laptops_ui.screen",
    icon="laptop",
    use_case="laptops.read",
    nouns=("laptop",),
    factory=_make,
    at_office_alone=True,
    tour_as="administrator",
    tour_steps=(
        TourStep(name="enrol", act=lambda view: view.begin("enrol")),
        TourStep(name="area", act=lambda view: view.begin("area")),
        TourStep(name="revoke", act=lambda view: view.begin("revoke")),
    ),
)
