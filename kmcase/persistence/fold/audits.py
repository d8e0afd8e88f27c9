"""What was handed out: one row an event, never changed."""

from __future__ import annotations

from kmcase.domain.audits import AuditBundleMade
from kmcase.domain.public_lists import PublicListMade
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import audits as tables
from kmcase.persistence.statements import Rows


@folds(AuditBundleMade)
def _bundle(rows: Rows, at: At, event: AuditBundleMade) -> None:
    rows.insert(
        tables.audit_bundle,
        bundle_id=event.bundle_id,
        kind=event.scope.kind,
        record_id=event.scope.record_id,
        first=event.scope.first,
        last=event.scope.last,
        title=event.title,
        manifest_sha256=event.manifest_sha256,
        files=event.files,
        persons=event.persons,
        withheld=event.withheld,
        made_at=at.at,
        made_by=at.actor,
    )


@folds(PublicListMade)
def _list(rows: Rows, at: At, event: PublicListMade) -> None:
    rows.insert(
        tables.public_list,
        list_id=event.list_id,
        noun=event.list_of,
        record_id=event.record_id,
        named=event.named,
        unnamed=event.unnamed,
        sha256=event.sha256,
        made_at=at.at,
        made_by=at.actor,
    )
