"""Drafts of forms, written in the database lane so that typing never waits. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kmcase.application.drafts import DraftStore
from ui.ports import Jobs, Result


class DraftLane:
    """`ui.forms.Drafts` over the office's drafts; what is loaded was fetched before by `fetch`."""

    def __init__(self, jobs: Jobs, store: DraftStore) -> None:
        self._jobs = jobs
        self._store = store
        self._fetched: dict[str, Mapping[str, Any]] = {}

    def save(self, key: str, values: Mapping[str, Any]) -> None:
        """Keep what is typed."""
        kept = dict(values)
        self._fetched[key] = kept
        self._jobs.database(lambda: self._store.save(key, kept), _heard)

    def load(self, key: str) -> Mapping[str, Any] | None:
        """What was typed, as far as it was fetched or typed here."""
        return self._fetched.get(key)

    def clear(self, key: str) -> None:
        """Forget it."""
        self._fetched.pop(key, None)
        self._jobs.database(lambda: self._store.clear(key), _heard)


def _heard(_result: Result[None]) -> None:
    """A draft that could not be kept is kept at the next letter; the form still holds it."""
