"""Who forgot every password comes in by the office's recovery key, and the journal tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.access import NewOffice, NewUser
from kmcase.bootstrap import Offices
from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.staff import Role, StaffChange
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.logs import LOG_NAME
from kmcase.persistence.office_folder import OfficeFolder
from tests.builders import AREA
from tests.locking import once_before_the_lock
from tests.request_builders import refused
from tests.sample import CHEAP

PEOPLE = {
    "admin": Role.ADMINISTRATOR,
    "auditor": Role.AUDITOR,
    "director": Role.DIRECTOR,
    "finance": Role.FINANCE,
}
FRESH = "ซองที่เปิดแล้ว"
WHY = "เปิดซองต่อหน้าคณะกรรมการ 5 มิ.ย. 2567"


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    return Offices(tmp_path / "settings", cost=CHEAP)


@pytest.fixture
def key(offices: Offices, tmp_path: Path) -> str:
    """The recovery key of an office whose folder is `office`."""
    users = tuple(
        NewUser(login=login, name=f"นาย{login}", position="", roles=frozenset({role}), password=f"{login}-password")
        for login, role in PEOPLE.items()
    )
    new = NewOffice(
        folder=tmp_path / "office",
        name="นิคมสร้างตนเองดอนแก้ว",
        kind=OfficeKind.SETTLEMENT,
        province_code="41",
        area=AREA,
        short_code="ดก",
        fiscal_year=2567,
        allotted=(Baht.of(500_000), Baht.of(300_000)),
        document="พม 1/2566",
        users=users,
    )
    return offices.create(new).recovery_key


def test_of_a_new_office_only_its_maker_has_an_own_password(tmp_path: Path, key: str) -> None:
    keyring = Keyring.load(OfficeFolder(tmp_path / "office").keyring)
    assert {login for login in PEOPLE if not keyring.is_lent(login)} == {"admin"}


@pytest.mark.parametrize("login", ["admin", "director", "finance"])
def test_the_key_of_the_envelope_sets_a_new_password_and_the_history_says_why(
    offices: Offices, tmp_path: Path, key: str, login: str
) -> None:
    folder = tmp_path / "office"
    offices.recover(folder, key.lower().replace("-", " "), login, FRESH, WHY)
    with pytest.raises(DomainError, match="wrong_password"):
        offices.sign_in(folder, login, f"{login}-password")
    office = offices.sign_in(folder, login, FRESH)
    item = next(item for item in office.services.staff.items() if item.member.login == login)
    signs = office.keys.signing_key is not None
    assert office.services.verification.verify().sound
    sound = office.services.verification.verify().sound
    office.close()
    assert (item.changes[0].change, item.changes[0].reason) == (StaffChange.PASSWORD, WHY)
    assert signs == (login != "admin") and sound
    others = [other for other in PEOPLE if other != login]
    for other in others:
        offices.sign_in(folder, other, f"{other}-password").close()


def test_after_many_wrong_passwords_the_key_still_opens(offices: Offices, tmp_path: Path, key: str) -> None:
    for _ in range(20):
        with pytest.raises(DomainError):
            offices.sign_in(tmp_path / "office", "director", "guess")
    offices.recover(tmp_path / "office", key, "director", FRESH, WHY)
    offices.sign_in(tmp_path / "office", "director", FRESH).close()


def test_a_key_of_another_office_or_mistyped_opens_nothing(offices: Offices, tmp_path: Path, key: str) -> None:
    folder = tmp_path / "office"
    other = "0" if key[0] != "0" else "1"
    with refused("office_files.recovery_key_group"):
        offices.recover(folder, other + key[1:], "director", FRESH, WHY)
    with refused("office_files.recovery_key_length"):
        offices.recover(folder, key[:-1], "director", FRESH, WHY)
    with refused("staff.password_short"):
        offices.recover(folder, key, "director", "short", WHY)
    with refused("staff.recovered_by_others"):
        offices.recover(folder, key, "auditor", FRESH, WHY)
    with refused("staff.reason_missing"):
        offices.recover(folder, key, "director", FRESH, " ")
    offices.sign_in(folder, "director", "director-password").close()


def test_an_opened_office_writes_its_log_and_stops_when_it_is_closed(
    offices: Offices, tmp_path: Path, key: str
) -> None:
    log = tmp_path / "office" / "logs" / LOG_NAME
    office = offices.sign_in(tmp_path / "office", "director", "director-password")
    office.back_up_daily()
    report = office.problem_report()
    office.close()
    told = log.read_text("utf-8")
    assert [code for code in ("office.opened", "backups.made", "office.closed") if code not in told] == []
    assert report.startswith(b"PK") and "นาย" not in told


def test_who_was_removed_before_the_folder_was_free_stays_removed(
    offices: Offices, tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "office"
    admin = offices.sign_in(folder, "admin", "admin-password")

    def remove_finance() -> None:
        (finance,) = (member.staff_id for member in admin.services.staff.list() if member.login == "finance")
        admin.services.staff.remove(finance, "ย้าย")
        admin.close()

    once_before_the_lock(monkeypatch, remove_finance)
    offices.recover(folder, key, "director", FRESH, WHY)
    with pytest.raises(DomainError, match="wrong_password"):
        offices.sign_in(folder, "finance", "finance-password")
    offices.sign_in(folder, "director", FRESH).close()
