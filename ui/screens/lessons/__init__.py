"""Lessons learned: a round's review, its versions, and which proposals became practice."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.lessons.view import LessonsView

    return LessonsView(desk)


def _written(desk: Desk) -> str | None:
    """A lesson with practice, else any, else a round."""
    found = sorted(desk.services.lessons.list(), key=lambda item: (item.adopted, bool(item.lesson_id)), reverse=True)
    return found[0].key if found else None


SCREEN = Screen(
    key="lessons",
    area=Area.REPORTS,
    title_key="lessons.screen.lessons",
    icon="note",
    use_case="lessons.read",
    nouns=("lesson",),
    factory=_make,
    tour_as="development_officer",
    tour_record=_written,
    tour_steps=(TourStep(name="edit", act=lambda view: view.presenter.begin_edit()),),
)
