"""Cases: the list at the left, one case at the right; each side of a case is a part of its own (`parts`)."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.cases.view import CasesView

    return CasesView(desk)


def _some_case(desk: Desk) -> str | None:
    """The oldest case of one's own, which has most to show, else any, for the tour."""
    items = sorted(desk.services.cases.list().items, key=lambda item: (not item.own, item.opened_at))
    return items[0].case_id if items else None


def _tour_steps() -> tuple[TourStep, ...]:
    from ui.screens.cases.keys import PART_KEYS

    shown = (TourStep(name=key, act=lambda view, key=key: view.page.show_part(key)) for key in PART_KEYS[1:])
    written = TourStep(name="plan-write", act=lambda view: view.page.part("plan").begin("write"))
    receive = TourStep(name="receive", act=lambda view: view.presenter.begin_receive())
    return (*shown, written, receive, TourStep(name="glass", act=lambda view: view.begin_glass()))


SCREEN = Screen(
    key="cases",
    area=Area.CASES,
    title_key="cases.screen.cases",
    icon="family",
    use_case="cases.read",
    nouns=("case",),
    factory=_make,
    tour_as="social_worker",
    tour_record=_some_case,
    tour_steps=_tour_steps(),
)
