"""Staff, their relatives, the office's area and its own numbers, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kmcase.application.staff import ChangeNumber, NewMember, OfficeService, StaffService
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role, StaffMember
from kmcase.persistence import schema
from kmcase.persistence.key_wrapping import Argon2Cost
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.office_keys import FolderKeys
from tests.builders import AREA, TestOffice
from tests.request_builders import refused
from tests.state import state_of

CHEAP = Argon2Cost(memory_kib=64, passes=1)
NEW = NewMember(
    login="malee",
    name="นางสาวมาลี เข้าใหม่",
    position="นักพัฒนาสังคม",
    roles=frozenset({Role.DEVELOPMENT_OFFICER}),
    password="ปลาทู-12",
)
OWN_NUMBER = ChangeNumber(
    key="aid.low_income.max_per_time",
    value=200_000,
    valid_from=date(2024, 7, 1),
    valid_to=None,
    reference="คำสั่งนิคม 12/2567",
    reason="งบน้อย",
)


@pytest.fixture
def ring(tmp_path: Path) -> OfficeFolder:
    """A folder with a keyring for the administrator and one other."""
    folder = OfficeFolder(tmp_path / "folder")
    folder.path.mkdir()
    made = Keyring.create("admin", "แมวดำ-99", role_hint="administrator", signs=True, cost=CHEAP)
    keyring = made.keyring.with_user(made.keys, "officer", "นกเอี้ยง", role_hint="", signs=False)
    keyring.save(folder.keyring)
    return folder


def staff(office: TestOffice, ring: OfficeFolder, login: str = "admin") -> StaffService:
    """The use cases in the administrator's name."""
    keys = Keyring.load(ring.keyring, cost=CHEAP).unlock("admin", "แมวดำ-99")
    return StaffService(office.work(login), FolderKeys(folder=ring, keys=keys, cost=CHEAP))


def member(office: TestOffice, ring: OfficeFolder, staff_id: str) -> StaffMember:
    """One of the staff, as the window shows it and as the journal adds up to it."""
    before = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == before
    return next(one for one in staff(office, ring).list() if one.staff_id == staff_id)


def unlocks(ring: OfficeFolder, login: str, password: str) -> bool:
    """Whether a password opens the office."""
    try:
        Keyring.load(ring.keyring, cost=CHEAP).unlock(login, password)
    except DomainError:
        return False
    return True


def test_who_joins_has_a_role_and_opens_the_office_with_their_password(office: TestOffice, ring: OfficeFolder) -> None:
    joined = staff(office, ring).add(NEW)
    assert joined.changes.of("staff") == {joined.value}
    found = member(office, ring, joined.value)
    assert (found.login, found.roles, found.active) == ("malee", NEW.roles, True)
    assert unlocks(ring, "malee", "ปลาทู-12")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "staff.name_missing"),
        ({"roles": frozenset()}, "staff.roles_missing"),
        ({"password": "สั้น"}, "staff.password_short"),
        ({"login": "officer"}, "office_files.login_taken"),
    ],
)
def test_who_cannot_join_leaves_neither_a_row_nor_a_key(
    office: TestOffice, ring: OfficeFolder, changes: dict[str, object], code: str
) -> None:
    before, keyring = state_of(office.engine), ring.keyring.read_bytes()
    with refused(code):
        staff(office, ring).add(replace(NEW, **changes))  # type: ignore[arg-type]
    assert state_of(office.engine) == before
    assert ring.keyring.read_bytes() == keyring


def test_another_role_is_held_from_then_on(office: TestOffice, ring: OfficeFolder) -> None:
    roles = frozenset({Role.FINANCE})
    changed = staff(office, ring).change_roles("officer", roles, "นักวิชาการเงิน", "ย้ายงาน")
    assert changed.changes.of("staff") == {"officer"}
    found = member(office, ring, "officer")
    assert (found.roles, found.position) == (roles, "นักวิชาการเงิน")
    assert "officer" in Keyring.load(ring.keyring, cost=CHEAP).signers


def test_an_administrator_may_take_on_another_role_but_the_last_stays_one(
    office: TestOffice, ring: OfficeFolder
) -> None:
    both = frozenset({Role.ADMINISTRATOR, Role.DIRECTOR})
    staff(office, ring).change_roles("admin", both, "ผู้ปกครองนิคม", "รักษาการ")
    assert member(office, ring, "admin").roles == both
    with refused("staff.last_administrator"):
        staff(office, ring).change_roles("admin", frozenset({Role.FINANCE}), "", "ย้ายงาน")
    with refused("staff.roles_missing"):
        staff(office, ring).change_roles("admin", frozenset(), "", "ย้ายงาน")
    with refused("staff.reason_missing"):
        staff(office, ring).change_roles("admin", both, "", " ")


def test_who_leaves_opens_nothing_and_stays_by_name(office: TestOffice, ring: OfficeFolder) -> None:
    left = staff(office, ring).remove("officer", "เกษียณ")
    assert left.changes.of("staff") == {"officer"}
    assert not member(office, ring, "officer").active
    assert not unlocks(ring, "officer", "นกเอี้ยง")
    with refused("staff.left"):
        staff(office, ring).remove("officer", "เกษียณ")
    with refused("staff.removes_self"):
        staff(office, ring).remove("admin", "เกษียณ")
    with refused("staff.reason_missing"):
        staff(office, ring).remove("officer2", " ")


def test_a_password_is_set_anew_by_the_administrator_and_changed_by_its_owner(
    office: TestOffice, ring: OfficeFolder
) -> None:
    staff(office, ring).reset_password("officer", "แกงส้ม-21")
    assert unlocks(ring, "officer", "แกงส้ม-21")
    with refused("office_files.wrong_password"):
        staff(office, ring, "officer").change_own_password("นกเอี้ยง", "ต้มยำ-333")
    staff(office, ring, "officer").change_own_password("แกงส้ม-21", "ต้มยำ-333")
    assert unlocks(ring, "officer", "ต้มยำ-333")
    assert not unlocks(ring, "officer", "แกงส้ม-21")
    with refused("staff.password_short"):
        staff(office, ring, "officer").change_own_password("ต้มยำ-333", "สั้น")


def test_a_declared_relative_is_known_by_whose_it_is(office: TestOffice, ring: OfficeFolder) -> None:
    declared = staff(office, ring, "finance").declare_relative(" นางญาติ จ่ายเงิน ", None, "มารดา")
    assert declared.changes.of("staff") == {"finance"}
    schema.rebuild(office.engine)
    [relative] = staff(office, ring).relatives()
    assert (relative.name, relative.staff_id) == ("นางญาติ จ่ายเงิน", "finance")
    with refused("staff.name_missing"):
        staff(office, ring, "finance").declare_relative(" ", None, "มารดา")


def test_the_area_changes_by_an_order_within_the_province(office: TestOffice) -> None:
    service = OfficeService(office.work("admin"))
    wider = AREA | {"410102"}
    changed = service.change_area(wider, "คำสั่งกรม 5/2567", "รับโอนพื้นที่")
    assert changed.changes.of("office") == {office.store.store_id}
    before = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == before
    assert service.office().area == wider


@pytest.mark.parametrize(
    ("area", "reference", "reason", "code"),
    [
        (frozenset(), "คำสั่ง", "โอน", "staff.area_missing"),
        (AREA, " ", "โอน", "staff.reference_missing"),
        (AREA, "คำสั่ง", " ", "staff.reason_missing"),
        (frozenset({"100101"}), "คำสั่ง", "โอน", "staff.area_outside"),
    ],
)
def test_an_area_without_order_or_outside_the_province_is_refused(
    office: TestOffice, area: frozenset[str], reference: str, reason: str, code: str
) -> None:
    with refused(code):
        OfficeService(office.work("admin")).change_area(area, reference, reason)


def test_the_offices_own_number_holds_from_its_day(office: TestOffice) -> None:
    service = OfficeService(office.work("director"))
    before = {number.key: number.value for number in service.numbers_on(date(2024, 6, 30))}
    changed = service.change_number(OWN_NUMBER)
    assert changed.changes.of("regulation") == {OWN_NUMBER.key}
    schema.rebuild(office.engine)
    on_the_day = {number.key: number.value for number in service.numbers_on(date(2024, 7, 1))}
    assert on_the_day == {**before, OWN_NUMBER.key: 200_000}
    assert {number.key: number.value for number in service.numbers_on(date(2024, 6, 30))} == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"key": "aid.unknown"}, "staff.unknown_number"),
        ({"value": -2}, "staff.number_impossible"),
        ({"reference": " "}, "staff.reference_missing"),
        ({"reason": ""}, "staff.reason_missing"),
        ({"valid_to": date(2024, 6, 30)}, "staff.dates_backwards"),
    ],
)
def test_an_impossible_own_number_is_refused(office: TestOffice, changes: dict[str, object], code: str) -> None:
    with refused(code):
        OfficeService(office.work("director")).change_number(replace(OWN_NUMBER, **changes))  # type: ignore[arg-type]
