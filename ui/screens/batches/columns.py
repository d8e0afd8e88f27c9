"""Columns of batches and of who waits for money. No Qt."""

from kmcase.application.read.payments import BatchItem, PayableItem
from kmcase.messages import message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone


def state_mark(batch: BatchItem) -> Mark:
    """How far the money of a batch has come: done is what was drawn, though somebody may still wait for more."""
    if batch.unallotted.satang > 0:
        if not batch.waiting:
            return Mark(message("batches.state.return"), Tone.WARN, "money")
        return Mark(message("batches.state.drawn"), Tone.ACCENT, "money")
    if not batch.drawn:
        return Mark(message("batches.state.asked"), Tone.WARN, "clock")
    if not batch.to_answer:
        return Mark(message("batches.state.done"), Tone.OK, "tick")
    return Mark(message("batches.state.paying"), Tone.ACCENT, "people")


def _subdistrict(item: PayableItem) -> str:
    found = area(item.subdistrict_code)
    return found.subdistrict if found is not None else ""


COLUMNS = (
    Column(key="number", title_key="batches.list.number", getter=lambda batch: batch.number, width=112),
    Column(key="state", title_key="batches.list.state", getter=state_mark, kind=ColumnKind.CHIP, width=148),
    Column(
        key="amount",
        title_key="batches.chain.asked",
        getter=lambda batch: batch.amount,
        kind=ColumnKind.MONEY,
        width=104,
        summed=True,
    ),
    Column(
        key="on",
        title_key="batches.list.on",
        getter=lambda batch: batch.requested_on,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(
        key="half",
        title_key="batches.list.half",
        getter=lambda batch: batch.half.budget_id,
        width=80,
        hidden=True,
    ),
)

WAITING = (
    Column(key="number", title_key="batches.waiting.number", getter=lambda item: item.number, width=136),
    Column(key="name", title_key="batches.waiting.name", getter=lambda item: item.person_name, width=0),
    Column(key="subdistrict", title_key="batches.waiting.subdistrict", getter=_subdistrict, width=128),
    Column(
        key="resolution", title_key="batches.waiting.resolution", getter=lambda item: item.resolution_number, width=144
    ),
    Column(
        key="decided",
        title_key="batches.waiting.decided",
        getter=lambda item: item.decided_on,
        kind=ColumnKind.DATE,
        width=112,
    ),
    Column(key="half", title_key="batches.list.half", getter=lambda item: item.half.budget_id, width=104),
    Column(
        key="amount",
        title_key="batches.waiting.amount",
        getter=lambda item: item.amount,
        kind=ColumnKind.MONEY,
        width=112,
        summed=True,
    ),
)
