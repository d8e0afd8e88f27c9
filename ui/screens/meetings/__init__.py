"""ONE HOME meetings: planned, their agenda, the panel's decisions one by one on the projector, closed, minutes."""

from __future__ import annotations

from ui.ports import Area, Desk, Screen, ScreenView, TourStep


def _make(desk: Desk) -> ScreenView:
    from ui.screens.meetings.view import MeetingsView

    return MeetingsView(desk)


def _planned(desk: Desk) -> str | None:
    """A meeting with something to decide, else the newest."""
    meetings = desk.services.meetings.list()
    waiting = [meeting for meeting in meetings if meeting.requests > meeting.decided]
    found = (*waiting, *meetings)
    return found[0].meeting_id if found else None


SCREEN = Screen(
    key="meetings",
    area=Area.ASSISTANCE,
    title_key="meetings.screen",
    icon="meeting",
    use_case="meetings.read",
    nouns=("meeting",),
    factory=_make,
    at_office_alone=True,
    tour_as="director",
    tour_record=_planned,
    tour_steps=(
        TourStep(name="agenda", act=lambda view: view.begin_agenda()),
        TourStep(name="decide", act=lambda view: view.begin_deciding()),
        TourStep(name="names-hidden", act=lambda view: view.press("H")),
        TourStep(name="head", act=lambda view: view.begin_head()),
    ),
)
