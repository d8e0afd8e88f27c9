"""Household plans: five dimensions, the four ท., needs sent on, the twelve steps, and the house with its book."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.household_plans.view import HouseholdPlansView

    return HouseholdPlansView(desk)


def _planned(desk: Desk) -> str | None:
    """A household whose house is being built, else one with a plan, else any."""
    items = desk.services.household_plans.list()
    ordered = sorted(items, key=lambda item: (item.building, item.found_by is not None), reverse=True)
    return ordered[0].household_id if ordered else None


def _tour_steps() -> tuple[TourStep, ...]:
    from ui.screens.household_plans.keys import PART_KEYS

    parts = (TourStep(name=key, act=lambda view, key=key: view.page.show_part(key)) for key in PART_KEYS[1:])
    return (
        *parts,
        TourStep(name="donation", act=lambda view: view.house_forms.donate()),
        TourStep(name="edit", act=lambda view: view.forms.write()),
    )


SCREEN = Screen(
    key="household_plans",
    area=Area.CASES,
    title_key="household_plans.screen.plans",
    icon="heart",
    use_case="household_plans.read",
    nouns=("household_plan",),
    factory=_make,
    tour_as="development_officer",
    tour_record=_planned,
    tour_steps=_tour_steps(),
)
