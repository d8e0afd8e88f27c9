"""Forms and stages of case work: the versions, and a file that is to become the next one."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView


def _make(desk: Desk) -> ScreenView:
    from ui.screens.casework.view import CaseworkView

    return CaseworkView(desk)


SCREEN = Screen(
    key="casework",
    area=Area.SETTINGS,
    title_key="casework.screen",
    icon="settings",
    use_case="casework.read",
    nouns=("casework",),
    factory=_make,
    tour_as="director",
)
