"""`sample PATH`: the sample office, with its dirty Excel lists beside it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.cli.output import Output


def add_sample(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("sample", help="make the sample office")
    command.add_argument("path", help="a folder that is empty or missing")
    command.set_defaults(alone=_run)


def _run(arguments: argparse.Namespace, output: Output) -> int:
    from kmcase.cli.sample import make_sample

    folder = Path(arguments.path)
    make_sample(folder, lambda text: print(text, flush=True))
    output.say("cli.sample_made", folder=str(folder))
    return 0
