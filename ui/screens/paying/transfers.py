"""The bank's report of a transfer run: reference and result a number, recorded one by one. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from kmcase.application.changes import Changes
from kmcase.application.payments import RecordTransfer
from kmcase.application.read.payments import RunPage, VoucherItem
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, VoucherState
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Ok, Result, attempt
from ui.tone import Tone

RESULT_KEYS = {"7": BankResult.PAID, "037": BankResult.PAID, "8": BankResult.REJECTED, "038": BankResult.REJECTED}

OF_THE_SECOND = ("late_second_person", "late_second_password")
_Recorded = tuple[Changes, dict[str, Message], Err | None]
"""What changed, why lines were refused by voucher id, and why the second person was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A number with what the report says of it, as typed; `problem` why it was not recorded."""

    voucher: VoucherItem
    reference: str = ""
    result: BankResult | None = None
    reason: str = ""
    problem: Message | None = None

    @property
    def open(self) -> bool:
        """Whether the report is still to be recorded."""
        return self.voucher.state is VoucherState.ISSUED


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What holds for all lines: day of the transfer, and why late."""

    paid_on: date | None
    late_reason: str = ""
    late_second_person: str = ""
    late_second_password: str = field(default="", repr=False)


class TransfersPort(Protocol):
    """What the view shows."""

    def show_lines(self, lines: Sequence[Line]) -> None: ...
    def show_will(self, said: Message, *, ready: bool) -> None: ...
    def show_report(self, attachment: Attachment | None, problem: Message | None) -> None: ...
    def show_problem(self, said: Message | None) -> None: ...
    def show_second_refused(self, failure: Err) -> None: ...


def read_result(typed: str) -> BankResult | None:
    """037 or 038, by their last figure too."""
    return RESULT_KEYS.get(typed.strip())


class TransfersPresenter:
    """Holds what is typed until it is recorded."""

    def __init__(self, desk: Desk, view: TransfersPort, changed: Callable[[Changes], None]) -> None:
        self._desk = desk
        self._view = view
        self._changed = changed
        self._report: Attachment | None = None
        self._run_id = ""
        self._busy = False
        self.lines: tuple[Line, ...] = ()

    def show(self, page: RunPage) -> None:
        """A run; what was typed for numbers that still wait stays."""
        typed = {line.voucher.voucher_id: line for line in self.lines} if page.run_id == self._run_id else {}
        if page.run_id != self._run_id:
            self._report = None
            self._view.show_report(None, None)
        self._run_id = page.run_id
        self.lines = tuple(self._line(item, typed) for item in page.vouchers)
        self._show()

    @staticmethod
    def _line(item: VoucherItem, typed: Mapping[str, Line]) -> Line:
        before = typed.get(item.voucher_id)
        if item.state is not VoucherState.ISSUED or before is None:
            result = {VoucherState.PAID: BankResult.PAID, VoucherState.NOT_PAID: BankResult.REJECTED}.get(item.state)
            return Line(voucher=item, reference=item.reference, result=result, reason=item.reason)
        return replace(before, voucher=item)

    def typed(self, place: int, **changes: object) -> None:
        """A cell was typed."""
        if self.lines[place].open:
            line = replace(self.lines[place], problem=None, **changes)  # type: ignore[arg-type]
            self.lines = (*self.lines[:place], line, *self.lines[place + 1 :])
            self._show()

    def attach(self, name: str, content: bytes) -> None:
        """The bank's report, which is the evidence of every line of it."""
        attachments = self._desk.services.attachments

        def kept(result: Result[Attachment]) -> None:
            if isinstance(result, Err):
                self._view.show_report(self._report, result.message)
            else:
                self._report = result.value
                self._view.show_report(self._report, None)
                self._show()

        self._desk.jobs.background(
            lambda _: attachments.keep(content, EvidenceKind.BANK_REPORT, name),
            kept,
            title=message("payments.job.keep", name=name),
        )

    def record(self, report: Report) -> None:
        """Record every line that has a result; a line that is refused says why and the others go on.

        A second person who is refused is refused for all lines: the first says it.
        """
        told = [line for line in self.lines if line.open and line.result is not None]
        if not told or self._busy:
            return
        if report.paid_on is None or self._report is None:
            missing = "day_missing" if report.paid_on is None else "report_missing"
            self._view.show_problem(Message(f"payments.transfer.{missing}"))
            return
        commands = [_command(line, report, self._report, report.paid_on) for line in told]
        payments = self._desk.services.payments
        self._busy = True

        def work() -> _Recorded:
            changes, problems = Changes(), {}
            for command, line in zip(commands, payments.report_lines(commands), strict=True):
                match attempt(line):
                    case Ok(outcome):
                        changes |= outcome.changes
                    case Err(field=of) as refused if of in OF_THE_SECOND:
                        return changes, problems, refused
                    case Err(said):
                        problems[command.voucher_id] = said
            return changes, problems, None

        self._desk.jobs.database(work, self._recorded)

    def _recorded(self, result: Result[_Recorded]) -> None:
        self._busy = False
        if isinstance(result, Err):
            self._view.show_problem(result.message)
            return
        changes, problems, refused = result.value
        self.lines = tuple(replace(line, problem=problems.get(line.voucher.voucher_id)) for line in self.lines)
        self._show()
        if refused is not None:
            self._view.show_problem(None)
            self._view.show_second_refused(refused)
        elif problems:
            self._view.show_problem(message("payments.transfer.some_refused", count=len(problems)))
        else:
            self._view.show_problem(None)
            self._desk.notices.notice(message("payments.transfer.recorded"), Tone.OK)
        if changes.touched:
            self._desk.announce(changes)
            self._changed(changes)

    def _show(self) -> None:
        self._view.show_lines(self.lines)
        told = [line for line in self.lines if line.open and line.result is not None]
        paid = [line for line in told if line.result is BankResult.PAID]
        said = message(
            "payments.transfer.will" if told else "payments.transfer.will_nothing",
            paid=len(paid),
            amount=Baht.total(line.voucher.amount for line in paid),
            rejected=len(told) - len(paid),
        )
        self._view.show_will(said, ready=bool(told))


def _command(line: Line, report: Report, evidence: Attachment, day: date) -> RecordTransfer:
    assert line.result is not None
    return RecordTransfer(
        voucher_id=line.voucher.voucher_id,
        reference=line.reference,
        result=line.result,
        paid_on=day,
        reason=line.reason,
        report=evidence,
        late_reason=report.late_reason,
        late_second_person=report.late_second_person,
        late_second_password=report.late_second_password,
    )
