"""Columns of paid numbers with the newest time that their payee was asked: no amount stands here. No Qt."""

from datetime import date

from kmcase.application.read.followups import AskItem
from kmcase.domain.followups import FollowUpMethod
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone


def state_mark(item: AskItem) -> Mark:
    """Whether the payee was asked, and whether money went on to somebody."""
    asked = item.asked
    if asked is None:
        return Mark(message("followups.state.waiting"), Tone.PLAIN, "clock")
    if asked.method is FollowUpMethod.NOT_REACHED:
        return Mark(message("followups.state.not_reached"), Tone.WARN, "phone")
    if asked.method is FollowUpMethod.REFUSED:
        return Mark(message("followups.state.refused"), Tone.WARN, "close")
    if asked.passed_on:
        return Mark(message("followups.state.passed_on"), Tone.ERROR, "warning")
    return Mark(message("followups.state.asked"), Tone.OK, "tick")


def _asked_on(item: AskItem) -> date | None:
    return item.asked.asked_on if item.asked else None


COLUMNS = (
    Column(key="number", title_key="followups.list.number", getter=lambda item: item.number, width=96),
    Column(key="payee", title_key="followups.list.payee", getter=lambda item: item.payee_name, width=168),
    Column(key="state", title_key="followups.list.state", getter=state_mark, kind=ColumnKind.CHIP, width=144),
    Column(key="round", title_key="followups.list.round", getter=lambda item: item.round, width=112, hidden=True),
    Column(key="asked", title_key="followups.list.asked_on", getter=_asked_on, kind=ColumnKind.DATE, width=96),
    Column(key="address", title_key="followups.list.address", getter=lambda item: item.address, width=240),
)
