"""Use cases of laptops: enrol, change the area, revoke."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kmcase.application.changes import Outcome
from kmcase.application.exchange.ports import EnrolledLaptop, ExchangeStore
from kmcase.application.exchange.service import ExchangeService
from kmcase.application.permissions import require
from kmcase.application.work import Work
from kmcase.domain.errors import require_that
from kmcase.domain.laptops import Laptop, LaptopAreaChanged, LaptopEnrolled, LaptopRevoked
from kmcase.domain.staff import FIELD_ROLES, StaffMember
from kmcase.thai import areas


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolLaptop:
    """A laptop to be let in; `officers` are staff ids, none for all who go into the field."""

    name: str
    area: frozenset[str]
    officers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLaptopKeys:
    """Keys made for a laptop: public ones in hex, and the part of the enrolment that its officers' passwords open."""

    sealing_key: str
    verify_key: str
    sealed: dict[str, Any]


class Enrolments(Protocol):
    """Makes the keys of a laptop and writes the file by which it joins."""

    def keys(self, officers: tuple[str, ...]) -> NewLaptopKeys:
        """Keys that these logins' passwords open, made without knowing any of them."""
        ...

    def write(self, out: Path, laptop: Laptop, keys: NewLaptopKeys, first_bundle: Path) -> None:
        """The enrolment with its first bundle, as one file."""
        ...


class LaptopService:
    """Use cases of laptops, at the office."""

    def __init__(self, work: Work, store: ExchangeStore, exchange: ExchangeService, enrolments: Enrolments) -> None:
        self._work = work
        self._store = store
        self._exchange = exchange
        self._enrolments = enrolments

    def list(self) -> tuple[EnrolledLaptop, ...]:
        """All laptops, revoked ones too."""
        require("laptops.read", self._work.actor.roles)
        return self._store.laptops()

    def enrol(self, command: EnrolLaptop, out: Path) -> Outcome[str]:
        """Let a laptop in and write the file by which it joins; gives its id.

        Raises `laptops.name_missing`, `.name_taken`, `.area_missing`, `.area_unknown`, `.no_officer`,
        `.officer_unknown` or `.assistants_apart`. That of case assistants has no area: it carries their cases alone.
        """
        with self._work.begin("laptops.enrol") as unit:
            name = command.name.strip()
            require_that(bool(name), "laptops.name_missing", "name")
            taken = {each.laptop.name for each in self._store.laptops() if each.revoked_at is None}
            require_that(name not in taken, "laptops.name_taken", "name", name=name)
            officers = _officers(unit.staff.members(), command.officers)
            area = _area_for(officers, command.area)
            keys = self._enrolments.keys(tuple(member.login for member in officers))
            laptop = Laptop(
                laptop_id=unit.ids.new(),
                name=name,
                area=area,
                officers=frozenset(member.staff_id for member in officers),
                sealing_key=keys.sealing_key,
                verify_key=keys.verify_key,
            )
            unit.record(LaptopEnrolled(laptop=laptop))
            outcome = unit.commit(laptop.laptop_id)
        bundle = out.with_name(f".{out.name}.bundle")
        try:
            self._exchange.make(laptop.laptop_id, bundle, known_as=out.name)
            self._enrolments.write(out, laptop, keys, bundle)
        finally:
            bundle.unlink(missing_ok=True)
        return outcome

    def change_area(self, name: str, area: frozenset[str], reason: str) -> Outcome[str]:
        """Another area for a laptop by its name or id; the bodies that it lacks go with the next bundle."""
        with self._work.begin("laptops.enrol") as unit:
            _require_area(area)
            require_that(bool(reason.strip()), "laptops.reason_missing", "reason")
            laptop_id = self._standing(name)
            members = {member.staff_id: member for member in unit.staff.members()}
            laptop = next(each.laptop for each in self._store.laptops() if each.laptop.laptop_id == laptop_id)
            carried_by = [members[staff_id] for staff_id in laptop.officers if staff_id in members]
            require_that(not any(member.assists for member in carried_by), "laptops.of_assistants", "area")
            unit.record(LaptopAreaChanged(laptop_id=laptop_id, area=area, reason=reason.strip()))
            return unit.commit(laptop_id)

    def revoke(self, name: str, reason: str) -> Outcome[str]:
        """Refuse the bundles of a laptop from now on, by its name or id; its earlier work stays."""
        with self._work.begin("laptops.revoke") as unit:
            require_that(bool(reason.strip()), "laptops.reason_missing", "reason")
            laptop_id = self._standing(name)
            unit.record(LaptopRevoked(laptop_id=laptop_id, reason=reason.strip()))
            return unit.commit(laptop_id)

    def _standing(self, name: str) -> str:
        found = [
            each.laptop.laptop_id for each in self._store.laptops() if each.revoked_at is None and each.is_called(name)
        ]
        require_that(bool(found), "exchange.unknown_laptop", "name", name=name)
        return found[0]


def _require_area(area: frozenset[str]) -> None:
    require_that(bool(area), "laptops.area_missing", "area")
    unknown = sorted(code for code in area if areas.area(code) is None)
    require_that(not unknown, "laptops.area_unknown", "area", codes=", ".join(unknown))


def _area_for(officers: list[StaffMember], area: frozenset[str]) -> frozenset[str]:
    """The area of a laptop; case assistants, who have nothing to do with the register, share theirs with nobody."""
    assistants = [member for member in officers if member.assists]
    require_that(len(assistants) in (0, len(officers)), "laptops.assistants_apart", "officers")
    if assistants:
        return frozenset()
    _require_area(area)
    return area


def _officers(members: tuple[StaffMember, ...], chosen: frozenset[str]) -> list[StaffMember]:
    working = [member for member in members if member.works or member.assists]
    if not chosen:
        found = [member for member in working if member.roles & FIELD_ROLES]
    else:
        found = [member for member in working if chosen & {member.staff_id, member.login}]
        require_that(len(found) == len(chosen), "laptops.officer_unknown", "officers")
    require_that(bool(found), "laptops.no_officer", "officers")
    return sorted(found, key=lambda member: member.login)
