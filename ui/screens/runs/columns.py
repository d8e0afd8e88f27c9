"""Columns of the list of runs. No Qt."""

from kmcase.application.read.checkouts import CheckoutItem
from kmcase.application.read.payments import RunItem
from kmcase.domain.payments import RunState
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_STATES = {
    RunState.OPEN: (Tone.ACCENT, "clock"),
    RunState.CLOSED: (Tone.OK, "lock"),
    RunState.VERIFIED: (Tone.OK, "tick"),
}


def state_mark(state: RunState) -> Mark:
    """The state of a run as a chip."""
    tone, icon = _STATES[state]
    return Mark(message(f"payments.run_state.{state.value}"), tone, icon)


def out_mark(out: CheckoutItem) -> Mark:
    """With which laptop a run is out."""
    return Mark(message("checkouts.run.chip", laptop=out.laptop_name, since=out.since), Tone.WARN, "clock")


def _state(run: RunItem) -> Mark:
    if run.checkout is not None:
        return Mark(message("checkouts.run.chip_short"), Tone.WARN, "clock")
    return state_mark(run.state)


def _progress(run: RunItem) -> str:
    return f"{run.paid + run.handed_over}/{run.payees}"


def _missing(run: RunItem) -> int | None:
    return run.missing_scans or None


COLUMNS = (
    Column(key="number", title_key="payments.runs.column_number", getter=lambda run: run.number, width=126),
    Column(
        key="day",
        title_key="payments.runs.column_day",
        getter=lambda run: run.planned_on,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(
        key="state",
        title_key="payments.runs.column_state",
        getter=_state,
        kind=ColumnKind.CHIP,
        width=112,
    ),
    Column(key="payees", title_key="payments.runs.column_payees", getter=_progress, width=72),
    Column(
        key="receipts",
        title_key="payments.runs.column_receipts",
        getter=lambda run: run.receipts,
        kind=ColumnKind.MONEY,
        width=96,
        summed=True,
    ),
    Column(
        key="scans", title_key="payments.runs.column_scans", getter=_missing, kind=ColumnKind.INT, width=80, summed=True
    ),
    Column(
        key="method",
        title_key="payments.runs.column_method",
        getter=lambda run: message(f"payments.method.{run.method.value}"),
        width=104,
        hidden=True,
    ),
    Column(
        key="laptop",
        title_key="checkouts.run.column_laptop",
        getter=lambda run: run.checkout.laptop_name if run.checkout else "",
        width=112,
        hidden=True,
    ),
    Column(key="place", title_key="payments.runs.column_place", getter=lambda run: run.place, width=160, hidden=True),
    Column(
        key="approved",
        title_key="payments.runs.column_approved",
        getter=lambda run: run.approved,
        kind=ColumnKind.MONEY,
        width=112,
        hidden=True,
        summed=True,
    ),
)
