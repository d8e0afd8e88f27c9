"""Who was approved by a meeting or paid out of a batch, and which lists of them were put up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.domain.public_lists import Listed, ListNoun


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHead:
    """Whose names a list tells: the number of the meeting or the batch, and its day."""

    noun: ListNoun
    record_id: str
    number: str
    on: date


class PublicListQueries(Protocol):
    """What public lists are made of."""

    def head(self, noun: ListNoun, record_id: str) -> ListHead:
        """A meeting or a batch; raises `meetings.unknown` or `batches.unknown`."""
        ...

    def listed(self, noun: ListNoun, record_id: str) -> tuple[Listed, ...]:
        """Everybody approved by a meeting, or paid out of a batch by receipts that are not void."""
        ...
