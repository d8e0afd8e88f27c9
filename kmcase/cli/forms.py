"""`forms export`, `forms import` and `forms compile`: forms for volunteers' telephones, and what they send."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.application.forms import SURVEY, FormExports
from kmcase.bootstrap import write_file
from kmcase.bootstrap.forms import compile_shipped, form_exports
from kmcase.cli import importing
from kmcase.cli.output import Output, with_office
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("forms", help="forms for ODK Collect and KoboToolbox, and their submissions")
    actions = command.add_subparsers(dest="action", required=True)
    export = actions.add_parser("export", help="write a form for telephones")
    export.add_argument("--form", default=SURVEY, help="survey (what volunteers ask) or visit")
    export.add_argument("--xlsform", type=Path, metavar="FILE", help="an XLSForm workbook (.xlsx)")
    export.add_argument("--xform", type=Path, metavar="FILE", help="an ODK XForm (.xml)")
    export.set_defaults(alone=_export)
    taken = actions.add_parser("import", help="take in submissions of ODK Central or KoboToolbox")
    taken.add_argument("file", metavar="SUBMISSIONS", help="CSV, or a zip with CSV and media")
    with_office(taken, Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER)
    taken.add_argument("--agency", default="", help="who surveyed")
    importing.allow_many_alike(taken)
    taken.set_defaults(run=importing.run)
    compiled = actions.add_parser("compile", help="write the plain forms beside the shipped XLSForms")
    compiled.set_defaults(alone=_compile)


def _export(arguments: argparse.Namespace, output: Output) -> int:
    if arguments.xlsform is None and arguments.xform is None:
        raise DomainError("cli.form_file")
    exports = form_exports()
    for path, write in ((arguments.xlsform, FormExports.xlsform), (arguments.xform, FormExports.xform)):
        if path is not None:
            write_file(path, write(exports, arguments.form))
            output.say("cli.form_written", file=str(path))
    return 0


def _compile(_: argparse.Namespace, output: Output) -> int:
    for path in compile_shipped():
        output.say("cli.form_written", file=str(path))
    return 0
