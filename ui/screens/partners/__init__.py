"""Partners of field work: who goes along, and who is asked for survey lists."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.partners.view import PartnersView

    return PartnersView(desk)


SCREEN = Screen(
    key="partners",
    area=Area.FIELD,
    title_key="partners.screen",
    icon="people",
    use_case="partners.read",
    nouns=("partner",),
    factory=_make,
    tour_as="development_officer",
    tour_steps=(TourStep(name="new", act=lambda view: view.begin()),),
)
