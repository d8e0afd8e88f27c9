"""`sample PATH`: the sample office, with its dirty Excel lists beside it; `sample --shelter PATH`: a shelter's year."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.cli.output import Output
from kmcase.domain.errors import require_that

_MOST_CLIENTS = 5_000


def add_sample(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("sample", help="make the sample office")
    command.add_argument("path", help="a folder that is empty or missing")
    command.add_argument("--shelter", action="store_true", help="a shelter with a year of clients and their plans")
    command.add_argument("--clients", type=int, metavar="N", help="of the shelter: so many, and beds as many need")
    command.set_defaults(alone=_run)


def _run(arguments: argparse.Namespace, output: Output) -> int:
    folder = Path(arguments.path)
    if arguments.shelter:
        _make_shelter(folder, arguments.clients)
    else:
        from kmcase.cli.sample import make_sample

        require_that(arguments.clients is None, "cli.clients_of_shelter")
        make_sample(folder, _say)
    output.say("cli.sample_made", folder=str(folder))
    return 0


def _make_shelter(folder: Path, clients: int | None) -> None:
    from kmcase.cli.sample.shelter import CLIENTS, make_shelter

    require_that(clients is None or 1 <= clients <= _MOST_CLIENTS, "cli.clients", most=_MOST_CLIENTS)
    make_shelter(folder, _say, clients=clients or CLIENTS)


def _say(text: str) -> None:
    print(text, flush=True)
