"""Who may see a case (Homeless Act B.E. 2557, s. 26: personal data are concealed).

A restricted case is seen by its team alone, and for a while by who broke the glass with a reason. Any other case is
seen by everybody in case work, but case assistants of the community see only the cases of which they are the team.
`persistence.repositories.cases.visible` says the same in SQL; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kmcase.domain.staff import Role, StaffMember

CASE_ROLES = frozenset({
    Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR, Role.AUDITOR, Role.CASE_ASSISTANT,
})  # fmt: skip
"""Who has to do with cases at all."""

SEES_OTHERS = CASE_ROLES - {Role.CASE_ASSISTANT}
"""Whose role alone opens a case that is not restricted."""

LEADING_CASES = CASE_ROLES - {Role.AUDITOR, Role.CASE_ASSISTANT}
"""Who may be a case's manager."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks: staff id (empty for nobody) and roles."""

    staff_id: str = ""
    roles: frozenset[Role] = frozenset()

    @property
    def sees_others(self) -> bool:
        """Whether cases of other teams are open to them where they are not restricted."""
        return bool(self.roles & SEES_OTHERS)


NOBODY = Viewer()
"""Sees no case at all."""


def may_see(viewer: Viewer, *, restricted: bool, of_team: bool, broke_glass: bool) -> bool:
    """Whether the viewer may see a case."""
    if not viewer.roles & CASE_ROLES:
        return False
    if of_team or broke_glass:
        return True
    return not restricted and viewer.sees_others


def works_on_cases(member: StaffMember) -> bool:
    """Whether somebody is there and has to do with cases."""
    return member.active and bool(member.roles & CASE_ROLES)


def may_lead(member: StaffMember) -> bool:
    """Whether somebody is there and may be a case's manager."""
    return member.active and bool(member.roles & LEADING_CASES)


def is_orphaned(team: Collection[str], staff: Iterable[StaffMember]) -> bool:
    """Whether nobody of a team (staff ids) may lead its case any more: then others have to take it over."""
    return not any(may_lead(member) for member in staff if member.staff_id in team)
