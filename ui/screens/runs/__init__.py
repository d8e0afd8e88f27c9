"""Payment runs: preparing them out of a drawn batch, and closing them once they add up."""

from typing import Any

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _view(desk: Desk) -> ScreenView:
    from ui.screens.runs.view import RunsView

    return RunsView(desk)


def _newest(desk: Desk) -> str | None:
    runs = desk.services.payments.runs()
    return runs[0].run_id if runs else None


def _show_out(view: Any) -> None:
    """The run that is with a laptop comes to the front."""
    out = [run for run in view.list.items() if run.checkout is not None]
    view.show_list(out[0].run_id if out else None)


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
        TourStep(name="take-out", act=lambda view: view.run.field.presenter.begin_out()),
        TourStep(name="prepare", act=lambda view: view.presenter.begin()),
        TourStep(name="arrange", act=lambda view: view.presenter.rearrange()),
        TourStep(name="out", act=_show_out),
        TourStep(name="take-in", act=lambda view: view.run.field.presenter.begin_home()),
    ),
)
