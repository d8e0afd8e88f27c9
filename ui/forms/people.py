"""Members of the staff to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from kmcase.domain.staff import StaffMember
from ui.widgets.choices import Choice


def staff_choices(members: Iterable[StaffMember]) -> tuple[Choice, ...]:
    """Each by the name."""
    return tuple(Choice(value=member.staff_id, said=member.name) for member in members)
