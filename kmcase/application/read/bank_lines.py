"""Lines of the bank on which nobody decided, as pages and refusals name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kmcase.domain.money import Baht
from kmcase.domain.payments import Method
from kmcase.domain.wording import Message, message

_NAMED = 3
"""So many lines are named in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """A line of the bank on which nobody decided; of a voucher with its run, else of the whole batch.

    `why` is a name among `reconciliation.open_line`: how the line stood, or that the books say otherwise.
    """

    report_id: str
    row: int
    batch_id: str
    run_id: str
    number: str
    name: str
    amount: Baht | None
    why: str

    @property
    def line_id(self) -> str:
        """Known by its report and its row there."""
        return f"{self.report_id}:{self.row}"

    @property
    def said(self) -> Message:
        """What is to be decided: `0012/2567 นาย… 3,000.00 บาท ธนาคารปฏิเสธ แต่บันทึกว่าจ่าย`."""
        known = " ".join(part for part in (self.number, self.name) if part)
        return message(
            "reconciliation.open_line.said",
            row=self.row,
            name=known or "-",
            amount=self.amount if self.amount is not None else "-",
            why=message(f"reconciliation.open_line.{self.why}"),
        )


def of_run(lines: Iterable[OpenLine], run_id: str, method: Method) -> tuple[OpenLine, ...]:
    """Those that a run has to answer for: its own, and of a run through the bank those that no voucher answers for."""
    through_bank = method is not Method.CASH
    return tuple(line for line in lines if line.run_id == run_id or (through_bank and not line.run_id))


def named(lines: Sequence[OpenLine]) -> tuple[Message, ...]:
    """The first of them in words, and how many more there are."""
    more = len(lines) - _NAMED
    said = tuple(line.said for line in lines[:_NAMED])
    return (*said, message("reconciliation.open_line.more", count=more)) if more > 0 else said
