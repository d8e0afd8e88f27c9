"""Chips of what became of a number. No Qt."""

from kmcase.application.read.payments import VoucherItem
from kmcase.domain.payments import VoucherState
from kmcase.messages import message
from ui.tables import Mark
from ui.tone import Tone

_LOOKS = {
    VoucherState.ISSUED: (Tone.PLAIN, "clock"),
    VoucherState.HANDED_OVER: (Tone.OK, "clock"),
    VoucherState.PAID: (Tone.OK, "tick"),
    VoucherState.NOT_PAID: (Tone.WARN, "undo"),
    VoucherState.SPOILED: (Tone.WARN, "close"),
    VoucherState.VOID: (Tone.ERROR, "close"),
}


def state_mark(item: VoucherItem) -> Mark:
    """The state as a chip."""
    if item.left_reason:
        return Mark(message("checkouts.told.left"), Tone.WARN, "undo")
    tone, icon = _LOOKS[item.state]
    return Mark(message(f"payments.state.{item.state.value}"), tone, icon)
