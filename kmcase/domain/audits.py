"""Auditors' bundles: what one was made of, entered so that everybody can read later what was handed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.events import Event, Touched, event


class ScopeKind(StrEnum):
    """What a bundle is about: a disbursement batch, a person, or the days from one to another."""

    BATCH = "batch"
    PERSON = "person"
    PERIOD = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditScope:
    """Of a batch or a person its id; of a period the first and the last day, both included."""

    kind: ScopeKind
    record_id: str = ""
    first: date | None = None
    last: date | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AuditBundleMade(Event):
    """An auditor's bundle was handed out; the SHA-256 of its manifest names its content.

    `files` counts files, `persons` those whose records are in it, `withheld` what was left out for the sake of others.
    """

    TYPE = "audit.bundle_made"
    bundle_id: str
    scope: AuditScope
    title: str
    manifest_sha256: str
    files: int
    persons: int
    withheld: int

    @property
    def touches(self) -> tuple[Touched, ...]:
        own = ("audit_bundle", self.bundle_id)
        if self.scope.kind is ScopeKind.PERIOD:
            return (own,)
        return (own, (self.scope.kind.value, self.scope.record_id))
