"""The directory of agencies and community resources: who offers what, where and when, and whom to ask there."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, ClassVar

from kmcase.domain.events import Event, Touched, encode, event


class AgencyKind(StrEnum):
    """What an agency or resource is; the words are `agencies.kind.<value>`."""

    MINISTRY = "ministry"
    LOCAL_GOVERNMENT = "local_government"
    HOSPITAL = "hospital"
    SCHOOL = "school"
    POLICE = "police"
    JUSTICE = "justice"
    SHELTER = "shelter"
    CHARITY = "charity"
    TEMPLE = "temple"
    EMPLOYER = "employer"
    COMMUNITY = "community"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyValues:
    """What is known of an agency; each field is a multi-value field (`domain.versions`).

    `offers` are codes of the casework's dimensions; `services` says it in words.
    """

    name: str = ""
    kind: AgencyKind = AgencyKind.OTHER
    offers: tuple[str, ...] = ()
    services: str = ""
    place: str = ""
    subdistrict_code: str = ""
    open_when: str = ""
    phone: str = ""
    contact: str = ""
    ask_for: str = ""
    active: bool = True

    def differences(self, before: AgencyValues) -> dict[str, Any]:
        """The fields, as JSON, in which these values differ from others."""
        return {
            each.name: encode(getattr(self, each.name))
            for each in fields(self)
            if getattr(self, each.name) != getattr(before, each.name)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency as it stands; `seen` names the events whose values these are, `conflicts` what was written apart."""

    agency_id: str
    values: AgencyValues
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyDescribed(Event):
    """Fields of an agency were written, by somebody who saw the values of these events. Names no client."""

    TYPE = "agency.described"
    FIELD: ClassVar[bool] = True
    agency_id: str
    values: dict[str, Any]
    seen: dict[str, tuple[str, ...]]

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("agency", self.agency_id),)
