"""`backup` and `restore`."""

from __future__ import annotations

import argparse
import getpass
import os
from pathlib import Path
from typing import Any

from kmcase.bootstrap import SAMPLE_PASSWORD, Offices, OpenOffice, settings_folder
from kmcase.cli.output import Output, with_office
from kmcase.domain.staff import Role


def add(commands: Any) -> None:
    """Enter both commands."""
    command = commands.add_parser("backup", help="back up the whole office folder")
    with_office(command, Role.ADMINISTRATOR, Role.DIRECTOR, Role.FINANCE)
    command.add_argument("--to", default="", help="copy it to a second medium as well")
    command.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="put a back-up in place, tried on a copy first")
    restore.add_argument("backup", help="folder of the back-up")
    restore.add_argument("--office", required=True, help="the office's folder, or one that is empty")
    restore.add_argument("--user", default="", help="whose password of the back-up's day opens it")
    restore.set_defaults(alone=_restore)


def _backup(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    made = office.services.backups.make()
    output.say("cli.backup_made", folder=str(made.folder), entries=made.counts.get("entry", 0), photos=made.photos)
    if arguments.to:
        copied = office.services.backups.copy_to(Path(arguments.to))
        output.say("cli.backup_copied", folder=str(copied.folder))
    return 0


def _restore(arguments: argparse.Namespace, output: Output) -> int:
    offices = Offices(settings_folder())
    backup = Path(arguments.backup)
    door = offices.look(backup)
    login = arguments.user or door.users[0].login
    password = os.environ.get("KMCASE_PASSWORD") or (SAMPLE_PASSWORD if door.card.sample else None)
    if password is None:
        password = getpass.getpass(output.text("cli.password", login=login))
    card = offices.restore(backup, Path(arguments.office), login, password)
    output.say("cli.restored", folder=str(card.folder), name=card.name)
    return 0
