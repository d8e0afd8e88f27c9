"""Auditors' bundles: which were made, and one of a batch, a person or a period to be made."""

from __future__ import annotations

from typing import Any

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.audits.view import AuditsView

    return AuditsView(desk)


def _of_batch(view: Any) -> None:
    from ui.screens.audits.presenter import as_record

    view.show_record(as_record("batch", view.newest_batch()))


SCREEN = Screen(
    key="audits",
    area=Area.CHECKS,
    title_key="audits.screen",
    icon="export",
    use_case="audits.read",
    factory=_make,
    at_office_alone=True,
    tour_as="director",
    tour_steps=(TourStep(name="batch", act=_of_batch),),
)
