"""Where a new office is put: a folder, or a database with a small folder of this desktop beside it.

A ground is begun empty, filled, and declared last: until then it is no office, and what a killed program left is begun
again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from kmcase.application.access import NewServer
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence import schema
from kmcase.persistence.blob_shelves import BlobShelf, FolderShelf, TableShelf
from kmcase.persistence.engine import sqlite_engine, translating
from kmcase.persistence.key_wrapping import UnlockedKeys
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.keyring_file import content_to_text
from kmcase.persistence.office_folder import OfficeFolder, OfficeInfo, begin_folder
from kmcase.persistence.rows.server import KEYRING
from kmcase.persistence.rows.server import keyring as keyring_table
from kmcase.persistence.server import (
    Presence,
    ServerAddress,
    begin_server,
    declare_office,
    ensure_role,
    environment_password,
    grant,
    read_address,
    read_office,
)
from kmcase.persistence.server_password import keep_password
from kmcase.persistence.statements import Rows


class Ground(Protocol):
    """A place for an office."""

    @property
    def shown(self) -> str:
        """Where it is, in words that its users know."""
        ...

    @property
    def folder(self) -> Path:
        """What one opens."""
        ...

    @property
    def shelf(self) -> BlobShelf:
        """Where photographs go; after `begin`."""
        ...

    def begin(self, keys: UnlockedKeys) -> Engine:
        """Clear what a killed program began, and give connections to an empty database."""
        ...

    def hand_over(self, keyring: Keyring, keys: UnlockedKeys) -> None:
        """Rights and keys, when all tables are filled: whatever could still be refused is refused here."""
        ...

    def declare(self, info: OfficeInfo) -> OfficeInfo:
        """Say that it is an office, last of all; gives what then stands in `office.json`."""
        ...

    def leave(self) -> None:
        """Close what was opened."""
        ...


@dataclass(slots=True)
class FolderGround:
    """A folder that is empty or missing."""

    folder: Path
    _engine: Engine | None = field(default=None, init=False)

    @property
    def shown(self) -> str:
        """The folder."""
        return str(self.folder)

    @property
    def shelf(self) -> BlobShelf:
        """`photos/`."""
        return FolderShelf(OfficeFolder(self.folder).photos)

    def begin(self, keys: UnlockedKeys) -> Engine:
        """The folder with its parts; raises as `begin_folder` does."""
        found = begin_folder(self.folder)
        self._engine = sqlite_engine(found.database, keys.parts.database)
        return self._engine

    def hand_over(self, keyring: Keyring, keys: UnlockedKeys) -> None:
        """The keyring's file."""
        keyring.save(OfficeFolder(self.folder).keyring)

    def declare(self, info: OfficeInfo) -> OfficeInfo:
        """`office.json`."""
        said = replace(info, server="", moved_to="")
        OfficeFolder(self.folder).declare(said)
        return said

    def leave(self) -> None:
        """Close the database."""
        if self._engine is not None:
            self._engine.dispose()


@dataclass(slots=True)
class ServerGround:
    """An empty database of the owner's, and an empty or missing folder for this desktop."""

    folder: Path
    owner: Engine
    address: ServerAddress
    password: str

    @classmethod
    def of(cls, folder: Path, new: NewServer) -> ServerGround:
        """Reach the server as the owner; raises `shared_office.*`."""
        address, password = read_address(new.url)
        return cls(folder, address.connect(password), address.as_role(new.role), new.role_password)

    @property
    def shown(self) -> str:
        """The database."""
        return self.address.shown

    @property
    def shelf(self) -> BlobShelf:
        """A table of the database."""
        return TableShelf(self.owner)

    def begin(self, keys: UnlockedKeys) -> Engine:
        """The database empty, its program's role there; raises as `begin_server` and `ensure_role` do."""
        with translating(), self.owner.begin() as connection:
            ensure_role(connection, self.address.role, self.password)
        begin_server(self.owner)
        begin_folder(self.folder)
        return self.owner

    def hand_over(self, keyring: Keyring, keys: UnlockedKeys) -> None:
        """The rights of the program's role, which is then tried; the keyring, here too; the password, sealed."""
        with translating(), self.owner.begin() as connection:
            grant(connection, self.address.role)
            Rows(connection).put(keyring_table, name=KEYRING, content=content_to_text(keyring.content).decode())
        self.address.connect(self.password or None).dispose()
        keyring.save(OfficeFolder(self.folder).keyring)
        if self.password:
            keep_password(self.folder, keys, self.password)

    def declare(self, info: OfficeInfo) -> OfficeInfo:
        """The row that makes it an office, and this desktop's `office.json`."""
        said = replace(info, server=self.address.shown, moved_to="")
        with translating(), self.owner.begin() as connection:
            declare_office(connection, said)
        OfficeFolder(self.folder).declare(said)
        return said

    def leave(self) -> None:
        """Close the owner's connections."""
        self.owner.dispose()


def ground_for(folder: Path, server: NewServer | None) -> Ground:
    """The ground that was asked for."""
    return FolderGround(folder) if server is None else ServerGround.of(folder, server)


def join_server(folder: Path, url: str, password: str | None) -> OfficeInfo:
    """Make this desktop's folder for an office on a server; the database's password is kept at the first sign-in.

    Raises `shared_office.*`, and `.not_empty` for a folder of something else.
    """
    address, _ = read_address(url)
    engine = address.connect(password or environment_password(address))
    try:
        with translating(), engine.connect() as connection:
            info = read_office(connection)
            row = Rows(connection).one(keyring_table, name=KEYRING)
    finally:
        engine.dispose()
    if row is None:
        raise EnvironmentProblem("shared_office.no_office")
    # As whom this desktop goes there is its own: the office may have several roles of one kind.
    said = replace(info, server=address.shown)
    found = OfficeFolder(folder)
    if not (found.info_file.is_file() and found.info().store == info.store):
        begin_folder(folder)
    found.keyring.write_text(str(row["content"]), "utf-8")
    found.declare(said)
    return said


def migrate(url: str) -> str:
    """Migrate an office's tables on a server, or build them anew, as their owner; then set the program's rights.

    Gives the program's role, which the office itself names.

    Raises `shared_office.others_signed_in` where desktops are in, `.no_office`, and what `schema.check` raises.
    """
    address, password = read_address(url)
    engine = address.connect(password)
    presence = Presence(engine)
    try:
        with translating(), engine.connect() as connection:
            role = read_address(read_office(connection).server)[0].role
        presence.enter()
        with translating(), presence.alone() as alone:
            if not alone:
                raise DomainError("shared_office.others_signed_in")
            schema.prepare(engine)
            with translating(), engine.begin() as connection:
                grant(connection, role)
    finally:
        presence.release()
    return role
