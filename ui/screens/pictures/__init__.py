"""Evidence used twice: photographs, id copies, signatures and thumbprints side by side, and a judgement of them."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView


def _make(desk: Desk) -> ScreenView:
    from ui.screens.pictures.view import PicturesView

    return PicturesView(desk)


def _first(desk: Desk) -> str | None:
    desk.services.pictures.look()
    board = desk.services.controls.board()
    found = [item.key for item in board.items if item.observation.control.startswith("pictures.")]
    return min(found, default=None)


SCREEN = Screen(
    key="pictures",
    area=Area.CHECKS,
    title_key="pictures.screen",
    icon="image",
    use_case="controls.read",
    nouns=("picture",),
    at_office_alone=True,
    factory=_make,
    tour_as="director",
    tour_record=_first,
)
