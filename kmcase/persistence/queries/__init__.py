"""Queries: frozen items from plain selects, one module a noun; a list never loads aggregates."""
