"""`ledger --half 2567/1 --pdf F --xlsx F`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.application.printing import LedgerOrder
from kmcase.application.printing.service import ledger_total
from kmcase.bootstrap import OpenOffice, write_file
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role

_GROUPS = ("half", "month", "batch", "subdistrict", "officer")


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("ledger", help="print the control register")
    with_office(command, Role.FINANCE, Role.DIRECTOR, Role.AUDITOR)
    command.add_argument("--half", required=True, help="2567/1 or 2567/2")
    command.add_argument("--by", choices=_GROUPS, default="half")
    command.add_argument("--pdf", default="")
    command.add_argument("--xlsx", default="")
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Write the files asked for, and say what the ledger comes to."""
    order = LedgerOrder(half=parse_half(arguments.half), group=arguments.by, language=output.catalogue.language)
    printing = office.services.printing
    items = printing.ledger_items(order.half)
    if arguments.pdf:
        write_file(Path(arguments.pdf), printing.ledger(order, Progress()))
    if arguments.xlsx:
        write_file(Path(arguments.xlsx), printing.ledger_workbook(order, Progress()))
    output.say("cli.ledger", half=order.half.budget_id, numbers=len(items), total=ledger_total(items))
    return 0


def parse_half(text: str) -> BudgetHalf:
    """`2567/1`; raises `cli.half`."""
    try:
        half = BudgetHalf.parse(text)
    except ValueError:
        raise DomainError("cli.half", "half", text=text) from None
    if not 2500 <= half.fiscal_year <= 2700:
        raise DomainError("cli.half", "half", text=text)
    return half
