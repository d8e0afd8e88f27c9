"""Who may be a second person, and what a lifted block is made of; the forms are in `ui.forms`. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kmcase.domain.meetings import Override
from kmcase.domain.staff import StaffMember


def possible_seconds(staff: Iterable[StaffMember], *involved: str) -> tuple[StaffMember, ...]:
    """Those who do the office's work, without the signed-in person and others who are involved, by staff id."""
    return tuple(member for member in staff if member.works and member.staff_id not in involved)


def override_of(values: Mapping[str, Any], codes: Iterable[str]) -> Override:
    """The override that the form describes, for the rules that block."""
    return Override(
        codes=tuple(codes),
        reason=values["override_reason"] or "",
        document=values["document"] or "",
        second_person=values["second_person"] or "",
    )
