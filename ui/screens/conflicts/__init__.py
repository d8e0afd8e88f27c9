"""Conflicts: values that two people wrote apart, side by side, decided once with a reason."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView


def _make(desk: Desk) -> ScreenView:
    from ui.screens.conflicts.view import ConflictsView

    return ConflictsView(desk)


SCREEN = Screen(
    key="conflicts",
    area=Area.FIELD,
    title_key="conflicts.screen",
    icon="copy",
    use_case="conflicts.read",
    factory=_make,
)
