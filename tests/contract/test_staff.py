"""Staff, their relatives, the office's area and its own numbers, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kmcase.application.offices import ChangeNumber, OfficeService
from kmcase.application.staff import NewMember, StaffService
from kmcase.application.work import Actor
from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Severity
from kmcase.domain.offices import SigningKeyRenewed
from kmcase.domain.staff import Role, StaffChange, StaffMember
from kmcase.persistence import schema
from kmcase.persistence.key_wrapping import Argon2Cost
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.keyring_store import KeyringFile
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.office_keys import StoredKeys
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.statements import Rows
from kmcase.persistence.unit_of_work import SqlWork
from tests.builders import AREA, STORE, TestOffice, TypedPasswords
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
    return StaffService(office.work(login), StoredKeys(keyrings=KeyringFile(ring.keyring), keys=keys, cost=CHEAP))


def office_service(office: TestOffice, login: str = "director") -> OfficeService:
    """The office's use cases in somebody's name."""
    return OfficeService(office.work(login))


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
        ({"login": " Officer "}, "office_files.login_taken"),
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


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.AUDITOR}))
def test_who_hands_out_roles_holds_none_that_has_to_do_with_money(
    office: TestOffice, ring: OfficeFolder, role: Role
) -> None:
    both = frozenset({Role.ADMINISTRATOR, role})
    with refused("staff.administrator_alone"):
        staff(office, ring).add(replace(NEW, roles=both))
    with refused("staff.administrator_alone"):
        staff(office, ring).change_roles("officer", both, "", "รักษาการ")


def test_nobody_changes_their_own_roles(office: TestOffice, ring: OfficeFolder) -> None:
    with refused("staff.changes_own_roles"):
        staff(office, ring).change_roles("admin", frozenset({Role.FINANCE}), "", "ย้ายงาน")


def test_a_change_has_a_reason_and_leaves_a_role(office: TestOffice, ring: OfficeFolder) -> None:
    with refused("staff.roles_missing"):
        staff(office, ring).change_roles("officer", frozenset(), "", "ย้ายงาน")
    with refused("staff.reason_missing"):
        staff(office, ring).change_roles("officer", frozenset({Role.AUDITOR}), "", " ")


def test_of_two_administrators_who_change_each_other_at_once_one_stays(office: TestOffice, ring: OfficeFolder) -> None:
    second = replace(NEW, roles=frozenset({Role.ADMINISTRATOR, Role.AUDITOR}))
    second_id = staff(office, ring).add(second).value
    still_open = staff(office, ring)
    actor = Actor(staff_id=second_id, name=second.name, roles=second.roles, workstation="ทดสอบ")
    work = SqlWork(office.store, actor, office.clock, office.ids, TypedPasswords())
    other = StaffService(work, keys_of(ring, second.login, NEW.password))
    other.change_roles("admin", frozenset({Role.FINANCE}), "", "ย้ายงาน")
    with refused("staff.last_administrator"):
        still_open.change_roles(second_id, frozenset({Role.AUDITOR}), "", "ย้ายงาน")
    with refused("staff.last_administrator"):
        still_open.remove(second_id, "ลาออก")


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
    staff(office, ring).reset_password("officer", "แกงส้ม-21", "ลืมรหัสผ่าน")
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
    service = office_service(office, "director")
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
        office_service(office, "director").change_area(area, reference, reason)


def test_the_offices_own_number_holds_from_its_day(office: TestOffice) -> None:
    service = office_service(office)
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
        office_service(office).change_number(replace(OWN_NUMBER, **changes))  # type: ignore[arg-type]


def keys_of(ring: OfficeFolder, login: str, password: str) -> StoredKeys:
    """The keyring in the hands of somebody signed in."""
    keys = Keyring.load(ring.keyring, cost=CHEAP).unlock(login, password)
    return StoredKeys(keyrings=KeyringFile(ring.keyring), keys=keys, cost=CHEAP)


def test_a_login_is_found_however_it_was_typed(office: TestOffice, ring: OfficeFolder) -> None:
    joined = staff(office, ring).add(replace(NEW, login=" Malee "))
    assert member(office, ring, joined.value).login == "malee"
    assert unlocks(ring, "MALEE", "ปลาทู-12")


def test_who_comes_back_under_the_same_login_is_the_one_who_signs_in(office: TestOffice, ring: OfficeFolder) -> None:
    service = staff(office, ring)
    first = service.add(NEW).value
    service.remove(first, "ลาออก")
    second = service.add(replace(NEW, password="กลับมาใหม่")).value
    with office.engine.connect() as connection:
        assert SqlStaff(Rows(connection)).by_login("malee").staff_id == second
    assert unlocks(ring, "malee", "กลับมาใหม่") and unlocks(ring, "admin", "แมวดำ-99")
    with refused("office_files.rekeying"):
        service.remove(second, "ลาออกอีก")


def test_who_signs_gets_the_key_from_one_who_holds_it(office: TestOffice, ring: OfficeFolder) -> None:
    service = staff(office, ring)
    helper = replace(NEW, login="helper", roles=frozenset({Role.ADMINISTRATOR}))
    service.add(helper)
    without = StaffService(office.work("admin"), keys_of(ring, "helper", NEW.password))
    director = without.add(replace(NEW, login="boss", roles=frozenset({Role.DIRECTOR}))).value
    assert [item.member.login for item in without.items() if item.waits_for_key and item.member.login == "boss"]
    with refused("office_files.no_signing_key"):
        StaffService(office.work("director"), keys_of(ring, "helper", NEW.password)).hand_key(director)
    with refused("staff.does_not_sign"):
        staff(office, ring, "director").hand_key("officer")
    handed = staff(office, ring, "director").hand_key(director)
    assert handed.changes.of("staff") == {director}
    assert keys_of(ring, "boss", NEW.password).keys.signing_key is not None


def test_the_only_one_who_holds_the_key_keeps_it(office: TestOffice, ring: OfficeFolder) -> None:
    keyring = Keyring.load(ring.keyring, cost=CHEAP)
    keys = keyring.unlock("admin", "แมวดำ-99")
    keyring.with_user(keys, "director", "ผู้บริหาร-1", role_hint="director", signs=True).with_role(
        keys, "admin", role_hint="", signs=False
    ).save(ring.keyring)
    service = staff(office, ring)
    with refused("staff.last_signer"):
        service.remove("director", "ย้าย")
    with refused("staff.last_signer"):
        service.change_roles("director", frozenset({Role.SOCIAL_WORKER}), "", "ย้าย")


def test_what_happened_to_somebody_is_told_with_reason_and_by_whom(office: TestOffice, ring: OfficeFolder) -> None:
    service = staff(office, ring)
    service.change_roles("officer", frozenset({Role.SOCIAL_WORKER}), " นักสังคมสงเคราะห์ ", " ย้ายงาน ")
    service.reset_password("officer", "แกงส้ม-21", "ลืม")
    staff(office, ring, "officer").declare_relative("นางแม่ ลงพื้นที่", "1100500000111", "มารดา")
    service.remove("officer", "ลาออก")
    item = next(one for one in service.items() if one.member.staff_id == "officer")
    assert [change.change for change in item.changes] == [
        StaffChange.LEFT,
        StaffChange.PASSWORD,
        StaffChange.ROLES,
        StaffChange.JOINED,
    ]
    changed = item.changes[2]
    assert (changed.roles_before, changed.roles) == ({Role.DEVELOPMENT_OFFICER}, {Role.SOCIAL_WORKER})
    assert (changed.position_before, changed.position) == ("", "นักสังคมสงเคราะห์")
    assert (changed.reason, changed.made_by) == ("ย้ายงาน", "นายระบบ ดูแล")
    assert [relative.name for relative in item.relatives] == ["นางแม่ ลงพื้นที่"]
    assert not item.signs
    assert service.items()[-1].member == item.member


@pytest.mark.parametrize(
    ("staff_id", "password", "reason", "code"),
    [
        ("officer", "สั้น", "ลืม", "staff.password_short"),
        ("officer", "แกงส้ม-21", " ", "staff.reason_missing"),
        ("admin", "แกงส้ม-21", "ลืม", "staff.resets_own"),
    ],
)
def test_a_password_is_not_reset_without_reason_or_by_its_owner(
    office: TestOffice, ring: OfficeFolder, staff_id: str, password: str, reason: str, code: str
) -> None:
    with refused(code):
        staff(office, ring).reset_password(staff_id, password, reason)


def test_areas_are_told_with_their_orders_the_newest_first(office: TestOffice) -> None:
    service = office_service(office, "director")
    service.change_area(AREA | {"410102"}, " คำสั่งกรม 5/2567 ", "รับโอนพื้นที่")
    service.change_area(frozenset({"410113", "410102"}), "คำสั่งกรม 6/2567", "โอนพื้นที่ออก")
    page = service.page()
    assert [(one.reference, one.added, one.removed) for one in page.area_changes] == [
        ("คำสั่งกรม 6/2567", frozenset(), frozenset({"410101"})),
        ("คำสั่งกรม 5/2567", frozenset({"410102"}), frozenset()),
        ("", AREA, frozenset()),
    ]
    with refused("staff.area_unchanged"):
        service.change_area(frozenset({"410113", "410102"}), "คำสั่ง", "เหมือนเดิม")


def test_a_key_that_an_unsigned_entry_names_is_not_told_as_the_offices(office: TestOffice) -> None:
    for public_key in ("ff" * 32, "no key"):
        with office.work("director").begin("office.change") as unit:
            unit.record(SigningKeyRenewed(store=STORE, public_key=public_key))
            unit.commit(None)
        assert office_service(office).page().fingerprint == ""
    tables = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == tables


def test_each_number_says_what_it_took_the_place_of(office: TestOffice) -> None:
    service = office_service(office)
    for value in (200_000, 250_000):
        service.change_number(replace(OWN_NUMBER, value=value))
    items = {item.item_id: item for item in service.numbers(date(2024, 7, 1)) if item.key == OWN_NUMBER.key}
    [shipped] = [item for item in items.values() if item.change is None]
    own = sorted((item for item in items.values() if item.change), key=lambda item: item.value)
    assert [(item.before, item.value, item.in_force) for item in (shipped, *own)] == [
        (None, 300_000, False),
        (300_000, 200_000, False),
        (200_000, 250_000, True),
    ]
    assert {item.effect for item in items.values()} == {Severity.BLOCK}
    assert own[0].change is not None and own[0].change.reason == "งบน้อย"
    before = [item for item in service.numbers(date(2024, 6, 30)) if item.key == OWN_NUMBER.key]
    assert [item.in_force for item in before] == [True, False, False]


def test_of_many_changes_at_one_moment_the_last_holds(office: TestOffice) -> None:
    service = office_service(office)
    for value in range(100_000, 112_000, 1_000):
        service.change_number(replace(OWN_NUMBER, value=value))
    on_the_day = {number.key: number.value for number in service.numbers_on(date(2024, 7, 1))}
    assert on_the_day[OWN_NUMBER.key] == 111_000


def test_no_office_asks_for_fewer_witnesses_of_a_thumbprint_than_the_law(office: TestOffice) -> None:
    with refused("staff.number_below_law"):
        office_service(office).change_number(replace(OWN_NUMBER, key="receipt.thumb_witnesses", value=1))
    with refused("staff.number_impossible"):
        office_service(office).change_number(replace(OWN_NUMBER, key="eligibility.min_age", value=-1))
