"""Aid requests: list and one request with its form, evidence, opinions and history."""

from __future__ import annotations

from kmcase.domain.requests import RequestStatus
from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.requests.view import RequestsView

    return RequestsView(desk)


def _in_review(desk: Desk) -> str | None:
    items = desk.services.requests.list()
    found = [item for item in items if item.status is RequestStatus.IN_REVIEW] or items
    return found[0].request_id if found else None


SCREEN = Screen(
    key="requests",
    area=Area.ASSISTANCE,
    title_key="requests_ui.screen",
    icon="note",
    use_case="requests.read",
    nouns=("request",),
    factory=_make,
    tour_as="social_worker",
    tour_record=_in_review,
    tour_steps=(
        TourStep(name="board", act=lambda view: view.show_board()),
        TourStep(name="evidence", act=lambda view: (view.board.left.emit(), view.page.show_tab(1))),
        TourStep(name="opinions", act=lambda view: view.page.show_tab(2)),
        TourStep(name="history", act=lambda view: view.page.show_tab(3)),
        TourStep(name="refused", act=lambda view: view.page.act("find_ready")),
        TourStep(name="diagnosing", act=lambda view: view.page.act("diagnose")),
    ),
)
