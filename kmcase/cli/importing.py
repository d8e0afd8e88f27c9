"""`import FILE`: a survey list; rows that wait are said with their reasons, and give exit code 1."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.bootstrap import OpenOffice
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.staff import Role


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("import", help="import a survey list from Excel or CSV")
    command.add_argument("file")
    with_office(command, Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER)
    command.add_argument("--agency", default="", help="who sent the list")
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """0 where every row is settled, 1 where some wait."""
    result = office.services.imports.run_file(Path(arguments.file), arguments.agency, Progress())
    output.say(
        "cli.imported",
        imported=result.imported,
        matched=result.matched,
        waiting=result.waiting,
        skipped=result.skipped,
    )
    return 1 if result.waiting else 0
