"""Publicity of a round: the text without names, photographs with their consents, approval, what goes out."""

from __future__ import annotations

from kmcase.domain.publicity import PublicityState
from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.publicity.view import PublicityView

    return PublicityView(desk)


def _waiting(desk: Desk) -> str | None:
    """A text that waits for approval, else any, else a round."""
    found = desk.services.publicity.list()
    waiting = [item for item in found if item.state is PublicityState.WAITING]
    ordered = (*waiting, *(item for item in found if item.publicity_id), *found)
    return ordered[0].key if ordered else None


SCREEN = Screen(
    key="publicity",
    area=Area.REPORTS,
    title_key="publicity.screen.publicity",
    icon="image",
    use_case="publicity.read",
    nouns=("publicity",),
    factory=_make,
    at_office_alone=True,
    tour_as="director",
    tour_record=_waiting,
    tour_steps=(
        TourStep(name="photographs", act=lambda view: view.pane.show_photographs()),
        TourStep(name="consent", act=lambda view: view.begin_first_consent()),
        TourStep(name="edit", act=lambda view: view.presenter.begin_edit()),
    ),
)
