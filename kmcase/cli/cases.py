"""`case print CASE --out F`: a whole case file as PDF, for who may see the case."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.bootstrap import OpenOffice, write_file
from kmcase.cli.output import Output, with_office
from kmcase.domain.staff import Role


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("case", help="cases of case management")
    actions = command.add_subparsers(dest="action", required=True)
    printed = actions.add_parser("print", help="print a whole case file")
    printed.add_argument("case", metavar="CASE", help="number of the case as people write it (12/2567), or its id")
    printed.add_argument("--out", required=True, metavar="F", type=Path, help="the PDF to write")
    with_office(printed, Role.SOCIAL_WORKER, Role.DEVELOPMENT_OFFICER, Role.DIRECTOR, Role.CASE_ASSISTANT, Role.AUDITOR)
    printed.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Write the file; that it was printed is kept first. 2 for a case that is not there, or not to be seen."""
    files = office.services.case_files
    case_id = files.called(arguments.case)
    write_file(arguments.out, files.printed(case_id, output.catalogue.language))
    output.say("cli.case_printed", case=arguments.case, file=str(arguments.out))
    return 0
