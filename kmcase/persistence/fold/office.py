"""Office, staff, own regulations."""

from __future__ import annotations

from datetime import datetime

from kmcase.domain.offices import (
    CheckpointSigned,
    DutyExceptionGranted,
    OfficeAreaChanged,
    OfficeOpened,
    OfficeRestored,
    RegulationChanged,
    SigningKeyRenewed,
)
from kmcase.domain.staff import (
    RelativeDeclared,
    RelativesConfirmed,
    SigningKeyHanded,
    StaffAdded,
    StaffChange,
    StaffPasswordReset,
    StaffRemoved,
    StaffRolesChanged,
)
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import office as tables
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import bangkok_date


@folds(OfficeOpened)
def _opened(rows: Rows, at: At, event: OfficeOpened) -> None:
    office = event.office
    rows.insert(
        tables.office,
        store=office.store,
        name=office.name,
        kind=office.kind,
        province_code=office.province_code,
        short_code=office.short_code,
        sample=office.sample,
        signing_key=office.signing_key,
    )
    _write_area(rows, office.store, office.area)
    _area_history(rows, at, office.area)


@folds(OfficeRestored)
def _restored(rows: Rows, at: At, event: OfficeRestored) -> None:
    for table in (tables.office, tables.office_area):
        rows.update(table, {"store": event.old_store}, store=event.store)
    for name, last in sorted(event.skip.items()):
        known = rows.one(tables.series, name=name)
        rows.insert(
            tables.number_gap,
            event_id=at.event_id,
            name=name,
            first=(known["last"] if known else 0) + 1,
            last=last,
            passed_on=bangkok_date(datetime.fromisoformat(at.at)).isoformat(),
            passed_at=at.at,
            mark=at.mark,
        )
        rows.bump(tables.series, name, last)


@folds(SigningKeyRenewed)
def _signing_key_renewed(rows: Rows, at: At, event: SigningKeyRenewed) -> None:
    rows.update(tables.office, {"store": event.store}, signing_key=event.public_key)


@folds(CheckpointSigned)
def _checkpoint_signed(rows: Rows, at: At, event: CheckpointSigned) -> None:
    rows.insert(tables.checkpoint, store=event.store, size=event.size, at=at.at, text=event.text, reason=event.reason)


@folds(OfficeAreaChanged)
def _area_changed(rows: Rows, at: At, event: OfficeAreaChanged) -> None:
    rows.delete(tables.office_area, store=event.store)
    _write_area(rows, event.store, event.area)
    _area_history(rows, at, event.area, event.reference, event.reason)


def _write_area(rows: Rows, store: str, area: frozenset[str]) -> None:
    for code in sorted(area):
        rows.insert(tables.office_area, store=store, subdistrict_code=code)


def _area_history(rows: Rows, at: At, area: frozenset[str], reference: str = "", reason: str = "") -> None:
    rows.insert(
        tables.area_change,
        event_id=at.event_id,
        area=sorted(area),
        reference=reference,
        reason=reason,
        made_at=at.at,
        made_by=at.actor,
    )


@folds(RegulationChanged)
def _regulation_changed(rows: Rows, at: At, event: RegulationChanged) -> None:
    rows.insert(
        tables.regulation_change,
        change_id=event.change_id,
        event_id=at.event_id,
        number_key=event.key,
        value=event.value,
        valid_from=event.valid_from,
        valid_to=event.valid_to,
        reference=event.reference,
        reason=event.reason,
        made_at=at.at,
        made_by=at.actor,
    )


@folds(DutyExceptionGranted)
def _exception_granted(rows: Rows, at: At, event: DutyExceptionGranted) -> None:
    rows.insert(
        tables.duty_exception,
        exception_id=event.exception_id,
        record_noun=event.record_noun,
        record_id=event.record_id,
        duties=sorted(event.duties),
        staff_id=event.staff_id,
        reason=event.reason,
        granted_by=event.granted_by,
        granted_at=at.at,
    )


@folds(StaffAdded)
def _staff_added(rows: Rows, at: At, event: StaffAdded) -> None:
    member = event.member
    rows.insert(
        tables.staff,
        staff_id=member.staff_id,
        login=member.login,
        name=member.name,
        position=member.position,
        roles=member.roles,
        active=member.active,
    )
    _staff_history(rows, at, member.staff_id, StaffChange.JOINED, "", roles=member.roles, position=member.position)


@folds(StaffRolesChanged)
def _roles_changed(rows: Rows, at: At, event: StaffRolesChanged) -> None:
    rows.update(tables.staff, {"staff_id": event.staff_id}, roles=event.roles, position=event.position)
    changed = {"roles": event.roles, "position": event.position}
    _staff_history(rows, at, event.staff_id, StaffChange.ROLES, event.reason, **changed)


@folds(StaffRemoved)
def _staff_removed(rows: Rows, at: At, event: StaffRemoved) -> None:
    rows.update(tables.staff, {"staff_id": event.staff_id}, active=0)
    _staff_history(rows, at, event.staff_id, StaffChange.LEFT, event.reason)


@folds(StaffPasswordReset)
def _password_reset(rows: Rows, at: At, event: StaffPasswordReset) -> None:
    _staff_history(rows, at, event.staff_id, StaffChange.PASSWORD, event.reason)


@folds(SigningKeyHanded)
def _key_handed(rows: Rows, at: At, event: SigningKeyHanded) -> None:
    _staff_history(rows, at, event.staff_id, StaffChange.KEY, "")


def _staff_history(rows: Rows, at: At, staff_id: str, change: StaffChange, reason: str, **new: object) -> None:
    """What happened; `new` are the roles and the position that hold from then on."""
    rows.insert(
        tables.staff_change,
        event_id=at.event_id,
        staff_id=staff_id,
        change=change,
        reason=reason,
        made_at=at.at,
        made_by=at.actor,
        **new,
    )


@folds(RelativeDeclared)
def _relative_declared(rows: Rows, at: At, event: RelativeDeclared) -> None:
    rows.insert(
        tables.relative,
        declaration_id=event.declaration_id,
        staff_id=event.staff_id,
        name=event.name,
        national_id=event.national_id,
        relation=event.relation,
    )


@folds(RelativesConfirmed)
def _relatives_confirmed(rows: Rows, at: At, event: RelativesConfirmed) -> None:
    rows.insert(
        tables.relatives_confirmation,
        confirmation_id=event.confirmation_id,
        staff_id=event.staff_id,
        fiscal_year=event.fiscal_year,
    )
