"""Follow-ups: somebody independent asks the payee, without seeing what the papers say."""

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _view(desk: Desk) -> ScreenView:
    from ui.screens.followups.view import FollowUpsView

    return FollowUpsView(desk)


def _not_asked(desk: Desk) -> str | None:
    found = [item for item in desk.services.receipts.follow_ups() if item.asked is None]
    return found[0].voucher_id if found else None


SCREEN = Screen(
    key="followups",
    area=Area.CHECKS,
    title_key="followups.screen.followups",
    icon="phone",
    use_case="followups.read",
    factory=_view,
    tour_as="social_worker",
    tour_record=_not_asked,
    tour_steps=(
        TourStep(name="papers", act=lambda view: view.show_answered()),
        TourStep(name="mark", act=lambda view: view.papers.reveal()),
    ),
)
