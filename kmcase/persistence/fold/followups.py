"""Follow-ups."""

from __future__ import annotations

from dataclasses import fields

from kmcase.domain.followups import PayeeAsked
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import followups as tables
from kmcase.persistence.statements import Rows


@folds(PayeeAsked)
def _asked(rows: Rows, at: At, event: PayeeAsked) -> None:
    said = event.follow_up
    rows.insert(tables.follow_up, **{f.name: getattr(said, f.name) for f in fields(said)}, entered_at=at.at)
