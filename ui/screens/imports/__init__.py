"""Survey lists: a file, its columns, and where every row ended."""

from __future__ import annotations

from kmcase.domain.surveys import RowOutcome
from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.imports.view import ImportsView

    return ImportsView(desk)


def _newest(desk: Desk) -> str | None:
    lists = desk.services.imports.lists()
    return lists[0].import_id if lists else None


SCREEN = Screen(
    key="imports",
    area=Area.REGISTER,
    title_key="survey_lists.screen",
    icon="import",
    use_case="imports.read",
    nouns=("import",),
    factory=_make,
    at_office_alone=True,
    tour_as="development_officer",
    tour_record=_newest,
    tour_steps=(
        TourStep(name="matched", act=lambda view: view.show_outcome(RowOutcome.MATCHED)),
        TourStep(name="waiting", act=lambda view: view.show_outcome(RowOutcome.WAITING)),
        TourStep(name="file", act=lambda view: view.presenter.begin()),
    ),
)
