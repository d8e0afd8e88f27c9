"""Alembic migrations of the journal and of what is local; state tables are rebuilt, never migrated.

Drop all triggers first and create them last in the same transaction (storage-sync-notes.md §7). To add one: a file in
`versions/`, a stored database of the release before it in `tests/data`, and the test that migrates it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, inspect

from kmcase.domain.errors import EnvironmentProblem

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

REVISIONS = ("0001", "0002", "0003", "0005")
"""All revisions, oldest first, so that a start need not load Alembic; a test compares them with `versions/`."""
LOCATIONS = ("kmcase.persistence:migrations/versions",)
"""Where revisions lie."""


def scripts() -> ScriptDirectory:
    """All revisions as Alembic knows them."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "kmcase.persistence:migrations")
    config.set_main_option("version_locations", "\n".join(LOCATIONS))
    config.set_main_option("path_separator", "newline")
    return config


def stamp_newest(connection: Connection, metadata: MetaData) -> None:
    """Make the tables of a new store and note that they are the newest."""
    from alembic.runtime.migration import MigrationContext

    metadata.create_all(connection)
    MigrationContext.configure(connection).stamp(scripts(), "head")


def revision(connection: Connection) -> str | None:
    """The revision that a database stands at."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def needs_upgrade(connection: Connection) -> bool:
    """Whether a database stands at an older revision than this program's."""
    return revision(connection) != REVISIONS[-1]


def upgrade(connection: Connection) -> None:
    """Bring a database to the newest revision, in the caller's transaction; its triggers are gone before."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def refuse_newer(connection: Connection) -> None:
    """Raise `office_files.newer_database` for a revision that this program does not know."""
    standing = revision(connection)
    if standing is not None and standing not in REVISIONS:
        raise EnvironmentProblem("office_files.newer_database")
