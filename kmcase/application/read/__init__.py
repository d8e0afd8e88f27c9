"""Frozen items of lists and pages, and the query protocols that give them: one module a noun.

An item holds what a screen shows, already joined; a list never loads aggregates. Lists are paged by key.
"""
