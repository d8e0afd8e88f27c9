"""Cases: the client's fields are what the set of writes adds up to; of stage, team and secrecy the newest stands."""

from __future__ import annotations

from typing import Any

from kmcase.domain.cases.heads import (
    CaseOpened,
    CaseRestricted,
    CaseSealed,
    CaseSeen,
    ClientDescribed,
    ClientLinked,
    ClientValues,
    GlassBroken,
    StageReached,
    TeamChanged,
)
from kmcase.domain.casework import CaseworkSet
from kmcase.domain.events import build, build_fields, encode
from kmcase.domain.numbers import CASE, series_of
from kmcase.domain.versions import Resolved, resolve
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.fold.writes import add_write, as_write
from kmcase.persistence.rows import cases as tables
from kmcase.persistence.rows.office import series
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import bangkok_date
from kmcase.thai.collation import sort_key
from kmcase.thai.folding import fold


@folds(CaseworkSet)
def _casework(rows: Rows, at: At, event: CaseworkSet) -> None:
    rows.put(
        tables.casework_version,
        version=event.version,
        text=event.text,
        set_at=at.at,
        set_by=at.actor,
        set_event=at.event_id,
    )


@folds(CaseOpened)
def _opened(rows: Rows, at: At, event: CaseOpened) -> None:
    case_id = event.case_id
    rows.bump(series, series_of(CASE, event.prefix, event.fiscal_year), event.serial)
    put_newest(
        rows,
        tables.case_file,
        at,
        case_id=case_id,
        number=event.number,
        kind=event.kind,
        casework=event.casework,
        opened_at=event.opened_at.isoformat(),
        opened_by=at.actor,
        legal_basis=event.legal_basis,
        client_group=event.client_group,
    )
    _write(rows, at, case_id, encode(event.client), {})
    _stage(rows, at, case_id, event.stage, bangkok_date(event.opened_at).isoformat(), "")
    _secrecy(rows, at, case_id, event.restricted_for, "")
    for place in event.team:
        put_newest(rows, tables.case_member, at, case_id=case_id, staff_id=place.staff_id, role=place.role)
    if event.person_id:
        _person(rows, at, case_id, event.person_id, "")


@folds(ClientDescribed)
def _described(rows: Rows, at: At, event: ClientDescribed) -> None:
    build_fields(ClientValues, event.values)
    _write(rows, at, event.case_id, event.values, event.seen)


@folds(ClientLinked)
def _linked(rows: Rows, at: At, event: ClientLinked) -> None:
    _person(rows, at, event.case_id, event.person_id, event.reason)


@folds(StageReached)
def _reached(rows: Rows, at: At, event: StageReached) -> None:
    _stage(rows, at, event.case_id, event.stage, event.on.isoformat(), event.note)


@folds(CaseRestricted)
def _restricted(rows: Rows, at: At, event: CaseRestricted) -> None:
    _secrecy(rows, at, event.case_id, event.restricted_for, event.note)


@folds(CaseSealed)
def _sealed(rows: Rows, at: At, event: CaseSealed) -> None:
    put_newest(rows, tables.case_seal, at, case_id=event.case_id, sealed=event.sealed)


@folds(TeamChanged)
def _team(rows: Rows, at: At, event: TeamChanged) -> None:
    put_newest(rows, tables.case_member, at, case_id=event.case_id, staff_id=event.staff_id, role=event.role or "")


@folds(GlassBroken)
def _glass(rows: Rows, at: At, event: GlassBroken) -> None:
    rows.insert(
        tables.case_glass,
        event_id=at.event_id,
        case_id=event.case_id,
        staff_id=event.staff_id,
        reason=event.reason,
        broken_at=at.at,
        until=event.until.isoformat(),
    )


@folds(CaseSeen)
def _seen(rows: Rows, at: At, event: CaseSeen) -> None:
    rows.insert(
        tables.case_view,
        event_id=at.event_id,
        case_id=event.case_id,
        how=event.how,
        what=event.what,
        seen_at=at.at,
        seen_by=at.actor,
    )


def _person(rows: Rows, at: At, case_id: str, person_id: str, reason: str) -> None:
    put_newest(rows, tables.case_person, at, case_id=case_id, person_id=person_id, reason=reason, linked_by=at.actor)


def _stage(rows: Rows, at: At, case_id: str, stage: str, on: str, note: str) -> None:
    put_newest(rows, tables.case_stage, at, case_id=case_id, stage=stage, reached_on=on, note=note, moved_by=at.actor)
    rows.insert(
        tables.case_step,
        event_id=at.event_id,
        case_id=case_id,
        stage=stage,
        reached_on=on,
        note=note,
        moved_at=at.at,
        moved_by=at.actor,
    )


def _secrecy(rows: Rows, at: At, case_id: str, restricted_for: tuple[str, ...], note: str) -> None:
    put_newest(
        rows,
        tables.case_secrecy,
        at,
        case_id=case_id,
        restricted=bool(restricted_for),
        restricted_for=restricted_for,
        note=note,
        said_by=at.actor,
    )


def _write(rows: Rows, at: At, case_id: str, values: dict[str, Any], seen: dict[str, tuple[str, ...]]) -> None:
    add_write(rows, tables.case_client_write, "case_id", case_id, at, values, seen)
    found = resolved_client(rows, case_id)
    present = found.known
    client: ClientValues = build(ClientValues, present)
    rows.put(
        tables.case_client,
        case_id=case_id,
        content=present,
        shown_name=client.shown_name,
        sort_key=sort_key(f"{client.first_name} {client.last_name}".strip() or client.called),
        folded=_folded(client),
        birth=client.birth,
        sex=client.sex,
        conflicts=sorted(found.conflicts),
    )


def resolved_client(rows: Rows, case_id: str) -> Resolved:
    """What stands of a client's fields."""
    return resolve(as_write(row) for row in rows.all(tables.case_client_write, case_id=case_id))


def _folded(client: ClientValues) -> str:
    parts = (client.first_name, client.last_name, client.called, client.national_id or "", client.phone)
    return " ".join(fold(part) for part in parts if part)
