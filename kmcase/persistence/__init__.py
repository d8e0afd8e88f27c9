"""The store: engine, rows, fold, repositories, queries, the unit of work; and the files of an office's folder.

`rows/` declares tables (one module a noun), `fold/` turns events into rows, `repositories/` load frozen aggregates for
use cases, `queries/` return frozen items for lists. Row objects never leave this package. May import application ports,
rules, journal, domain, thai and SQLAlchemy.
"""
