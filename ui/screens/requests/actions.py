"""What may be done with a request at its step, and by whom. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kmcase.application.read.requests import RequestPage
from kmcase.domain.requests import EDITABLE, ENDED, RequestStatus

_S = RequestStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that can be done now; `asks` names what has to be said with it."""

    key: str
    icon: str
    main: bool = False
    asks: str = ""


_ACTIONS: tuple[tuple[str, str, str, frozenset[RequestStatus], str], ...] = (
    ("submit", "requests.submit", "tick", EDITABLE, ""),
    ("diagnose", "requests.diagnose", "pen", frozenset({_S.IN_REVIEW}), "diagnosis"),
    ("find_ready", "requests.review", "ok", frozenset({_S.IN_REVIEW}), ""),
    ("send_back", "requests.review", "undo", frozenset({_S.IN_REVIEW, _S.READY}), "reason"),
    ("comment", "requests.comment", "note", frozenset({_S.IN_REVIEW}), "comment"),
    ("notify", "requests.notify", "phone", frozenset({_S.NOT_QUALIFIED, _S.AWAITING_BUDGET, _S.APPROVED}), "method"),
    ("grant_exception", "office.grant_duty_exception", "key", frozenset(set(_S) - ENDED), "exception"),
    ("take_papers", "requests.documents", "attach", EDITABLE | {_S.IN_REVIEW}, "papers"),
    ("forward", "requests.forward", "export", frozenset(set(_S) - ENDED - {_S.APPROVED, _S.DISBURSED}), "agency"),
    ("withdraw", "requests.withdraw", "close", frozenset(set(_S) - ENDED), "reason"),
)
_MAIN = {
    _S.DRAFT: "submit",
    _S.NEEDS_CORRECTION: "submit",
    _S.NEEDS_INFORMATION: "submit",
    _S.IN_REVIEW: "find_ready",
    _S.NOT_QUALIFIED: "notify",
}


def actions_of(page: RequestPage, may: Callable[[str], bool]) -> tuple[Action, ...]:
    """What this person may do with this request now; one of them is the main one."""
    status = page.request.status
    main = _MAIN.get(status, "")
    if main == "find_ready" and not page.diagnoses and may("requests.diagnose"):
        main = "diagnose"
    return tuple(
        Action(key=key, icon=icon, main=key == main, asks=asks)
        for key, use_case, icon, statuses, asks in _ACTIONS
        if status in statuses and may(use_case)
    )
