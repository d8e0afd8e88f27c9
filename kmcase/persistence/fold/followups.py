"""Follow-ups: answers, and facts looked at again."""

from __future__ import annotations

from dataclasses import fields

from kmcase.domain.followups import PayeeAsked, PayeeRechecked
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import followups as tables
from kmcase.persistence.statements import Rows


@folds(PayeeAsked)
def _asked(rows: Rows, at: At, event: PayeeAsked) -> None:
    said = event.follow_up
    rows.insert(tables.follow_up, **{f.name: getattr(said, f.name) for f in fields(said)}, entered_at=at.at)


@folds(PayeeRechecked)
def _rechecked(rows: Rows, at: At, event: PayeeRechecked) -> None:
    seen = event.recheck
    values = {f.name: getattr(seen, f.name) for f in fields(seen)}
    rows.insert(tables.recheck, **values, entered_at=at.at, entered_by=at.actor)
