"""Rows of a list for tests of tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.domain.money import Baht
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """One row."""

    id: str
    name: str = ""
    number: str = "1234567890123"
    amount: Baht | None = None
    paid_on: date | None = None
    state: str = "ร่าง"


COLUMNS = (
    Column(key="name", title_key="shell.wizard.user_name", getter=lambda item: item.name, width=0),
    Column(key="number", title_key="shell.wizard.login", getter=lambda item: item.number, kind=ColumnKind.MASK,
           width=180),
    Column(key="state", title_key="shell.wizard.kind", getter=lambda item: Mark(item.state, Tone.WARN),
           kind=ColumnKind.CHIP, width=140),
    Column(key="paid_on", title_key="shell.wizard.document", getter=lambda item: item.paid_on, kind=ColumnKind.DATE),
    Column(key="amount", title_key="shell.wizard.first_half", getter=lambda item: item.amount, kind=ColumnKind.MONEY,
           summed=True),
)  # fmt: skip


def payees(*names: str) -> tuple[Payee, ...]:
    """Rows with these names, ids in order, a thousand baht more each."""
    return tuple(
        Payee(id=str(place), name=name, amount=Baht.of(1000 * place), paid_on=date(2024, place, 1))
        for place, name in enumerate(names, 1)
    )
