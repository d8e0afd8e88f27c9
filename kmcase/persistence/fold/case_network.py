"""Family and resources: versions of each entry side by side."""

from __future__ import annotations

from sqlalchemy import Table

from kmcase.domain.cases.network import RelativeWritten, ResourceWritten
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows.case_network import case_relative, case_resource
from kmcase.persistence.statements import Rows


@folds(RelativeWritten)
def _relative(rows: Rows, at: At, event: RelativeWritten) -> None:
    _add(rows, case_relative, at, event)


@folds(ResourceWritten)
def _resource(rows: Rows, at: At, event: ResourceWritten) -> None:
    _add(rows, case_resource, at, event)


def _add(rows: Rows, table: Table, at: At, event: RelativeWritten | ResourceWritten) -> None:
    rows.insert(
        table,
        version_id=event.version_id,
        case_id=event.case_id,
        entry_id=event.entry_id,
        replaces=event.replaces,
        content=event.values,
        written_at=at.at,
        written_by=at.actor,
    )
