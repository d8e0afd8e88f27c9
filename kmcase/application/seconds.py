"""The second person of a use case: a colleague at the same desk, who types their own password.

Whose name is recorded as second person has confirmed it so. The password itself is recorded nowhere.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kmcase.application.duties import part_of, payee_findings
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Finding, blocking
from kmcase.domain.meetings import Override
from kmcase.domain.staff import WORKING_ROLES, StaffMember


@dataclass(frozen=True, slots=True)
class Second:
    """A second person by staff id, "" for nobody, and why the password does not hold, None where it does."""

    staff_id: str
    refusal: DomainError | None = None


NOBODY = Second("")


def ask_second(work: Work, staff_id: str, password: str, field: str = "second_password") -> Second:
    """Try the password before the unit opens, so that nobody waits to write meanwhile.

    A refusal, of the field given, is raised by `require_second`: what is wrong with the choice itself is said first.
    """
    if not staff_id:
        return NOBODY
    if not password:
        return Second(staff_id, DomainError("duties.second_password_missing", field))
    try:
        work.seconds.confirm(staff_id, password)
    except DomainError as refused:
        return Second(staff_id, DomainError(refused.code, field, **refused.params))
    return Second(staff_id)


def ask_lifter(work: Work, override: Override | None, password: str) -> Second:
    """`ask_second` for who lifts a block; nobody without an override."""
    return ask_second(work, override.second_person if override is not None else "", password)


@dataclass(frozen=True, slots=True)
class NamedPayee:
    """Whose money it is about: the name in full and the national id where it is known."""

    name: str
    national_id: str | None


def require_second(
    unit: Unit, second: Second, field: str, *, payers: Collection[str] = (), payee: NamedPayee | None = None
) -> None:
    """Somebody else than the signed-in person and than the payers, under no other login either, who confirmed it.

    Raises `duties.second_missing`, `.second_is_first`, `.second_is_payer` and what `require_confirmed` does. There is
    no `payee` where nobody's money in particular is meant.
    """
    if not second.staff_id:
        raise DomainError("duties.second_missing", field)
    part = part_of(unit, second.staff_id, {"first": (unit.actor.staff_id,), "payer": payers})
    if part is not None:
        raise DomainError(f"duties.second_is_{part}", field)
    require_confirmed(unit, second, field, payee)


def require_confirmed(unit: Unit, second: Second, field: str, payee: NamedPayee | None) -> None:
    """Who is named is there, does the office's work, is neither payee nor the payee's kin and typed the own password.

    Raises `duties.second_absent`, `.second_role` for auditor and administrator, `.second_is_payee`,
    `.second_is_payees_relative`, and why the password does not hold.
    """
    member = unit.staff.member(second.staff_id)
    if not member.active:
        raise DomainError("duties.second_absent", field, name=member.name)
    if not member.roles & WORKING_ROLES:
        raise DomainError("duties.second_role", field, name=member.name)
    if payee is not None:
        _require_not_about(unit, member, field, payee)
    if second.refusal is not None:
        raise second.refusal


def _require_not_about(unit: Unit, member: StaffMember, field: str, payee: NamedPayee) -> None:
    """Nobody confirms what is for themselves or for a relative whom they declared."""
    about = {found.code for found in blocking(_of_payee(unit, member, payee))}
    for code, refusal in (
        ("duties.payee_is_payer", "duties.second_is_payee"),
        ("duties.payee_is_payers_relative", "duties.second_is_payees_relative"),
    ):
        if code in about:
            raise DomainError(refusal, field, name=member.name)


def _of_payee(unit: Unit, member: StaffMember, payee: NamedPayee) -> tuple[Finding, ...]:
    return payee_findings(unit, payee.name, payee.national_id, frozenset({member.staff_id}))
