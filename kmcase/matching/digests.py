"""What two records are compared by, as one digest: a pair that was decided returns when it differs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields

from kmcase.matching.records import PersonRecord


def digest_of(one: PersonRecord, other: PersonRecord) -> str:
    """SHA-256 in hexadecimal over all compared fields of two records, in whichever order they are given."""
    told = sorted((record.record_id, *_told(record)) for record in (one, other))
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _told(record: PersonRecord) -> list[str]:
    named = (field.name for field in fields(record) if field.name not in ("record_id", "birth"))
    return [*(getattr(record, name) for name in named), record.birth.isoformat() if record.birth else ""]
