"""Visits (สอบข้อเท็จจริง): the list, and one visit with its form, photographs, evidence and signatures."""

from __future__ import annotations

from kmcase.domain.visits import SENT, VisitState
from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.visits.view import VisitsView

    return VisitsView(desk)


def _sent_back(desk: Desk) -> str | None:
    """A visit with something of everything: sent back with comments, else another that was written."""
    items = desk.services.visits.list()
    best = sorted(items, key=lambda item: (item.state is VisitState.RETURNED, item.state in SENT), reverse=True)
    return best[0].visit_id if best else None


SCREEN = Screen(
    key="visits",
    area=Area.FIELD,
    title_key="visits_ui.screen",
    icon="visit",
    use_case="visits.read",
    nouns=("visit",),
    factory=_make,
    tour_as="development_officer",
    tour_record=_sent_back,
    tour_steps=(
        TourStep(name="household", act=lambda view: view.page.go("household")),
        TourStep(name="photos", act=lambda view: view.page.go("photos")),
        TourStep(name="evidence", act=lambda view: view.page.go("evidence")),
        TourStep(name="differences", act=lambda view: view.page.go("differences")),
        TourStep(name="signing", act=lambda view: view.page.go("signing")),
        TourStep(name="submitting", act=lambda view: view.page.act("submit")),
        TourStep(name="list", act=lambda view: (view.page.leave(), view.page.leave())),
        TourStep(name="family", act=lambda view: view.begin_family()),
    ),
)
