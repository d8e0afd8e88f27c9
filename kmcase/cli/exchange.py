"""`bundle make`, `bundle apply`, `status`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kmcase.application.exchange import AppliedBundle
from kmcase.application.exchange.reports import acknowledgement
from kmcase.bootstrap import OpenOffice
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role

_ROLES = (Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER, Role.ADMINISTRATOR, Role.DIRECTOR, Role.FINANCE)


def add(commands: Any) -> None:
    """Enter the commands."""
    bundle = commands.add_parser("bundle", help="exchange by a file").add_subparsers(dest="what", required=True)
    make = bundle.add_parser("make", help="write what the other side lacks")
    make.add_argument("--to", default="office", help="name of a laptop; on a laptop the office")
    make.add_argument("--out", required=True, help="the file to write")
    with_office(make, *_ROLES)
    make.set_defaults(run=_make)
    take = bundle.add_parser("apply", help="take what is in a bundle")
    take.add_argument("file")
    with_office(take, *_ROLES)
    take.set_defaults(run=_apply)
    network = commands.add_parser("exchange", help="exchange over the network")
    network.add_argument("what", nargs="?", choices=("serve",), help="at the office: wait for laptops")
    network.add_argument("--listen", default="0.0.0.0:8471", help="HOST:PORT to wait at")
    network.add_argument("--with", dest="address", default="", help="HOST:PORT of the office, on a laptop")
    network.add_argument("--once", action="store_true", help="end after the first laptop")
    with_office(network, *_ROLES)
    network.set_defaults(run=_network)
    status = commands.add_parser("status", help="what is not yet at the other side, and open conflicts")
    with_office(status, *_ROLES)
    status.set_defaults(run=_status)


def _make(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    made = office.services.exchange.make(arguments.to, Path(arguments.out), Progress())
    output.say(
        "cli.bundle_made",
        file=str(made.path),
        entries=made.counts.entries,
        backfilled=made.counts.backfilled,
        photos=made.counts.photos,
        kilobytes=-(-made.size // 1024),
    )
    return 0


def _apply(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    return show_applied(office.services.exchange.apply(Path(arguments.file), Progress()), output)


def show_applied(applied: AppliedBundle, output: Output) -> int:
    """Say what came of a bundle: 0 where all of it was applied, 1 where not."""
    output.say(
        "cli.bundle_applied",
        new=applied.new,
        known=applied.known,
        backfilled=applied.backfilled,
        held_back=applied.held_back,
        refused=applied.refused,
        photos=applied.photos,
        photos_known=applied.photos_known,
    )
    if applied.without_effect:
        output.say("cli.bundle_without_effect", count=applied.without_effect)
    if applied.accepted:
        output.say("cli.bundle_accepted", accepted=applied.accepted)
    if applied.alike.every:
        output.say("cli.bundle_alike", stops=len(applied.alike.stops), waits=len(applied.alike.waits))
    if applied.stopped is not None:
        output.say_message(applied.stopped)
    if applied.acknowledged is not None and applied.sender == "office":
        for said in acknowledgement(applied.acknowledged):
            output.say_message(said)
    return 0 if applied.whole else 1


def _network(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    if arguments.what == "serve":
        return _serve(office, arguments, output)
    if not arguments.address:
        raise DomainError("exchange.bad_address", "address", text="")
    found = office.services.network.with_office(arguments.address, Progress())
    output.say("cli.exchange_told", new=found.told.get("new", 0), photos=found.told.get("photos", 0))
    if found.told.get("stopped"):
        output.say(found.told["stopped"], n=0, name="")
    return show_applied(found.applied, output)


def _serve(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    def heard(applied: AppliedBundle) -> None:
        show_applied(applied, output)
        sys.stdout.flush()
        if arguments.once:
            server.stop()

    server = office.exchange_server(arguments.listen, heard)
    output.say("cli.exchange_listening", address=f"{arguments.listen.rpartition(':')[0]}:{server.port}")
    sys.stdout.flush()
    server.run()
    return 0


def _status(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    status = office.services.exchange.status()
    if status.standing is not None:
        key = "exchange.last" if status.last_exchange else "exchange.never"
        output.say(key, at=status.last_exchange, waiting=status.not_yet_there)
        for said in acknowledgement(status.standing):
            output.say_message(said)
    for laptop in status.laptops:
        output.say(
            "cli.status_laptop",
            name=laptop.enrolled.laptop.name,
            at=laptop.last_exchange or output.text("exchange.never_short"),
            entries=laptop.entries,
            not_sent=laptop.not_sent,
            state=output.text("exchange.revoked" if laptop.enrolled.revoked_at else "exchange.enrolled"),
        )
    for laptop in status.laptops:
        if laptop.refused:
            output.say("cli.status_refused", name=laptop.enrolled.laptop.name, count=laptop.refused)
    output.say("cli.status_photos", count=status.photos_wanted)
    output.say("cli.status_conflicts", count=status.conflicts)
    for fork in status.forks:
        output.say("exchange.fork", store=fork.store[:8], n=fork.n)
    return 1 if status.forks else 0
