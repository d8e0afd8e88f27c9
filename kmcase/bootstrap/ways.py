"""The ways into an office, up to its keys: a folder that one program holds, or a server that several desktops share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from kmcase.domain.clock import Clock, SystemClock
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence.blob_shelves import BlobShelf, FolderShelf, TableShelf
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.devices import SqlDevices
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.key_wrapping import Argon2Cost, UnlockedKeys
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.keyring_store import KeyringFile, KeyringRow, KeyringStore
from kmcase.persistence.office_backups import FolderBackups
from kmcase.persistence.office_folder import OfficeFolder, OfficeInfo, open_folder, refuse_moved
from kmcase.persistence.office_lock import OfficeLock
from kmcase.persistence.rekeying import finish_rekeying
from kmcase.persistence.restore import finish_restore
from kmcase.persistence.server import (
    Presence,
    ServerAddress,
    environment_password,
    read_address,
    read_office,
    too_many_rights,
)
from kmcase.persistence.server_backups import ServerBackups
from kmcase.persistence.server_password import keep_password, kept_password

OpenKeyring = Callable[[Keyring], UnlockedKeys]


class Hold(Protocol):
    """What keeps an office open for this program."""

    def release(self) -> None:
        """Let it go."""
        ...

    def alone(self) -> AbstractContextManager[bool]:
        """Whether nobody else has it open, nor comes in before the block ends."""
        ...

    def stay(self) -> None:
        """Hold it again where what held it broke."""
        ...


@dataclass(frozen=True, slots=True)
class FolderHold:
    """A folder is held by one program anyway."""

    lock: OfficeLock

    def release(self) -> None:
        """Let the folder go."""
        self.lock.release()

    def alone(self) -> AbstractContextManager[bool]:
        """Always alone."""
        return nullcontext(True)

    def stay(self) -> None:
        """A lock of the system does not break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An office whose keys are unlocked and that is held; `server` are connections to it, None for a folder."""

    folder: OfficeFolder
    info: OfficeInfo
    keyrings: KeyringStore
    keyring: Keyring
    keys: UnlockedKeys
    hold: Hold
    server: Engine | None = None

    @property
    def shelf(self) -> BlobShelf:
        """Where the photographs are."""
        return FolderShelf(self.folder.photos) if self.server is None else TableShelf(self.server)

    def engine(self) -> Engine:
        """Connections to the office's tables."""
        return self.server or sqlite_engine(self.folder.database, self.keys.parts.database)

    def loose_role(self) -> bool:
        """Whether the database lets this program do more than its work."""
        if self.server is None:
            return False
        with self.server.connect() as connection:
            return too_many_rights(connection)

    def rekeyed(self) -> Keyring:
        """End a change of the data key that was begun, where nobody else is in; gives the keyring as it then is."""
        if self.keys.former_parts is None:
            return self.keyring
        if self.server is None:
            return finish_rekeying(self.folder, self.keyring, self.keys)
        with self.hold.alone() as alone:
            if not alone:
                return self.keyring
            SqlDevices.unlocked(self.engine(), self.keys).rekey()
            BlobStore.unlocked(self.shelf, self.keys).rekey()
            finished = self.keyring.with_rekeying_finished(self.keys)
            self.keyrings.replace(self.keyring, finished)
            return finished


def backups_of(entered: Entered, engine: Engine, keys: UnlockedKeys, clock: Clock) -> FolderBackups:
    """Back-ups in the folder, of the folder or of the server."""
    if entered.server is None:
        return FolderBackups(folder=entered.folder, engine=engine, database_key=keys.parts.database, clock=clock)
    return ServerBackups(folder=entered.folder, engine=engine, database_key=keys.parts.database, clock=clock)


def require_alone(hold: Hold) -> None:
    """Raise `shared_office.others_signed_in` where other desktops have the office open."""
    with hold.alone() as alone:
        if not alone:
            raise DomainError("shared_office.others_signed_in")


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways in. `passwords` are those of databases that this program connected with, by folder, in memory alone."""

    cost: Argon2Cost
    passwords: dict[Path, str]

    def enter(self, path: Path, opening: OpenKeyring, moving_to: str = "") -> Entered:
        """Hold an office and open its keyring with `opening`; of one that was moved, to go on moving it there alone."""
        finish_restore(path)
        folder, info = open_folder(path)
        if info.server:
            return _enter_server(folder, opening, self.cost, self.passwords, moving_to)
        return _enter_folder(folder, opening, self.cost, moving_to)


def _refuse_moved(info: OfficeInfo, moving_to: str) -> None:
    if info.moved_to != moving_to or not moving_to:
        refuse_moved(info)


def _enter_folder(folder: OfficeFolder, opening: OpenKeyring, cost: Argon2Cost, moving_to: str) -> Entered:
    lock = OfficeLock(folder.path, since=SystemClock().now().isoformat())
    lock.acquire()
    try:
        # Under the lock: until then whoever had the office open may have changed both files.
        info, keyring = folder.info(), Keyring.load(folder.keyring, cost=cost)
        _refuse_moved(info, moving_to)
        return Entered(
            folder=folder,
            info=info,
            keyrings=KeyringFile(folder.keyring),
            keyring=keyring,
            keys=opening(keyring),
            hold=FolderHold(lock),
        )
    except BaseException:
        lock.release()
        raise


def _enter_server(
    folder: OfficeFolder, opening: OpenKeyring, cost: Argon2Cost, passwords: dict[Path, str], moving_to: str
) -> Entered:
    here = folder.path.resolve()
    address, _ = read_address(folder.info().server)
    copy = Keyring.load(folder.keyring, cost=cost)
    password = environment_password(address) or passwords.get(here)
    keys = None
    if password is None:
        keys = _opened_copy(copy, opening)
        password = kept_password(folder.path, keys)
    engine = _connected(address, password)
    presence = Presence(engine)
    try:
        presence.enter()
        with engine.connect() as connection:
            info = read_office(connection)
        _refuse_moved(info, moving_to)
        keyrings = KeyringRow(engine, folder.keyring)
        keyring = keyrings.load(cost)
        if keys is None or keyring.content != copy.content:
            keys = opening(keyring)
            keyring.save(folder.keyring)
        if password is not None:
            passwords[here] = password
            keep_password(folder.path, keys, password)
        own = replace(info, server=address.shown)  # the way there is this desktop's own
        if own != folder.info():
            folder.declare(own)
        return Entered(
            folder=folder,
            info=own,
            keyrings=keyrings,
            keyring=keyring,
            keys=keys,
            hold=presence,
            server=engine,
        )
    except BaseException:
        presence.release()
        raise


def _opened_copy(copy: Keyring, opening: OpenKeyring) -> UnlockedKeys:
    """The desktop's copy may be older than the keyring: a password that it does not know may be right elsewhere."""
    try:
        return opening(copy)
    except DomainError as refused:
        if refused.code == "office_files.wrong_password":
            raise DomainError("shared_office.wrong_password_here", refused.field) from None
        raise


def _connected(address: ServerAddress, password: str | None) -> Engine:
    try:
        return address.connect(password)
    except EnvironmentProblem as refused:
        if password is None and refused.code == "shared_office.refused":
            raise EnvironmentProblem("shared_office.password_missing", server=address.shown) from refused
        raise
