"""`controls --half 2567/1 [--month 10] --pdf F --xlsx F`: a line a control."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.application.printing.controls import ControlPeriod
from kmcase.bootstrap import OpenOffice, write_file
from kmcase.cli.ledger import parse_half
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("controls", help="compute the controls of a period anew")
    with_office(command, Role.DIRECTOR, Role.AUDITOR, Role.FINANCE)
    command.add_argument("--half", required=True, help="2567/1 or 2567/2")
    command.add_argument("--month", type=int, default=None, help="one month of the half, 1 to 12")
    command.add_argument("--pdf", default="")
    command.add_argument("--xlsx", default="")
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Say a line a control and write the files asked for; 1 where something is open."""
    period = ControlPeriod(half=parse_half(arguments.half), month=arguments.month)
    try:
        first, last = period.bounds
    except ValueError:
        raise DomainError("cli.month", "month", text=str(arguments.month)) from None
    board = office.services.controls.board_between(first, last, Progress())
    for line in board.lines:
        counts = {"open": line.open, "explained": line.explained, "confirmed": line.confirmed}
        output.say("documents_forms.controls.line", code=line.code, **counts)
    printing, language = office.services.printing, output.catalogue.language
    if arguments.pdf:
        write_file(Path(arguments.pdf), printing.control_report(period, language, Progress()))
    if arguments.xlsx:
        write_file(Path(arguments.xlsx), printing.control_workbook(period, language, Progress()))
    return 1 if any(line.open for line in board.lines) else 0
