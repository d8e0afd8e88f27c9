"""Alembic's environment: the connection is handed in by `upgrade`, never made here."""

from alembic import context

from kmcase.persistence.rows import JOURNAL

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=JOURNAL, render_as_batch=True, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
