"""The commands of a shared office: made, joined, migrated, moved and checked by somebody with nothing but README."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from kmcase.cli.main import DONE, ENVIRONMENT, FOUND, WRONG_USE, main
from kmcase.persistence.key_wrapping import PRODUCTION_COST
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.rows.server import KEYRING
from kmcase.persistence.server import read_address
from tests.servers import ROLE_PASSWORD, OfficeServer

OWNER = "KMCASE_OWNER_PASSWORD"
USERS = ("admin:administrator:นายระบบ", "director:director+finance:นายผู้ปกครอง:ผู้ปกครองนิคม")


@pytest.fixture(autouse=True)
def at_a_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Passwords come from the environment; nobody can be asked."""
    monkeypatch.setenv("KMCASE_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setenv("KMCASE_ROLE_PASSWORD", ROLE_PASSWORD)
    monkeypatch.setenv("KMCASE_PASSWORD", "a long password")
    for login in ("ADMIN", "DIRECTOR"):
        monkeypatch.setenv(f"KMCASE_PASSWORD_{login}", "a long password")


def create(server: OfficeServer | None, folder: Path, *more: str) -> int:
    words = ["office", "create", "--into", str(folder), "--name", "นิคมทดลอง", "--area", "410113,410101"]
    words += ["--short-code", "ทล", "--fiscal-year", "2567", "--allotted", "300000,200000", "--document", "พม 1"]
    users = [word for user in USERS for word in ("--user", user)]
    where = ["--postgres", server.owner, "--role", server.role] if server else []
    return main([*words, *users, *where, *more])


def test_an_office_is_made_joined_checked_migrated_and_moved(
    server: OfficeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert create(server, tmp_path / "one") == DONE
    server.ask_for_password()
    assert "กุญแจกู้คืน" in capsys.readouterr().out
    two = str(tmp_path / "two")
    assert main(["office", "join", "--postgres", server.as_role, "--into", two]) == DONE
    assert main(["rebuild", "--check", "--office", two]) == DONE
    assert "ตารางตรงกับบันทึก" in capsys.readouterr().out
    assert main(["office", "migrate", "--postgres", server.owner]) == DONE
    assert main(["backup", "--office", two]) == DONE
    assert main(["office", "move", "--from", two, "--to", str(tmp_path / "folder")]) == DONE
    assert "entry: ต้นทาง" in capsys.readouterr().out
    assert main(["verify", "--office", str(tmp_path / "folder")]) == DONE
    assert main(["verify", "--office", two]) == ENVIRONMENT
    assert "ย้ายไปที่" in capsys.readouterr().err


def test_an_office_in_a_folder_is_made_by_the_same_words(tmp_path: Path) -> None:
    assert create(None, tmp_path / "office") == DONE
    assert main(["rebuild", "--check", "--office", str(tmp_path / "office")]) == DONE
    keyring = Keyring.load(tmp_path / "office" / "keyring.json")
    assert {user.cost for user in keyring.content.users.values()} == {PRODUCTION_COST}


def test_what_differs_from_the_journal_is_named_with_another_exit_code(
    server: OfficeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert create(server, tmp_path / "desk") == DONE
    server.execute("UPDATE staff SET name = 'อื่น' WHERE login = 'admin'")
    capsys.readouterr()
    assert main(["rebuild", "--check", "--office", str(tmp_path / "desk")]) == FOUND
    told = capsys.readouterr().out
    assert "staff" in told and "name" in told and "1 แห่ง" in told


def test_an_office_is_named_by_the_address_of_its_database(
    server: OfficeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert create(server, tmp_path / "desk") == DONE
    server.ask_for_password()
    address = make_url(server.as_role).set(password=ROLE_PASSWORD).render_as_string(hide_password=False)
    assert main(["verify", "--office", address]) == DONE
    monkeypatch.setenv("KMCASE_DATABASE_URL", address)
    assert main(["verify"]) == DONE


@pytest.mark.parametrize(
    ("user", "code"),
    [("nobody", WRONG_USE), ("login:king:นายก", WRONG_USE), (":director:นายก", WRONG_USE)],
)
def test_a_user_that_cannot_be_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], user: str, code: int
) -> None:
    assert create(None, tmp_path / "office", "--user", user) == code
    assert user in capsys.readouterr().err
    assert not (tmp_path / "office").exists()


def test_a_password_that_nobody_can_type_is_asked_for_by_its_variable(
    server: OfficeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KMCASE_PASSWORD_ADMIN")
    assert create(None, tmp_path / "office") == WRONG_USE
    assert "KMCASE_PASSWORD_ADMIN" in capsys.readouterr().err
    owner, _ = read_address(server.owner)
    server.execute(f"GRANT asked_for_a_password TO {owner.role}")
    words = ["office", "migrate", "--postgres", owner.shown]
    assert main(words) == WRONG_USE
    assert OWNER in capsys.readouterr().err
    monkeypatch.setenv(OWNER, "owner")
    assert main(words) == ENVIRONMENT
    assert "ยังไม่มีหน่วยงาน" in capsys.readouterr().err


def test_the_keyring_stands_in_the_database_and_nowhere_in_the_clear(server: OfficeServer, tmp_path: Path) -> None:
    assert create(server, tmp_path / "desk") == DONE
    ((content,),) = server.execute("SELECT content FROM keyring WHERE name = %s", KEYRING)
    assert content.encode() == (tmp_path / "desk" / "keyring.json").read_bytes()
    with closing((tmp_path / "desk" / "office.json").open("rb")) as file:
        assert ROLE_PASSWORD.encode() not in file.read()
