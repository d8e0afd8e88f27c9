"""The paying table: one payee after the other, counted, signed, recorded; and the bank's report of a transfer run."""

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _view(desk: Desk) -> ScreenView:
    from ui.screens.paying.view import PayingView

    return PayingView(desk)


def _open_run(desk: Desk) -> str | None:
    """The run with most still to hand over."""
    runs = desk.services.payments.runs()
    waiting = [run for run in runs if run.state == "open" and run.here]
    return max(waiting, key=lambda run: run.payees - run.paid - run.not_paid).run_id if waiting else None


SCREEN = Screen(
    key="paying",
    area=Area.ASSISTANCE,
    title_key="payments.screen.paying",
    icon="money",
    use_case="payments.pay",
    factory=_view,
    tour_as="finance",
    tour_record=_open_run,
    tour_steps=(
        TourStep(name="counted", act=lambda view: view.show_sample("counted")),
        TourStep(name="differs", act=lambda view: view.show_sample("differs")),
        TourStep(name="thumb", act=lambda view: view.show_sample("thumb")),
        TourStep(name="late", act=lambda view: view.show_sample("late")),
        TourStep(name="not-paid", act=lambda view: view.show_sample("not_paid")),
    ),
)
