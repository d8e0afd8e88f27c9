"""`office create|join|migrate|move`: an office in a folder or on a server, and its way from the one to the other."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kmcase.application.access import NewOffice, NewServer, NewUser
from kmcase.bootstrap import SAMPLE_PASSWORD, Offices, servers, settings_folder
from kmcase.cli.output import Output, Progress
from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.staff import Role
from kmcase.thai.calendar import bangkok_date, fiscal_year

OWNER_PASSWORD = "KMCASE_OWNER_PASSWORD"
ROLE_PASSWORD = "KMCASE_ROLE_PASSWORD"
USER_PASSWORD = "KMCASE_PASSWORD_"
_ROLE = "kmcase_app"
_POSTGRES = "address of an empty database as its owner: postgresql://OWNER@HOST/DATABASE?sslmode=verify-full"


def add(commands: Any) -> None:
    """Enter the commands."""
    top = commands.add_parser("office", help="make, share, migrate or move an office")
    kinds = top.add_subparsers(dest="office_command", required=True)
    _add_create(kinds)
    join = kinds.add_parser("join", help="share an office that is on a server: run once on each desktop")
    join.add_argument("--postgres", required=True, help="address of the database as the program's role")
    join.add_argument("--into", required=True, help="a folder of this desktop, empty or missing")
    join.add_argument("--user", default="", help="who signs in, so that the database's password can be sealed here")
    join.set_defaults(alone=_join)
    migrate = kinds.add_parser("migrate", help="bring a server's tables to this program's form, as their owner")
    migrate.add_argument("--postgres", required=True, help="address of the database as its owner")
    migrate.set_defaults(alone=_migrate)
    move = kinds.add_parser("move", help="move an office from a folder to a server, or back, and compare every row")
    move.add_argument("--from", dest="source", required=True, help="folder of the office")
    move.add_argument("--to", required=True, help="an empty folder, or the " + _POSTGRES)
    move.add_argument("--into", default="", help="to a server: this desktop's folder for it, empty or missing")
    move.add_argument("--role", default=_ROLE, help="to a server: the program's role, made where it is not there")
    move.add_argument("--user", default="", help="the director or administrator who signs in")
    move.set_defaults(alone=_move)


def _add_create(kinds: Any) -> None:
    create = kinds.add_parser("create", help="make an office in a folder, or on a server")
    create.add_argument("--into", required=True, help="the office's folder, empty or missing; of this desktop's alone")
    create.add_argument("--postgres", default="", help=_POSTGRES)
    create.add_argument("--role", default=_ROLE, help="the program's role in the database, made where it is not there")
    create.add_argument("--name", required=True, help="the office's name")
    create.add_argument("--kind", choices=[kind.value for kind in OfficeKind], default=OfficeKind.SETTLEMENT.value)
    create.add_argument("--area", required=True, help="six-digit codes of its sub-districts, by commas")
    create.add_argument("--short-code", required=True, help="the letters before its numbers")
    create.add_argument("--fiscal-year", type=int, default=None, help="B.E.; without it today's")
    create.add_argument("--allotted", default="0,0", help="baht of the two halves of the year, by a comma")
    create.add_argument("--document", default="", help="the letter that allots them")
    create.add_argument(
        "--user",
        action="append",
        required=True,
        dest="users",
        metavar="LOGIN:ROLE+ROLE:NAME:POSITION",
        help=f"a first user; the password comes from {USER_PASSWORD}<LOGIN> or is asked. Roles: "
        + ", ".join(role.value for role in Role),
    )
    create.set_defaults(alone=_create)


def _create(arguments: argparse.Namespace, output: Output) -> int:
    server = _new_server(arguments.postgres, arguments.role, output) if arguments.postgres else None
    area = frozenset(code.strip() for code in arguments.area.split(",") if code.strip())
    halves = [Baht.of(int(part)) for part in arguments.allotted.split(",")]
    new = NewOffice(
        folder=Path(arguments.into),
        name=arguments.name.strip(),
        kind=OfficeKind(arguments.kind),
        province_code=min(area, default="")[:2],
        area=area,
        short_code=arguments.short_code,
        fiscal_year=arguments.fiscal_year or fiscal_year(bangkok_date(datetime.now(UTC))),
        allotted=(halves[0], halves[-1]),
        document=arguments.document,
        users=tuple(_user(text, output) for text in arguments.users),
    )
    made = Offices(settings_folder()).create(new, Progress(), server=server)
    output.say("shared_office.created", name=made.card.name, folder=str(made.card.folder))
    output.say("shared_office.recovery_key", recovery_key=made.recovery_key)
    return 0


def _user(text: str, output: Output) -> NewUser:
    login, roles, name, position = (*(part.strip() for part in text.split(":", 3)), "", "", "")[:4]
    known = {role.value for role in Role}
    wanted = [role for role in roles.split("+") if role]
    if not login or not name or not wanted or not known.issuperset(wanted):
        raise DomainError("shared_office.user_words", "users", text=text)
    variable = USER_PASSWORD + login.upper()
    password = os.environ.get(variable) or _typed(
        output.text("shared_office.ask_user_password", login=login), login, variable
    )
    held = frozenset(Role(role) for role in wanted)
    return NewUser(login=login, name=name, position=position, roles=held, password=password)


def _new_server(postgres: str, role: str, output: Output) -> NewServer:
    """The owner's and the role's passwords come from the address, the environment, or are asked."""
    url = _as_owner(postgres, output)
    asked = output.text("shared_office.ask_role_password", role=role)
    password = os.environ.get(ROLE_PASSWORD)
    return NewServer(
        url=url, role=role, role_password=_typed(asked, role, ROLE_PASSWORD) if password is None else password
    )


def _as_owner(postgres: str, output: Output) -> str:
    """The address with a password, where libpq's own ways (`.pgpass`, a local socket) do not let the owner in."""
    password = os.environ.get(OWNER_PASSWORD)
    if password is None and servers.lets_in(postgres):
        return postgres
    role = servers.role_of(postgres)
    asked = output.text("shared_office.ask_owner_password", role=role)
    return servers.with_password(postgres, password or _typed(asked, role, OWNER_PASSWORD))


def _typed(asked: str, login: str, variable: str) -> str:
    """A password typed at the terminal; raises `shared_office.password_unset` where nobody can type."""
    if not sys.stdin.isatty():
        raise DomainError("shared_office.password_unset", login=login, variable=variable)
    return getpass.getpass(asked)


def _join(arguments: argparse.Namespace, output: Output) -> int:
    offices, into = Offices(settings_folder()), Path(arguments.into)
    url = arguments.postgres
    password = os.environ.get(ROLE_PASSWORD)
    if password is None and not servers.lets_in(url):
        role = servers.role_of(url)
        password = _typed(output.text("shared_office.ask_role_password", role=role), role, ROLE_PASSWORD)
    card = offices.join_server(into, url, password)
    login, typed = _sign_in(offices, into, arguments.user, (), output)
    offices.sign_in(into, login, typed).close()
    output.say("shared_office.joined", name=card.name, folder=str(into))
    return 0


def _migrate(arguments: argparse.Namespace, output: Output) -> int:
    role = Offices(settings_folder()).migrate(_as_owner(arguments.postgres, output))
    output.say("shared_office.migrated", role=role)
    return 0


def _move(arguments: argparse.Namespace, output: Output) -> int:
    offices, source = Offices(settings_folder()), Path(arguments.source)
    to_server = servers.is_address(arguments.to)
    into = Path(arguments.into or f"{arguments.source}-shared") if to_server else Path(arguments.to)
    server = _new_server(arguments.to, arguments.role, output) if to_server else None
    login, password = _sign_in(offices, source, arguments.user, (Role.ADMINISTRATOR, Role.DIRECTOR), output)
    moved = offices.move(source, login, password, into, server, Progress())
    for one in moved.figures:
        output.say(
            "shared_office.move_table", name=one.name, source=one.source, target=one.target, differing=one.differing
        )
    rows = sum(one.source for one in moved.figures)
    output.say(
        "shared_office.move_done",
        name=moved.card.name,
        to=moved.to,
        tables=len(moved.figures),
        rows=rows,
    )
    return 0


def _sign_in(offices: Offices, folder: Path, login: str, roles: tuple[Role, ...], output: Output) -> tuple[str, str]:
    """Who signs in and with which password: as asked for, else the first whose role fits."""
    door = offices.look(folder, moved=True)
    fitting = [user.login for role in roles for user in door.users if role in user.roles]
    login = login or next(iter(fitting or [user.login for user in door.users]), "")
    password = os.environ.get("KMCASE_PASSWORD") or (SAMPLE_PASSWORD if door.sample_password else None)
    return login, password or _typed(output.text("cli.password", login=login), login, "KMCASE_PASSWORD")
