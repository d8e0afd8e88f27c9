"""Databases for shared offices on the real PostgreSQL: an owner who is no superuser, a role that needs its password."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from kmcase.application.access import MadeOffice, NewOffice, NewServer, NewUser
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.clock import Clock
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.staff import Role
from kmcase.persistence.server import read_address
from tests.builders import AREA
from tests.sample import CHEAP

ROLE_PASSWORD = "สะพาน+ไม้%7"
USERS = {
    "admin": Role.ADMINISTRATOR,
    "director": Role.DIRECTOR,
    "finance": Role.FINANCE,
    "officer": Role.DEVELOPMENT_OFFICER,
    "officer2": Role.DEVELOPMENT_OFFICER,
}
_OWNER = "owner"
_ASKED = "asked_for_a_password"
_numbers = count(1)


@dataclass(frozen=True)
class OfficeServer:
    """An empty database; `root` is the superuser's address, `owner` its owner's, `role` the program's to be made."""

    root: str
    owner: str
    role: str

    @property
    def as_role(self) -> str:
        """The program's address, without a password."""
        return read_address(self.owner)[0].as_role(self.role).shown

    def new(self, url: str = "") -> NewServer:
        """What `Offices.create` and `Offices.move` take."""
        return NewServer(url=url or self.owner, role=self.role, role_password=ROLE_PASSWORD)

    def execute(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """As the superuser."""
        with psycopg.connect(_plain(self.root), autocommit=True) as connection:
            found = connection.execute(sql, values)  # type: ignore[call-overload]
            return found.fetchall() if found.description else []

    def ask_for_password(self) -> None:
        """From now on the role gets in with its password alone."""
        self.execute(f"GRANT {_ASKED} TO {self.role}")

    def cut_off(self) -> None:
        """Every connection of the role breaks."""
        self.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", self.role)

    def let_in(self, may: bool) -> None:
        """Whether the role may come in at all: as good as a cable that is pulled."""
        self.execute(f"ALTER ROLE {self.role} {'' if may else 'NO'}LOGIN")


def office_server(url: str) -> OfficeServer:
    """Of a fresh database the owner's and the program's side."""
    number = next(_numbers)
    database = make_url(url).database
    root = make_url(url).set(drivername="postgresql")
    owner, role = f"owner_{database}_{number}", f"app_{database}_{number}"
    with psycopg.connect(root.render_as_string(hide_password=False), autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {owner} LOGIN CREATEROLE PASSWORD '{_OWNER}'".encode())
        admin.execute(f"ALTER DATABASE {database} OWNER TO {owner}".encode())
        if admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (_ASKED,)).fetchone() is None:
            admin.execute(f"CREATE ROLE {_ASKED}".encode())
            (rules,) = admin.execute("SHOW hba_file").fetchone()  # type: ignore[misc]
            file = Path(rules)
            file.write_text(f"local all +{_ASKED} scram-sha-256\n{file.read_text('utf-8')}", "utf-8")
            admin.execute("SELECT pg_reload_conf()")
    return OfficeServer(
        root=root.render_as_string(hide_password=False),
        owner=root.set(username=owner, password=_OWNER).render_as_string(hide_password=False),
        role=role,
    )


def new_office(folder: Path) -> NewOffice:
    """An office with five users, whose passwords are `<login>-password`."""
    users = tuple(
        NewUser(login=login, name=f"นาย{login}", position="", roles=frozenset({role}), password=f"{login}-password")
        for login, role in USERS.items()
    )
    return NewOffice(
        folder=folder,
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


def desks(folder: Path, clock: Clock | None = None) -> Offices:
    """The offices that a desktop knows; its settings lie beside the folder."""
    return Offices(folder.parent / "settings", cost=CHEAP, clock=clock)


def share(server: OfficeServer, folder: Path, clock: Clock | None = None) -> MadeOffice:
    """A new office on a server, with this desktop's folder."""
    made = desks(folder, clock).create(new_office(folder), server=server.new())
    server.ask_for_password()
    return made


def sit_down(folder: Path, login: str, clock: Clock | None = None) -> OpenOffice:
    """Signed in at a desktop."""
    return desks(folder, clock).sign_in(folder, login, f"{login}-password")


def another_desk(server: OfficeServer, folder: Path, login: str, clock: Clock | None = None) -> OpenOffice:
    """A second desktop that joined, and somebody at it."""
    offices = desks(folder, clock)
    offices.join_server(folder, server.as_role, ROLE_PASSWORD)
    return offices.sign_in(folder, login, f"{login}-password")


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")
