"""The office and the numbers that hold in it: which from when, by what reference, and the office's own change."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.regulations.view import RegulationsView

    return RegulationsView(desk)


def _change(view: object) -> None:
    view.list.select_key("pay.committee_min")  # type: ignore[attr-defined]
    view.begin()  # type: ignore[attr-defined]


SCREEN = Screen(
    key="regulations",
    area=Area.SETTINGS,
    title_key="regulations.screen",
    icon="settings",
    use_case="office.regulations_read",
    nouns=("regulation",),
    factory=_make,
    tour_as="director",
    tour_steps=(TourStep(name="change", act=_change),),
)
