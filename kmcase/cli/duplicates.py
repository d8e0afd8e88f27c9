"""`duplicates --office PATH`: entries of the register that may be one person, and what was decided about them."""

from __future__ import annotations

import argparse
from typing import Any

from kmcase.application.duplicates.board import WAITING
from kmcase.application.read.clusters import ClusterItem
from kmcase.bootstrap import OpenOffice
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.staff import Role


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("duplicates", help="list who may stand in the register twice, and what was decided")
    with_office(command, Role.DIRECTOR, Role.AUDITOR, Role.SOCIAL_WORKER)
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Say a line for each, what stops payments first, with score and reasons; below it who decided, when and why."""
    items = office.services.duplicates.list(Progress())
    for item in items:
        _say(item, output)
    waiting = sum(item.state in WAITING for item in items)
    output.say("duplicates.cli.count" if items else "duplicates.cli.none", count=waiting, decided=len(items) - waiting)
    return 0


def _say(item: ClusterItem, output: Output) -> None:
    strength = output.text("duplicates.cli.not_alike") if item.strength is None else f"{item.strength / 100:+.2f}"
    output.say(
        "duplicates.cli.line",
        state=output.text(f"duplicates.state.{item.state.value}"),
        strength=strength,
        names=" / ".join(item.names),
        reasons=", ".join(output.catalogue.render(reason) for reason in item.reasons),
    )
    for word in item.words:
        said = f"duplicates.cli.said_{word.verdict}{'_by_two' if word.second else ''}"
        output.say(said, name=word.by, second=word.second, at=word.at, reason=word.reason)
