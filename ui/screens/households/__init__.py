"""Households: where people live together, in one family or several."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.households.view import HouseholdsView

    return HouseholdsView(desk)


def _first(desk: Desk) -> str | None:
    homes = desk.services.people.households()
    full = [home for home in homes if home.families > 1 and home.members]
    return (full or list(homes))[0].household_id if homes else None


SCREEN = Screen(
    key="households",
    area=Area.REGISTER,
    title_key="households.screen",
    icon="house",
    use_case="households.read",
    nouns=("household", "person"),
    factory=_make,
    tour_as="development_officer",
    tour_record=_first,
    tour_steps=(TourStep(name="new", act=lambda view: view.begin()),),
)
