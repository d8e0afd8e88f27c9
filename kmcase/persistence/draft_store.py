"""Drafts in their local table: outside the journal, inside the encrypted file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from kmcase.domain.clock import Clock
from kmcase.persistence.chain import iso
from kmcase.persistence.engine import translating
from kmcase.persistence.plain import from_json, to_json
from kmcase.persistence.rows.journal import draft
from kmcase.persistence.statements import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlDrafts:
    """`DraftStore` of one member of staff."""

    engine: Engine
    staff_id: str
    clock: Clock

    def save(self, key: str, content: Mapping[str, Any]) -> None:
        """Keep what is typed."""
        with translating(), self.engine.execution_options(write=True).begin() as connection:
            Rows(connection).put(
                draft, staff_id=self.staff_id, draft_key=key, content=to_json(content), saved_at=iso(self.clock.now())
            )

    def load(self, key: str) -> Mapping[str, Any] | None:
        """What was typed, or None."""
        with translating(), self.engine.connect() as connection:
            row = Rows(connection).one(draft, staff_id=self.staff_id, draft_key=key)
        return None if row is None else from_json(row["content"])

    def clear(self, key: str) -> None:
        """Forget it."""
        with translating(), self.engine.execution_options(write=True).begin() as connection:
            Rows(connection).delete(draft, staff_id=self.staff_id, draft_key=key)
