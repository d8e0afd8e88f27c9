"""Drafts of forms, read and written in the database lane so that typing never waits. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kmcase.application.drafts import DraftStore
from ui.ports import Jobs, Ok, Result


class DraftLane:
    """`ui.forms.drafts.Drafts` over the office's drafts."""

    def __init__(self, jobs: Jobs, store: DraftStore) -> None:
        self._jobs = jobs
        self._store = store

    def save(self, key: str, values: Mapping[str, Any]) -> None:
        """Keep what is typed."""
        kept = dict(values)
        self._jobs.database(lambda: self._store.save(key, kept), _heard)

    def load(self, key: str, found: Callable[[Mapping[str, Any] | None], None]) -> None:
        """Give what was typed once it is read; what cannot be read was not typed."""

        def read(result: Result[Mapping[str, Any] | None]) -> None:
            found(result.value if isinstance(result, Ok) else None)

        self._jobs.database(lambda: self._store.load(key), read)

    def clear(self, key: str) -> None:
        """Forget it."""
        self._jobs.database(lambda: self._store.clear(key), _heard)


def _heard(_result: Result[None]) -> None:
    """A draft that could not be kept is kept at the next letter; the form still holds it."""
