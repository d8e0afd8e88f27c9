"""Payment runs: preparing them out of a drawn batch, and closing them once they add up."""

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _view(desk: Desk) -> ScreenView:
    from ui.screens.runs.view import RunsView

    return RunsView(desk)


def _newest(desk: Desk) -> str | None:
    runs = desk.services.payments.runs()
    return runs[0].run_id if runs else None


SCREEN = Screen(
    key="runs",
    area=Area.ASSISTANCE,
    title_key="payments.screen.runs",
    icon="people",
    use_case="payments.read",
    factory=_view,
    tour_as="finance",
    tour_record=_newest,
    tour_steps=(
        TourStep(name="prepare", act=lambda view: view.presenter.begin()),
        TourStep(name="arrange", act=lambda view: view.presenter.rearrange()),
    ),
)
