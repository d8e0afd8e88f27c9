"""`rebuild --check`: the tables built anew from the journal beside those that stand, and compared."""

from __future__ import annotations

import argparse
from typing import Any

from kmcase.bootstrap import OpenOffice
from kmcase.cli.output import Output, with_office
from kmcase.domain.staff import FIELD_ROLES, Role


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("rebuild", help="compare the tables with what the journal adds up to")
    with_office(command, Role.AUDITOR, Role.DIRECTOR, Role.FINANCE, Role.ADMINISTRATOR, *sorted(FIELD_ROLES))
    command.add_argument("--check", action="store_true", required=True, help="change nothing, say what differs")
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """0 where the tables are what the journal adds up to, 1 where anything differs: each difference is said."""
    part = office.services.verification.tables()
    for problem in part.problems:
        output.say_message(problem)
    if part.problems:
        output.say("shared_office.rebuilt_differs", count=len(part.problems))
        return 1
    output.say("shared_office.rebuilt_equal", count=part.count)
    return 0
