"""The steps between a password and an open office: trying the one, back-ups before the tables of the other change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from kmcase.application.backups import BackupKind
from kmcase.domain.clock import Clock
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence import schema
from kmcase.persistence.key_wrapping import UnlockedKeys
from kmcase.persistence.office_backups import FolderBackups
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.throttle import Throttle

WRONG_PASSWORD = "office_files.wrong_password"
_WRONG = frozenset({WRONG_PASSWORD, "shared_office.wrong_password_here"})


@dataclass(frozen=True, slots=True)
class Tries:
    """Tries of one login's password; many wrong ones make the next wait."""

    throttle: Throttle
    login: str

    def unlock(self, try_password: Callable[[], UnlockedKeys]) -> UnlockedKeys:
        """The keys; raises `office_files.wrong_password`, or `.too_many_tries` before it even looks."""
        self.throttle.admit(self.login)
        try:
            keys = try_password()
        except DomainError as error:
            if error.code in _WRONG:
                self.throttle.failed(self.login)
            raise
        self.throttle.succeeded(self.login)
        return keys


def prepare_tables(folder: OfficeFolder, engine: Engine, keys: UnlockedKeys, clock: Clock) -> schema.SchemaState:
    """Check the tables; where they are migrated or built anew, a back-up is made before.

    On a server they belong to another role: raises `shared_office.needs_migration` where they are older.
    """
    with engine.connect() as connection:
        state = schema.check(connection)
    if engine.dialect.name == "postgresql":
        if state.needs_upgrade or state.needs_rebuild:
            raise EnvironmentProblem("shared_office.needs_migration")
        return state
    if state.needs_upgrade or state.needs_rebuild:
        FolderBackups(folder=folder, engine=engine, database_key=keys.parts.database, clock=clock).make(
            kind=BackupKind.MIGRATION
        )
    return schema.prepare(engine)
