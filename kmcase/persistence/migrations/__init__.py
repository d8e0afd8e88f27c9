"""Alembic migrations of the journal and of what is local; state tables are rebuilt, never migrated.

Drop all triggers first and create them last in the same transaction (storage-sync-notes.md §7). To add one: a file in
`versions/`, a stored database of the release before it in `tests/data`, and the test that migrates it.
"""

from __future__ import annotations

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from kmcase.domain.errors import EnvironmentProblem


def scripts() -> ScriptDirectory:
    """All revisions that this program knows."""
    config = Config()
    config.set_main_option("script_location", "kmcase.persistence:migrations")
    return ScriptDirectory.from_config(config)


def stamp_newest(connection: Connection, metadata: MetaData) -> None:
    """Make the tables of a new store and note that they are the newest."""
    metadata.create_all(connection)
    context = MigrationContext.configure(connection)
    context.stamp(scripts(), "head")


def revision(connection: Connection) -> str | None:
    """The revision that a database stands at."""
    return MigrationContext.configure(connection).get_current_revision()


def refuse_newer(connection: Connection) -> None:
    """Raise `office_files.newer_database` for a revision that this program does not know."""
    standing = revision(connection)
    known = {script.revision for script in scripts().walk_revisions()}
    if standing is not None and standing not in known:
        raise EnvironmentProblem("office_files.newer_database")


def needs_upgrade(connection: Connection) -> bool:
    """Whether older than this program."""
    return revision(connection) != scripts().get_current_head()
