"""`duplicates --office PATH`: the entries of the register that may be one person and wait for a decision."""

from __future__ import annotations

import argparse
from typing import Any

from kmcase.application.read.clusters import ClusterState
from kmcase.bootstrap import OpenOffice
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.staff import Role

_WAITING = (ClusterState.STOPS, ClusterState.OPEN, ClusterState.UNDECIDED)


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("duplicates", help="list who may stand in the register twice")
    with_office(command, Role.DIRECTOR, Role.AUDITOR, Role.SOCIAL_WORKER)
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Say a line for entries that wait, the likeliest of each state first, with score and reasons."""
    items = [item for item in office.services.duplicates.list(Progress()) if item.state in _WAITING]
    for item in items:
        output.say(
            "duplicates.cli.line",
            state=output.text(f"duplicates.state.{item.state.value}"),
            strength=f"{(item.strength or 0) / 100:+.2f}",
            names=" / ".join(item.names),
            reasons=", ".join(output.catalogue.render(reason) for reason in item.reasons),
        )
    output.say("duplicates.cli.count" if items else "duplicates.cli.none", count=len(items))
    return 0
