"""What is done to staff on a real office with its real keyring, and who signs in afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kmcase.application.staff import NewMember
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from kmcase.domain.staff import Role
from tests.request_builders import refused
from tests.sample import CHEAP, sample_copy

NEW = NewMember(
    login="malee",
    name="นางสาวมาลี เข้าใหม่",
    position="นักพัฒนาสังคม",
    roles=frozenset({Role.DEVELOPMENT_OFFICER}),
    password="ปลาทู-12",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sample office of the test's own."""
    return sample_copy(tmp_path)


def signed_in(folder: Path, login: str, password: str = "sample") -> OpenOffice:
    """Somebody at the real door."""
    return Offices(folder.parent / "settings", cost=CHEAP).sign_in(folder, login, password)


def id_of(office: OpenOffice, login: str) -> str:
    """Who uses a login now."""
    return next(one.staff_id for one in office.services.staff.list() if one.login == login and one.active)


def remove(folder: Path, login: str) -> None:
    """The administrator removes somebody in a session of its own."""
    office = signed_in(folder, "admin")
    try:
        office.services.staff.remove(id_of(office, login), "ลาออก")
    finally:
        office.close()


def test_after_a_removal_the_same_session_adds_and_resets_and_everybody_still_signs_in(folder: Path) -> None:
    office = signed_in(folder, "admin")
    staff = office.services.staff
    staff.remove(id_of(office, "officer1"), "ลาออก")
    staff.add(NEW)
    staff.reset_password(id_of(office, "officer2"), "แกงส้ม-21", "ลืมรหัสผ่าน")
    with refused("office_files.rekeying"):
        staff.remove(id_of(office, "officer3"), "ลาออก")
    office.close()
    known = (("admin", "sample"), ("director", "sample"), ("malee", "ปลาทู-12"), ("officer2", "แกงส้ม-21"))
    for login, password in known:
        signed_in(folder, login, password).close()
    with pytest.raises(DomainError, match="wrong_password"):
        signed_in(folder, "officer1")


def test_a_login_with_capitals_signs_in(folder: Path) -> None:
    office = signed_in(folder, "admin")
    office.services.staff.add(replace(NEW, login=" Malee "))
    office.close()
    signed_in(folder, "MALEE", "ปลาทู-12").close()


def test_who_comes_back_under_the_same_login_signs_in(folder: Path) -> None:
    remove(folder, "officer1")
    office = signed_in(folder, "admin")
    office.services.staff.add(replace(NEW, login="officer1"))
    office.close()
    again = signed_in(folder, "officer1", "ปลาทู-12")
    assert again.actor.name == NEW.name
    again.close()


def test_a_back_up_made_between_a_removal_and_the_next_sign_in_is_restored(folder: Path, tmp_path: Path) -> None:
    office = signed_in(folder, "admin")
    office.services.staff.remove(id_of(office, "officer1"), "ลาออก")
    made = office.services.backups.make()
    office.close()
    offices = Offices(tmp_path / "settings", cost=CHEAP)
    offices.restore(made.folder, tmp_path / "restored", "admin", "sample")
    again = offices.sign_in(tmp_path / "restored", "admin", "sample")
    assert sum(one.active for one in again.services.staff.list()) == len(again.services.staff.list()) - 1
    again.close()


def test_the_last_one_who_holds_the_signing_key_keeps_it(folder: Path) -> None:
    for login in ("finance1", "finance2"):
        remove(folder, login)
    with refused("staff.last_signer"):
        remove(folder, "director")
    office = signed_in(folder, "admin")
    with refused("staff.last_signer"):
        office.services.staff.change_roles(id_of(office, "director"), frozenset({Role.AUDITOR}), "", "ย้าย")
    office.close()


def test_who_left_gets_no_other_role(folder: Path) -> None:
    office = signed_in(folder, "admin")
    gone = id_of(office, "officer1")
    office.services.staff.remove(gone, "ลาออก")
    with refused("staff.left"):
        office.services.staff.change_roles(gone, frozenset({Role.AUDITOR}), "", "ย้าย")
    office.close()


def test_who_signs_for_the_office_does_nothing_that_is_signed_until_the_key_is_handed(folder: Path) -> None:
    office = signed_in(folder, "admin")
    office.services.staff.add(replace(NEW, roles=frozenset({Role.DIRECTOR})))
    office.close()
    half, now = BudgetHalf(2567, 2), date(2024, 6, 19)
    newcomer = signed_in(folder, "malee", NEW.password)
    with refused("staff.key_waits"):
        newcomer.services.budgets.allot(half, Baht.of(1), now, "พม 9/2567")
    newcomer.close()
    office = signed_in(folder, "finance1")
    office.services.staff.hand_key(id_of(office, "malee"))
    office.close()
    newcomer = signed_in(folder, "malee", NEW.password)
    newcomer.services.budgets.allot(half, Baht.of(1), now, "พม 9/2567")
    sound = newcomer.services.verification.verify().sound
    newcomer.close()
    assert sound
