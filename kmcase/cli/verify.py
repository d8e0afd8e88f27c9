"""`verify`: journal, tables, triggers, attachments, and perhaps a printed page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.application.verification import Part
from kmcase.bootstrap import OpenOffice
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.staff import FIELD_ROLES, Role


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("verify", help="check the office against its journal")
    with_office(command, Role.AUDITOR, Role.DIRECTOR, Role.FINANCE, Role.ADMINISTRATOR, *sorted(FIELD_ROLES))
    command.add_argument("--page", default="", help="a printed ledger as PDF or picture, or the text of its QR")
    command.add_argument("--bundle", default="", help="an auditor's bundle that was made earlier")
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """0 where all is sound, 1 where something is wrong."""
    report = office.services.verification.verify(Progress())
    for part in report.parts:
        output.say(
            "cli.verify_part",
            part=output.text(f"verify.part.{part.part.value}"),
            count=part.count,
            milliseconds=part.milliseconds,
            verdict=output.text("verify.sound" if not part.problems else "verify.unsound"),
        )
        for problem in part.problems:
            print("  ", end="")
            output.say_message(problem)
        if part.part is Part.FILE and part.problems:
            output.say("cli.restore_offer", office=arguments.office)
    output.say("cli.verify_head", entries=report.entries, head=report.head[:16].upper())
    sound = report.sound
    if arguments.page:
        verification = office.services.verification
        path = Path(arguments.page)
        is_text = arguments.page.startswith("KM1:")
        paper = verification.paper(arguments.page, ()) if is_text else verification.paper_file(path)
        sound = sound and paper.sound
        output.say_message(paper.verdict)
        for problem in paper.problems if paper.readable else ():
            output.say_message(problem)
    if arguments.bundle:
        former = office.services.verification.bundle(Path(arguments.bundle))
        sound = sound and former.sound
        for said in (former.verdict, *former.problems):
            output.say_message(said)
    return 0 if sound else 1
