"""Where the keyring of an open office stands: in the folder's file, or in the row that several desktops share.

Whoever changes it hands over what it was read as: a keyring that somebody else changed meanwhile is not written over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence.engine import translating
from kmcase.persistence.key_wrapping import PRODUCTION_COST, Argon2Cost
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.keyring_file import content_to_text
from kmcase.persistence.rows.server import KEYRING, keyring
from kmcase.persistence.statements import Rows


class KeyringStore(Protocol):
    """Reads and replaces the keyring of one office."""

    def load(self, cost: Argon2Cost = PRODUCTION_COST) -> Keyring:
        """As it stands; `cost` is for passwords set from now on. Raises as `Keyring.load` does."""
        ...

    def replace(self, before: Keyring, after: Keyring) -> None:
        """Put another in place of the one that was read; raises `shared_office.keyring_changed` where it is no more."""
        ...


@dataclass(frozen=True, slots=True)
class KeyringFile:
    """`keyring.json` of a folder, which one program at a time holds."""

    path: Path

    def load(self, cost: Argon2Cost = PRODUCTION_COST) -> Keyring:
        """Read the file."""
        return Keyring.load(self.path, cost=cost)

    def replace(self, before: Keyring, after: Keyring) -> None:
        """Put the file in place whole."""
        del before  # nobody else holds the folder
        after.save(self.path)


@dataclass(frozen=True, slots=True)
class KeyringRow:
    """The row on the server, changed by compare-and-swap.

    `copy` is this desktop's file of it, for the door. It is brought up to date at a sign-in alone, together with what
    is sealed under its data key.
    """

    engine: Engine
    copy: Path

    def load(self, cost: Argon2Cost = PRODUCTION_COST) -> Keyring:
        """Read the row."""
        with translating(), self.engine.connect() as connection:
            row = Rows(connection).one(keyring, name=KEYRING)
        if row is None:
            raise EnvironmentProblem("office_files.keyring_damaged", path=KEYRING)
        return Keyring.from_text(str(row["content"]).encode(), self.copy, cost=cost)

    def replace(self, before: Keyring, after: Keyring) -> None:
        """Swap the row where it is still the one that was read."""
        old, new = (content_to_text(each.content).decode() for each in (before, after))
        swap = keyring.update().where(keyring.c.name == KEYRING, keyring.c.content == old).values(content=new)
        with translating(), self.engine.begin() as connection:
            if connection.execute(swap).rowcount != 1:
                raise DomainError("shared_office.keyring_changed")
        after.save(self.copy)
