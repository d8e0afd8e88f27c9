"""A record at one of the parts of its page, as one screen asks another to show it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

_PART = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtPart:
    """A record and which part of its page is to be in front, given to `Navigation.open` as a record."""

    record_id: str
    part: str

    def as_record(self) -> str:
        """What `Navigation.open` is given."""
        return f"{self.record_id}{_PART}{self.part}"

    @classmethod
    def of(cls, record_id: str) -> AtPart:
        """What a screen was asked to show; a record without a part has an empty one."""
        record, _, part = record_id.partition(_PART)
        return cls(record_id=record, part=part)
