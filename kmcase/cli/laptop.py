"""`laptop enrol`, `laptop join`, `laptop area`, `laptop revoke`."""

from __future__ import annotations

import argparse
import getpass
import os
from pathlib import Path
from typing import Any

from kmcase.application.exchange import EnrolLaptop
from kmcase.bootstrap import Offices, OpenOffice, settings_folder
from kmcase.cli.output import Output, with_office
from kmcase.domain.staff import Role
from kmcase.thai import areas


def add(commands: Any) -> None:
    """Enter the commands."""
    laptop = commands.add_parser("laptop", help="let laptops in, and out").add_subparsers(dest="what", required=True)
    enrol = laptop.add_parser("enrol", help="let a laptop in; writes the file by which it joins")
    enrol.add_argument("name")
    _with_area(enrol)
    enrol.add_argument(
        "--officer", action="append", default=[], help="login of one who works on it; default: all officers"
    )
    enrol.add_argument("--out", required=True, help="the file to write")
    with_office(enrol, Role.ADMINISTRATOR, Role.DIRECTOR)
    enrol.set_defaults(run=_enrol)
    join = laptop.add_parser("join", help="make a laptop's folder from that file")
    join.add_argument("file")
    join.add_argument("--office", required=True, help="a folder that is empty or missing")
    join.add_argument("--user", default="", help="whose password opens it")
    join.set_defaults(alone=_join)
    area = laptop.add_parser("area", help="give a laptop another area")
    area.add_argument("name")
    _with_area(area)
    area.add_argument("--reason", required=True)
    with_office(area, Role.ADMINISTRATOR, Role.DIRECTOR)
    area.set_defaults(run=_area)
    revoke = laptop.add_parser("revoke", help="refuse a laptop's bundles from now on")
    revoke.add_argument("name")
    revoke.add_argument("--reason", default="")
    with_office(revoke, Role.ADMINISTRATOR, Role.DIRECTOR)
    revoke.set_defaults(run=_revoke)


def _with_area(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--area", action="append", required=True, help="code of a sub-district, or of a district for all of it; repeat"
    )


def _enrol(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    out = Path(arguments.out)
    command = EnrolLaptop(name=arguments.name, area=_area_of(arguments.area), officers=frozenset(arguments.officer))
    office.services.laptops.enrol(command, out)
    output.say("cli.laptop_enrolled", name=arguments.name, file=str(out))
    return 0


def _join(arguments: argparse.Namespace, output: Output) -> int:
    file = Path(arguments.file)
    offices = Offices(settings_folder())
    door = offices.enrolment(file)
    login = arguments.user or next((user.login for user in door.users), "")
    password = os.environ.get("KMCASE_PASSWORD") or door.sample_password
    if password is None:
        password = getpass.getpass(output.text("cli.password", login=login))
    card = offices.join(file, Path(arguments.office), login, password)
    output.say("cli.laptop_joined", folder=str(card.folder), name=card.name)
    return 0


def _area(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    office.services.laptops.change_area(arguments.name, _area_of(arguments.area), arguments.reason)
    output.say("cli.laptop_area", name=arguments.name)
    return 0


def _revoke(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    reason = arguments.reason or output.text("cli.revoked_by_command")
    office.services.laptops.revoke(arguments.name, reason)
    output.say("cli.laptop_revoked", name=arguments.name)
    return 0


def _area_of(codes: list[str]) -> frozenset[str]:
    """Sub-districts of what was typed; four digits are a district."""
    found: set[str] = set()
    for code in (part.strip() for typed in codes for part in typed.split(",")):
        found |= {each.subdistrict_code for each in areas.subdistricts(code)} if len(code) == 4 else {code}
    return frozenset(found)
