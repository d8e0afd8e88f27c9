"""What a command says: results on standard output, complaints on standard error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from kmcase.domain.staff import Role
from kmcase.messages import Catalogue, Message


class Output:
    """Speaks the language of the command line."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def text(self, key: str, **params: object) -> str:
        """A sentence."""
        return self.catalogue.text(key, **params)

    def say(self, key: str, **params: object) -> None:
        """A sentence on standard output."""
        print(self.text(key, **params))

    def say_message(self, said: Message) -> None:
        """A message on standard output."""
        print(self.catalogue.render(said))

    def complain(self, key: str, params: Mapping[str, object]) -> None:
        """A sentence on standard error."""
        print(self.catalogue.render(Message(key, params)), file=sys.stderr)


class Progress:
    """Steps shown on standard error where it is a terminal."""

    def report(self, done: int, total: int | None = None) -> None:
        """One line, written over."""
        if sys.stderr.isatty():
            print(f"\r{done}/{total or '?'} ", end="", file=sys.stderr, flush=True)

    def check(self) -> None:
        """Ctrl+C stops a command by itself."""


def with_office(command: argparse.ArgumentParser, *roles: Role) -> None:
    """The options of a command on an office; `roles` in the order in which a user is chosen."""
    command.add_argument(
        "--office", default="", help="folder of the office, or address of its database; else the one opened last"
    )
    command.add_argument("--user", default="", help="who signs in; by default one whose role fits")
    command.set_defaults(roles=tuple(role.value for role in roles), alone=None)
