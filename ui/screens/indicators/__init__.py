"""Indicators of case work: the five with figure, judgement and explanation, the other figures, and the cases behind.

A laptop carries a part of the cases: it asks the short forms, and counts nothing.
"""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.indicators.view import IndicatorsView

    return IndicatorsView(desk)


SCREEN = Screen(
    key="indicators",
    area=Area.CASES,
    title_key="indicators.screen",
    icon="report",
    use_case="indicators.read",
    nouns=("indicator",),
    factory=_make,
    tour_as="social_worker",
    tour_steps=(
        TourStep(name="behind", act=lambda view: view.show_first_cases()),
        TourStep(name="judge", act=lambda view: view.begin_judging()),
        TourStep(name="answer", act=lambda view: view.begin_answering()),
    ),
)
