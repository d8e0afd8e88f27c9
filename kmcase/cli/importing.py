"""`import FILE`: a survey list; rows that wait are said with their reasons, and give exit code 1."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.application.imports.commanding import run_import
from kmcase.bootstrap import OpenOffice
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.staff import Role
from kmcase.domain.surveys import RowOutcome


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("import", help="import a survey list from Excel or CSV")
    command.add_argument("file")
    with_office(command, Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER)
    command.add_argument("--agency", default="", help="who sent the list")
    allow_many_alike(command)
    command.set_defaults(run=run)


def allow_many_alike(command: argparse.ArgumentParser) -> None:
    """The answer to a list of which many rows may be known."""
    command.add_argument(
        "--many-alike", action="store_true", help="take it in though many of its rows may be known already"
    )


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """0 where every row is settled, 1 where some wait; columns are those remembered for such a file, else guessed."""
    path = Path(arguments.file)
    imports, agency = office.services.imports, arguments.agency or path.stem
    summary = run_import(
        imports,
        path,
        agency=agency,
        received_on=office.today(),
        many_alike=arguments.many_alike,
        steps=Progress(),
    ).value
    counts = {outcome.value: summary.counts.get(outcome, 0) for outcome in RowOutcome}
    output.say("cli.imported", **counts)
    return 1 if counts[RowOutcome.WAITING.value] else 0
