"""Partners of field work (เครือข่าย): who goes along to a family, or is asked for a survey list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar

from kmcase.domain.events import Event, Touched, encode, event


class PartnerKind(StrEnum):
    """Whom a partner stands for; the words are `partners.kind.<value>`."""

    LOCAL_GOVERNMENT = "local_government"  # อปท.
    VOLUNTEER = "volunteer"  # อพม.
    HEALTH_VOLUNTEER = "health_volunteer"  # อสม.
    VILLAGE_HEAD = "village_head"  # ผู้ใหญ่บ้าน
    SUBDISTRICT_HEAD = "subdistrict_head"  # กำนัน
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerValues:
    """What is known of a partner; an empty code belongs to no sub-district in particular."""

    kind: PartnerKind
    name: str
    agency: str = ""
    phone: str = ""
    subdistrict_code: str = ""
    active: bool = True

    def as_plain(self) -> dict[str, Any]:
        """The fields as JSON."""
        return {each.name: encode(getattr(self, each.name)) for each in fields(self)}

    def differences(self, before: PartnerValues) -> dict[str, Any]:
        """The fields, as JSON, in which these values differ from others."""
        old = before.as_plain()
        return {name: value for name, value in self.as_plain().items() if value != old[name]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner as it stands."""

    partner_id: str
    values: PartnerValues


def values_of(content: Mapping[str, Any]) -> PartnerValues:
    """Values from their JSON fields; a field that is not there has its default."""
    known = {each.name: content[each.name] for each in fields(PartnerValues) if each.name in content}
    return PartnerValues(**{**known, "kind": PartnerKind(known["kind"])})


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerListed(Event):
    """A partner was listed, with all fields."""

    TYPE = "partner.listed"
    FIELD: ClassVar[bool] = True
    partner_id: str
    content: dict[str, Any]

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("partner", self.partner_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerChanged(Event):
    """Some fields of a partner were changed; of each field the newest change stands."""

    TYPE = "partner.changed"
    FIELD: ClassVar[bool] = True
    partner_id: str
    content: dict[str, Any]

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("partner", self.partner_id),)
