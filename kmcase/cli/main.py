"""The command line: parse, open the office if the command needs one, say what came of it."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kmcase.bootstrap import Offices, OpenOffice, settings_folder
from kmcase.cli import (
    audits,
    backup,
    cases,
    controls,
    duplicates,
    exchange,
    forms,
    importing,
    indicators,
    laptop,
    ledger,
    matching,
    rebuild,
    reconcile,
    samples,
    verify,
)
from kmcase.cli import offices as office_commands
from kmcase.cli.making import add_sample
from kmcase.cli.output import Output
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.staff import Role
from kmcase.messages import Catalogue

DONE, FOUND, WRONG_USE, ENVIRONMENT = 0, 1, 2, 3

Run = Callable[[OpenOffice, argparse.Namespace, Output], int]


_COMMANDS = (
    importing,
    forms,
    cases,
    matching,
    ledger,
    indicators,
    controls,
    duplicates,
    reconcile,
    samples,
    audits,
    verify,
    rebuild,
    backup,
    office_commands,
    laptop,
    exchange,
)


def parser() -> argparse.ArgumentParser:
    """All commands with their words."""
    top = argparse.ArgumentParser(prog="kmcase")
    top.add_argument("--english", action="store_true", help="speak English")
    commands = top.add_subparsers(dest="command", required=True)
    add_sample(commands)
    for module in _COMMANDS:
        module.add(commands)
    return top


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; exit codes 0 done, 1 found something, 2 wrong use, 3 environment."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    arguments = parser().parse_args(words)
    output = Output(Catalogue("en" if arguments.english else "th"))
    try:
        if arguments.alone is not None:
            return int(arguments.alone(arguments, output))
        office = _open(arguments, output)
        try:
            return int(arguments.run(office, arguments, output))
        finally:
            office.close()
    except DomainError as problem:
        output.complain(problem.message_key, problem.params)
        return WRONG_USE
    except EnvironmentProblem as problem:
        output.complain(problem.message_key, problem.params)
        return ENVIRONMENT
    except KeyboardInterrupt:
        return WRONG_USE


def _opened_last(offices: Offices) -> Path:
    """The folder of the office that this person opened last; raises `cli.office_missing` where that is none."""
    card = next(iter(offices.recent()), None)
    if card is None:
        raise DomainError("cli.office_missing")
    return card.folder


def _open(arguments: argparse.Namespace, output: Output) -> OpenOffice:
    offices = Offices(settings_folder())
    folder = offices.place_of(arguments.office) or _opened_last(offices)
    door = offices.look(folder)
    if not arguments.office:
        output.complain("cli.office", {"office": door.card.name, "folder": folder})
    login = arguments.user or next(
        (user.login for role in arguments.roles for user in door.users if Role(role) in user.roles), ""
    )
    if not login:
        raise DomainError("cli.no_fitting_user")
    password = os.environ.get("KMCASE_PASSWORD") or door.sample_password
    if password is None:
        password = getpass.getpass(output.text("cli.password", login=login))
    return offices.sign_in(folder, login, password)
