"""The register: persons in hardship, one page a person."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.people.view import PeopleView

    return PeopleView(desk)


def _somebody(desk: Desk) -> str | None:
    """Somebody with a history, for the tour."""
    people = desk.services.people
    helped = (item.person_id for item in people.persons() if people.page(item.person_id).help[0].times)
    return next(helped, None)


SCREEN = Screen(
    key="people",
    area=Area.REGISTER,
    title_key="people.screen",
    icon="people",
    use_case="people.read",
    nouns=("person",),
    factory=_make,
    tour_as="development_officer",
    tour_record=_somebody,
    tour_steps=(
        TourStep(name="history", act=lambda view: view.page.show_history()),
        TourStep(name="new", act=lambda view: view.begin()),
        TourStep(name="refused", act=lambda view: view.page.save()),
    ),
)
