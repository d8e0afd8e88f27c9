"""What may be done with a visit as it stands, and by whom. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kmcase.application.read.visits import VisitPage
from kmcase.domain.visits import SENT, WRITABLE, VisitState


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that can be done now; `asks` names what has to be said with it."""

    key: str
    icon: str
    main: bool = False
    asks: str = ""


_USE_CASES = {
    "submit": "visits.submit",
    "pause": "visits.write",
    "resume": "visits.write",
    "abandon": "visits.write",
    "find_in_order": "visits.review",
    "send_back": "visits.review",
    "comment": "visits.review",
    "ask_for_aid": "visits.wish",
    "wish_for_aid": "visits.wish",
    "correct": "visits.begin",
}


def actions_of(page: VisitPage, may: Callable[[str], bool], me: str) -> tuple[Action, ...]:
    """What `me` (a staff id) may do with this visit now, the main one first."""
    # The office alone opens requests; elsewhere a wish is noted, and the office opens one when it hears of it.
    aid = "ask_for_aid" if may("requests.open") else "wish_for_aid"
    found = [each for each in _possible(page, me, aid) if may(_USE_CASES[each.key])]
    return tuple(sorted(found, key=lambda each: not each.main))


def is_writable(page: VisitPage, may: Callable[[str], bool]) -> bool:
    """Whether answers and evidence may be changed."""
    return page.visit.state in WRITABLE and may("visits.write")


def _possible(page: VisitPage, me: str, aid: str) -> Iterator[Action]:
    visit = page.visit
    if visit.state in WRITABLE:
        going_on = visit.open_sitting is not None
        back = visit.state is VisitState.RETURNED
        yield Action(key="submit", icon="tick", main=going_on or back, asks="submit")
        if going_on:
            yield Action(key="pause", icon="clock", asks="reason")
        else:
            yield Action(key="resume", icon="arrow_right", main=not back)
    if visit.state is VisitState.DRAFT:
        yield Action(key="abandon", icon="close", asks="reason")
    if visit.state is VisitState.SUBMITTED:
        yield Action(key="find_in_order", icon="ok", main=visit.officer != me)
        yield Action(key="send_back", icon="undo", asks="reason")
    if visit.state in SENT and page.request_id is None:
        yield Action(key=aid, icon="heart", main=visit.state is VisitState.REVIEWED, asks="aid")
    if visit.state is VisitState.REVIEWED:
        yield Action(key="correct", icon="edit")
    if visit.state is not VisitState.ABANDONED:
        yield Action(key="comment", icon="note", asks="comment")
