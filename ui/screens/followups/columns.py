"""Columns of paid numbers with their newest follow-up: no amount stands here. No Qt."""

from datetime import date
from typing import NamedTuple

from kmcase.application.read.payments import VoucherItem
from kmcase.domain.followups import FollowUp, FollowUpMethod
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone


class Line(NamedTuple):
    """A paid number and what its payee said last."""

    item: VoucherItem
    said: FollowUp | None


def state_mark(line: Line) -> Mark:
    """Whether the payee was asked, and whether money went on to somebody."""
    if line.said is None:
        return Mark(message("followups.state.waiting"), Tone.PLAIN, "clock")
    if line.said.method is FollowUpMethod.NOT_REACHED:
        return Mark(message("followups.state.not_reached"), Tone.WARN, "phone")
    if line.said.method is FollowUpMethod.REFUSED:
        return Mark(message("followups.state.refused"), Tone.WARN, "close")
    if line.said.put_together or line.said.given_to:
        return Mark(message("followups.state.passed_on"), Tone.ERROR, "warning")
    return Mark(message("followups.state.asked"), Tone.OK, "tick")


def _asked_on(line: Line) -> date | None:
    return line.said.asked_on if line.said else None


COLUMNS = (
    Column(key="number", title_key="followups.list.number", getter=lambda line: line.item.number, width=96),
    Column(key="payee", title_key="followups.list.payee", getter=lambda line: line.item.payee_name, width=168),
    Column(key="state", title_key="followups.list.state", getter=state_mark, kind=ColumnKind.CHIP, width=144),
    Column(
        key="paid",
        title_key="followups.list.paid_on",
        getter=lambda line: line.item.paid_on,
        kind=ColumnKind.DATE,
        width=96,
        hidden=True,
    ),
    Column(key="asked", title_key="followups.list.asked_on", getter=_asked_on, kind=ColumnKind.DATE, width=96),
    Column(key="address", title_key="followups.list.address", getter=lambda line: line.item.address, width=240),
)
