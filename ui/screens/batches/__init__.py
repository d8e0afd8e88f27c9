"""Disbursement batches: money asked from the provincial office, drawn, paid, sent back."""

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _view(desk: Desk) -> ScreenView:
    from ui.screens.batches.view import BatchesView

    return BatchesView(desk)


def _newest(desk: Desk) -> str | None:
    batches = desk.services.batches.list()
    return batches[0].batch_id if batches else None


SCREEN = Screen(
    key="batches",
    area=Area.ASSISTANCE,
    title_key="batches.screen.batches",
    icon="bank",
    use_case="batches.read",
    factory=_view,
    at_office_alone=True,
    tour_as="finance",
    tour_record=_newest,
    tour_steps=(TourStep(name="new", act=lambda view: view.presenter.begin()),),
)
