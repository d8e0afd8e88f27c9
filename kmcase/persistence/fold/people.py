"""Persons and households: shown values are what the set of writes adds up to, in whatever order they came.

Whether a write is one is judged by itself, whatever stands: a value that is none of its field's raises in every order.
"""

from __future__ import annotations

from kmcase.domain.events import build, build_fields, encode
from kmcase.domain.people import (
    Address,
    FamilyFormed,
    HouseholdChanged,
    HouseholdMemberListed,
    HouseholdMemberRemoved,
    HouseholdRegistered,
    HouseholdValues,
    IdRevealed,
    PersonChanged,
    PersonRegistered,
    PersonValues,
)
from kmcase.domain.versions import Resolved, Write, resolve
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.fold.writes import add_write, as_write
from kmcase.persistence.match_index import change_person, enter_person
from kmcase.persistence.rows import people as tables
from kmcase.persistence.statements import Rows, is_newer
from kmcase.thai.collation import sort_key
from kmcase.thai.folding import fold, without_dashes


@folds(PersonRegistered)
def _registered(rows: Rows, at: At, event: PersonRegistered) -> None:
    values = encode(event.values)
    known = [as_write(row) for row in rows.all(tables.person_write, person_id=event.person_id)]
    add_write(rows, tables.person_write, "person_id", event.person_id, at, values, {})
    resolved = resolve([*known, Write(event_id=at.event_id, at=at.at, actor=at.actor, values=values)])
    _show_person(rows, at, event.person_id, resolved, event.source, known=bool(known))


@folds(PersonChanged)
def _changed(rows: Rows, at: At, event: PersonChanged) -> None:
    build_fields(PersonValues, event.values)
    add_write(rows, tables.person_write, "person_id", event.person_id, at, event.values, event.seen)
    _show_person(rows, at, event.person_id, resolved_person(rows, event.person_id), "", known=True)


def resolved_person(rows: Rows, person_id: str) -> Resolved:
    """What stands of a person's fields."""
    return resolve(as_write(row) for row in rows.all(tables.person_write, person_id=person_id))


def resolved_household(rows: Rows, household_id: str) -> Resolved:
    """What stands of a household's fields."""
    return resolve(as_write(row) for row in rows.all(tables.household_write, household_id=household_id))


def _address_columns(address: Address) -> dict[str, object]:
    return {
        "house_no": address.house_no,
        "moo": address.moo,
        "village": address.village,
        "soi": address.soi,
        "road": address.road,
        "subdistrict_code": address.subdistrict_code,
    }


def _show_person(rows: Rows, at: At, person_id: str, resolved: Resolved, source: str, *, known: bool) -> None:
    values: PersonValues = build(PersonValues, resolved.known)
    before = rows.one(tables.person, person_id=person_id) if known else None
    member = values.membership
    rows.put(
        tables.person,
        person_id=person_id,
        title=values.title,
        first_name=values.first_name,
        last_name=values.last_name,
        national_id=values.national_id,
        no_id_reason=values.no_id_reason,
        id_note=values.id_note,
        birth=values.birth,
        sex=values.sex,
        phone=values.phone,
        **_address_columns(values.address),
        registered_address=values.registered_address,
        problem_kinds=sorted(values.problem_kinds),
        problems_as_of=values.problems_as_of,
        marital_status=values.marital_status,
        occupation=values.occupation,
        monthly_income=values.monthly_income,
        can_write=values.can_write,
        member_kind=member.kind if member else None,
        member_since=member.since if member else None,
        member_until=member.until if member else None,
        member_number=member.member_number if member else "",
        family_id=values.family_id,
        restricted=values.restricted,
        remark=values.remark,
        sort_key=sort_key(f"{values.first_name} {values.last_name}"),
        conflicts=sorted(resolved.conflicts),
        registered_at=before["registered_at"] if before else at.at,
        registered_by=before["registered_by"] if before else at.actor,
        changed_at=max(at.at, before["changed_at"]) if before else at.at,
        source=before["source"] if before else source,
    )
    if before is not None:
        rows.delete(tables.person_problem, person_id=person_id)
    for kind in sorted(values.problem_kinds):
        rows.insert(tables.person_problem, person_id=person_id, kind=kind)
    _index_person(rows, person_id, values, known=before is not None)


def search_text(values: PersonValues) -> str:
    """What the search box looks in: folded names, id, house number, phone."""
    parts = (values.first_name, values.last_name, values.national_id or "", values.address.house_no, values.phone)
    words = " ".join(fold(part) for part in parts if part).split()
    bare = [number for word in words if (number := without_dashes(word)) != word]
    return " ".join([*words, *bare])


def _index_person(rows: Rows, person_id: str, values: PersonValues, *, known: bool) -> None:
    if known:
        (held,) = rows.all(tables.person_search, person_id=person_id)
        rows.update(tables.person_search, {"row_no": held["row_no"]}, folded=search_text(values))
        change_person(rows, held["row_no"], person_id, values)
        return
    last = rows.connection.exec_driver_sql("SELECT max(row_no) FROM person_search").scalar() or 0
    rows.insert(tables.person_search, row_no=last + 1, person_id=person_id, folded=search_text(values))
    enter_person(rows, last + 1, person_id, values)


@folds(HouseholdRegistered)
def _household_registered(rows: Rows, at: At, event: HouseholdRegistered) -> None:
    values = encode(event.values)
    known = [as_write(row) for row in rows.all(tables.household_write, household_id=event.household_id)]
    add_write(rows, tables.household_write, "household_id", event.household_id, at, values, {})
    resolved = resolve([*known, Write(event_id=at.event_id, at=at.at, actor=at.actor, values=values)])
    _show_household(rows, at, event.household_id, resolved, event.source, known=bool(known))


@folds(HouseholdChanged)
def _household_changed(rows: Rows, at: At, event: HouseholdChanged) -> None:
    build_fields(HouseholdValues, event.values)
    add_write(rows, tables.household_write, "household_id", event.household_id, at, event.values, event.seen)
    _show_household(rows, at, event.household_id, resolved_household(rows, event.household_id), "", known=True)


def _show_household(rows: Rows, at: At, household_id: str, resolved: Resolved, source: str, *, known: bool) -> None:
    values: HouseholdValues = build(HouseholdValues, resolved.known)
    before = rows.one(tables.household, household_id=household_id) if known else None
    rows.put(
        tables.household,
        household_id=household_id,
        house_code=values.house_code,
        **_address_columns(values.address),
        housing=values.housing,
        rent=values.rent,
        monthly_income=values.monthly_income,
        monthly_expenses=values.monthly_expenses,
        income_sources=sorted(values.income_sources),
        landmark=values.landmark,
        remark=values.remark,
        conflicts=sorted(resolved.conflicts),
        registered_at=before["registered_at"] if before else at.at,
        changed_at=max(at.at, before["changed_at"]) if before else at.at,
        source=before["source"] if before else source,
    )


@folds(FamilyFormed)
def _family_formed(rows: Rows, at: At, event: FamilyFormed) -> None:
    rows.put(tables.family, family_id=event.family_id, household_id=event.household_id, label=event.label)


@folds(HouseholdMemberListed)
def _member_listed(rows: Rows, at: At, event: HouseholdMemberListed) -> None:
    member = event.member
    put_newest(
        rows,
        tables.household_member,
        at,
        member_id=member.member_id,
        household_id=member.household_id,
        family_id=member.family_id,
        person_id=member.person_id,
        name=member.name,
        national_id=member.national_id,
        birth=member.birth,
        relation=member.relation,
        occupation=member.occupation,
        monthly_income=member.monthly_income,
        condition=member.condition,
        self_care=member.self_care,
        removed_reason=None,
    )
    _show_removal(rows, member.member_id)


@folds(HouseholdMemberRemoved)
def _member_removed(rows: Rows, at: At, event: HouseholdMemberRemoved) -> None:
    put_newest(rows, tables.member_removal, at, member_id=event.member_id, reason=event.reason)
    _show_removal(rows, event.member_id)


def _show_removal(rows: Rows, member_id: str) -> None:
    """A member is gone where the newest removal is newer than the newest listing."""
    listed, removed = (
        rows.one(tables.household_member, member_id=member_id),
        rows.one(tables.member_removal, member_id=member_id),
    )
    if listed is None:
        return
    reason = removed["reason"] if removed is not None and is_newer(removed, listed) else None
    rows.update(tables.household_member, {"member_id": member_id}, removed_reason=reason)


@folds(IdRevealed)
def _id_revealed(rows: Rows, at: At, event: IdRevealed) -> None:
    """The journal keeps it; no table shows it yet."""
