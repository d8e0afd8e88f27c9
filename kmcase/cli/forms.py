"""`forms export`, `forms import` and `forms compile`: forms for volunteers' telephones, and what they send."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.application.casework import fault_said
from kmcase.application.forms import SURVEY, FormExports
from kmcase.bootstrap import write_file
from kmcase.bootstrap.forms import check_form, compile_shipped, form_exports
from kmcase.cli import importing
from kmcase.cli.output import Output, with_office
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role
from kmcase.messages import Catalogue, Language

FAULTY = 2
"""What the command ends with where a file is wrong."""
LANGUAGES: tuple[Language, ...] = ("th", "en")


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
    check = actions.add_parser("check", help="what is wrong in a changed file of forms and stages (.toml) or XLSForm")
    check.add_argument("file", metavar="FILE", type=Path)
    check.set_defaults(alone=_check)
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


def _check(arguments: argparse.Namespace, output: Output) -> int:
    """Faults by line, in both languages: who writes the file and who made the program may read different ones."""
    version, faults = check_form(arguments.file)
    for faulty in faults:
        told = {"file": arguments.file.name, "line": faulty.fault.line, "said": fault_said(faulty.fault)}
        for language in LANGUAGES:
            Output(Catalogue(language)).complain("cli.form_fault", told)
        output.complain("cli.form_line", {"text": faulty.text})
    if faults:
        output.complain("cli.form_faults", {"count": len(faults)})
        return FAULTY
    output.say("cli.form_sound", file=arguments.file.name, version=version)
    return 0


def _compile(_: argparse.Namespace, output: Output) -> int:
    for path in compile_shipped():
        output.say("cli.form_written", file=str(path))
    return 0
