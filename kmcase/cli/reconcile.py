"""`reconcile FILE --batch N [--record]`: a bank's report beside the vouchers of a batch, line by line."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from kmcase.application.read.reconciliation import ReportPreview
from kmcase.application.reconciliation import TakeReport
from kmcase.bootstrap import OpenOffice
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.payments import BankResult
from kmcase.domain.reconciliation import AGREEING, MatchedLine
from kmcase.domain.staff import Role

_RESULTS = {BankResult.PAID: "paid", BankResult.REJECTED: "rejected", None: "unknown"}


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("reconcile", help="compare a bank's report with the vouchers of a withdrawal")
    command.add_argument("file")
    with_office(command, Role.FINANCE)
    command.add_argument("--batch", required=True, help="number of the withdrawal")
    command.add_argument("--record", action="store_true", help="enter the results of the lines that match")
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Say every line, what is missing, and the counts; 1 where a row does not agree.

    Proposals by name alone are entered in the window, where somebody looks at them.
    """
    service, path = office.services.reconciliation, Path(arguments.file)
    batch_id = office.services.batches.by_number(arguments.batch)
    found = service.look(batch_id, path, steps=Progress())
    _say(found, output)
    if not arguments.record:
        return 0 if found.agrees else 1
    taken = service.take(TakeReport(batch_id=batch_id, path=path, sha256=found.sha256), Progress()).value
    output.say("reconciliation.cli.recorded", count=taken.recorded)
    for row, why in taken.refused:
        output.say("reconciliation.cli.refused", row=row, why=why)
    return 0 if found.agrees and not taken.refused else 1


def _say(found: ReportPreview, output: Output) -> None:
    for line in found.lines:
        output.say("reconciliation.cli.line", **_told(line, output))
    for voucher in found.without_line:
        told = {"voucher": voucher.number, "name": voucher.payee_name, "amount": voucher.amount}
        output.say("reconciliation.cli.missing", **told)
    counts = Counter(line.state for line in found.lines)
    for state, count in sorted(counts.items(), key=lambda pair: (pair[0] not in AGREEING, pair[0])):
        output.say(
            "reconciliation.cli.counts", state=output.text(f"reconciliation.line_state.{state.value}"), count=count
        )
    if found.without_line:
        missing = output.text("reconciliation.line_state.missing")
        output.say("reconciliation.cli.counts", state=missing, count=len(found.without_line))


def _told(found: MatchedLine, output: Output) -> dict[str, object]:
    state = output.text(f"reconciliation.line_state.{found.state.value}")
    if found.name_differs:
        state = output.text("reconciliation.line_state.other_name", state=state)
    line = found.line
    return {
        "row": line.number,
        "state": state,
        "result": output.text(f"reconciliation.result.{_RESULTS[line.result]}"),
        "amount": line.amount if line.amount is not None else "-",
        "name": line.name or "-",
        "voucher": found.voucher.number if found.voucher is not None else "-",
    }
