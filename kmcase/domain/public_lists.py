"""Public lists (ประกาศรายชื่อ): who was approved by a meeting or paid out of a batch, told to the public.

A list names people, so that neighbours can say who should not be on it. What else would hurt them it leaves out: ids,
houses, problems; and clients of a shelter, children and restricted persons are counted, never named.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kmcase.domain.dates import PartialDate
from kmcase.domain.events import Event, Touched, event
from kmcase.domain.money import Baht


class ListNoun(StrEnum):
    """Whose names a list tells: those approved by a meeting, or those paid out of a batch."""

    MEETING = "meeting"
    BATCH = "batch"


class Unnamed(StrEnum):
    """Why somebody is counted and not named."""

    SHELTER = "shelter"
    RESTRICTED = "restricted"
    CHILD = "child"
    AGE_UNKNOWN = "age_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody approved or paid, by what a list needs to know."""

    person_id: str
    name: str
    birth: PartialDate | None
    restricted: bool
    subdistrict_code: str
    amount: Baht


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicListMade(Event):
    """A list was made to be put up; `sha256` is of the file that was given out, `unnamed` counts those not named."""

    TYPE = "public_list.made"
    list_id: str
    list_of: ListNoun
    record_id: str
    named: int
    unnamed: int
    sha256: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("public_list", self.list_id), (self.list_of.value, self.record_id))
