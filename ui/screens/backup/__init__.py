"""Back-ups: what there is, one made now, a copy on another medium, a look through one, and how to restore."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.backup.view import BackupView

    return BackupView(desk)


SCREEN = Screen(
    key="backup",
    area=Area.SETTINGS,
    title_key="backup.screen",
    icon="backup",
    use_case="office.backup",
    nouns=("backup",),
    factory=_make,
    tour_as="administrator",
    tour_steps=(TourStep(name="checked", act=lambda view: view.check()),),
)
