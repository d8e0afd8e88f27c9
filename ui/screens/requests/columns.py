"""Columns of the list of requests."""

from __future__ import annotations

from kmcase.application.read.requests import Light, RequestItem
from kmcase.domain.requests import RequestStatus
from kmcase.messages import message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_S = RequestStatus
STATUS_TONES = {
    _S.DRAFT: (Tone.PLAIN, "edit"),
    _S.IN_REVIEW: (Tone.ACCENT, "eye"),
    _S.NEEDS_CORRECTION: (Tone.WARN, "undo"),
    _S.NEEDS_INFORMATION: (Tone.WARN, "search"),
    _S.READY: (Tone.ACCENT, "tick"),
    _S.BEFORE_PANEL: (Tone.ACCENT, "meeting"),
    _S.AWAITING_BUDGET: (Tone.WARN, "clock"),
    _S.NOT_QUALIFIED: (Tone.ERROR, "close"),
    _S.APPROVED: (Tone.ACCENT, "bank"),
    _S.DISBURSED: (Tone.ACCENT, "money"),
    _S.HELPED: (Tone.OK, "ok"),
    _S.FORWARDED: (Tone.PLAIN, "export"),
    _S.WITHDRAWN: (Tone.PLAIN, "close"),
}
LIGHT_TONES = {
    Light.GREEN: (Tone.OK, "ok"),
    Light.YELLOW: (Tone.WARN, "clock"),
    Light.ORANGE: (Tone.WARN, "warning"),
    Light.RED: (Tone.ERROR, "error"),
}


def status_mark(status: RequestStatus) -> Mark:
    """A status as a chip."""
    tone, icon = STATUS_TONES[status]
    return Mark(message(f"requests.status.{status.value}"), tone, icon)


def _light(item: RequestItem) -> Mark:
    tone, icon = LIGHT_TONES[item.waiting.light]
    return Mark(message("requests_ui.days", days=item.waiting.days), tone, icon)


def _place(item: RequestItem) -> str:
    found = area(item.subdistrict_code)
    return found.subdistrict if found else ""


COLUMNS = (
    Column(key="number", title_key="requests_ui.column.number", getter=lambda i: i.number, width=96),
    Column(key="name", title_key="requests_ui.column.name", getter=lambda i: i.person_name, width=140),
    Column(
        key="status",
        title_key="requests_ui.column.status",
        getter=lambda i: status_mark(i.status),
        kind=ColumnKind.CHIP,
        width=236,
    ),
    Column(key="light", title_key="requests_ui.column.light", getter=_light, kind=ColumnKind.CHIP, width=96),
    Column(
        key="needed",
        title_key="meetings.column.needed",
        getter=lambda i: i.needed,
        kind=ColumnKind.MONEY,
        width=120,
    ),
    Column(
        key="proposed",
        title_key="meetings.column.proposed",
        getter=lambda i: i.proposed,
        kind=ColumnKind.MONEY,
        width=120,
        summed=True,
    ),
    Column(
        key="approved",
        title_key="meetings.column.amount",
        getter=lambda i: i.approved,
        kind=ColumnKind.MONEY,
        width=120,
        summed=True,
    ),
    Column(key="place", title_key="requests_ui.column.place", getter=_place, width=110),
    Column(key="officer", title_key="requests_ui.column.officer", getter=lambda i: i.officer_name, width=150),
    Column(
        key="received",
        title_key="requests.field.received_on",
        getter=lambda i: i.received_on,
        kind=ColumnKind.DATE,
        width=104,
    ),
    Column(
        key="next",
        title_key="requests_ui.column.next",
        getter=lambda i: message(f"requests.next.{i.next_action.value}"),
        width=220,
    ),
)
